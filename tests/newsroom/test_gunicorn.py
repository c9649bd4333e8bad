"""The settings of gunicorn under load: no request is lost while workers and servers change."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from http.client import HTTPConnection, RemoteDisconnected
from urllib.parse import quote

import pytest
from django.conf import settings

from newsroom.edge.turns import Turns
from tests.servers import Server

pytestmark = pytest.mark.django_db  # so that there is a database, empty
KEPT_ALIVE, ANEW = 3, 2  # readers
PATIENCE = 60  # seconds


class Reader(threading.Thread):
    """Asks without pause. With `kept_alive` on one connection: where that was closed between two
    requests, before anything was answered, the request is sent again on a new one, once, as nginx
    and browsers do. Without, each request has a connection of its own and only one try."""

    def __init__(self, port: int, *, kept_alive: bool):
        super().__init__(daemon=True)
        self.port, self.kept_alive = port, kept_alive
        self.done, self.failed, self.answered = threading.Event(), [], 0
        self._http, self._is_used = None, False

    def run(self):
        while not self.done.is_set():
            try:
                try:
                    self._ask()
                except (RemoteDisconnected, ConnectionResetError, BrokenPipeError):
                    if not self._is_used:
                        raise
                    self._close()
                    self._ask()
                self.answered += 1
            except (OSError, AssertionError) as error:
                self.failed.append(repr(error))
                self._close()
        self._close()

    def _ask(self):
        if self._http is None:
            self._http = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        self._http.request(
            "GET", "/news/", headers={} if self.kept_alive else {"Connection": "close"}
        )
        answer = self._http.getresponse()
        assert answer.status == 200
        assert answer.read().rstrip().endswith(b"</html>")
        self._is_used = True
        if not self.kept_alive or answer.will_close:
            self._close()

    def _close(self):
        if self._http:
            self._http.close()
        self._http, self._is_used = None, False


@pytest.fixture
def crowd():
    """Readers of a port, until the test ends: crowd(port)."""
    readers = []

    def crowd(port):
        readers[:] = [
            Reader(port, kept_alive=number < KEPT_ALIVE) for number in range(KEPT_ALIVE + ANEW)
        ]
        for reader in readers:
            reader.start()
        return readers

    yield crowd
    for reader in readers:
        reader.done.set()


@pytest.fixture(scope="module")
def server(django_db_setup, tmp_path_factory):
    """Its workers end after some dozen requests."""
    few = "--max-requests 60 --max-requests-jitter 20"
    server = Server(tmp_path_factory.mktemp("site"), GUNICORN_CMD_ARGS=few)
    yield server.wait()
    server.stop()


def wait_until(is_so, server):
    until = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < until, "It does not come to that."
        assert server.process.poll() is None
        time.sleep(0.1)


def test_no_request_is_lost_while_workers_are_replaced(server, crowd):
    readers, seen = crowd(server.port), set()

    def have_changed(times):
        seen.update(server.workers())
        return len(seen) >= times

    wait_until(lambda: have_changed(5), server)  # by the number of their requests
    server.process.send_signal(signal.SIGHUP)
    wait_until(lambda: have_changed(8), server)
    for reader in readers:
        reader.done.set()
        reader.join()

    assert [failed for reader in readers for failed in reader.failed] == []
    assert all(reader.answered > 20 for reader in readers)


def test_a_search_as_long_as_may_be_asked_gets_a_page(server):
    for words in ("x" * 10_000, "ж" * 10_000, '"' * 10_000):
        status, text = server.get(f"/search/?q={quote(words)}")
        assert status == 200
        assert "<h1" in text

    status, text = server.get(f"/search/?q={quote('ж' * 20_000)}")
    assert status == 414
    assert "<h1" in text


@pytest.fixture
def listening():
    """A socket that outlives servers, as systemd holds one (deploy/newsroom-web.socket)."""
    with socket.create_server(("127.0.0.1", 0), backlog=512) as listening:
        yield listening


@pytest.fixture
def begin(django_db_setup, tmp_path, listening):
    """Start a server on that socket."""
    with ExitStack() as stack:

        def begin():
            server = Server(tmp_path, listening=listening)
            stack.callback(server.stop)
            return server.wait()

        yield begin


def test_a_server_that_is_replaced_by_another_loses_nothing(begin, tmp_path, crowd):
    first, found = begin(), []
    first.get("/news/")
    turn = Turns(tmp_path / "edge/pages", "").take(("/", ""))  # a page that takes long
    in_hand = threading.Thread(target=lambda: found.append(first.get("/")[0]))
    in_hand.start()
    readers = crowd(first.port)
    wait_until(lambda: all(reader.answered for reader in readers), first)

    first.process.send_signal(signal.SIGTERM)
    time.sleep(0.5)  # it has stopped listening, and waits for what is in hand
    turn.release()
    second = begin()
    assert first.process.wait(timeout=PATIENCE) == 0
    in_hand.join()
    before = [reader.answered for reader in readers]
    wait_until(lambda: all(r.answered > n for r, n in zip(readers, before, strict=True)), second)
    for reader in readers:
        reader.done.set()
        reader.join()

    assert found == [200]
    assert [failed for reader in readers for failed in reader.failed] == []


def test_a_wrong_value_is_one_line_that_names_it(tmp_path):
    environment = os.environ | {"WEB_WORKERS": "two", "NEWSROOM_VAR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "gunicorn", "--config", "newsroom/gunicorn.py", "newsroom.wsgi"],
        cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip

    assert done.returncode == 1
    assert done.stderr == "WEB_WORKERS must be a whole number, not 'two'.\n"
