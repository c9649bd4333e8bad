"""Atom, JSON Feed, and what is true of every format."""

import json
from datetime import datetime
from xml.etree import ElementTree

import feedparser
import pytest

from articles import actions
from tests.articles.feeds.test_rss import CONTROL, HOSTILE
from tests.factories import (
    SHARED,
    hours,
    make_article,
    make_author,
    make_correction,
    make_image,
    make_section,
    make_tag,
)

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
PAGES = ["/", "/section/city/", "/tag/harbour/", "/author/ann/", "/corrections/"]
ENDINGS = ["rss/", "atom/", "feed.json"]


@pytest.fixture
def story(clock):
    article = make_article(
        headline="Bridge opens", slug="bridge", standfirst="At <last> & soon.",
        published_at=clock.now() - hours(2), language="uk",
        section=make_section(slug="city", name="City", description="Streets."),
        tags=[make_tag(slug="harbour", name="Harbour")],
        credits=[make_author(slug="ann", name="Ann Lee"), make_author(name="Bo & Kim", slug="bo")],
        lead_image=make_image(caption="The quay."),
        body='<p>One <a href="/tag/x/">two</a></p><p><a href="#two">three</a></p>',
    )  # fmt: skip
    make_correction(article, text="It was two.")
    return article


def atom(client, path="/atom/"):
    """The feed, after a reader's program has found it well-formed."""
    content = client.get(path).content
    parsed = feedparser.parse(content)
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == "atom10"
    return ElementTree.fromstring(content)  # noqa: S314


def text(element, name):
    return element.findtext(ATOM + name)


def links(element):
    return {link.get("rel"): link.get("href") for link in element.findall(f"{ATOM}link")}


def test_an_atom_feed_has_what_the_standard_asks_for(client, story, clock):
    feed = atom(client, "/section/city/atom/")

    assert text(feed, "id") == "http://testserver/section/city/"
    assert text(feed, "title") == "City - Newsroom"
    assert text(feed, "subtitle") == "Streets."
    assert links(feed) == {
        "self": "http://testserver/section/city/atom/",
        "alternate": "http://testserver/section/city/",
    }
    [entry] = feed.findall(f"{ATOM}entry")
    assert text(entry, "id") == story.uid.urn
    assert (text(entry, "title"), text(entry, "summary")) == ("Bridge opens", "At <last> & soon.")
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "uk"
    names = [text(a, "name") for a in entry.findall(f"{ATOM}author")]
    assert names == ["Ann Lee", "Bo & Kim"]
    assert [c.get("term") for c in entry.findall(f"{ATOM}category")] == ["City", "Harbour"]
    assert datetime.fromisoformat(text(entry, "published")) == story.published_at
    assert datetime.fromisoformat(text(entry, "updated")) >= clock.now()  # it was corrected
    assert links(entry)["alternate"] == "http://testserver/bridge/"
    client.get(links(entry)["enclosure"]).getvalue()
    content = entry.find(f"{ATOM}content")
    assert content.get("type") == "html"
    assert 'href="http://testserver/tag/x/"' in content.text
    assert 'href="http://testserver/bridge/#two"' in content.text
    assert "It was two." in content.text


def test_no_two_entries_of_an_hour_say_they_are_the_same_age(client, clock):
    for _ in range(3):
        make_article(published_at=clock.now())

    entries = atom(client).findall(f"{ATOM}entry")

    assert len({text(entry, "updated") for entry in entries}) == 3


def test_a_json_feed_keeps_to_its_schema(client, story):
    schema = json.loads((SHARED / "standards/jsonfeed/feed.json").read_text())

    feed = json.loads(client.get("/feed.json").content)

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert set(schema["required"]) <= set(feed) <= set(schema["properties"])
    [item] = feed["items"]
    assert set(item) <= set(schema["definitions"]["item"]["properties"])
    assert item["id"] == story.uid.urn
    assert item["authors"] == [
        {"name": "Ann Lee", "url": "http://testserver/author/ann/"},
        {"name": "Bo & Kim", "url": "http://testserver/author/bo/"},
    ]
    assert (item["language"], item["tags"]) == ("uk", ["City", "Harbour"])
    assert item["date_published"] == story.published_at.isoformat()
    assert "It was two." in item["content_html"]
    assert item["summary"] == "At <last> & soon."


def test_a_correction_is_an_entry_of_its_own(client, story):
    told = story.corrections.get()
    [entry] = atom(client, "/corrections/atom/").findall(f"{ATOM}entry")
    [item] = json.loads(client.get("/corrections/feed.json").content)["items"]

    assert text(entry, "title") == item["title"] == "Correction: Bridge opens"
    assert links(entry)["alternate"] == item["url"] == f"http://testserver/bridge/#{told.anchor}"
    assert text(entry, "id") == item["id"] != story.uid.urn


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_has_not_changed_is_not_sent_again(client, story, ending):
    for page in PAGES:
        first = client.get(page + ending)
        again = client.get(page + ending, headers={"If-None-Match": first["ETag"]})

        assert (first.status_code, again.status_code, again.content) == (200, 304, b""), page

    actions.withdraw(story, by=None, reason="It was wrong.")
    assert client.get(f"/{ending}", headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_feed_of_nothing_says_the_same_each_time(client, ending):
    make_section(slug="city")

    for page in ("/", "/section/city/", "/corrections/"):
        assert client.get(page + ending).content == client.get(page + ending).content


@pytest.mark.parametrize("words", [*HOSTILE, f"a{CONTROL}b"])
def test_no_words_break_a_feed(client, words):
    make_article(
        headline=words, slug="story", standfirst=words, tags=[make_tag(name=words[:100])],
        body=f'<p>{words}</p><p><a href="https://[x">x</a></p>', credits=[make_author(name=words)],
        lead_image=make_image(caption=words, photographer=words),
    )  # fmt: skip

    [entry] = atom(client).findall(f"{ATOM}entry")
    [item] = json.loads(client.get("/feed.json").content)["items"]

    assert text(entry, "title") == item["title"]
    assert item["title"] == ("ab" if CONTROL in words else words)


@pytest.mark.parametrize("path", ["/section/none/atom/", "/tag/none/feed.json", "/feed.json/",
                                  "/author/none/feed.json", "/corrections/xml/"])  # fmt: skip
def test_there_is_no_feed_of_what_does_not_exist(client, path):
    assert client.get(path).status_code == 404
