"""Effects in the queue of background tasks, one task for each; the effect's own row is the truth.

A task is only the call to look at its effect: a second one, or one that comes too late, does
nothing. The queue is in our database, so a task is there when its effect is, in one commit.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import DateTimeField, Q, Value
from django.db.models.functions import Greatest
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from newsroom.rights import require_permission

from . import kinds, running
from .models import Effect, Worker

LOST_AFTER = timedelta(minutes=5)  # the queue forgot it: its worker was killed before it looked
MOST_AT_ONCE = 500
KEEP_DONE = timedelta(days=30)  # so long a key is known
KEEP_TASKS = timedelta(days=1)
AFTER_OTHERS = -10  # a priority


@task()
def do_effect(pk: int) -> None:
    """Do the effect of this key, if it is to be done now."""
    running.run(pk)


def enqueue(effects) -> int:
    """Call a worker for each of `effects` (a queryset); how many they are."""
    found = list(effects.values_list("pk", "kind")[:MOST_AT_ONCE])
    Effect.objects.filter(pk__in=[key for key, _kind in found]).update(queued_at=timezone.now())
    for key, kind in found:
        do_effect.using(priority=AFTER_OTHERS if kinds.is_slow(kind) else 0).enqueue(key)
    return len(found)


def sweep() -> int:
    """Enqueue what is due and in no queue: its hour has come, its pause is over, its worker died.

    How many. Every worker does this every few seconds; two at once enqueue some twice, no harm.
    """
    now = timezone.now()
    was_begun = Q(leased_until__isnull=False)
    forgotten = Q(queued_at=None) | Q(queued_at__lt=now - LOST_AFTER) | Q(queued_at__gt=now)
    waiting = Effect.objects.due().filter(was_begun | forgotten).order_by("next_try_at")
    keys = list(waiting.values_list("pk", flat=True)[:MOST_AT_ONCE])
    if not keys:
        return 0
    Effect.objects.due().filter(pk__in=keys).update(leased_until=None)
    return enqueue(Effect.objects.filter(pk__in=keys))


@transaction.atomic
def try_again(effects, *, by) -> int:
    """Have those of `effects` (a queryset) that are not done tried from the beginning; how many
    are tried at once: what has an hour to come waits for it."""
    require_permission(by, "outbox.retry_effect")
    keys = list(effects.filter(done_at=None).values_list("pk", flat=True)[:MOST_AT_ONCE])
    rows = Effect.objects.filter(pk__in=keys)
    first = Greatest("due_at", Value(timezone.now(), DateTimeField()))
    rows.update(given_up_at=None, attempts=0, held=False, next_try_at=first)
    return enqueue(rows.due())


def prune() -> None:
    """Forget what was done long ago, finished tasks, and what a killed worker left behind."""
    now = timezone.now()
    Effect.objects.filter(done_at__lt=now - KEEP_DONE).delete()
    left = Q(status=TaskResultStatus.RUNNING, started_at__lt=now - KEEP_TASKS)
    old = Q(finished_at__lt=now - KEEP_TASKS)
    DBTaskResult.objects.filter(task_path=do_effect.module_path).filter(left | old).delete()
    Worker.objects.filter(seen_at__lt=now - KEEP_TASKS).delete()
