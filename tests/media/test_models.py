from datetime import date

import pytest
from django.core.exceptions import ValidationError

from media.models import Image
from tests.factories import make_image


@pytest.mark.parametrize(
    ("fields", "credit"),
    [
        ({}, ""),
        ({"photographer": "Pat Lens"}, "Pat Lens"),
        ({"agency": "Coast Pictures"}, "Coast Pictures"),
        ({"photographer": "Pat Lens", "agency": "Coast Pictures"}, "Pat Lens / Coast Pictures"),
        ({"photographer": "Pat Lens", "credit_line": "© Coast"}, "© Coast"),
    ],
)
def test_the_credit_is_what_the_licence_says_or_who_made_it(fields, credit):
    assert Image(**fields).credit == credit


def test_rights_last_through_their_last_day(clock):
    today = clock.now().date()
    image = Image(rights_expire_on=today)

    assert Image().has_rights
    assert image.has_rights
    clock.advance(hours=14, minutes=59)
    assert image.has_rights
    clock.advance(minutes=1)
    assert not image.has_rights


def test_a_day_ends_where_the_newsroom_is(clock, settings):
    settings.TIME_ZONE = "Pacific/Auckland"  # 9:00 UTC is 22:00 there
    image = Image(rights_expire_on=date(2030, 1, 7))

    clock.advance(hours=2)

    assert not image.has_rights


@pytest.mark.parametrize(
    ("day", "problems"),
    [
        (date(2030, 1, 9), []),
        (date(2030, 1, 10), ["Its rights end on 9 January 2030."]),
    ],
)
def test_a_picture_may_be_in_order_today_and_not_on_another_day(clock, day, problems):
    image = Image(photographer="Pat", rights_expire_on=date(2030, 1, 9))

    assert image.problems == []
    assert image.problems_on(day) == problems


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"title": "Mayor", "caption": "The mayor speaks."}, "Mayor"),
        ({"caption": "x" * 80}, "x" * 60),
        ({"pk": 7}, "Picture 7"),
    ],
)
def test_a_picture_is_called_by_what_is_known_of_it(fields, name):
    assert str(Image(**fields)) == name


@pytest.mark.parametrize("focal", [{"focal_x": 1.01}, {"focal_y": -0.01}])
def test_a_focal_point_outside_the_picture_is_refused(focal):
    with pytest.raises(ValidationError) as refusal:
        Image(**focal).clean_fields(exclude=["original"])

    assert set(refusal.value.message_dict) == set(focal)


@pytest.mark.django_db
def test_pictures_that_need_words_or_a_credit_are_found():
    make_image()
    mute = make_image(alt_text="")
    anonymous = make_image(photographer="")
    make_image(photographer="", agency="Coast Pictures")
    make_image(photographer="", credit_line="© Coast")

    assert list(Image.objects.without_alt_text()) == [mute]
    assert list(Image.objects.without_credit()) == [anonymous]
