"""What is done every so often, by whichever worker comes first: no cron has to be set up.

@jobs.job("sessions", label=_("Forgetting ended logins"), every=timedelta(days=1))
def sessions(): ...
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom import statistics

from . import queue, running
from .models import Job

logger = logging.getLogger(__name__)
LOOK_EVERY = 60  # seconds, each worker
AGAIN_AFTER = timedelta(minutes=10)  # where it failed


@dataclass(frozen=True)
class Kind:
    label: str
    every: timedelta
    does: Callable[[], object]


kinds: dict[str, Kind] = {}


def job(name: str, *, label: str, every: timedelta):
    """Register what is done `every` so often; done twice it must do no harm."""

    def register(does):
        kinds[name] = Kind(label, every, does)
        return does

    return register


class Looking:
    """When this worker looks next."""

    def __init__(self):
        self._last = float("-inf")

    def run_due(self) -> None:
        if time.monotonic() - self._last >= LOOK_EVERY:
            run_due()
            self._last = time.monotonic()


def run_due() -> None:
    """Do what is due; an error is noted, and the job is tried again in ten minutes."""
    known = set(Job.objects.values_list("name", flat=True))
    now = timezone.now()
    Job.objects.bulk_create(
        [Job(name=name, next_at=now) for name in kinds.keys() - known], ignore_conflicts=True
    )
    for name, kind in kinds.items():
        if _claim(name, kind):
            _do(name, kind)


def _claim(name: str, kind: Kind) -> bool:
    """One statement: of several workers one does it. A time far ahead is of a clock set back."""
    now = timezone.now()
    due = Q(next_at__lte=now) | Q(next_at__gt=now + 2 * kind.every)
    return bool(Job.objects.filter(due, name=name).update(next_at=now + kind.every))


def _do(name: str, kind: Kind) -> None:
    row = Job.objects.filter(name=name)
    try:
        kind.does()
    except Exception as error:
        logger.exception("The job %s failed.", name)
        words = running.short(f"{type(error).__name__}: {error}")
        again = timezone.now() + AGAIN_AFTER
        row.update(failures=F("failures") + 1, last_error=words, next_at=again)
    else:
        row.update(failures=0, last_error="", done_at=timezone.now())


@job("outbox", label=_("Tidying the outbox"), every=timedelta(hours=1))
def tidy_outbox() -> None:
    queue.prune()


@job("statistics", label=_("Refreshing the database's statistics"), every=timedelta(hours=1))
def refresh_statistics() -> None:
    statistics.refresh()


@job("sessions", label=_("Forgetting ended logins"), every=timedelta(days=1))
def forget_sessions() -> None:
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
