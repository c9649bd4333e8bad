"""Replacing the file of a picture: who may, what is said before, how it is undone."""

import pytest
from django.urls import reverse

from media.actions import replace_file
from media.models import Image
from tests.factories import PASSWORD, make_article, make_image, make_user, picture_file
from tests.media.test_admin import crop, form_of, page_of, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def reporter(client):
    client.login(username=make_user("Reporter").username, password=PASSWORD)
    return client


def test_a_reporter_does_not_replace_what_readers_see(reporter):
    image = make_image()
    make_article(lead_image=image)

    page = reporter.get(page_of(image)).text
    reporter.post(page_of(image), form_of(image, original=upload(colour="red"), caption="Words"))

    assert "Readers see this picture." in page
    saved = Image.objects.get()
    assert (saved.sha256, saved.caption) == (image.sha256, "Words")


def test_a_reporter_replaces_what_only_a_draft_shows(reporter):
    image = make_image()
    make_article(lead_image=image, status="draft")

    reporter.post(page_of(image), form_of(image, original=upload(colour="red")))

    assert Image.objects.get().sha256 != image.sha256


def test_the_form_says_where_the_new_file_will_be_seen(desk):
    image = make_image()
    make_article(lead_image=image)
    make_article(lead_image=image, status="draft")

    text = desk.get(page_of(image)).text

    assert "It stands in 2 places, 1 of them published: all show the new file." in text


def test_a_much_smaller_file_is_taken_only_when_that_is_meant(desk):
    image = make_image(file=picture_file((600, 400)))
    small = {"size": (20, 20), "colour": "red"}

    response = desk.post(page_of(image), form_of(image, original=upload(**small)))
    assert "The new file has 20 × 20 pixels, the old one 600 × 400" in response.text
    assert Image.objects.get().width == 600

    desk.post(page_of(image), form_of(image, original=upload(**small), again="on"))
    assert Image.objects.get().width == 20


def test_focal_point_and_crops_begin_anew_with_another_file(desk):
    kept = {"1x1": [0, 0, 0.5, 0.5], "4x3": [1 / 3, 0, 0.9, 0.5]}
    image = make_image(focal_x=0.2, crops=kept)

    desk.post(page_of(image), form_of(image, original=upload(colour="red"), **crop(
        "1x1", "10", "10", "60", "60"
    )))  # fmt: skip

    saved = Image.objects.get()
    assert saved.focal_x == 0.5
    assert saved.crops == {"1x1": [0.1, 0.1, 0.6, 0.6]}


def test_the_former_file_is_brought_back_by_a_button(desk):
    image = make_image()
    address = reverse("admin:media_image_bring_back", args=[image.pk])
    assert address not in desk.get(page_of(image)).text
    desk.post(page_of(image), form_of(image, original=upload(colour="red")))
    assert address in desk.get(page_of(image)).text

    response = desk.post(address, follow=True)

    assert "The former file is back" in response.text
    assert Image.objects.get().sha256 == image.sha256


def test_the_former_file_is_not_brought_back_without_the_right(reporter):
    image = make_image()
    make_article(lead_image=image)
    replace_file(image, picture_file(colour="red"), name="b.jpg", by=None)
    address = reverse("admin:media_image_bring_back", args=[image.pk])

    assert address not in reporter.get(page_of(image)).text
    assert reporter.post(address).status_code == 403
    assert reporter.get(address).status_code == 405
    assert Image.objects.get().sha256 == image.sha256


def test_a_former_file_that_is_gone_is_said(desk):
    address = reverse("admin:media_image_bring_back", args=[make_image(title="Harbour").pk])

    assert "former file of “Harbour” is gone" in desk.post(address, follow=True).text
