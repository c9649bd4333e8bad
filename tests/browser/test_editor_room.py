"""Room to write in: on a desk and on a telephone the writer sees what is being written."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests.factories import make_article, make_user
from tests.windows import eventually

from .desk import Desk

LONG = "<p>Some words that fill a line or two of the text, and then some more.</p>" * 60
PLACES = """() => {
    const editor = CKEDITOR.instances.id_body;
    const frame = editor.window.getFrame().$.getBoundingClientRect();
    const selection = editor.document.$.getSelection();
    const caret = selection.getRangeAt(0).getClientRects()[0]
        ?? selection.focusNode.getBoundingClientRect();
    const bar = document.querySelector(".story-foot").getBoundingClientRect();
    return {
        top: caret.top + frame.top,
        bottom: caret.bottom + frame.top,
        toolbar: document.querySelector(".cke_top").getBoundingClientRect().bottom,
        count: document.querySelector(".cke_bottom").getBoundingClientRect().top,
        end: Math.min(bar.top, innerHeight),
        scrolled: scrollY,
    };
}"""
SETTLED = """() => new Promise((done) =>  // by the page's own clock: later than what it has to do
    requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(done), 150)))"""
INNER = "html => html.scrollHeight - html.clientHeight"


@pytest.fixture
def desk(page, live_server):
    return Desk(page, live_server, make_user(is_superuser=True))


def places(desk):
    desk.page.evaluate(SETTLED)
    return desk.page.evaluate(PLACES)


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844)])
def test_the_caret_stays_between_the_toolbar_and_the_bar(desk, page, width, height):
    page.set_viewport_size({"width": width, "height": height})
    desk.open(make_article(status=Article.Status.DRAFT, body=LONG))
    desk.text.locator("p").first.click()

    desk.keys("Control+End")
    for _ in range(4):
        desk.keys("Enter")
        seen = places(desk)
        assert seen["bottom"] < seen["end"]
        assert seen["bottom"] < seen["count"]
        desk.type("More")
    seen = places(desk)
    assert seen["bottom"] < seen["end"]
    assert 0 < seen["toolbar"] < 120
    desk.keys("Control+Home")

    seen = places(desk)
    assert seen["toolbar"] < seen["top"] < seen["end"]


def test_the_text_area_is_as_tall_as_the_text_and_has_no_scrollbar(desk, page):
    desk.open(make_article(status=Article.Status.DRAFT, body=LONG))
    frame = page.locator(".cke_contents")
    html = page.frame_locator("iframe.cke_wysiwyg_frame").locator("html")
    tall = frame.bounding_box()["height"]

    assert tall > 1500
    assert html.evaluate(INNER) <= 1
    desk.load("<p>Short.</p>")
    page.wait_for_function("() => document.querySelector('.cke_contents').offsetHeight < 500")
    desk.press("maximize")
    assert frame.bounding_box()["height"] > 500
    desk.press("maximize")
    page.wait_for_function("() => document.querySelector('.cke_contents').offsetHeight < 500")


def test_on_a_telephone_the_bar_leaves_the_room_to_the_text(desk, page):
    page.set_viewport_size({"width": 390, "height": 844})
    desk.open(make_article(status=Article.Status.DRAFT, body=LONG))
    bar = page.locator(".story-foot")
    publish = page.get_by_role("button", name="Publish")

    assert bar.bounding_box()["y"] < 844
    assert bar.bounding_box()["height"] < 100
    assert page.locator(".cke_top").bounding_box()["height"] < 80
    desk.text.locator("p").first.click()
    eventually(page, lambda: bar.bounding_box()["height"] < 60)
    expect(publish).to_be_hidden()
    page.get_by_label("Headline").click()
    expect(publish).to_be_visible()
