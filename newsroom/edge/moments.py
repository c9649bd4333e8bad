"""The next hour at which something readers see changes by itself: no page is kept beyond it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone

Asks = Callable[[datetime], datetime | None]
_asks: list[Asks] = []


def moment(asks: Asks) -> Asks:
    """Register a function that gives the first hour after the one it is given at which readers see
    something else, or None. It is asked once a generation and hour."""
    _asks.append(asks)
    return asks


def after(now: datetime) -> datetime:
    """The first of all of them; the next midnight at the latest, since rights end by the day."""
    local = timezone.localtime(now)
    midnight = (local + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    hours = [hour for asks in _asks if (hour := asks(now)) is not None]
    return min([midnight, *hours])
