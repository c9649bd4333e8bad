import pytest
from django.core.files.storage import default_storage
from django.template import Context, Template

from media.models import Image
from media.templatetags.pictures import picture_url, thumbnail_url
from tests.articles.markup import parse
from tests.factories import make_image, picture_file

pytestmark = pytest.mark.django_db


def draw(image, options='sizes="100vw"'):
    template = Template("{% load pictures %}{% picture image " + options + " %}")
    return parse(template.render(Context({"image": image})), is_strict=False).one("picture")


def steps(srcset):
    """{width in pixels: address}"""
    pairs = [step.split(" ") for step in srcset.split(", ")]
    return {int(width.removesuffix("w")): url for url, width in pairs}


def test_a_picture_comes_in_every_step_and_every_format():
    image = make_image(file=picture_file((1000, 500)))

    picture = draw(image)

    (avif, webp), jpeg = picture.all("source"), picture.one("img")
    assert (avif["type"], webp["type"]) == ("image/avif", "image/webp")
    every = ((avif["srcset"], "avif"), (webp["srcset"], "webp"), (jpeg["srcset"], "jpg"))
    for srcset, ending in every:
        assert list(steps(srcset)) == [320, 640, 960, 1000]
        for width, url in steps(srcset).items():
            assert url.endswith(f"/full-{width}.{ending}")
            assert default_storage.exists(url.removeprefix("/media/"))
    assert webp["sizes"] == jpeg["sizes"] == "100vw"
    assert jpeg["src"].endswith("/full-640.jpg")


@pytest.mark.parametrize(
    ("ratio", "size"), [("full", (1000, 500)), ("16x9", (889, 500)), ("1x1", (500, 500))]
)
def test_a_picture_keeps_its_place_free_before_it_is_there(ratio, size):
    image = make_image(file=picture_file((1000, 500)))

    img = draw(image, f'sizes="9rem" ratio="{ratio}"').one("img")

    assert (int(img["width"]), int(img["height"])) == size
    assert f"/{ratio}-" in img["src"]


def test_words_for_those_who_do_not_see_it_can_be_left_out_on_purpose():
    image = make_image(alt_text='A "boat" & a quay')

    assert draw(image).one("img")["alt"] == 'A "boat" & a quay'
    assert draw(image, 'sizes="1px" alt=""').one("img")["alt"] == ""
    assert draw(image, 'sizes="1px" alt="Other"').one("img")["alt"] == "Other"


def test_one_picture_comes_first_and_the_others_when_they_are_near():
    image = make_image()

    eager, lazy = draw(image, 'sizes="1px" eager=True').one("img"), draw(image).one("img")

    assert (eager["fetchpriority"], "loading" in eager) == ("high", False)
    assert (lazy["loading"], lazy["decoding"], "fetchpriority" in lazy) == ("lazy", "async", False)


def test_a_small_picture_is_not_blown_up():
    image = make_image(file=picture_file((64, 48)))

    img = draw(image).one("img")

    assert list(steps(img["srcset"])) == [64]
    assert (img["width"], img["height"]) == ("64", "48")


def test_the_address_for_other_programs_is_absolute():
    image = make_image(file=picture_file((1500, 900)))

    assert picture_url(image) == (
        f"http://testserver/media/renditions/{image.token[:2]}/{image.token}/full-1280.jpg"
    )
    assert picture_url(image, width=600, ratio="16x9").endswith("/16x9-640.jpg")
    assert picture_url(image, width=5000).endswith("/full-1500.jpg")


def test_a_thumbnail_is_a_small_square():
    assert thumbnail_url(make_image(file=picture_file((400, 300)))).endswith("/1x1-160.webp")
    assert thumbnail_url(make_image(file=picture_file((90, 80)))).endswith("/1x1-80.webp")


def test_a_picture_without_a_file_has_no_thumbnail():
    assert thumbnail_url(Image()) == ""
