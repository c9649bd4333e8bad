"""What nearly every page asks and hardly ever changes."""

import time
from collections.abc import Callable
from typing import Generic, TypeVar

from . import generation, rendering
from .ticket import STAYS

T = TypeVar("T")
RECHECK = 1.0  # seconds


class Remembered(Generic[T]):
    """The answer of `ask`, kept as long as it must be right.

    For a page of the store: under one label (rendering.py), and no longer than such a page is kept.
    For whatever else asks, at most a second, and until this process makes a change. Set as one:
    other threads ask and forget meanwhile.
    """

    def __init__(self, ask: Callable[[], T]):
        self._ask = ask
        self._last: tuple[T, rendering.Label | None, int, float] | None = None
        self._forgotten = 0  # times

    def get(self) -> T:
        label, last = rendering.current(), self._last
        if last is None or not self._holds(last, label):
            times, told = self._forgotten, generation.told_here()
            last = self._ask(), label, told, time.monotonic()
            if times == self._forgotten:  # not forgotten while it was asked
                self._last = last
        return last[0]

    def forget(self) -> None:
        """Ask again at the next page."""
        self._forgotten += 1
        self._last = None

    def _holds(self, last, label) -> bool:
        _answer, before, told, asked_at = last
        age = time.monotonic() - asked_at
        if label is not None:
            return before == label and age <= STAYS
        return told == generation.told_here() and age <= RECHECK
