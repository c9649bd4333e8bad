"""Do one effect: claimed by one worker, noted with its outcome, tried again if it failed."""

import logging
import random
import re
from datetime import timedelta
from uuid import uuid4

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from . import kinds
from .models import LEASE, LONGEST_PAUSE, Effect

logger = logging.getLogger(__name__)
FIRST_PAUSE = timedelta(seconds=30)
MOST_TRIES = 14  # with the pauses between them: over two days
HOLD_FOR = timedelta(minutes=10)
URL = re.compile(r"\b([a-z][a-z0-9+.-]*://)(?:[^\s/@]*@)?([^\s/?#]*)\S*", re.IGNORECASE)


class _Hands:
    """What this process is doing: its claim is renewed while it lives."""

    claim = ""


def run(pk: int) -> None:
    """Do effect `pk` if it is due and nobody else does it."""
    effect = _claim(pk)
    if effect is None:
        return
    if effect.attempts > MOST_TRIES:  # killed, each time, in the middle
        _note(effect, given_up_at=timezone.now(), last_error="It ended every worker that tried it.")
        return
    _Hands.claim = effect.claim
    try:
        _do(effect)
    except kinds.Hold as hold:
        attempts, words = F("attempts") - 1, short(str(hold))
        later = timezone.now() + HOLD_FOR
        _note(effect, held=True, attempts=attempts, next_try_at=later, last_error=words)
    except Exception as error:
        logger.warning("Effect %s failed.", effect.key, exc_info=True)
        _failed(effect, error)
    finally:
        _Hands.claim = ""


def renew() -> None:
    """Say that the effect in hand is still being done; for another thread of the worker."""
    if claim := _Hands.claim:
        Effect.objects.open().filter(claim=claim).update(leased_until=timezone.now() + LEASE)


def _claim(pk: int) -> Effect | None:
    """One statement, so that of two workers one gets it, in either database."""
    fields = {"claim": uuid4().hex, "leased_until": timezone.now() + LEASE}
    if not Effect.objects.due().filter(pk=pk).update(attempts=F("attempts") + 1, **fields):
        return None
    return Effect.objects.filter(pk=pk, claim=fields["claim"]).first()


def _do(effect: Effect) -> None:
    kind = kinds.find(effect.kind)
    done = {"held": False, "last_error": ""}
    if kind.in_database:
        with transaction.atomic():
            kind.does(effect.payload, effect.key)
            if not _note(effect, done_at=timezone.now(), **done):
                raise RuntimeError("Another worker took it over meanwhile.")
        return
    kind.does(effect.payload, effect.key)
    _note(effect, done_at=timezone.now(), **done)


def _failed(effect: Effect, error: Exception) -> None:
    is_final = isinstance(error, kinds.GiveUp)
    words = short(str(error) if is_final else f"{type(error).__name__}: {error}")
    if is_final or effect.attempts >= MOST_TRIES:
        _note(effect, given_up_at=timezone.now(), last_error=words, held=False)
        return
    later = timezone.now() + pause(effect.attempts)
    _note(effect, next_try_at=later, last_error=words, held=False)


def _note(effect: Effect, **outcome) -> int:
    """Write down how it went, unless somebody else has it by now."""
    row = Effect.objects.open().filter(pk=effect.pk, claim=effect.claim)
    return row.update(claim="", leased_until=None, queued_at=None, **outcome)


def pause(tries: int) -> timedelta:
    """How long to wait after so many tries: four times as long each time, and never all at once."""
    wait = min(FIRST_PAUSE * 4 ** min(tries - 1, 10), LONGEST_PAUSE)
    return wait * random.uniform(0.8, 1.2)  # noqa: S311 - no secret


def short(words: str) -> str:
    """An error as the list of effects shows it: one line, and of addresses the host alone."""
    line = " ".join(URL.sub(r"\1\2", words).split())
    return "".join(c for c in line if c.isprintable())[:300]
