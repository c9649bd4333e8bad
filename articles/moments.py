"""The hours at which readers see something else though nobody does anything: no stored page is kept
beyond the next one.

Not here: what ends with a day (rights in pictures, the age of a story) ends at midnight, which ends
every page; what only grows older (a story that leaves the sitemap of the last two days, the
ranking of the most read) may be told a minute late, when pages are made anew anyway.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import QuerySet

from newsroom import edge
from newsroom.compiled import Compiled

from . import due
from .fronts.document import read
from .models import Article, BreakingBar, Correction, FrontVersion
from .workflow import Status

AGAIN = timedelta(seconds=1)


def _to_come(rows: Callable[[], QuerySet], field: str, now: datetime) -> QuerySet:
    hours = rows().filter(**{f"{field}__gt": now}).order_by(field)
    return hours.values_list(field, flat=True)[:1]


def _pins(now: datetime) -> QuerySet:
    return _fronts().filter(pins_until__gt=now).order_by("pins_until").only("document")


def _bars(now: datetime) -> QuerySet:
    bars = BreakingBar.objects.filter(ends_at__gt=now).order_by("ends_at")
    return bars.values_list("begins_at", "ends_at")


_TO_COME, _PINS, _BARS = Compiled(_to_come), Compiled(_pins), Compiled(_bars)


def _first(rows: Callable[[], QuerySet], field: str, now: datetime) -> datetime | None:
    """The first hour after `now` in `field`: one row of an index."""
    return _TO_COME.first(rows, field, now=now)


@edge.moment
def goes_live(now: datetime) -> datetime | None:
    return _first(_published, "published_at", now)


@edge.moment
def embargo_ends(now: datetime) -> datetime | None:
    return _first(_published, "embargo_until", now)


@edge.moment
def expires(now: datetime) -> datetime | None:
    return _first(_published, "expires_at", now)


@edge.moment
def changes_go_live(now: datetime) -> datetime | None:
    """Where they are late (the database was busy, say), they are soon tried again."""
    hour = due.first_hour()
    return now + AGAIN if hour is not None and hour <= now else hour


@edge.moment
def front_goes_live(now: datetime) -> datetime | None:
    return _first(_fronts, "goes_live_at", now)


@edge.moment
def pin_ends(now: datetime) -> datetime | None:
    """Of published fronts that hold a pin for some hours; whether they still stand is not asked."""
    hours = []
    for version in _PINS(now=now):
        hours += [hour for hour in read(version.document).ends_of_pins if hour > now]
    return min(hours, default=None)


@edge.moment
def breaking_changes(now: datetime) -> datetime | None:
    """A bar ends; or it begins, where the clock was set back since."""
    return min((hour for bar in _BARS(now=now) for hour in bar if hour > now), default=None)


@edge.moment
def correction_is_told(now: datetime) -> datetime | None:
    return _first(Correction.objects.standing, "published_at", now)


def _published():
    return Article.objects.filter(status=Status.PUBLISHED)


def _fronts():
    return FrontVersion.objects.filter(state=FrontVersion.State.PUBLISHED)
