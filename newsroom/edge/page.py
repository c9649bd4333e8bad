"""A stored page, and the three shapes it is handed out in."""

import gzip
import hashlib
import json
from dataclasses import dataclass, field
from threading import Lock

import brotli

from . import cdn

BROTLI, GZIP, PLAIN = "br", "gzip", ""
BROTLI_QUALITY, GZIP_LEVEL = 5, 6
SMALLEST = 200  # bytes; below, a compressed answer is no shorter
LARGEST = 5_000_000  # bytes of a page that is stored
STORED = ("200 ", "301 ", "410 ")
REVALIDATED = "public, no-cache"  # of pages that may be kept on the way; else the view says more
REWRITTEN = {"content-length", "content-encoding", "etag", "vary", "connection", "date", "server"}
# nginx keeps it for a second (deploy/nginx.conf), and asks nobody else to. Every answer of a public
# view has it, a 404 too: it has to take the place of the page that stood there before.
FOR_NGINX = ("X-Accel-Expires", "1")
OF_A_REQUEST = "x-request-id"
ON_304 = {"cache-control", "content-location", "expires"}  # and what is asked of caches

Headers = list[tuple[str, str]]


@dataclass(frozen=True)
class Answer:
    """What goes to the client: bytes, and the headers for them and for a 304 (RFC 9110, 15.4.5)."""

    chunks: tuple[bytes]
    headers: Headers
    headers_of_304: Headers


@dataclass
class Page:
    """A response as a view gave it, and how long it may be handed out.

    `number`: the generation it was made under. `ends`: when it is over, `stale_at`: when it should
    be made anew though nothing changed (both as time.time()). `subject`: what is counted each time
    it is handed out, "" for nothing. `takes`: the parameters its address may have.
    """

    number: int
    ends: float
    stale_at: float
    status: str
    headers: Headers
    body: bytes
    subject: str = ""
    takes: tuple[str, ...] = ()
    used_at: float = 0.0
    is_for_cdn: bool = False
    answers: dict[str, Answer] = field(default_factory=dict, repr=False)

    def __post_init__(self):
        said = {name.lower(): value for name, value in self.headers}
        if "cache-control" not in said and not self.status.startswith("5"):
            self.headers = [*self.headers, ("Cache-Control", REVALIDATED)]  # a 404, a moved page
        is_open = said.get("cache-control", REVALIDATED) == REVALIDATED
        self.is_for_cdn = is_open and cdn.is_there() and not self.status.startswith("5")
        self._lock, self._digest = Lock(), hashlib.blake2b(self.body, digest_size=12).hexdigest()

    @property
    def is_storable(self) -> bool:
        names = {name.lower() for name, _value in self.headers}
        said = [value for name, value in self.headers if name.lower() == "cache-control"]
        is_open = "set-cookie" not in names and not any("no-store" in each for each in said)
        return is_open and self.status.startswith(STORED) and len(self.body) <= LARGEST

    @property
    def size(self) -> int:
        """Bytes it holds in memory, about."""
        made = sum(len(answer.chunks[0]) for name, answer in list(self.answers.items()) if name)
        return len(self.body) + made + 2_000

    def is_named_in(self, if_none_match: str) -> bool:
        """Whether an If-None-Match header means this page, in whichever encoding (RFC 9110,
        13.1.2: the weak comparison)."""
        return self._digest in if_none_match or if_none_match.strip() == "*"

    def answer(self, encoding: str) -> Answer:
        """The page in this encoding, made when it is first asked for."""
        known = self.answers.get(encoding)
        if known is None:
            with self._lock:
                known = self.answers.get(encoding) or self._made(encoding)
                self.answers[encoding] = known
        return known

    def _made(self, encoding: str) -> Answer:
        body, encoding = self.body, encoding if self._is_worth_compressing() else ""
        if encoding == BROTLI:
            body = brotli.compress(body, quality=BROTLI_QUALITY)
        elif encoding == GZIP:
            body = gzip.compress(body, GZIP_LEVEL, mtime=0)
        tag = f'"{self._digest}-{encoding}"' if encoding else f'"{self._digest}"'
        shared = [("ETag", tag)] if self.status.startswith("200") else []
        shared.append(("Vary", self._vary()))
        kept = [pair for pair in self.headers if not self._is_rewritten(pair[0].lower())]
        length = [("Content-Length", str(len(body)))]
        if encoding:
            length.append(("Content-Encoding", encoding))
        on_304 = [pair for pair in kept if pair[0].lower() in ON_304]
        headers = [*shared, *length, *kept, FOR_NGINX]
        return Answer((body,), headers, [*shared, *on_304, FOR_NGINX])

    def _is_rewritten(self, name: str) -> bool:
        is_shared = self.is_storable and name == OF_A_REQUEST
        return name in REWRITTEN or is_shared or (self.is_for_cdn and name == "cache-control")

    def _is_worth_compressing(self) -> bool:
        kind = next((value for name, value in self.headers if name.lower() == "content-type"), "")
        return len(self.body) >= SMALLEST and not kind.startswith(("image/", "font/"))

    def _vary(self) -> str:
        asked = [value for name, value in self.headers if name.lower() == "vary"]
        names = [name.strip() for value in asked for name in value.split(",")]
        return ", ".join(dict.fromkeys([*names, "Accept-Encoding"]))


MAGIC = b"newsroom page 1\n"


def packed(page: Page, build: str) -> bytes:
    """The page as bytes for other processes: a line of JSON, then the body."""
    facts = {name: getattr(page, name) for name in FACTS} | {"build": build}
    facts["digest"] = hashlib.blake2b(page.body, digest_size=16).hexdigest()
    return MAGIC + json.dumps(facts).encode() + b"\n" + page.body


FACTS = ("number", "ends", "stale_at", "status", "headers", "subject", "takes")


def unpacked(data: bytes, build: str) -> Page | None:
    """The page, or None for what is not whole, or was made by other code."""
    if not data.startswith(MAGIC):
        return None
    line, _, body = data[len(MAGIC) :].partition(b"\n")
    try:
        facts = json.loads(line)
        digest, made_by = facts.pop("digest"), facts.pop("build")
    except (ValueError, KeyError):
        return None
    if made_by != build or digest != hashlib.blake2b(body, digest_size=16).hexdigest():
        return None
    facts["headers"] = [tuple(pair) for pair in facts["headers"]]
    facts["takes"] = tuple(facts["takes"])
    return Page(body=body, **facts)
