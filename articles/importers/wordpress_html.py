"""Turn what WordPress's editors left in a story into the HTML of newsroom.html, losing no text.

Four steps: shortcodes and comments out of the text, a tree of what remains, every element into
one of ours, then paragraphs (paragraphs.py). Pictures become references to the library through
the `Pictures` handed in; those it does not have become links to where they are.
"""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Protocol
from urllib.parse import unquote, urlsplit

from newsroom.html import clean
from newsroom.slugs import slugify

from . import shortcodes, wordpress_text
from .html_tree import Element, Node, descendants, has, parse, serialise, words
from .paragraphs import BLOCKS, Layout, embed, is_embed

RENAMED = {
    "h1": "h2",
    "h5": "h4",
    "h6": "h4",
    "b": "strong",
    "i": "em",
    "dfn": "em",
    "var": "em",
    "del": "s",
    "strike": "s",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
    "acronym": "abbr",
    "legend": "p",
}
MEDIA = {"audio", "video", "embed", "object"}
LINK_SCHEMES = {"", "http", "https"}
PICTURE_NAME = re.compile(r"\.(?:jpe?g|jpe|png|gif|webp|avif|svg|bmp|tiff?|heic)$", re.IGNORECASE)
TAGS = (
    BLOCKS
    | set(RENAMED)
    | MEDIA
    | set(
        "a abbr br cite code em img s span strong sub sup time q source param summary dt u".split()
    )
)
ATTRIBUTES = {
    "*": {"lang", "dir", "class"},
    "a": {"href", "title", "hreflang", "rel"},
    "abbr": {"title"},
    "acronym": {"title"},
    "div": {"style"},
    "figure": {"data-ids", "data-caption"},
    "img": {"src", "alt", "data-src", "data-lazy-src", "data-orig-file", "width"},
    "audio": {"src"},
    "video": {"src"},
    "source": {"src"},
    "embed": {"src"},
    "object": {"data"},
    "param": {"name", "value"},
    "ol": {"start", "reversed"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}

BLOCK_COMMENT = re.compile(r"<!--\s+/?wp:")
REUSABLE = re.compile(r"<!--\s+wp:block\s")
BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]*url\(\s*[\"']?([^\"')]+)", re.IGNORECASE)
ATTACHMENT_CLASS = re.compile(r"\bwp-image-(\d{1,18})\b")


@dataclass(frozen=True)
class GalleryPicture:
    """One picture of a gallery: its key in the library, or else where it is."""

    image_id: int | None
    url: str
    title: str
    caption: str


class Pictures(Protocol):
    """Where the pictures of a story are found."""

    def inline(self, url: str, attachment_id: int) -> int | None:
        """The library's key of the picture at `url`, if it has it; attachment_id may be 0."""

    def gallery(self, attachment_ids: list[int]) -> list[GalleryPicture]:
        """Those pictures in their order; with no numbers, the ones attached to the story."""


@dataclass(frozen=True)
class Converted:
    """`body` is clean HTML; `notes` say what an editor might want to look at."""

    body: str
    notes: tuple[str, ...]


def convert(content: str, pictures: Pictures, *, footnotes: str = "") -> Converted:
    """The body of a story from post_content; `footnotes` is the JSON WordPress keeps beside it.

    Raises wordpress_text.TooDeepError for HTML no person wrote.
    """
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    is_classic = not BLOCK_COMMENT.search(content)
    notes = ["a reusable block is missing from it"] if REUSABLE.search(content) else []
    content = wordpress_text.with_footnotes(content, footnotes)
    expanded = shortcodes.expand(wordpress_text.seen(content))
    notes += [f"shortcode taken away: [{name}]" for name in sorted(expanded.removed)]
    tree = parse(wordpress_text.known(expanded.text, TAGS), tags=TAGS, attributes=ATTRIBUTES)
    layout = Layout(keeps_lines=is_classic)
    blocks = layout.blocks(_Converter(pictures, layout).nodes(tree))
    if wordpress_text.is_shorter(words(blocks) + _embedded(blocks), expanded.text):
        notes.append("words may be missing, its HTML is broken")
    return Converted(clean("\n".join(serialise([block]) for block in blocks)), tuple(notes))


class _Converter:
    """Each method takes one element of WordPress's and returns the nodes that take its place."""

    def __init__(self, pictures: Pictures, layout: Layout):
        self.pictures = pictures
        self.layout = layout

    def nodes(self, nodes: list[Node]) -> list[Node]:
        return [out for node in nodes for out in self.node(node)]

    def node(self, node: Node) -> list[Node]:
        if isinstance(node, str):
            return [node]
        if node.tag in MEDIA:
            return self._media(node)
        if node.tag in self.SPECIAL:
            return self.SPECIAL[node.tag](self, node)
        tag = RENAMED.get(node.tag, node.tag)
        return [Element(tag, node.attributes, self.nodes(node.children))]

    def _a(self, node: Element) -> list[Node]:
        """A link; around a picture it goes, unless it leads away from the picture."""
        inner, href = self.nodes(node.children), _href(node)
        if not href or href.startswith("#"):
            return inner
        if not has(inner, {"figure", "a"}):
            link = Element("a", node.attributes, inner)
            return [" ", link] if node.has_class("wp-block-file__button") else [link]
        return inner if _is_picture(node) else [*inner, *_link_paragraph(href)]

    def _img(self, node: Element) -> list[Node]:
        if node.attributes.get("width") == "1":  # it counted readers
            return []
        if node.has_class("wp-smiley", "emoji"):
            return [node.attributes.get("alt", "")]
        return [self._shown(node)]

    def _figure(self, node: Element) -> list[Node]:
        if node.has_class("wp-gallery"):
            return self._gallery(node)
        if node.has_class("wp-block-pullquote"):
            return [Element("aside", {"class": "pullquote"}, _unquoted(self.nodes(node.children)))]
        caption, rest = _without_caption(node)
        caption = self.layout.caption(self.nodes(caption))
        if not has(rest, {"img"}):
            return self._captioned(self.nodes(rest), caption)
        images = [e for e in descendants(rest) if e.tag == "img"]
        if len(images) > 1 or has(rest, {"figure"}):
            return [*self.nodes(rest), *_paragraph(caption)]
        return self._picture(images[0], rest, caption)

    def _picture(self, image: Element, rest: list[Node], caption: list[Node]) -> list[Node]:
        """One picture with its words: `rest` is the picture and what else was in the figure."""
        links = [e for e in descendants(rest) if e.tag == "a" and has(e.children, {"img"})]
        others = self.nodes(_without_images(rest))
        if not has(others, BLOCKS):
            caption = self.layout.caption([*others, Element("br"), *caption])
            others = []
        away = [p for link in links if not _is_picture(link) for p in _link_paragraph(_href(link))]
        shown = self._shown(image, caption)
        if isinstance(shown, Element) and shown.tag == "figure":
            return [shown, *others, *away]
        return [Element("p", {}, [shown]), *_paragraph(caption), *others, *away]

    def _captioned(self, inner: list[Node], caption: list[Node]) -> list[Node]:
        """A figure of something else: a table takes the caption in, others let it follow."""
        table = next((n for n in inner if isinstance(n, Element) and n.tag == "table"), None)
        if table is None or has(table.children, {"caption"}) or not caption:
            return [Element("div", {}, inner), *_paragraph(caption)]
        table.children.insert(0, Element("caption", {}, caption))
        return inner

    def _gallery(self, node: Element) -> list[Node]:
        ids = node.attributes.get("data-ids", "").split(",")
        numbers = [int(number) for number in ids if re.fullmatch(r"[0-9]{1,18}", number)]
        out: list[Node] = []
        for shown in self.pictures.gallery(numbers):
            if shown.image_id:
                out.append(_figure(shown.image_id, [shown.caption] if shown.caption else []))
            else:
                out.append(Element("p", {}, [_picture_link(shown.url, shown.title)]))
                out += _paragraph([shown.caption] if shown.caption else [])
        return out

    def _media(self, node: Element) -> list[Node]:
        urls = [url for e in descendants([node]) if (url := _media_url(e))]
        return _embed_or_link(urls[0]) if urls else self.nodes(node.children)

    def _div(self, node: Element) -> list[Node]:
        if node.has_class("wp-caption"):
            return self._figure(_caption_figure(node))
        background = BACKGROUND.search(node.attributes.get("style", ""))
        behind = self._img(Element("img", {"src": background[1].strip()})) if background else []
        return [Element("div", node.attributes, [*behind, *self.nodes(node.children)])]

    def _dl(self, node: Element) -> list[Node]:
        if node.has_class("wp-caption"):
            return self._figure(_caption_figure(node))
        return [Element("div", node.attributes, self.nodes(node.children))]

    def _dt(self, node: Element) -> list[Node]:
        return [Element("p", {}, [Element("strong", {}, self.nodes(node.children))])]

    def _ul(self, node: Element) -> list[Node]:
        """A list, but the old gallery block's is no list."""
        if node.has_class("wp-block-gallery", "blocks-gallery-grid"):
            return [Element("div", {}, self.nodes(node.children))]
        return [Element("ul", node.attributes, self.nodes(node.children))]

    def _q(self, node: Element) -> list[Node]:
        return ["“", *self.nodes(node.children), "”"]

    def _span(self, node: Element) -> list[Node]:
        inner = self.nodes(node.children)
        kept = {n: v for n, v in node.attributes.items() if n in {"lang", "dir"}}
        kept |= {"class": "footnote"} if node.has_class("footnote") else {}
        return [Element("span", kept, inner)] if kept else inner

    def _nothing(self, node: Element) -> list[Node]:
        return []

    def _contents(self, node: Element) -> list[Node]:
        return self.nodes(node.children)

    SPECIAL = {
        "a": _a,
        "div": _div,
        "dl": _dl,
        "dt": _dt,
        "figure": _figure,
        "img": _img,
        "param": _nothing,
        "q": _q,
        "source": _nothing,
        "span": _span,
        "summary": _dt,
        "u": _contents,
        "ul": _ul,
    }

    def _shown(self, node: Element, caption: list[Node] | None = None) -> Node:
        """The library's picture with its caption, or else a link to where it is."""
        alt, url = node.attributes.get("alt", ""), _picture_url(node)
        number = ATTACHMENT_CLASS.search(node.attributes.get("class", ""))
        image_id = self.pictures.inline(url, int(number[1]) if number else 0) if url else None
        if image_id:
            return _figure(image_id, caption or [])
        return _picture_link(url, alt) if url else alt


def _figure(image_id: int, caption: list[Node]) -> Element:
    words = [Element("figcaption", {}, caption)] if caption else []
    return Element("figure", {"data-image": str(image_id)}, words)


def _paragraph(inner: list[Node]) -> list[Node]:
    return [Element("p", {}, inner)] if inner else []


def _embed_or_link(url: str) -> list[Node]:
    shown = embed(url)
    return [shown] if shown else _link_paragraph(url)


def _embedded(blocks: list[Node]) -> str:
    """The addresses of all embeds, which were words in WordPress."""
    return " ".join(e.attributes["data-embed"] for e in descendants(blocks) if is_embed(e))


def _link_paragraph(url: str) -> list[Node]:
    url = url.strip()
    return _paragraph([Element("a", {"href": url}, [url])]) if _is_link(url) else []


def _picture_link(url: str, title: str) -> Node:
    """A link to a picture that is elsewhere, called by what it shows."""
    if not _is_link(url):
        return title.strip() or url
    name = title.strip() or unquote(PurePosixPath(urlsplit(url).path).name) or url
    return Element("a", {"href": url}, [name])


def _is_link(url: str) -> bool:
    try:
        return bool(url) and urlsplit(url).scheme in LINK_SCHEMES
    except ValueError:
        return False


def _href(link: Element) -> str:
    return link.attributes.get("href", "").strip()


def _is_picture(link: Element) -> bool:
    """Whether a link around a picture leads to that picture, or to WordPress's page about it."""
    try:
        parts = urlsplit(_href(link))
    except ValueError:
        return False
    if "attachment" in link.attributes.get("rel", "") or "attachment_id=" in parts.query:
        return True
    pictures = [_picture_url(e) for e in descendants([link]) if e.tag == "img"]
    own_pages = {slugify(PurePosixPath(urlsplit(url).path).stem) for url in pictures}
    leads_to = slugify(PurePosixPath(parts.path).name)
    return bool(PICTURE_NAME.search(parts.path)) or leads_to in own_pages - {""}


def _picture_url(node: Element) -> str:
    """Where the picture is; plugins that load late keep it in an attribute of their own."""
    names = ("data-orig-file", "data-lazy-src", "data-src", "src")
    urls = (node.attributes.get(name, "").strip() for name in names)
    return next((url for url in urls if _is_link(url)), "")


def _media_url(node: Element) -> str:
    attributes = node.attributes
    url = attributes.get("src") or attributes.get("data") or ""
    if node.tag == "param" and attributes.get("name", "").lower() in {"movie", "src", "filename"}:
        url = attributes.get("value", "")
    return url if _is_link(url.strip()) else ""


def _caption_figure(node: Element) -> Element:
    """A figure from the <div> or <dl> that themes of old made of a caption."""
    children = []
    for child in node.children:
        if isinstance(child, Element) and child.tag == "dt":
            children += child.children
        elif isinstance(child, Element) and child.has_class("wp-caption-dd", "wp-caption-text"):
            children.append(Element("figcaption", {}, child.children))
        else:
            children.append(child)
    return Element("figure", {}, children)


def _without_caption(node: Element) -> tuple[list[Node], list[Node]]:
    """The words of a figure's caption, and the figure's other contents."""
    is_caption = [isinstance(c, Element) and c.tag == "figcaption" for c in node.children]
    given = node.attributes.get("data-caption", "")
    caption = parse(given, tags=TAGS, attributes=ATTRIBUTES) if given else []
    for child, is_it in zip(node.children, is_caption, strict=True):
        caption += child.children if is_it else []
    pairs = zip(node.children, is_caption, strict=True)
    return caption, [child for child, is_it in pairs if not is_it]


def _without_images(nodes: list[Node]) -> list[Node]:
    """A copy of `nodes` without pictures, and without the links that only held a picture."""
    out: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            out.append(node)
        elif node.tag != "img":
            inner = _without_images(node.children)
            if words(inner) or not has(node.children, {"img"}):
                out.append(node.like(inner))
    return out


def _unquoted(nodes: list[Node]) -> list[Node]:
    """Without <blockquote>: a pull quote is one already."""
    out: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            out.append(node)
        else:
            tag = "div" if node.tag == "blockquote" else node.tag
            out.append(Element(tag, node.attributes, _unquoted(node.children)))
    return out
