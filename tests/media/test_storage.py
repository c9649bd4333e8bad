"""Pictures in S3-compatible storage: the site's own settings, in a process of their own."""

import json
import os
import subprocess
import sys
import textwrap

import boto3
import pytest
from moto.server import ThreadedMotoServer

from media.shapes import FORMATS
from media.storage import LocalFolder, originals, renditions
from tests.factories import make_image, picture_file

KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_REGION": "eu-west-1"}


@pytest.fixture(scope="module")
def s3_address():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(s3_address):
    session = boto3.Session("test", "test", region_name="eu-west-1")
    bucket = session.resource("s3", endpoint_url=s3_address).Bucket("pictures")
    bucket.create(CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    yield bucket
    bucket.objects.delete()
    bucket.delete()


def run(settings, tmp_path, s3_address, code, **environment):
    """What `code` prints as JSON, run by a site whose pictures lie in the bucket."""
    environment = os.environ | KEYS | environment | {
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "SECRET_KEY": "x" * 40,
        "DEBUG": "1",  # no static files are collected here
        "NEWSROOM_VAR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
        "S3_BUCKET": "pictures",
        "S3_ENDPOINT_URL": s3_address,
    }  # fmt: skip
    setup = "import django, json; django.setup()\nfrom django.core.management import call_command\n"
    setup += 'call_command("migrate", verbosity=0)\n'
    done = subprocess.run(
        [sys.executable, "-c", setup + textwrap.dedent(code)],
        env=environment, cwd=settings.BASE_DIR, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return json.loads(done.stdout)


LIFE = """
    import mimetypes
    mimetypes.init()
    mimetypes.types_map.pop(".webp", None)  # as on a machine without /etc/mime.types
    from django.core.files.base import ContentFile
    from django.test import Client
    from media import actions
    from media.models import Image
    from media.storage import rendition_path, renditions
    from media.templatetags.pictures import picture_url, thumbnail_url

    file = ContentFile(open(%r, "rb").read())
    image = actions.add_image(file, name="a.jpg", by=None, photographer="Pat")
    image = Image.objects.get()
    first = image.token
    with image.original.open("rb") as original:
        same = original.read() == open(%r, "rb").read()
    image.focal_x = 0.1
    actions.save_image(image, by=None)
    renditions().delete(rendition_path(image.token, "1x1-48.avif"))
    client = Client(SERVER_NAME="127.0.0.1")
    answer = client.get(f"/media/renditions/{image.token[:2]}/{image.token}/1x1-48.avif")
    found = answer.status_code
    answer.getvalue()
    gone = client.get(f"/media/renditions/{first[:2]}/{first}/1x1-48.avif").status_code
    page = client.get("/")["Content-Security-Policy"]
    print(json.dumps([first, image.token, same, found, gone, thumbnail_url(image), page]))
"""


def test_pictures_live_in_a_bucket(settings, tmp_path, s3_address, bucket):
    path = tmp_path / "a.jpg"
    path.write_bytes(picture_file().read())

    first, token, same, found, gone, url, policy = run(
        settings, tmp_path, s3_address, LIFE % (str(path), str(path))
    )

    assert same
    assert (found, gone) == (200, 404)
    keys = {item.key for item in bucket.objects.all()}
    assert len(keys) == 17
    assert f"originals/{first[:2]}/{first}.jpg" in keys
    assert f"renditions/{token[:2]}/{token}/1x1-48.avif" in keys
    assert not any(key.startswith(f"renditions/{first[:2]}/{first}") for key in keys)
    assert url == f"/media/renditions/{token[:2]}/{token}/1x1-48.webp"
    assert policy.endswith("img-src 'self'")


def test_pictures_may_be_fetched_from_the_bucket(settings, tmp_path, s3_address, bucket):
    path = tmp_path / "a.jpg"
    path.write_bytes(picture_file().read())

    _first, token, _same, _found, _gone, url, policy = run(
        settings, tmp_path, s3_address, LIFE % (str(path), str(path)),
        S3_PUBLIC_URL="https://pictures.example/",
    )  # fmt: skip

    assert url == f"https://pictures.example/renditions/{token[:2]}/{token}/1x1-48.webp"
    assert policy.endswith("img-src 'self' https://pictures.example")
    folder = f"renditions/{token[:2]}/{token}"
    for ending, content_type in FORMATS.items():
        rendition = bucket.Object(f"{folder}/full-64.{ending}")
        assert rendition.content_type == content_type
        assert rendition.cache_control == "public, max-age=31536000, immutable"


def test_a_deleted_picture_leaves_nothing_in_the_bucket(settings, tmp_path, s3_address, bucket):
    path = tmp_path / "a.jpg"
    path.write_bytes(picture_file().read())
    code = LIFE % (str(path), str(path)) + "\n    actions.delete_image(image, by=None)\n"

    run(settings, tmp_path, s3_address, code)

    assert list(bucket.objects.all()) == []


@pytest.mark.django_db
def test_without_a_bucket_pictures_lie_in_folders_here(media_root):
    image = make_image()

    assert isinstance(renditions(), LocalFolder)
    assert originals().path(image.original.name) == str(
        media_root / "originals" / image.original.name
    )
