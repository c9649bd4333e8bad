"""What becomes of the parts of a WordPress post."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles import actions
from articles.models import Article, Section
from authors.models import Author, User
from newsroom import redirects
from newsroom.redirects.models import Redirect

from .importers.exports import (
    author,
    category,
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


def test_a_post_becomes_a_published_story(import_wxr):
    import_wxr(
        author("nadia", "Nadia &quot;N.&quot; Koval"),
        category("city", "City &amp; Port", description="All of <b>it</b>"),
        item(CITY, label("post_tag", "boats", "Boats"), excerpt="At <em>last</em>."),
    )

    story = one()
    assert story.headline == "Harbour reopens"
    assert story.slug == "harbour-reopens"
    assert story.standfirst == "At last."
    assert story.body == "<p>The harbour is open.</p>"
    assert story.status == Article.Status.PUBLISHED
    assert story.published_at == datetime(2020, 5, 4, 9, tzinfo=UTC)
    assert story.first_published_at == story.published_at
    assert story.updated_at is None
    assert story.word_count == 4
    assert story.import_ref == "wxr:old.example:post:12"
    assert (story.section.name, story.section.slug) == ("City & Port", "city")
    assert story.section.description == "All of it"
    assert [tag.name for tag in story.tags.all()] == ["Boats"]
    assert [(c.role, c.signed_name) for c in story.credits.all()] == [
        ("writing", 'Nadia "N." Koval')
    ]


def test_an_author_gets_a_profile_but_no_account_and_no_address(import_wxr):
    import_wxr(author("nadia", "Nadia Koval", email="private@old.example"), item(CITY))

    profile = Author.objects.get()
    assert (profile.slug, profile.email, profile.user) == ("nadia-koval", "", None)
    assert profile.import_ref == "wxr:old.example:author:nadia"
    assert not User.objects.exists()


def test_a_namesake_is_another_person(import_wxr):
    Author.objects.create(name="Nadia Koval", slug="nadia-koval")

    report = import_wxr(author("nadia", "Nadia Koval"), item(CITY))

    assert Author.objects.count() == 2
    assert "there was already an author called Nadia Koval" in report


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("publish", "published"),
        ("draft", "draft"),
        ("auto-draft", "draft"),
        ("pending", "review"),
        ("private", "draft"),
        ("assigned", "draft"),
    ],
)
def test_a_story_stands_where_it_stood(import_wxr, status, expected):
    import_wxr(item(CITY, status=status))

    assert one().status == expected


def test_a_story_planned_in_wordpress_is_planned_here(import_wxr):
    hour = timezone.now().replace(microsecond=0) + timedelta(days=2)

    planned = item(CITY, status="future", post_date_gmt=f"{hour:%Y-%m-%d %H:%M:%S}")

    import_wxr(planned)

    assert "1 unchanged" in import_wxr(planned)
    assert one().is_scheduled
    assert one().published_at == hour
    assert not Redirect.objects.exists()


def test_a_page_is_kept_as_a_draft(import_wxr):
    report = import_wxr(item(post_type="page"))

    assert one().status == Article.Status.DRAFT
    assert "1 × page, kept as a draft: “Harbour reopens”" in report


def test_a_story_with_a_password_is_not_published(import_wxr):
    report = import_wxr(item(CITY, post_password="secret"))

    assert one().status == Article.Status.DRAFT
    assert "had a password" in report


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"status": "trash"}, "in WordPress's bin"),
        ({"post_type": "revision", "status": "inherit"}, "older version"),
        ({"post_type": "nav_menu_item"}, "entry of a menu"),
        ({"post_type": "product"}, "of the type product"),
        ({"post_type": "attachment", "status": "inherit"}, "picture or file"),
        ({"post_id": "none"}, "without a number"),
    ],
)
def test_what_is_no_story_is_skipped_with_the_reason(import_wxr, fields, reason):
    report = import_wxr(item(CITY, **fields))

    assert not Article.objects.exists()
    assert reason in report


def test_comments_are_counted_and_left(import_wxr):
    comment = "<wp:comment><wp:comment_content>Great!</wp:comment_content></wp:comment>"

    report = import_wxr(item(comment, comment, CITY))

    assert "2 × comment: this site has none" in report


@pytest.mark.parametrize("gmt", ["0000-00-00 00:00:00", None])
def test_without_a_date_in_gmt_the_local_one_counts(import_wxr, settings, gmt):
    settings.TIME_ZONE = "Europe/Kyiv"

    import_wxr(item(CITY, post_date_gmt=gmt))

    assert one().published_at == datetime(2020, 5, 4, 9, tzinfo=UTC)


def test_a_published_story_without_any_date_is_kept_as_a_draft(import_wxr):
    report = import_wxr(item(CITY, post_date_gmt="0000-00-00 00:00:00", post_date="-"))

    assert one().status == Article.Status.DRAFT
    assert "without a date" in report


def test_the_first_category_is_the_section_and_others_are_tags(import_wxr):
    import_wxr(
        item(
            label("category", "uncategorized", "Uncategorized"),
            CITY,
            label("category", "port", "Port"),
            label("post_tag", "port-2", "port"),
        )
    )

    assert one().section.name == "City"
    assert [tag.name for tag in one().tags.all()] == ["Port"]
    assert Section.objects.count() == 1


@pytest.mark.parametrize("key", ["_yoast_wpseo_primary_category", "rank_math_primary_category"])
def test_the_category_called_primary_is_the_section(import_wxr, key):
    import_wxr(
        category("port", "Port", term_id="8"),
        item(CITY, label("category", "port", "Port"), meta={key: "8"}),
    )

    assert one().section.name == "Port"
    assert [tag.name for tag in one().tags.all()] == ["City"]


def test_a_story_without_a_category_is_uncategorised(import_wxr):
    import_wxr(item())

    assert one().section.name == "Uncategorised"


def test_a_section_made_here_by_hand_is_used(import_wxr):
    section = actions.save_section(Section(name="city"), by=None)

    import_wxr(item(CITY))

    assert one().section == section


def test_categories_of_one_name_stay_two_sections(import_wxr):
    import_wxr(
        item(label("category", "foo", "Foo"), post_id="1", post_name="a"),
        item(label("category", "foo-bar", "Foo"), post_id="2", post_name="b"),
    )

    assert sorted(Section.objects.values_list("slug", flat=True)) == ["foo", "foo-bar"]


@pytest.mark.parametrize(
    ("post_name", "slug"),
    [
        ("%d0%bf%d0%be%d1%80%d1%82", "порт"),
        ("old_style-name", "old_style-name"),
        ("Mixed Case", "mixed-case"),
        ("", "harbour-reopens"),
        ("../../etc", "etc"),
        ("news", "harbour-reopens"),
        ("taken", "harbour-reopens"),
        ("was-elsewhere", "harbour-reopens"),
    ],
)
def test_the_slug_is_wordpress_own_where_it_can_be(import_wxr, post_name, slug):
    section = actions.save_section(Section(name="S"), by=None)
    actions.save_article(Article(headline="T", slug="taken", section=section), by=None)
    redirects.moved("/was-elsewhere/", "/taken/")

    import_wxr(item(CITY, post_name=post_name))

    assert Article.objects.exclude(import_ref="").get().slug == slug


def test_the_old_address_leads_to_the_story(import_wxr, client):
    import_wxr(item(CITY, link="https://www.old.example//2020/05/%D0%BF%D0%BE%D1%80%D1%82/"))

    assert redirects.find("/2020/05/порт/") == "/harbour-reopens/"
    response = client.get("/2020/05/порт/")
    assert (response.status_code, response["Location"]) == (301, "/harbour-reopens/")


def test_addresses_from_before_wordpress_changed_a_slug_lead_there_too(import_wxr):
    import_wxr(item(CITY, meta={"_wp_old_slug": "port-reopens"}))

    assert redirects.find("/2020/05/port-reopens/") == "/harbour-reopens/"


@pytest.mark.parametrize(
    "link",
    [
        "https://old.example/?p=12",
        "https://old.example/",
        "https://old.example/harbour-reopens/",
        "https://else.example/2020/05/harbour-reopens/",
        "https://old.example/news/",
        "https://old.example/tag/boats/",
        "https://old.example/admin/login/",
        "https://old.example/media/x/",
        "https://old.example/static/x/",
        "https://old.example/own-story/",
        "https://old.example/" + "x" * 600,
        "https://[broken/2020/",
        "https://old.example/2020/%00/",
    ],
)
def test_no_address_of_ours_is_led_away(import_wxr, link):
    section = actions.save_section(Section(name="S"), by=None)
    own = Article(headline="Own", slug="own-story", section=section)
    actions.publish(actions.save_article(own, by=None), by=None)

    import_wxr(item(CITY, link=link))

    assert not Redirect.objects.exists()


def test_a_drafts_address_leads_nowhere(import_wxr):
    import_wxr(item(CITY, status="draft"))

    assert not Redirect.objects.exists()


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("uk", "uk"),
        ("en-US", "en"),
        ("de_DE", "de"),
        ("zh-CN", "zh-hans"),
        ("tlh", "en"),
        ("", "en"),
    ],
)
def test_the_language_is_the_sites(import_wxr, language, expected):
    import_wxr(item(CITY), language=language)

    assert one().language == expected


def test_the_language_of_one_story_goes_before_the_sites(import_wxr):
    import_wxr(item(CITY, label("language", "uk", "Українська")))

    assert one().language == "uk"


def test_a_story_without_a_title_is_called_by_its_beginning(import_wxr):
    import_wxr(item(CITY, title="", content="<p>Fog &amp; rain.</p>"))

    assert one().headline == "Fog & rain."


def test_a_story_of_nothing_gets_a_headline_all_the_same(import_wxr):
    report = import_wxr(item(CITY, title="", content="", post_name=""))

    assert one().headline == "Untitled 2020-05-04"
    assert "had no title" in report
    assert "has no text" in report


def test_what_is_too_long_is_cut_and_told(import_wxr):
    long = "word " * 200

    report = import_wxr(
        author("nadia", long), item(label("category", "c", long), title=long, content="Text")
    )

    story = one()
    assert len(story.headline) <= 250
    assert len(story.section.name) <= 100
    assert len(Author.objects.get().name) <= 150
    assert "headline was too long" in report


HOSTILE = '<script>x()</script><img src=x onerror=x()>"><b>Bold</b> &lt;i&gt;'


def test_hostile_names_are_plain_text(import_wxr):
    import_wxr(
        author("nadia", HOSTILE),
        item(
            label("category", "c", HOSTILE),
            label("post_tag", "t", HOSTILE),
            title=HOSTILE,
            excerpt=HOSTILE,
            content=HOSTILE,
        ),
    )

    story = one()
    named = [story.headline, story.standfirst, story.section.name, Author.objects.get().name]
    for name in [*named, story.tags.get().name]:
        assert name == '"> Bold <i>'.replace("> B", ">B")
    assert "<script" not in story.body
    assert "onerror" not in story.body
