"""Work nobody waits for: a piece at a time in each process, once no more comes in.

Nothing may depend on it: what a process does not get to is made up for when it is first needed.
"""

import atexit
import logging
from collections import deque
from collections.abc import Callable
from threading import Condition, Thread

from django.db import connections

logger = logging.getLogger(__name__)
PAUSE = 2.0  # seconds without a new piece: the next of many uploads must not wait for drawing


class Background:
    def __init__(self, pause: float = PAUSE):
        self.pause = pause
        self._changed = Condition()
        self._waiting: deque[Callable[[], object]] = deque()
        self._arrived = 0
        self._is_busy = False
        self._thread: Thread | None = None

    def do(self, piece: Callable[[], object]) -> None:
        """Do `piece` in a while; what it raises is logged."""
        with self._changed:
            self._waiting.append(piece)
            self._arrived += 1
            if self._thread is None or not self._thread.is_alive():  # also after a fork
                self._thread = Thread(target=self._work, name="background", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def finish(self) -> None:
        """Let the piece in hand come to its end, and drop those that wait."""
        with self._changed:
            self._waiting.clear()
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._is_busy)

    def _work(self) -> None:
        seen = 0
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting)
                while self._waiting and seen != self._arrived:
                    seen = self._arrived
                    self._changed.wait(self.pause)
                if not self._waiting:
                    continue
                piece = self._waiting.popleft()
                self._is_busy = True
            self._do(piece)

    def _do(self, piece: Callable[[], object]) -> None:
        try:
            piece()
        except Exception:
            logger.exception("What was left for later could not be done.")
        finally:
            connections.close_all()
            with self._changed:
                self._is_busy = False
                self._changed.notify_all()


background = Background()
atexit.register(background.finish)
