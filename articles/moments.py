"""The hours at which readers see something else though nobody does anything: no stored page is kept
beyond the next one.

Not here: what ends with a day (rights in pictures, the age of a story) ends at midnight, which ends
every page; what only grows older (a story that leaves the sitemap of the last two days, the
ranking of the most read) may be told a minute late, when pages are made anew anyway.
"""

from datetime import datetime, timedelta

from newsroom import edge

from . import due
from .fronts.document import read
from .models import Article, BreakingBar, Correction, FrontVersion
from .workflow import Status

AGAIN = timedelta(seconds=1)


def _first(rows, field: str, now: datetime) -> datetime | None:
    """The first hour after `now` in `field`: one row of an index."""
    to_come = rows.filter(**{f"{field}__gt": now}).order_by(field)
    return to_come.values_list(field, flat=True).first()


@edge.moment
def goes_live(now: datetime) -> datetime | None:
    return _first(_published(), "published_at", now)


@edge.moment
def embargo_ends(now: datetime) -> datetime | None:
    return _first(_published(), "embargo_until", now)


@edge.moment
def expires(now: datetime) -> datetime | None:
    return _first(_published(), "expires_at", now)


@edge.moment
def changes_go_live(now: datetime) -> datetime | None:
    """Where they are late (the database was busy, say), they are soon tried again."""
    hour = due.first_hour()
    return now + AGAIN if hour is not None and hour <= now else hour


@edge.moment
def front_goes_live(now: datetime) -> datetime | None:
    return _first(_fronts(), "goes_live_at", now)


@edge.moment
def pin_ends(now: datetime) -> datetime | None:
    """Of published fronts that hold a pin for some hours; whether they still stand is not asked."""
    hours = []
    for version in _fronts().filter(pins_until__gt=now).order_by("pins_until").only("document"):
        hours += [hour for hour in read(version.document).ends_of_pins if hour > now]
    return min(hours, default=None)


@edge.moment
def breaking_changes(now: datetime) -> datetime | None:
    """A bar ends; or it begins, where the clock was set back since."""
    bars = BreakingBar.objects.filter(ends_at__gt=now).order_by("ends_at")
    known = bars.values_list("begins_at", "ends_at")
    return min((hour for bar in known for hour in bar if hour > now), default=None)


@edge.moment
def correction_is_told(now: datetime) -> datetime | None:
    return _first(Correction.objects.standing(), "published_at", now)


def _published():
    return Article.objects.filter(status=Status.PUBLISHED)


def _fronts():
    return FrontVersion.objects.filter(state=FrontVersion.State.PUBLISHED)
