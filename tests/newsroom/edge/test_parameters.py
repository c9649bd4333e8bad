"""Which parameters of an address make a page of their own: exactly those that its view reads."""

from contextlib import suppress
from urllib.parse import urlencode, urlsplit

import pytest
from django.http import Http404, QueryDict
from django.test import RequestFactory
from django.urls import URLPattern, get_resolver, resolve

from articles import actions
from articles.models import SiteIdentity
from tests.factories import (
    make_article,
    make_author,
    make_page,
    make_section,
    make_series,
    make_tag,
)

pytestmark = pytest.mark.django_db

NO_PAGES = {"articles:preview", "media:rendition"}  # never stored
ASKED = {  # what makes the views look further than at the first page
    "articles:search": {"q": "words", "from": "2020-01-01", "author": "Ann", "section": "city"},
    "articles:oembed": {"url": "http://testserver/a-story/", "maxwidth": "300"},
}


class Recorded(QueryDict):
    """A query that knows which of its parameters were looked at; all of them is "*"."""

    def __init__(self, *args, **kwargs):
        self.read = set()
        super().__init__(*args, **kwargs)

    def get(self, name, default=None):
        self.read.add(name)
        return super().get(name, default)

    def __getitem__(self, name):
        self.read.add(name)
        return super().__getitem__(name)

    def __contains__(self, name):
        self.read.add(name)
        return super().__contains__(name)

    def getlist(self, name, default=None):
        self.read.add(f"every {name}")  # a stored page knows the last one
        return super().getlist(name, default)

    def __iter__(self):
        self.read.add("*")
        return super().__iter__()


def routes(patterns=None, prefix=""):
    """(name, view) of every page that is not the admin's."""
    for pattern in patterns or get_resolver().url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}", pattern.callback
        elif pattern.namespace != "admin":
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from routes(pattern.url_patterns, inner)


@pytest.fixture
def addresses():
    """An address of each route that reads a query, with something to show at it."""
    section, tag, author = make_section(slug="city"), make_tag(slug="sea"), make_author(slug="ann")
    series = make_series(slug="walk")
    story = {"section": section, "series": series, "tags": [tag], "credits": [author]}
    make_article(slug="a-story", **story)
    make_article(slug="ukrainian", language="uk", **story)
    make_page(path="about")
    identity = SiteIdentity.objects.get()
    identity.accent, identity.accent_dark = "#224466", "#88aacc"
    actions.save_identity(identity, by=None)
    key = "0" * 32
    feeds = [
        "",
        "in/uk/",
        "series/walk/",
        "section/city/",
        "tag/sea/",
        "author/ann/",
        "corrections/",
    ]
    return [
        "/", "/news/", "/saved/", "/in/uk/", "/section/city/", "/tag/sea/", "/search/", "/series/",
        "/series/walk/", "/corrections/", "/authors/", "/author/ann/", "/a-story/", "/p/about/",
        "/a-story/versions/", "/colours.css", "/oembed", "/embed/a-story/", "/sitemap.xml",
        "/sitemaps/pages.xml", "/news-sitemap.xml", "/robots.txt", "/favicon.ico",
        "/site.webmanifest",
        "/.well-known/security.txt", "/a-story/versions/2/", "/card/x.png", "/card/a-story/x.png",
        f"/{key}.txt", *(f"/{each}feed.json" for each in feeds),
    ]  # fmt: skip


def read_by(view, path, query, kwargs):
    request = RequestFactory().get(path)
    request.GET = Recorded(urlencode(query))
    with suppress(Http404):  # what was read before counts
        view(request, **kwargs)
    return request.GET.read


def test_every_public_view_says_which_parameters_it_reads(addresses):
    said, read = {}, {}
    for path in addresses:
        match = resolve(urlsplit(path).path)
        name = match.view_name
        said[name] = set(match.func.takes)
        read[name] = set()
        for query in ({}, ASKED.get(name, {})):
            read[name] |= read_by(match.func, path, query, match.kwargs)

    assert read == said


def test_every_public_view_is_walked(addresses):
    walked = {resolve(urlsplit(path).path).func for path in addresses}

    assert {view for name, view in routes() if name not in NO_PAGES} == walked
