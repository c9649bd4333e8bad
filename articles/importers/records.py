"""What a WordPress export contains, as records; still as WordPress wrote it, dates read."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from newsroom import text
from newsroom.html import clean
from newsroom.slugs import slugify

EARLIEST, LATEST = 1000, 9998  # years; archives are older than the web, "0000-00-00" is no date
MAX_PLAIN = 100_000  # characters
COAUTHOR_TYPE = "guest-author"  # of the plugin Co-Authors Plus
COAUTHOR_PREFIX = "cap-"


@dataclass(frozen=True)
class IncomingSite:
    """The site an export is from; `base` is its address without scheme: "news.example/blog"."""

    title: str
    base: str
    language: str
    version: str


@dataclass(frozen=True)
class IncomingAuthor:
    login: str
    name: str


@dataclass(frozen=True)
class IncomingTerm:
    """A category or tag: as the export defines it, or as one item names it (no term_id then)."""

    kind: str  # "category" or "tag"
    nicename: str
    name: str
    term_id: str = ""
    description: str = ""


@dataclass(frozen=True)
class IncomingAttachment:
    """A picture or file of WordPress's library; `file` is its path below the uploads folder."""

    post_id: int
    parent_id: int
    position: int
    url: str
    file: str
    title: str
    alt_text: str
    caption: str


@dataclass(frozen=True)
class IncomingPost:
    """Any other item. `date` is naive: local time of the site, for when `date_gmt` is missing."""

    post_id: int
    type: str
    status: str
    title: str
    slug: str
    link: str
    content: str
    excerpt: str
    date_gmt: datetime | None
    date: datetime | None
    modified_gmt: datetime | None
    has_password: bool
    creators: tuple[str, ...]
    categories: tuple[IncomingTerm, ...]
    tags: tuple[IncomingTerm, ...]
    thumbnail_id: int
    primary_category: str  # the term_id an SEO plugin calls the main one
    language: str  # as Polylang notes it
    old_slugs: tuple[str, ...]
    footnotes: str  # JSON of the block editor
    comments: int
    too_long: str  # the field that was too long to be kept


Incoming = IncomingSite | IncomingAuthor | IncomingTerm | IncomingAttachment | IncomingPost


def plain(value: str) -> str:
    """`value` without markup and entities, on one line; of a whole book, the beginning."""
    return text.plain(clean(value[:MAX_PLAIN]))


def site_record(fields: dict) -> IncomingSite:
    """The blog's own address names it: base_site_url is the same for every site of a network."""
    addresses = (fields.get(n, "") for n in ("wp:base_blog_url", "link", "wp:base_site_url"))
    return IncomingSite(
        title=plain(fields.get("title", "")),
        base=next(filter(None, map(base_of, addresses)), ""),
        language=fields.get("language", "").strip(),
        version=fields.get("wp:wxr_version", "").strip(),
    )


