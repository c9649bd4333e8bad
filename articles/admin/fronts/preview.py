"""A version of a front as readers would see it at any hour, in a frame and alone."""

from datetime import datetime, timedelta
from urllib.parse import urlencode

from django import forms
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.admin.previews import WIDTHS
from articles.fronts.compose import compose
from articles.fronts.document import read
from articles.views.lists import section_page
from articles.views.stories import home_page
from newsroom.admin_forms import OneHourField
from newsroom.headers import public_policy

from . import places

TYPED = "%Y-%m-%dT%H:%M"
MORNING = 6  # o'clock, when the next day's front is looked at


class HourForm(forms.Form):
    at = OneHourField(
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=TYPED),
    )


def preview(request, place, number, model_admin):
    """The page in a frame, as wide as a desktop or a telephone, as of an hour."""
    front = places.front_at(request, place)
    version = places.version_or_404(front, number)
    form = HourForm(request.GET)
    at = form.cleaned_data.get("at") if form.is_valid() else None
    width = request.GET.get("width")
    width = width if width in WIDTHS else "desktop"
    hour = {"at": timezone.localtime(at).strftime(TYPED)} if at else {}
    context = places.context(
        request, model_admin, front, _("Preview"),
        version=version, form=form, at=at, typed=hour.get("at", ""), width=width,
        widths=[(key, label, urlencode(hour | {"width": key})) for key, label in WIDTHS.items()],
        hours=_hours(width), query=urlencode(hour), seen=places.newest_number(front),
    )  # fmt: skip
    return render(request, "admin/articles/front/preview.html", context)


def preview_page(request, place, number, model_admin):
    """The page alone, through the public templates; pages of our own may frame it."""
    front = places.front_at(request, place)
    version = places.version_or_404(front, number)
    form = HourForm(request.GET)
    at = form.cleaned_data.get("at") if form.is_valid() else None
    composed = compose(read(version.document), at=at, version=version)
    if front.section_id:
        response = section_page(request, front.section, composed, at=at)
    else:
        response = home_page(request, composed)
    response["Content-Security-Policy"] = public_policy(framed_by="'self'")
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _hours(width: str) -> list[tuple[str, str]]:
    """Hours somebody looks at: now, and the next mornings."""
    today = timezone.localtime().replace(hour=MORNING, minute=0, second=0, microsecond=0)
    days = [(_("Tomorrow, 06:00"), 1), (_("In two days, 06:00"), 2)]
    later = [(label, _on_the_clock(today, number)) for label, number in days]
    return [(_("Now"), urlencode({"width": width}))] + [
        (label, urlencode({"at": hour.strftime(TYPED), "width": width})) for label, hour in later
    ]


def _on_the_clock(moment: datetime, days: int) -> datetime:
    """The same time of day, whatever the clocks do between."""
    return moment.replace(tzinfo=None) + timedelta(days=days)
