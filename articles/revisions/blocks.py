"""A body as the blocks editors think in: paragraphs, headings, list items, pictures.

Lists, block quotes, fact boxes and plain boxes are not blocks: blocks stand in them. So any block
can go and any other can come, and what join() writes is still well-formed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from newsroom import html as cleaner

MAX_WRAPPERS = 8  # deeper boxes are blocks as a whole: nobody edits them apart
INLINE = frozenset("a abbr br cite code em s span strong sub sup time".split())
VOID = frozenset({"br", "hr"})
_WRAPPER = re.compile(r"<(?:[uo]l|blockquote|aside(?! [^>]*pullquote)|div(?! [^>]*data-))\b")
_NAME = re.compile(r"<([a-z][a-z0-9]*)")
_REFERENCES = {
    "data-image": "picture",
    "data-gallery": "gallery",
    "data-article": _("related story"),
    "data-embed": "embed",
}
_REFERENCE = re.compile(r"<(?:figure|div)\b[^>]* (data-(?:image|gallery|article|embed))=")
_KINDS = {
    "aside": "quote",
    "blockquote": "quote",
    "div": "box",
    "figure": "figure",
    "h2": "heading",
    "h3": "heading",
    "h4": "heading",
    "hr": _("section break"),
    "li": _("list item"),
    "ol": "list",
    "pre": _("preformatted text"),
    "table": "table",
    "ul": "list",
}


@dataclass(eq=False)
class Wrapper:
    """An element that blocks stand in. Two of them are the same only if they are one element."""

    tag: str
    before: str = ""  # the white space before it and, at its end, before its closing tag
    after: str = ""

    @property
    def end(self) -> str:
        return f"</{_NAME.match(self.tag)[1]}>"


@dataclass(frozen=True)
class Block:
    """One piece of a body, the elements it stands in (outermost first), the space before it."""

    html: str
    wrappers: tuple[Wrapper, ...] = ()
    before: str = ""

    @property
    def tags(self) -> tuple[str, ...]:
        return tuple(wrapper.tag for wrapper in self.wrappers)


def split(body: str) -> list[Block]:
    """The blocks of `body`, which is clean (newsroom.html): join() gives it back to the letter."""
    return _Splitting(body).split()


def join(blocks: Iterable[Block]) -> str:
    """The body these blocks make, in whatever order; neighbours share the elements they share."""
    parts = []
    path: tuple[Wrapper, ...] = ()
    was_loose = False
    for block in blocks:
        loose = is_loose(block.html)
        if block.wrappers != path:
            shared = depth_shared(path, block.wrappers)
            parts += [wrapper.after + wrapper.end for wrapper in reversed(path[shared:])]
            parts += [wrapper.before + wrapper.tag for wrapper in block.wrappers[shared:]]
            path = block.wrappers
        elif loose and was_loose and not block.before:
            parts.append("\n")  # their words would run together
        parts += (block.before, block.html)
        was_loose = loose
    parts += [wrapper.after + wrapper.end for wrapper in reversed(path)]
    return "".join(parts)


def standing(block: Block) -> str:
    """The block's HTML with all it stands in around it, to be shown alone."""
    return join([block]).strip()


def depth_shared(one: tuple, other: tuple) -> int:
    """How many of the outermost are the same in both."""
    for depth, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return depth
    return min(len(one), len(other))


def kind_of(block: Block) -> str:
    """What an editor calls it."""
    found = _NAME.match(block.html)
    name = found[1] if found else "p"
    reference = _REFERENCE.match(block.html)
    if reference:
        return _REFERENCES[reference[1]]
    if name in _KINDS:
        return _KINDS[name]
    inside = _NAME.match(block.wrappers[-1].tag)[1] if block.wrappers else ""
    return {"blockquote": "quote", "aside": "fact box"}.get(inside, "paragraph")


def is_loose(html: str) -> bool:
    """Whether it is words without a block element of their own."""
    found = _NAME.match(html)
    return not found or found[1] in INLINE


class _Splitting:
    """One walk over one body. Every tag there is closed in order: nh3 wrote it so."""

    def __init__(self, body: str):
        self.body = body
        self.blocks: list[Block] = []
        self.path: tuple[Wrapper, ...] = ()
        self.opened: list[tuple[int, int]] = []  # of each wrapper: where it began, blocks before it
        self.end = 0  # of what is already in blocks and wrappers
        self.depth = 0  # of elements within the block that is being read
        self.is_loose = False

    def split(self) -> list[Block]:
        for match in cleaner.TAG.finditer(self.body):
            name = match[2]
            if self.depth:
                self.read_inside(match)
                continue
            if not self.is_loose:
                self.is_loose = not self.is_blank(match.start())
            if name in INLINE and not match[1]:
                self.is_loose = True
                self.depth = int(name not in VOID)
            else:
                self.read_element(match)
        if not self.is_blank(len(self.body)):
            self.add(len(self.body))
        return self.blocks

    def read_inside(self, match: re.Match) -> None:
        if match[2] not in VOID:
            self.depth += -1 if match[1] else 1
            if not self.depth and not self.is_loose:
                self.add(match.end())

    def read_element(self, match: re.Match) -> None:
        if self.is_loose:
            self.add(match.start())
        if match[1]:
            self.close(match)
        elif match[2] in VOID:
            self.add(match.end())
        elif len(self.path) < MAX_WRAPPERS and _WRAPPER.match(match[0]):
            self.opened.append((self.end, len(self.blocks)))
            wrapper = Wrapper(match[0], self.body[self.end : match.start()])
            self.path = (*self.path, wrapper)
            self.end = match.end()
        else:
            self.depth = 1

    def close(self, match: re.Match) -> None:
        if not self.path:
            return  # not from the cleaner: what follows takes it along
        start, count = self.opened.pop()
        wrapper, self.path = self.path[-1], self.path[:-1]
        if len(self.blocks) == count:  # an empty list or box is a block
            self.end = start
            self.add(match.end())
        wrapper.after = self.body[self.end : match.start()]
        self.end = match.end()

    def is_blank(self, stop: int) -> bool:
        """Whether nothing but white space stands between what was read and `stop`."""
        return not self.body[self.end : stop].strip()

    def add(self, stop: int) -> None:
        """All since the last block is one; the space behind it belongs to what comes next."""
        raw = self.body[self.end : stop]
        html = raw.strip()
        before = raw[: len(raw) - len(raw.lstrip())]
        self.blocks.append(Block(html, self.path, before))
        self.end += len(raw.rstrip())
        self.is_loose = False
