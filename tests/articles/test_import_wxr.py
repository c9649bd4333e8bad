"""manage.py import_wxr, from the file to the stories."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from PIL import Image as Pillow

from articles import actions
from articles.models import Article, Section, Tag
from authors.models import Author
from media.models import Image
from newsroom.redirects.models import Redirect

from .importers.exports import (
    SMALL,
    THEME_TEST,
    attachment,
    export,
    item,
    label,
    run_import,
)

pytestmark = pytest.mark.django_db

CITY = label("category", "city", "City")


@pytest.fixture
def import_wxr(tmp_path):
    """Run the command on an export made of these parts; returns what it said."""

    def run(*parts, media=None, dry_run=False, data=None, **options):
        file = tmp_path / "export.xml"
        file.write_bytes(export(*parts, **options) if data is None else data)
        return run_import(file, media=media, dry_run=dry_run)

    return run


def one() -> Article:
    return Article.objects.get()


def counts() -> list[int]:
    models = (Article, Section, Tag, Author, Image, Redirect)
    return [model.objects.count() for model in models]


@pytest.fixture
def uploads(tmp_path):
    folder = tmp_path / "uploads"
    (folder / "2020/05").mkdir(parents=True)
    Pillow.new("RGB", (40, 30), "teal").save(folder / "2020/05/port.jpg")
    return folder


WITH_PICTURE = (
    attachment("31", "2020/05/port.jpg", alt="Boats", caption="The port"),
    item(
        CITY,
        meta={"_thumbnail_id": "31"},
        content='Text [caption width="1"]<img src="https://old.example/wp-content/uploads/2020/05/'
        'port-300x200.jpg"> Words[/caption]',
    ),
)


def test_pictures_come_from_the_uploads_folder(import_wxr, uploads):
    report = import_wxr(*WITH_PICTURE, media=uploads)

    image = Image.objects.get()
    assert one().lead_image == image
    assert f'<figure data-image="{image.pk}"><figcaption>Words</figcaption></figure>' in one().body
    assert "1 picture," in report


def test_without_the_pictures_the_story_is_imported_all_the_same(import_wxr):
    report = import_wxr(*WITH_PICTURE)

    assert one().lead_image is None
    assert "<p>Words</p>" in one().body
    assert ">port-300x200.jpg</a>" in one().body
    assert "2 × no --media folder given" in report


def test_pictures_found_later_are_put_in(import_wxr, uploads):
    import_wxr(*WITH_PICTURE)

    report = import_wxr(*WITH_PICTURE, media=uploads)

    assert "1 updated" in report
    assert one().lead_image == Image.objects.get()


def test_pictures_stay_when_the_folder_is_gone(import_wxr, uploads):
    import_wxr(*WITH_PICTURE, media=uploads)

    report = import_wxr(*WITH_PICTURE)

    assert "1 unchanged" in report
    assert one().lead_image == Image.objects.get()


@pytest.mark.parametrize("file", [SMALL, THEME_TEST], ids=["small", "theme test"])
def test_importing_twice_changes_nothing(file):
    run_import(file)
    before = list(Article.objects.order_by("pk").values()), counts()

    report = run_import(file)

    assert (list(Article.objects.order_by("pk").values()), counts()) == before
    assert "0 created, 0 updated" in report


def test_wordpress_own_example_is_imported_whole():
    report = run_import(THEME_TEST)

    assert Article.objects.count() == 79
    assert Article.objects.published().count() == 55
    assert Article.objects.scheduled().count() == 1
    assert "70 × entry of a menu" in report
    assert "37 × picture or file" in report
    assert "33 × comment" in report
    assert "Failed" not in report


def test_what_changed_in_wordpress_changes_here(import_wxr):
    import_wxr(item(CITY))

    report = import_wxr(
        item(
            label("category", "port", "Port"),
            title="Harbour closes",
            creator="petro",
            post_date_gmt="2020-05-05 09:00:00",
        )
    )

    story = one()
    assert "1 updated" in report
    assert (story.headline, story.slug) == ("Harbour closes", "harbour-reopens")
    assert story.section.name == "Port"
    assert [c.signed_name for c in story.credits.all()] == ["petro"]
    assert story.published_at == datetime(2020, 5, 5, 9, tzinfo=UTC)


def test_a_draft_published_in_wordpress_since_is_published_here(import_wxr):
    import_wxr(item(CITY, status="draft"))
    import_wxr(item(CITY, status="pending"))
    assert one().status == Article.Status.REVIEW

    import_wxr(item(CITY))

    assert one().status == Article.Status.PUBLISHED
    assert one().published_at == datetime(2020, 5, 4, 9, tzinfo=UTC)


def test_what_readers_have_is_not_taken_from_them(import_wxr):
    import_wxr(item(CITY))

    report = import_wxr(item(CITY, status="draft"))

    assert one().status == Article.Status.PUBLISHED
    assert "no longer published in WordPress, still published here" in report


def test_a_story_readers_have_seen_does_not_become_a_planned_one(import_wxr):
    import_wxr(item(CITY))

    with pytest.raises(CommandError):
        import_wxr(item(CITY, title="Later", status="future", post_date_gmt="2040-01-01 09:00:00"))

    assert one().is_visible
    assert one().headline == "Harbour reopens"


def edit(story):
    story.headline = "Our own headline"
    actions.save_article(story, by=None)


def publish(story):
    actions.publish(story, by=None)


@pytest.mark.parametrize("change", [edit, publish])
def test_what_was_edited_here_is_not_overwritten(import_wxr, change):
    import_wxr(item(CITY, status="draft"))
    change(one())
    before = Article.objects.values().get()

    report = import_wxr(item(CITY, title="Changed in WordPress"))

    assert Article.objects.values().get() == before
    assert "1 × edited here since it was imported" in report


def test_what_was_edited_after_an_update_is_not_overwritten_either(import_wxr):
    import_wxr(item(CITY))
    import_wxr(item(CITY, title="Changed in WordPress"))
    edit(one())

    import_wxr(item(CITY, title="Changed again"))

    assert one().headline == "Our own headline"


def test_the_newsrooms_list_shows_when_wordpress_last_saved_a_story(import_wxr):
    import_wxr(item(CITY, post_modified_gmt="2021-01-01 10:00:00"))

    assert one().modified_at == datetime(2021, 1, 1, 10, tzinfo=UTC)


def test_a_dry_run_says_all_and_keeps_nothing(import_wxr, uploads, media_root):
    told = "1 created, 0 updated, 0 unchanged\nAlso new: 1 section, 0 tags, 1 author, 1 picture"

    report = import_wxr(*WITH_PICTURE, media=uploads, dry_run=True)

    assert told in report
    assert counts() == [0, 0, 0, 0, 0, 0]
    assert not media_root.exists()
    assert told in import_wxr(*WITH_PICTURE, media=uploads)


def test_an_item_that_fails_leaves_nothing_and_the_others_go_on(import_wxr, monkeypatch):
    real = actions.publish

    def publish(article, **options):
        if article.headline == "Bad":
            raise IntegrityError("no room for it")
        return real(article, **options)

    monkeypatch.setattr(actions, "publish", publish)

    with pytest.raises(CommandError, match="1 of the items"):
        import_wxr(
            item(label("category", "c", "Only there"), title="Bad", post_id="1", creator="x"),
            item(CITY, title="Good", post_id="2"),
        )

    assert one().headline == "Good"
    assert [s.name for s in Section.objects.all()] == ["City"]
    assert [a.name for a in Author.objects.all()] == ["nadia"]


def test_a_story_too_long_for_any_paper_fails_alone(tmp_path):
    file = tmp_path / "export.xml"
    file.write_bytes(export(item(CITY, content="word " * 1_100_000), item(CITY, post_id="13")))
    out = StringIO()

    with pytest.raises(CommandError):
        call_command("import_wxr", str(file), stdout=out)

    assert one().import_ref.endswith(":13")
    assert "longer than any story" in out.getvalue()


def test_control_characters_are_told_of(import_wxr):
    report = import_wxr(item(CITY, title="Harbour\x0b reopens\x00"))

    assert one().headline == "Harbour reopens"
    assert "Control characters XML forbids, removed: 2" in report


def test_a_broken_file_changes_nothing_even_where_its_beginning_is_whole(import_wxr):
    data = export(item(CITY), item(CITY, post_id="13"))

    with pytest.raises(CommandError, match="damaged or cut off"):
        import_wxr(data=data[:-200])

    assert counts() == [0, 0, 0, 0, 0, 0]


@pytest.mark.parametrize("name", ["missing.xml", "."])
def test_a_file_that_cannot_be_read_is_named(tmp_path, name):
    with pytest.raises(CommandError, match="cannot be read"):
        run_import(tmp_path / name)


def test_a_media_folder_that_is_none_is_refused_first(tmp_path):
    with pytest.raises(CommandError, match="is not a folder"):
        run_import(SMALL, media=tmp_path / "none")


def test_progress_is_shown_only_on_request(import_wxr, tmp_path):
    assert "items" not in import_wxr(item(CITY))
    assert "1 of 1 items" in run_import(tmp_path / "export.xml", verbosity=2)
