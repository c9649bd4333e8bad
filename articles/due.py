"""The next hour at which changes of published stories go live, as this process knows it.

Asked before every public page, so it must not cost a query each time: the database is asked once a
generation, which a new hour begins. Outside the page store it is asked at most once a second, and
again when this process schedules something; so there a change is in front of readers a second after
its hour at worst, if another process scheduled it within that second.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from newsroom import edge
from newsroom.compiled import Compiled


def _waiting() -> QuerySet:
    from .models import Article

    waiting = Article.objects.filter(changes_at__isnull=False).order_by("changes_at")
    return waiting.values_list("changes_at", flat=True)[:1]


_WAITING = Compiled(_waiting)


def first_hour() -> datetime | None:
    """The hour of the changes that go live next, or should have by now."""
    return _WAITING.first()


_hour = edge.Remembered(first_hour)


def has_come() -> bool:
    """Whether the hour of some changes has come."""
    hour = _hour.get()
    return hour is not None and hour <= timezone.now()


def forget() -> None:
    """Ask again at the next page: hours were set or taken away, once this transaction commits."""
    _hour.forget()
    transaction.on_commit(_hour.forget)
