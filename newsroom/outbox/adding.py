"""The door of the outbox."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from . import kinds


@transaction.atomic
def add(kind: str, payload: dict, *, key: str, due_at: datetime | None = None) -> None:
    """Have `kind` done with `payload` once this transaction has committed, or from `due_at` on.

    `key` names the effect for good: a second one with the same key is the first one, and nothing
    is added. LookupError for a kind that nobody registered.
    """
    from .models import Effect
    from .queue import enqueue

    kinds.find(kind)
    now = timezone.now()
    due_at = due_at or now
    effect = Effect(kind=kind, key=key, payload=payload, due_at=due_at, next_try_at=due_at)
    Effect.objects.bulk_create([effect], ignore_conflicts=True)
    if due_at <= now:
        enqueue(Effect.objects.filter(key=key, queued_at=None))
