"""Where every process finds the newest generation, asked at each request.

On one machine a few bytes in a file that all processes map into memory. With several machines a key
in Redis; while that does not answer, the file of each machine, and the database now and then.
"""

import fcntl
import logging
import mmap
import os
import time
from collections.abc import Callable
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Protocol

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error

logger = logging.getLogger(__name__)
SIZE = 16  # bytes: the generation, and how often it was set back
PATIENCE = 1.0  # seconds
ASK_DATABASE = 0.05  # seconds between two questions to the database while Redis does not answer
PAUSE = 1.0  # seconds in which a Redis that did not answer is not asked again


class Signal(Protocol):
    def number(self) -> int:
        """The newest generation anybody told of."""

    def raise_to(self, number: int) -> None:
        """Tell of a generation; an older one than the newest is left."""

    def set_back_to(self, number: int) -> None:
        """The database is an older one (from a backup): its number counts."""

    def times_set_back(self) -> int:
        """How often that was; what was stored before is not to be trusted."""

    def find_again(self) -> None:
        """Look once a second whether what others write into is still what is read here."""

    def fault(self) -> str:
        """What is wrong, in words; "" if nothing is."""


class InMemory:
    """Of this process alone, where no file can be shared: no page is stored then (serving.py)."""

    def __init__(self, why: str = ""):
        self._number, self._times, self._why = 0, 0, why

    def number(self) -> int:
        return self._number

    def raise_to(self, number: int) -> None:
        self._number = max(self._number, number)

    def set_back_to(self, number: int) -> None:
        self._number, self._times = number, self._times + 1

    def times_set_back(self) -> int:
        return self._times

    def find_again(self) -> None:
        """Nobody else writes here."""

    def fault(self) -> str:
        return self._why


class InFile:
    """A number in shared memory, backed by a file, that every process of this machine maps."""

    def __init__(self, path: Path):
        self._path, self._lock = path, Lock()  # between threads; the file's is between processes
        self._map()

    def _map(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        os.posix_fallocate(file, 0, SIZE)  # now, or writing to the memory would end the process
        self._cells = memoryview(mmap.mmap(file, SIZE)).cast("Q")
        self._file = file

    def find_again(self) -> None:
        """Map the file anew if somebody took it away: other processes would have another one."""
        try:
            is_there = os.stat(self._path).st_ino == os.fstat(self._file).st_ino
        except FileNotFoundError:
            is_there = False
        if not is_there:
            number, lost = self.number(), self._file
            self._map()
            os.close(lost)
            self.raise_to(number)

    def number(self) -> int:
        return self._cells[0]

    def raise_to(self, number: int) -> None:
        with self._alone():
            self._cells[0] = max(self._cells[0], number)

    def set_back_to(self, number: int) -> None:
        with self._alone():
            self._cells[0] = number
            self._cells[1] += 1

    def times_set_back(self) -> int:
        return self._cells[1]

    def fault(self) -> str:
        return ""

    @contextmanager
    def _alone(self):
        with self._lock:
            fcntl.lockf(self._file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN)


class InRedis:
    """A key every machine asks; `local` is what this machine knows without it."""

    RAISE = (
        "local n = tonumber(redis.call('get', KEYS[1]) or '0') "
        "if tonumber(ARGV[1]) > n then redis.call('set', KEYS[1], ARGV[1]) end return n"
    )

    def __init__(self, client, key: str, local: Signal, ask_database: Callable[[], int]):
        self._client, self._key, self._local = client, key, local
        self._ask_database, self._asked_at = ask_database, float("-inf")
        self._raise = client.register_script(self.RAISE)
        self._away_until, self._is_away = 0.0, False

    def number(self) -> int:
        newest = int(self._ask(lambda: self._client.get(self._key)) or 0)
        if self._is_away:
            newest = self._number_of_database()
        if newest > self._local.number():
            self._local.raise_to(newest)  # what was known once is known without it as well
        return self._local.number()

    def raise_to(self, number: int) -> None:
        self._local.raise_to(number)
        self._ask(lambda: self._raise(keys=[self._key], args=[number]), even_if_away=True)

    def set_back_to(self, number: int) -> None:
        self._local.set_back_to(number)
        self._ask(lambda: self._client.set(self._key, number), even_if_away=True)

    def times_set_back(self) -> int:
        return self._local.times_set_back()

    def find_again(self) -> None:
        self._local.find_again()

    def fault(self) -> str:
        if self._is_away:
            return "Redis does not answer: the database is asked for what other machines publish."
        return self._local.fault()

    def _number_of_database(self) -> int:
        """What other machines have published meanwhile; 0 where it was asked just now, or is away
        itself: keeper.py says so."""
        if time.monotonic() - self._asked_at < ASK_DATABASE:
            return 0
        self._asked_at = time.monotonic()
        try:
            return self._ask_database()
        except Error:
            return 0

    def _ask(self, call, *, even_if_away: bool = False):
        from redis.exceptions import RedisError

        if time.monotonic() < self._away_until and not even_if_away:
            return None
        try:
            answer = call()
        except (RedisError, OSError) as error:
            self._away_until = time.monotonic() + PAUSE
            if not self._is_away:
                logger.warning("Redis does not answer; the database is asked: %s", error)
            self._is_away = True
            return None
        if self._is_away:
            logger.warning("Redis answers again.")
        self._is_away = False
        return answer


@cache
def current() -> Signal:
    """The signal the settings ask for, one for this process."""
    try:
        local: Signal = InFile(Path(settings.EDGE_DIR) / "generation")
    except OSError as error:
        logger.error("No page is stored: %s", error)
        local = InMemory(f"The folder of the page store cannot be written: {error.strerror}.")
    if not settings.REDIS_URL:
        return local
    from redis import Redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    client = Redis.from_url(
        settings.REDIS_URL,
        socket_timeout=PATIENCE,
        socket_connect_timeout=PATIENCE,
        retry=Retry(NoBackoff(), 1),  # a connection that was cut while nobody asked
    )
    return InRedis(client, f"{settings.REDIS_PREFIX}:generation", local, _number_of_primary)


def _number_of_primary() -> int:
    from . import generation

    return generation.read(DEFAULT_DB_ALIAS)
