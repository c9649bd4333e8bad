from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image as Pillow
from PIL import ImageChops, ImageCms, ImageStat

from media import animations
from media.actions import add_image
from media.renditions import ENCODERS, draw, main_colour, size_of, working_copy
from media.shapes import RATIOS, Shape, formats
from media.uploads import opened
from tests.factories import SHARED
from tests.media.hostile import moving

PICTURES = SHARED / "images"


def saved(picture, picture_format, **options):
    out = BytesIO()
    picture.save(out, picture_format, **options)
    return out.getvalue()


def bytes_of(content, name, focal=(0.5, 0.5), crops=None):
    """Every rendition of a picture file as bytes, by name."""
    with opened(BytesIO(content), name) as upload:
        shape = Shape(*size_of(upload), focal, crops or {})
        return dict(draw(working_copy(upload, shape), shape))


def drawn(content, name, focal=(0.5, 0.5), crops=None):
    """Every rendition of a picture file, opened, by name."""
    files = bytes_of(content, name, focal, crops)
    return {name: Pillow.open(BytesIO(data)) for name, data in files.items()}


def middle(picture):
    return picture.getpixel((picture.width // 2, picture.height // 2))


def is_near(colour, other, tolerance=6):
    return all(abs(a - b) <= tolerance for a, b in zip(colour, other, strict=True))


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
        image = add_image(ContentFile(file.read_bytes()), name=file.name, by=None)
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
    renditions = bytes_of(content, "a.jpg")

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


def logo(ink, mark="#d33333"):
    """A word and a mark of another colour beside it, on nothing."""
    picture = Pillow.new("RGBA", (400, 100))
    picture.paste(ink, (20, 40, 280, 60))
    picture.paste(mark, (320, 30, 360, 70))
    return saved(picture, "PNG")


FRAMES, FIRST = animation()


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("white", (19, 21, 23)),
        ("#f4f1ea", (19, 21, 23)),
        ("black", (255,) * 3),
        ("#c9c9c9", (255,) * 3),
    ],
)
def test_a_logo_in_white_on_nothing_is_drawn_on_the_dark(ink, ground):
    corner = drawn(logo(ink), "a.png")["full-400.jpg"].convert("RGB").getpixel((4, 4))

    assert is_near(corner, ground)


