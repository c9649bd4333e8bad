"""A story's form as its people use it: from signing in to what readers see."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests.factories import make_article, make_author, make_section, make_tag

pytestmark = pytest.mark.django_db(transaction=True)

ADD = "/admin/articles/article/add/"


def open_editor(page):
    """The text area of the form that is open, once it takes words."""
    area = page.frame_locator("iframe.cke_wysiwyg_frame").locator("body")
    expect(area).to_have_attribute("contenteditable", "true")
    return area


def choose(page, field, typed, name):
    """Find something by typing in one of the form's search fields."""
    page.locator(f"{field} .select2-selection").click()
    page.keyboard.type(typed)
    page.locator(".select2-results__option", has_text=name).click()


def press(page, name):
    """Press one of the form's buttons, and wait for the page it leads to."""
    with page.expect_navigation():
        page.locator(".submit-row").get_by_role("button", name=name, exact=True).click()


def test_a_story_is_written_saved_published_and_read(desk):
    make_section(name="Harbour")
    make_tag(name="Storms")
    make_author(name="Ann Lee", role_title="Reporter")
    desk.get_by_role("link", name="Stories").first.click()
    desk.get_by_role("link", name="Add story").click()

    desk.get_by_label("Headline").fill("Water in Quay Street")
    desk.get_by_label("Standfirst").fill("The third time this year.")
    choose(desk, ".field-section", "harb", "Harbour")
    choose(desk, ".field-tags", "stor", "Storms")
    choose(desk, "#credits-0 .field-author", "ann", "Ann Lee")
    open_editor(desk).click()
    desk.keyboard.type("The quay was ")
    desk.locator(".cke_button__bold").click()
    desk.keyboard.type("flooded")
    desk.locator(".cke_button__bold").click()
    desk.keyboard.type(" again.")
    press(desk, "Save")

    expect(desk.locator(".messagelist")).to_contain_text("Saved as version 1")
    article = Article.objects.get()
    body = re.sub(r"\s|&nbsp;", " ", article.body).strip()
    assert body == "<p>The quay was <strong>flooded</strong> again.</p>"
    assert (article.slug, article.status) == ("water-in-quay-street", "draft")
    press(desk, "Publish")
    desk.get_by_role("link", name="View on site").click()

    expect(desk.locator("h1")).to_have_text("Water in Quay Street")
    expect(desk.locator(".story__body strong")).to_have_text("flooded")
    expect(desk.locator(".story__head .byline")).to_have_text("By Ann Lee")
    expect(desk.locator(".tags")).to_have_text("Storms")
    desk.goto("/")
    expect(desk.locator(".zone--lead")).to_contain_text("Water in Quay Street")


def test_a_story_is_withdrawn_with_a_reason(desk):
    article = make_article(slug="story")
    desk.goto(f"/admin/articles/article/{article.pk}/change/")

    desk.get_by_role("link", name="Withdraw…").click()
    desk.get_by_label("What readers are told").fill("The figures were wrong.")
    desk.get_by_label("The reason alone").check()
    desk.get_by_role("button", name="Withdraw").click()
    expect(desk.locator(".messagelist")).to_contain_text("is withdrawn")

    gone = desk.context.request.get("/story/")
    assert gone.status == 410
    assert "The figures were wrong." in gone.text()


def test_an_author_is_added_without_leaving_the_story(desk):
    make_section(name="Harbour")
    desk.goto(ADD)
    desk.get_by_label("Headline").fill("Kept while the window is open")

    with desk.expect_popup() as opened:
        desk.locator("#add_id_credits-0-author").click()
    opened.value.get_by_label("Name").first.fill("Bo Kim")
    with opened.value.expect_event("close"):
        opened.value.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator("#credits-0 .select2-selection__rendered")).to_contain_text("Bo Kim")
    choose(desk, ".field-section", "harb", "Harbour")
    press(desk, "Save")

    article = Article.objects.get()
    assert article.headline == "Kept while the window is open"
    assert [credit.author.name for credit in article.credits.all()] == ["Bo Kim"]


def test_fields_that_search_are_called_what_they_are(desk):
    make_section(name="Harbour")
    desk.goto(ADD)

    for name in ("Section", "Tags", "Author", "Lead picture"):
        expect(desk.get_by_role("combobox", name=name)).to_have_count(1)
    desk.get_by_role("button", name="Add a credit").click()
    expect(desk.get_by_role("combobox", name="Author")).to_have_count(2)
    desk.get_by_role("combobox", name="Section").click()
    desk.get_by_role("searchbox", name="Section").fill("harb")
    desk.get_by_role("option", name="Harbour").click()
    expect(desk.get_by_role("combobox", name=re.compile("Section.*Harbour"))).to_be_visible()
