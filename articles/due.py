"""The next hour at which changes of published stories go live, as this process knows it.

Asked before every public page, so it must not cost a query each time: the database is asked at
most once a second, and again when this process schedules something. So a change is in front of
readers at its hour; a second later at worst, if another process scheduled it within that second.
"""

import time
from datetime import datetime

from django.db import transaction
from django.utils import timezone

RECHECK = 1.0  # seconds


class _Known:
    hour: datetime | None = None
    asked_at = float("-inf")


def has_come() -> bool:
    """Whether the hour of some changes has come."""
    if time.monotonic() - _Known.asked_at > RECHECK:
        _ask()
    return _Known.hour is not None and _Known.hour <= timezone.now()


def forget() -> None:
    """Ask again at the next page: hours were set or taken away, once this transaction commits."""
    _forget()
    transaction.on_commit(_forget)


def _forget() -> None:
    _Known.asked_at = float("-inf")


def _ask() -> None:
    from .models import Article

    waiting = Article.objects.filter(changes_at__isnull=False).order_by("changes_at")
    _Known.hour = waiting.values_list("changes_at", flat=True).first()
    _Known.asked_at = time.monotonic()
