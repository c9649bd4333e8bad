"""What a WordPress post becomes here, worked out before anything is written."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_supported_language_variant

from articles.models import Article
from articles.workflow import Status
from newsroom import slugs, text

from . import shortcodes, wordpress_text
from .pictures import Pictures
from .records import IncomingPost, IncomingSite, base_of, plain
from .wordpress_html import convert

HEADLINE = Article._meta.get_field("headline").max_length
STORY_TYPES = {"post", "page"}
NOT_STORIES = {
    "nav_menu_item": "entry of a menu",
    "revision": "older version of another item",
    "attachment": "picture or file: pictures come with the stories that show them",
}
STATUSES = {
    "publish": Status.PUBLISHED,
    "future": Status.PUBLISHED,  # at an hour to come
    "pending": Status.REVIEW,
    "draft": Status.DRAFT,
    "auto-draft": Status.DRAFT,
    "private": Status.DRAFT,
}
UNTITLED_LENGTH = 80


@dataclass(frozen=True)
class Story:
    """The fields of a story to be; `status` is where it is brought, `published_at` when."""

    headline: str
    slug: str  # wanted; "" if WordPress had none that can be used here
    standfirst: str
    body: str
    language: str
    lead_image_id: int | None
    status: Status
    published_at: datetime | None
    last_saved: datetime | None
    old_paths: tuple[str, ...]
    notes: tuple[str, ...]


def reason_to_skip(post: IncomingPost) -> str:
    """Why an item is no story; "" if it is one."""
    if post.type not in STORY_TYPES:
        return NOT_STORIES.get(post.type, f"of the type {post.type[:40]}")
    if post.status == "trash":
        return "in WordPress's bin"
    if post.status == "inherit":
        return "part of another item"
    return "" if post.post_id else "without a number of its own (wp:post_id)"


def read(post: IncomingPost, *, site: IncomingSite, pictures: Pictures) -> Story:
    """Work out what `post` becomes; adds the pictures it shows to the library.

    Raises ValidationError for what cannot become a story.
    """
    if post.too_long:
        raise ValidationError(f"Its <{post.too_long}> is longer than any story.")
    pictures.story_id = post.post_id
    try:
        converted = convert(post.content, pictures, footnotes=post.footnotes)
    except wordpress_text.TooDeepError as error:
        raise ValidationError(str(error)) from error
    published_at = post.date_gmt or _in_our_zone(post.date)
    status, status_note = _status(post, published_at)
    headline, headline_note = _headline(post, converted.body, published_at)
    notes = [status_note, headline_note, "has no text" if not converted.body else ""]
    return Story(
        headline=headline,
        slug=slug_of(post.slug),
        standfirst=_plain_excerpt(post.excerpt),
        body=converted.body,
        language=_language(post.language) or _language(site.language) or settings.LANGUAGE_CODE,
        lead_image_id=pictures.featured(post.thumbnail_id) if post.thumbnail_id else None,
        status=status,
        published_at=published_at if status == Status.PUBLISHED else None,
        last_saved=post.modified_gmt or published_at,
        old_paths=_old_paths(post, site),
        notes=tuple(filter(None, [*notes, *converted.notes])),
    )


def _status(post: IncomingPost, published_at: datetime | None) -> tuple[Status, str]:
    """Where the story goes, and a note if that is not where WordPress had it."""
    status = STATUSES.get(post.status, Status.DRAFT)
    if post.type == "page":
        return Status.DRAFT, "page, kept as a draft"
    if post.has_password:
        return Status.DRAFT, "had a password, kept as a draft"
    if status == Status.PUBLISHED and not published_at:
        return Status.DRAFT, "published without a date, kept as a draft"
    if post.status == "private" or post.status not in STATUSES:
        return Status.DRAFT, f"was “{post.status[:40]}”, kept as a draft"
    return status, ""


def _headline(post: IncomingPost, body: str, date: datetime | None) -> tuple[str, str]:
    """The title; without one, the beginning of the text, which names the story better than
    "Untitled"."""
    if post.title:
        headline = text.shorten(post.title, HEADLINE)
        return headline, "headline was too long and is cut" if headline != post.title else ""
    beginning = text.shorten(text.plain(body), UNTITLED_LENGTH)
    day = timezone.localdate(date).isoformat() if date else ""
    return beginning or f"Untitled {day}".strip(), "had no title, got one from its text"


def slug_of(post_name: str) -> str:
    """WordPress's slug as ours, its underscores kept; "" if it is none."""
    wanted = unquote(post_name).lower()
    try:
        slugs.validate_slug(wanted)
    except ValidationError:
        return slugs.slugify(wanted)
    return wanted


def _plain_excerpt(excerpt: str) -> str:
    return plain(shortcodes.expand(wordpress_text.seen(excerpt)).text)


def _language(code: str) -> str:
    """The language of settings.LANGUAGES that `code` means ("en-US" is "en"); "" if none is."""
    try:
        return get_supported_language_variant(code.strip().replace("_", "-").lower())
    except LookupError:
        return ""


def _in_our_zone(date: datetime | None) -> datetime | None:
    """WordPress's local time, which an export names no zone for, as the time of this site."""
    return timezone.make_aware(date) if date else None


def _old_paths(post: IncomingPost, site: IncomingSite) -> tuple[str, ...]:
    """The paths WordPress served the story under, decoded: its permalink and those before it."""
    try:
        parts = urlsplit(post.link)
    except ValueError:
        return ()
    path = "/" + unquote(parts.path).lstrip("/")
    is_ours = base_of(post.link).split("/")[0] == site.base.split("/")[0]
    if not is_ours or parts.query or path == "/":
        return ()
    name = unquote(post.slug)
    head, found, tail = path.rpartition(f"/{name}") if name else ("", "", "")
    before = [f"{head}/{unquote(slug)}{tail}" for slug in post.old_slugs if found and slug]
    return tuple(dict.fromkeys(path for path in [path, *before] if path.isprintable()))
