from io import StringIO

import pytest
from django.core.management import call_command

from media.models import Image
from media.storage import rendition_path, renditions
from tests.factories import make_image
from tests.media.test_actions import files_in, files_of

pytestmark = pytest.mark.django_db


def draw(**options):
    out, err = StringIO(), StringIO()
    call_command("draw_pictures", stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def test_what_is_missing_is_drawn_and_nothing_else(media_root):
    image = make_image()
    path = rendition_path(image.token, "16x9-64.avif")
    renditions().delete(path)

    assert "1 pictures would be looked at" in draw(dry_run=True)[0]
    assert not renditions().exists(path)
    assert "1 files drawn" in draw()[0]
    assert files_of(image) <= files_in(media_root)
    assert "0 files drawn" in draw()[0]


def test_a_picture_from_before_gets_its_facts():
    image = make_image()
    renditions().delete(rendition_path(image.token, "full-64.avif"))
    Image.objects.update(color="", byte_size=0, format="")

    draw()

    row = Image.objects.get()
    assert (row.color, row.byte_size, row.format) == (image.color, image.byte_size, "JPEG")


def test_a_lost_original_does_not_stop_the_others(media_root):
    lost, image = make_image(title="Lost"), make_image()
    for row in (lost, image):
        renditions().delete(rendition_path(row.token, "full-64.jpg"))
    lost.original.storage.delete(lost.original.name)

    out, err = draw()

    assert "1 files drawn, 1 pictures could not be read." in out
    assert "Lost" in err
