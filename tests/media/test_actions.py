from contextlib import nullcontext

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile, File
from django.db import IntegrityError, transaction

from media.actions import (
    PictureInUseError,
    add_image,
    bring_back,
    delete_image,
    replace_file,
    save_image,
)
from media.drawing import LostOriginalError
from media.models import Image
from media.shapes import RATIOS, formats
from media.storage import originals, rendition_path
from tests.factories import make_article, make_author, make_image, make_user, picture_file

pytestmark = pytest.mark.django_db


def files_in(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def files_of(image):
    """Every file a picture has, below its folder of uploads."""
    names = [s.name(f) for r in RATIOS for s in image.shape.ladder(r) for f in formats(r)]
    renditions = {f"renditions/{rendition_path(image.token, name)}" for name in names}
    names = [image.original.name, *filter(None, [image.former.get("original")])]
    return renditions | {f"originals/{name}" for name in names}


def spoil(image, harm):
    """Let the original be "lost" or "damaged"."""
    content = image.original.read()
    image.original.close()
    originals().delete(image.original.name)
    if harm == "damaged":
        originals().save(image.original.name, ContentFile(content[: len(content) // 2]))


def test_a_picture_has_its_original_and_its_renditions(media_root):
    image = make_image()

    assert files_in(media_root) == files_of(image)


def test_the_original_is_kept_byte_for_byte():
    content = picture_file().read()

    image = make_image()

    with image.original.open("rb") as file:
        assert file.read() == content


def test_two_pictures_of_the_same_file_share_nothing(media_root):
    one, two = make_image(), make_image()

    assert one.sha256 == two.sha256
    assert files_in(media_root) == files_of(one) | files_of(two)


def test_new_words_leave_the_files_alone(media_root):
    image = make_image()
    token, before = image.token, files_in(media_root)

    image = Image.objects.get()
    image.caption = "Other words"
    save_image(image, by=None)

    assert (Image.objects.get().token, Image.objects.get().caption) == (token, "Other words")
    assert files_in(media_root) == before


def test_a_moved_focal_point_draws_anew_under_another_name(
    media_root, django_capture_on_commit_callbacks
):
    image = make_image()
    old_token, original = image.token, image.original.name

    image = Image.objects.get()
    image.focal_x = 0.1
    with django_capture_on_commit_callbacks(execute=True):
        save_image(image, by=None)
        assert len(files_in(media_root)) == 33  # readers of the old page still find its crops

    image = Image.objects.get()
    assert image.token != old_token
    assert image.original.name == original
    assert files_in(media_root) == files_of(image)


def test_of_replaced_files_only_the_last_is_kept(media_root, django_capture_on_commit_callbacks):
    image = make_image()
    old_token, old_hash = image.token, image.sha256

    with django_capture_on_commit_callbacks(execute=True):
        replace_file(image, picture_file(colour="red"), name="other.png.jpg", by=None)
    second = image.original.name
    with django_capture_on_commit_callbacks(execute=True):
        replace_file(image, picture_file(colour="blue"), name="third.jpg", by=None)

    image = Image.objects.get()
    assert image.token != old_token
    assert image.sha256 != old_hash
    assert image.former["original"] == second
    assert len([name for name in files_in(media_root) if name.startswith("originals/")]) == 2
    assert files_in(media_root) == files_of(image)


def test_the_former_file_comes_back_with_its_crops_and_can_go_again(
    media_root, django_capture_on_commit_callbacks
):
    chosen = {"focal_x": 0.2, "crops": {"1x1": [0, 0, 0.5, 0.5]}}
    image = make_image(file=picture_file((90, 60)), **chosen)
    first = image.sha256
    with django_capture_on_commit_callbacks(execute=True):
        replace_file(image, picture_file((60, 90)), name="b.jpg", by=None)
    second = Image.objects.get()
    assert (second.width, second.focal_x, second.crops) == (60, 0.5, {})

    with django_capture_on_commit_callbacks(execute=True):
        bring_back(image, by=None)

    back = Image.objects.get()
    assert (back.sha256, back.width, back.focal_x, back.crops) == (first, 90, *chosen.values())
    assert files_in(media_root) == files_of(back)
    bring_back(image, by=None)
    assert Image.objects.get().sha256 == second.sha256


def test_a_former_file_that_is_gone_is_said():
    image = make_image(title="Harbour")

    with pytest.raises(ValidationError, match="former file of “Harbour” is gone"):
        bring_back(image, by=None)


def test_the_same_file_again_mends_a_lost_one_and_keeps_its_crops(media_root):
    image = make_image(focal_x=0.2, crops={"1x1": [0, 0, 0.5, 0.5]})
    spoil(image, "lost")

    replace_file(image, picture_file(), name="a.jpg", by=None)

    image = Image.objects.get()
    assert (image.focal_x, list(image.crops), image.former) == (0.2, ["1x1"], {})


@pytest.mark.parametrize("role", ["Reporter", "Staff manager"])
@pytest.mark.parametrize("place", ["lead_image", "body", "portrait", "draft"])
def test_a_picture_readers_see_is_replaced_by_those_with_the_right_alone(role, place):
    image = make_image()
    if place == "portrait":
        make_author(portrait=image)
    elif place == "body":
        make_article(body=f'<figure data-image="{image.pk}"></figure>')
    else:
        make_article(lead_image=image, status="draft" if place == "draft" else "published")

    may = nullcontext() if place == "draft" else pytest.raises(PermissionDenied)
    with may:
        replace_file(image, picture_file(colour="red"), name="a.jpg", by=make_user(role))

    for other in ("Editor", "Picture editor", "Managing editor"):
        fresh = Image.objects.get()
        replace_file(fresh, picture_file(colour="blue"), name="a.jpg", by=make_user(other))


def test_a_replaced_file_brings_its_own_size(django_capture_on_commit_callbacks):
    image = make_image()

    image.original = File(picture_file((40, 90)), name="tall.jpg")
    save_image(image, by=None)

    image.refresh_from_db()
    assert (image.width, image.height) == (40, 90)


def test_a_change_that_is_rolled_back_leaves_the_old_files(
    media_root, django_capture_on_commit_callbacks
):
    image = make_image()
    before = files_in(media_root)

    image.focal_y = 0.2
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        save_image(image, by=None)
        transaction.set_rollback(True)

    assert files_of(Image.objects.get()) == before
    assert before <= files_in(media_root)


@pytest.mark.parametrize("wrong", [{"import_ref": "a:1"}, {"focal_x": 2}, {"focal_y": -0.1}])
def test_a_row_that_cannot_be_stored_leaves_no_files(media_root, wrong):
    make_image(import_ref="a:1")
    before = files_in(media_root)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_image(**wrong)

    assert files_in(media_root) == before
    assert Image.objects.count() == 1


def test_a_full_disk_is_not_called_a_damaged_picture(media_root, settings):
    media_root.mkdir(parents=True)
    (media_root / "renditions").write_text("no room for a folder here")

    with pytest.raises(OSError, match="renditions"):
        make_image()

    assert files_in(media_root) == {"renditions"}
    assert not Image.objects.exists()


def test_a_deleted_picture_takes_its_files_with_it(media_root, django_capture_on_commit_callbacks):
    image, other = make_image(), make_image()

    with django_capture_on_commit_callbacks(execute=True):
        delete_image(image, by=None)

    assert list(Image.objects.all()) == [other]
    assert files_in(media_root) == files_of(other)


@pytest.mark.parametrize("use", ["lead_image", "social_image", "portrait", "body"])
def test_a_picture_in_use_is_not_deleted(media_root, use, django_capture_on_commit_callbacks):
    image = make_image()
    if use == "portrait":
        make_author(portrait=image)
    elif use == "body":
        make_article(body=f'<p>Text.</p><figure data-image="{image.pk}"></figure>')
    else:
        make_article(**{use: image})

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(PictureInUseError):
        delete_image(image, by=None)

    assert files_in(media_root) == files_of(Image.objects.get())


def test_nobody_can_guess_where_a_picture_lies():
    image = make_image(title="Mayor", name="mayor.jpg")

    assert len(image.token) == 32
    assert originals().exists(f"{image.token[:2]}/{image.token}.jpg")


@pytest.mark.parametrize(("role", "may"), [("Contributor", False), ("Picture editor", True)])
def test_every_change_asks_for_the_right(role, may):
    by = make_user(role)
    image, other = make_image(), make_image()
    changes = [
        lambda: add_image(picture_file(), name="a.jpg", by=by),
        lambda: save_image(image, by=by),
        lambda: replace_file(image, picture_file(), name="a.jpg", by=by),
        lambda: delete_image(other, by=by),
    ]

    for change in changes:
        with nullcontext() if may else pytest.raises(PermissionDenied):
            change()

    assert Image.objects.filter(pk=other.pk).exists() is not may


@pytest.mark.parametrize("harm", ["lost", "damaged"])
def test_an_original_that_cannot_be_read_is_named(media_root, harm):
    image = make_image(title="Harbour")
    spoil(image, harm)
    before = files_in(media_root)

    image.focal_x = 0.1
    with pytest.raises(LostOriginalError, match="original file of “Harbour” cannot be read"):
        save_image(image, by=None)

    assert files_in(media_root) == before
    assert Image.objects.get().focal_x == 0.5
