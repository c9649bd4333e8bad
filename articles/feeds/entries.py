"""A feed as values, whatever it will be written in: its own words, and its entries newest first."""

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime
from urllib.parse import urljoin

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape, linebreaks
from django.utils.translation import gettext as _

from articles import body
from articles.models import Article, Correction
from media.templatetags.pictures import jpeg
from newsroom import drawn, keyset
from newsroom.html import CONTROL
from newsroom.site import absolute

SIZE = 30
_LINK = re.compile(r'\b(href|src)="([^"]*)"')
# What readers' programs do not know, and the W3C's validator warns of; only where it is markup.
_STRANGE = re.compile(r"</?(?:source|picture)\b[^<>]*>|<[a-z][^<>]*>")
_ATTRIBUTES = re.compile(
    r"\s(?:srcset|sizes|loading|decoding|fetchpriority|tabindex|role|aria-[a-z]+|data-[a-z-]+)"
    r'="[^"]*"'
)


class Legible:
    """Values without the control characters that XML cannot hold."""

    def __post_init__(self):
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, str):
                object.__setattr__(self, field.name, CONTROL.sub("", value))


@dataclass(frozen=True)
class Signer(Legible):
    """Who wrote it; `url` of the profile."""

    name: str
    url: str


@dataclass(frozen=True)
class Picture(Legible):
    """A JPEG; sizes in pixels."""

    url: str
    width: int
    height: int
    description: str
    credit: str


@dataclass(frozen=True)
class Entry(Legible):
    """`id` is a URN that never changes; `summary` is plain text, `content` HTML with whole URLs."""

    key: int
    id: str
    title: str
    url: str
    published: datetime
    updated: datetime
    language: str
    summary: str = ""
    content: str = ""
    signers: tuple[Signer, ...] = ()
    categories: tuple[str, ...] = ()
    picture: Picture | None = None


@dataclass(frozen=True)
class Feed(Legible):
    """`page` is what it is a feed of, `url` its own address, `site` the name of who publishes."""

    title: str
    about: str
    page: str
    url: str
    language: str
    site: str
    entries: tuple[Entry, ...]
    hub: str = ""  # tells subscribers of what is new at once (WebSub)

    @property
    def home(self) -> str:
        return absolute(reverse("articles:home"))

    @property
    def updated(self) -> datetime | None:
        """When the newest of its entries was."""
        return max((entry.updated for entry in self.entries), default=None)


def of_stories(stories, fetch: Callable[..., list] = keyset.first_rows) -> tuple[Entry, ...]:
    """The newest of `stories` (an ArticleQuerySet) that readers may see: six queries at most; nine
    where `fetch` looks for those of a tag or an author."""
    found = fetch(stories.published().for_feed().newest_first(), SIZE)
    refs = body.references(story.body for story in found)
    return tuple(_story(story, refs) for story in found)


def of_corrections() -> tuple[Entry, ...]:
    """The newest of what readers were told of stories that were not right: one query."""
    return tuple(map(_correction, Correction.objects.public().with_story()[:SIZE]))


def _story(story: Article, refs: body.References) -> Entry:
    url = absolute(story.get_absolute_url())
    names = [story.section.name, *(tag.name for tag in story.tags.all())]
    return Entry(
        key=story.pk,
        id=story.uid.urn,
        title=story.headline,
        url=url,
        published=story.published_at,
        updated=max(filter(None, [story.published_at, story.updated_at])),
        language=story.language,
        summary=story.summary,
        content=_elsewhere(_content(story, refs), url),
        signers=tuple(_signer(credit) for credit in story.writers),
        categories=tuple(dict.fromkeys(CONTROL.sub("", name) for name in names)),
        picture=_picture(story),
    )


def _content(story: Article, refs: body.References) -> str:
    """The whole text, between the corrections above and below it."""
    told = story.standing_corrections
    parts = [
        _told(told, Correction.Place.ABOVE),
        body.render(story.body, refs, body.Medium.FEED),
        _told(told, Correction.Place.BELOW),
    ]
    return "\n".join(filter(None, parts))


def _told(corrections: list[Correction], place: str) -> str:
    if not corrections:
        return ""
    context = {"corrections": corrections, "place": place}
    return render_to_string("articles/_corrections.html", context).strip()


def _correction(correction: Correction) -> Entry:
    kind = str(correction.get_kind_display())
    story = correction.article
    return Entry(
        key=correction.pk,
        id=uuid.uuid5(story.uid, correction.anchor).urn,
        title=f"{kind}: {correction.headline}" if correction.headline else kind,
        url=absolute(correction.link or reverse("articles:corrections")),
        published=correction.told_at,
        updated=correction.changed_at or correction.told_at,
        language=story.language,
        content=linebreaks(escape(correction.text)),
    )


def _signer(credit) -> Signer:
    return Signer(credit.signed_name, absolute(credit.author.get_absolute_url()))


def _picture(story: Article) -> Picture | None:
    image = story.lead_image
    if image is None or not image.has_rights:
        return None
    drawn = jpeg(image)
    credit = _("Picture: %(credit)s") % {"credit": image.credit} if image.credit else ""
    words = story.lead_caption or image.caption
    return Picture(drawn.url, drawn.width, drawn.height, words, credit)


def _elsewhere(html: str, url: str) -> str:
    """_whole_urls() of a story's content, once for the same content."""
    return drawn.once(("elsewhere", url, html), lambda: _whole_urls(html, url))


def _whole_urls(html: str, base: str) -> str:
    """Links and pictures as absolute URLs, one size each: a feed is read elsewhere.

    Clean HTML escapes what would end an attribute, and urljoin leaves it as it is.
    """
    return _LINK.sub(lambda m: f'{m[1]}="{_joined(base, m[2])}"', _STRANGE.sub(_known, html))


def _known(tag: re.Match) -> str:
    is_strange = tag[0].startswith(("<source", "<picture", "</"))
    return "" if is_strange else _ATTRIBUTES.sub("", tag[0])


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:  # an address nobody can read: "https://[x"
        return address