def base_of(url: str) -> str:
    """Host and path of a site: the same before and after its move to https or to www."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    return f"{host}{port}{parts.path.rstrip('/')}" if host else ""


def term_record(fields: dict) -> IncomingAuthor | IncomingTerm:
    """An author, category or tag, whichever the fields are of."""
    if "wp:author_login" in fields or "wp:author_display_name" in fields:
        full = f"{fields.get('wp:author_first_name', '')} {fields.get('wp:author_last_name', '')}"
        login = fields.get("wp:author_login", "").strip()
        name = plain(fields.get("wp:author_display_name", "")) or plain(full) or plain(login)
        return IncomingAuthor(login=login, name=name)
    is_tag = "wp:tag_slug" in fields or "wp:tag_name" in fields
    name = plain(fields.get("wp:tag_name" if is_tag else "wp:cat_name", ""))
    nicename = fields.get("wp:tag_slug" if is_tag else "wp:category_nicename", "").strip()
    about = fields.get("wp:tag_description" if is_tag else "wp:category_description", "")
    return IncomingTerm(
        kind="tag" if is_tag else "category",
        nicename=nicename or slugify(name),
        name=name or nicename,
        term_id=fields.get("wp:term_id", "").strip(),
        description=plain(about),
    )


def item_record(fields: dict) -> Incoming:
    """The record of one item: an attachment, a guest author, or a post of any other type."""
    kind = fields.get("wp:post_type", "").strip() or "post"
    meta = fields.get("meta", {})
    if kind == "attachment":
        return IncomingAttachment(
            post_id=_number(fields.get("wp:post_id")),
            parent_id=_number(fields.get("wp:post_parent")),
            position=_number(fields.get("wp:menu_order")),
            url=fields.get("wp:attachment_url", "").strip(),
            file=meta.get("_wp_attached_file", [""])[0].strip(),
            title=plain(fields.get("title", "")),
            alt_text=plain(meta.get("_wp_attachment_image_alt", [""])[0]),
            caption=plain(fields.get("excerpt:encoded", "")),
        )
    if kind == COAUTHOR_TYPE:
        login = fields.get("wp:post_name", "").strip().removeprefix(COAUTHOR_PREFIX)
        return IncomingAuthor(login=login, name=plain(fields.get("title", "")) or login)
    return _post(fields, kind, meta)


def _post(fields: dict, kind: str, meta: dict) -> IncomingPost:
    labels = fields.get("labels", [])
    primary = meta.get("_yoast_wpseo_primary_category") or meta.get("rank_math_primary_category")
    languages = [label.get("nicename", "") for label in labels if label.get("domain") == "language"]
    return IncomingPost(
        post_id=_number(fields.get("wp:post_id")),
        type=kind,
        status=fields.get("wp:status", "").strip(),
        title=plain(fields.get("title", "")),
        slug=fields.get("wp:post_name", "").strip(),
        link=fields.get("link", "").strip(),
        content=fields.get("content:encoded", ""),
        excerpt=fields.get("excerpt:encoded", ""),
        date_gmt=_moment(fields.get("wp:post_date_gmt"), UTC),
        date=_moment(fields.get("wp:post_date")),
        modified_gmt=_moment(fields.get("wp:post_modified_gmt"), UTC),
        has_password=bool(fields.get("wp:post_password", "").strip()),
        creators=_creators(fields, labels),
        categories=_terms(labels, "category", {"category"}),
        tags=_terms(labels, "tag", {"post_tag", "tag"}),
        thumbnail_id=_number(meta.get("_thumbnail_id", [""])[0]),
        primary_category=primary[0].strip() if primary else "",
        language=next(filter(None, languages), ""),
        old_slugs=tuple(meta.get("_wp_old_slug", ())),
        footnotes=meta.get("footnotes", [""])[0],
        comments=fields.get("comments", 0),
        too_long=fields.get("too_long", ""),
    )


def _terms(labels: list[dict], kind: str, domains: set[str]) -> tuple[IncomingTerm, ...]:
    """The item's categories or tags, each once. WXR 1.0 writes each twice, once without a slug."""
    ours = [label for label in labels if label.get("domain") in domains]
    if not ours and kind == "category":
        ours = [label for label in labels if not label.get("domain")]
    named = {plain(label["name"]) for label in ours if label.get("nicename")}
    terms = {}
    for label in ours:
        name, nicename = plain(label["name"]), label.get("nicename", "").strip()
        if nicename or (name and name not in named):
            nicename = nicename or slugify(name)
            terms.setdefault(nicename, IncomingTerm(kind, nicename, name or nicename))
    return tuple(terms.values())


def _creators(fields: dict, labels: list[dict]) -> tuple[str, ...]:
    """Logins, in byline order: those of Co-Authors Plus where there are any."""
    together = [
        label.get("nicename", "").strip().removeprefix(COAUTHOR_PREFIX)
        for label in labels
        if label.get("domain") == "author"
    ]
    alone = [fields.get("dc:creator", "").strip("<> \t\n")]
    return tuple(dict.fromkeys(filter(None, together or alone)))


def _number(value: str | None) -> int:
    """A positive number that a database holds, or 0."""
    found = re.fullmatch(r"[0-9]{1,18}", (value or "").strip())
    return int(found[0]) if found else 0


def _moment(value: str | None, zone=None) -> datetime | None:
    """A date as MySQL writes it; None for 0000-00-00 and what is no date."""
    try:
        moment = datetime.strptime((value or "").strip(), "%Y-%m-%d %H:%M:%S")  # noqa: DTZ007
    except ValueError:
        return None
    return moment.replace(tzinfo=zone) if EARLIEST <= moment.year <= LATEST else None
