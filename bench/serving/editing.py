"""The editor's side: how long it takes to open, save and publish one story, and until readers see
it."""

import statistics
import time
from http.client import HTTPConnection
from urllib.parse import urlencode

from tests.articles.markup import form_fields, parse

from .servers import Server

ROUNDS = 9
TOKEN = "c" * 32


class Editor:
    """Somebody at the desk of a running server; seconds and text of each answer."""

    def __init__(self, server: Server, session: str, story: int):
        self._server = server
        self._cookie = f"sessionid={session}; csrftoken={TOKEN}"
        self._story = f"/admin/articles/article/{story}/"

    def open(self) -> tuple[float, str]:
        return self._ask("GET", "change/")

    def save(self, form: str, headline: str) -> tuple[float, str]:
        fields = self._fields(form) | {"headline": headline, "_continue": "1"}
        return self._ask("POST", "change/", fields)

    def look(self) -> tuple[float, str]:
        """The page of what readers do not see yet."""
        return self._ask("GET", "changes/")

    def publish(self, changes: str) -> tuple[float, str]:
        fields = self._fields(changes) | {"declare": "minor", "_do": "publish"}
        return self._ask("POST", "changes/", fields)

    def _fields(self, text: str) -> dict:
        page = parse(text, is_strict=False)
        fields = form_fields(page.one("[id=content-main] form"))
        return {name: value for name, value in fields.items() if value is not None}

    def _ask(self, method: str, path: str, fields: dict | None = None) -> tuple[float, str]:
        http = HTTPConnection("127.0.0.1", self._server.port, timeout=300)
        headers, body = {"Cookie": self._cookie}, None
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode(fields | {"csrfmiddlewaretoken": TOKEN}, doseq=True)
        began = time.perf_counter()
        http.request(method, self._story + path, body, headers)
        answer = http.getresponse()
        text = answer.read().decode()
        seconds = time.perf_counter() - began
        http.close()
        if answer.status != (200 if method == "GET" else 302):
            raise RuntimeError(f"{method} {self._story}{path} answers {answer.status}.")
        return seconds, text


def measure(editor: Editor, server: Server, address: str) -> dict[str, float]:
    """Medians in milliseconds; `fresh` is from the answer of publish to the first page that shows
    the change, the request for it included."""
    found: dict[str, list[float]] = {"open": [], "save": [], "publish": [], "fresh": []}
    for turn in range(ROUNDS):
        headline = f"Council agrees the budget, version {turn} of this story"
        seconds, form = editor.open()
        found["open"].append(seconds)
        found["save"].append(editor.save(form, headline)[0])
        found["publish"].append(editor.publish(editor.look()[1])[0])
        began = time.perf_counter()
        while headline not in server.get(address)[1].decode():
            if time.perf_counter() - began > 30:
                raise RuntimeError("What was published is not seen.")
        found["fresh"].append(time.perf_counter() - began)
    return {name: statistics.median(each) * 1000 for name, each in found.items()}
