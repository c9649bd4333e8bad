"""What is missing before publication, beside the form, while somebody writes."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests.factories import make_article, make_author, make_image, make_tag, make_user

from .test_looks import OVERFLOW, PALE


@pytest.fixture
def story(transactional_db):
    """A draft that only wants a better headline."""
    return make_article(
        status="draft", headline="Short", dateline="PORT ALDER", credits=[make_author()],
        tags=[make_tag()], lead_image=make_image(),
    )  # fmt: skip


def test_the_list_follows_the_writing_and_leads_to_the_field(at_desk, story):
    desk = at_desk(make_user("Editor"))
    desk.open(story)
    panel = desk.page.locator("[data-checks]")
    item = panel.get_by_role("link", name="The headline has 5 characters")
    expect(item).to_be_visible()

    item.click()
    expect(desk.page.locator("#id_headline")).to_be_focused()
    desk.keys("Control+A")
    desk.type("A headline of a good length")

    expect(panel).to_contain_text("Nothing is missing")
    expect(desk.page.locator("[data-checks-sum]")).to_have_text("Nothing is missing")
    expect(panel.get_by_role("status")).to_have_text("Nothing is missing")
    assert Article.objects.get().headline == "Short"


def test_links_lead_into_the_editor_and_to_what_is_chosen(at_desk, story):
    Article.objects.update(lead_image=None)
    desk = at_desk(make_user("Editor"))
    desk.open(story)
    desk.load('<p>Text. <a href="/never/">Here</a></p>')
    panel = desk.page.locator("[data-checks]")

    panel.get_by_role("link", name="The link “Here” leads nowhere").click()
    expect(desk.text).to_be_focused()
    panel.get_by_role("link", name="There is no lead picture").click()

    expect(desk.page.locator(".field-lead_image .select2-selection")).to_be_focused()


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_the_pages_fit_and_can_be_read(at_desk, story, width, scheme):
    desk = at_desk(make_user("Managing editor"))
    desk.page.set_viewport_size({"width": width, "height": 844})
    desk.page.emulate_media(color_scheme=scheme)
    base = f"/admin/articles/article/{story.pk}"

    for path in (f"{base}/legal/", "/admin/articles/checkrule/", "/admin/articles/checkoverride/"):
        desk.page.goto(path)
        assert desk.page.evaluate(OVERFLOW) == [], path
        assert desk.page.evaluate(PALE) == [], path
