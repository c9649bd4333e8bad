"""The newsroom's own pages, signed in as the one who may do everything."""

from pathlib import Path

from .access import OPEN_DOORS, SIZES, Window

ADMIN = "/admin/"
LOGIN = "/admin/login/"
EDITOR_READY = """() => !document.querySelector("textarea[data-type=ckeditortype]") ||
  (window.CKEDITOR && Object.values(CKEDITOR.instances).some((each) => each.status === "ready"))"""


def pages() -> list[str]:
    """What the desk opens daily, with a row where there is one."""
    from articles.models import Article
    from authors.models import Author
    from media.models import Image

    story = Article.objects.filter(status=Article.Status.PUBLISHED).order_by("pk").first()
    draft = Article.objects.filter(status=Article.Status.DRAFT).order_by("pk").first()
    article = "/admin/articles/article/"
    return [
        ADMIN, article, f"{article}add/", f"{article}{story.pk}/change/",
        f"{article}{draft.pk}/change/", f"{article}board/", f"{article}calendar/",
        f"{article}{story.pk}/history/", f"{article}{story.pk}/comments/",
        f"{article}{story.pk}/plan/", f"{article}{story.pk}/withdraw/", f"{article}pitch/",
        "/admin/articles/front/", "/admin/articles/breakingbar/", "/admin/articles/section/add/",
        "/admin/articles/tag/", "/admin/articles/notice/",
        "/admin/media/image/", "/admin/media/image/add/",
        f"/admin/media/image/{Image.objects.order_by('pk').first().pk}/change/",
        "/admin/authors/author/add/",
        f"/admin/authors/author/{Author.objects.order_by('pk').first().pk}/change/",
        "/admin/authors/user/", "/admin/password_change/",
    ]  # fmt: skip


def password(folder: Path) -> str:
    """The administrator's, as load_sample kept it."""
    lines = (folder / "logins.txt").read_text().splitlines()
    return next(line.split()[1] for line in lines if line.startswith("admin "))


def sign_in(seen: Window, secret: str) -> None:
    page = seen.page
    page.goto(seen.origin + LOGIN)
    page.fill("#id_username", "admin")
    page.fill("#id_password", secret)
    with page.expect_navigation():
        page.press("#id_password", "Enter")


def look(seen: Window, path: str):
    """All that axe finds on one page of the desk."""
    for size in SIZES:
        seen.open(path, size)
        seen.page.wait_for_function(EDITOR_READY)
        place = f"{path} at {size[0]}"
        if seen.page.url != seen.origin + path and not seen.page.url.startswith(seen.origin + path):
            yield place, f"leads to {seen.page.url}"
        yield from seen.faults(f"{place}, light")
        seen.page.evaluate(OPEN_DOORS)
        seen.page.emulate_media(color_scheme="dark")
        yield from seen.faults(f"{place}, dark, open", is_open=True)
    yield from seen.told(path)
