"""The pages one process keeps in memory, bounded in bytes."""

import time
from threading import Lock

from . import addresses
from .addresses import Key
from .page import Page

MOST_QUERIES = 2_000  # addresses with parameters whose key is known without being read again ...
LONGEST_QUERY = 200  # ... and of how many characters at most
FOR_QUERIES = 0.25  # of all bytes: what strangers can ask for without end gets no more
KEEP = 0.8  # of the bytes are kept where there were too many
GROWS = 1.6  # times: what a page takes once it was asked for in all its shapes, about


class Store:
    """Pages by key. Reading takes no lock; what was used longest ago goes first."""

    def __init__(self, most_bytes: int):
        self._most = most_bytes
        self._pages: dict[Key, Page] = {}
        self._takes: dict[str, tuple[str, ...]] = {}
        self._keys: dict[Key, Key | None] = {}
        self._lock, self._added = Lock(), 0.0  # bytes since all were weighed, about

    def find(self, path: str, query: str) -> Page | None:
        """The page at this address, whatever its age."""
        return self._pages.get(self.key(path, query) if query else (path, ""))

    def at(self, key: Key) -> Page | None:
        return self._pages.get(key)

    def key(self, path: str, query: str) -> Key | None:
        """The key of an address, or None where no page is known at its path."""
        raw = (path, query)
        if raw in self._keys:
            return self._keys[raw]
        takes = self._takes.get(path)
        if takes is None:
            return None
        if len(self._keys) >= MOST_QUERIES:
            self._keys = {}
        found = addresses.key(path, query, takes)
        if len(query) <= LONGEST_QUERY:
            self._keys[raw] = found
        return found

    def put(self, key: Key, page: Page) -> None:
        page.used_at = time.time()
        with self._lock:
            self._pages[key] = page
            self._takes[key[0]] = page.takes
            self._added += page.size * GROWS
            if self._added > self._most * (1 - KEEP) * FOR_QUERIES:
                self._make_room(self._most * FOR_QUERIES, lambda key: bool(key[1]))
                self._make_room(self._most, lambda key: True)
                self._added = 0.0

    def clear(self) -> None:
        with self._lock:
            self._pages, self._takes, self._keys = {}, {}, {}

    @property
    def size(self) -> int:
        """Bytes of all pages, about."""
        return sum(page.size for page in list(self._pages.values()))

    def __len__(self) -> int:
        return len(self._pages)

    def _make_room(self, most: float, is_one) -> None:
        found = {key: page for key, page in self._pages.items() if is_one(key)}
        size = sum(page.size for page in found.values())
        if size <= most:
            return
        for key in sorted(found, key=lambda key: found[key].used_at):
            size -= found[key].size
            del self._pages[key]
            if size <= most * KEEP:
                break
        paths = {path for path, _query in self._pages}
        self._takes = {path: takes for path, takes in self._takes.items() if path in paths}
        self._keys = {}
