"""What nearly every page asks and hardly ever changes."""

import time
from collections.abc import Callable
from typing import Generic, TypeVar

from . import rendering

T = TypeVar("T")
RECHECK = 1.0  # seconds


class Remembered(Generic[T]):
    """The answer of `ask`, kept as long as it must be right.

    For a page of the store: under one label (rendering.py). For whatever else asks, at most a
    second. Set as one: other threads ask and forget meanwhile.
    """

    def __init__(self, ask: Callable[[], T]):
        self._ask = ask
        self._last: tuple[T, rendering.Label | None, float] | None = None
        self._forgotten = 0  # times

    def get(self) -> T:
        label, last = rendering.current(), self._last
        if last is None or not self._holds(last, label):
            times = self._forgotten
            last = self._ask(), label, time.monotonic()
            if times == self._forgotten:  # not forgotten while it was asked
                self._last = last
        return last[0]

    def forget(self) -> None:
        """Ask again at the next page."""
        self._forgotten += 1
        self._last = None

    def _holds(self, last, label) -> bool:
        _answer, before, asked_at = last
        if label is not None:
            return before == label
        return time.monotonic() - asked_at <= RECHECK
