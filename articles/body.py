"""Draw a story's body: the stored text, with what it refers to as it is now.

A reference whose picture or story may not be shown (rights over, withdrawn, not out yet, deleted)
leaves nothing behind. One query for all pictures, one for all stories, however many bodies. Other
words found inside a reference are drawn after it, so that no text is ever lost.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from urllib.parse import urlsplit

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from media.models import Image
from newsroom import drawn, embeds, html, text

from . import reading
from .models import Article

MAX_REFERENCES = 5_000  # per kind and page: what one query can carry, and nobody writes by hand
VOID = {"br", "hr"}
ALIGNMENTS = {  # class in the body: how wide the picture is drawn (HTML sizes)
    "": "(min-width: 48rem) 42rem, 100vw",
    "align-start": "(min-width: 48rem) 20rem, 100vw",
    "align-end": "(min-width: 48rem) 20rem, 100vw",
    "wide": "(min-width: 64rem) 60rem, 100vw",
}
_IMAGE = re.compile(r'<figure\b[^>]* data-image="(\d+)"')
_GALLERY = re.compile(r'<figure\b[^>]* data-gallery="([\d,]+)"')
_STORY = re.compile(r'<div\b[^>]* data-article="(\d+)"')
_DRAWN = re.compile(r'<table\b|<(?:figure|div)\b[^>]* data-|<span class="footnote"')


class Medium(Enum):
    """Where the body will be read: our own page, or a feed, which has no scripts and no styles."""

    PAGE = "page"
    FEED = "feed"


@dataclass(frozen=True)
class References:
    """What bodies refer to, by key; what is missing here is not drawn."""

    images: dict[int, Image]
    stories: dict[int, Article]


def references(bodies: Iterable[str]) -> References:
    """Fetch all that `bodies` refer to and readers may see: at most two queries."""
    joined = "\n".join(bodies)
    images = reading.pictures(_keys(_image_keys(joined)))
    return References(
        {key: image for key, image in images.items() if image.has_rights},
        reading.related(_keys(_STORY.findall(joined))),
    )


def _keys(found: Iterable[str]) -> list[int]:
    return sorted({int(key) for key in found if re.fullmatch(html.KEY, key)})[:MAX_REFERENCES]


def render(body: str, refs: References, medium: Medium = Medium.PAGE) -> SafeString:
    """The HTML of `body` (clean, as stored) with its references drawn from `refs`.

    Drawn once for as long as the text and all that it refers to are the same.
    """
    if not _DRAWN.search(body):
        return mark_safe(body)  # noqa: S308 - cleaned on every write
    known = (*_values(refs.images, _image_keys(body)), *_values(refs.stories, _STORY.findall(body)))
    return drawn.once(
        ("body", medium, body, drawn.surroundings(), known),
        # Templates escape what they draw into it.
        lambda: mark_safe(_Drawing(refs, medium).draw(body)),  # noqa: S308 - as above
    )


def _values(rows: dict, keys: Iterable[str]) -> list[tuple]:
    """Those of `keys` that may be shown, each with all that could be drawn of it."""
    return [(key, drawn.value(rows[int(key)])) for key in sorted(keys) if int(key) in rows]


def _image_keys(bodies: str) -> set[str]:
    keys = set(_IMAGE.findall(bodies))
    for listed in _GALLERY.findall(bodies):
        keys.update(key for key in listed.split(",") if key)
    return keys


def introduction(words: str) -> SafeString:
    """What stands above a list of stories, drawn; at most two queries, none without references."""
    return render(words, references([words]))


@dataclass
class _Open:
    """An element that began and has not ended; what it holds is gathered if it is a reference."""

    name: str
    draw: object = None  # called at its end with (caption, what else stood in it)
    parts: list[str] = field(default_factory=list)
    caption: str = ""


class _Drawing:
    """One walk over one body. Every tag there is closed in order: nh3 wrote it so."""

    def __init__(self, refs: References, medium: Medium):
        self.refs = refs
        self.medium = medium
        self.bottom = _Open("")
        self.opened: list[_Open] = []
        self.gathering = [self.bottom]  # the elements whose parts are kept, innermost last
        self.has_embed = False
        self.notes: list[str] = []

    def draw(self, body: str) -> str:
        end = 0
        for match in html.TAG.finditer(body):
            self.out(body[end : match.start()])
            end = match.end()
            if match[1]:
                self.close(match[0])
            else:
                self.open(match[0], match[2], match[3])
        self.out(body[end:])
        while self.opened:
            self.close("")
        if self.notes:
            notes = [mark_safe(words) for words in self.notes]  # noqa: S308 - html.inline made it
            self.out(render_to_string("articles/_body_notes.html", {"notes": notes}))
        if self.has_embed:
            self.out(render_to_string("articles/_embed_script.html"))
        return "".join(self.bottom.parts)

    def out(self, markup: str) -> None:
        self.gathering[-1].parts.append(markup)

    def open(self, tag: str, name: str, written: str) -> None:
        if name in VOID:
            self.out(tag)
            return
        element = _Open(name)
        inside = self.gathering[-1]
        if name == "figcaption" and inside.draw and inside.name == "figure":
            element.draw = lambda _caption, words: self.note_caption(inside, words)
        elif inside.name != "figcaption":
            element.draw = self.drawing(name, html.attributes(written), tag)
        self.opened.append(element)
        if element.draw:
            self.gathering.append(element)
        else:
            self.out(tag)

    def close(self, tag: str) -> None:
        if not self.opened:
            return
        element = self.opened.pop()
        if element.draw is None:
            self.out(tag)
            return
        self.gathering.pop()
        self.out(element.draw(element.caption, "".join(element.parts)))

    def note_caption(self, figure: _Open, words: str) -> str:
        """Keep the first caption for the figure; a second one is text like any other."""
        if figure.caption:
            return words
        figure.caption = html.inline(words)
        return ""

    def drawing(self, name: str, attributes: dict[str, str], tag: str):
        """What draws this element at its end: (caption, content) to markup; None to leave it."""
        if name == "table":
            return lambda _caption, rows: self.table(tag, rows)
        if name == "span" and attributes.get("class") == "footnote":
            return lambda _caption, words: self.note(words)
        if name not in {"figure", "div"}:
            return None
        for key, draw in (
            ("data-image", self.image),
            ("data-gallery", self.gallery),
            ("data-article", self.story),
            ("data-embed", self.embed),
        ):
            if key in attributes:
                return lambda caption, rest, draw=draw: draw(attributes, caption) + rest
        return None

    def image(self, attributes: dict[str, str], caption: str) -> str:
        image = self.refs.images.get(_number(attributes["data-image"]))
        if image is None:
            return ""
        place = attributes.get("class", "")
        context = {
            "image": image,
            "caption": mark_safe(caption),  # noqa: S308 - html.inline made it
            "alt": attributes.get("data-alt") or None,
            "place": place,
            "sizes": ALIGNMENTS.get(place, ALIGNMENTS[""]),
        }
        return render_to_string("articles/_body_figure.html", context)

    def gallery(self, attributes: dict[str, str], caption: str) -> str:
        keys = dict.fromkeys(attributes["data-gallery"].split(","))
        found = [self.refs.images.get(_number(key)) for key in keys]
        images = [image for image in found if image is not None]
        if not images:
            return ""
        words = mark_safe(caption)  # noqa: S308 - html.inline made it
        template = f"articles/_body_gallery{'_feed' if self.medium is Medium.FEED else ''}.html"
        return render_to_string(template, {"images": images, "caption": words})

    def story(self, attributes: dict[str, str], _caption: str) -> str:
        article = self.refs.stories.get(_number(attributes["data-article"]))
        if article is None:
            return ""
        return render_to_string("articles/_related_card.html", {"article": article})

    def embed(self, attributes: dict[str, str], _caption: str) -> str:
        url = attributes["data-embed"]
        embed = embeds.resolve(url) if self.medium is Medium.PAGE else None
        self.has_embed = self.has_embed or embed is not None
        context = {"embed": embed, "url": url, "words": _address_in_words(url)}
        return render_to_string("articles/_body_embed.html", context)

    def note(self, words: str) -> str:
        """The mark of a note; its words stand below the text, in the order of the marks."""
        words = html.inline(words)
        if not words:
            return ""
        self.notes.append(words)
        return render_to_string("articles/_body_note_mark.html", {"number": len(self.notes)})

    def table(self, tag: str, rows: str) -> str:
        table = f"{tag}{rows}</table>"
        is_inside = any(element.name == "table" for element in self.opened)
        if is_inside or self.medium is Medium.FEED:
            return table
        found = re.search(r"<caption\b[^>]*>(.*?)</caption>", rows, re.DOTALL)
        label = text.plain(found[1]) if found else ""
        return render_to_string(
            "articles/_body_table.html",
            {"table": mark_safe(table), "label": label},  # noqa: S308 - cleaned on every write
        )


def _number(value: str) -> int:
    """The key of a reference; 0, which no row has, for anything else."""
    return int(value) if re.fullmatch(html.KEY, value) else 0


def _address_in_words(url: str) -> str:
    """The address as readers see it: without scheme and www, shortened."""
    parts = urlsplit(url)
    words = (parts.hostname or "").removeprefix("www.") + parts.path.rstrip("/")
    words += f"?{parts.query}" if parts.query else ""
    return words if len(words) <= 60 else words[:59] + "…"
