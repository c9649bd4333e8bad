"""A story as a card in other people's pages."""

from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest

from articles import actions
from tests.articles.markup import parse, read
from tests.articles.stock import UNPUBLISHED
from tests.factories import make_article, make_author, make_image, picture_file

pytestmark = pytest.mark.django_db

STORY = "http://testserver/story/"


def ask(client, **asked):
    return client.get("/oembed?" + urlencode({"url": STORY} | asked))


@pytest.fixture
def story():
    image = make_image(file=picture_file((1600, 900)))
    return make_article(
        slug="story", headline="Bridge <opens> & \"closes\"", lead_image=image,
        credits=[make_author(name="Ann Lee", slug="ann")],
    )  # fmt: skip


def test_a_story_s_page_leads_to_its_description(client, story):
    head = read(client, "/story/").one("head")

    for kind in ("application/json+oembed", "text/xml+oembed"):
        response = client.get(head.one(f"link[type={kind}]")["href"])
        assert response.status_code == 200
        assert response["Content-Type"].split(";")[0] in {"application/json", "text/xml"}
        assert response["Access-Control-Allow-Origin"] == "*"


def test_the_description_has_what_the_standard_asks_for(client, story):
    told = ask(client).json()

    expected = {
        "version": "1.0", "type": "rich", "title": story.headline, "author_name": "Ann Lee",
        "author_url": "http://testserver/author/ann/", "provider_name": "Newsroom",
        "provider_url": "http://testserver/", "width": 600,
    }  # fmt: skip
    assert {name: told[name] for name in expected} == expected
    frame = parse(told["html"], is_strict=False).one("iframe")
    assert frame["title"] == story.headline
    assert (int(frame["width"]), int(frame["height"])) == (told["width"], told["height"])
    assert "allow-scripts" not in frame["sandbox"]
    assert client.get(frame["src"]).status_code == 200
    client.get(told["thumbnail_url"]).getvalue()


def test_xml_says_the_same(client, story):
    told = ask(client).json()

    root = ElementTree.fromstring(ask(client, format="xml").content)  # noqa: S314

    assert root.tag == "oembed"
    assert {child.tag: child.text for child in root} == {n: str(v) for n, v in told.items()}


@pytest.mark.parametrize("limits", [(400, 300), (300, 150), (100, 100), (5000, 5000)])
def test_nothing_is_larger_than_there_is_room_for(client, story, limits):
    told = ask(client, maxwidth=limits[0], maxheight=limits[1]).json()

    for name in ("", "thumbnail_"):
        assert told.get(f"{name}width", 0) <= limits[0]
        assert told.get(f"{name}height", 0) <= limits[1]
    assert told["width"] <= 600


@pytest.mark.parametrize(
    ("asked", "status"),
    [({"url": ""}, 400), ({"maxwidth": "x"}, 400), ({"maxwidth": "0"}, 400),
     ({"maxheight": "-1"}, 400), ({"maxwidth": "9" * 5000}, 400), ({"maxwidth": "٣"}, 400),
     ({"format": "yaml"}, 501), ({"url": "https://other.example/story/"}, 404),
     ({"url": "http://testserver/none/"}, 404), ({"url": "http://testserver/news/"}, 404),
     ({"url": "http://testserver/section/x/"}, 404), ({"url": "http://[x"}, 404),
     ({"url": "javascript:alert(1)"}, 404), ({"url": "http://testserver/%ff/"}, 404),
     ({"url": "http://testserver/" + "x" * 3000}, 404), ({"url": "/story/"}, 404),
     ({"url": "http://testserver/a%00b/"}, 404)],
)  # fmt: skip
def test_what_cannot_be_answered_is_refused(client, story, asked, status):
    response = ask(client, **asked)

    assert response.status_code == status
    assert response["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize("address", ["http://testserver/story", f"{STORY}?utm=1#top",
                                     "https://TESTSERVER/story/"])  # fmt: skip
def test_an_address_is_known_as_people_copy_it(client, story, address):
    assert ask(client, url=address).status_code == 200


def test_an_old_address_is_known_too(client, story):
    story.slug = "новина"
    actions.save_article(story, by=None)

    for address in (
        STORY,
        "http://testserver/новина/",
        "http://testserver/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B0/",
    ):
        assert ask(client, url=address).json()["title"] == story.headline


@pytest.mark.parametrize("state", UNPUBLISHED)
def test_nothing_that_is_not_out_can_be_embedded(client, clock, state):
    make_article(slug="story", **UNPUBLISHED[state](clock.now()))

    assert ask(client).status_code == 404
    assert client.get("/embed/story/").status_code == 404


def test_the_card_may_stand_in_any_frame_and_no_other_page_may(client, story):
    response = client.get("/embed/story/")
    page = parse(response.text)

    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "X-Frame-Options" not in response
    assert page.one("h1 a")["href"] == STORY
    assert page.one("link[rel=canonical]")["href"] == STORY
    assert page.all("script") == []
    assert client.get("/story/")["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in client.get("/story/")["Content-Security-Policy"]
