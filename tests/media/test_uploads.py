import struct
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import InMemoryUploadedFile, TemporaryUploadedFile
from PIL import Image as Pillow

from media.actions import add_image, save_image
from media.models import Image
from media.uploads import MAX_BYTES, check, sha256
from tests.factories import make_image, picture_file

pytestmark = pytest.mark.django_db
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(100)
EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\nshowpage\n"
TIFF = b"II*\x00\x08\x00\x00\x00" + bytes(100)


def png_of(width, height):
    """A PNG of white bits, small as a file however large as a picture."""

    def chunk(name, data):
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    pixels = zlib.compress((b"\x00" + b"\xff" * (width // 8)) * 8)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def files_in(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def assert_refused(file, name, media_root, message=None):
    with pytest.raises(ValidationError, match=message):
        add_image(file, name=name, by=None)

    assert files_in(media_root) == []
    assert not Image.objects.exists()


@pytest.mark.parametrize("name", ["picture.svg", "picture.jpg", "picture.png"])
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (SVG, "is an SVG drawing, which can carry scripts. Export it as PNG"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x -->" + SVG, "is an SVG drawing"),
        ("\ufeff".encode("utf-16-le") + SVG.decode().encode("utf-16-le"), "is an SVG drawing"),
        (HEIC, "HEIC picture, which browsers cannot show. Export it as JPEG; on an iPhone"),
        (EPS, "is an EPS drawing. Export it as PNG"),
        (b"\xc5\xd0\xd3\xc6" + bytes(50), "is an EPS drawing"),
        (TIFF, "is a TIFF picture"),
        (b"%PDF-1.7", "is a PDF document"),
        (b"8BPS\x00\x01", "is a Photoshop document"),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(50), "is a film"),
        (b"PK\x03\x04" + bytes(50), "is an archive"),
        (b"Just words.", "not a JPEG, PNG, WebP, AVIF or GIF"),
        (b"<html><body>", "not a JPEG"),
        (b"", "is empty"),
    ],
    ids=str,
)
def test_what_is_no_picture_we_take_is_refused(content, sentence, name, media_root):
    assert_refused(ContentFile(content), name, media_root, sentence)


@pytest.mark.parametrize("picture_format", ["TIFF", "BMP", "ICO", "PPM"])
def test_a_picture_of_another_format_is_refused(picture_format, media_root):
    assert_refused(picture_file(format=picture_format), "picture.jpg", media_root)


@pytest.mark.parametrize(
    ("picture_format", "name"),
    [
        ("PNG", "picture.jpg"),
        ("AVIF", "picture.jpg"),
        ("JPEG", "picture.png"),
        ("JPEG", "picture.html"),
        ("GIF", "picture"),
        ("JPEG", "picture.jpg.php"),
        ("WEBP", ".webp"),
    ],
)
def test_a_picture_under_a_wrong_name_is_refused(picture_format, name, media_root):
    assert_refused(picture_file(format=picture_format), name, media_root, "name must end")


@pytest.mark.parametrize("picture_format", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_truncated_picture_is_refused(picture_format, part, media_root):
    noise = BytesIO()
    Pillow.effect_noise((64, 48), 80).save(noise, picture_format)
    file = ContentFile(noise.getvalue()[: int(len(noise.getvalue()) * part)])

    assert_refused(file, f"picture.{picture_format.lower()}", media_root, "damaged")


@pytest.mark.parametrize(
    ("picture_format", "size", "options", "sentence"),
    [
        ("WEBP", (4000, 3600), {"quality": 1}, "14 million pixels"),
        ("AVIF", (6100, 4000), {"quality": 1, "speed": 10}, "24 million pixels"),
        ("JPEG", (8000, 5100), {"progressive": True, "subsampling": 0}, "progressive or multi"),
    ],
)
def test_what_would_fill_the_memory_is_refused(picture_format, size, options, sentence, media_root):
    file = picture_file(size, format=picture_format, **options)
    ending = {"JPEG": "jpg"}.get(picture_format, picture_format.lower())

    assert_refused(file, f"large.{ending}", media_root, sentence)


def frames_of(size, number):
    frames = [Pillow.new("L", size, n % 250) for n in range(number)]
    out = BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=40)
    return ContentFile(out.getvalue())


@pytest.mark.parametrize(
    ("size", "number", "sentence"),
    [((8, 8), 602, "too long for an animation"), ((2100, 2000), 2, "too large for an animation")],
)
def test_an_animation_that_never_ends_is_refused(size, number, sentence, media_root):
    assert_refused(frames_of(size, number), "film.gif", media_root, sentence)


def test_a_refusal_names_the_file_but_not_all_of_a_long_name(media_root):
    with pytest.raises(ValidationError) as refusal:
        add_image(ContentFile(SVG), name="x" * 5000 + ".svg", by=None)

    assert len(refusal.value.message) < 250


@pytest.mark.parametrize(
    ("picture_format", "name"),
    [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp"), ("AVIF", "a.avif"), ("GIF", "a.gif")],
)
def test_a_picture_of_every_kind_comes_in_with_its_facts(picture_format, name):
    file = picture_file(colour="#0000ff", format=picture_format)

    image = Image.objects.get(pk=add_image(file, name=name, by=None).pk)

    assert (image.format, image.width, image.height) == (picture_format, 64, 48)
    assert (image.byte_size, image.is_animated) == (file.size, False)
    assert image.color.endswith(("fe", "ff", "fd"))


@pytest.mark.parametrize(("width", "height"), [(12_000, 12_000), (60_000, 60_000)])
def test_a_pixel_bomb_is_refused_before_it_is_decoded(width, height, media_root):
    assert_refused(ContentFile(png_of(width, height)), "bomb.png", media_root, "60 million pixels")


@pytest.mark.parametrize(("width", "height"), [(16_384, 8), (8, 16_384)])
def test_a_picture_longer_than_webp_can_hold_is_refused(width, height, media_root):
    assert_refused(ContentFile(png_of(width, height)), "strip.png", media_root, "16,383 pixels")


def test_a_file_larger_than_50_mb_is_refused_unread(tmp_path, media_root):
    with (tmp_path / "large.jpg").open("w+b") as sparse:
        sparse.truncate(MAX_BYTES + 1)
        assert_refused(File(sparse), "large.jpg", media_root, "larger than 50 MB")


def test_a_refused_replacement_leaves_the_old_picture_as_it_was(media_root):
    image = make_image()
    before = files_in(media_root)

    image.original = File(ContentFile(SVG), name="picture.svg")
    with pytest.raises(ValidationError):
        save_image(image, by=None)

    assert files_in(media_root) == before
    assert Image.objects.get().original.storage.exists(Image.objects.get().original.name)


@pytest.mark.parametrize("ending", ["jpg", "JPG", "jpeg", "jpe", "jfif"])
def test_the_ending_may_be_written_in_several_ways(ending):
    image = make_image(name=f"Sunset over Eastmere.{ending}")

    assert image.original.name.endswith("." + ending.lower())
    assert "Sunset" not in image.original.name


def upload_in_memory(content, folder):
    return InMemoryUploadedFile(BytesIO(content), "file", "a.jpg", "image/jpeg", len(content), None)


def upload_on_disk(content, folder):
    upload = TemporaryUploadedFile("a.jpg", "image/jpeg", len(content), None)
    upload.write(content)
    upload.seek(0)
    return upload


def open_file(content, folder):
    path = folder / "a.jpg"
    path.write_bytes(content)
    return File(path.open("rb"))


@pytest.mark.parametrize("bring", [upload_in_memory, upload_on_disk, open_file])
def test_a_picture_comes_in_however_it_is_brought(bring, tmp_path):
    content = picture_file().read()

    with bring(content, tmp_path) as file:
        image = add_image(file, name="a.jpg", by=None)

    assert image.original.read() == content
    assert (image.width, image.height) == (64, 48)
    image.original.close()


@pytest.mark.parametrize("bring", [upload_in_memory, upload_on_disk, open_file])
def test_a_picture_in_a_form_comes_in_however_it_is_brought(bring, tmp_path):
    content = picture_file().read()

    with bring(content, tmp_path) as file:
        check(file, "a.jpg")
        image = save_image(Image(original=file), by=None)

    assert image.original.read() == content
    image.original.close()


def test_the_hash_is_that_of_the_file_as_it_came():
    file = picture_file()

    image = add_image(file, name="a.jpg", by=None)

    assert image.sha256 == sha256(picture_file())
    assert len(image.sha256) == 64
