"""A small tree of HTML elements, for giving markup from elsewhere another shape."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3

from newsroom.tags import in_parts

MAX_DEPTH = 60  # what is nested deeper stays, but as a part of the element at this depth
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())


@dataclass
class Element:
    """`children` are elements and strings; a string is text, not markup."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)

    def has_class(self, *names: str) -> bool:
        return not set(names).isdisjoint(self.attributes.get("class", "").split())

    def like(self, children: list["Node"]) -> "Element":
        """The same element around other contents."""
        return Element(self.tag, self.attributes, children)


Node = Element | str


def parse(markup: str, *, tags: set[str], attributes: dict[str, set[str]]) -> list[Node]:
    """The tree of `markup` as a browser would read it (HTML5), of nothing but the given names.

    Elements of other names give way to their contents; scripts and styles go altogether.
    """
    tidy = nh3.clean(
        in_parts(markup),
        tags=tags,
        attributes=attributes,
        clean_content_tags={"script", "style"},
        link_rel=None,
    )
    builder = _Builder()
    builder.feed(tidy)
    builder.close()
    return builder.root.children


def serialise(nodes: Iterable[Node]) -> str:
    parts = []
    for node in nodes:
        if isinstance(node, str):
            parts.append(html.escape(node, quote=False))
            continue
        pairs = (f' {name}="{html.escape(value)}"' for name, value in node.attributes.items())
        parts.append(f"<{node.tag}{''.join(pairs)}>")
        if node.tag not in VOID:
            parts.append(f"{serialise(node.children)}</{node.tag}>")
    return "".join(parts)


def descendants(nodes: Iterable[Node]) -> Iterator[Element]:
    """Every element among `nodes` and below, in the order of the text."""
    for node in nodes:
        if isinstance(node, Element):
            yield node
            yield from descendants(node.children)


def has(nodes: Iterable[Node], tags: Iterable[str]) -> bool:
    return any(element.tag in tags for element in descendants(nodes))


def words(nodes: Iterable[Node]) -> str:
    """The text of `nodes`, on one line."""
    parts = [node if isinstance(node, str) else words(node.children) for node in nodes]
    return re.sub(r"\s+", " ", "".join(parts)).strip()


class _Builder(HTMLParser):
    """Reads what nh3 wrote: every element is closed, so a stack is all it takes."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = Element("root")
        self._stack = [self.root]

    def handle_starttag(self, tag, attrs):
        element = Element(tag, {name: value or "" for name, value in attrs})
        parent = self._stack[-1]
        if tag in VOID:
            parent.children.append(element)
        elif len(self._stack) < MAX_DEPTH:
            parent.children.append(element)
            self._stack.append(element)
        else:
            self._stack.append(parent)

    def handle_endtag(self, tag):
        if tag not in VOID and len(self._stack) > 1:
            self._stack.pop()

    def handle_data(self, data):
        siblings = self._stack[-1].children
        if siblings and isinstance(siblings[-1], str):
            siblings[-1] += data
        else:
            siblings.append(data)
