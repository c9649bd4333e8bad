"""The dialogs of the editor: what they insert, change, show and leave alone."""

import re

import pytest

from newsroom.html import MAX_IN_GALLERY
from tests.factories import make_article, make_user
from tests.windows import eventually

from .desk import Desk, make_draft, make_pictures


@pytest.fixture
def desk(page, live_server):
    return Desk(page, live_server, make_user(is_superuser=True))


def focus(desk, name):
    """Select the first widget called `name`, as a click would."""
    desk.page.evaluate(
        """name => Object.values(CKEDITOR.instances.id_body.widgets.instances)
            .find(widget => widget.name === name).focus()""",
        name,
    )


def test_the_next_words_go_behind_what_was_inserted_and_replace_nothing(desk):
    make_pictures("Quay")
    desk.open(make_draft("<p>Before.</p>"))
    desk.text.click()
    desk.keys("Control+End")

    for _ in range(2):
        desk.press("newsroom-picture")
        desk.found(1)
        desk.keys("Enter")
        desk.insert()
        desk.type("Next.")

    assert re.sub(r'"\d+"', '"1"', desk.html()).split("\n") == [
        "<p>Before.</p>",
        '<figure data-image="1"></figure>',
        "<p>Next.</p>",
        '<figure data-image="1"></figure>',
        "<p>Next.</p>",
    ]


def test_escape_closes_a_dialog_and_the_text_has_the_focus_where_it_was(desk):
    desk.open(make_draft("<p>Before.</p>"))
    desk.text.click()
    desk.keys("Control+End")

    for name in ("picture", "gallery", "story", "embed", "pullquote", "factbox"):
        desk.press(f"newsroom-{name}")
        desk.dialog.wait_for()
        desk.keys("Escape")
        desk.dialog.wait_for(state="detached")
        desk.type(f" {name}")

    assert desk.html() == "<p>Before. picture gallery story embed pullquote factbox</p>"


@pytest.mark.parametrize("way", ["double-click", "Enter", "button"])
def test_a_picture_is_changed_where_it_stands(desk, way):
    first, second = make_pictures("First", "Second")
    body = f'<p>a</p><figure data-image="{first.pk}"><figcaption>Old</figcaption></figure><p>b</p>'
    desk.open(make_draft(body))
    shown = desk.text.locator("figure img")

    shown.wait_for()
    if way == "double-click":
        shown.dblclick()
    else:
        shown.click()
        desk.keys("Enter") if way == "Enter" else desk.press("newsroom-picture")
    desk.dialog.get_by_role("heading", name="Change the picture").wait_for()
    desk.dialog.locator(".desk-chosen img").wait_for()
    desk.type("second")
    desk.found(1)
    desk.keys("Enter")
    desk.dialog.get_by_label("Caption here").fill("New")
    desk.dialog.get_by_label("Right, text flows round").check()
    desk.insert()

    picture = f'<figure class="align-end" data-image="{second.pk}"><figcaption>New</figcaption>'
    assert desk.html() == f"<p>a</p>\n{picture}</figure>\n<p>b</p>"


def test_a_change_can_be_undone(desk):
    first, second = make_pictures("First", "Second")
    desk.open(make_draft(f'<p>a</p><figure data-image="{first.pk}"></figure><p>b</p>'))
    before = desk.html()
    desk.text.locator("figure img").dblclick()
    desk.dialog.locator(".desk-chosen img").wait_for()
    desk.type("second")
    desk.found(1)
    desk.keys("Enter")
    desk.insert()
    assert f'data-image="{second.pk}"' in desk.html()

    desk.press("undo")

    assert desk.html() == before


def test_every_widget_opens_its_dialog_with_what_it_holds(desk):
    (picture,) = make_pictures("Quay")
    other = make_article(headline="How the barrier works")
    desk.open(
        make_draft(
            f'<figure data-gallery="{picture.pk}"></figure><div data-article="{other.pk}"></div>'
            '<div data-embed="https://youtu.be/dQw4w9WgXcQ"></div>'
            '<aside class="pullquote"><p>Said</p><cite>Who</cite></aside>'
            '<aside class="factbox"><h3>Facts</h3><p>Text</p></aside>'
        )
    )
    before = desk.html()

    expected = {
        "gallery": lambda: desk.dialog.locator(".desk-order__item").count() == 1,
        "story": lambda: desk.dialog.get_by_role("option").count() == 1,
        "embed": lambda: "dQw4w9WgXcQ" in desk.dialog.get_by_label("Address").input_value(),
        "pullquote": lambda: desk.dialog.get_by_label("Quotation").input_value() == "Said",
        "factbox": lambda: desk.dialog.get_by_label("Heading").input_value() == "Facts",
    }
    for name, holds in expected.items():
        focus(desk, name)
        desk.keys("Enter")
        desk.dialog.wait_for()
        eventually(desk.page, holds)
        if name == "story":
            desk.keys("Escape")
        else:
            desk.insert()

    assert desk.html() == before


def test_hostile_words_in_the_library_are_words_in_the_dialogs(desk, page):
    hostile = '<img src=x onerror="window.pwned=1">'
    (picture,) = make_pictures(hostile)
    make_article(headline=hostile)
    desk.open(make_draft(f'<figure data-image="{picture.pk}"></figure>'))
    desk.text.locator("figure img").wait_for()

    for name in ("picture", "story"):
        desk.press(f"newsroom-{name}")
        desk.found(1)
        assert desk.dialog.get_by_text(hostile).first.is_visible()
        desk.keys("Escape")

    assert page.evaluate("window.pwned") is None


def test_a_search_that_fails_says_so(desk, page, page_problems):
    desk.open(make_draft())
    page.route("**/references/pictures/*", lambda route: route.fulfill(status=500))

    desk.press("newsroom-picture")

    desk.dialog.get_by_text("The search did not answer.").wait_for()
    page_problems.clear()


def test_a_gallery_keeps_the_pictures_the_server_says_nothing_of(desk, page, page_problems):
    dawn, noon, dusk = make_pictures("Quay at dawn", "Quay at noon", "Quay at dusk")
    page.route("**/references/?*", lambda route: route.fulfill(status=500))
    desk.open(make_draft(f'<figure data-gallery="{dusk.pk},{noon.pk}"></figure>'))
    desk.text.get_by_text("it cannot be shown just now").first.wait_for()

    focus(desk, "gallery")
    desk.keys("Enter")
    desk.type("dawn")
    desk.found(1)
    desk.keys("Enter")
    desk.dialog.get_by_text("3 chosen").wait_for()
    desk.insert()

    assert f'data-gallery="{dusk.pk},{noon.pk},{dawn.pk}"' in desk.html()
    page_problems.clear()


def test_a_gallery_takes_no_more_pictures_than_are_stored(desk, page, page_problems):
    (picture,) = make_pictures("Quay")
    keys = ",".join(str(picture.pk + number) for number in range(1, MAX_IN_GALLERY + 1))
    desk.open(make_draft())
    page.route("**/references/?*", lambda route: route.fulfill(status=500))
    desk.load(f'<figure data-gallery="{keys}"></figure>')

    focus(desk, "gallery")
    desk.keys("Enter")
    desk.dialog.get_by_text("100 chosen").wait_for()
    desk.found(1)
    desk.keys("Enter")

    desk.dialog.get_by_text("No gallery holds more than 100 pictures.").wait_for()
    page_problems.clear()
