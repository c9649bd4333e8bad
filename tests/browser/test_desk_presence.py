"""Who else has a story open, and whether they are typing: no lock, and within seconds."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import Article, Presence
from tests.factories import make_article, make_user
from tests.windows import PATIENCE

from .desk import Desk

SOON = PATIENCE  # the newsroom is promised 15 seconds, where the machine does nothing else


@pytest.fixture
def article(transactional_db):
    return make_article(status=Article.Status.DRAFT, body="<p>Before.</p>")


def test_a_colleague_is_seen_to_come_to_type_and_to_leave(at_desk, article):
    ann, bo = (at_desk(make_user("Editor", username=name)) for name in ("ann", "bo"))
    ann.open(article)
    here = ann.page.locator("[data-others]")
    expect(here).to_be_hidden()

    bo.open(article)
    expect(here).to_contain_text("bo", timeout=SOON)
    expect(here).not_to_contain_text("is typing")
    expect(bo.page.locator("[data-others]")).to_contain_text("ann")
    expect(ann.page.locator("[data-said]")).to_have_text("bo has opened this story")
    bo.page.get_by_label("Standfirst").press_sequentially("Words")
    expect(here).to_contain_text("is typing", timeout=SOON)
    bo.page.goto("/admin/")
    expect(here).to_be_hidden(timeout=SOON)

    expect(ann.page.locator("[data-said]")).to_have_text("bo has left this story")
    assert Presence.objects.filter(article=article).count() == 1


def test_ones_own_other_tab_is_nobody_else(at_desk, article):
    ann = at_desk(make_user("Editor"))
    ann.open(article)
    other = ann.page.context.new_page()

    with other.expect_response("**/presence/"):
        other.goto(f"/admin/articles/article/{article.pk}/change/")

    expect(other.locator("[data-others]")).to_be_hidden()


def test_a_story_that_is_open_in_a_hidden_tab_is_open(at_desk, article):
    ann = at_desk(make_user("Editor"))
    ann.open(article)

    ann.page.evaluate(
        """() => {
            Object.defineProperty(document, "visibilityState", { get: () => "hidden" });
            document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )

    for _pulse in range(2):
        with ann.page.expect_response("**/presence/", timeout=SOON):
            pass


def test_what_a_colleague_saved_is_said_while_one_writes(at_desk, article):
    ann, bo = (at_desk(make_user("Editor", username=name)) for name in ("ann", "bo"))
    ann.open(article)
    bo.open(article)

    bo.page.get_by_label("Standfirst").fill("From Bo.")
    bo.save()
    notice = ann.page.locator("[data-notice]")
    expect(notice).to_contain_text(re.compile(r"bo saved version \d at \d+:\d\d"), timeout=SOON)
    ann.write("From Ann.")
    ann.save()

    expect(ann.page.locator(".messagelist")).to_contain_text("had saved meanwhile: standfirst")
    article.refresh_from_db()
    assert article.standfirst == "From Bo."
    assert "<p>From Ann.</p>" in article.body


def test_without_javascript_who_is_there_is_said_all_the_same(
    page_without_javascript, live_server, at_desk, article
):
    at_desk(make_user("Editor", username="ann")).open(article)
    bo = Desk(page_without_javascript, live_server, make_user("Editor"))

    bo.page.goto(f"/admin/articles/article/{article.pk}/change/")

    expect(bo.page.locator("[data-others]")).to_contain_text("ann")
