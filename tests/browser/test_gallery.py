"""A gallery in a story, as readers leaf through it."""

import pytest

from tests.factories import make_article, make_image, picture_file
from tests.windows import eventually

SCROLLED = "strip => Math.abs(strip.scrollLeft)"


def make_gallery(**fields):
    images = [make_image(file=picture_file((900, 600))) for _ in range(4)]
    keys = ",".join(str(image.pk) for image in images)
    caption = "<figcaption>Four times of day</figcaption>"
    return make_article(body=f'<figure data-gallery="{keys}">{caption}</figure>', **fields)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_browser_draws_buttons_that_scroll_without_a_script(
    page_without_javascript, transactional_db, language
):
    page = page_without_javascript
    page.goto(make_gallery(language=language).get_absolute_url())
    strip = page.locator(".gallery__strip")
    strip.scroll_into_view_if_needed()
    box = strip.bounding_box()
    image = page.locator(".gallery img").first.bounding_box()
    side = box["x"] + 30 if language == "ar" else box["x"] + box["width"] - 30

    page.mouse.click(side, image["y"] + image["height"] / 2)

    eventually(page, lambda: strip.evaluate(SCROLLED) > 200)


def test_the_caption_of_a_gallery_stands_with_its_pictures(page):
    page.goto(make_gallery().get_absolute_url())

    caption = page.get_by_text("Four times of day").bounding_box()
    strip = page.locator(".gallery__strip").bounding_box()

    assert 0 <= strip["y"] - caption["y"] - caption["height"] < 24


def test_each_embed_says_what_it_is_and_which(page):
    body = (
        '<div data-embed="https://youtu.be/dQw4w9WgXcQ"></div>'
        '<div data-embed="https://youtu.be/aaaaaaaaaaa"></div>'
        '<div data-embed="https://x.com/a/status/1"></div>'
        '<div data-embed="https://www.google.com/maps/place/Harbour"></div>'
    )
    page.goto(make_article(body=body).get_absolute_url())

    kinds = [kind.strip() for kind in page.locator(".embed__kind").all_text_contents()]
    names = [button.text_content() for button in page.locator(".embed__load").all()]
    assert kinds == ["Video", "Video", "Post", "Map"]
    assert names[0] == "Load from YouTube: youtu.be/dQw4w9WgXcQ"
    assert len(set(names)) == 4
