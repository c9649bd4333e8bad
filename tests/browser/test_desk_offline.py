"""The network, the session, the server or the page goes away: what was typed does not."""

import re

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from playwright.sync_api import expect

from articles.models import Article, Revision
from tests.factories import PASSWORD, make_article, make_user

from .desk import Desk

KEEP = "**/articles/article/keep/"


@pytest.fixture
def ann(at_desk):
    """Ann at her desk, in a browser whose complaints are meant here."""
    return at_desk(make_user("Editor", username="ann"))


@pytest.fixture
def article(transactional_db):
    return make_article(status=Article.Status.DRAFT, body="<p>Before.</p>", headline="Old")


def form_of(article):
    return f"**/article/{article.pk}/change/"


def press_save(desk):
    desk.page.locator("button[name=_continue]").click()


def saved_page(desk):
    desk.page.locator(".messagelist .success").first.wait_for()
    desk.wait()


def test_a_save_without_network_waits_and_goes_through_by_itself(ann, article):
    ann.open(article)
    ann.page.context.set_offline(True)
    ann.write("Typed in a tunnel.")
    ann.says("Offline: kept in this browser")

    press_save(ann)
    ann.says("trying again")
    ann.write("And on.")
    assert ann.page.url.endswith("/change/")
    ann.page.context.set_offline(False)
    saved_page(ann)

    article.refresh_from_db()
    assert article.body == "<p>Before.</p>\n<p>Typed in a tunnel.</p>\n<p>And on.</p>"
    ann.says("All saved")


@pytest.mark.parametrize("answer", [500, 502, "nothing"])
def test_a_server_that_fails_is_asked_again_until_somebody_stops(ann, article, answer):
    ann.open(article)

    def fail(route):
        return route.abort() if answer == "nothing" else route.fulfill(status=answer)

    ann.page.route(KEEP, fail)
    ann.write("Typed meanwhile.")
    press_save(ann)
    ann.says("trying again")
    ann.page.get_by_role("button", name="Stop trying").click()
    ann.says("Not saved. Your words are kept in this browser.")

    ann.page.unroute(KEEP)
    press_save(ann)
    saved_page(ann)

    article.refresh_from_db()
    assert "<p>Typed meanwhile.</p>" in article.body


def test_a_session_that_ends_costs_no_word(ann, article):
    ann.open(article)
    ann.end_session()
    ann.write("Typed signed out.")
    ann.says("You are signed out: your words are kept.")
    assert "Typed signed out." in Revision.objects.get(waits=True).content["body"]

    press_save(ann)
    ann.says("You are signed out")
    article.refresh_from_db()
    assert article.body == "<p>Before.</p>"
    with ann.page.expect_popup() as opened:
        ann.page.get_by_role("link", name="Sign in").click()
    opened.value.get_by_label("Username").fill("ann")
    opened.value.get_by_label("Password").fill(PASSWORD)
    opened.value.get_by_role("button", name="Log in").click()
    opened.value.wait_for_url("**/kept/")
    opened.value.close()
    ann.says("Kept")

    press_save(ann)
    saved_page(ann)
    article.refresh_from_db()
    assert "<p>Typed signed out.</p>" in article.body


@pytest.mark.parametrize("answer", [502, "nothing"])
def test_a_server_that_dies_while_it_saves_is_asked_again_and_saves(ann, article, answer):
    ann.open(article)

    def fail(route):
        if route.request.method != "POST":
            return route.continue_()
        return route.abort() if answer == "nothing" else route.fulfill(status=answer)

    ann.page.route(form_of(article), fail)
    ann.write("Typed before the crash.")
    press_save(ann)
    ann.says("trying again")
    ann.write("And on.")
    ann.page.unroute(form_of(article))
    saved_page(ann)

    article.refresh_from_db()
    assert article.body.endswith("<p>Typed before the crash.</p>\n<p>And on.</p>")
    ann.says("All saved")


def test_a_save_whose_answer_is_lost_is_made_once(ann, article):
    ann.open(article)
    lost = []

    def lose(route):
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch(max_redirects=0).status)
            route.abort()
        else:
            route.continue_()

    ann.page.route(form_of(article), lose)
    ann.write("Typed once.")
    press_save(ann)
    saved_page(ann)

    assert len(lost) == 1
    saved = Revision.objects.filter(article=article, by=ann.user)
    assert saved.filter(kind=Revision.Kind.SAVED).count() == 1
    assert not Revision.objects.filter(waits=True).exists()
    article.refresh_from_db()
    assert article.body.count("Typed once.") == 1


def test_what_is_typed_while_a_save_is_on_its_way_is_offered_on_the_next_page(ann, article):
    ann.open(article)
    held = []

    def hold(route):
        return held.append(route) if route.request.method == "POST" else route.continue_()

    ann.page.route(form_of(article), hold)
    ann.write("Typed in time.")
    with ann.page.expect_request(lambda request: request.url.endswith("/change/")):
        press_save(ann)
    ann.write("Typed late.")
    held[0].continue_()
    saved_page(ann)

    expect(ann.page.locator("[data-offer]")).to_contain_text("Typed late.")
    article.refresh_from_db()
    assert article.body.endswith("<p>Typed in time.</p>")


def test_a_text_the_server_does_not_take_is_said_to_be_kept_here_only(ann, article):
    ann.open(article)

    ann.page.route(KEEP, lambda route: route.fulfill(status=413))
    ann.write("Too long.")
    ann.says("The server does not take this text. Your words are kept in this browser.")
    ann.page.unroute(KEEP)
    ann.write("Shorter.")

    ann.says("Kept")


