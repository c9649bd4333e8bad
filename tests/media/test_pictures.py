import re

import pytest
from django.template import engines

from media.templatetags.pictures import tone
from tests.factories import make_image, picture_file

pytestmark = pytest.mark.django_db
TAG = '{% load pictures %}{% picture image sizes="100vw" '


def drawn(image, rest=""):
    return engines["django"].from_string(TAG + rest + " %}").render({"image": image})


def test_a_picture_offers_three_formats_best_first():
    html = drawn(make_image(file=picture_file((700, 500))))

    assert re.findall(r'<source type="image/(\w+)"', html) == ["avif", "webp"]
    assert re.findall(r"full-(\d+)\.avif \1w", html) == ["320", "640", "700"]
    assert re.findall(r"full-(\d+)\.jpg \1w", html) == ["320", "640", "700"]
    assert 'width="700" height="500"' in html


def test_the_first_picture_of_a_page_comes_first_and_others_wait():
    image = make_image()

    assert 'fetchpriority="high"' in drawn(image, "eager=True")
    assert "lazy" not in drawn(image, "eager=True")
    assert 'loading="lazy"' in drawn(image)


def test_a_crop_by_hand_is_what_the_tag_draws():
    image = make_image(file=picture_file((700, 500)), crops={"1x1": [0, 0, 0.5, 0.5]})

    assert 'width="250" height="250"' in drawn(image, 'ratio="1x1"')


def test_its_main_colour_stands_where_it_will_be():
    html = drawn(make_image(file=picture_file(colour="#0000ff")))

    assert 'class="tone-003"' in html
    assert "style=" not in html


@pytest.mark.parametrize(
    ("color", "name"),
    [("#000000", "tone-000"), ("#ffffff", "tone-333"), ("#2a2b80", "tone-012"), ("", "")],
)
def test_colours_are_shown_in_four_steps(color, name):
    assert tone(color) == name


def test_the_style_sheet_knows_every_tone(settings):
    sheet = (settings.BASE_DIR / "static/css/tones.css").read_text()

    assert len(set(re.findall(r"\.tone-[0-3]{3}", sheet))) == 64


def test_an_animation_stands_still_for_those_who_want_it():
    image = make_image()
    assert "prefers-reduced-motion" not in drawn(image)

    image.is_animated = True

    assert 'media="(prefers-reduced-motion: no-preference)"' in drawn(image)
    assert "moving" not in drawn(image, 'ratio="16x9"')
