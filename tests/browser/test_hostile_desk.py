"""The same strings where editors work: in the library, in the editor and in its dialogs.

The Content-Security-Policy is off: it must not be what saves the desk.
"""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from media.models import Image, Licence
from tests.conftest import leave
from tests.factories import make_image, make_section, make_user

from .desk import Desk, make_draft
from .test_hostile import STRINGS, WATCH, make_picture, quoted

LIBRARY = "/admin/media/image/"
SAFE = ("data:image/", "blob:")


@pytest.fixture
def happened():
    """What hostile words did that words cannot do."""
    return []


@pytest.fixture
def desk(browser, live_server, happened):
    context = browser.new_context(base_url=live_server.url, bypass_csp=True)
    context.add_init_script(WATCH)
    page = context.new_page()
    page.on("popup", lambda popup: happened.append(f"popup {popup.url}"))
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((live_server.url, *SAFE))
            else happened.append(f"request {request.url}")
        ),
    )
    yield Desk(page, live_server, make_user(is_superuser=True))
    leave(context)


def make_hostile_pictures():
    """A picture for each of the strings, saying it in all its fields."""
    image = make_image()
    for number, text in enumerate(STRINGS):
        picture = make_picture(
            image, f"{number:031x}h", text, photographer=text[:150], agency=text[:150]
        )
        picture.licence = Licence.objects.create(name=f"{number} {text[:90]}", note=text)
        picture.keywords = picture.usage_terms = picture.restrictions = text
        picture.copyright_notice = text
        picture.save()


def hostile_body(image):
    """A text that says all of them, plainly and in each insert."""
    return "".join(
        f"<p>{text}</p>{text}"
        f'<figure data-image="{image.pk}" data-alt="{quoted(text)}">'
        f"<figcaption>{text}</figcaption></figure>"
        f'<figure data-gallery="{image.pk}"><figcaption>{text}</figcaption></figure>'
        f'<p><a href="{quoted(text)}" title="{quoted(text)}">link</a></p>'
        f'<div data-embed="https://a.example/{quoted(text)}"></div>'
        f'<aside class="pullquote"><p>{text}</p><cite>{text}</cite></aside>'
        for text in STRINGS
    )


def point(page):
    """Point at all there is, in the text area as well; what ran."""
    return page.evaluate(
        """() => {
            const frames = [...document.querySelectorAll("iframe")].map((f) => f.contentDocument);
            for (const place of [document, ...frames.filter(Boolean)]) {
                for (const element of place.querySelectorAll("body *")) {
                    for (const type of ["mouseover", "error", "load"]) {
                        element.dispatchEvent(new Event(type));
                    }
                }
            }
            return window.pwned ?? null;
        }"""
    )


@pytest.mark.django_db(transaction=True)
def test_no_hostile_text_runs_in_the_library(desk, happened):
    make_hostile_pictures()
    some = Image.objects.order_by("pk").values_list("pk", flat=True)[1::20]
    paths = [
        *(f"{LIBRARY}?p={page}{view}" for page in (1, 2) for view in ("", "&as=list")),
        *(f"{LIBRARY}{pk}/change/" for pk in some),
        "/admin/media/licence/",
    ]

    for path in paths:
        desk.page.goto(path, wait_until="load")
        assert point(desk.page) is None, path

    assert happened == []


@pytest.mark.django_db(transaction=True)
def test_no_hostile_text_runs_in_the_editor_and_its_dialogs(desk, happened):
    make_hostile_pictures()
    section = make_section()
    Article.objects.bulk_create(
        Article(slug=f"s-{number}", headline=text, standfirst=text, section=section)
        for number, text in enumerate(STRINGS)
    )
    Article.objects.update(status=Article.Status.PUBLISHED, published_at="2026-01-01T00:00Z")

    desk.open(make_draft(hostile_body(Image.objects.last()), section=section))
    for name in ("picture", "story"):
        desk.press(f"newsroom-{name}")
        options = desk.dialog.get_by_role("option")
        for seen in range(20, len(STRINGS), 20):
            expect(options).to_have_count(seen)
            desk.dialog.get_by_role("button", name="Show more").click()
        expect(options.nth(len(STRINGS) - 1)).to_be_attached()
        assert point(desk.page) is None, name
        desk.keys("Escape")

    assert point(desk.page) is None
    assert happened == []
