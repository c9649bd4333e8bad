"""Files that mean to harm, or were harmed: refused with a sentence, never filling the memory."""

import random
from io import BytesIO
from threading import Event, Thread

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image as Pillow
from PIL import ImageFile

from media import animations
from media.actions import add_image
from media.headers import gif_reaches, jpeg_first_scan
from media.renditions import size_of, working_copy
from media.shapes import Shape
from media.uploads import DamagedError, check, is_moving, opened
from tests.factories import picture_file
from tests.media.hostile import NETSCAPE, gif, jpeg, moving
from tests.media.test_uploads import assert_refused

FRAME = (0, 0, 1, 1)
LARGE = (0, 0, 3000, 3000)


def read(content, name):
    """Decode all of a picture, as it is done when it comes in."""
    with opened(BytesIO(content), name) as upload:
        shape = Shape(*size_of(upload))
        working_copy(upload, shape)
        if is_moving(upload):
            animations.draw(upload, shape.moving())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "blocks",
    [
        [FRAME, LARGE],
        [FRAME, FRAME, (1, 0, 1, 1)],
        [FRAME, b"!\xfe\x03abc\x00", LARGE],
        [NETSCAPE + b"\x00\x02,,\x00", FRAME, LARGE],
        [b"!\x01\x00\x01x\x00", FRAME, b"junk", LARGE],
    ],
)
def test_a_frame_that_leaves_the_canvas_is_refused(blocks, media_root):
    assert_refused(ContentFile(gif((1, 1), *blocks)), "a.gif", media_root, "leave its canvas")


@pytest.mark.parametrize(
    "blocks",
    [
        [FRAME, LARGE],
        [NETSCAPE + b"\x00\x09", FRAME, b"!\xf9\x04\x00\x00\x00\x00\x00", LARGE],
        [NETSCAPE + b"\x03\x01\x00\x00\x00", FRAME, NETSCAPE + b"\x00", LARGE, FRAME],
        [b"!\x01\x00\x05,,,,,\x00", FRAME, b"!\xfe\x00", LARGE, b"xx", FRAME],
        [b"!\xfe\x02ab\x01c\x00", (0, 0, 5, 7), LARGE, LARGE],
    ],
)
def test_frames_are_found_where_pillow_finds_them(blocks, monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    file = BytesIO(gif((1, 1), *blocks))

    with Pillow.open(file) as picture:
        assert len(list(gif_reaches(file))) == picture.n_frames
        picture.seek(picture.n_frames - 1)
        reaches = [*zip(*gif_reaches(file), strict=True)]

    assert picture.size == tuple(map(max, reaches))


def test_a_canvas_that_grows_is_not_drawn(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    with Pillow.open(BytesIO(gif((1, 1), FRAME, LARGE))) as upload, pytest.raises(DamagedError):
        animations.draw(upload, Shape(1, 1).moving())


@pytest.mark.django_db
def test_a_first_frame_may_be_larger_than_its_screen():
    image = add_image(ContentFile(gif((0, 0), (0, 0, 1, 1))), name="a.gif", by=None)

    assert (image.width, image.height) == (1, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("size", "components", "scans"),
    [
        ((7744, 7744), 3, [[1], [2], [3]]),
        ((7744, 7744), 3, [[1, 2], [3]]),
        ((6000, 6000), 4, [[1], [2], [3], [4]]),
    ],
)
def test_a_jpeg_in_many_scans_counts_as_progressive(size, components, scans, media_root):
    content = jpeg(*size, components, scans=scans)

    assert_refused(ContentFile(content), "a.jpg", media_root, "progressive or multi-scan JPEG")


@pytest.mark.parametrize("scans", [[[1, 2, 3]], [[1], [2], [3]]])
def test_a_jpeg_of_zeros_is_a_picture(scans):
    read(jpeg(7744, 64, 3, scans=scans), "a.jpg")
    check(BytesIO(jpeg(7744, 5000, 3, scans=scans)), "a.jpg")


def test_the_first_scan_is_found_behind_fill_bytes():
    content = jpeg(8, 8, 3, scans=[[1], [2], [3]])

    assert jpeg_first_scan(BytesIO(content)) == 1
    assert jpeg_first_scan(BytesIO(content.replace(b"\xff\xda", b"x\xff\x00\xff\xff\xda", 1))) == 1
    assert jpeg_first_scan(BytesIO(jpeg(8, 8, 3, scans=[[1, 2, 3]]))) == 3
    assert jpeg_first_scan(BytesIO(content[:40])) == 0
    assert jpeg_first_scan(BytesIO(b"\xff\xd8\xff\xe0\x00\x00" * 5)) == 0


KINDS = [("GIF", "a.gif"), ("PNG", "a.png"), ("WEBP", "a.webp")]


@pytest.mark.parametrize(("kind", "name"), KINDS)
def test_an_animation_cut_anywhere_is_refused_or_shown_shorter(kind, name):
    content = moving(kind)
    refused = 0

    for length in range(0, len(content), max(1, len(content) // 150)):
        try:
            read(content[:length], name)
        except ValidationError:
            refused += 1

    assert refused > 20


@pytest.mark.parametrize(
    ("kind", "name"), [*KINDS, ("AVIF", "a.avif"), ("JPEG", "a.jpg")]
)  # fmt: skip
def test_a_picture_with_flipped_bits_is_refused_or_shown(kind, name):
    still = BytesIO()
    Pillow.effect_noise((32, 24), 80).save(still, kind)
    content = moving(kind) if (kind, name) in KINDS else still.getvalue()
    chance = random.Random(4)

    for _ in range(250):
        damaged = bytearray(content)
        for _ in range(3):
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        try:
            read(bytes(damaged), name)
        except ValidationError:
            continue


@pytest.mark.parametrize("mistake", [ZeroDivisionError, OSError, IndexError, ValueError])
def test_a_mistake_of_our_own_is_not_called_a_damaged_picture(mistake):
    with pytest.raises(mistake), opened(picture_file(), "a.jpg"):
        raise mistake


def test_one_picture_at_a_time_is_in_memory():
    started, entered = Event(), Event()

    def open_another():
        started.set()
        check(picture_file(), "b.jpg")
        entered.set()

    another = Thread(target=open_another)
    with opened(picture_file(), "a.jpg"):
        another.start()
        started.wait()
        assert not entered.wait(0.3)

    another.join(10)
    assert entered.is_set()
