"""Words the browser brings back go beside what colleagues saved meanwhile, never over it."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests.factories import make_user

from .desk import Desk, make_draft

BODY = "<p>The lead.</p><p>The background.</p>"


@pytest.fixture
def article(transactional_db):
    return make_draft(BODY, headline="Old headline", standfirst="Old standfirst")


@pytest.fixture
def ann(at_desk):
    return at_desk(make_user("Editor", username="ann"))


@pytest.fixture
def ben(at_desk):
    return at_desk(make_user("Editor", username="ben"))


def add_to(desk, paragraph, words):
    desk.text.locator("p").nth(paragraph).click()
    desk.keys("End")
    desk.type(f" {words}")


def save_as_ben(ben, article):
    """Another paragraph and another field than Ann's."""
    ben.open(article)
    add_to(ben, 1, "Ben knows more.")
    ben.page.get_by_label("Standfirst").fill("Ben's standfirst")
    ben.save()


def type_offline_and_close(ann, article):
    ann.open(article)
    ann.page.context.set_offline(True)
    add_to(ann, 0, "Ann was there.")
    ann.page.get_by_label("Headline").fill("Ann's headline")
    ann.says("Offline: kept in this browser")
    ann.crash()
    ann.page.context.set_offline(False)


def come_back(ann, article):
    ann.page = ann.page.context.new_page()
    ann.text = ann.page.frame_locator("iframe.cke_wysiwyg_frame").locator("body")
    ann.open(article)


def put_in(ann):
    ann.page.get_by_role("button", name="Put them in").click()


def test_words_that_are_put_in_leave_what_a_colleague_saved_meanwhile(ann, ben, article):
    type_offline_and_close(ann, article)
    save_as_ben(ben, article)
    come_back(ann, article)

    put_in(ann)
    expect(ann.page.get_by_label("Headline")).to_have_value("Ann's headline")
    notice = ann.page.locator("[data-notice]")
    expect(notice).to_contain_text("saving brings both together")
    ann.save()

    article.refresh_from_db()
    assert (article.headline, article.standfirst) == ("Ann's headline", "Ben's standfirst")
    assert "The lead. Ann was there." in article.body.replace("&nbsp;", " ")
    assert "The background. Ben knows more." in article.body.replace("&nbsp;", " ")
    ann.open(article)
    ann.says("All saved")
    expect(ann.page.locator("[data-offer]")).to_be_hidden()


def test_words_of_a_crash_are_put_in_by_one_window_only(ann, article, live_server):
    type_offline_and_close(ann, article)
    come_back(ann, article)
    other = Desk(ann.page.context.new_page(), live_server, ann.user)
    other.open(article)

    put_in(other)
    expect(other.page.get_by_label("Headline")).to_have_value("Ann's headline")
    put_in(ann)

    expect(ann.page.locator("[data-offer]")).to_be_hidden()
    expect(ann.page.get_by_label("Headline")).to_have_value("Old headline")


def test_what_stands_in_the_form_is_kept_when_other_words_are_put_in(ann, article):
    type_offline_and_close(ann, article)
    come_back(ann, article)
    ann.page.context.set_offline(True)
    ann.page.get_by_label("Headline").fill("Typed since")
    ann.says("Offline: kept in this browser")

    put_in(ann)
    expect(ann.page.get_by_label("Headline")).to_have_value("Ann's headline")
    ann.says("Offline: kept in this browser")
    ann.crash()
    ann.page.context.set_offline(False)
    come_back(ann, article)

    for words in ("Ann's headline", "Typed since"):
        offer = ann.page.locator("[data-offer]")
        expect(offer.locator("dd", has_text=words)).to_have_count(1)
        ann.page.get_by_role("button", name="Throw away").click()


def test_gone_back_to_a_form_reverts_nobody(ann, ben, article):
    ann.open(article)
    ann.page.get_by_label("Headline").fill("Ann's headline")
    ann.page.get_by_label("Standfirst").fill("Ann's standfirst")
    ann.save()
    ann.page.get_by_label("Headline").fill("Ann's other headline")
    ann.page.get_by_label("Standfirst").fill("Old standfirst")
    ann.page.locator("button[name=_save]").click()
    ann.page.wait_for_url("**/articles/article/")
    save_as_ben(ben, article)

    ann.page.go_back()
    ann.wait()
    expect(ann.page.get_by_label("Standfirst")).to_have_value("Ben's standfirst")
    ann.page.get_by_label("Headline").fill("Ann's last headline")
    ann.save()

    article.refresh_from_db()
    assert (article.headline, article.standfirst) == ("Ann's last headline", "Ben's standfirst")


def test_gone_back_to_a_form_what_was_never_saved_stands_at_its_version(ann, ben, article):
    ann.open(article)
    ann.page.get_by_label("Headline").fill("Ann's headline")
    ann.page.goto("/admin/")
    save_as_ben(ben, article)

    ann.page.go_back()
    ann.wait()
    expect(ann.page.get_by_label("Headline")).to_have_value("Ann's headline")
    ann.save()

    article.refresh_from_db()
    assert (article.headline, article.standfirst) == ("Ann's headline", "Ben's standfirst")


def test_without_javascript_going_back_reverts_nobody(
    page_without_javascript, live_server, ben, article
):
    page = Desk(page_without_javascript, live_server, make_user("Editor")).page
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.get_by_label("Standfirst").fill("Typed before")
    page.get_by_role("button", name="Save and close").click()
    save_as_ben(ben, article)

    page.go_back()
    expect(page.get_by_label("Standfirst")).to_have_value("Ben's standfirst")
    page.get_by_label("Headline").fill("Typed after")
    page.get_by_role("button", name="Save", exact=True).click()

    article = Article.objects.get()
    assert (article.headline, article.standfirst) == ("Typed after", "Ben's standfirst")
