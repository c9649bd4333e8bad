"""Browser windows as tests open and leave them: patient, apart, and quiet at the end."""

import socket
import time
from threading import Condition

from playwright.sync_api import expect

from media.background import background

PATIENCE = 60_000  # milliseconds; a busy machine is no fault of ours
expect.set_options(timeout=PATIENCE)


class Visitors:
    """The connections a live server has, each in a thread of its own until it is closed."""

    of_all_servers = []

    def __init__(self, live_server):
        self.server = live_server.thread.httpd
        self.number = 0
        self.changed = Condition()
        self._accept, self._answer = self.server.process_request, self.server.process_request_thread
        self.server.process_request = self._counted
        self.server.process_request_thread = self._answered
        self.of_all_servers.append(self)

    def _counted(self, *connection):
        self._step(1)
        self._accept(*connection)

    def _answered(self, *connection):
        try:
            self._answer(*connection)
        finally:
            self._step(-1)

    def _step(self, by: int) -> None:
        with self.changed:
            self.number += by
            self.changed.notify_all()

    def wait_until_gone(self, seconds: float = 10) -> bool:
        """Whether nothing anybody sent is under way any more.

        Connections are accepted in their order: one of our own comes after all others.
        """
        with socket.create_connection(self.server.server_address[:2], timeout=seconds) as last:
            last.shutdown(socket.SHUT_WR)
            last.recv(1)  # nothing: it was accepted, and is hung up
        with self.changed:
            return self.changed.wait_for(lambda: self.number == 0, seconds)


def open_window(browser, live_server, **options):
    """A browser context of its own; `options` are those of Playwright."""
    context = browser.new_context(base_url=live_server.url, **options)
    context.set_default_timeout(PATIENCE)
    return context


def eventually(page, holds) -> None:
    """Wait until holds(), for what expect() cannot say."""
    ends = time.monotonic() + PATIENCE / 1000
    while not holds():
        assert time.monotonic() < ends
        page.wait_for_timeout(50)


def leave(context) -> None:
    """Close a window. After the last one nothing is under way when tables are emptied."""
    browser = context.browser
    background.finish()
    context.set_offline(True)
    context.close()
    if not browser.contexts:
        for visitors in Visitors.of_all_servers:
            visitors.wait_until_gone()
