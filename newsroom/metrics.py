"""/metrics: how the site is, in numbers, for Prometheus. Off unless it is asked for.

Of this machine: what its processes hand out. Of all machines, as each of them sees it: the database
and the outbox. A part that cannot be told is left out, and counted in newsroom_metrics_failed.
"""

import hmac
import logging
import time
from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db import Error, connection
from django.db.models import Count, Max, Min, Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from newsroom import replica
from newsroom.edge import counters, generation, signals
from newsroom.outbox.models import OPEN, Effect, Job, Worker

logger = logging.getLogger(__name__)
TYPE = "text/plain; version=0.0.4; charset=utf-8"
ANSWERS = {  # of the page store, by how they came about
    "hits": "answered from memory",
    "not_modified": "answered with 304, of these hits and others",
    "renders": "made by Django",
    "found": "made by another process and found",
    "last_pages": "the last page, while another made the next",
    "passed": "no page of the store",
}

Measured = tuple[str, str, str, dict[str, float]]  # name, type, meaning; values by their labels


def is_on() -> bool:
    return bool(settings.METRICS or settings.METRICS_TOKEN)


def metrics(request: HttpRequest) -> HttpResponse:
    """All of it as text (Prometheus exposition format 0.0.4); 401 without the token there is."""
    sent = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    if settings.METRICS_TOKEN and not hmac.compare_digest(
        sent.encode(), settings.METRICS_TOKEN.encode()
    ):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    return HttpResponse("".join(map(_written, _all())), content_type=TYPE)


def _all() -> Iterator[Measured]:
    failed = 0
    for part in (_page_store, _database, _replica, _outbox, _workers, _jobs):
        try:
            yield from list(part())
        except (Error, OSError, ValueError) as error:
            failed += 1
            logger.warning("A part of the metrics failed: %s", error)
    yield "metrics_failed", "gauge", "Parts that could not be told now.", {"": failed}


def _page_store() -> Iterator[Measured]:
    if not settings.PAGE_STORE:
        return
    known = counters.of_all()
    for name, meaning in ANSWERS.items():
        what = f"Requests since the folder of the page store is there: {meaning}."
        yield f"page_store_{name}_total", "counter", what, {"": known.get(name, 0)}
    yield "page_store_pages", "gauge", "Pages in memory, of all processes.", {"": known["pages"]}
    yield "page_store_bytes", "gauge", "Bytes of these pages, about.", {"": known["bytes"]}
    yield "page_store_processes", "gauge", "Processes that serve.", {"": known["processes"]}
    signal = signals.current()
    yield "generation", "gauge", "The newest generation known here.", {"": signal.number()}
    yield "page_store_fault", "gauge", "1 while /readyz has one.", {"": bool(signal.fault())}


def _database() -> Iterator[Measured]:
    try:
        connection.ensure_connection()
        began = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
        took = time.perf_counter() - began
    except Error:
        yield "database_up", "gauge", "1 if the database answers.", {"": 0}
        raise
    yield "database_up", "gauge", "1 if the database answers.", {"": 1}
    yield "database_seconds", "gauge", "How long a SELECT took now.", {"": took}
    number = generation.read(connection.alias)
    yield "database_generation", "gauge", "How often what readers see has changed.", {"": number}


def _replica() -> Iterator[Measured]:
    if not replica.is_set_up():
        return
    behind = replica.behind(generation.read)
    yield "replica_up", "gauge", "1 if the read replica answers.", {"": behind is not None}
    if behind is not None:
        yield "replica_behind", "gauge", "Generations it is behind.", {"": max(behind, 0)}


def _outbox() -> Iterator[Measured]:
    overdue = Q(pk__in=Effect.objects.overdue().values("pk"))
    found = Effect.objects.filter(OPEN | Q(given_up_at__isnull=False)).aggregate(
        open=Count("pk", filter=OPEN),
        overdue=Count("pk", filter=overdue),
        held=Count("pk", filter=OPEN & Q(held=True)),
        given_up=Count("pk", filter=Q(given_up_at__isnull=False)),
        oldest=Min("due_at", filter=overdue),
    )
    states = ("open", "overdue", "held", "given_up")
    by_state = {f'{{state="{state}"}}': found[state] for state in states}
    yield "outbox_effects", "gauge", "Effects that are not done, by state.", by_state
    oldest = _seconds_since(found["oldest"]) if found["oldest"] else 0
    yield "outbox_oldest_overdue_seconds", "gauge", "How long the oldest is due.", {"": oldest}
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY).count()
    yield "queue_length", "gauge", "Tasks that wait for a worker.", {"": ready}


def _workers() -> Iterator[Measured]:
    found = Worker.objects.aggregate(
        lately=Count("pk", filter=Worker.seen_lately()), last=Max("seen_at")
    )
    yield "workers", "gauge", "Workers seen lately.", {"": found["lately"]}
    if found["last"]:
        seen = _seconds_since(found["last"])
        yield "worker_seen_seconds", "gauge", "How long ago a worker was seen.", {"": seen}


def _jobs() -> Iterator[Measured]:
    rows = list(Job.objects.order_by("name"))
    done = {_of_job(row): _seconds_since(row.done_at) for row in rows if row.done_at}
    yield "job_done_seconds", "gauge", "How long ago a job of the worker was done.", done
    failed = {_of_job(row): row.failures for row in rows}
    yield "job_failures", "gauge", "How often it failed since then.", failed


def _of_job(row: Job) -> str:
    return f'{{job="{row.name}"}}'


def _seconds_since(moment: datetime) -> float:
    return max((timezone.now() - moment).total_seconds(), 0)


def _written(measured: Measured) -> str:
    name, kind, meaning, values = measured
    lines = [f"# HELP newsroom_{name} {meaning}", f"# TYPE newsroom_{name} {kind}"]
    lines += [f"newsroom_{name}{labels} {_number(value)}" for labels, value in values.items()]
    return "\n".join(lines) + "\n"


def _number(value: float) -> str:
    return f"{value:.6f}" if isinstance(value, float) else str(int(value))
