"""What readers were shown on a front, at any hour gone by: by stories and their order.

A rule fills by the clock, so a version alone does not say it. Each process knows what it drew last;
when that changed it notes the hour, and about once a minute, after an answer has been sent, what
was noted becomes rows. So a view writes nothing, and a front that did not change makes no row.
"""

import logging
import time
from datetime import datetime
from threading import Lock

from django.db import DatabaseError, transaction
from django.utils import timezone

from articles.models import Front, FrontShown, Section

from .compose import Composed, front

logger = logging.getLogger(__name__)
EVERY = 60.0  # seconds between two writes of a process
MOST_NOTES = 500  # kept in memory until then
Note = tuple[int | None, datetime, int, list]  # section, hour, version, zones


class _Drawn:
    lock = Lock()
    last: dict[int | None, tuple[int, list]] = {}
    notes: list[Note] = []
    since = 0.0


def note(section: Section | None, composed: Composed) -> None:
    """Remember what was drawn, if it is not what was drawn before."""
    key, drawn = section and section.pk, _drawn(composed)
    if _Drawn.last.get(key) == drawn:
        return
    with _Drawn.lock:
        _Drawn.last[key] = drawn
        if not _Drawn.notes:
            _Drawn.since = time.monotonic()
        if len(_Drawn.notes) < MOST_NOTES:
            _Drawn.notes.append((key, timezone.now(), *drawn))


def record(section: Section | None) -> None:
    """Write down what readers get from now on: somebody has just changed it."""
    composed = front(section)
    if composed:
        note(section, composed)
        flush()


def flush_if_due(**kwargs) -> None:
    """Write what was noted, if some time has passed: after an answer, and once a second."""
    if _Drawn.notes and time.monotonic() - _Drawn.since >= EVERY:
        flush()


def flush() -> None:
    with _Drawn.lock:
        notes, _Drawn.notes = _Drawn.notes, []
    try:
        with transaction.atomic():
            for one in notes:
                _write(*one)
    except DatabaseError:
        logger.warning("What was shown could not be written yet.", exc_info=True)
        with _Drawn.lock:
            _Drawn.notes = notes + _Drawn.notes
            _Drawn.since = time.monotonic()


def forget() -> None:
    """As a process that has just begun."""
    with _Drawn.lock:
        _Drawn.last, _Drawn.notes = {}, []


def _drawn(composed: Composed) -> tuple[int, list]:
    """The ranking of the most read is left out: nobody chose it, and it never stands still."""
    zones = [
        [shown.zone.id, shown.heading, [article.pk for article in shown.rows]]
        for shown in composed.zones
        if shown.zone.kind != "read"
    ]
    return composed.version.number if composed.version else 0, zones


def _write(section: int | None, hour: datetime, version: int, zones: list) -> None:
    """Add a row, unless another process has said the same."""
    if section is not None and not Section.objects.filter(pk=section).exists():
        return
    place, _is_new = Front.objects.get_or_create(section_id=section)
    before = FrontShown.objects.at(place, hour)
    if before is None or (before.version, before.zones) != (version, zones):
        FrontShown.objects.create(front=place, at=hour, version=version, zones=zones)
