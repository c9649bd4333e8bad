"""Every address of the site, found from its front page, robots.txt and what they lead to."""

import json
import re
import urllib.error
import urllib.request
from collections import deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit

BEGIN = ("/", "/robots.txt", "/no-such-page/")
MISSING = "/no-such-page/"
MOST = 10_000
NOT_FOLLOWED = ("/admin/",)  # the desk's door; what is behind it is not public
PARTS_OF_PAGE = {"img", "script", "source", "iframe", "audio", "video", "track", "embed", "object"}
PARTS_BY_REL = {"stylesheet", "icon", "preload", "modulepreload", "apple-touch-icon", "manifest"}
IN_CSS = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")


@dataclass
class Answer:
    """What the site said at one address, and where the way to it was found first."""

    url: str
    status: int
    type: str
    body: bytes
    found_on: str
    links: set[str] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)
    anchors: set[str] = field(default_factory=set)
    graphs: list[str] = field(default_factory=list)

    @property
    def path(self) -> str:
        return self.url.split("/", 3)[3].join(("/", ""))

    @property
    def is_page(self) -> bool:
        return self.type == "text/html"


class _Page(HTMLParser):
    """Where a page leads to, what it is made of, its anchors and its JSON-LD."""

    def __init__(self, text: str):
        super().__init__()
        self.links, self.parts, self.anchors, self.graphs = set(), set(), set(), []
        self._in_graph = False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        values = {name: value or "" for name, value in attrs}
        self.anchors |= {values[name] for name in ("id", "name") if values.get(name)}
        to = self.parts if tag in PARTS_OF_PAGE or self._is_part(tag, values) else self.links
        to |= {values[name] for name in ("href", "src", "poster", "data") if values.get(name)}
        for name in ("srcset", "imagesrcset"):
            to |= {each.split()[0] for each in values.get(name, "").split(",") if each.strip()}
        if tag == "meta" and values.get("content", "").startswith("http"):
            self.links.add(values["content"])
        if tag == "form" and values.get("method", "get") == "get":
            self.links.add(values.get("action", ""))
        if tag == "script" and values.get("type") == "application/ld+json":
            self._in_graph = True
            self.graphs.append("")

    def _is_part(self, tag, values):
        return tag == "link" and bool(PARTS_BY_REL & set(values.get("rel", "").split()))

    def handle_endtag(self, tag):
        self._in_graph = self._in_graph and tag != "script"

    def handle_data(self, data):
        if self._in_graph:
            self.graphs[-1] += data


def ask(url: str, **headers: str) -> tuple[int, dict, bytes]:
    """Status, headers and body of one GET; the server's refusals are answers too."""
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 - our own site
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


class Crawl:
    """All answers by address. `third_parties` are (page, address) of what is loaded elsewhere."""

    def __init__(self, origin: str, also=()):
        self.origin, self.answers, self.third_parties = origin, {}, []
        self._wanted: dict[str, set[str]] = {}  # anchors that links ask for
        self._queue = deque()
        self._seen = set()
        for path in (*BEGIN, *also):
            self._want(origin + path, "the audit")
        while self._queue and len(self.answers) < MOST:
            self._visit(*self._queue.popleft())

    def _want(self, url: str, found_on: str, *, is_part: bool = False) -> None:
        url, anchor = urldefrag(urljoin(found_on if "://" in found_on else self.origin, url))
        if not url.startswith(("http://", "https://")):
            return
        if urlsplit(url).netloc != urlsplit(self.origin).netloc:
            if is_part:
                self.third_parties.append((found_on, url))
            return
        url = quote(url, safe="/:?&=%#+,;@!~*'()[]$-._")
        if anchor and anchor != "top":
            self._wanted.setdefault(url, set()).add((unquote(anchor), found_on))
        if url not in self._seen and not urlsplit(url).path.startswith(NOT_FOLLOWED):
            self._seen.add(url)
            self._queue.append((url, found_on))

    def _visit(self, url: str, found_on: str) -> None:
        status, headers, body = ask(url)
        answer = Answer(url, status, headers.get_content_type(), body, found_on)
        self.answers[url] = answer
        if answer.type == "text/html":
            page = _Page(body.decode())
            answer.links, answer.parts = page.links, page.parts
            answer.anchors, answer.graphs = page.anchors, page.graphs
            self._parts(url, page.parts)
        elif answer.type == "text/css":
            self._parts(url, {a or b for a, b in IN_CSS.findall(body.decode())})
        elif not answer.type.startswith(("image/", "font/")):
            answer.links = self._own_addresses(body.decode("utf-8", "replace"))
        for graph in answer.graphs:
            told = self._own_addresses(json.dumps(_json(graph), ensure_ascii=False))
            answer.links |= {urldefrag(each).url for each in told}  # there, #… is a name, no place
        for link in answer.links:
            self._want(link, url)

    def answer(self, url: str, found_on: str) -> Answer | None:
        return self.answers.get(urljoin(found_on, url))

    def _parts(self, url: str, parts: set[str]) -> None:
        for part in parts:
            self._want(part, url, is_part=True)

    def _own_addresses(self, text: str) -> set[str]:
        """What a feed, sitemap, manifest, robots.txt or JSON-LD names of this site."""
        found = re.findall(rf"{re.escape(self.origin)}[^\s<>\"'\\\]{{}}]*", text)
        return {address.replace("&amp;", "&").split("&lt;")[0] for address in found}

    def pages(self) -> list[Answer]:
        return [answer for answer in self.answers.values() if answer.is_page]

    def faults(self):
        """(where, what) of each dead link, missing anchor and stranger's part."""
        for answer in self.answers.values():
            expected = {404} if answer.url.endswith(MISSING) else {200}
            if answer.found_on == "the audit":
                expected |= {404, 410}
            if answer.status not in expected:
                yield answer.found_on, f"leads to {answer.url}, which answers {answer.status}"
        for page, address in self.third_parties:
            yield page, f"loads {address} from elsewhere"
        for url, wanted in self._wanted.items():
            page = self.answers.get(url)
            if page and page.is_page:
                for anchor, found_on in wanted:
                    if anchor not in page.anchors:
                        yield found_on, f"leads to #{anchor}, which {page.path} does not have"


def _json(text: str):
    try:
        return json.loads(text)
    except ValueError:
        return None  # reported by audit.machines
