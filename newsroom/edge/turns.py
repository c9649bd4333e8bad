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
BLOCK = 4096  # bytes any file takes


class Turns:
    """The folder of the files. `build` names the code that makes the pages: what other code made
    is not handed out."""

    def __init__(self, folder: Path, build: str):
        self._folder, self._build = folder, build
        self.fault = ""

    def take(self, key: Key, *, wait: float = LONGEST_WAIT) -> "Turn | None":
        """The turn of this page, or None if somebody has it for `wait` seconds."""
        path = self._folder / f"{_name(key)}.page"
        try:
            file = self._open(path)
        except OSError as error:
            self._say(f"The folder of the page store cannot be written: {error.strerror}.")
            return Turn(-1, path, self._build)
        self._say("")
        try:
            is_taken = _lock(file, wait)
        except (
            OSError
        ) as error:  # a file system without locks: everybody makes pages for themselves
            self._say(f"The folder of the page store cannot be locked: {error.strerror}.")
            os.close(file)
            return Turn(-1, path, self._build)
        if not is_taken:
            os.close(file)
            return None
        return Turn(file, path, self._build)

    def prune(self, most_bytes: int) -> None:
        """Take away what was made longest ago, until the rest is `most_bytes` at most, counted in
        whole blocks. One process does; the others have nothing to do then."""
        with suppress(OSError), (self._folder / "pruning").open("w") as file:
            if _lock(file.fileno(), 0):
                self._prune(most_bytes)

    def _prune(self, most_bytes: int) -> None:
        found = []
        with os.scandir(self._folder) as entries:
            for entry in entries:
                with suppress(OSError):
                    if entry.name.endswith(".page"):
                        facts = entry.stat()
                        found.append((facts.st_mtime, max(facts.st_size, BLOCK), entry.path))
        size = sum(each for _made, each, _path in found)
        for _made, each, path in sorted(found):
            if size <= most_bytes:
                return
            with suppress(OSError):
                os.unlink(path)
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

    def __init__(self, file: int, path: Path, build: str):
        self._file, self._path, self._build = file, path, build

    def found(self) -> Page | None:
        """What was made last, whatever its age."""
        if self._file < 0:
            return None
        try:
            size = os.fstat(self._file).st_size
            return unpacked(os.pread(self._file, size, 0), self._build)
        except OSError:
            return None

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
        """Let the next one have it. What was never stored (a 404, say) leaves no file."""
        if self._file < 0:
            return
        with suppress(OSError):
            if os.fstat(self._file).st_size == 0:
                self._path.unlink()
        os.close(self._file)
        self._file = -1


def _lock(file: int, wait: float) -> bool:
    until = time.monotonic() + wait
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
