"""Lay a tree of HTML out as a story's blocks: paragraphs, headings, lists, tables, figures.

Loose text becomes paragraphs, blocks come out of the inline elements they were put in, empty ones
go. In the classic editor's texts an empty line ends a paragraph and a new line breaks one, as
WordPress's own wpautop() has it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from itertools import groupby

from newsroom import embeds
from newsroom.html import web_address

from .html_tree import Element, Node, has, words

SECTIONS = frozenset(  # blocks that only hold others together
    "div dl dd center section article header footer main nav form fieldset address details "
    "hgroup option".split()
)
HEADINGS = {"h2", "h3", "h4"}
CELLS = {"li", "td", "th"}
TABLE_PARTS = {"thead", "tbody", "tfoot", "tr"}
BLOCKS = (
    SECTIONS
    | HEADINGS
    | CELLS
    | TABLE_PARTS
    | set("p pre blockquote aside ul ol table caption figure figcaption hr".split())
)
TRANSPARENT = SECTIONS | CELLS | TABLE_PARTS | {"p", "caption", "figcaption"}  # where they stray
SPACES = re.compile(r"[ \t\n\r\f]+")
NEW_LINES = re.compile(r"[ \t\r\f]*(\n[ \t\r\f]*(?:\n\s*)?)")
ADDRESS = re.compile(r"https?://[^\s<>\"]+")


class Mark(Enum):
    """Between inline nodes: a new line in the text, a <br>, the end of a paragraph."""

    LINE = 1
    BREAK = 2
    END = 3


Piece = Node | Mark


@dataclass(frozen=True)
class Layout:
    """`keeps_lines`: new lines in the text mean something, as in the classic editor.

    `has_embeds`: an address alone on its line is an embed. In lists and tables it is a link.
    """

    keeps_lines: bool
    has_embeds: bool = True

    def blocks(self, nodes: Iterable[Node]) -> list[Node]:
        """`nodes` as a flat list of blocks, each as deep as it must be."""
        out = []
        lifted = [piece for node in nodes for piece in _lifted(node)]
        for is_block, group in groupby(lifted, key=_is_block):
            if is_block:
                out += [block for element in group for block in self._block(element)]
            else:
                out += self._text(group)
        return out

    def _text(self, nodes: Iterable[Node]) -> list[Node]:
        """Paragraphs, and embeds in the place of lines that are nothing but their address."""
        out: list[Node] = []
        for run in self._runs(nodes):
            for is_alone, group in groupby(self._embedded(run), key=is_embed):
                line = list(group)
                if is_alone:
                    out += line
                elif inner := _trimmed(line):
                    out.append(Element("p", {}, inner))
        return out

    def _embedded(self, run: list[Piece]) -> list[Piece]:
        """`run` with embeds in the place of addresses that WordPress made embeds of."""
        if not self.has_embeds:
            return run
        return [(url and embed(url)) or node for url, node in _lines(run)]

    def _block(self, element: Element) -> list[Node]:
        tag = element.tag
        if is_embed(element):
            return [element]
        if tag in TRANSPARENT:
            return [_turned(block, element) for block in self.blocks(element.children)]
        if tag in HEADINGS:
            return self._heading(element)
        if tag == "table":
            return self._table(element)
        inner = element.children  # of a rule, or a figure already in its final form
        if tag in {"ul", "ol"}:
            inner = self._items(element.children)
        elif tag in {"blockquote", "aside"}:
            inner = self.blocks(element.children)
        elif tag == "pre":
            inner = [_bare_text(child) for child in element.children]
        return [element.like(inner)] if tag in {"hr", "figure"} or _shows(inner) else []

    def _heading(self, element: Element) -> list[Node]:
        """One line; a picture that was in it follows it."""
        pieces = [piece for node in element.children for piece in _lifted(node)]
        inline = [piece for piece in pieces if not _is_block(piece)]
        inner = _joined(Layout(keeps_lines=False)._paragraphs(inline))
        after = [block for p in pieces if _is_block(p) for block in self._block(p)]
        return [element.like(inner), *after] if inner else after

    def _items(self, nodes: Iterable[Node]) -> list[Node]:
        """Only <li>; what stands between them belongs to the one before."""
        items: list[Element] = []
        for node in nodes:
            if isinstance(node, Element) and node.tag == "li":
                items.append(node.like(self._cell(node.children)))
            elif isinstance(node, Element) and items and node.tag in {"ul", "ol"}:
                items[-1].children += self._block(node)
            elif inner := self._cell([node]):
                items.append(Element("li", {}, inner))
        return [item for item in items if item.children]

    def _cell(self, nodes: Iterable[Node]) -> list[Node]:
        """The contents of an item or cell: its first paragraph stays bare where it is alone."""
        blocks = replace(self, has_embeds=False).blocks(nodes)
        is_lone = [block.tag for block in blocks].count("p") == 1 and blocks[0].tag == "p"
        if is_lone and not blocks[0].attributes:
            return [*blocks[0].children, *blocks[1:]]
        return blocks

    def _table(self, element: Element) -> list[Node]:
        """The rows; a caption goes first and stays inline."""
        if not has([element], CELLS):
            return self.blocks(element.children)
        captions = [c for c in element.children if isinstance(c, Element) and c.tag == "caption"]
        title = [node for caption in captions for node in caption.children]
        inner = _joined(self._paragraphs(_inline(title)))
        rows = [self._row(c) for c in element.children if isinstance(c, Element)]
        top = [Element("caption", {}, inner)] if inner else []
        return [element.like([*top, *filter(None, rows)])]

    def _row(self, element: Element) -> Element | None:
        if element.tag in TABLE_PARTS:
            inner = [self._row(c) for c in element.children if isinstance(c, Element)]
            return element.like(list(filter(None, inner)))
        return element.like(self._cell(element.children)) if element.tag in CELLS else None

    def caption(self, nodes: Iterable[Node]) -> list[Node]:
        """`nodes` as one line of inline text, for a caption."""
        return _joined(self._paragraphs(_inline(nodes)))

    def _paragraphs(self, nodes: Iterable[Node]) -> list[list[Node]]:
        """Runs of inline nodes, one for each paragraph, trimmed; empty ones are not there."""
        return [trimmed for run in self._runs(nodes) if (trimmed := _trimmed(run))]

    def _runs(self, nodes: Iterable[Node]) -> list[list[Piece]]:
        return _split(self._settled(self._marked(nodes)))

    def _marked(self, nodes: Iterable[Node]) -> list[Piece]:
        """`nodes` with marks where lines break and paragraphs end, on the upper level."""
        out: list[Piece] = []
        for node in nodes:
            if isinstance(node, str):
                out += self._marked_text(node)
            elif node.tag == "br":
                out.append(Mark.BREAK)
            elif node.children:
                parts = _split(self._settled(self._marked(node.children)))
                for number, part in enumerate(parts):
                    out += [Mark.END] if number else []
                    inner = _with_breaks(part)
                    out += [node.like(inner)] if words(inner) else inner
        return out

    def _marked_text(self, text: str) -> list[Piece]:
        if not self.keeps_lines:
            return [SPACES.sub(" ", text)]
        out: list[Piece] = []
        for number, part in enumerate(NEW_LINES.split(text)):
            if number % 2:
                out.append(Mark.END if part.count("\n") > 1 else Mark.LINE)
            elif part:
                out.append(SPACES.sub(" ", part))
        return out

    def _settled(self, nodes: list[Piece]) -> list[Piece]:
        """Each stretch of marks becomes the one thing it means."""
        out: list[Piece] = []
        marks: list[Mark] = []
        for node in nodes:
            if isinstance(node, Mark):
                marks.append(node)
            elif marks and isinstance(node, str) and not node.strip(" "):
                continue
            else:
                out += [*self._meaning(marks), node]
                marks = []
        return out + self._meaning(marks)

    def _meaning(self, marks: list[Mark]) -> list[Mark]:
        breaks = sum(mark is Mark.BREAK for mark in marks)
        if Mark.END in marks or (self.keeps_lines and breaks > 1):
            return [Mark.END]
        return [Mark.BREAK] * max(breaks, 1) if marks else []


def _is_block(node: Node) -> bool:
    return isinstance(node, Element) and node.tag in BLOCKS


def _lifted(node: Node) -> list[Node]:
    """`node`, or what it comes to when an inline element is taken apart around blocks in it."""
    if isinstance(node, str) or _is_block(node) or not has(node.children, BLOCKS):
        return [node]
    out = []
    pieces = [piece for child in node.children for piece in _lifted(child)]
    for is_block, group in groupby(pieces, key=_is_block):
        if is_block:
            out += [_filled(block, node) for block in group]
        else:
            out.append(node.like(list(group)))
    return out


def _filled(block: Element, inline: Element) -> Element:
    """A paragraph or heading keeps the link or emphasis it stood in, around its text."""
    is_text = block.tag in HEADINGS | {"p"} and not has(block.children, BLOCKS | {inline.tag})
    return block.like([inline.like(block.children)]) if is_text else block


def _turned(block: Element, parent: Element) -> Element:
    """Language and direction of what held `block` together stay with it."""
    kept = {n: v for n, v in parent.attributes.items() if n in {"lang", "dir"}}
    return Element(block.tag, kept | block.attributes, block.children) if kept else block


def _inline(nodes: Iterable[Node]) -> list[Node]:
    """`nodes` without the blocks around them, which break the line."""
    out: list[Node] = []
    for node in nodes:
        if _is_block(node):
            out += [Element("br"), *_inline(node.children), Element("br")]
        elif isinstance(node, Element) and has(node.children, BLOCKS):
            out.append(node.like(_inline(node.children)))
        else:
            out.append(node)
    return out


def _joined(paragraphs: list[list[Node]]) -> list[Node]:
    out: list[Node] = []
    for number, run in enumerate(paragraphs):
        out += [Element("br"), *run] if number else run
    return out


def _split(nodes: list[Piece]) -> list[list[Piece]]:
    runs: list[list[Piece]] = [[]]
    for node in nodes:
        if node is Mark.END:
            runs.append([])
        else:
            runs[-1].append(node)
    return runs


def _trimmed(run: list[Piece]) -> list[Node]:
    """Without breaks and blanks around it; [] if nothing is to be seen. Bare addresses link."""
    nodes = _merged(_with_breaks(_linked(run)))
    return _cut(_cut(nodes, at=0), at=-1) if words(nodes) else []


def _merged(nodes: list[Node]) -> list[Node]:
    out: list[Node] = []
    for node in nodes:
        if isinstance(node, str) and out and isinstance(out[-1], str):
            out[-1] = SPACES.sub(" ", out[-1] + node)
        else:
            out.append(node)
    return out


def _cut(nodes: list[Node], *, at: int) -> list[Node]:
    """`nodes` without the breaks and blanks at one end, inside inline elements too."""
    while nodes and (_is_break(nodes[at]) or not words([nodes[at]])):
        nodes = nodes[1:] if at == 0 else nodes[:-1]
    if nodes:
        node = nodes[at]
        if isinstance(node, str):
            nodes[at] = node.lstrip(" ") if at == 0 else node.rstrip(" ")
        else:
            nodes[at] = node.like(_cut(node.children, at=at))
    return nodes


def embed(url: str) -> Element | None:
    """The embed of an address, if it is of a site that may be shown inside a story."""
    address = web_address(url)
    known = address and embeds.resolve(address)
    return Element("div", {"data-embed": address}) if known else None


def is_embed(node: Piece) -> bool:
    return isinstance(node, Element) and "data-embed" in node.attributes


def _linked(run: list[Piece]) -> list[Piece]:
    """An address alone on its line that is no embed is a link."""
    return [Element("a", {"href": url}, [url]) if url else node for url, node in _lines(run)]


def _lines(run: list[Piece]) -> Iterator[tuple[str, Piece]]:
    """Each piece, with the address it is if it is nothing else and alone on its line."""
    for number, node in enumerate(run):
        around = [*run[max(number - 1, 0) : number], *run[number + 1 : number + 2]]
        url = node.strip() if isinstance(node, str) else ""
        is_alone = ADDRESS.fullmatch(url) and all(isinstance(piece, Mark) for piece in around)
        yield url if is_alone else "", node


def _with_breaks(nodes: list[Piece]) -> list[Node]:
    return [Element("br") if isinstance(node, Mark) else node for node in nodes]


def _shows(nodes: list[Node]) -> bool:
    """Whether there is anything to see in `nodes`."""
    return bool(words(nodes)) or has(nodes, {"figure", "hr", "div"})  # a <div> is an embed by now


def _is_break(node: Node) -> bool:
    return isinstance(node, Element) and node.tag == "br"


def _bare_text(node: Node) -> Node:
    """Preformatted text breaks its lines with new lines."""
    if isinstance(node, str):
        return node
    if node.tag == "br":
        return "\n"
    return node.like([_bare_text(child) for child in node.children])
