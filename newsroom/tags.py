"""The tags of HTML nobody has checked yet: those we know stay, the others go without their words.

A parser gives some elements a meaning of their own: it hides what stands in a <template>, takes all
that follows an <svg> for a part of the drawing, and the rest of the page for an open comment. None
of them is ours in the end, so they go before a parser sees them. Nothing here makes HTML safe: nh3
rebuilds whatever comes out.
"""

import re
from collections import defaultdict
from html import escape, unescape

from .addresses import web_address

MAX_NESTING = 500
MAX_REPEATED = 2_000_000  # characters
MAX_MOVED = 10_000  # tags
CODE = {"script", "style"}
EMPHASIS = frozenset(  # what a parser opens again ("formatting elements")
    "a b big code em font i nobr s small strike strong tt u".split()
)
CELLS = {"td", "th", "caption"}
TABLE = CELLS | {"table", "thead", "tbody", "tfoot", "tr"}
NOT_NESTING = frozenset(  # void, or end each other
    "br dd dt embed hr img input li p param source tbody td tfoot th thead tr".split()
)

LONG_TEXT = 2_000
_PART_OF_TEXT = re.compile(r".{1000}[^\s&]*+", re.DOTALL)

# A whole tag: its end mark, name and attributes. A "<" stands in a tag only between quotation
# marks, and no tag has more than fifty attributes; so reading takes time by the length.
_QUOTED = r"""(?:"[^"]*+"|'[^']*+'|(?!["'])[^\s><]*+)"""
_ATTRIBUTE = rf"[^\s/>=<][^\s/>=<]*+(?:\s*+=\s*+{_QUOTED}|(?!\s*=))"
_WHOLE = rf"(/?)([a-zA-Z][^\s/><]*+)((?:[\s/]*+{_ATTRIBUTE}){{0,50}}+)[\s/]*+>"
TAG = re.compile(rf"<{_WHOLE}", re.ASCII)
_MARK = re.compile(rf"<(?:{_WHOLE}|!--|!\[CDATA\[|[!?][^<>]*>|(?=[a-zA-Z/!?]))", re.ASCII)
_ADDRESS = re.compile(r"^(?:https?|mailto|tel):|[@.]")  # <ann@example.com>: no element's name
_VALUE = re.compile(r"""([^\s/>=<]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'><]+))""", re.ASCII)
_ENDS = {
    "<!--": re.compile("--!?>"),
    **{name: re.compile(rf"</{name}(?![^\s/>])[^<>]*>?", re.IGNORECASE) for name in CODE},
}


def known_only(markup: str, known: frozenset[str]) -> str:
    """`markup` without comments, scripts, styles, and the tags of elements not `known`.

    Every word outside of them stays: also what follows a comment or script that never ends, and
    a "<" that begins no whole tag, or an address in brackets: both are text. A frame becomes the
    embed of its address.
    """
    out, kept, position, without_end = [], 0, 0, set()
    while match := _MARK.search(markup, position):
        position = match.end()
        name = match[2].lower() if match[2] else match[0]
        if name in known:
            continue
        out += [markup[kept : match.start()], _instead(name, match)]
        if name in _ENDS and not match[1] and name not in without_end:
            end = _ENDS[name].search(markup, match.start() + 2)
            if end:
                position = end.end()
            else:
                without_end.add(name)
        kept = position
    return "".join([*out, markup[kept:]])


def without_tags(markup: str) -> str:
    """The words of what known_only gave, still escaped."""
    return TAG.sub(" ", markup)


def in_parts(markup: str) -> str:
    """`markup` with an empty comment after every thousand characters of a very long text.

    Where "&" is frequent, nh3 takes time by the square of the length of a text.
    """
    if max(map(len, markup.split("<"))) < LONG_TEXT:
        return markup
    out, position = [], 0
    for tag in TAG.finditer(markup):
        out += [_PART_OF_TEXT.sub(r"\g<0><!---->", markup[position : tag.start()]), tag[0]]
        position = tag.end()
    return "".join([*out, _PART_OF_TEXT.sub(r"\g<0><!---->", markup[position:])])


def is_too_deep(markup: str, known: frozenset[str], *, deepest: int = MAX_NESTING) -> bool:
    """Whether what known_only gave would keep a parser, and everybody after it, busy for minutes.

    Nobody writes so. Parsers take time by the square of the depth; they open emphasis that was left
    open again in every block after it, so that a page becomes a thousand; and they move whatever
    stands between the cells of a table, one by one, before the table.
    """
    nesting = known - NOT_NESTING
    opened = defaultdict(list)  # by name, how long each tag is
    depth = left_open = repeated = moved = 0
    is_between_cells = False
    for match in TAG.finditer(markup):
        is_end, name = match[1], match[2].lower()
        is_emphasis = name in EMPHASIS
        repeated += 0 if is_emphasis else left_open
        if name in TABLE:
            is_between_cells = name not in CELLS if not is_end else name != "table"
        moved += is_between_cells and name not in TABLE
        if name in nesting:
            if opened[name] and (is_end or name == "a"):  # a link ends the one before
                depth -= 1
                left_open -= opened[name].pop() if is_emphasis else 0
            if not is_end:
                depth += 1
                opened[name].append(len(match[0]))
                left_open += len(match[0]) if is_emphasis else 0
        if depth > deepest or repeated > MAX_REPEATED or moved > MAX_MOVED:
            return True
    return False


def _instead(name: str, match: re.Match) -> str:
    """What takes the place of one thing that does not stay."""
    if match[0] == "<":
        return "&lt;"
    if match[2] and _ADDRESS.search(name):
        return match[0].replace("<", "&lt;")
    return _embed(match[3]) if name == "iframe" and not match[1] else ""


def _embed(written: str) -> str:
    """The embed of what a frame's attributes say; nothing for one that only counted readers."""
    found = {name.lower(): unescape(a or b or c) for name, a, b, c in _VALUE.findall(written)}
    url = web_address(found.get("src", ""))
    is_seen = not {found.get("width"), found.get("height")} & {"0", "1"}
    return f'<div data-embed="{escape(url)}"></div>' if url and is_seen else ""
