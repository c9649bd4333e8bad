"""A story as one JSON value: what a revision keeps, what is merged, compared and put back.

Content is {field: value}: texts as they are, hours in ISO 8601 (UTC), references as keys, and
"credits" as [role, author] in byline order, "tags" as keys, "related" as keys of stories in order.
Which pictures, stories and embeds the text shows stands in "body". Names are what references were
called: {"author": {"7": "Ann"}, …}, so that an old revision can be read when they are gone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from articles.models import Article, Credit, Section, Series, Tag
from articles.models.connected import LAST_PART
from authors.models import Author
from media.models import Image
from newsroom import html

TEXTS = (
    "headline", "standfirst", "body", "lead_caption", "dateline", "slug",
    "seo_title", "seo_description", "social_title", "social_description", "canonical_url",
)  # fmt: skip
CHOICES = ("kind", "language")
HOURS = ("published_at", "embargo_until", "expires_at")
REFERENCES = {"section": Section, "series": Series, "lead_image": Image, "social_image": Image}
PICTURES = ("lead_image", "social_image")
FLAGS = ("is_timeless",)
STORIES = "related"
MOST_RELATED = 6
FIELDS = (*TEXTS, *CHOICES, *REFERENCES, *HOURS, *FLAGS, STORIES)
# What revisions from before these fields were have in them: nothing was said.
UNSAID = {"series": None, "is_timeless": False, STORIES: []}


def read(
    article: Article,
    *,
    credits: Iterable[tuple[str, Author]] | None = None,
    tags: Iterable[Tag] | None = None,
) -> tuple[dict, dict]:
    """(content, names) of `article` as it is in hand; without `credits` or `tags` the stored ones.

    `credits` are (role, author) pairs in byline order.
    """
    pairs = [(c.role, c.author) for c in _stored_credits(article)] if credits is None else credits
    pairs = list(dict.fromkeys(pairs))
    tags = list(article.tags.all()) if tags is None else list(dict.fromkeys(tags))
    content = {name: getattr(article, name) or "" for name in (*TEXTS, *CHOICES)}
    content |= {name: getattr(article, f"{name}_id") for name in REFERENCES}
    content |= {name: written(getattr(article, name)) for name in HOURS}
    content |= {name: getattr(article, name) for name in FLAGS}
    content[STORIES] = list(article.related)
    content["body"] = html.clean(content["body"])
    pictures = [key for key in (article.lead_image_id, article.social_image_id) if key]
    content["credits"] = [[str(role), author.pk] for role, author in pairs]
    content["tags"] = sorted(tag.pk for tag in tags)  # they have no order of their own
    return content, {
        "section": _named([article.section] if article.section_id else []),
        "series": _named([article.series] if article.series_id else []),
        "story": _named(_stories(article.related).values()),
        "image": _named(Image.objects.filter(pk__in=pictures) if pictures else ()),
        "author": _named(author for _role, author in pairs),
        "tag": _named(tags),
    }


@dataclass
class Found:
    """What the references of a content lead to today; `gone` says in words what they lost."""

    section: Section | None = None
    series: Series | None = None
    stories: dict[int, Article] = field(default_factory=dict)
    images: dict[int, Image] = field(default_factory=dict)
    authors: dict[int, Author] = field(default_factory=dict)
    tags: dict[int, Tag] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)


def find(content: dict, names: dict | None = None) -> tuple[dict, Found]:
    """`content` without the references that lead nowhere any more, and what the others lead to.

    Who and what was merged into another is that other. At most six queries, and two where somebody
    or something is gone; what is, is named by `names`, those of its revision.
    """
    names = names or {}
    content, found = _merged(content)
    pictures = [content.get(name) for name in PICTURES]
    found.images = Image.objects.in_bulk([key for key in pictures if key])
    found.section = Section.objects.filter(pk=content.get("section") or 0).first()
    for name in PICTURES:
        if content.get(name) and content[name] not in found.images:
            found.gone.append(_gone(_("The picture"), names.get("image"), content[name]))
            content[name] = None
    if content.get("section") and not found.section:
        found.gone.append(_gone(_("The section"), names.get("section"), content.pop("section")))
    if content.get("series"):
        found.series = Series.objects.filter(pk=content["series"]).first()
        if not found.series:
            found.gone.append(_gone(_("The series"), names.get("series"), content["series"]))
            content["series"] = None
    found.stories = _stories(content.get(STORIES, ()))
    for name, rows, what, known in (
        (STORIES, found.stories, _("The story"), names.get("story")),
        ("credits", found.authors, _("The author"), names.get("author")),
        ("tags", found.tags, _("The tag"), names.get("tag")),
    ):
        lost = dict.fromkeys(_key(item) for item in content.get(name, ()) if _key(item) not in rows)
        found.gone += [_gone(what, known, key) for key in lost]
        if name in content:
            content[name] = [item for item in content[name] if _key(item) in rows]
    if "tags" in content:
        content["tags"].sort()  # as forms give them; in another order they would clash with those
    return content, found


def _merged(content: dict) -> tuple[dict, Found]:
    """`content` with the keys its people and tags have today, and the rows behind them."""
    authors = Author.objects.now(key for _role, key in content.get("credits", ()))
    tags = Tag.objects.now(content.get("tags", ()))
    content, today = dict(content), {key: author.pk for key, author in authors.items()}
    if "credits" in content:
        pairs = [(role, today.get(key, key)) for role, key in content["credits"]]
        content["credits"] = [list(pair) for pair in dict.fromkeys(pairs)]
    if "tags" in content:
        keys = [tags[key].pk if key in tags else key for key in content["tags"]]
        content["tags"] = list(dict.fromkeys(keys))
    return content, Found(
        authors={author.pk: author for author in authors.values()},
        tags={tag.pk: tag for tag in tags.values()},
    )


def names(found: Found) -> dict:
    """What find() met, by name: the names that belong to its content."""
    return {
        "section": _named([found.section] if found.section else []),
        "series": _named([found.series] if found.series else []),
        "story": _named(found.stories.values()),
        "image": _named(found.images.values()),
        "author": _named(found.authors.values()),
        "tag": _named(found.tags.values()),
    }


def put(article: Article, content: dict) -> Article:
    """`article` in hand with the fields of `content` (from find) on it; saves nothing.

    Credits and tags are rows of their own: see shown() and articles.actions.
    """
    for name in (*TEXTS, *CHOICES):
        if name in content:
            setattr(article, name, content[name])
    for name in HOURS:
        if name in content:
            setattr(article, name, hour(content[name]))
    if content.get("series", article.series_id) != article.series_id:
        article.series_position = LAST_PART
    for name in REFERENCES:
        if name in content:
            setattr(article, f"{name}_id", content[name])
    for name in (*FLAGS, STORIES):
        if name in content:
            setattr(article, name, content[name])
    return article


def shown(article: Article, content: dict, found: Found) -> Article:
    """`article` in hand as `content` would have it on its page, credits and tags too.

    For previews and forms; nothing of it is in the database, and it must not be saved.
    """
    put(article, content)
    _attach(article, content, found)
    signed = {(c.role, c.author_id): c for c in _stored_credits(article)}
    credits = [
        signed.get((role, key)) or Credit(article=article, author=found.authors[key], role=role)
        for role, key in content.get("credits", ())
    ]
    _stand_in(article, "credits", Credit, credits)
    _stand_in(article, "tags", Tag, [found.tags[key] for key in content.get("tags", ())])
    return article


def _attach(article: Article, content: dict, found: Found) -> None:
    """Put what was found on the story, so that its page or form does not ask again."""
    if content.get("section"):
        article.section = found.section
    if "series" in content:
        article.series = found.series
    for name in PICTURES:
        if name in content:
            setattr(article, name, found.images.get(content[name]))


def printable(value: str) -> str:
    """`value` as every database can keep it in JSON: no control characters, no half characters."""
    return html.CONTROL.sub("", value).encode("utf-8", "replace").decode()


def cleaned(content: dict) -> tuple[dict, dict]:
    """`content` as people typed it, fit to be kept; and a text that is too long to be, as it is."""
    content = {k: printable(v) if isinstance(v, str) else v for k, v in content.items()}
    try:
        return content | {"body": html.clean(content.get("body", ""))}, {}
    except ValidationError:
        return content, {"body": content.pop("body")}


def hour(value: str | None) -> datetime | None:
    """The moment that `value` (ISO 8601, as content keeps it) means; None for anything else."""
    try:
        return parse_datetime(value) if value else None
    except (TypeError, ValueError):
        return None


def _stories(keys: Iterable[int]) -> dict[int, Article]:
    """The stories behind `keys`, with no more of them than their names need."""
    return Article.objects.only("headline").in_bulk(keys) if keys else {}


def _stored_credits(article: Article):
    return article.credits.select_related("author") if article.pk else []


def _stand_in(article: Article, relation: str, model, rows: list) -> None:
    """Let `article.<relation>.all()` answer `rows`, as if they had been prefetched."""
    queryset = model.objects.none()
    queryset._result_cache = rows
    queryset._prefetch_done = True
    article.__dict__.setdefault("_prefetched_objects_cache", {})[relation] = queryset


def written(value: datetime | None) -> str | None:
    """A moment as content keeps it, to the second as forms know it; hour() reads it."""
    return value.astimezone(UTC).replace(microsecond=0).isoformat() if value else None


def _named(rows) -> dict[str, str]:
    return {str(row.pk): str(row) for row in rows}


def _key(item) -> int:
    """The key in one item of credits ([role, key]) or tags (key)."""
    return item[1] if isinstance(item, list) else item


def _gone(what: str, known: dict | None, key: int) -> str:
    name = (known or {}).get(str(key))
    called = f"“{name}”" if name else f"{key}"
    return _("%(what)s %(called)s no longer exists and is left out.") % {
        "what": what,
        "called": called,
    }
