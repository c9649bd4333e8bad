"""What nobody waits for: the large renditions of a picture that has just come in."""

from functools import partial
from threading import Event

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from media import actions
from media.background import Background
from media.models import Image
from media.storage import renditions
from tests.factories import picture_file
from tests.media.test_actions import files_in, files_of
from tests.media.test_views import address, status

LARGE = (1400, 1000)


@pytest.fixture
def quick():
    """A background that begins at once."""
    quick = Background(pause=0)
    yield quick
    quick.finish()


def bring(later=True):
    return actions.add_image(picture_file(LARGE), name="a.jpg", by=None, later=later)


def drawn(image):
    return set(renditions().listdir(f"{image.token[:2]}/{image.token}")[1])


@pytest.mark.django_db
def test_who_brings_a_picture_waits_only_for_what_the_desk_looks_at(media_root):
    image = bring()

    assert drawn(image) == image.shape.at_once()
    assert {"full-960.webp", "16x9-320.webp", "1x1-160.webp"} <= drawn(image)
    assert all(name.endswith(".webp") for name in drawn(image))
    assert image.color


@pytest.mark.django_db(transaction=True)
def test_the_rest_is_drawn_in_the_background(media_root, monkeypatch, quick):
    monkeypatch.setattr(actions, "background", quick)
    is_done = Event()

    image = bring()
    quick.do(is_done.set)

    assert is_done.wait(60)
    assert {name for name in files_in(media_root) if "locks" not in name} == files_of(image)


@pytest.mark.django_db
def test_what_is_not_drawn_yet_is_drawn_for_who_asks(client):
    image = bring()

    assert status(client, address(image, "16x9-1280.avif")) == 200


@pytest.mark.django_db
def test_a_picture_brought_to_the_library_is_one_of_them(desk, media_root):
    file = picture_file(LARGE)
    file.name = "a.jpg"

    desk.post(reverse("admin:media_image_add"), {"files": [file]})

    image = Image.objects.get()
    assert drawn(image) == image.shape.at_once()


@pytest.mark.django_db
def test_where_browsers_ask_somebody_else_all_is_drawn_at_once(settings, media_root):
    elsewhere = {"location": media_root / "renditions", "base_url": "https://pictures.example/"}
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = settings.STORAGES | {
        "renditions": {"BACKEND": backend, "OPTIONS": elsewhere}
    }

    image = bring()

    assert files_in(media_root) == files_of(image)


@pytest.mark.django_db
def test_a_picture_deleted_while_it_is_drawn_leaves_nothing(media_root, monkeypatch):
    image = bring()
    draw = actions.drawing.draw

    def gone_meanwhile(late, *rest):
        actions.delete_image(Image.objects.get(), by=None)
        draw(late, *rest)

    monkeypatch.setattr(actions.drawing, "draw", gone_meanwhile)

    assert actions.draw_missing(image) == []
    assert not renditions().exists(f"{image.token[:2]}/{image.token}")


def test_a_piece_waits_until_no_more_come(quick):
    order, is_done = [], Event()
    quick.pause = 60

    quick.do(partial(order.append, "first"))
    assert order == []
    quick.pause = 0
    quick.do(partial(order.append, "second"))
    quick.do(is_done.set)

    assert is_done.wait(60)
    assert order == ["first", "second"]


def test_a_piece_that_fails_is_logged_and_the_next_is_done(quick, caplog):
    is_done = Event()

    quick.do(lambda: 1 / 0)
    quick.do(is_done.set)

    assert is_done.wait(60)
    assert "could not be done" in caplog.text


def test_what_waits_when_a_process_ends_is_dropped_and_what_is_under_way_is_not(quick):
    is_begun, done = Event(), []

    def piece():
        is_begun.set()
        while quick._waiting:
            Event().wait(0.01)
        done.append("under way")

    quick.do(piece)
    assert is_begun.wait(60)
    quick.do(partial(done.append, "waiting"))
    quick.finish()

    assert done == ["under way"]


def test_a_file_is_there_whole_or_not_at_all(media_root):
    class Cut(ContentFile):
        def chunks(self, chunk_size=None):
            yield b"half of it"
            assert not renditions().exists("aa/name.webp")
            raise OSError("The disk is full.")

    with pytest.raises(OSError, match="full"):
        renditions().save("aa/name.webp", Cut(b"all of it"))

    assert files_in(media_root) == set()
