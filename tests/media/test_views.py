import subprocess
import sys

import pytest
from django.db import connection

from media.actions import save_image
from media.shapes import FORMATS, RATIOS
from media.storage import rendition_path, renditions
from tests.factories import make_image, picture_file
from tests.media.test_actions import files_in, files_of, spoil

pytestmark = pytest.mark.django_db


def address(image, name, token=None):
    return renditions().url(rendition_path(token or image.token, name))


def status(client, path):
    """The status of an answer, read to its end."""
    response = client.get(path)
    response.getvalue()
    return response.status_code


def pictures_in(folder):
    return {name for name in files_in(folder) if not name.startswith("locks/")}


@pytest.mark.parametrize("format", FORMATS)
def test_a_rendition_is_handed_out_for_ever(client, format):
    image = make_image()

    response = client.get(address(image, f"16x9-64.{format}"))

    assert response.status_code == 200
    assert response["Content-Type"] == FORMATS[format]
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "Cookie" not in response.get("Vary", "")
    assert response.getvalue()


def test_a_rendition_that_is_there_asks_no_database(client, django_assert_num_queries):
    image = make_image()

    with django_assert_num_queries(0):
        assert status(client, address(image, "full-64.avif")) == 200


@pytest.mark.parametrize(
    "name",
    (
        "full-63.jpg full-65.jpg full-320.jpg full-064.jpg full-64.gif full-64.jpg.jpg 3x2-64.jpg "
        "moving-64.webp moving-64.jpg full-0.jpg full-99999999.jpg x"
    ).split(),
)
def test_nothing_beside_the_ladder_is_drawn(client, name, media_root):
    image = make_image()

    assert status(client, address(image, name)) == 404
    assert pictures_in(media_root) == files_of(image)


@pytest.mark.parametrize("token", ["0" * 32, "x" * 32, "0" * 31, "..", "%2e%2e"])
def test_a_name_nobody_gave_is_not_found(client, token):
    image = make_image()

    assert status(client, address(image, "full-64.jpg", token=token)) == 404


def test_an_original_is_never_handed_out(client):
    image = make_image()

    for path in (f"/media/originals/{image.original.name}", f"/media/{image.original.name}"):
        assert status(client, path) == 404
    path = f"/media/renditions/{image.token[:2]}/{image.token}/../../../originals/{image.original}"
    assert status(client, path) == 404


def remove(image, *names):
    for name in names:
        renditions().delete(rendition_path(image.token, name))


def test_a_rendition_of_a_newer_version_is_drawn_at_first_need(client, media_root):
    image = make_image()
    remove(image, "1x1-48.avif", "1x1-48.webp", "2x3-32.avif")

    assert status(client, address(image, "1x1-48.avif")) == 200
    assert renditions().exists(rendition_path(image.token, "1x1-48.webp"))
    assert not renditions().exists(rendition_path(image.token, "2x3-32.avif"))


def test_a_size_that_is_none_does_not_make_the_server_draw(client, media_root):
    image = make_image()
    remove(image, *(f"1x1-48.{format}" for format in FORMATS))
    before = pictures_in(media_root)

    assert status(client, address(image, "1x1-47.jpg")) == 404
    assert pictures_in(media_root) == before


DRAW = """
import sys, django, shutil
django.setup()
from django.conf import settings
from django.db import connection
shutil.rmtree(settings.VAR)
connection.settings_dict["NAME"], settings.MEDIA_ROOT = sys.argv[1:]
from media.actions import draw_missing
from media.models import Image
image = Image.objects.get()
print("ready", flush=True)
sys.stdin.readline()
print(len(draw_missing(image, ["16x9"])))
"""


@pytest.mark.django_db(transaction=True)
def test_a_rendition_is_drawn_once_however_many_processes_ask(settings, media_root):
    image = make_image(file=picture_file((1400, 900)))
    remove(image, *(s.name(f) for s in image.shape.ladder("16x9") for f in FORMATS))
    name = str(connection.settings_dict["NAME"])
    run = [sys.executable, "-c", DRAW, name, str(media_root)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}

    processes = [subprocess.Popen(run, cwd=settings.BASE_DIR, **pipes) for _ in range(3)]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    drawn = [int(process.communicate()[0]) for process in processes]

    assert sorted(drawn) == [0, 0, 15]
    assert pictures_in(media_root) == files_of(image)


@pytest.mark.parametrize("harm", ["lost", "damaged"])
def test_a_picture_whose_original_cannot_be_read_is_not_found_and_not_read_again(
    client, harm, caplog
):
    image = make_image()
    spoil(image, harm)
    remove(image, "full-64.jpg", "1x1-48.jpg")

    assert status(client, address(image, "full-64.jpg")) == 404
    assert status(client, address(image, "1x1-48.jpg")) == 404
    assert len([record for record in caplog.records if record.name == "media.views"]) == 1
    assert status(client, address(image, "full-64.webp")) == 200


def test_an_animation_moves_and_stands_still(client):
    red, blue = picture_file(colour="red"), picture_file(colour="blue")
    from io import BytesIO

    from PIL import Image as Pillow

    out = BytesIO()
    Pillow.open(red).save(out, "GIF", save_all=True, append_images=[Pillow.open(blue)], duration=90)
    image = make_image(file=type(red)(out.getvalue()), name="a.gif")
    assert image.is_animated

    with Pillow.open(BytesIO(client.get(address(image, "moving-64.webp")).getvalue())) as moving:
        assert moving.n_frames == 2
    with Pillow.open(BytesIO(client.get(address(image, "full-64.webp")).getvalue())) as still:
        assert getattr(still, "n_frames", 1) == 1
    remove(image, "moving-64.webp")
    assert status(client, address(image, "moving-64.webp")) == 200


def test_moved_crops_have_new_addresses_and_the_old_ones_end(
    client, django_capture_on_commit_callbacks
):
    image = make_image()
    old = [address(image, s.name("jpg")) for r in RATIOS for s in image.shape.ladder(r)]

    image.crops = {"1x1": [0, 0, 0.5, 0.5]}
    with django_capture_on_commit_callbacks(execute=True):
        save_image(image, by=None)

    assert {status(client, path) for path in old} == {404}
    assert status(client, address(image, "1x1-24.jpg")) == 200
