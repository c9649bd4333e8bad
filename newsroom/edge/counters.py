"""How often each process did what, for whoever measures the site (newsroom/metrics.py).

Counted without a lock, by taking the next number of an iterator. Once a second a process leaves its
numbers in a file of its own; those of processes that have ended are kept, so that sums never fall.
"""

import fcntl
import json
import os
from collections import Counter
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from django.conf import settings

PAST = "past"
NAMES = ("hits", "not_modified", "renders", "found", "last_pages", "passed")


class Counters:
    """`hits`: answered from memory; `not_modified`: answered with 304; `renders`: made by Django;
    `found`: made by another process; `last_pages`: handed out while another made the next;
    `passed`: what is no page of the store."""

    def __init__(self):
        for name in NAMES:
            setattr(self, name, count())

    def read(self) -> dict[str, int]:
        return {name: getattr(self, name).__reduce__()[1][0] for name in NAMES}


def leave(counters: Counters, store) -> None:
    """Write down what this process has counted, and what it keeps now."""
    _write(
        _folder() / f"{os.getpid()}-{_began(os.getpid())}.json",
        counters.read() | {"pages": len(store), "bytes": store.size},
    )


def fold() -> None:
    """Add up what processes that have ended left behind, into one file."""
    with _alone():
        ended = [path for path in _files() if path.stem != PAST and not _lives(path.stem)]
        if not ended:
            return
        past = Counter(dict.fromkeys(NAMES, 0))
        for path in [_folder() / f"{PAST}.json", *ended]:
            past.update({name: _read(path).get(name, 0) for name in NAMES})
        _write(_folder() / f"{PAST}.json", dict(past))
        for path in ended:
            path.unlink(missing_ok=True)


def of_all() -> dict[str, int]:
    """The sums over all processes of this machine: what they did since the folder is there, and
    (`pages`, `bytes`, `processes`) what those that live keep."""
    sums: Counter = Counter(dict.fromkeys([*NAMES, "processes", "pages", "bytes"], 0))
    with _alone():
        for path in _files():
            said = _read(path)
            sums.update({name: said.get(name, 0) for name in NAMES})
            if path.stem != PAST and _lives(path.stem):
                kept = {name: said.get(name, 0) for name in ("pages", "bytes")}
                sums.update(kept | {"processes": 1})
    return dict(sums)


def _files() -> list[Path]:
    return [path for path in _folder().glob("*.json") if path.stem == PAST or "-" in path.stem]


def _read(path: Path) -> dict[str, int]:
    try:
        return dict(json.loads(path.read_text()))
    except (OSError, ValueError, TypeError):
        return {}


def _write(path: Path, said: dict[str, int]) -> None:
    draft = path.with_suffix(f".{os.getpid()}.draft")
    draft.write_text(json.dumps(said))
    draft.replace(path)


@contextmanager
def _alone():
    """Nobody folds while somebody adds up."""
    with (_folder() / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _lives(name: str) -> bool:
    """Whether the process a file is named after is there; numbers of processes come again."""
    pid, _, began = name.partition("-")
    return began == _began(pid)


def _began(pid: int | str) -> str:
    """When a process began, in ticks of the machine's clock (proc(5)); "" if there is none."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
    except OSError:
        return ""


def _folder() -> Path:
    folder = Path(settings.EDGE_DIR) / "processes"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
