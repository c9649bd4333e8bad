"""Two people edit one live story at once; one loses the network, the other's session ends."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests.factories import make_article, make_user

BODY = "<p>The lead.</p><p>The first reaction.</p><p>The background.</p><p>The end.</p>"
ANN = ("Ann on the lead.", "Ann on the end.", "Ann after lunch.")
BO = ("Bo on the lead.", "Bo on the background.", "Bo in the tunnel.")


@pytest.fixture
def article(transactional_db):
    return make_article(body=BODY, slug="live", headline="A live story")


def add_to(desk, paragraph, words):
    """Type at the end of a paragraph, told by its number."""
    desk.text.locator("p").nth(paragraph).click()
    desk.keys("End")
    desk.type(f" {words}")


def press(desk, name):
    desk.page.locator(".submit-row").get_by_role("button", name=name, exact=True).click()


def wait_for_own_words(desk):
    """Until the editor of the only overlap can be typed in."""
    desk.page.wait_for_function(
        "() => Object.values(CKEDITOR.instances).every((editor) => editor.status === 'ready')"
    )


def read(page):
    """What readers see of the story."""
    page.goto("/live/")
    return page.locator(".story__body").inner_text()


def missing(sentences, text):
    return [sentence for sentence in sentences if sentence not in text]


def test_two_people_lose_nothing_and_readers_see_nothing_too_early(page, at_desk, article):
    ann, bo = (at_desk(make_user("Editor", username=name)) for name in ("ann", "bo"))
    ann.open(article)
    bo.open(article)
    before = read(page)

    add_to(bo, 2, BO[1])
    bo.says("Kept")
    bo.page.context.set_offline(True)
    add_to(bo, 0, BO[0])
    bo.write(BO[2])
    bo.says("Offline: kept in this browser")
    add_to(ann, 0, ANN[0])
    add_to(ann, 3, ANN[1])
    ann.save()
    ann.end_session()
    ann.write(ANN[2])
    ann.says("You are signed out: your words are kept.")
    press(ann, "Save")
    press(bo, "Save")
    bo.says("trying again")

    ann.sign_in()
    with ann.page.expect_navigation():
        press(ann, "Save")
    bo.page.context.set_offline(False)
    bo.page.wait_for_url("**/decide/*/")

    assert read(page) == before
    shown = bo.page.locator("#content").inner_text()
    assert missing([ANN[0], BO[0]], shown) == []
    bo.page.get_by_label("Both, theirs first").check()
    with bo.page.expect_navigation():
        press(bo, "Save")
    bo.wait()
    assert missing(ANN + BO, bo.html().replace("&nbsp;", " ")) == []
    assert read(page) == before
    bo.page.get_by_label("Small fix").check()
    with bo.page.expect_navigation():
        press(bo, "Publish changes")

    assert missing(ANN + BO, read(page)) == []
    assert Article.objects.get().has_unpublished_changes is False


def test_a_conflict_that_nobody_decides_holds_every_word(page, at_desk, article):
    ann, bo = (at_desk(make_user("Editor", username=name)) for name in ("ann", "bo"))
    ann.open(article)
    bo.open(article)
    add_to(ann, 1, ANN[0])
    ann.save()
    add_to(bo, 1, BO[0])
    with bo.page.expect_navigation():
        press(bo, "Save")

    bo.page.goto("/admin/")
    bo.open(article)
    bo.page.get_by_role("link", name="Decide").click()

    shown = bo.page.locator("#content").inner_text()
    assert missing([ANN[0], BO[0]], shown) == []
    assert missing([ANN[0], BO[0]], read(page)) == [ANN[0], BO[0]]


def test_own_words_of_a_decision_outlive_a_crash_and_are_saved_when_the_network_is_back(
    page, at_desk, article
):
    ann, bo = (at_desk(make_user("Editor", username=name)) for name in ("ann", "bo"))
    for desk in (ann, bo):
        desk.open(article)
    add_to(ann, 1, ANN[0])
    ann.save()
    add_to(bo, 1, BO[0])
    with bo.page.expect_navigation():
        press(bo, "Save")
    address = bo.page.url
    line = "[data-line]"

    wait_for_own_words(bo)
    bo.page.context.set_offline(True)
    bo.text.click()
    bo.keys("Control+End")
    bo.type(" We all agree.")
    expect(bo.page.locator(line)).to_contain_text("Offline: kept in this browser", timeout=15_000)
    bo.crash()
    bo.page = bo.page.context.new_page()
    bo.text = bo.page.frame_locator("iframe.cke_wysiwyg_frame").locator("body")
    bo.page.context.set_offline(False)
    bo.page.goto(address)
    expect(bo.text).to_contain_text("We all agree.", timeout=15_000)
    wait_for_own_words(bo)
    expect(bo.page.get_by_label("Something else:")).to_be_checked()

    bo.page.context.set_offline(True)
    bo.text.click()
    bo.keys("Control+End")
    bo.type(" All of us.")
    press(bo, "Save")
    expect(bo.page.locator(line)).to_contain_text("trying again")
    bo.page.context.set_offline(False)
    bo.page.wait_for_url("**/change/", timeout=40_000)
    bo.wait()

    assert "We all agree. All of us." in bo.html().replace("&nbsp;", " ")
