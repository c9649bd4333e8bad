"""Whether what the newsroom sends gets out, in words."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Min, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import jobs, kinds
from .models import OPEN, Effect, Job, Worker

CACHE_KEY = "outbox-report"
CACHE_FOR = 10  # seconds
TWICE = 2  # a job that failed once is tried again before anybody is told


@dataclass(frozen=True)
class Report:
    """`faults` are to be mended; `waits` says what was never set up, which is no fault."""

    has_worker: bool
    faults: tuple[str, ...] = ()
    waits: tuple[str, ...] = ()


def report() -> Report:
    """What is wrong right now: three queries, of few rows."""
    has_worker = Worker.objects.filter(Worker.seen_lately()).exists()
    rows = _troubles()
    late = [_late(row, has_worker) for row in rows if row["late_since"]]
    if not has_worker and not late:
        late = [_("The worker is not running: nothing is sent until it is started.")]
    lost = [_given_up(row) for row in rows if row["lost"]]
    waits = [_held(row) for row in rows if row["waits"]]
    failed = [_failed(job) for job in Job.objects.filter(failures__gte=TWICE)]
    return Report(has_worker, faults=(*late, *lost, *failed), waits=tuple(waits))


def lately() -> Report:
    """report(), as it was at most some seconds ago: for every page of the admin."""
    return cache.get_or_set(CACHE_KEY, report, CACHE_FOR)


def _troubles() -> list[dict]:
    """Of each kind: since when it is overdue, how many tries failed, were given up, are held."""
    overdue = Q(pk__in=Effect.objects.overdue().values("pk"))
    given_up = Q(given_up_at__isnull=False)
    open_or_lost = Effect.objects.filter(OPEN | given_up)
    rows = open_or_lost.values("kind").annotate(
        late_since=Min("due_at", filter=overdue),
        tries=Count("pk", filter=overdue & Q(attempts__gt=0)),
        lost=Count("pk", filter=given_up),
        waits=Count("pk", filter=Q(held=True, given_up_at=None)),
    )
    return list(rows.order_by("kind"))


def _late(row: dict, has_worker: bool) -> str:
    since = timezone.localtime(row["late_since"])
    is_today = since.date() == timezone.localdate()
    hour = date_format(since, "TIME_FORMAT" if is_today else "SHORT_DATETIME_FORMAT")
    said = {"what": kinds.label(row["kind"]), "hour": hour}
    if not has_worker:
        return _("%(what)s has been waiting since %(hour)s: the worker is not running.") % said
    if row["tries"]:
        return _("%(what)s has been waiting since %(hour)s: it fails, and is tried again.") % said
    return _("%(what)s has been waiting since %(hour)s: the worker does not keep up.") % said


def _given_up(row: dict) -> str:
    words = ngettext(
        "%(what)s: %(number)d failed too often and is not tried any more.",
        "%(what)s: %(number)d failed too often and are not tried any more.",
        row["lost"],
    )
    return words % {"what": kinds.label(row["kind"]), "number": row["lost"]}


def _failed(job: Job) -> str:
    kind = jobs.kinds.get(job.name)
    said = {"what": str(kind.label) if kind else job.name, "error": job.last_error}
    return _("%(what)s fails, and is tried again: %(error)s") % said


def _held(row: dict) -> str:
    words = ngettext(
        "%(what)s is not set up: %(number)d waits.",
        "%(what)s is not set up: %(number)d wait.",
        row["waits"],
    )
    return words % {"what": kinds.label(row["kind"]), "number": row["waits"]}
