"""A story seen before it is out: beside its form, at a telephone's width, and by link."""

import pytest

from articles import actions
from articles.models import Comment, Revision, ShareLink
from articles.revisions import content as contents
from articles.revisions.words import Words
from tests.browser.test_looks import OVERFLOW, PALE
from tests.factories import make_article, make_image, make_share_link, make_user, picture_file

from .desk import Desk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def user():
    return make_user(is_superuser=True)


@pytest.fixture
def story():
    image = make_image(file=picture_file((900, 600)), caption="The quay.")
    body = "<p>The vote ends nine years of argument.</p>" * 40
    return make_article(status="draft", headline="The vote", body=body, lead_image=image)


def keep(article, user, **fields):
    content, _names = contents.read(article)
    words = Words(content | fields, sitting="tab")
    return actions.keep_words(article, words, kind=Revision.Kind.AUTOSAVED, by=user)


def tell(page, words):
    """What other scripts of the form say once typed words are kept."""
    page.evaluate(
        """words => document.dispatchEvent(
            new CustomEvent("newsroom:kept", { detail: { words } }))""",
        words,
    )


def test_the_preview_stands_beside_the_form_and_follows_the_writing(page, live_server, user, story):
    desk = Desk(page, live_server, user)
    page.set_viewport_size({"width": 1440, "height": 900})
    desk.open(story)
    button = page.get_by_role("button", name="Side by side")

    button.click()
    frame = page.frame_locator(".side-preview iframe:not(.is-loading)")
    frame.get_by_role("heading", name="The vote", exact=True).wait_for()
    frame.locator("html").evaluate("html => html.ownerDocument.defaultView.scrollTo(0, 500)")
    tell(page, keep(story, user, headline="The vote, again").pk)
    frame.locator("h1", has_text="The vote, again").wait_for()

    form, panel = page.locator("#container").bounding_box(), page.locator(".side-preview")
    assert form["x"] + form["width"] <= panel.bounding_box()["x"] + 1
    assert frame.locator("html").evaluate("html => html.ownerDocument.defaultView.scrollY") == 500
    page.reload()
    frame.locator("h1").wait_for()
    page.get_by_role("button", name="Close the preview").click()
    assert page.locator(".side-preview").count() == 0
    assert button.get_attribute("aria-expanded") == "false"


def test_on_a_smaller_screen_the_preview_opens_in_a_tab(page, live_server, user, story):
    desk = Desk(page, live_server, user)
    page.set_viewport_size({"width": 1280, "height": 900})
    desk.open(story)

    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Side by side").click()

    frame = opened.value.frame_locator(".story-preview__frame")
    frame.get_by_role("heading", name="The vote", exact=True).wait_for()
    assert page.locator(".side-preview").count() == 0


def test_the_preview_is_as_wide_as_a_desktop_or_a_telephone(page, live_server, user, story):
    Desk(page, live_server, user)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"/admin/articles/article/{story.pk}/preview/")
    frame = page.frame_locator(".story-preview__frame")

    frame.locator("h1").wait_for()
    wide = frame.locator("html").evaluate("html => html.clientWidth")
    page.get_by_role("link", name="Phone").click()
    page.wait_for_url("**width=phone")
    frame.locator("h1").wait_for()

    assert wide > 1100
    assert page.locator(".story-preview__frame--phone").bounding_box()["width"] in range(388, 393)


def test_a_link_is_copied_opened_and_answered(page, live_server, user, story):
    Desk(page, live_server, user)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_server.url)
    page.goto(f"/admin/articles/article/{story.pk}/share/")
    page.get_by_label("For whom").fill("Legal")
    page.get_by_label("Pass phrase").fill("quay at dawn")
    page.get_by_role("button", name="Make the link").click()
    page.get_by_role("button", name="Copy").click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    path = ShareLink.objects.get().get_absolute_url()
    assert copied.endswith(path)

    page.context.clear_cookies()
    page.goto(path)
    page.get_by_label("Your name").fill("Ann Lee")
    page.get_by_label("Pass phrase").fill("wrong")
    page.get_by_role("button", name="Read the story").click()
    page.get_by_text("This is not the pass phrase of this link.").wait_for()
    assert page.get_by_label("Your name").input_value() == "Ann Lee"
    page.get_by_label("Pass phrase").fill("quay at dawn")
    page.get_by_role("button", name="Read the story").click()
    page.get_by_role("heading", name="The vote", exact=True).wait_for()
    page.get_by_role("link", name="Write to the newsroom").click()
    page.get_by_label("Your note").fill("It was 31 votes.")
    page.get_by_role("button", name="Send the note").click()
    page.get_by_text("Your note has reached the newsroom.").wait_for()

    note = Comment.objects.get()
    assert (note.article, note.name, note.text) == (story, "Ann Lee", "It was 31 votes.")
    cookies = page.context.cookies()
    assert [(c["name"], c["path"], c["httpOnly"]) for c in cookies] == [
        ("preview_visitor", path, True)
    ]


def test_everything_of_a_link_works_without_javascript(page_without_javascript, story):
    page = page_without_javascript
    link = make_share_link(story, asks_name=True)

    page.goto(link.get_absolute_url())
    page.get_by_label("Your name").fill("Ann Lee")
    page.get_by_role("button", name="Read the story").click()
    page.get_by_label("Your note").fill("It was 31 votes.")
    page.get_by_role("button", name="Send the note").click()

    assert page.get_by_text("Your note has reached the newsroom.").is_visible()
    assert link.visits.get().name == "Ann Lee"


def test_the_mark_hinders_nobody(page, story):
    page.goto(make_share_link(story).get_absolute_url())

    hit = page.evaluate(
        """() => [...document.querySelectorAll(".watermark__mark")].some((mark) => {
            const box = mark.getBoundingClientRect();
            const x = box.x + box.width / 2, y = box.y + box.height / 2;
            return document.elementFromPoint(x, y)?.closest(".watermark");
        })"""
    )
    seen = page.evaluate(
        """() => [...document.querySelectorAll(".watermark__mark")].filter((mark) => {
            const box = mark.getBoundingClientRect();
            return box.right > 0 && box.x < innerWidth && box.bottom > 0 && box.y < innerHeight;
        }).length"""
    )

    assert not hit
    assert seen >= 4


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_fits_and_can_be_read(page, live_server, user, story, width, scheme):
    Desk(page, live_server, user)
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 844})
    label = "A very long name of somebody who reads this " * 3
    links = [make_share_link(story, label=label), make_share_link(story, asks_name=True)]
    actions.note_visit(links[0], name=label, browser="Mozilla/5.0 " * 20, revision=1)
    admin = f"/admin/articles/article/{story.pk}"

    for path in (
        *(link.get_absolute_url() for link in links),
        f"{admin}/preview/",
        f"{admin}/share/",
    ):
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        assert page.evaluate(OVERFLOW) == [], path
        page.evaluate("document.querySelector('.watermark')?.remove()")  # pale on purpose
        assert page.evaluate(PALE) == [], path
