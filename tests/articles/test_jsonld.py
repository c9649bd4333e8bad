"""What a story's page tells machines in linked data."""

import json

import pytest

from articles import actions
from newsroom import jsonld
from tests.articles.markup import read
from tests.factories import hours, make_article, make_author, make_correction

pytestmark = pytest.mark.django_db


def graph_of(client, path):
    """The nodes of the page's graph, by type."""
    written = read(client, path).one("script[type=application/ld+json]").text
    data = json.loads(written)
    assert data["@context"] == "https://schema.org"
    return {node["@type"]: node for node in data["@graph"]}


def test_a_story_is_a_news_article_of_its_publisher(client, clock):
    people = [make_author(name="Ann Lee", slug="ann", role_title="Reporter"),
              make_author(name="Bay Agency", slug="bay", kind="organization")]  # fmt: skip
    make_article(
        slug="story", headline="Bridge opens", standfirst="At last.", credits=people,
        published_at=clock.now() - hours(2),
    )  # fmt: skip

    nodes = graph_of(client, "/story/")

    story, publisher = nodes["NewsArticle"], nodes["NewsMediaOrganization"]
    assert story["headline"] == "Bridge opens"
    assert story["url"] == story["mainEntityOfPage"] == "http://testserver/story/"
    assert story["datePublished"] == story["dateModified"] == "2030-01-07T07:00:00+00:00"
    assert [(a["@type"], a["name"], a.get("jobTitle")) for a in story["author"]] == [
        ("Person", "Ann Lee", "Reporter"), ("Organization", "Bay Agency", None),
    ]  # fmt: skip
    assert story["author"][0]["url"] == "http://testserver/author/ann/"
    assert story["publisher"] == {"@id": publisher["@id"]}
    assert publisher["name"] == "Newsroom"
    assert "correction" not in story


def test_corrections_are_correction_comments_and_move_the_date(client, clock):
    article = make_article(slug="story", published_at=clock.now() - hours(2))
    told = make_correction(article, text="It was two.")
    make_correction(article, kind="note", text="A note.")

    story = graph_of(client, "/story/")["NewsArticle"]

    assert story["correction"] == [
        {
            "@type": "CorrectionComment",
            "@id": f"http://testserver/story/#{told.anchor}",
            "url": f"http://testserver/story/#{told.anchor}",
            "name": "Correction",
            "text": "It was two.",
            "datePublished": "2030-01-07T09:00:00+00:00",
        }
    ]
    assert story["dateModified"] == "2030-01-07T09:00:00+00:00"


def test_a_headline_is_cut_where_search_engines_cut_it(client):
    make_article(slug="story", headline="word " * 49)

    headline = graph_of(client, "/story/")["NewsArticle"]["headline"]

    assert len(headline) <= 110
    assert headline.endswith("…")


def test_no_words_of_a_story_end_the_script(client):
    words = "</script><script>alert(1)</script> <!-- & ' \" \u2028 \u2029 \\ ]]>"
    article = make_article(slug="story", headline=words, standfirst=words)
    make_correction(article, text=words)

    text = client.get("/story/").text
    start = text.index('<script type="application/ld+json">')
    written = text[start : text.index("</script>", start)].partition(">")[2]

    assert not set("<>&\u2028\u2029") & set(written)
    story = json.loads(written)["@graph"][0]
    assert story["description"] == words
    assert story["correction"][0]["text"] == words.strip()


def test_what_says_nothing_is_left_out():
    written = jsonld.written([{"a": "", "b": None, "c": [], "d": [{}], "e": False, "f": 0}])

    assert json.loads(written)["@graph"] == [{"e": False, "f": 0}]


def test_a_preview_tells_machines_nothing(admin_client):
    article = make_article(status="draft")

    page = admin_client.get(f"/admin/articles/article/{article.pk}/preview/page/").text

    assert "ld+json" not in page


def test_dates_are_those_readers_are_told(client, clock):
    article = make_article(slug="story", published_at=clock.now() - hours(5))
    clock.advance(hours=1)
    actions.save_article(article, by=None)

    story = graph_of(client, "/story/")["NewsArticle"]

    assert story["datePublished"] == story["dateModified"] == "2030-01-07T04:00:00+00:00"
