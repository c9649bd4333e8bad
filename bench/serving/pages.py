"""Which pages are measured."""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from .servers import Server

FEED_PAGE = 100


@dataclass(frozen=True)
class Page:
    name: str
    address: str

    @property
    def path(self) -> str:
        """As WSGI has it."""
        return unquote(urlsplit(self.address).path).encode().decode("latin-1")

    @property
    def file(self) -> str:
        """The folder nginx finds it in: the path, decoded."""
        return unquote(urlsplit(self.address).path).strip("/")

    @property
    def query(self) -> str:
        return urlsplit(self.address).query


def choose(server: Server) -> list[Page]:
    """One of each kind, found by walking the site as a reader does."""
    feed, links = "/news/", []
    for _page in range(FEED_PAGE - 1):
        _headers, body = server.get(feed)
        text = body.decode()
        links = _stories(text) or links
        following = re.search(r'<link rel="next" href="([^"]+)"', text)
        if following is None:
            break
        feed = following[1].replace("&amp;", "&")
    newest = _stories(server.get("/news/")[1].decode())[0]
    section = re.search(r'href="(/section/[^"]+/)"', server.get("/")[1].decode())[1]
    return [
        Page("front", "/"),
        Page("article", newest),
        Page("deep article", links[-1]),
        Page(f"feed, page {FEED_PAGE}", feed),
        Page("section", section),
        Page("search", "/search/?q=council+budget"),
        Page("RSS", "/rss/"),
    ]


def _stories(text: str) -> list[str]:
    """Addresses of the stories in a list."""
    main = text[text.index("<main") :]
    return re.findall(r'<h\d[^>]*>\s*<a[^>]* href="(/[^/"?]+/)"', main)
