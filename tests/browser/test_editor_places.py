"""Where a picture stands in the text, and what stands beside it."""

import pytest

from articles.models import Article
from tests.factories import make_article, make_image, make_user, picture_file

from .desk import Desk


@pytest.fixture
def desk(page, live_server):
    return Desk(page, live_server, make_user(is_superuser=True))


def make_picture(**fields):
    return make_image(file=picture_file((900, 600)), caption="The library's words", **fields)


def begin(desk, picture, *, place="", rest="<p>b</p>", **fields):
    body = f'<p>a</p><figure data-image="{picture.pk}"{place}></figure>{rest}'
    desk.open(make_article(status=Article.Status.DRAFT, body=body, **fields))
    desk.text.locator("figure[data-image] img").wait_for()


def put(desk, label):
    desk.text.locator("figure img").dblclick()
    desk.dialog.locator(".desk-chosen img").wait_for()
    desk.dialog.get_by_label(label).check()
    desk.insert()


def test_a_place_is_changed_undone_and_redone_and_is_always_one(desk):
    picture = make_picture()
    begin(desk, picture)

    def figure(place=""):
        return f"<figure{place} data-image=" in desk.html()

    put(desk, "Left, text flows round")
    assert figure(' class="align-start"')
    put(desk, "Wider than the text")
    assert figure(' class="wide"')

    desk.press("undo")
    assert figure(' class="align-start"')
    desk.press("undo")
    assert figure()
    desk.press("redo")
    assert figure(' class="align-start"')
    desk.press("redo")
    assert figure(' class="wide"')
    put(desk, "Right, text flows round")
    assert figure(' class="align-end"')
    put(desk, "In the column")
    assert figure()


def test_two_places_that_were_stored_become_one(desk):
    begin(desk, make_picture())

    given = desk.load('<figure class="align-start wide" data-image="1"></figure>')

    assert given == '<figure class="align-start" data-image="1"></figure>'


def test_sides_are_called_as_they_are_in_a_text_that_runs_to_the_left(desk, page):
    picture = make_picture()
    begin(desk, picture, language="ar", place=' class="align-start"', rest="<p>ب</p>")

    style = desk.text.evaluate("body => [getComputedStyle(body).direction, body.lang]")
    box, body = (desk.text.locator(name).bounding_box() for name in ("figure", ":scope"))
    assert style == ["rtl", "ar"]
    assert box["x"] > body["x"] + body["width"] / 2
    desk.text.locator("figure img").dblclick()
    desk.dialog.locator(".desk-chosen img").wait_for()
    assert desk.dialog.get_by_label("Right, text flows round").is_checked()
    desk.keys("Escape")
    page.get_by_label("Language").select_option("en")
    assert desk.text.evaluate("body => getComputedStyle(body).direction") == "ltr"


BLOCKS = {
    "pullquote": '<aside class="pullquote"><p>b</p></aside>',
    "factbox": '<aside class="factbox"><h3>b</h3></aside>',
    "gallery": '<figure data-gallery="{key}"></figure>',
    "embed": '<div data-embed="https://youtu.be/dQw4w9WgXcQ"></div>',
    "table": "<table><tbody><tr><td>b</td></tr></tbody></table>",
}


def test_only_running_text_stands_beside_a_picture(desk, page):
    picture = make_picture()

    for name, block in BLOCKS.items():
        page.set_viewport_size({"width": 1280, "height": 900})
        rest = f"<p>Beside.</p>{block.format(key=picture.pk)}"
        begin(desk, picture, place=' class="align-start"', rest=rest)
        figure = desk.text.locator("figure[data-image]").bounding_box()
        beside = desk.text.get_by_text("Beside.").bounding_box()
        below = desk.text.locator("aside, figure[data-gallery], div[data-embed], table").first

        assert beside["y"] < figure["y"] + figure["height"], name
        assert below.bounding_box()["y"] >= figure["y"] + figure["height"] - 1, name


def test_a_wide_picture_is_wider_than_the_text(desk, page):
    page.set_viewport_size({"width": 1400, "height": 900})
    begin(desk, make_picture(), place=' class="wide"')

    wide = desk.text.locator("figure").bounding_box()
    text = desk.text.get_by_text("b", exact=True).bounding_box()

    assert wide["width"] > text["width"] + 80
    assert (
        abs((wide["x"] - text["x"]) - (text["x"] + text["width"] - wide["x"] - wide["width"])) < 3
    )


def test_a_caption_of_its_own_stands_instead_of_the_librarys(desk):
    begin(desk, make_picture())
    own = desk.text.get_by_text("The library's words")
    assert own.is_visible()

    desk.text.locator("figcaption").click()
    desk.type("My words")

    assert not own.is_visible()
    assert desk.text.get_by_text("Pat Lens").is_visible()
