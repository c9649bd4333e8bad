"""What the page that is being made is labelled with."""

from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from newsroom import replica

from . import generation, moments, signals


@dataclass(frozen=True)
class Label:
    """The generation a page is made under, and the hour at which it ends by itself.

    `times_set_back`: of the number (signals.py); one that comes again is another.
    """

    number: int
    ends: datetime
    times_set_back: int


_current: ContextVar[Label | None] = ContextVar("label", default=None)


class _Known:
    last: Label | None = None


def current() -> Label | None:
    """The label of the page this thread makes for the store, if it makes one."""
    return _current.get()


def begin() -> Label:
    """Read the generation before anything else is read: what a page shows may be newer than its
    label, never older."""
    signal = signals.current()
    known_here, times = signal.number(), signal.times_set_back()
    number, now = replica.choose(generation.read, least=known_here), timezone.now()
    if number > known_here:
        signal.raise_to(number)  # its writer died before it could tell
    known = _Known.last
    is_same = known is not None and (known.number, known.times_set_back) == (number, times)
    if not is_same or now >= known.ends:
        known = Label(number, replica.read(lambda: moments.after(now)), times)
        _Known.last = known
    _current.set(known)
    return known


def end() -> None:
    _current.set(None)
    replica.leave()


def forget() -> None:
    """As a process that has just begun."""
    _Known.last = None
