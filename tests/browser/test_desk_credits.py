"""The credits of a story: lines are added, moved and removed, with and without JavaScript."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests.factories import make_article, make_author, make_user

from .desk import Desk


@pytest.fixture
def article(transactional_db):
    people = [make_author(name=name) for name in ("Ann Lee", "Bo Kim")]
    return make_article(status=Article.Status.DRAFT, credits=people)


@pytest.fixture
def desk(page, live_server, article):
    desk = Desk(page, live_server, make_user("Editor"))
    desk.open(article)
    return desk


def names(article):
    return [credit.author.name for credit in article.credits.all()]


def choose(page, line, typed, name):
    line.locator(".select2-selection").click()
    page.keyboard.type(typed)
    page.locator(".select2-results__option", has_text=name).click()


def test_credits_are_added_moved_and_removed(desk, page, article):
    make_author(name="Cy Noor")
    lines = page.locator("[data-line]:visible")
    assert lines.count() == 2

    page.get_by_role("button", name="Add a credit").click()
    choose(page, lines.nth(2), "cy", "Cy Noor")
    lines.nth(2).get_by_label("Role").select_option("photos")
    lines.nth(2).get_by_role("button", name="Move up").click()
    lines.nth(0).get_by_role("button", name="Remove this credit").click()
    desk.says("Kept")
    desk.save()

    assert [(c.author.name, c.role) for c in article.credits.all()] == [
        ("Cy Noor", "photos"),
        ("Bo Kim", "writing"),
    ]


def test_the_focus_stays_with_the_line_that_moves(desk, page):
    up = page.locator("[data-line]").nth(1).get_by_role("button", name="Move up")
    up.focus()
    page.keyboard.press("Enter")

    first = page.locator("[data-line]").first
    expect(first).to_contain_text("Bo Kim")
    expect(first.get_by_role("button", name="Move up")).to_be_disabled()
    expect(first.get_by_role("button", name="Move down")).to_be_focused()
    expect(page.locator("[data-credits] [data-status]")).to_have_text("1 / 2")


def test_credits_only_this_browser_has_come_back(at_desk, article, live_server):
    ann = at_desk(make_user("Editor"))
    ann.open(article)
    ann.page.context.set_offline(True)
    ann.page.locator("[data-line]").first.get_by_role("button", name="Remove").click()
    ann.says("Offline: kept in this browser")
    ann.crash()
    ann.page.context.set_offline(False)

    again = Desk(ann.page.context.new_page(), live_server, ann.user)
    again.open(article)
    offer = again.page.locator("[data-offer]")
    offer.get_by_text("Read them").click()
    expect(offer).to_contain_text("Bo Kim")
    offer.get_by_role("button", name="Put them in").click()
    again.says("Kept")
    again.save()

    assert names(article) == ["Bo Kim"]


def test_credits_of_a_story_that_was_never_saved_come_back(at_desk, article):
    ann = at_desk(make_user("Editor"))
    add = "/admin/articles/article/add/"
    ann.page.goto(add)
    ann.wait()
    ann.page.get_by_label("Headline").fill("Begun")
    choose(ann.page, ann.page.locator("[data-line]").first, "bo", "Bo Kim")
    ann.says("Kept")

    ann.page.goto(add)
    ann.page.get_by_role("link", name="Go on with it").click()
    ann.wait()

    expect(ann.page.locator("[data-line]").first).to_contain_text("Bo Kim")


def test_without_javascript_numbers_and_ticks_do_it(page_without_javascript, live_server, article):
    page = Desk(page_without_javascript, live_server, make_user("Editor")).page
    page.goto(f"/admin/articles/article/{article.pk}/change/")

    page.get_by_label("Order").nth(0).fill("5")
    page.get_by_role("button", name="Save", exact=True).click()
    assert names(article) == ["Bo Kim", "Ann Lee"]
    page.get_by_label("Remove").nth(0).check()
    page.get_by_role("button", name="Save", exact=True).click()

    assert names(article) == ["Ann Lee"]
