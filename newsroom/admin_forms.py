"""What the stock admin's forms leave out."""

from datetime import datetime, time, timedelta, timezone

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime, BaseAdminTimeWidget
from django.db import models
from django.utils import timezone as django_timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from newsroom import hours

LOCAL = timezone(timedelta(0), "whatever the newsroom's clocks show")


class ClockWidget(BaseAdminTimeWidget):
    """A time; with its offset where clocks show it twice."""

    def format_value(self, value):
        words = super().format_value(value)
        has_offset = isinstance(value, time) and value.tzinfo is not None
        return f"{words} {hours.offset_of(value)}" if has_offset else words


class HourWidget(AdminSplitDateTime):
    """The admin's date and time, with the name of the time zone they are in."""

    def __init__(self, attrs=None):
        super().__init__(attrs)
        self.widgets[1] = ClockWidget()

    def decompress(self, value):
        if not isinstance(value, datetime):
            return [None, None]
        if django_timezone.is_naive(value):
            return [value.date(), value.time()]
        local, is_twice = hours.written(value)
        clock = local.time()
        return [local.date(), clock.replace(tzinfo=hours.fixed(local)) if is_twice else clock]

    def render(self, name, value, attrs=None, renderer=None):
        halves = super().render(name, value, attrs, renderer)
        words = _("Time zone: %s") % hours.zone_name()
        return format_html('{}<span class="hour-zone">{}</span>', halves, words)


class ClockField(forms.TimeField):
    """A time of day, with an offset where one is typed behind it."""

    def to_python(self, value):
        if not isinstance(value, str):
            return super().to_python(value)
        clock, offset = hours.split_offset(value)
        found = super().to_python(clock)
        return found and found.replace(tzinfo=offset)


class HourField(forms.SplitDateTimeField):
    """A day and an hour in the newsroom's time zone; newsroom/hours.py knows the two odd nights."""

    widget = HourWidget

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        clock = ClockField(required=False, localize=self.localize, disabled=self.disabled)
        clock.error_messages.setdefault("incomplete", self.error_messages["incomplete"])
        self.fields = (self.fields[0], clock)

    def compress(self, data_list):
        if not data_list:
            return None
        if any(half in self.empty_values for half in data_list):
            which = "invalid_date" if data_list[0] in self.empty_values else "invalid_time"
            raise forms.ValidationError(self.error_messages[which], code=which)
        day, clock = data_list
        return hours.read(datetime.combine(day, clock))


class OneHourField(forms.DateTimeField):
    """The same in one input of the browser's own kind (datetime-local), which can name no offset:
    of an hour that comes twice the second is meant."""

    def to_python(self, value):
        with django_timezone.override(LOCAL):
            found = super().to_python(value)
        if found is None:
            return None
        if found.tzinfo is not LOCAL:
            return hours.in_range(found)
        return hours.read(found.replace(tzinfo=None), second=True)


HOURS = {models.DateTimeField: {"form_class": HourField, "widget": HourWidget}}  # overrides


def name_halves(form: forms.BaseForm) -> None:
    """Say of each half of an hour which field it is of: the admin gives them no label."""
    for field in form.fields.values():
        if isinstance(field.widget, AdminSplitDateTime):
            for half, words in zip(field.widget.widgets, (_("date"), _("time")), strict=True):
                half.attrs["aria-label"] = f"{field.label}: {words}"
