"""Finding the pictures of a WordPress site in a copy of its uploads folder."""

import shutil
from io import BytesIO

import pytest
from PIL import Image as Pillow

from articles.importers.catalogue import Catalogue
from articles.importers.pictures import Pictures
from articles.importers.report import Report
from articles.importers.wxr import parse
from media.models import Image

from .exports import attachment, export

pytestmark = pytest.mark.django_db


def draw(path, colour="teal"):
    path.parent.mkdir(parents=True, exist_ok=True)
    Pillow.new("RGB", (40, 30), colour).save(path)
    return path


@pytest.fixture
def uploads(tmp_path):
    """A site's folder, with harbour.jpg and WordPress's own copies of it below the uploads."""
    folder = tmp_path / "site/wp-content/uploads"
    for name in ("harbour.jpg", "harbour-300x200.jpg", "harbour-scaled.jpg"):
        draw(folder / "2020/05" / name)
    return folder


@pytest.fixture
def catalogue():
    data = export(
        attachment("31", "2020/05/harbour.jpg", alt="Boats", caption="The harbour", parent="12"),
        attachment("32", "2020/05/song.mp3", parent="12"),
        attachment("33", "../../secret.jpg"),
    )
    with Catalogue(parse(BytesIO(data))) as found:
        yield found


@pytest.fixture
def report():
    return Report("old.example", "1.2")


@pytest.fixture
def pictures(catalogue, uploads, report):
    return Pictures(catalogue, uploads, report, is_dry=False)


OWN = "https://old.example/wp-content/uploads/2020/05/"


def test_a_featured_picture_comes_with_its_words(pictures, report):
    key = pictures.featured(31)

    image = Image.objects.get(pk=key)
    assert (image.alt_text, image.caption) == ("Boats", "The harbour")
    assert image.import_ref == "wxr:old.example:attachment:31"
    assert (image.width, image.height) == (40, 30)
    assert report.pictures_added == 1


@pytest.mark.parametrize("above", [0, 1, 2, 3])
def test_the_folder_may_be_that_of_the_uploads_or_one_above(catalogue, uploads, report, above):
    folder = [uploads, *uploads.parents][above]

    assert Pictures(catalogue, folder, report, is_dry=False).featured(31)


@pytest.mark.parametrize(
    "url",
    [
        f"{OWN}harbour.jpg",
        f"{OWN}harbour-300x200.jpg",
        f"{OWN}harbour-scaled.jpg?w=604",
        "http://www.old.example/wp-content/uploads/2020/05/harbour-1024x768.jpg",
        "/wp-content/uploads/2020/05/harbour.jpg",
        "https://i0.wp.com/old.example/wp-content/uploads/2020/05/harbour.jpg?resize=1",
    ],
)
def test_a_copy_in_a_text_is_the_picture_itself(pictures, url):
    key = pictures.inline(url, 0)

    assert Image.objects.get(pk=key).import_ref == "wxr:old.example:attachment:31"


def test_a_number_that_belongs_to_another_picture_is_not_trusted(pictures, uploads):
    draw(uploads / "2020/05/mayor.jpg", "red")

    key = pictures.inline(f"{OWN}mayor-300x200.jpg", 31)

    assert Image.objects.get(pk=key).import_ref == "wxr:old.example:file:2020/05/mayor.jpg"


def test_a_picture_is_added_once(pictures, report):
    assert pictures.inline(f"{OWN}harbour.jpg", 0) == pictures.featured(31)
    assert report.pictures_added == 1


def test_a_picture_in_the_library_needs_no_folder(pictures, catalogue, report):
    key = pictures.featured(31)

    assert Pictures(catalogue, None, report, is_dry=False).inline(f"{OWN}harbour.jpg", 31) == key


def test_a_dry_run_looks_for_pictures_and_adds_none(catalogue, uploads, report, media_root):
    pictures = Pictures(catalogue, uploads, report, is_dry=True)

    pictures.featured(31)
    pictures.featured(31)

    assert report.pictures_added == 1
    assert not Image.objects.exists()
    assert not media_root.exists()


def test_nothing_outside_the_folder_is_read(pictures, uploads, tmp_path):
    secret = draw(tmp_path / "secret.jpg")
    shutil.copy(secret, uploads.parent.parent / "secret.jpg")
    (uploads / "2020/05/link.jpg").symlink_to(secret)
    (uploads / "far").symlink_to(tmp_path)
    (uploads / "loop.jpg").symlink_to(uploads / "loop.jpg")
    root = "https://old.example/wp-content/uploads"

    assert pictures.featured(33) is None
    for path in (
        "2020/05/link.jpg",
        "far/secret.jpg",
        "loop.jpg",
        "../../secret.jpg",
        "%2e%2e/%2e%2e/secret.jpg",
        "2020/05/../../../../secret.jpg",
        str(secret),
        "x" * 5000 + ".jpg",
        "2020/05/harbour.jpg%00.png",
        "",
    ):
        assert pictures.inline(f"{root}/{path}", 0) is None
    assert not Image.objects.exists()


def test_a_picture_on_the_sites_own_host_counts_though_others_are_elsewhere(uploads, report):
    elsewhere = attachment("31", "2020/05/song.mp3").replace("old.example", "cdn.example")

    with Catalogue(parse(BytesIO(export(elsewhere)))) as catalogue:
        pictures = Pictures(catalogue, uploads, report, is_dry=False)

        assert pictures.inline(f"{OWN}harbour.jpg", 0)
        assert pictures.inline(f"{OWN}harbour.jpg".replace("old", "cdn"), 0)


def test_a_picture_of_another_site_is_none_of_ours(pictures, report):
    assert pictures.inline("https://else.example/wp-content/uploads/2020/05/harbour.jpg", 0) is None
    assert report.pictures_missing["on another site"].count == 1


def test_a_file_that_is_no_picture_is_reported(pictures, uploads, report):
    (uploads / "2020/05/harbour.jpg").write_bytes(b"not a picture")

    assert pictures.featured(31) is None
    assert "harbour.jpg" in str(report.pictures_missing["not taken into the library"])


def test_a_gallery_without_numbers_shows_what_was_uploaded_to_the_story(pictures):
    pictures.story_id = 12

    (shown,) = pictures.gallery([])

    assert (shown.caption, shown.title) == ("The harbour", "2020/05/harbour.jpg")
    assert shown.image_id == Image.objects.get().pk
