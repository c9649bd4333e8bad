from io import BytesIO
from pathlib import Path
from zlib import crc32

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow

from media.models import Image
from tests.articles.markup import errors_of, parse, read_admin, send_form
from tests.factories import make_article, make_image, make_user, picture_file

pytestmark = pytest.mark.django_db

LIST = "/admin/media/image/"
ADD = LIST + "add/"


@pytest.fixture
def desk(client):
    """A client a picture editor is logged in with."""
    client.force_login(make_user("Picture editor"))
    return client


@pytest.fixture
def committing(django_capture_on_commit_callbacks):
    """with committing(): what waits for the transaction's end is done at the end of the block."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def upload(name="boats.jpg", content=None, **options):
    content = picture_file((400, 300), **options).read() if content is None else content
    return SimpleUploadedFile(name, content)


def files_in(folder):
    return {
        path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_file()
    }


def change(image):
    return f"{LIST}{image.pk}/change/"


def test_a_picture_comes_in_with_its_words_and_rights(desk, media_root):
    response = send_form(
        desk, ADD, original=upload(), title="Boats", alt_text="Three boats", caption="The quay.",
        photographer="Pat Lens", agency="Bay", licence="CC BY", rights_expire_on="2040-01-01",
    )  # fmt: skip

    image = Image.objects.get()
    assert response["Location"] == change(image)
    assert (image.width, image.height, image.credit) == (400, 300, "Pat Lens / Bay")
    assert len(image.sha256) == 64
    names = files_in(media_root)
    assert image.original.name in names
    assert f"renditions/{image.token[:2]}/{image.token}/16x9-320.webp" in names
    assert "boats" not in " ".join(names)


def test_the_form_shows_the_picture_and_never_the_original(desk):
    image = make_image()

    page = read_admin(desk, change(image))

    shown = page.one("img.preview")
    assert desk.get(shown["src"]).getvalue()
    assert "originals/" not in desk.get(change(image)).text
    assert page.one("input[name=original]")["accept"] == ".gif,.jpe,.jpeg,.jpg,.png,.webp"
    assert "64 × 48 pixels" in page.one(".field-dimensions").text


IHDR = b"IHDR" + (30_000).to_bytes(4) * 2 + b"\x08\x02\x00\x00\x00"
BOMB = b"\x89PNG\r\n\x1a\n\x00\x00\x00\r" + IHDR + crc32(IHDR).to_bytes(4)
BOMB += b"\x00\x00\x00\x00IDAT" + crc32(b"IDAT").to_bytes(4)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
BAD = {
    "not a picture": (upload("a.jpg", b"<html>Hello"), "is damaged, or not a"),
    "an SVG": (upload("a.svg", SVG), "is damaged, or not a"),
    "a truncated picture": (upload("a.jpg", picture_file((400, 300)).read()[:900]), "is damaged"),
    "a picture named otherwise": (upload("a.png"), "its name must end accordingly"),
    "a program": (upload("a.php.jpg", b"<?php echo 1;"), "is damaged, or not a"),
    "a format we do not take": (upload("a.tif", format="TIFF"), "is damaged, or not a"),
    "a bomb": (upload("a.png", BOMB), "60 million pixels"),
    "an empty file": (upload("a.jpg", b""), "The submitted file is empty."),
    "nothing": ("", "This field is required."),
    "a very long name": (upload("x" * 300 + ".jpg"), "Ensure this filename has at most"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_refused_with_a_sentence_and_leaves_nothing(desk, media_root, case):
    file, sentence = BAD[case]
    if file:
        file.seek(0)

    response = send_form(desk, ADD, original=file, alt_text="Kept words")

    [error] = errors_of(response)
    assert sentence in error
    assert "Kept words" in response.text
    assert not Image.objects.exists()
    assert files_in(media_root) == set()


@pytest.mark.parametrize(
    ("axis", "value"),
    [("x", "1.5"), ("y", "-0.1"), ("x", "nan"), ("x", "inf"), ("x", "left"), ("y", "")],
)
def test_a_point_outside_the_picture_is_refused(desk, media_root, axis, value):
    response = send_form(desk, ADD, original=upload(), **{f"focal_{axis}": value})

    assert errors_of(response)
    assert files_in(media_root) == set()


def test_a_moved_focal_point_draws_every_crop_anew(desk, media_root, committing):
    picture = Pillow.new("RGB", (400, 100), "red")
    picture.paste("blue", (200, 0, 400, 100))
    out = BytesIO()
    picture.save(out, "PNG")
    image = make_image(file=ContentFile(out.getvalue()), name="two.png")
    old = image.token

    with committing():
        send_form(desk, change(image), focal_x="0.9")

    image.refresh_from_db()
    assert image.token != old
    names = files_in(media_root)
    assert not any(old in name and name.startswith("renditions/") for name in names)
    crop = media_root / f"renditions/{image.token[:2]}/{image.token}/1x1-100.jpg"
    red, _green, blue = Pillow.open(crop).getpixel((50, 50))
    assert blue > red
    assert image.original.name in names


def test_words_are_changed_without_drawing_anything(desk):
    image = make_image()

    send_form(desk, change(image), caption="New words.")

    after = Image.objects.get()
    assert (after.caption, after.token, after.sha256) == ("New words.", image.token, image.sha256)


def test_a_new_file_takes_the_place_of_the_old(desk, media_root, committing):
    image = make_image()
    before = files_in(media_root)

    with committing():
        send_form(desk, change(image), original=upload("new.png", format="PNG"))

    image.refresh_from_db()
    assert (image.width, image.height) == (400, 300)
    assert image.original.name.endswith(".png")
    assert files_in(media_root).isdisjoint(before)


def test_a_bad_new_file_leaves_the_old_one(desk, media_root):
    image = make_image()
    before = files_in(media_root)

    response = send_form(desk, change(image), original=upload("a.jpg", b"no"))

    assert "is damaged" in errors_of(response)[0]
    assert files_in(media_root) == before
    assert Image.objects.get().token == image.token


def test_a_deleted_picture_takes_its_files_along(desk, media_root, committing):
    one, two = make_image(), make_image()

    with committing():
        desk.post(f"{LIST}{one.pk}/delete/", {"post": "yes"})
        desk.post(LIST, {"action": "delete_selected", "_selected_action": [two.pk], "post": "yes"})

    assert not Image.objects.exists()
    assert files_in(media_root) == set()


def test_a_picture_in_use_stays(desk, media_root, committing):
    image = make_image()
    make_article(lead_image=image)
    before = files_in(media_root)

    with committing():
        for path in (f"{LIST}{image.pk}/delete/", LIST):
            desk.post(path, {"action": "delete_selected", "_selected_action": [image.pk],
                             "post": "yes"})  # fmt: skip

    assert Image.objects.filter(pk=image.pk).exists()
    assert files_in(media_root) == before


def test_the_library_shows_what_is_missing(desk):
    make_image(title="Boats", alt_text="Three boats", photographer="Pat Lens")
    make_image(title="Bridge", photographer="")

    page = read_admin(desk, LIST)

    assert page.texts("td.field-__str__") == ["Bridge", "Boats"]
    assert page.texts(".field-credit") == ["no credit", "Pat Lens"]
    assert page.all(".field-credit .missing")
    assert len(page.all("img.thumbnail")) == 2


@pytest.mark.parametrize("words", ["boats", "quay", "Pat", "bay", "three"])
def test_a_picture_is_found_by_what_is_known_of_it(desk, words):
    facts = {"title": "Boats", "caption": "The quay.", "alt_text": "Three"}
    make_image(photographer="Pat Lens", agency="Bay", **facts)
    make_image(photographer="Other")

    assert len(read_admin(desk, f"{LIST}?q={words}").all("td.field-__str__")) == 1


def test_the_library_opens_in_a_window_for_choosing(desk):
    image = make_image()

    page = read_admin(desk, LIST + "?_popup=1")

    assert page.one("td.field-__str__ a")["data-popup-opener"] == str(image.pk)


def test_a_picture_is_added_from_inside_a_story(desk):
    response = send_form(desk, ADD + "?_popup=1", button="_save", original=upload(), title="Boats")

    image = Image.objects.get()
    answer = parse(response.text, is_strict=False).one("script[data-popup-response]")
    assert f'"value": "{image.pk}"' in answer["data-popup-response"]