def test_a_page_that_is_too_old_says_so_and_can_still_be_saved(ann, article, monkeypatch):
    ann.open(article)
    monkeypatch.setattr("articles.admin.writing.MAX_AGE", -1)

    ann.write("Typed after a month.")
    ann.says("This page is too old: your words are kept in this browser only.")
    ann.save()

    article.refresh_from_db()
    assert "<p>Typed after a month.</p>" in article.body


@pytest.mark.parametrize("has_disk", [True, False])
def test_leaving_is_warned_of_only_where_the_words_are_nowhere(ann, article, has_disk):
    if not has_disk:
        ann.page.add_init_script("Object.defineProperty(window, 'indexedDB', { value: undefined })")
    asked = []
    ann.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    ann.open(article)
    ann.page.context.set_offline(True)
    ann.write("Typed offline.")
    ann.says("Offline: kept in this browser" if has_disk else "Offline: kept nowhere yet")

    with ann.page.expect_event("close"):
        ann.page.close(run_before_unload=True)

    assert asked == ([] if has_disk else ["beforeunload"])


def test_an_old_token_is_made_new(ann, article):
    ann.open(article)
    ann.write("Typed with an old token.")
    ann.page.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)

    press_save(ann)
    saved_page(ann)

    article.refresh_from_db()
    assert "<p>Typed with an old token.</p>" in article.body


def test_a_right_that_was_taken_away_costs_no_word(ann, article):
    ann.open(article)
    ann.user.groups.clear()
    ann.user.user_permissions.set(Permission.objects.filter(codename="view_article"))
    ann.write("Typed without a right.")
    ann.says("You may no longer change this story: your words are kept")

    press_save(ann)
    ann.says("You may no longer change this story: your words are kept")

    assert "Typed without a right." in Revision.objects.get(waits=True).content["body"]


def test_words_only_the_browser_has_are_offered_after_a_crash(ann, article, live_server):
    ann.open(article)
    ann.page.context.set_offline(True)
    ann.page.get_by_label("Headline").fill("Typed before the crash")
    ann.write("And this as well.")
    ann.says("Offline: kept in this browser")
    ann.crash()

    ann.page.context.set_offline(False)
    again = Desk(ann.page.context.new_page(), live_server, ann.user)
    again.open(article)
    offer = again.page.locator("[data-offer]")
    expect(offer).to_contain_text(re.compile(r"Words from \d\d:\d\d that only this browser has"))
    offer.get_by_text("Read them").click()
    expect(offer).to_contain_text("And this as well.")
    offer.get_by_role("button", name="Put them in").click()
    expect(again.page.get_by_label("Headline")).to_have_value("Typed before the crash")
    again.says("Kept")
    again.save()
    again.says("All saved")

    article.refresh_from_db()
    assert article.headline == "Typed before the crash"
    assert "<p>And this as well.</p>" in article.body
    again.open(article)
    again.says("All saved")
    expect(again.page.locator("[data-offer]")).to_be_hidden()


def test_nobody_is_offered_the_words_of_another_account(ann, article, live_server):
    ann.open(article)
    ann.page.context.set_offline(True)
    ann.write("Ann's own.")
    ann.says("Offline: kept in this browser")
    ann.crash()
    ann.page.context.set_offline(False)

    bo = Desk(ann.page.context.new_page(), live_server, make_user("Editor"))
    bo.open(article)
    bo.says("All saved")
    bo.page.wait_for_function(COPIES)

    expect(bo.page.locator("[data-offer]")).to_be_hidden()
    again = Desk(ann.page.context.new_page(), live_server, ann.user)
    again.open(article)
    expect(again.page.locator("[data-offer]")).to_be_visible()
    again.page.get_by_role("button", name="Throw away").click()
    expect(again.page.locator("[data-offer]")).to_be_hidden()
    again.open(article)
    again.says("All saved")
    again.page.wait_for_function(COPIES)
    expect(again.page.locator("[data-offer]")).to_be_hidden()


def test_a_copy_is_forgotten_after_a_month(ann, article):
    ann.open(article)
    ann.page.evaluate(
        """async ([old, owner]) => {
            const { put } = await import("/static/js/desk/local.js");
            const entries = [["headline", "Of last month"]];
            await put({ sitting: "gone", owner, at: Date.now() - old, entries, texts: {} });
        }""",
        [31 * 24 * 3600 * 1000, f"{ann.user.pk}/{article.pk}"],
    )

    ann.open(article)
    ann.says("All saved")
    ann.page.wait_for_function(COPIES)

    expect(ann.page.locator("[data-offer]")).to_be_hidden()
    ann.page.wait_for_function(
        """async (owner) => {
            const { copiesOf } = await import("/static/js/desk/local.js");
            return (await copiesOf(owner)).length === 0;
        }""",
        arg=f"{ann.user.pk}/{article.pk}",
    )


# Whether the page has looked at what this browser keeps: then it holds its lock.
COPIES = """async () => (await navigator.locks.query()).held.some(
    (lock) => lock.name.endsWith(document.querySelector("[data-desk]").dataset.sitting),
)"""


def test_without_javascript_a_refused_save_says_that_the_words_are_kept(
    page_without_javascript, live_server, article
):
    desk = Desk(page_without_javascript, live_server, make_user("Editor", username="cy"))
    page = desk.page
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.get_by_label("Headline").fill("Typed without JavaScript")
    desk.end_session()

    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("What you wrote is kept.")).to_be_visible()
    page.get_by_role("link", name="Sign in and go on writing").click()
    page.get_by_label("Username").fill("cy")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()

    expect(page.get_by_label("Headline")).to_have_value("Typed without JavaScript")
    page.get_by_role("button", name="Save", exact=True).click()
    article.refresh_from_db()
    assert article.headline == "Typed without JavaScript"
