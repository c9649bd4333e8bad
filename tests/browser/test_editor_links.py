"""Links in a story: to other sites, and to our own stories."""

import pytest

from articles.models import Article
from tests.factories import make_article, make_user

from .desk import Desk


@pytest.fixture
def desk(page, live_server):
    return Desk(page, live_server, make_user(is_superuser=True))


def begin(desk, body="<p>Words</p>", select="Words"):
    """A draft with the word `select` selected."""
    desk.open(make_article(status=Article.Status.DRAFT, body=body))
    desk.text.get_by_text(select, exact=True).dblclick()


def link(desk, address):
    desk.press("link")
    desk.dialog.get_by_label("Address").fill(address)
    desk.insert()


ADDRESSES = {
    "a.example/b": "https://a.example/b",
    "http://a.example/b?c=d": "http://a.example/b?c=d",
    "name@a.example": "mailto:name@a.example",
    "tel:+44 20 7946 0000": "tel:+44 20 7946 0000",
    "/section/news/": "/section/news/",
}


@pytest.mark.parametrize("typed", ADDRESSES)
def test_an_address_is_linked_however_it_is_typed(desk, typed):
    begin(desk)

    link(desk, typed)

    assert desk.html() == f'<p><a href="{ADDRESSES[typed]}">Words</a></p>'


@pytest.mark.parametrize(
    "typed", ["", "nonsense", "javascript:alert(1)", "ftp://a.example/", "a b"]
)
def test_what_is_no_address_is_not_linked_and_says_so(desk, typed):
    begin(desk)

    desk.press("link")
    desk.dialog.get_by_label("Address").fill(typed)
    desk.dialog.locator("button[type=submit]").click()

    error = desk.dialog.locator(".desk-notice--error")
    error.get_by_text("This is not an address.").wait_for()
    desk.keys("Escape")
    assert desk.html() == "<p>Words</p>"


def test_our_own_story_is_found_and_linked_without_a_host(desk, live_server):
    other = make_article(headline="How the barrier works", slug="barrier")
    begin(desk)

    desk.press("link")
    desk.dialog.get_by_role("combobox").fill("barrier")
    desk.found(1)
    desk.keys("Enter")
    desk.dialog.wait_for(state="detached")

    assert desk.html() == f'<p><a href="{other.get_absolute_url()}">Words</a></p>'
    desk.text.get_by_text("Words").dblclick()
    desk.dialog.get_by_label("Address").fill(f"{live_server.url}/barrier/#facts")
    desk.insert()
    assert desk.html() == '<p><a href="/barrier/#facts">Words</a></p>'


def test_a_link_is_changed_and_removed_where_it_stands(desk):
    begin(desk, '<p>One <a href="https://a.example/" title="b">two</a> three</p>', "two")

    desk.dialog.get_by_role("heading", name="Change the link").wait_for()
    assert desk.dialog.get_by_label("Address").input_value() == "https://a.example/"
    desk.dialog.get_by_label("Address").fill("https://b.example/")
    desk.keys("Control+Enter")
    desk.dialog.wait_for(state="detached")
    assert desk.html() == (
        '<p>One <a href="https://b.example/" rel="noopener" title="b">two</a> three</p>'
    )

    desk.press("link")
    desk.dialog.get_by_role("button", name="Remove the link").click()
    assert desk.html() == "<p>One two three</p>"
    desk.press("undo")
    assert 'href="https://b.example/"' in desk.html()


def test_a_selected_address_is_there_already(desk):
    begin(desk, "<p>https://a.example/b</p>", "https://a.example/b")
    desk.keys("Control+a", "Control+k")

    assert desk.dialog.get_by_label("Address").input_value() == "https://a.example/b"
    desk.insert()

    assert desk.html() == '<p><a href="https://a.example/b">https://a.example/b</a></p>'


def test_where_nothing_is_selected_the_words_are_asked_for(desk):
    desk.open(make_article(status=Article.Status.DRAFT, body="<p>See</p>"))
    desk.text.click()
    desk.keys("Control+End")
    desk.type(" ")

    desk.press("link")
    desk.dialog.get_by_label("Words").fill("the <report>")
    desk.dialog.get_by_label("Address").fill("a.example")
    desk.insert()
    desk.type(" now")

    html = desk.html().replace("&nbsp;", " ")
    assert html.startswith('<p>See <a href="https://a.example">the &lt;report&gt;')
    assert "now" in html
