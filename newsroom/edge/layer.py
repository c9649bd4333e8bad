"""The layer in front of Django: what is stored is answered before Django is entered."""

import time
from collections.abc import Callable, Iterable
from contextlib import closing

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from . import cdn, handing_out, signals
from .counters import Counters
from .page import BROTLI, GZIP, PLAIN, Page
from .store import Store
from .ticket import IN_ENVIRON, Ticket
from .turns import Turns

MOST_KNOWN = 500  # Host and Accept-Encoding headers whose meaning is remembered
LONGEST_KNOWN = 200  # characters of one
OK = "200 OK"

Application = Callable[[dict, Callable], Iterable[bytes]]


class PageStore:
    """A WSGI application (PEP 3333) around Django's. `keeper` looks after it while it serves."""

    def __init__(self, django: Application, *, store: Store, turns: Turns, keeper):
        self._django, self._store, self._turns, self._keeper = django, store, turns, keeper
        self._signal = signals.current()
        self._only_https = settings.SECURE_SSL_REDIRECT
        self._hosts: dict[str, bool] = {}
        self._encodings: dict[str, str] = {}
        self.counters: Counters = keeper.counters

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        if not self._keeper.is_running:
            self._keeper.start()
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or not self._is_ours(environ):
            next(self.counters.passed)
            return self._django(environ, start_response)
        page = self._store.find(environ["PATH_INFO"], environ["QUERY_STRING"])
        if page is not None and page.number == self._signal.number():
            now = time.time()
            if now < page.stale_at and now < page.ends:
                page.used_at = now
                next(self.counters.hits)
                return self._hand_out(page, environ, start_response)
        return self._make(environ, start_response)

    def _is_ours(self, environ: dict) -> bool:
        """Whether the request is for this site: another host, http instead of https, a mount point
        are Django's to judge."""
        host = environ.get("HTTP_HOST", "")
        known = self._hosts.get(host)
        if known is None:
            known = validate_host(split_domain_port(host.lower())[0], settings.ALLOWED_HOSTS)
            _remember(self._hosts, host, known)
        is_safe = not self._only_https or environ["wsgi.url_scheme"] == "https"
        return known and is_safe and not environ.get("SCRIPT_NAME")

    def _make(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        """Have Django answer; what a public view made is kept, if it may be."""
        ticket = Ticket(self._store, self._turns, environ["PATH_INFO"], environ["QUERY_STRING"])
        said: list = []

        def note(status, headers, exc_info=None):
            said[:] = [status, headers]

        try:
            answer = self._django(environ | {IN_ENVIRON: ticket}, note)
            if not ticket.has_begun:
                next(self.counters.passed)
                start_response(*said)
                return answer
            with closing(answer):
                page = ticket.page or ticket.keep(*said, b"".join(answer))
        finally:
            ticket.end()
        next(getattr(self.counters, ticket.outcome))
        return self._hand_out(page, environ, start_response)

    def _hand_out(self, page: Page, environ: dict, start_response: Callable) -> Iterable[bytes]:
        accepts = environ.get("HTTP_ACCEPT_ENCODING", "")
        encoding = self._encodings.get(accepts)
        answer = page.answer(self._encoding(accepts) if encoding is None else encoding)
        if page.subject:
            handing_out.read(page.subject, environ)
        more = cdn.headers(page) if page.is_for_cdn else ()
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known and page.status == OK and page.is_named_in(known):
            next(self.counters.not_modified)
            start_response("304 Not Modified", [*answer.headers_of_304, *more])
            return ()
        start_response(page.status, [*answer.headers, *more])  # a list of its own (PEP 3333)
        return () if environ["REQUEST_METHOD"] == "HEAD" else answer.chunks

    def _encoding(self, accepts: str) -> str:
        found = preferred(accepts)
        _remember(self._encodings, accepts, found)
        return found


def _remember(known: dict, header: str, meaning) -> None:
    """Strangers write headers: few are remembered, and none that is long."""
    if len(header) <= LONGEST_KNOWN:
        if len(known) >= MOST_KNOWN:
            known.clear()
        known[header] = meaning


def preferred(accepts: str) -> str:
    """The encoding an Accept-Encoding header asks for (RFC 9110, 12.5.3), of those we have."""
    weights = {}
    for part in accepts.lower().split(","):
        name, _, rest = part.partition(";")
        weights[name.strip()] = _weight(rest)
    for encoding in (BROTLI, GZIP):
        if weights.get(encoding, weights.get("*", 0)) > 0:
            return encoding
    return PLAIN


def _weight(parameters: str) -> float:
    value = parameters.strip().removeprefix("q=").strip()
    try:
        return float(value) if value else 1
    except ValueError:
        return 1
