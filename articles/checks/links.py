"""Where a story's text leads on our own site: links and cards, resolved without any request."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from itertools import islice
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import workflow
from articles.models import Article, Section, Tag
from authors.models import Author, User
from newsroom import html, redirects, text

from .registry import Finding, check

_LINK = re.compile(r'<a\b[^<>]*? href="([^"]*)"[^<>]*>(.*?)</a>', re.DOTALL)
_CARD = re.compile(rf'<div\b[^<>]* data-article="({html.KEY})"')
SHOWN = 60  # characters of a link's words
MOST = 1_000  # links, and cards, that are followed: nobody writes more by hand
STORY = "articles:detail"
TOPICS = {"articles:section": Section, "articles:tag": Tag, "authors:detail": Author}
FEEDS = {
    "articles:section_rss": "articles:section",
    "articles:tag_rss": "articles:tag",
    "articles:author_rss": "authors:detail",
}
FILES = (settings.STATIC_URL, settings.MEDIA_URL)
CLOSED = ("/admin/", "/preview/")  # there, but not for readers


@dataclass(frozen=True)
class References:
    """What in a text leads nowhere at its hour: (words, path) of links, headlines of cards."""

    dead_links: list[tuple[str, str]]
    hidden_cards: list[str]


def references(article: Article, at: datetime, *, by: User | None = None) -> References:
    """Follow every link and card in the text of `article`, as readers would at the hour `at`.

    Cards of stories that `by` may not quote are told by their key (None, the system, sees all).
    At most one query for old addresses, one for stories, and one for each kind of topic.
    """
    links = list(islice(own_links(article.body), MOST))
    cards = {int(key) for key in _CARD.findall(article.body)[:MOST]} - {article.pk}
    targets = _targets({path for _words, path in links})
    slugs = {kw["slug"] for kind, kw in targets.values() if kind == STORY}
    out, known = _stories(slugs - {article.slug}, cards, at)
    alive = {STORY: {story.slug for story in out} | {article.slug}}
    for kind, model in TOPICS.items():
        wanted = {kw["slug"] for name, kw in targets.values() if name == kind}
        rows = model.objects.filter(slug__in=wanted).values_list("slug", flat=True)
        alive[kind] = set(rows) if wanted else set()
    dead = [(words, path) for words, path in links if not _is_alive(targets.get(path), alive)]
    there = {story.pk for story in out}
    hidden = sorted(cards - there)
    known = _quotable(known, hidden, by)
    return References(list(dict.fromkeys(dead)), [known.get(key, f"{key}") for key in hidden])


def _quotable(known: dict[int, str], hidden: list[int], by: User | None) -> dict[int, str]:
    """Those of the headlines by key that `by` may be told."""
    if by is None or not hidden or workflow.sees_all(by):
        return known
    told = Article.objects.quotable_by(by).filter(pk__in=hidden).values_list("pk", flat=True)
    return {key: known[key] for key in told}


def own_links(body: str) -> Iterable[tuple[str, str]]:
    """(words, path) of each link in `body` (clean) to a page of our own site."""
    origin = urlsplit(settings.SITE_ORIGIN)
    for href, words in _LINK.findall(body):
        try:
            parts = urlsplit(unescape(href))
            is_ours = parts.hostname in {None, origin.hostname} and parts.scheme in {
                "", "http", "https",
            }  # fmt: skip
        except ValueError:
            continue
        path = unquote(parts.path)
        if is_ours and path.startswith("/") and not path.startswith(FILES):
            yield text.shorten(text.plain(words), SHOWN) or path, path


def _targets(paths: set[str]) -> dict[str, tuple[str, dict]]:
    """By path the view it leads to, or that it is a feed of, and what it asks for."""
    legible = {path for path in paths if path.isprintable()}  # a database takes no NUL
    moved = redirects.follow(legible) if legible else {}
    found = {}
    for path in legible:
        match = _resolved(moved.get(path, path))
        if match and not match.route.startswith(tuple(end.strip("/") for end in CLOSED)):
            found[path] = (FEEDS.get(match.view_name, match.view_name), match.kwargs)
    return found


def _resolved(path: str):
    for candidate in (path, f"{path}/"):
        try:
            return resolve(candidate)
        except Resolver404:
            continue
    return None


def _stories(slugs: set[str], keys: set[int], at: datetime) -> tuple[list[Article], dict[int, str]]:
    """Those of the stories that readers see at `at`, and the headlines of all by key."""
    if not (slugs or keys):
        return [], {}
    is_out = Exists(Article.objects.published(at).filter(pk=OuterRef("pk")))
    rows = Article.objects.filter(Q(slug__in=slugs) | Q(pk__in=keys)).annotate(is_out=is_out)
    found = list(rows.only("slug", "headline"))
    return [row for row in found if row.is_out], {row.pk: row.headline for row in found}


def _is_alive(target: tuple[str, dict] | None, alive: dict[str, set[str]]) -> bool:
    if target is None:
        return False
    name, wanted = target
    return name not in alive or wanted.get("slug") in alive[name]


@check(
    "links",
    gettext_lazy("Links to our own pages"),
    gettext_lazy("Whether each link in the text to this site leads to a page readers can see."),
)
def dead_links(article: Article, context) -> Iterable[Finding]:
    for words, path in context.references.dead_links:
        told = {"words": words, "path": text.shorten(path, SHOWN)}
        yield Finding(_("The link “%(words)s” leads nowhere: %(path)s") % told, "body")


@check(
    "related",
    gettext_lazy("Related stories"),
    gettext_lazy("Whether the stories on cards in the text are out when this one goes live."),
)
def hidden_cards(article: Article, context) -> Iterable[Finding]:
    for headline in context.references.hidden_cards:
        words = _("The card of “%(headline)s” will not be shown: that story is not out then.")
        yield Finding(words % {"headline": headline}, "body")
