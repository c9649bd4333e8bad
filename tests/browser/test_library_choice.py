"""A picture is chosen for a story by looking at it."""

import pytest

from articles.models import Article
from tests.factories import make_article, make_image, make_user, picture_file

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_lead_picture_is_chosen_among_pictures_and_seen_at_once(at_desk):
    article = make_article(status="draft")
    make_image(title="Ferry at sea", photographer="Ann Lens")
    make_image(title="Harbour", photographer="", file=picture_file(colour="red"))
    desk = at_desk(make_user("Editor"))
    desk.open(article)
    page = desk.page
    field = page.locator(".field-lead_image")
    assert field.locator(".chosen-picture").is_hidden()

    field.locator(".select2-selection").click()
    rows = page.locator(".select2-results__option.has-picture")
    rows.nth(1).locator("img[src]").wait_for()
    assert rows.count() == 2
    page.locator(".select2-results__option", has_text="Harbour").click()

    field.locator(".chosen-picture img[src]").wait_for()
    assert "No credit: the story cannot be published." in field.inner_text()

    field.locator(".select2-selection").click()
    page.locator(".select2-results__option", has_text="Ferry at sea").click()
    field.locator("text=Ann Lens").wait_for()
    assert "No credit" not in field.inner_text()
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()
    assert Article.objects.get().lead_image.title == "Ferry at sea"
    assert page.locator(".field-lead_image .chosen-picture img").is_visible()
