"""Hours as people type them, in the newsroom's time zone: those that are not, those that are twice.

When clocks go forward an hour is left out; when they go back one comes twice. The first is refused,
of the second it is asked which: "03:30 +03:00" or "03:30 +02:00".
"""

import re
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo

from django.core.exceptions import ValidationError
from django.utils import timezone as django_timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

WITH_OFFSET = re.compile(
    r"(?P<clock>.*\S)\s*(?P<sign>[+\N{MINUS SIGN}-])(?P<h>\d\d?):?(?P<m>[0-5]\d)?"
)
MARGIN = timedelta(days=3)


def read(clock: datetime, *, second: bool = False) -> datetime:
    """The moment `clock` means, in UTC: Python calls no two moments of an hour that comes twice
    equal while one is in its zone (PEP 495). An offset of `clock` is checked by the zone.

    ValidationError, in words, for an hour the zone does not have, and for one it has twice, unless
    `second` says that the later one is meant.
    """
    offset, bare = clock.utcoffset(), clock.replace(tzinfo=None, fold=0)
    in_range(bare)
    found = _moments(bare, django_timezone.get_current_timezone())
    if not found:
        raise ValidationError(_no_such(bare), code="nonexistent")
    if offset is not None:
        return _with_offset(found, bare, offset)
    if len(found) > 1 and not second:
        raise ValidationError(_which(found, bare), code="ambiguous")
    return found[-1].astimezone(UTC)


def in_range(moment: datetime) -> datetime:
    """The same; ValidationError at an end of the calendar, where no other zone's hour and no day
    before or after it could be reckoned."""
    try:
        _ends = moment - MARGIN, moment + MARGIN
    except OverflowError as error:
        raise ValidationError(_("This hour is out of all range."), code="invalid") from error
    return moment


def written(moment: datetime) -> tuple[datetime, bool]:
    """`moment` (aware) as the newsroom's clocks show it, and whether they show it twice."""
    local = django_timezone.localtime(moment)
    try:
        is_twice = len(_moments(local.replace(tzinfo=None, fold=0), local.tzinfo)) > 1
    except OverflowError:
        is_twice = False
    return local, is_twice


def fixed(moment: datetime) -> tzinfo:
    """The offset of `moment` as a time zone of its own."""
    return timezone(moment.utcoffset())


def split_offset(words: str) -> tuple[str, tzinfo | None]:
    """("03:30", +02:00) of "03:30 +02:00"; None for what has no offset."""
    match = WITH_OFFSET.fullmatch(words.strip())
    if not match or int(match["h"]) > 15:
        return words, None
    size = timedelta(hours=int(match["h"]), minutes=int(match["m"] or 0))
    return match["clock"], timezone(size if match["sign"] == "+" else -size)


def offset_of(moment: datetime | time) -> str:
    """+02:00"""
    return f"{moment:%z}"[:3] + ":" + f"{moment:%z}"[3:5]


def zone_name() -> str:
    return str(django_timezone.get_current_timezone())


def _moments(bare: datetime, zone: tzinfo) -> list[datetime]:
    """When clocks of `zone` show `bare`: never, once, or twice in order."""
    tried = [bare.replace(tzinfo=zone, fold=fold) for fold in (0, 1)]
    found = [
        moment
        for moment in tried
        if moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None, fold=0) == bare
    ]
    same = len(found) == 2 and found[0].utcoffset() == found[1].utcoffset()
    return found[:1] if same else found


def _with_offset(found: list[datetime], bare: datetime, offset: timedelta) -> datetime:
    for moment in found:
        if moment.utcoffset() == offset:
            return moment.astimezone(UTC)
    said = {"zone": zone_name(), "offset": " / ".join(map(offset_of, found)), **_words(bare)}
    raise ValidationError(
        _("At %(clock)s on %(day)s the clocks in %(zone)s are at %(offset)s.") % said, code="offset"
    )


def _no_such(bare: datetime) -> str:
    zone = django_timezone.get_current_timezone()
    before, after = (bare.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    later, earlier = bare + (after - before), bare - (after - before)
    said = {"zone": zone_name(), "earlier": f"{earlier:%H:%M}", "later": f"{later:%H:%M}"}
    return _(
        "There is no %(clock)s on %(day)s in %(zone)s: the clocks go forward past it. "
        "Write %(earlier)s or %(later)s."
    ) % (said | _words(bare))


def _which(found: list[datetime], bare: datetime) -> str:
    first, second = map(offset_of, found)
    said = {"zone": zone_name(), "first": first, "second": second, **_words(bare)}
    return (
        _(
            "%(clock)s comes twice on %(day)s in %(zone)s: the clocks go back. Write "
            "%(clock)s %(first)s for the first time, %(clock)s %(second)s for the second."
        )
        % said
    )


def _words(bare: datetime) -> dict:
    return {"clock": f"{bare:%H:%M}", "day": date_format(bare, "SHORT_DATE_FORMAT")}
