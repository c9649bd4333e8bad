"""What a request that may end in the store carries through Django, between the layer and the view.

The layer puts a Ticket into the WSGI environment; the view's decorator (public.py) begins it. Where
the page turns out to be there already, the view is not called.
"""

import time
from dataclasses import dataclass, field

from . import addresses, rendering, signals
from .addresses import Key
from .page import Headers, Page
from .store import Store
from .turns import LONGEST_WAIT, Turn, Turns

IN_ENVIRON = "newsroom.edge.ticket"
STAYS = 60.0  # seconds: then a page is made anew, though nothing said that it changed
LAST_PAGE = 1.0  # seconds beyond them in which others get the last page while one makes the next
PATIENCE = (
    1.0  # seconds others wait for the next page then, before they get the last one all the same
)
RETRY = 5.0  # seconds in which the last page is handed out again where the next could not be made


@dataclass
class Ticket:
    store: Store
    turns: Turns
    path: str
    query: str
    has_begun: bool = False  # a public view answers
    page: Page | None = None  # what is handed out though Django did not make it
    outcome: str = "renders"  # the counter this request comes under
    subject: str = ""
    key: Key | None = None
    takes: tuple[str, ...] = ()
    label: rendering.Label | None = None
    turn: Turn | None = field(default=None, repr=False)

    def begin(self, takes: tuple[str, ...]) -> bool:
        """Take the turn of this page; False where it was found made, and `page` is it."""
        self.has_begun, self.takes = True, takes
        self.key = addresses.key(self.path, self.query, takes)
        if self.key is not None and self._find(self.key):
            return False
        self.label = rendering.begin()
        return True

    def _find(self, key: Key) -> bool:
        last = self.store.at(key)
        if last is not None and is_fresh(last):
            return self._take(last, "hits")
        has_last = last is not None and is_current(last)
        self.turn = self.turns.take(key, wait=_wait_for(last) if has_last else LONGEST_WAIT)
        if self.turn is None:
            return has_last and self._take(last, "last_pages")
        found = self.turn.found()
        if found is not None and is_fresh(found):
            self.store.put(key, found)
            return self._take(found, "found")
        return False

    def _take(self, page: Page, outcome: str) -> bool:
        self.page, self.outcome = page, outcome
        return True

    def again(self) -> None:
        """Something readers see was changed while this page began: what is read now is newer."""
        self.label = rendering.begin()

    def keep(self, status: str, headers: Headers, body: bytes) -> Page:
        """What Django answered, as a page; stored if it may be.

        Where Django failed, the last page if it is still right: what breaks behind the store (the
        database, say) need not reach readers.
        """
        now = time.time()
        last = self.store.at(self.key) if self.key is not None else None
        if status.startswith("5") and last is not None and is_current(last):
            last.stale_at = now + RETRY
            self.outcome = "last_pages"
            return last
        page = Page(
            number=self.label.number if self.label else 0,  # the database did not say
            ends=self.label.ends.timestamp() if self.label else now,
            stale_at=now + STAYS,
            status=status,
            headers=headers,
            body=body,
            subject=self.subject,
            takes=self.takes,
        )
        # Not one that is old already: something was published meanwhile, or its hour came
        if self.key is not None and page.number and page.is_storable and is_current(page):
            self.store.put(self.key, page)
            if self.turn:
                self.turn.leave(page)
        return page

    def end(self) -> None:
        rendering.end()
        if self.turn:
            self.turn.release()


def is_fresh(page: Page) -> bool:
    return is_current(page) and time.time() < page.stale_at


def is_current(page: Page) -> bool:
    """Whether nothing that readers see has changed since it was made."""
    return page.number == signals.current().number() and time.time() < page.ends


def _wait_for(last: Page) -> float:
    """How many seconds one waits for the page that comes after `last`, which is still right."""
    return 0 if time.time() < last.stale_at + LAST_PAGE else PATIENCE
