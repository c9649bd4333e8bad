from datetime import timedelta
from io import BytesIO

import pytest
from django.contrib.staticfiles import finders
from django.utils import timezone
from PIL import Image as Pillow

from articles import actions
from articles.models import SiteIdentity
from articles.templatetags.heads import og_locale
from tests.articles.markup import read
from tests.factories import (
    hours,
    make_article,
    make_author,
    make_image,
    make_section,
    make_tag,
    picture_file,
)

pytestmark = pytest.mark.django_db


def head_of(client, path):
    return read(client, path).one("head")


def told(head, name):
    """What a page says of `name`: every value, in order."""
    kind = "property" if ":" in name and not name.startswith("twitter") else "name"
    return [meta["content"] for meta in head.all(f"meta[{kind}={name}]")]


def test_a_story_tells_machines_what_it_says_itself(client):
    article = make_article(headline="Bridge opens", standfirst="At last.", slug="bridge")

    head = head_of(client, "/bridge/")

    assert head.one("title").text == "Bridge opens - Newsroom"
    assert head.one("link[rel=canonical]")["href"] == "http://testserver/bridge/"
    expected = {
        "description": "At last.",
        "og:type": "article",
        "og:site_name": "Newsroom",
        "og:title": "Bridge opens",
        "og:description": "At last.",
        "og:url": "http://testserver/bridge/",
        "article:section": article.section.name,
        "robots": "max-image-preview:large, max-snippet:-1, max-video-preview:-1",
    }
    assert {name: told(head, name) for name in expected} == {n: [v] for n, v in expected.items()}


def test_what_was_written_for_search_and_for_social_networks_goes_first(client):
    make_article(
        slug="story", standfirst="At last.",
        seo_title="Bridge over the Alder opens", seo_description="After nine years.",
        social_title="It opens!", social_description="Look.",
    )  # fmt: skip

    head = head_of(client, "/story/")

    assert head.one("title").text == "Bridge over the Alder opens - Newsroom"
    assert told(head, "description") == ["After nine years."]
    assert told(head, "og:title") == ["It opens!"]
    assert told(head, "og:description") == ["Look."]


def test_a_description_comes_from_the_text_if_there_is_no_other(client):
    make_article(slug="story", standfirst="", body=f"<p>The <em>council</em> met. {'x ' * 200}</p>")

    [description] = told(head_of(client, "/story/"), "description")

    assert description.startswith("The council met. x x")
    assert len(description) <= 200
    assert description.endswith("…")


def test_a_story_first_published_elsewhere_says_where(client):
    make_article(slug="story", canonical_url="https://agency.example/1?a=1&b=2")

    head = head_of(client, "/story/")

    assert head.one("link[rel=canonical]")["href"] == "https://agency.example/1?a=1&b=2"


def test_an_address_in_another_script_is_written_in_ascii(client):
    article = make_article(headline="Рада ухвалила бюджет")

    canonical = head_of(client, article.get_absolute_url()).one("link[rel=canonical]")["href"]

    assert canonical.isascii()
    assert client.get(canonical).status_code == 200


def test_times_and_people_and_subjects_are_told(client, clock):
    authors = [make_author(slug="ann"), make_author(slug="bo")]
    first = clock.now() - hours(5)
    article = make_article(
        slug="story", published_at=first, credits=[*authors, ("photos", make_author())],
        tags=[make_tag(name="Alder"), make_tag(name="Bay")],
    )  # fmt: skip
    article = actions.withdraw(article, by=None, reason="To be checked.")
    article = actions.publish(article, by=None, at=clock.now() - hours(2))
    article.updated_at = clock.now() - hours(1)
    actions.save_article(article, by=None)

    head = head_of(client, "/story/")

    assert told(head, "article:published_time") == ["2030-01-07T04:00:00+00:00"]
    assert told(head, "article:modified_time") == ["2030-01-07T08:00:00+00:00"]
    addresses = ["http://testserver/author/ann/", "http://testserver/author/bo/"]
    assert told(head, "article:author") == addresses
    assert told(head, "article:tag") == ["Alder", "Bay"]


def test_the_picture_of_a_link_is_a_wide_crop_that_can_be_fetched(client):
    image = make_image(file=picture_file((1600, 1200)), alt_text="Boats")
    make_article(slug="story", lead_image=image)

    head = head_of(client, "/story/")

    [url] = told(head, "og:image")
    assert url.startswith("http://testserver/media/renditions/")
    assert url.endswith("/social-1200.jpg")
    response = client.get(url)
    assert response["Content-Type"] == "image/jpeg"
    with Pillow.open(BytesIO(response.getvalue())) as picture:
        assert picture.size == (1200, 630)
    expected = {"width": "1200", "height": "630", "type": "image/jpeg", "alt": "Boats"}
    for name, value in expected.items():
        assert told(head, f"og:image:{name}") == [value]
    assert told(head, "twitter:image") == [url]
    assert told(head, "twitter:image:alt") == ["Boats"]
    assert told(head, "twitter:card") == ["summary_large_image"]


def test_a_picture_chosen_for_social_networks_goes_first(client):
    social = make_image(file=picture_file((640, 480)))
    make_article(slug="story", lead_image=make_image(), social_image=social)

    assert social.token in told(head_of(client, "/story/"), "og:image")[0]


