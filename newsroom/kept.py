"""What a process keeps of what it made, by all that it was made of, up to a size."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """What was asked for last, `most` of it in characters. What takes a tenth of that is not kept:
    it would push out too much else. For the threads of a process."""

    def __init__(self, most: int):
        self.most = most
        self.forget()

    def forget(self) -> None:
        self._lock, self.size = Lock(), 0
        self._known: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._known)

    def get(self, key: Hashable) -> T | None:
        with self._lock:
            found = self._known.get(key)
            if found is None:
                return None
            self._known.move_to_end(key)
            return found[0]

    def put(self, key: Hashable, it: T, size: int) -> None:
        with self._lock:
            if key in self._known or size > self.most // 10:
                return
            self._known[key] = it, size
            self.size += size
            while self.size > self.most:
                _key, (_it, gone) = self._known.popitem(last=False)
                self.size -= gone
