from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pillow
from PIL import ImageChops, ImageCms, ImageStat

from media.actions import add_image
from media.renditions import FORMATS, RATIOS, SQUARE_WIDTHS, WIDTHS, crop_box, draw_all, ladder
from media.renditions import upright as turned
from media.uploads import opened
from tests.factories import SHARED

PICTURES = SHARED / "images"
SIDES = st.integers(1, 20_000)
FRACTIONS = st.floats(0, 1)


def saved(picture, picture_format, **options):
    out = BytesIO()
    picture.save(out, picture_format, **options)
    return out.getvalue()


def drawn(content, name, focal=(0.5, 0.5)):
    """Every rendition of a picture file, opened, by name."""
    with opened(BytesIO(content), name) as upload:
        return {name: Pillow.open(BytesIO(data)) for name, data in draw_all(turned(upload), focal)}


def middle(picture):
    return picture.getpixel((picture.width // 2, picture.height // 2))


def is_near(colour, other, tolerance=6):
    return all(abs(a - b) <= tolerance for a, b in zip(colour, other, strict=True))


@given(SIDES, SIDES, st.sampled_from(sorted(RATIOS)), FRACTIONS, FRACTIONS)
def test_a_crop_lies_inside_and_keeps_ratio_and_focal_point(width, height, ratio, x, y):
    left, top, right, bottom = crop_box(width, height, ratio, (x, y))

    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert left - 1 <= x * width <= right + 1
    assert top - 1 <= y * height <= bottom + 1
    assert right - left == width or bottom - top == height
    across, down = RATIOS[ratio] or (width, height)
    wide, high = right - left, bottom - top
    assert abs(wide - high * across / down) <= 1 or abs(high - wide * down / across) <= 1


@given(SIDES, SIDES, st.sampled_from(sorted(RATIOS)))
def test_the_ladder_climbs_and_never_enlarges(width, height, ratio):
    left, _top, right, _bottom = crop_box(width, height, ratio)
    steps = ladder(width, height, ratio)
    widths = [step.width for step in steps]

    assert widths == sorted(set(widths))
    assert 0 < widths[-1] <= right - left
    assert all(step.height >= 1 for step in steps)
    assert widths[-1] in {right - left, (SQUARE_WIDTHS if ratio == "1x1" else WIDTHS)[-1]}


@pytest.mark.parametrize(
    ("size", "ratio", "expected"),
    [
        ((4000, 3000), "full", [(320, 240), (640, 480), (960, 720), (1280, 960), (1920, 1440)]),
        ((4000, 3000), "16x9", [(320, 180), (640, 360), (960, 540), (1280, 720), (1920, 1080)]),
        ((4000, 3000), "1x1", [(160, 160), (320, 320), (640, 640)]),
        ((700, 500), "full", [(320, 229), (640, 457), (700, 500)]),
        ((640, 480), "full", [(320, 240), (640, 480)]),
        ((100, 100), "16x9", [(100, 56)]),
        ((1, 1), "full", [(1, 1)]),
    ],
)
def test_the_steps_of_the_ladder(size, ratio, expected):
    assert [(step.width, step.height) for step in ladder(*size, ratio)] == expected


@pytest.mark.parametrize(
    ("focal", "box"),
    [
        ((0.5, 0.5), (100, 0, 300, 200)),
        ((0, 0.5), (0, 0, 200, 200)),
        ((1, 0.5), (200, 0, 400, 200)),
        ((0.4, 0.9), (60, 0, 260, 200)),
    ],
)
def test_a_crop_follows_the_focal_point_as_far_as_the_edge(focal, box):
    assert crop_box(400, 200, "1x1", focal) == box


def test_the_crop_shows_what_the_focal_point_is_on():
    picture = Pillow.new("RGB", (400, 200), "white")
    picture.paste("red", (0, 0, 200, 200))

    left = drawn(saved(picture, "PNG"), "a.png", (0, 0.5))["1x1-160.webp"]
    right = drawn(saved(picture, "PNG"), "a.png", (1, 0.5))["1x1-160.webp"]

    assert is_near(middle(left), (255, 0, 0))
    assert is_near(middle(right), (255, 255, 255))


@pytest.mark.django_db
@pytest.mark.parametrize("view", ["landscape", "portrait"])
def test_a_picture_stands_upright_however_the_camera_was_held(view, media_root):
    widths = set()
    reference = None

    for orientation in range(1, 9):
        file = PICTURES / f"orientation/{view}_{orientation}.jpg"
        image = add_image(ContentFile(file.read_bytes()), name=file.name)
        widths.add((image.width, image.height))
        (path,) = media_root.glob(f"renditions/*/{image.token}/full-320.jpg")
        with Pillow.open(path) as rendition:
            small = rendition.convert("L").resize((16, 16))
        reference = reference or small
        difference = ImageStat.Stat(ImageChops.difference(reference, small)).mean[0]
        assert difference < 8, f"orientation {orientation}"

    assert widths == {(600, 450) if view == "landscape" else (450, 600)}


def camera_file(**options):
    exif = Pillow.Exif()
    exif[0x010F] = "Secret Camera Works"
    exif.get_ifd(0x8825).update({1: "N", 2: (50.0, 27.0, 0.0), 3: "E", 4: (30.0, 31.0, 0.0)})
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">secret</x:xmpmeta>'
    picture = Pillow.effect_noise((700, 500), 40).convert("RGB")
    return saved(picture, "JPEG", exif=exif, xmp=xmp, comment=b"secret remark", **options)


SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.mark.parametrize(
    "content",
    [
        camera_file(),
        camera_file(icc_profile=SRGB),
        (PICTURES / "IPTC-PhotometadataRef-Std2017.1.jpg").read_bytes(),
    ],
    ids=["camera", "camera with colour profile", "agency"],
)
def test_nothing_of_the_camera_or_the_place_goes_out(content):
    with opened(BytesIO(content), "a.jpg") as upload:
        renditions = dict(draw_all(turned(upload), (0.5, 0.5)))

    marks = (b"Exif\x00", b"EXIF", b"http://ns.adobe", b"Photoshop", b"XMP ", b"ICC", b"secret")
    assert len(renditions) >= 6
    for data in renditions.values():
        assert not any(mark in data for mark in marks)
        with Pillow.open(BytesIO(data)) as picture:
            assert not picture.getexif()
            assert not {"exif", "xmp", "comment", "photoshop"} & set(picture.info)


def palette_picture():
    picture = Pillow.new("P", (64, 48), 1)
    picture.putpalette([255, 0, 0, 0, 0, 255])
    return picture


def animation():
    frames = [Pillow.new("RGB", (64, 48), colour) for colour in ("red", "blue")]
    return {"save_all": True, "append_images": frames[1:]}, frames[0]


FRAMES, FIRST = animation()


@pytest.mark.parametrize(
    ("content", "name", "colour"),
    [
        (saved(Pillow.new("RGBA", (64, 48), (0, 0, 0, 0)), "PNG"), "a.png", (255, 255, 255)),
        (saved(Pillow.new("RGBA", (64, 48), (0, 0, 0, 128)), "PNG"), "a.png", (127, 127, 127)),
        (saved(Pillow.new("RGBA", (64, 48), (0, 0, 0, 0)), "WEBP"), "a.webp", (255, 255, 255)),
        (saved(Pillow.new("LA", (64, 48), (0, 0)), "PNG"), "a.png", (255, 255, 255)),
        (saved(palette_picture(), "PNG"), "a.png", (0, 0, 255)),
        (saved(palette_picture(), "PNG", transparency=1), "a.png", (255, 255, 255)),
        (saved(palette_picture(), "GIF"), "a.gif", (0, 0, 255)),
        (saved(palette_picture(), "GIF", transparency=1), "a.gif", (255, 255, 255)),
        (saved(Pillow.new("1", (64, 48), 1), "PNG"), "a.png", (255, 255, 255)),
        (saved(Pillow.new("L", (64, 48), 99), "JPEG"), "a.jpg", (99, 99, 99)),
        (saved(Pillow.new("I;16", (64, 48), 32768), "PNG"), "a.png", (128, 128, 128)),
        (saved(Pillow.new("CMYK", (64, 48), (0, 255, 255, 0)), "JPEG"), "a.jpg", (255, 0, 0)),
        (saved(FIRST, "GIF", **FRAMES), "a.gif", (255, 0, 0)),
        (saved(FIRST, "WEBP", **FRAMES), "a.webp", (255, 0, 0)),
        (saved(FIRST, "PNG", **FRAMES), "a.png", (255, 0, 0)),
        (saved(FIRST, "MPO", **FRAMES), "a.jpg", (255, 0, 0)),
        (saved(Pillow.new("RGB", (1, 1), "red"), "JPEG"), "a.jpg", (255, 0, 0)),
        (saved(Pillow.new("RGB", (1, 900), "red"), "PNG"), "a.png", (255, 0, 0)),
        (saved(Pillow.new("RGB", (900, 1), "red"), "PNG"), "a.png", (255, 0, 0)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_kind_of_picture_is_drawn_in_its_colours(content, name, colour):
    renditions = drawn(content, name)

    assert {f"{ratio}.{f}" for ratio in RATIOS for f in FORMATS} <= {
        f"{name.split('-')[0]}.{name.split('.')[1]}" for name in renditions
    }
    for picture in renditions.values():
        assert picture.mode == "RGB"
        assert is_near(middle(picture), colour)


def test_a_picture_of_a_wider_colour_space_is_shown_in_its_colours():
    # Red and green change places in this profile: what is written as red is meant as green.
    odd = SRGB.replace(b"rXYZ", b"....").replace(b"gXYZ", b"rXYZ").replace(b"....", b"gXYZ")
    red = Pillow.new("RGB", (64, 48), (255, 0, 0))

    plain = drawn(saved(red, "JPEG", icc_profile=SRGB), "a.jpg")["full-64.jpg"]
    converted = drawn(saved(red, "JPEG", icc_profile=odd), "a.jpg")["full-64.jpg"]

    assert is_near(middle(plain), (255, 0, 0))
    assert is_near(middle(converted), (0, 255, 0))


@pytest.mark.parametrize("profile", [b"nonsense", b"\x00" * 200])
def test_a_broken_colour_profile_is_not_heeded(profile):
    red = Pillow.new("RGB", (64, 48), (255, 0, 0))

    picture = drawn(saved(red, "JPEG", icc_profile=profile), "a.jpg")["full-64.jpg"]

    assert is_near(middle(picture), (255, 0, 0))


def test_names_and_sizes_are_those_of_the_ladder():
    renditions = drawn(saved(Pillow.new("RGB", (700, 500), "teal"), "JPEG"), "a.jpg")

    expected = {
        step.name: (step.width, step.height)
        for ratio in RATIOS
        for picture_format in FORMATS
        for step in ladder(700, 500, ratio, picture_format)
    }
    assert {name: picture.size for name, picture in renditions.items()} == expected
    for name, picture in renditions.items():
        assert picture.format == FORMATS[name.rpartition(".")[2]][0]
