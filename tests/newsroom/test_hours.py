"""Hours typed in the newsroom's time zone, on the two odd nights of the year as well."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from newsroom import hours
from newsroom.admin_forms import HourField, HourWidget, OneHourField

KYIV = "Europe/Kyiv"  # forward on 31 Mar 2030 at 03:00, back on 27 Oct 2030 at 04:00
NEW_YORK = "America/New_York"  # forward on 10 Mar 2030 at 02:00, back on 3 Nov 2030 at 02:00


@pytest.fixture(params=[KYIV, NEW_YORK])
def zone(request, settings):
    settings.TIME_ZONE = request.param
    return request.param


class Form(forms.Form):
    at = HourField(required=False)


class Single(forms.Form):
    at = OneHourField()


def typed(day, clock, **initial):
    return Form({"at_0": day, "at_1": clock}, initial=initial)


def meant(day, clock):
    form = typed(day, clock)
    assert form.is_valid(), form.errors
    return form.cleaned_data["at"].astimezone(UTC)


def refused(day, clock):
    return typed(day, clock).errors["at"]


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


def test_an_ordinary_hour_is_the_newsrooms(settings):
    settings.TIME_ZONE = KYIV
    assert meant("2030-01-07", "09:00") == utc(2030, 1, 7, 7)
    assert meant("2030-07-07", "09:00:30") == utc(2030, 7, 7, 6, 0, 30)
    settings.TIME_ZONE = NEW_YORK
    assert meant("2030-01-07", "09:00") == utc(2030, 1, 7, 14)


def test_an_hour_that_is_not_is_refused_in_words(settings):
    settings.TIME_ZONE = KYIV
    assert refused("2030-03-31", "03:30")[0] == (
        "There is no 03:30 on 31 Mar 2030 in Europe/Kyiv: the clocks go forward past it. "
        "Write 02:30 or 04:30."
    )
    assert meant("2030-03-31", "02:59") == utc(2030, 3, 31, 0, 59)
    assert meant("2030-03-31", "04:00") == utc(2030, 3, 31, 1)
    settings.TIME_ZONE = NEW_YORK
    assert "no 02:00 on 10 Mar 2030" in refused("2030-03-10", "02:00")[0]


def test_of_an_hour_that_comes_twice_it_is_asked_which(settings):
    settings.TIME_ZONE = KYIV
    assert refused("2030-10-27", "03:30")[0] == (
        "03:30 comes twice on 27 Oct 2030 in Europe/Kyiv: the clocks go back. "
        "Write 03:30 +03:00 for the first time, 03:30 +02:00 for the second."
    )
    assert meant("2030-10-27", "03:30 +03:00") == utc(2030, 10, 27, 0, 30)
    assert meant("2030-10-27", "03:30+02") == utc(2030, 10, 27, 1, 30)
    settings.TIME_ZONE = NEW_YORK
    assert meant("2030-11-03", "01:30 -0400") == utc(2030, 11, 3, 5, 30)
    assert meant("2030-11-03", "01:30 −05:00") == utc(2030, 11, 3, 6, 30)


def test_an_offset_that_is_not_the_zones_is_refused(settings):
    settings.TIME_ZONE = KYIV

    assert refused("2030-01-07", "09:00 +05:00") == [
        "At 09:00 on 7 Jan 2030 the clocks in Europe/Kyiv are at +02:00."
    ]
    assert "+03:00 / +02:00" in refused("2030-10-27", "03:30 +01:00")[0]
    assert meant("2030-01-07", "09:00 +02:00") == utc(2030, 1, 7, 7)


def test_a_kept_hour_comes_back_as_it_was(zone):
    """Opening a form and saving it changes nothing, on any night."""
    for start in (utc(2030, 3, 10), utc(2030, 3, 30, 20), utc(2030, 10, 26, 20), utc(2030, 11, 3)):
        for step in range(24):
            moment = start + timedelta(minutes=30 * step)
            widget = HourWidget()
            shown = [
                half.format_value(value)
                for half, value in zip(widget.widgets, widget.decompress(moment), strict=True)
            ]
            form = typed(*shown, at=moment)

            assert form.is_valid(), (moment, shown, form.errors)
            assert form.cleaned_data["at"] == moment
            assert not form.has_changed()


@given(st.datetimes(), st.sampled_from([KYIV, NEW_YORK, "Australia/Lord_Howe", "Asia/Kathmandu"]))
def test_any_hour_is_read_or_refused_in_words(clock, name):
    with timezone.override(name), suppress(ValidationError):
        assert timezone.localtime(hours.read(clock)).replace(tzinfo=None) == clock


@pytest.mark.parametrize(
    ("day", "clock"),
    [
        ("", "09:00"), ("2030-01-07", ""), ("soon", "09:00"), ("2030-01-07", "25:00"),
        ("2030-01-07", "09:00 +99:99"), ("2030-01-07", "+02:00"), ("\x00", "\x00"),
    ],
)  # fmt: skip
def test_what_is_no_hour_is_refused(zone, day, clock):
    assert refused(day, clock)


@pytest.mark.parametrize(("day", "clock"), [("0001-01-01", "00:00"), ("9999-12-31", "23:59")])
def test_the_ends_of_time_break_nothing(zone, day, clock):
    assert typed(day, clock).is_valid() in {True, False}


def test_the_name_of_the_time_zone_stands_beside_the_field(zone):
    assert f'<span class="hour-zone">Time zone: {zone}</span>' in str(Form()["at"])


@pytest.mark.parametrize("value", ["tomorrow", "", 7])
def test_an_address_that_brings_rubbish_for_an_hour_shows_an_empty_field(value):
    assert 'value="tomorrow"' not in str(Form(initial={"at": value})["at"])


def test_the_browsers_own_input_takes_the_second_of_two(settings):
    settings.TIME_ZONE = KYIV

    def said(words):
        return Single({"at": words})

    assert said("2030-01-07T09:00").is_valid()
    second = said("2030-10-27T03:30")
    assert second.is_valid()
    assert second.cleaned_data["at"].astimezone(UTC) == utc(2030, 10, 27, 1, 30)
    assert "There is no 03:30" in said("2030-03-31T03:30").errors["at"][0]
    assert said("soon").errors["at"] == ["Enter a valid date/time."]
    for words in ("0001-01-01T00:00", "9999-12-31T23:59", "0001-01-01T00:00+14:00"):
        assert said(words).errors["at"] == ["This hour is out of all range."]
