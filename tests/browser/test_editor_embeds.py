"""What other sites show: put in by address, by pasting one, or as a link with words."""

import pytest

from articles.models import Article
from tests.factories import make_article, make_user

from .desk import Desk

VIDEO = "https://youtu.be/dQw4w9WgXcQ"
BLOCK = f'<div data-embed="{VIDEO}"></div>'


@pytest.fixture
def desk(page, live_server):
    desk = Desk(page, live_server, make_user(is_superuser=True))
    desk.open(make_article(status=Article.Status.DRAFT, body="<p>Before.</p>"))
    desk.text.click()
    desk.keys("Control+End")
    return desk


def paste(desk, text):
    desk.text.evaluate(
        """(body, text) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            const options = { clipboardData, bubbles: true, cancelable: true };
            body.dispatchEvent(new ClipboardEvent("paste", options));
        }""",
        text,
    )


def wait_for(desk, html):
    desk.page.wait_for_function("html => CKEDITOR.instances.id_body.getData() === html", arg=html)


def test_an_address_pasted_on_a_line_of_its_own_becomes_an_embed_and_can_be_undone(desk):
    desk.keys("Enter")
    paste(desk, VIDEO)
    wait_for(desk, f"<p>Before.</p>\n{BLOCK}")
    desk.type("After.")
    assert desk.html() == f"<p>Before.</p>\n{BLOCK}\n<p>After.</p>"

    desk.press("undo")
    desk.press("undo")
    assert desk.html() == f"<p>Before.</p>\n<p>{VIDEO}</p>"
    desk.press("redo")
    assert desk.html() == f"<p>Before.</p>\n{BLOCK}"


@pytest.mark.parametrize("address", [VIDEO, "https://unknown.example/page"])
def test_an_address_pasted_into_a_sentence_or_unknown_stays_words(desk, address):
    if address != VIDEO:
        desk.keys("Enter")
    paste(desk, address)

    desk.page.wait_for_timeout(600)
    assert "data-embed" not in desk.html()
    assert address in desk.html()


def test_a_link_to_a_site_we_do_not_embed_gets_words(desk):
    desk.press("newsroom-embed")
    desk.type("unknown.example/page")
    desk.dialog.get_by_label("Words of the link").fill("Read <the report>")
    desk.insert()

    link = '<a href="https://unknown.example/page">Read &lt;the report&gt;</a>'
    assert desk.html() == f"<p>Before.</p>\n<p>{link}</p>"
    desk.load('<div data-embed="https://unknown.example/page"></div><p>After.</p>')
    desk.text.get_by_text("https://unknown.example/page").dblclick()
    desk.dialog.get_by_label("Words of the link").fill("Read <the report>")
    desk.insert()
    assert desk.html() == f"<p>{link}</p>\n<p>After.</p>"


def test_what_is_no_address_looks_like_an_error(desk):
    desk.press("newsroom-embed")
    assert not desk.dialog.get_by_label("Words of the link").is_visible()
    desk.dialog.locator("button[type=submit]").click()
    error = desk.dialog.locator(".desk-notice--error")
    error.get_by_text("This is not the address of a web page.").wait_for()

    desk.type(VIDEO)
    desk.dialog.get_by_text("YouTube: loads when a reader clicks.").wait_for()
    assert error.count() == 0
