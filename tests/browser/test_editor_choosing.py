"""The dialogs of the story editor lose nothing, hide nothing and say what is missing."""

import pytest
from playwright.sync_api import expect

from articles.admin.references import MAX_RESULTS
from articles.models import Article
from media.models import Image
from tests.factories import make_article, make_image, make_user, picture_file

from .desk import Desk


@pytest.fixture
def desk(page, live_server):
    return Desk(page, live_server, make_user(is_superuser=True))


def begin(desk, body="<p>Before.</p>"):
    desk.open(make_article(status=Article.Status.DRAFT, body=body))
    desk.text.locator("p").last.click()
    desk.keys("Control+End")


def make_pictures(*titles, **fields):
    return [make_image(file=picture_file((90, 60)), title=title, **fields) for title in titles]


def test_escape_does_not_throw_a_written_box_away_unasked(desk):
    begin(desk)
    desk.press("newsroom-factbox")
    desk.dialog.get_by_label("Text").fill("Long written.")

    desk.keys("Escape")
    desk.dialog.get_by_text("Throw away what you did here?").wait_for()
    desk.keys("Enter")
    assert desk.dialog.get_by_label("Text").input_value() == "Long written."
    desk.keys("Escape", "Escape")
    desk.dialog.get_by_role("button", name="Throw away").click()

    desk.dialog.wait_for(state="detached")
    desk.type(" After.")
    assert desk.html() == "<p>Before. After.</p>"


def test_control_enter_inserts_from_any_field(desk):
    begin(desk)
    desk.press("newsroom-pullquote")
    desk.type("We heard you.")
    desk.keys("Control+Enter")
    desk.dialog.wait_for(state="detached")

    assert '<aside class="pullquote"><p>We heard you.</p></aside>' in desk.html()


def test_an_empty_box_says_what_is_missing(desk):
    begin(desk)
    desk.press("newsroom-factbox")
    desk.dialog.locator("button[type=submit]").click()

    desk.dialog.locator(".desk-notice--error").get_by_text("Write something first.").wait_for()


def test_the_button_of_the_box_one_writes_in_opens_that_box(desk):
    begin(desk, '<aside class="factbox"><h3>Facts</h3><p>Text</p></aside><p>b</p>')
    words = desk.text.get_by_text("Text", exact=True)

    words.dblclick()
    assert desk.dialog.count() == 0
    desk.press("newsroom-factbox")
    desk.dialog.get_by_label("Heading").fill("Figures")
    desk.insert()

    assert desk.html() == '<aside class="factbox"><h3>Figures</h3>\n<p>Text</p></aside>\n<p>b</p>'


def test_a_chosen_gallery_is_not_thrown_away_unasked(desk):
    (picture,) = make_pictures("First")
    begin(desk, f'<figure data-gallery="{picture.pk}"></figure><p>b</p>')
    desk.text.locator("figure img").dblclick()
    desk.dialog.get_by_text("1 chosen").wait_for()
    desk.keys("Escape")
    desk.dialog.wait_for(state="detached")

    desk.text.locator("p").last.click()
    expect(desk.text.locator(".cke_widget_focused")).to_have_count(0)
    desk.press("newsroom-gallery")
    desk.found(1)
    desk.keys("Enter")
    desk.dialog.get_by_text("1 chosen").wait_for()
    desk.keys("Escape")

    desk.dialog.get_by_text("Throw away what you did here?").wait_for()


def test_a_double_click_inserts_a_picture(desk):
    (picture,) = make_pictures("Quay")
    begin(desk)
    desk.press("newsroom-picture")
    desk.found(1)

    desk.dialog.get_by_role("option").first.dblclick()
    desk.dialog.wait_for(state="detached")

    assert f'<figure data-image="{picture.pk}"></figure>' in desk.html()


def test_a_new_search_forgets_what_was_chosen_before(desk):
    first, _second = make_pictures("First", "Second")
    begin(desk)
    desk.press("newsroom-picture")
    desk.found(2)
    desk.dialog.get_by_role("option").nth(1).click()
    assert desk.dialog.locator(".desk-chosen").get_by_text("First").is_visible()

    desk.dialog.get_by_role("combobox").fill("nothing like it")
    desk.dialog.get_by_text("Nothing found.").wait_for()
    desk.dialog.locator("button[type=submit]").click()

    desk.dialog.locator(".desk-notice--error").get_by_text("Choose a picture first.").wait_for()
    assert f'data-image="{first.pk}"' not in desk.html()


def test_the_picture_in_the_story_holds_until_another_is_chosen(desk):
    first, _second = make_pictures("First", "Second")
    begin(desk, f'<figure data-image="{first.pk}"></figure><p>b</p>')
    desk.text.locator("figure img").dblclick()
    now = desk.dialog.locator(".desk-chosen")
    now.get_by_text("In the story now").wait_for()
    desk.dialog.get_by_role("option").first.click()
    now.get_by_text("Second").wait_for()

    desk.dialog.get_by_role("combobox").fill("nothing like it")
    now.get_by_text("In the story now").wait_for()
    desk.dialog.get_by_label("Caption here").fill("New words")
    desk.insert()

    caption = "<figcaption>New words</figcaption>"
    assert f'<figure data-image="{first.pk}">{caption}</figure>' in desk.html()


