"""What a process keeps of what it made, by all that it was made of, up to a size."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")
OF_A_VALUE = 40  # characters, whatever it is


class Kept(Generic[T]):
    """What was asked for last, `most` of it in characters, keys among them. What takes a tenth of
    that is not kept: it would push out too much else. For the threads of a process."""

    def __init__(self, most: int):
        self.most, self.size = most, 0
        self._lock = Lock()
        self._known: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._known)

    def forget(self) -> None:
        with self._lock:
            self._known.clear()
            self.size = 0

    def get(self, key: Hashable) -> T | None:
        with self._lock:
            found = self._known.get(key)
            if found is None:
                return None
            self._known.move_to_end(key)
            return found[0]

    def put(self, key: Hashable, it: T, size: int) -> None:
        """Keep `it`, of `size` characters, under `key`."""
        size += weight(key)
        with self._lock:
            if key in self._known or size > self.most // 10:
                return
            self._known[key] = it, size
            self.size += size
            while self.size > self.most:
                _key, (_it, gone) = self._known.popitem(last=False)
                self.size -= gone


def weight(it) -> int:
    """Characters that plain values, lists and dictionaries of them take, about."""
    if isinstance(it, str):
        return OF_A_VALUE + len(it)
    if isinstance(it, dict):
        return OF_A_VALUE + weight([*it.items()])
    if isinstance(it, (list, tuple)):
        return OF_A_VALUE + sum(map(weight, it))
    return OF_A_VALUE
