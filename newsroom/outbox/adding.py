"""The door of the outbox."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from . import kinds


def add(kind: str, payload: dict, *, key: str, due_at: datetime | None = None) -> None:
    """Have `kind` done with `payload` once this transaction has committed, or from `due_at` on.

    `key` names the effect for good: a second one with the same key is the first one, and nothing
    is added. LookupError for a kind that nobody registered.
    """
    add_each(kind, {key: payload}, due_at=due_at)


@transaction.atomic
def add_each(kind: str, payloads: dict[str, dict], *, due_at: datetime | None = None) -> None:
    """add() for several, by key."""
    from .models import Effect
    from .queue import enqueue

    kinds.find(kind)
    now = timezone.now()
    hour = due_at or now
    Effect.objects.bulk_create(
        [
            Effect(kind=kind, key=key, payload=payload, due_at=hour, next_try_at=hour)
            for key, payload in payloads.items()
        ],
        ignore_conflicts=True,
    )
    if hour <= now:
        enqueue(Effect.objects.filter(key__in=payloads, queued_at=None))