def test_a_picture_without_credit_says_so_when_it_is_chosen(desk):
    make_pictures("Quay", photographer="")
    begin(desk)
    desk.press("newsroom-picture")
    desk.found(1)
    desk.dialog.get_by_role("option").click()

    desk.dialog.get_by_text("No credit: it cannot be published.").wait_for()


def test_more_than_the_newest_can_be_seen(desk):
    Image.objects.bulk_create(
        Image(title=f"Picture {number}", token=f"token{number}", photographer="Ann")
        for number in range(2 * MAX_RESULTS + 5)
    )
    begin(desk)
    desk.press("newsroom-picture")
    desk.found(MAX_RESULTS)
    desk.dialog.get_by_text(f"The newest {MAX_RESULTS}").wait_for()

    desk.dialog.get_by_role("button", name="Show more").click()
    desk.found(2 * MAX_RESULTS)
    desk.dialog.get_by_role("option").last.scroll_into_view_if_needed()
    desk.found(2 * MAX_RESULTS + 5)

    desk.dialog.get_by_text(f"All {2 * MAX_RESULTS + 5}, newest first").wait_for()
    titles = desk.dialog.locator(".desk-result__title").all_text_contents()
    assert len(set(titles)) == 2 * MAX_RESULTS + 5
    desk.dialog.get_by_role("combobox").fill("picture 44")
    desk.found(1)


def test_a_dialog_keeps_its_size_whatever_is_found(desk):
    make_pictures("First", "Second")
    make_article()
    begin(desk)
    for name in ("picture", "story"):
        desk.press(f"newsroom-{name}")
        desk.dialog.get_by_role("option").first.wait_for()
        before = desk.dialog.bounding_box()
        desk.dialog.get_by_role("combobox").fill("nothing like it")
        desk.dialog.get_by_text("Nothing found.").wait_for()
        assert desk.dialog.bounding_box() == before
        desk.keys("Escape")


def test_the_pictures_of_a_gallery_are_marked_and_dragged_into_order(desk):
    first, second, third = make_pictures("First", "Second", "Third")
    begin(desk)
    desk.press("newsroom-gallery")
    desk.found(3)
    desk.dialog.locator("button[type=submit]").click()
    error = desk.dialog.locator(".desk-notice--error")
    error.get_by_text("Choose at least one picture first.").wait_for()

    options = desk.dialog.get_by_role("option")
    for number in (0, 1, 2, 1):
        options.nth(number).click()
    assert [option.get_attribute("aria-selected") for option in options.all()] == [
        "true", "false", "true",
    ]  # fmt: skip
    options.nth(1).click()
    chosen = desk.dialog.locator(".desk-order__item")
    chosen.nth(2).drag_to(chosen.nth(0))
    desk.insert()

    assert f'data-gallery="{second.pk},{third.pk},{first.pk}"' in desk.html()


def test_a_related_story_is_found_by_other_words_and_never_itself(desk):
    other = make_article(
        headline="How the barrier works", standfirst="Gates of steel.", slug="x-y-z"
    )
    own = make_article(headline="Barrier votes")
    desk.open(own)
    desk.text.click()

    for words in ("steel", "x-y-z", "barrier"):
        desk.press("newsroom-story")
        desk.dialog.get_by_role("combobox").fill(words)
        desk.found(1)
        option = desk.dialog.get_by_role("option")
        assert option.get_by_text("How the barrier works").is_visible()
        assert str(other.published_at.year) in option.text_content()
        desk.keys("Escape")


def test_changing_a_related_story_shows_which_is_in_now(desk):
    other = make_article(headline="How the barrier works")
    make_article(headline="Another")
    begin(desk, f'<div data-article="{other.pk}"></div><p>b</p>')
    desk.text.get_by_text("How the barrier works").dblclick()

    now = desk.dialog.locator(".desk-now")
    now.get_by_text("In the story now").wait_for()
    assert now.get_by_text("How the barrier works").is_visible()


def test_a_new_table_has_a_head_and_keeps_no_empty_rows_below_its_words(desk, page):
    begin(desk)
    desk.press("table")
    page.locator(".cke_dialog_ui_button_ok").click()
    page.locator(".cke_dialog").first.wait_for(state="hidden")

    assert desk.html().count("<th ") == 2
    table = "<table><tbody><tr><td>a</td></tr><tr><td>&nbsp;</td></tr></tbody></table>"
    assert desk.load(table) == "<table><tbody><tr><td>a</td></tr></tbody></table>"
    empty = "<table><tbody><tr><td>&nbsp;</td></tr></tbody></table>"
    assert desk.load(empty) == empty