@pytest.mark.parametrize(("size", "days"), [((640, 480), -1), ((400, 300), 1)])
def test_a_picture_without_rights_or_too_small_leaves_its_place_to_a_card(client, size, days):
    last = timezone.localdate() + timedelta(days=days)
    image = make_image(file=picture_file(size), rights_expire_on=last)
    make_article(slug="story", headline="Bridge opens", lead_image=image)

    head = head_of(client, "/story/")

    [url] = told(head, "og:image")
    assert url.startswith("http://testserver/card/story/")
    assert told(head, "og:image:type") == ["image/png"]
    assert "Bridge opens" in told(head, "og:image:alt")[0]
    assert client.get(url)["Content-Type"] == "image/png"


def test_every_page_has_a_picture(client):
    for path in ("/", "/news/", "/authors/"):
        [url] = told(head_of(client, path), "og:image")

        assert client.get(url)["Content-Type"] == "image/png"


def test_the_picture_of_a_topic_stands_for_it(client):
    image = make_image(file=picture_file((640, 480)))
    make_tag(slug="alder", picture=image)

    assert image.token in told(head_of(client, "/tag/alder/"), "og:image")[0]


def test_a_story_says_who_wrote_it_and_how_long_it_takes(client):
    ann = make_author(name="Ann Lee")
    ann.links.create(label="X", url="https://x.com/annlee")
    actions.save_identity(SiteIdentity(x_handle="@tide", name="The Tide"), by=None)
    make_article(slug="story", credits=[ann, make_author(name="Bo")], language="uk")

    head = head_of(client, "/story/")

    assert told(head, "twitter:site") == ["@tide"]
    assert told(head, "twitter:creator") == ["@annlee"]
    assert told(head, "twitter:label1") + told(head, "twitter:data1") == [
        "Автори",
        "Ann Lee, Bo",
    ]
    assert told(head, "twitter:label2") == ["Час читання"]
    assert told(head, "twitter:data2") == ["1 хв читання"]
    assert told(head, "og:locale") == ["uk_UA"]
    assert told(head, "og:site_name") == ["The Tide"]


def test_a_story_names_the_licence_of_the_site_unless_it_is_not_ours_to_give(client):
    licensed = SiteIdentity(licence_name="CC BY 4.0", licence_url="/p/licence/")
    actions.save_identity(licensed, by=None)
    make_article(slug="ours")
    make_article(slug="theirs", canonical_url="https://agency.example/1")
    make_article(slug="paid", kind="sponsored")

    page = read(client, "/ours/")
    assert page.one("link[rel=license]")["href"] == "http://testserver/p/licence/"
    assert page.one("a[rel=license]").text == "CC BY 4.0"
    for slug in ("theirs", "paid"):
        assert read(client, f"/{slug}/").all("[rel=license]") == []


@pytest.mark.parametrize(
    ("code", "locale"),
    [("en", "en_US"), ("de", "de_DE"), ("pt-br", "pt_BR"), ("zh-hans", "zh_CN"), ("ar", "ar_AR")],
)
def test_a_language_is_named_as_open_graph_names_it(code, locale):
    assert og_locale(code) == locale


def test_the_icons_and_the_manifest_are_there(client):
    head = head_of(client, "/")
    icon = head.one("link[rel=apple-touch-icon]")["href"]
    response = client.get(head.one("link[rel=manifest]")["href"])
    manifest = response.json()

    assert response["Content-Type"] == "application/manifest+json"
    assert manifest["name"] == "Newsroom"
    assert client.get(manifest["start_url"]).status_code == 200
    for address, size in [
        (icon, 180),
        *((i["src"], int(i["sizes"][:3])) for i in manifest["icons"]),
    ]:
        with Pillow.open(finders.find(address.removeprefix("/static/"))) as picture:
            assert picture.size == (size, size)


@pytest.mark.parametrize(
    ("path", "title", "description"),
    [
        ("/", "Newsroom", "News, analysis and opinion."),
        ("/news/", "News Feed - Newsroom", "Every story, newest first."),
        ("/section/city/", "City & Hills - Newsroom", "Streets."),
        ("/tag/alder/", "Alder - Newsroom", "The river."),
        ("/author/ann/", "Ann Lee - Newsroom", "Ann writes."),
        ("/authors/", "Authors - Newsroom", "Everyone who signs our stories."),
    ],
)
def test_every_list_tells_machines_what_it_is(client, path, title, description):
    make_section(name="City & Hills", slug="city", description="Streets.")
    make_tag(name="Alder", slug="alder", description="The river.")
    make_author(name="Ann Lee", slug="ann", bio="Ann writes.")

    head = head_of(client, path)

    assert head.one("title").text == title
    assert head.one("link[rel=canonical]")["href"] == f"http://testserver{path}"
    assert told(head, "description") == [description]
    assert told(head, "og:type") == ["profile" if path.startswith("/author/") else "website"]


@pytest.mark.parametrize(("path", "status"), [("/no-such-page/", 404), ("/gone/", 410)])
def test_search_engines_keep_no_page_that_went_wrong(client, path, status):
    make_article(slug="gone", status="withdrawn")

    assert told(read(client, path, status).one("head"), "robots") == ["noindex"]


@pytest.mark.parametrize(
    ("path", "of"),
    [
        ("/", ["/"]),
        ("/section/city/", ["/", "/section/city/"]),
        ("/tag/alder/", ["/", "/tag/alder/"]),
        ("/author/ann/", ["/", "/author/ann/"]),
        ("/corrections/", ["/", "/corrections/"]),
    ],
)
def test_a_page_names_its_feeds(client, path, of):
    make_section(slug="city")
    make_tag(slug="alder")
    make_author(slug="ann")

    links = head_of(client, path).all("link[rel=alternate]")

    assert [link["href"] for link in links] == [
        page + ending for page in of for ending in ("rss/", "atom/", "feed.json")
    ]
    for link in links:
        assert client.get(link["href"])["Content-Type"].startswith(link["type"])
