"""Several people at one picture, at the same moment, in transactions of their own."""

from threading import Event

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from PIL import Image as Pillow

from articles.models import BodyPicture
from media.actions import delete_image, draw_missing, replace_file, save_image
from media.models import Image, Licence
from media.uploads import opened
from tests.factories import PASSWORD, make_article, make_image, make_user, picture_file
from tests.media.test_actions import files_in, files_of
from tests.media.test_admin import form_of

pytestmark = pytest.mark.django_db(transaction=True)


def edited(image, **fields):
    """Somebody's change of what they read a moment ago, ready to be saved."""
    mine = Image.objects.get(pk=image.pk)
    for name, value in fields.items():
        setattr(mine, name, value)
    return lambda: save_image(mine, by=None, changed=set(fields))


def replaced(image, colour, size=(64, 48)):
    mine = Image.objects.get(pk=image.pk)
    return lambda: replace_file(mine, picture_file(size, colour=colour), name="b.jpg", by=None)


def assert_whole(media_root):
    """The only picture has all its files, and nothing else lies about; the row."""
    row = Image.objects.get()
    assert files_in(media_root) == files_of(row)
    return row


@pytest.mark.parametrize("changed", [{"caption"}, None])
def test_words_saved_late_do_not_bring_back_the_old_file(media_root, changed):
    image = make_image()
    mine = Image.objects.get()
    replaced(image, "red", (90, 80))()

    mine.caption = "Late words"
    save_image(mine, by=None, **({"changed": changed} if changed else {}))

    row = assert_whole(media_root)
    assert (row.caption, row.width, mine.token) == ("Late words", 90, row.token)


def test_a_focal_point_moved_late_is_of_the_new_file(media_root):
    image = make_image()
    late = edited(image, focal_x=0.1)
    replaced(image, "red", (90, 80))()

    late()

    row = assert_whole(media_root)
    assert (row.width, row.focal_x) == (90, 0.1)


def test_two_people_write_different_words(media_root):
    image = make_image()
    one, two = edited(image, caption="Ferry"), edited(image, alt_text="A ferry at sea")

    one()
    two()

    row = assert_whole(media_root)
    assert (row.caption, row.alt_text) == ("Ferry", "A ferry at sea")


def test_a_new_file_and_a_moved_focal_point_at_the_same_moment(media_root, together):
    image = make_image()

    together(replaced(image, "red", (90, 80)), edited(image, focal_x=0.1))

    row = assert_whole(media_root)
    assert row.width == 90
    assert row.focal_x in (0.1, 0.5)  # whichever came last: a new file begins anew


def test_two_new_files_at_the_same_moment(media_root, together):
    image = make_image()

    together(replaced(image, "red", (90, 80)), replaced(image, "blue", (70, 60)))

    assert assert_whole(media_root).width in {90, 70}


def test_both_halves_of_a_focal_point_at_the_same_moment(media_root, together):
    image = make_image()

    together(edited(image, focal_x=0.1), edited(image, focal_y=0.2))

    row = assert_whole(media_root)
    assert (row.focal_x, row.focal_y) == (0.1, 0.2)


def test_words_written_while_a_new_file_is_drawn(media_root, together):
    image = make_image()
    exif = Pillow.Exif()
    exif[0x010E] = "What the file says"
    mine = Image.objects.get()
    words = edited(image, caption="What a person says", alt_text="A ferry at sea")

    def replace():
        file = picture_file((90, 80), exif=exif.tobytes())
        replace_file(mine, file, name="b.jpg", by=None)

    def write():
        with opened(picture_file(), "a.jpg"):  # while one is in memory, the new file has to wait
            Event().wait(0.3)
            words()

    assert together(replace, write) == [None, None]

    row = assert_whole(media_root)
    assert (row.width, row.caption, row.alt_text) == (90, "What a person says", "A ferry at sea")


def test_what_a_new_file_says_fills_blanks(media_root):
    image = make_image()
    exif = Pillow.Exif()
    exif[0x010E] = "What the file says"

    replace_file(image, picture_file(exif=exif.tobytes()), name="b.jpg", by=None)

    assert assert_whole(media_root).caption == "What the file says"


def test_a_picture_deleted_meanwhile_does_not_come_back(media_root):
    image = make_image()
    late = [edited(image, caption="Ferry"), edited(image, focal_x=0.1), replaced(image, "red")]
    delete_image(image, by=None)

    for change in late:
        with pytest.raises(ValidationError, match="has been deleted"):
            change()

    assert not Image.objects.exists()
    assert files_in(media_root) == set()


def test_a_picture_read_long_ago_is_deleted_with_the_files_it_has_now(media_root):
    image = make_image()
    replaced(image, "red")()

    delete_image(image, by=None)

    assert files_in(media_root) == set()


def test_a_picture_is_not_deleted_and_used_at_the_same_moment(together):
    image, article = make_image(), make_article()

    def use():
        with transaction.atomic():
            BodyPicture.objects.create(article=article, image=image)
            Event().wait(0.3)

    failures = together(use, lambda: delete_image(Image.objects.get(pk=image.pk), by=None))

    assert failures.count(None) == 1
    assert Image.objects.exists() is BodyPicture.objects.exists()


def test_a_picture_deleted_while_its_file_is_replaced_leaves_nothing(media_root, together):
    image = make_image()
    is_replaced = Event()

    def replace():
        with transaction.atomic():
            replaced(image, "red")()
            is_replaced.set()
            Event().wait(0.3)

    def delete():
        is_replaced.wait()
        delete_image(Image.objects.get(pk=image.pk), by=None)

    assert together(replace, delete) == [None, None]

    assert files_in(media_root) == set()


def test_nothing_is_drawn_for_an_address_that_has_ended(media_root):
    image = make_image()
    late = Image.objects.get()
    edited(image, focal_x=0.1)()

    assert draw_missing(late) == []

    row = Image.objects.get()
    assert {name for name in files_in(media_root) if "locks" not in name} == files_of(row)


def test_others_write_while_a_picture_is_drawn_for_the_desk(client, together):
    image, user = make_image(), make_user("Picture editor")
    client.login(username=user.username, password=PASSWORD)
    page = reverse("admin:media_image_change", args=[image.pk])
    is_asked, is_written = Event(), Event()

    def move():
        is_asked.set()
        return client.post(page, form_of(image, focal_x="0.1")).status_code

    def write():
        with opened(picture_file(), "a.jpg"):  # while one is in memory, the desk's has to wait
            is_asked.wait()
            Event().wait(0.5)
            Licence.objects.create(name="Ours")
            is_written.set()

    status, failed = together(move, write)

    assert (status, failed, is_written.is_set()) == (302, None, True)
    assert Image.objects.get().focal_x == 0.1
