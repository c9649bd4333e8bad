"""A front is edited with the mouse and with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from articles import actions
from articles.fronts.document import read
from articles.models import FrontVersion
from tests.articles.fronts.boards import front_of, new_zone, pin
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stories():
    return [make_article(headline=f"Story {name}") for name in ("A", "B", "C", "D", "Elephant")]


@pytest.fixture
def front(at_desk, stories):
    """The editor, with three stories pinned in Secondary."""
    slots = tuple(pin(story) for story in stories[:3])
    document = front_of(new_zone("lead", "lead"), new_zone("secondary", "secondary", slots=slots))
    actions.publish_front(None, actions.FrontEdit(document), by=None)
    page = at_desk(make_user("Editor")).page
    page.goto("/admin/articles/front/site/")
    return page


def titles(page, zone):
    return page.locator(f"[data-zone={zone}] .front-place__title")


def drag(page, row, target):
    """From the handle of one place to the upper edge of another."""
    row.locator("[data-handle]").hover()
    there = target.bounding_box()  # only now: to reach the handle the page may have scrolled
    page.mouse.down()
    page.mouse.move(there["x"] + 60, there["y"] + there["height"] / 2, steps=4)
    page.mouse.move(there["x"] + 60, there["y"] + 3, steps=4)
    page.mouse.up()
    expect(page.locator("[data-front-form][aria-busy]")).to_have_count(0)  # nothing can be dragged


def test_places_are_dragged_within_a_zone_and_into_another(front, stories):
    rows = front.locator("[data-zone=secondary] [data-place]")
    expect(titles(front, "secondary").nth(2)).to_have_text("Story C")

    drag(front, rows.nth(2), rows.nth(0))
    expect(titles(front, "secondary").first).to_have_text("Story C")
    drag(front, rows.nth(1), front.locator("[data-zone=lead] [data-place]"))
    expect(titles(front, "lead")).to_have_text(["Story A"])
    expect(titles(front, "secondary").first).to_have_text("Story C")
    drag(front, rows.nth(3), rows.nth(0))  # what a rule chose is pinned where it is put
    expect(front.locator("[data-zone=secondary] [data-place]").first).to_contain_text("Pinned")
    front.get_by_role("button", name="Save as draft").click()
    expect(front.locator(".messagelist .success")).to_be_visible()

    document = read(FrontVersion.objects.order_by("-number").first().document)
    where = [(zone.id, slot.article) for zone, _place, slot in document.pins()]
    assert where[0] == ("lead", stories[0].pk)
    assert len(where) == 4


def test_a_story_is_found_and_ordered_by_keyboard_alone(front, stories):
    front.get_by_label("Pin a story").last.focus()
    front.keyboard.type("elephant")
    expect(front.locator("[data-zone=secondary] [data-found] button")).to_have_count(1)
    front.keyboard.press("Tab")  # the button Search
    front.keyboard.press("Tab")
    front.keyboard.press("Enter")
    expect(titles(front, "secondary").first).to_have_text("Story Elephant")

    down = front.locator("[data-zone=secondary] [data-verb=down]").first
    down.focus()
    front.keyboard.press("Enter")
    expect(titles(front, "secondary").nth(1)).to_have_text("Story Elephant")
    expect(front.get_by_role("button", name="Place 2 down: Story Elephant")).to_be_focused()
    expect(front.locator("[data-said]")).to_have_text("Now at place 2.")
    front.keyboard.press("Enter")

    expect(titles(front, "secondary")).to_have_text(
        ["Story A", "Story B", "Story Elephant", "Story C"]
    )
