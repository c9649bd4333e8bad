"""What somebody types is kept without a press on Save, and never gets in their way."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import Article, Revision
from tests.factories import make_article, make_tag, make_user

from .desk import Desk

KEPT = re.compile(r"Kept \d+:\d\d")


@pytest.fixture
def desk(page, live_server):
    return Desk(page, live_server, make_user("Editor"))


def make_draft(body="<p>Before.</p>", **fields):
    return make_article(status=Article.Status.DRAFT, body=body, **fields)


def test_what_is_typed_is_kept_and_stands_in_the_form_on_return(desk, page):
    article = make_draft(headline="Old headline")
    desk.open(article)
    desk.says("All saved")

    page.get_by_label("Headline").fill("New headline")
    desk.says("Unsaved words")
    desk.write("Written and never saved.")
    desk.says("Kept")

    assert Article.objects.get().headline == "Old headline"
    kept = Revision.objects.get(kind=Revision.Kind.AUTOSAVED)
    assert (kept.by, kept.headline) == (desk.user, "New headline")
    assert "<p>Written and never saved.</p>" in kept.content["body"]
    desk.open(article)
    expect(page.locator(".kept")).to_contain_text("Not saved yet.")
    expect(page.get_by_label("Headline")).to_have_value("New headline")
    assert "Written and never saved." in desk.html()
    desk.says("Kept")
    desk.save()
    desk.says("All saved")
    article.refresh_from_db()
    assert "Written and never saved." in article.body
    assert page.locator(".kept:visible").count() == 0


def test_a_story_that_was_never_saved_is_kept_too(desk, page):
    tag = make_tag(name="Storms")
    page.goto("/admin/articles/article/add/")
    desk.wait()

    page.get_by_label("Headline").fill("Begun")
    page.locator(".field-tags .select2-selection").click()
    page.keyboard.type("stor")
    page.locator(".select2-results__option", has_text="Storms").click()
    desk.says("Kept")

    page.goto("/admin/articles/article/add/")
    page.get_by_role("link", name="Go on with it").click()
    desk.wait()
    expect(page.get_by_label("Headline")).to_have_value("Begun")
    assert page.locator("#id_tags").evaluate("field => field.value") == str(tag.pk)
    desk.says("Kept")


def test_the_cursor_stays_while_words_are_kept(desk, page):
    desk.open(make_draft("<p>First line.</p><p>Last line.</p>"))
    desk.text.locator("p").first.click()
    desk.keys("Home")
    page.evaluate("document.addEventListener('newsroom:kept', () => { window.kept = 1; })")

    desk.type("One ")
    page.wait_for_function("() => window.kept")
    desk.type("two ")
    desk.says("Kept")

    assert "<p>One two First line.</p>" in desk.html().replace("&nbsp;", " ")


def test_a_glance_at_the_form_keeps_nothing(desk, page):
    make_draft()
    desk.open(Article.objects.get())

    page.get_by_label("Headline").click()
    desk.text.click()
    page.get_by_label("Standfirst").press("End")
    page.get_by_label("Standfirst").press_sequentially("x")
    desk.says("Unsaved words")
    page.get_by_label("Standfirst").press("Backspace")
    desk.says("All saved")

    assert not Revision.objects.filter(kind=Revision.Kind.AUTOSAVED).exists()


def test_two_tabs_of_one_person_lose_nothing(desk, page, live_server):
    article = make_draft("<p>First.</p><p>Second.</p><p>Third.</p>")
    desk.open(article)
    desk.write("From the one tab.")
    desk.says("Kept")
    other = Desk(page.context.new_page(), live_server, desk.user)
    other.open(article)
    assert "From the one tab." in other.html()
    other.page.get_by_label("Standfirst").fill("From the other tab.")
    other.save()

    desk.text.locator("p").first.click()
    desk.keys("End")
    desk.type(" And more.")
    desk.says("Kept")
    expect(page.locator("[data-notice]")).to_contain_text("saving brings both together")
    desk.save()

    article.refresh_from_db()
    assert article.standfirst == "From the other tab."
    assert article.body.count("From the one tab.") == 1
    assert "And more." in article.body


def test_a_double_click_saves_once(desk, page):
    article = make_draft()
    desk.open(article)
    desk.write("Once.")

    with page.expect_navigation():
        page.locator("button[name=_continue]").dblclick()
    desk.wait()

    desk.says("All saved")
    saved = Revision.objects.filter(article=article, kind=Revision.Kind.SAVED)
    assert saved.filter(by=desk.user).count() == 1


def test_a_press_on_a_button_alone_makes_no_version_of_words(desk, page):
    article = make_draft()
    desk.open(article)

    with page.expect_navigation():
        page.get_by_role("button", name="Submit for review").click()

    article.refresh_from_db()
    assert article.status == Article.Status.REVIEW
    assert not Revision.objects.filter(kind=Revision.Kind.AUTOSAVED).exists()


def test_what_is_wrong_in_the_form_is_kept_and_said(desk, page):
    article = make_draft()
    desk.open(article)
    page.get_by_label("Headline").fill("")
    desk.write("Still here.")

    with page.expect_navigation():
        page.locator("button[name=_continue]").click()

    expect(page.locator(".errornote")).to_be_visible()
    desk.says("Kept")
    desk.wait()
    assert "Still here." in desk.html()
