"""How often each process did what, for whoever measures the site (newsroom/metrics.py).

Counted without a lock, by taking the next number of an iterator. Once a second a process leaves its
numbers in a file of its own; those of processes that have ended stay, so that sums never fall.
"""

import json
import os
from collections import Counter
from contextlib import suppress
from itertools import count
from pathlib import Path

from django.conf import settings

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
    said = counters.read() | {"pages": len(store), "bytes": store.size}
    path = _folder() / f"{os.getpid()}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    draft.write_text(json.dumps(said))
    draft.replace(path)


def of_all() -> dict[str, int]:
    """The sums over all processes of this machine: what they did since the folder is there, and
    (`pages`, `bytes`, `processes`) what those that live keep."""
    sums: Counter = Counter(processes=0, pages=0, bytes=0)
    for path in _folder().glob("*.json"):
        with suppress(OSError, ValueError):
            said = json.loads(path.read_text())
            sums.update({name: said.get(name, 0) for name in NAMES})
            if _lives(int(path.stem)):
                sums.update({"processes": 1, "pages": said["pages"], "bytes": said["bytes"]})
    return dict(sums)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _folder() -> Path:
    return Path(settings.EDGE_DIR) / "processes"
