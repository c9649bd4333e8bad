"""What the desk is told of files that are damaged, lost, empty, or here already."""

import pytest
from django.core.files.base import ContentFile

from articles.actions import withdraw
from media.models import Image
from tests.factories import make_article, make_image, picture_file
from tests.media.hostile import moving
from tests.media.test_actions import files_in, spoil
from tests.media.test_admin import UPLOAD, form_of, page_of, upload

pytestmark = pytest.mark.django_db
POPUP = UPLOAD + "?_popup=1"


def add(desk, file, **fields):
    return desk.post(POPUP, {"original": file, "_popup": "1", "photographer": "Pat"} | fields)


def test_a_picture_that_turns_out_to_be_damaged_is_said_in_the_form(desk, media_root):
    content = moving("PNG", (64, 48))

    response = add(desk, upload("a.png", content[: len(content) * 3 // 4]), title="Harbour")

    assert response.status_code == 200
    assert "a.png is damaged" in response.text
    assert 'value="Harbour"' in response.text
    assert not Image.objects.exists()
    assert files_in(media_root) == set()


def test_a_replacement_that_turns_out_to_be_damaged_is_said_in_the_form(desk, media_root):
    image = make_image()
    before, content = files_in(media_root), picture_file((900, 700)).read()

    response = desk.post(page_of(image), form_of(
        image, original=upload("b.jpg", content[: len(content) // 2]), caption="Words",
    ))  # fmt: skip

    assert "b.jpg is damaged" in response.text
    assert "Words</textarea>" in response.text
    assert Image.objects.get().caption == ""
    assert files_in(media_root) == before


@pytest.mark.parametrize("harm", ["lost", "damaged"])
def test_a_focal_point_of_a_picture_without_its_original_is_not_moved(desk, harm):
    image = make_image(title="Harbour")
    spoil(image, harm)

    response = desk.post(page_of(image), form_of(image, focal_x="0.1"))

    assert response.status_code == 200
    assert "The original file of “Harbour” cannot be read; replace the file." in response.text
    again = desk.post(page_of(image), form_of(image, original=upload(colour="red")))
    assert again.status_code == 302
    assert Image.objects.get().focal_x == 0.5


def test_a_picture_readers_see_keeps_a_credit(desk):
    image = make_image(photographer="Ann Lens", title="Harbour")
    blank = form_of(image, photographer="")
    story = make_article(lead_image=image)

    response = desk.post(page_of(image), blank)

    assert response.status_code == 200
    assert "Readers see “Harbour”: it cannot be without a credit." in response.text
    assert Image.objects.get().credit == "Ann Lens"
    assert desk.post(page_of(image), blank | {"agency": "Northern Wire"}).status_code == 302
    withdraw(story, by=None, reason="It was wrong.")
    assert desk.post(page_of(image), form_of(Image.objects.get(), agency="")).status_code == 302


def test_two_people_edit_one_picture(desk):
    image = make_image()
    mine, theirs = form_of(image, caption="Ferry"), form_of(image, alt_text="", focal_x="0.1")

    desk.post(page_of(image), theirs)
    desk.post(page_of(image), mine)

    row = Image.objects.get()
    assert (row.caption, row.alt_text, row.focal_x) == ("Ferry", "", 0.1)


def test_the_page_remembers_what_it_has_shown(desk):
    image = make_image(photographer="Ann")

    text = desk.get(page_of(image)).text

    assert '<input type="hidden" name="initial-photographer" value="Ann"' in text
    assert text.count('name="initial-taken_at_') == 2


def test_an_empty_file_is_refused_alone(desk):
    files = [upload("a.jpg"), ContentFile(b"", name="empty.jpg")]

    response = desk.post(UPLOAD, {"files": files})

    assert "empty.jpg is empty." in response.text
    assert response.text.count("upload--added") == 1


def test_the_page_says_how_many_files_a_form_may_send(desk, settings):
    assert "At most 100 at once." in desk.get(UPLOAD).text
    files = [ContentFile(b"", name="empty.jpg")] * 100

    assert desk.post(UPLOAD, {"files": files}).text.count("upload--refused") == 100


def test_a_file_the_library_has_is_offered_in_the_window_of_another_form(desk):
    make_image(title="Harbour at night", file=picture_file(colour="red"))

    response = add(desk, upload("again.jpg", colour="red"))

    assert "The library has this very file: “Harbour at night”." in response.text
    assert Image.objects.count() == 1
    add(desk, upload("again.jpg", colour="red"), again="on")
    assert Image.objects.count() == 2


def test_a_replacement_the_library_has_elsewhere_is_said(desk):
    make_image(title="Harbour at night", file=picture_file(colour="red"))
    image = make_image(title="Ferry")

    response = desk.post(page_of(image), form_of(image, original=upload(colour="red")))
    assert "The library has this very file: “Harbour at night”." in response.text
    assert Image.objects.get(title="Ferry").sha256 == image.sha256

    again = form_of(image, original=upload(colour="red"), again="on")
    assert desk.post(page_of(image), again).status_code == 302
    assert Image.objects.get(title="Ferry").sha256 != image.sha256


@pytest.mark.parametrize(("number", "more"), [(3, ""), (4, "and 1 more"), (6, "and 3 more")])
def test_uses_beyond_those_listed_are_counted(desk, monkeypatch, number, more):
    monkeypatch.setattr("media.uses.MOST", 3)
    image = make_image()
    for _ in range(number):
        make_article(lead_image=image)

    text = desk.get(page_of(image)).text

    assert text.count("lead picture</span>") == 3
    assert more in text
    assert ("more</p>" in text) is bool(more)
