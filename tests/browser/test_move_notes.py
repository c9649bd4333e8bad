"""The word beside a button, as somebody says it who sends a story back."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles import actions
from articles.models import Article
from tests.factories import PASSWORD, make_article, make_author, make_user

from .test_looks import OVERFLOW, PALE

REASON = "Call the operator once more."


@pytest.fixture
def story(transactional_db):
    return make_article(status="review", credits=[make_author()])


def test_an_editor_says_why_a_story_goes_back(at_desk, story):
    desk = at_desk(make_user("Editor", first_name="Ann", last_name="Lee"))
    desk.open(story)
    page, box = desk.page, desk.page.locator("details.asking").first

    page.get_by_text("Send back…").click()
    expect(box.locator("textarea")).to_be_focused()
    desk.says("All saved")
    page.keyboard.type(REASON)
    page.get_by_text("Approve…").click()
    expect(box.locator("textarea")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("details.asking[open]")).to_have_count(0)
    page.get_by_text("Send back…").click()
    expect(box.locator("textarea")).to_have_value(REASON)
    desk.says("All saved")  # a note is no word of the story
    page.get_by_role("button", name="Send back", exact=True).click()

    said = page.locator(".last-move--back")
    expect(said).to_contain_text("Sent back by Ann Lee", timeout=20_000)
    expect(said).to_contain_text(REASON)
    assert Article.objects.get().status == "draft"


def test_without_a_script_the_word_is_asked_for_too(page_without_javascript, story):
    page, editor = page_without_javascript, make_user("Editor")
    page.goto(f"/admin/login/?next=/admin/articles/article/{story.pk}/change/")
    page.get_by_label("Username").fill(editor.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()

    page.get_by_text("Send back…").click()
    page.get_by_label("Why does it go back?").fill(REASON)
    page.get_by_role("button", name="Send back", exact=True).click()

    expect(page.locator(".last-move--back")).to_contain_text(REASON)


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_the_pages_around_a_story_fit_and_can_be_read(at_desk, story, width, scheme):
    ann = make_user("Editor", username="ann")
    make_author(user=ann)
    story = actions.send_back(story, by=ann, note="word " * 60)
    actions.plan(story, actions.Plan(ann, timezone.now(), "Long " * 60, "Wall"), by=ann)
    base = f"/admin/articles/article/{story.pk}"
    desk = at_desk(ann)
    desk.page.set_viewport_size({"width": width, "height": 844})
    desk.page.emulate_media(color_scheme=scheme)

    for path in (
        f"{base}/change/", f"{base}/moves/", f"{base}/plan/", "/admin/articles/article/pitch/",
        "/admin/authors/author/mine/",
    ):  # fmt: skip
        desk.page.goto(path)
        if path.endswith("/change/"):
            desk.wait()
            desk.page.get_by_text("Approve…").click()

        assert desk.page.evaluate(OVERFLOW) == [], path
        pale = [words for words in desk.page.evaluate(PALE) if "cke_resizer" not in words]
        assert pale == [], path
