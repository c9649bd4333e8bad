"""The site behind its page store, asked as gunicorn asks it (PEP 3333), in this process."""

from io import BytesIO
from urllib.parse import urlsplit

import brotli
from django.core.wsgi import get_wsgi_application

from newsroom import edge
from newsroom.edge import generation
from newsroom.edge.keeper import Keeper
from newsroom.edge.layer import PageStore
from newsroom.edge.store import Store
from newsroom.edge.turns import Turns


def publish():
    """Something readers see changes, and every process is told; as after a commit."""
    edge.publish()
    generation.tell()


class Site:
    """A process that serves: several share `folder`, as those of one machine do."""

    def __init__(self, folder, *, most_bytes=4_000_000, build="tested"):
        self.store, self.turns = Store(most_bytes), Turns(folder, build)
        self.keeper = Keeper(store=self.store, turns=self.turns)
        self.keeper.is_running = True  # a test does itself what it does each second
        self._django, self.made = get_wsgi_application(), []
        self.application = PageStore(
            self._note, store=self.store, turns=self.turns, keeper=self.keeper
        )

    def _note(self, environ, start_response):
        """Django, with what it was asked for."""
        self.made.append(environ["PATH_INFO"])
        return self._django(environ, start_response)

    def get(self, address, method="GET", **headers):
        return self.ask(environ(address, method, **headers))

    def ask(self, environ):
        said = []
        body = self.application(environ, lambda *start: said.append(start))
        answer = Answered(said[0][0], said[0][1], b"".join(body))
        if hasattr(body, "close"):
            body.close()
        return answer

    @property
    def count(self):
        return self.keeper.counters.read()


class Answered:
    def __init__(self, status, headers, sent):
        self.status, self.sent = int(status.split()[0]), sent
        self.headers = dict(headers)
        self.names = [name.lower() for name, _value in headers]

    @property
    def text(self):
        coding = self.headers.get("Content-Encoding")
        return (brotli.decompress(self.sent) if coding == "br" else self.sent).decode()


def environ(address, method="GET", **headers):
    parts = urlsplit(address)
    found = {
        "REQUEST_METHOD": method,
        "PATH_INFO": parts.path.encode().decode("latin-1"),
        "QUERY_STRING": parts.query,
        "SCRIPT_NAME": "",
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "HTTP_HOST": "testserver",
        "REMOTE_ADDR": "127.0.0.1",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
    }
    return found | {f"HTTP_{name.upper()}": value for name, value in headers.items()}
