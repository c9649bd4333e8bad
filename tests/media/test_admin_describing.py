"""Many pictures get their credit, licence and keywords at once."""

import pytest
from django.contrib.admin.models import LogEntry

from media.models import Image, Licence
from tests.factories import PASSWORD, make_image, make_user
from tests.media.test_admin import LIBRARY

pytestmark = pytest.mark.django_db


def describe(client, images, **fields):
    chosen = {"action": "describe", "_selected_action": [image.pk for image in images]}
    return client.post(LIBRARY, chosen | fields)


def test_the_page_asks_what_is_true_of_the_selected_pictures(desk):
    images = [make_image(title="Ferry"), make_image(title="Harbour")]
    make_image(title="Lighthouse")

    response = describe(desk, images, index="0")

    assert "Save for 2 pictures" in response.text
    assert "Ferry" in response.text
    assert "Lighthouse" not in response.text
    assert not LogEntry.objects.exists()


def test_the_selected_pictures_get_what_was_given(desk):
    licence = Licence.objects.get(name="CC0 1.0")
    images = [make_image(keywords="sea, Ferry"), make_image(agency="Coast")]
    other = make_image()

    response = describe(
        desk, images, describe="1", photographer="Ann", licence=licence.pk,
        rights_expire_on="2031-05-01", keywords="ferry, strike",
    )  # fmt: skip

    assert response.status_code == 302
    one, two = Image.objects.filter(pk__in=[i.pk for i in images]).order_by("pk")
    assert {i.photographer for i in (one, two)} == {"Ann"}
    assert {i.licence for i in (one, two)} == {licence}
    assert str(one.rights_expire_on) == "2031-05-01"
    assert (one.keywords, two.keywords) == ("sea, Ferry, strike", "ferry, strike")
    assert (one.agency, two.agency) == ("", "Coast")
    assert one.token == images[0].token
    assert Image.objects.get(pk=other.pk).photographer == "Pat Lens"
    assert LogEntry.objects.count() == 2


def test_what_stands_there_stays_when_that_is_wanted(desk):
    named, anonymous = make_image(photographer="Pat"), make_image(photographer="")

    describe(desk, [named, anonymous], describe="1", photographer="Ann", only_blank="on")

    found = dict(Image.objects.values_list("pk", "photographer"))
    assert found == {named.pk: "Pat", anonymous.pk: "Ann"}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Fill in at least one field."),
        ({"rights_expire_on": "soon"}, "Enter a valid date."),
        ({"photographer": "a" * 151}, "at most 150 characters"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(desk, fields, sentence):
    image = make_image()

    response = describe(desk, [image], describe="1", **fields)

    assert sentence in response.text
    assert Image.objects.get().photographer == "Pat Lens"


def test_not_more_at_once_than_a_person_can_mean(desk, monkeypatch):
    monkeypatch.setattr("media.admin.describing.MOST", 1)

    response = describe(desk, [make_image(), make_image()], describe="1", photographer="Ann")

    assert response.status_code == 302
    assert not Image.objects.filter(photographer="Ann").exists()


def test_who_may_only_look_changes_nothing(client):
    client.login(username=make_user("Contributor").username, password=PASSWORD)
    image = make_image()

    describe(client, [image], describe="1", photographer="Ann")

    assert Image.objects.get().photographer == "Pat Lens"
    assert "Set credit" not in client.get(LIBRARY).text
