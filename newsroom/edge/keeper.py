"""A thread of each process that serves: once a second it looks after what a request must not wait
for. It compares the number every process knows with the database, so that a process that died
between its commit and telling of it, or a Redis that forgot, cost a second."""

import logging
import os
import threading
import time
from collections.abc import Callable

from django.conf import settings
from django.db import Error, connections, router

from . import counters, generation, signals
from .counters import Counters
from .models import Generation
from .store import Store
from .turns import Turns

logger = logging.getLogger(__name__)
EVERY = 1.0  # seconds
PRUNE_EVERY = 30  # of these
LOWER_TIMES = 3  # the database has a lower number: it is an older one

_chores: list[Callable[[], object]] = []


def each_second(call: Callable[[], object]) -> None:
    """Have `call` done about once a second in each process that serves pages. It must not fail."""
    if call not in _chores:
        _chores.append(call)


class Keeper:
    """Begins with the first request, so after a fork."""

    def __init__(self, *, store: Store, turns: Turns):
        self._store, self._turns = store, turns
        self._lower, self._set_back = 0, signals.current().times_set_back()
        self._failing: set[str] = set()  # the chores that could not be done last time
        self._lock = threading.Lock()
        self.is_running = False
        self.counters = Counters()

    def start(self) -> None:
        with self._lock:
            if not self.is_running:
                threading.Thread(target=self._run, name="page-store", daemon=True).start()
                self.is_running = True

    def look(self) -> None:
        """Tell of the database's number; forget every page where that is an older one's."""
        signal = signals.current()
        signal.find_again()
        number, known = generation.read(router.db_for_write(Generation)), signal.number()
        if number == 0:
            generation.publish()  # somebody emptied the table
        if number > known:
            signal.raise_to(number)
        self._lower = self._lower + 1 if number < known else 0
        if self._lower >= LOWER_TIMES:
            logger.warning("The database is an older one: all stored pages are forgotten.")
            signal.set_back_to(number)
            self._lower = 0
        if signal.times_set_back() != self._set_back:
            self._set_back = signal.times_set_back()
            self._store.clear()
            self._turns.clear()

    def _run(self) -> None:
        parent, rounds = os.getpid(), 0
        while os.getpid() == parent:
            time.sleep(EVERY)
            rounds += 1
            for call in (self.look, *_chores, self._leave_numbers):
                self._do(call)
            if rounds % PRUNE_EVERY == 0:
                self._do(self._prune)
                self._do(counters.fold)
            connections.close_all()

    def _leave_numbers(self) -> None:
        counters.leave(self.counters, self._store)

    def _prune(self) -> None:
        self._turns.prune(settings.EDGE_DISK_BYTES)

    def _do(self, call: Callable[[], object]) -> None:
        """Whatever goes wrong, the next second it is tried again; it is said when it begins."""
        name = getattr(call, "__qualname__", repr(call))
        try:
            call()
        except (Error, OSError) as error:
            if name not in self._failing:
                logger.warning("The page store cannot do %s: %s", name, error)
            self._failing.add(name)
        except Exception:
            if name not in self._failing:
                logger.exception("The page store cannot do %s.", name)
            self._failing.add(name)
        else:
            self._failing.discard(name)
