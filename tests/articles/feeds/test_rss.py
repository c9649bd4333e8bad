import re
from datetime import UTC, datetime
from xml.etree import ElementTree

import feedparser
import pytest

from articles import actions
from articles.feeds.entries import SIZE
from articles.models import Article
from tests.articles.stock import Crowd
from tests.factories import (
    hours,
    make_article,
    make_author,
    make_correction,
    make_image,
    make_section,
    make_tag,
)

pytestmark = pytest.mark.django_db

FEEDS = ["/rss/", "/section/city/rss/", "/tag/harbour/rss/", "/author/ann/rss/"]
NAMESPACES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
    "atom": "http://www.w3.org/2005/Atom",
}


@pytest.fixture
def city():
    return {
        "section": make_section(slug="city", name="City", description="Streets."),
        "tags": [make_tag(slug="harbour", name="Harbour")],
        "credits": [make_author(slug="ann", name="Ann Lee")],
    }


def fetch(client, path):
    """The feed as readers' programs understand it; AssertionError if it is not well-formed."""
    response = client.get(path)
    feed = feedparser.parse(
        response.content,
        response_headers={"content-type": response["Content-Type"]},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    assert not feed.bozo, feed.get("bozo_exception")
    assert (feed.version, feed.encoding) == ("rss20", "utf-8")
    return feed


def items(client, path="/rss/"):
    """The feed's items as they stand in the XML."""
    return ElementTree.fromstring(client.get(path).content).findall("channel/item")  # noqa: S314


def values(item, name):
    return [element.text for element in item.findall(name, NAMESPACES)]


@pytest.mark.parametrize("path", FEEDS)
def test_every_feed_is_well_formed_and_says_what_it_is(client, city, path):
    article = make_article(**city)

    feed = fetch(client, path)

    names = dict(zip(FEEDS, ["Newsroom", "City - Newsroom", "Harbour - Newsroom",
                             "Ann Lee - Newsroom"], strict=True))  # fmt: skip
    assert feed.feed.title == names[path]
    assert feed.feed.link == f"http://testserver{path.removesuffix('rss/')}"
    links = {link.rel: link.href for link in feed.feed.links}
    assert links["self"] == f"http://testserver{path}"
    assert feed.feed.language == "en"
    assert feed.feed.subtitle == ("Streets." if "city" in path else "News, analysis and opinion.")
    assert [entry.title for entry in feed.entries] == [article.headline]
    assert client.get(path)["Content-Type"] == "application/rss+xml; charset=utf-8"


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_holds_only_its_own(client, city, path):
    make_article(headline="Elsewhere", tags=[make_tag()], credits=[make_author()])

    titles = [entry.title for entry in fetch(client, path).entries]

    assert titles == (["Elsewhere"] if path == "/rss/" else [])


def test_an_item_has_all_that_is_known_of_its_story(client, city, clock):
    city["credits"] += [make_author(name="Bo & Kim"), ("photos", make_author(name="Cy"))]
    article = make_article(
        headline="Bridge opens", slug="bridge", standfirst="At <last> & soon.",
        published_at=clock.now() - hours(2), **city,
    )  # fmt: skip

    [entry] = fetch(client, "/rss/").entries

    assert (entry.title, entry.link) == ("Bridge opens", "http://testserver/bridge/")
    assert entry.summary == "At &lt;last&gt; &amp; soon."  # HTML, as the specification has it
    assert (entry.id, entry.guidislink) == (article.uid.urn, False)
    assert datetime(*entry.published_parsed[:6], tzinfo=UTC) == article.published_at
    assert [tag.term for tag in entry.tags] == ["City", "Harbour"]
    [item] = items(client)
    assert values(item, "dc:creator") == ["Ann Lee", "Bo & Kim"]
    assert item.find("guid").attrib == {"isPermaLink": "false"}


def test_an_item_stays_the_same_when_its_address_and_headline_change(client):
    article = make_article(slug="old")
    before = fetch(client, "/rss/").entries[0]

    article.slug, article.headline = "new", "Other words"
    actions.save_article(article, by=None)

    after = fetch(client, "/rss/").entries[0]
    assert after.id == before.id
    assert (after.link, after.title) == ("http://testserver/new/", "Other words")


def test_the_text_is_whole_and_its_addresses_absolute(client):
    image = make_image(caption="The quay.")
    related = make_article(headline="Related", slug="related")
    make_article(
        body='<p>One <a href="/tag/x/">two</a> <a href="https://a.example/b">three</a></p>'
        f'<figure data-image="{image.pk}"></figure><div data-article="{related.pk}"></div>'
    )

    content = fetch(client, "/rss/").entries[0].content[0].value

    assert '<p>One <a href="http://testserver/tag/x/">two</a>' in content
    assert 'href="https://a.example/b"' in content
    assert 'href="http://testserver/related/"' in content
    assert "The quay." in content
    assert not re.search(r'(?:href|src)="/', content)
    assert "srcset" not in content
    assert "<source" not in content
    [source] = re.findall(r'<img [^>]*src="([^"]+)"', content)
    client.get(source).getvalue()


# Of what the W3C's feed validator takes for HTML that is safe to show, all that our texts need.
TAKEN = set(
    "alt class cite colspan datetime dir height href hreflang id lang rel rowspan scope src start "
    "title width".split()
)


def test_the_text_holds_nothing_that_the_validator_warns_of(client):
    image = make_image()
    body = (
        f'<figure data-image="{image.pk}"></figure><figure data-gallery="{image.pk}"></figure>'
        '<div data-embed="https://www.youtube.com/watch?v=dQw4w9WgXcQ"></div>'
        '<p>An aria-label="" is said.<span class="footnote">Note</span></p><pre>role="x"</pre>'
    )
    make_correction(make_article(body=body))

    [text] = values(items(client)[0], "content:encoded")

    tags = re.findall(r"<([a-z][a-z0-9]*)((?:\s[^<>]*)?)>", text)
    assert {name for _tag, rest in tags for name in re.findall(r'\s([a-z-]+)="', rest)} <= TAKEN
    assert not {"picture", "source", "script", "iframe", "svg"} & {tag for tag, _rest in tags}
    assert {"img", "sup", "section"} <= {tag for tag, _rest in tags}
    assert 'An aria-label="" is said.' in text
    assert 'role="x"' in text


def test_the_picture_stands_with_its_words_and_credit(client):
    image = make_image(caption="The quay.", photographer="Pat Lens")
    make_article(lead_image=image)

    media = items(client)[0].find("media:content", NAMESPACES)

    assert media.attrib["url"].startswith("http://testserver/media/renditions/")
    assert media.attrib["medium"] == "image"
    assert values(media, "media:description") == ["The quay."]
    assert values(media, "media:credit") == ["Picture: Pat Lens"]
    client.get(media.attrib["url"]).getvalue()


def test_a_picture_says_here_what_it_says_in_the_story(client):
    make_article(lead_image=make_image(caption="The quay.", photographer=""), lead_caption="Here.")

    media = items(client)[0].find("media:content", NAMESPACES)

    assert values(media, "media:description") == ["Here."]
    assert values(media, "media:credit") == []


def test_a_picture_whose_rights_ended_is_not_fed(client, clock):
    image = make_image(rights_expire_on=clock.now().date() - hours(24))
    make_article(lead_image=image, body=f'<figure data-image="{image.pk}"></figure>')

    assert image.token not in client.get("/rss/").text


def test_a_feed_has_the_newest_stories_first_and_not_too_many(client):
    newest = Crowd().add(SIZE + 5)

    titles = [entry.title for entry in fetch(client, "/rss/").entries]

    expected = sorted(newest, key=lambda a: (a.published_at, a.pk), reverse=True)[:SIZE]
    assert titles == [article.headline for article in expected]


def test_a_feed_of_nothing_is_a_feed(client, city):
    for path in FEEDS:
        assert fetch(client, path).entries == []


@pytest.mark.parametrize("path", ["/section/none/rss/", "/tag/none/rss/", "/author/none/rss/"])
def test_there_is_no_feed_of_what_does_not_exist(client, path):
    assert client.get(path).status_code == 404


HOSTILE = [
    "]]> <![CDATA[ </item> & &amp; <b>bold</b> \"quotes\" 'too'",
    "Emoji 👩🏽‍🚒🔥 and 𝕊 beyond the first plane",
    "مرفأ بورت ألدر يُفتح من جديد \u202eabc\u202c",
    "עברית, 写真展, हिन्दी",
    "</title><script>alert(1)</script>",
    "&#0; &#x1F; \ufeff \u2028 \u2029 \u0085",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_no_words_break_a_feed(client, city, words):
    section, tag = make_section(name=words[:100], slug="city2"), make_tag(name=words[:100])
    make_article(
        headline=words, slug="story", standfirst=words, section=section, tags=[tag],
        lead_image=make_image(caption=words, photographer=words), body=f"<p>{words}</p>",
        credits=[make_author(name=words)],
    )  # fmt: skip

    [entry] = fetch(client, "/rss/").entries

    assert entry.title == words.strip()
    assert items(client)[0].find("title").text == words
    assert values(items(client)[0], "dc:creator") == [words]
    assert fetch(client, "/section/city2/rss/").entries


CONTROL = "".join(map(chr, [*range(1, 9), 11, 12, *range(14, 32)])) + "\ufffe\uffff"


def test_control_characters_do_not_get_in(client, city):
    """XML has no way to write them, so that one would end the whole feed."""
    words = f"a{CONTROL}b"
    make_article(
        headline=words, slug="story", standfirst=words, body=f"<p>{words}</p>",
        section=make_section(name=words, slug="city2", description=words),
        tags=[make_tag(name=words)], credits=[make_author(name=words)],
        lead_image=make_image(caption=words, photographer=words), lead_caption=words,
    )  # fmt: skip

    [entry] = fetch(client, "/rss/").entries

    assert (entry.title, entry.summary) == ("ab", "ab")
    assert fetch(client, "/section/city2/rss/").feed.title == "ab - Newsroom"


def test_a_story_that_goes_leaves_the_feed_at_once(client):
    article = make_article()
    assert fetch(client, "/rss/").entries

    actions.withdraw(article, by=None, reason="It was wrong.")

    assert fetch(client, "/rss/").entries == []
    assert Article.objects.count() == 1