@pytest.mark.parametrize(
    ("content", "name", "colour"),
    [
        (saved(Pillow.new("RGBA", (64, 48), (0, 0, 0, 0)), "PNG"), "a.png", (255, 255, 255)),
        (saved(Pillow.new("RGBA", (64, 48), (0, 0, 0, 128)), "PNG"), "a.png", (127, 127, 127)),
        (saved(Pillow.new("RGBA", (64, 48), (0, 0, 0, 0)), "WEBP"), "a.webp", (255, 255, 255)),
        (saved(Pillow.new("LA", (64, 48), (0, 0)), "PNG"), "a.png", (255, 255, 255)),
        (
            saved(Pillow.new("RGBA", (64, 48), (250, 250, 250, 130)), "PNG"),
            "a.png",
            (136, 137, 138),
        ),
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

    assert {f"{ratio}.{f}" for ratio in RATIOS for f in formats(ratio)} <= {
        f"{name.split('-')[0]}.{name.split('.')[1]}" for name in renditions
    }
    for picture in renditions.values():
        assert picture.mode == "RGB"
        assert is_near(middle(picture), colour, tolerance=8)


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
        step.name(picture_format): (step.width, step.height)
        for ratio in RATIOS
        for picture_format in formats(ratio)
        for step in Shape(700, 500).ladder(ratio)
    }
    assert {name: picture.size for name, picture in renditions.items()} == expected
    for name, picture in renditions.items():
        assert picture.format == ENCODERS[name.rpartition(".")[2]][0]


def test_a_crop_made_by_hand_shows_its_box():
    picture = Pillow.new("RGB", (800, 400), "white")
    picture.paste("red", (600, 200, 800, 400))

    files = drawn(saved(picture, "PNG"), "a.png", crops={"1x1": [0.75, 0.5, 1, 1]})

    assert is_near(middle(files["1x1-160.webp"]), (255, 0, 0))
    assert is_near(middle(files["16x9-640.webp"]), (255, 255, 255))


@pytest.mark.parametrize("size", [(5000, 3000), (2000, 6000), (700, 500)])
def test_a_crop_far_smaller_than_the_picture_is_still_sharp(size):
    picture = Pillow.effect_noise(size, 90).convert("RGB")
    box = [0.4, 0.4, 0.6, 0.6]

    files = drawn(saved(picture, "JPEG", quality=95), "a.jpg", crops={"1x1": box})

    exact = picture.crop(Shape(*size, crops={"1x1": box}).box("1x1"))
    step = Shape(*size, crops={"1x1": box}).ladder("1x1")[-1]
    expected = ImageStat.Stat(exact.resize((step.width, step.height)).convert("L")).stddev[0]
    found = ImageStat.Stat(files[step.name("jpg")].convert("L")).stddev[0]
    assert found > expected * 0.75


def test_the_main_colour_is_what_most_of_the_picture_has():
    picture = Pillow.new("RGB", (400, 200), "#204060")
    picture.paste("red", (0, 0, 100, 100))

    assert main_colour(picture) == "#204060"


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_an_animation_keeps_its_frames_and_their_times(kind):
    frames = [Pillow.new("RGB", (900, 600), colour) for colour in ("red", "blue", "lime")]
    content = saved(
        frames[0], kind, save_all=True, append_images=frames[1:], duration=[100, 40, 250], loop=0
    )

    with opened(BytesIO(content), f"a.{kind.lower()}") as upload:
        moving = Pillow.open(BytesIO(animations.draw(upload, Shape(900, 600).moving())))

    times, colours = [], []
    for frame in range(moving.n_frames):
        moving.seek(frame)
        moving.load()
        times.append(moving.info["duration"])
        colours.append(middle(moving.convert("RGB")))
    assert moving.size == (640, 427)
    assert times == [100, 40, 250]
    assert all(map(is_near, colours, [(255, 0, 0), (0, 0, 255), (0, 255, 0)], [12] * 3))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_crop_by_hand_is_measured_on_the_upright_picture(orientation):
    upright = Pillow.new("RGB", (600, 400), "white")
    upright.paste("red", (450, 0, 600, 100))
    turn = {
        2: "FLIP_LEFT_RIGHT", 3: "ROTATE_180", 4: "FLIP_TOP_BOTTOM", 5: "TRANSPOSE",
        6: "ROTATE_90", 7: "TRANSVERSE", 8: "ROTATE_270",
    }.get(orientation)  # fmt: skip
    held = upright.transpose(Pillow.Transpose[turn]) if turn else upright
    exif = Pillow.Exif()
    exif[0x0112] = orientation
    content = saved(held, "JPEG", exif=exif, quality=95, subsampling=0)

    files = drawn(content, "a.jpg", crops={"1x1": [0.76, 0, 1, 0.24]})

    assert is_near(middle(files["1x1-96.jpg"]), (255, 0, 0), tolerance=12)


@pytest.mark.parametrize(("given", "shown"), [({}, 1), ({"loop": 0}, 0), ({"loop": 3}, 1)])
def test_an_animation_that_ends_is_shown_once_and_an_endless_one_for_ever(given, shown):
    with opened(BytesIO(moving("GIF", **given)), "a.gif") as upload:
        drawn = Pillow.open(BytesIO(animations.draw(upload, Shape(32, 24).moving())))

    assert drawn.info["loop"] == shown


def test_frames_too_short_to_see_last_as_long_as_browsers_show_them():
    content = moving("GIF", number=4, duration=[10, 20, 0, 250])

    with opened(BytesIO(content), "a.gif") as upload:
        drawn = Pillow.open(BytesIO(animations.draw(upload, Shape(32, 24).moving())))

    times = []
    for frame in range(drawn.n_frames):
        drawn.seek(frame)
        drawn.load()
        times.append(drawn.info["duration"])
    assert times == [100, 20, 100, 250]
