from io import BytesIO

import pytest
from django.core.files.storage import storages
from PIL import Image as Pillow

from media.actions import delete_image
from tests.factories import make_image, picture_file

pytestmark = pytest.mark.django_db

FOLDER = "/media/renditions"


def address(image, name):
    return f"{FOLDER}/{image.token[:2]}/{image.token}/{name}"


def fetch(client, path):
    """The response and its bytes; reading them closes the file."""
    response = client.get(path)
    return response, response.getvalue()


@pytest.mark.parametrize(
    ("name", "size", "media_type", "format"),
    [
        ("full-320.webp", (320, 240), "image/webp", "WEBP"),
        ("full-640.jpg", (640, 480), "image/jpeg", "JPEG"),
        ("16x9-640.webp", (640, 360), "image/webp", "WEBP"),
        ("1x1-160.jpg", (160, 160), "image/jpeg", "JPEG"),
    ],
)
def test_a_rendition_is_what_its_name_says(client, name, size, media_type, format):
    image = make_image(file=picture_file((800, 600)))

    response, content = fetch(client, address(image, name))

    assert response["Content-Type"] == media_type
    picture = Pillow.open(BytesIO(content))
    assert (picture.size, picture.format) == (size, format)
    assert int(response["Content-Length"]) == len(content)


def test_a_rendition_may_be_kept_for_ever_and_is_nothing_but_a_picture(client):
    response, _content = fetch(client, address(make_image(), "full-64.jpg"))

    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies


def test_a_rendition_can_be_asked_about_but_takes_nothing(client):
    path = address(make_image(), "full-64.jpg")

    head = client.head(path)
    assert (head.status_code, head.getvalue()) == (200, b"")
    for method in (client.post, client.put, client.delete):
        assert method(path).status_code == 405


def test_an_original_is_never_served(client):
    image = make_image(name="secret-holiday.jpg")
    original = image.original.name
    ending = original.rpartition("/")[2]
    assert storages["originals"].exists(original)

    for path in (
        f"/media/{original}",
        f"/media/{original}/",
        f"{FOLDER}/../{original}",
        f"{FOLDER}/%2e%2e/{original}",
        f"{FOLDER}/{image.token[:2]}/{image.token}/{ending}",
        address(image, f"../../../{original}"),
        address(image, f"..%2f..%2f..%2f{original.replace('/', '%2f')}"),
        f"/static/{original}",
        f"/static/../{original}",
        image.original.url,
    ):
        assert client.get(path, follow=True).status_code == 404, path


@pytest.mark.parametrize(
    "name",
    ["..", "../x", "%2e%2e", "..%2f..%2fsecret_key", "full-64.jpg%2f..", "full-64.jpg.exe",
     "full-64.php", "full-64.JPG", "full-64.svg", "full-64.jpg%0a", "full-\u0666\u0664.jpg",
     "full-065.jpg", "full-99999.jpg", "full--64.jpg", "full-.jpg", "5x4-64.jpg", "full-64.jpg ",
     "full-640000000000.jpg", "1x1-64.jpg;", ""],
)  # fmt: skip
def test_only_names_of_the_ladder_find_a_file(client, name):
    assert client.get(address(make_image(), name)).status_code == 404


@pytest.mark.parametrize("shard", ["", "a", "..", "aaa", "%2e%2e", "zz"])
def test_a_file_has_one_address(client, shard):
    image = make_image()

    assert client.get(f"{FOLDER}/{shard}/{image.token}/full-64.jpg").status_code == 404
    assert client.get(address(image, "full-64.jpg") + "/").status_code == 404
    upper = image.token.upper() + "A"
    assert client.get(f"{FOLDER}/{upper[:2]}/{upper}/full-64.jpg").status_code == 404


def test_a_folder_is_no_page(client):
    image = make_image()

    for path in ("/media/", f"{FOLDER}/", f"{FOLDER}/{image.token[:2]}/{image.token}/"):
        assert client.get(path).status_code == 404


def test_a_deleted_picture_is_gone(client, django_capture_on_commit_callbacks):
    image = make_image()
    path = address(image, "full-64.jpg")
    fetch(client, path)

    with django_capture_on_commit_callbacks(execute=True):
        delete_image(image, by=None)

    assert client.get(path).status_code == 404


def test_nothing_of_the_camera_reaches_readers(client):
    exif = Pillow.Exif()
    exif[0x010F] = "Secret camera"
    file = picture_file((400, 300), exif=exif.tobytes(), comment=b"Secret place")
    image = make_image(file=file)

    for name in ("full-320.jpg", "full-320.webp", "16x9-400.jpg"):
        _response, content = fetch(client, address(image, name))

        assert b"Secret" not in content
        assert not Pillow.open(BytesIO(content)).getexif()
