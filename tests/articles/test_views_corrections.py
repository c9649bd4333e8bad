"""What readers see of corrections: on the story, in feeds, in the list of all."""

from xml.etree import ElementTree

import pytest

from articles import actions
from articles.actions import Told
from articles.views.corrections import PAGE_SIZE
from tests.articles.markup import read
from tests.factories import hours, make_article, make_correction, make_section

pytestmark = pytest.mark.django_db

HOSTILE = '<script>alert(1)</script> & "quotes" \u202eabc\u202c 👩🏽‍🚒\n\nSecond.'


def feed_items(client, path):
    return ElementTree.fromstring(client.get(path).content).findall("channel/item")  # noqa: S314


def test_a_correction_stands_above_or_below_the_text(client):
    article = make_article(slug="story")
    make_correction(article, kind="apology", place="above", text="We are sorry.")
    make_correction(article, text="It was two.")

    page = read(client, "/story/")

    above, below = page.all("aside.correction")
    assert (above.one("h2").text, above.one(".correction__text p").text) == (
        "Apology", "We are sorry.",
    )  # fmt: skip
    assert below.one("h2").text == "Correction"
    everything = list(page.walk())
    text = page.one(".story__body")
    assert everything.index(above) < everything.index(text) < everything.index(below)


def test_a_correction_says_since_when_and_that_it_was_reworded(client, clock):
    article = make_article(slug="story", published_at=clock.now() - hours(1))
    told = make_correction(article)
    clock.advance(hours=1)
    actions.edit_correction(told, Told("Other words."), by=None)

    [aside] = read(client, "/story/").all("aside.correction")

    times = [time["datetime"] for time in aside.all("time")]
    assert times == ["2030-01-07T09:00:00+00:00", "2030-01-07T10:00:00+00:00"]
    assert "reworded" in aside.one(".correction__changed").text
    assert aside["aria-labelledby"] == f"{told.anchor}-kind"


def test_what_was_taken_back_is_nowhere(client):
    article = make_article(slug="story")
    told = make_correction(article, text="Zanzibar.")
    actions.take_back_correction(told, by=None)

    for path in ("/story/", "/rss/", "/corrections/", "/corrections/rss/"):
        assert "Zanzibar" not in client.get(path).text, path


def test_paragraphs_stay_and_nothing_else_is_markup(client):
    article = make_article(slug="story")
    make_correction(article, text=HOSTILE)

    for path in ("/story/", "/corrections/"):
        words = read(client, path).one(".correction__text")
        assert words.texts("p") == [HOSTILE.partition("\n\n")[0], "Second."]
        assert words.all("script") == []


def test_readers_programs_get_the_corrections_with_the_text(client):
    article = make_article(body="<p>The text.</p>")
    make_correction(article, text="Above.", place="above")
    make_correction(article, text="Below.")

    [item] = feed_items(client, "/rss/")

    content = item.find("{http://purl.org/rss/1.0/modules/content/}encoded").text
    assert content.index("Above.") < content.index("The text.") < content.index("Below.")


# The list of all


def test_the_list_has_every_correction_newest_first_with_the_way_to_its_story(client, clock):
    first = make_correction(make_article(slug="one", headline="One"), text="First.")
    clock.advance(minutes=1)
    second = make_correction(make_article(slug="two", headline="Two"), text="Second.")

    page = read(client, "/corrections/")

    assert page.texts(".record__item .correction__text") == ["Second.", "First."]
    assert [(a.text, a["href"]) for a in page.all(".correction__story a")] == [
        ("Two", f"/two/#{second.anchor}"), ("One", f"/one/#{first.anchor}"),
    ]  # fmt: skip


def test_the_list_is_paged_by_key(client, clock):
    article = make_article(published_at=clock.now() - hours(1))
    for number in range(PAGE_SIZE + 2):
        clock.advance(seconds=1)
        make_correction(article, text=f"Number {number}.")

    first = read(client, "/corrections/")
    second = read(client, f"/corrections/{first.one('.show-more a')['href']}")

    assert len(first.all(".record__item")) == PAGE_SIZE
    assert second.texts(".correction__text") == ["Number 1.", "Number 0."]
    assert first.one("link[rel=next]")["href"] in second.one("link[rel=canonical]")["href"]
    assert client.get("/corrections/?before=x").status_code == 404


def test_an_empty_list_says_so_and_every_page_leads_to_it(client):
    assert read(client, "/corrections/").one(".empty").text == "Nothing has been corrected yet."
    footer = read(client, "/").one(".site-footer")
    assert "/corrections/" in [a["href"] for a in footer.all("a")]


def test_the_feed_of_corrections_is_one(client, clock):
    article = make_article(slug="story", headline="Bridge opens")
    told = make_correction(article, text="It was <two>.\n\nSorry.")

    [item] = feed_items(client, "/corrections/rss/")

    assert item.find("title").text == "Correction: Bridge opens"
    assert item.find("link").text == f"http://testserver/story/#{told.anchor}"
    assert item.find("description").text == "<p>It was &lt;two&gt;.</p>\n\n<p>Sorry.</p>"
    assert item.find("guid").attrib == {"isPermaLink": "false"}
    head = read(client, "/corrections/").one("head")
    assert "/corrections/rss/" in [link["href"] for link in head.all("link[rel=alternate]")]


def test_a_hostile_correction_breaks_no_feed(client):
    make_correction(make_article(section=make_section(slug="city")), text=HOSTILE + "]]>\x0b")

    for path in ("/rss/", "/section/city/rss/", "/corrections/rss/"):
        assert len(feed_items(client, path)) == 1
