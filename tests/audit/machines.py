"""What is written for machines: feeds, sitemaps, JSON-LD. Read as those read it."""

import json
import re
import subprocess
import tempfile
from pathlib import Path
from xml.etree import ElementTree

import feedparser

from .house import ROOT, MissingError, program

# What others published lies beside the project, not in it (tests/factories.py).
SCHEMAS = ROOT.parent / "shared/data/standards"
CHANNEL, ENTRY = ("title", "link"), ("title", "link", "id")
ARTICLE = (
    "@id", "url", "mainEntityOfPage", "headline", "datePublished", "dateModified", "inLanguage",
    "articleSection", "wordCount", "isAccessibleForFree", "author", "publisher",
)  # fmt: skip
REQUIRED = {
    **dict.fromkeys(
        ("NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle",
         "BackgroundNewsArticle", "ReviewNewsArticle", "AdvertiserContentArticle"), ARTICLE,
    ),
    "LiveBlogPosting": (*ARTICLE, "coverageStartTime", "liveBlogUpdate"),
    "ImageObject": ("url", "width", "height"),
    "Person": ("name",),
    "Organization": ("name",),
    "NewsMediaOrganization": ("name", "url"),
    "BreadcrumbList": ("itemListElement",),
    "ListItem": ("position",),
    "CorrectionComment": ("text", "datePublished"),
    "WebSite": ("name", "url", "potentialAction"),
    "SearchAction": ("target", "query-input"),
    "CollectionPage": ("name", "url", "mainEntity"),
    "ItemList": ("numberOfItems",),
    "ProfilePage": ("mainEntity",),
}  # fmt: skip
# No more than these: what is told elsewhere, in the graph or on another page (a translation).
REFERENCE = {"@id", "@type", "name", "headline", "inLanguage", "url"}


def feeds(answers):
    """(feed, what is wrong with it) of everything that came as RSS, Atom or JSON Feed."""
    for answer in answers:
        if answer.type in {"application/rss+xml", "application/atom+xml"}:
            yield from _xml_feed(answer)
        elif answer.type == "application/feed+json":
            yield from _json_feed(answer)


def _xml_feed(answer):
    feed = feedparser.parse(answer.body)
    if feed.bozo:
        yield answer.path, f"cannot be read: {feed.bozo_exception}"
    yield from _missing(answer.path, "the feed", feed.feed, CHANNEL)
    rels = {link.get("rel") for link in feed.feed.get("links", ())}
    if "self" not in rels:
        yield answer.path, "does not say its own address (rel=self)"
    for entry in feed.entries:
        yield from _missing(answer.path, entry.get("title", "?"), entry, ENTRY)
        if not entry.get("published_parsed") and not entry.get("updated_parsed"):
            yield answer.path, f"{entry.get('title')}: no date that can be read"
    keys = [entry.get("id") for entry in feed.entries]
    if len(keys) != len(set(keys)):
        yield answer.path, "two entries have one id"


def _json_feed(answer):
    feed = json.loads(answer.body)
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        yield answer.path, "is no JSON Feed 1.1"
    yield from _missing(answer.path, "the feed", feed, ("title", "home_page_url", "feed_url"))
    for item in feed["items"]:
        yield from _missing(answer.path, item.get("title", "?"), item, ("id", "url", "title"))
        if not item.get("content_html") and not item.get("content_text"):
            yield answer.path, f"{item.get('title')}: no content"


def _missing(path, whose, mapping, names):
    lacking = [name for name in names if mapping.get(name) in (None, "", [], {})]
    if lacking:
        yield path, f"{whose} has no {', '.join(lacking)}"


def is_sitemap(answer) -> bool:
    return b"http://www.sitemaps.org/schemas/sitemap/0.9" in answer.body[:500]


def sitemaps(answers):
    """(sitemap, what is wrong with it), by the published schema where it and xmllint are here."""
    schema = SCHEMAS / "sitemaps/sitemap.xsd"
    xmllint = _xmllint() if schema.is_file() else None
    for answer in filter(is_sitemap, answers):
        root = ElementTree.fromstring(answer.body)  # noqa: S314 - our own
        locations = root.findall("{*}url/{*}loc") + root.findall("{*}sitemap/{*}loc")
        if not locations:
            yield answer.path, "names no address"
        if len(locations) > 50_000 or len(answer.body) > 50 * 1024 * 1024:
            yield answer.path, "is larger than a sitemap may be"
        if xmllint and root.tag.endswith("}urlset"):
            yield from _by_schema(xmllint, schema, answer)


def _xmllint() -> str | None:
    try:
        return program("xmllint")
    except MissingError:
        return None


def schema_note() -> str:
    """Why sitemaps are not held against the published schema, where they are not."""
    if not (SCHEMAS / "sitemaps/sitemap.xsd").is_file():
        return f"{SCHEMAS} is missing: sitemaps are not checked by their schema"
    return "" if _xmllint() else "xmllint is missing: sitemaps are not checked by their schema"


def _by_schema(xmllint, schema, answer):
    """Foreign elements (news, image) laxly: their schemas are not published with this one."""
    with tempfile.TemporaryDirectory() as folder:
        lax, document = Path(folder) / "lax.xsd", Path(folder) / "map.xml"
        lax.write_text(
            schema.read_text().replace('processContents="strict"', 'processContents="lax"')
        )
        document.write_bytes(answer.body)
        command = [xmllint, "--nonet", "--noout", "--schema", str(lax), str(document)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        yield answer.path, done.stderr.splitlines()[0]


def graphs(pages):
    """(page, what is wrong with its JSON-LD), by type; names schema.org does not know, too."""
    allowed = _allowed()
    for page in pages:
        for text in page.graphs:
            try:
                graph = json.loads(text)
            except ValueError as error:
                yield page.path, f"JSON-LD cannot be read: {error}"
                continue
            for node in _nodes(graph):
                yield from _node(page.path, node, allowed)


def _node(path, node, allowed):
    kind = node["@type"]
    if set(node) <= REFERENCE and "@id" in node:
        return
    yield from _missing(path, kind, node, REQUIRED.get(kind, ()))
    unknown = [n for n in node if n[0] != "@" and n not in allowed.get(kind, node)]
    unknown = [name for name in unknown if name != "query-input"]  # Google's own, of SearchAction
    if unknown:
        yield path, f"schema.org knows no {', '.join(unknown)} of {kind}"
    if {"datePublished", "dateModified"} <= set(node):
        for name in ("datePublished", "dateModified"):
            if not re.search(r"T.*(Z|[+-]\d\d:\d\d)$", node[name]):
                yield path, f"{kind}: {name} has no offset: {node[name]}"


def _nodes(value):
    if isinstance(value, list):
        for each in value:
            yield from _nodes(each)
    elif isinstance(value, dict):
        if isinstance(value.get("@type"), str):
            yield value
        for each in value.values():
            yield from _nodes(each)


def _allowed() -> dict[str, set[str]]:
    """The names schema.org allows, by type; none where its published list is not here."""
    file = SCHEMAS / "schema-org/properties.json"
    names = {}
    if file.is_file():
        for key, found in json.loads(file.read_text()).items():
            kind = key.removesuffix("Base").removesuffix("Leaf")
            names.setdefault(kind, set()).update(found)
        names |= {kind: names["NewsArticle"] for kind in REQUIRED if kind.endswith("NewsArticle")}
    return names
