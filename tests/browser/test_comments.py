"""Notes on a story as its desk writes them: with a colleague's name found by typing, or without
any script."""

import pytest
from playwright.sync_api import expect

from articles import actions
from articles.models import Comment
from tests.factories import make_article, make_user

from .desk import Desk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ann():
    return make_user("Editor", username="ann.lee", first_name="Ann", last_name="Lee")


@pytest.fixture
def bo():
    return make_user("Reporter", username="bo", first_name="Bo", last_name="Kim")


def test_a_colleague_is_found_by_typing_asked_and_answered(page, live_server, ann, bo):
    make_user("Reporter", username="bonnie")
    article = make_article(status="draft")
    desk = Desk(page, live_server, ann)
    desk.open(article)
    page.get_by_role("link", name="Comments").click()
    field, options = page.get_by_label("New note"), page.get_by_role("option")

    field.click()
    desk.type("Where is that from, @bo")
    expect(options).to_have_count(2)
    expect(options.first).to_have_attribute("aria-selected", "true")
    desk.keys("ArrowDown")
    active = options.nth(1).get_attribute("id")
    expect(field).to_have_attribute("aria-activedescendant", active)
    desk.keys("ArrowUp", "Enter")
    expect(field).to_have_value("Where is that from, @bo ")
    expect(options).to_have_count(0)
    desk.type("or @")
    expect(options).to_have_count(3)
    desk.keys("Escape")
    expect(options).to_have_count(0)
    desk.keys(*["Backspace"] * len(" or @"), "Enter")
    desk.type("Page 4. @ki")
    page.get_by_role("option", name="Bo Kim").click()
    page.get_by_role("button", name="Add note").click()
    expect(page.locator(".messagelist")).to_contain_text("It mentions Bo Kim.")
    assert Comment.objects.get().text == "Where is that from, @bo\nPage 4. @bo"

    Desk(page, live_server, bo)
    page.goto("/admin/")
    page.get_by_role("link", name="1 open note mentions you").click()
    page.get_by_role("link", name="Where is that from").click()
    page.get_by_text("Answer", exact=True).click()
    page.get_by_label("Your answer").fill("The minutes.")
    page.get_by_role("button", name="Add answer").click()
    expect(page.locator(".thread__answers .note__text")).to_have_text("The minutes.")
    page.get_by_role("button", name="Resolve").click()
    expect(page.locator(".thread--resolved .note").first).to_be_hidden()
    page.locator(".thread--resolved summary").first.click()
    page.get_by_role("button", name="Open again").click()
    expect(page.locator("section.thread .note").first).to_be_visible()


def test_notes_need_no_script(page_without_javascript, live_server, ann, bo):
    page = page_without_javascript
    article = make_article(status="draft")
    Desk(page, live_server, ann)
    page.goto(f"/admin/articles/article/{article.pk}/comments/")

    expect(page.get_by_text("@username mentions a colleague.")).to_be_visible()
    page.get_by_label("New note").fill("Where is that from, @bo?")
    page.get_by_role("button", name="Add note").click()
    expect(page.locator(".mention")).to_have_text("@bo")
    page.get_by_text("Answer", exact=True).click()
    page.get_by_label("Your answer").fill("Never mind.")
    page.get_by_role("button", name="Add answer").click()
    expect(page.locator(".note__text")).to_have_text(["Where is that from, @bo?", "Never mind."])
    page.get_by_role("button", name="Resolve").click()
    expect(page.locator(".messagelist")).to_contain_text("resolved")

    assert not Comment.objects.open().exists()


def test_nothing_stands_out_of_the_page_on_a_phone(page, live_server, ann):
    article = make_article(status="draft", headline="Word" * 40)
    thread = actions.add_comment(article, by=ann, text="https://a.example/" + "x" * 900)
    actions.add_comment(article, by=ann, text="@ann.lee " + "y" * 900, parent=thread)
    Desk(page, live_server, ann)
    page.set_viewport_size({"width": 390, "height": 800})

    for path in (f"/admin/articles/article/{article.pk}/comments/", "/admin/articles/comment/"):
        page.goto(path)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 390, f"{path} is {width} wide"
