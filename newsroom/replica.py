"""A copy of the database (REPLICA_URL), from which readers' pages are read, and nothing else.

A replica is a little late. A page is read from it only where it has reached the generation that is
known here (newsroom/edge/), so no reader gets less than an editor was told is published.
"""

import logging
import time
from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections

logger = logging.getLogger(__name__)
ALIAS = "replica"
PAUSE = 5.0  # seconds in which a replica that did not answer is not asked again
TOOK_TOO_LONG = "57014"  # PostgreSQL's code; the primary would not be quicker
T = TypeVar("T")

_is_read: ContextVar[bool] = ContextVar("replica_is_read", default=False)


class _Away:
    until = 0.0
    is_noted = False


class Router:
    """Never None: a row that was read from the replica does not draw later questions to it."""

    def db_for_read(self, model, **hints) -> str:
        return alias()

    def db_for_write(self, model, **hints) -> str:
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one, other, **hints) -> bool:
        return True  # the same rows

    def allow_migrate(self, db, app_label, **hints) -> bool | None:
        return False if db == ALIAS else None


def is_set_up() -> bool:
    return ALIAS in connections.settings


def alias() -> str:
    """The database this thread reads from now."""
    return ALIAS if _is_read.get() else DEFAULT_DB_ALIAS


def cursor():
    """For a question in SQL, where alias() says."""
    return connections[alias()].cursor()


def choose(generation: Callable[[str], int], *, least: int) -> int:
    """Have the page that begins read from the replica if that has reached the generation `least`,
    otherwise from the primary; the generation of the one it is."""
    _is_read.set(False)
    if is_set_up() and time.monotonic() >= _Away.until:
        try:
            number = generation(ALIAS)
        except (OperationalError, InterfaceError) as error:
            _note(error)
        else:
            _note(None)
            if number >= least:
                _is_read.set(True)
                return number
    return generation(DEFAULT_DB_ALIAS)


def leave() -> None:
    """The page is made."""
    _is_read.set(False)


@contextmanager
def primary():
    """Read from the primary meanwhile: what is read is going to be written."""
    before = _is_read.get()
    _is_read.set(False)
    try:
        yield
    finally:
        _is_read.set(before)


def read(page: Callable[[], T]) -> T:
    """What `page`, which only reads, returns; from the primary, if the replica fails meanwhile."""
    try:
        return page()
    except (OperationalError, InterfaceError) as error:
        if not _is_read.get() or getattr(error.__cause__, "sqlstate", "") == TOOK_TOO_LONG:
            raise
        _note(error)
    _is_read.set(False)
    return page()


def behind(generation: Callable[[str], int]) -> int | None:
    """How many generations it is late, asked now; None if it does not answer."""
    number = generation(DEFAULT_DB_ALIAS)
    try:
        return number - generation(ALIAS)
    except (OperationalError, InterfaceError):
        return None


def faults(generation: Callable[[str], int]) -> tuple[list[str], list[str]]:
    """What is wrong with the replica, and what is only late (sentences)."""
    if not is_set_up():
        return [], []
    late = behind(generation)
    if late is None:
        return ["The replica does not answer: readers are served from the primary database."], []
    return [], [f"The replica is late: changes it does not have yet: {late}."] if late > 0 else []


def _note(error: Exception | None) -> None:
    if error:
        _Away.until = time.monotonic() + PAUSE
        if not _Away.is_noted:
            logger.warning("The replica does not answer; the primary is read: %s", error)
    elif _Away.is_noted:
        logger.warning("The replica answers again.")
    _Away.is_noted = error is not None
