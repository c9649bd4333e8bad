"""One render at a time of a page on this machine; what came of it is there for all processes.

A file per page, in a folder all processes share. Whoever holds its lock (flock, which ends with the
process) makes the page and writes it into the file; who comes meanwhile waits for the lock and
finds the page there.
"""

import fcntl
import hashlib
import logging
import os
import time
from contextlib import suppress
from pathlib import Path

from .addresses import Key
from .page import Page, packed, unpacked

logger = logging.getLogger(__name__)
LONGEST_WAIT = 10.0  # seconds; then one renders for oneself
PAUSES = (0.001, 0.002, 0.003, 0.005)  # seconds between two looks at a lock
NAME = "*.page"


class Turns:
    """The folder of the files. `build` names the code that makes the pages: what other code made
    is not handed out."""

    def __init__(self, folder: Path, build: str):
        self._folder, self._build = folder, build
        self.fault = ""

    def take(self, key: Key, *, wait: bool = True) -> "Turn | None":
        """The turn of this page, or None if somebody has it (`wait=False`), or has it too long."""
        path = self._folder / f"{_name(key)}.page"
        try:
            file = self._open(path)
        except OSError as error:
            self._say(f"The folder of the page store cannot be written: {error.strerror}.")
            return Turn(-1, self._build)
        self._say("")
        try:
            taken = _lock(file, wait)
        except BaseException:
            os.close(file)
            raise
        if not taken:
            os.close(file)
            return None
        return Turn(file, self._build)

    def prune(self, most_bytes: int) -> None:
        """Take away what was made longest ago, until the rest is `most_bytes` at most."""
        found = []
        for path in self._folder.glob(NAME):
            with suppress(OSError):
                facts = path.stat()
                found.append((facts.st_mtime, facts.st_size, path))
        size = sum(each for _made, each, _path in found)
        for _made, each, path in sorted(found):
            if size <= most_bytes:
                return
            with suppress(OSError):
                path.unlink()
            size -= each

    def clear(self) -> None:
        self.prune(-1)

    def _open(self, path: Path) -> int:
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
        try:
            return os.open(path, flags, 0o600)
        except FileNotFoundError:
            self._folder.mkdir(parents=True, exist_ok=True)
            return os.open(path, flags, 0o600)

    def _say(self, fault: str) -> None:
        if fault and not self.fault:
            logger.error(fault)
        self.fault = fault


class Turn:
    """Held until release(). One that stands on no file keeps nobody else from rendering."""

    def __init__(self, file: int, build: str):
        self._file, self._build = file, build

    def found(self) -> Page | None:
        """What was made last, whatever its age."""
        if self._file < 0:
            return None
        os.lseek(self._file, 0, os.SEEK_SET)
        with open(self._file, "rb", closefd=False) as file:
            return unpacked(file.read(), self._build)

    def leave(self, page: Page) -> None:
        """Put the page where all processes find it."""
        if self._file < 0:
            return
        data = packed(page, self._build)
        try:
            os.ftruncate(self._file, 0)
            os.pwrite(self._file, data, 0)
        except OSError as error:  # a full disk: others render for themselves
            logger.warning("A page could not be left to other processes: %s", error)

    def release(self) -> None:
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


def _lock(file: int, wait: bool) -> bool:
    until = time.monotonic() + (LONGEST_WAIT if wait else 0)
    tries = 0
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
        time.sleep(PAUSES[min(tries, len(PAUSES) - 1)])
        tries += 1


def _name(key: Key) -> str:
    return hashlib.blake2b("\0".join(key).encode(), digest_size=16).hexdigest()
