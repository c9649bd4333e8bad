"""How two contents of a story differ: field by field, and word by word in the body."""

import json
import re
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from operator import itemgetter

from django.utils.safestring import SafeString, mark_safe

from newsroom.html import TAG, inline

from .align import WORD, align, matching
from .blocks import INLINE, Block, join, kind_of, split

REFERENCES = frozenset({"picture", "gallery", "related story", "embed"})
FOOTNOTE, NOTED = '<span class="footnote">', '<span class="noted">'
TOO_DIFFERENT = 4  # fewer than one word in four is the same: shown as taken out and put in whole
_CAPTION = re.compile(r"<figcaption\b[^>]*>(.*?)</figcaption>", re.DOTALL)
_REFERRED = re.compile(r' data-[a-z]+="[^"]*"')


@dataclass(frozen=True)
class Change:
    """One block in both bodies. `state`: "same", "changed", "added" or "removed".

    `marked` is the block, safe to show, with its words in <ins> and <del>; a reference (picture,
    gallery, card, embed) is drawn from what it refers to, so it has no marks there, but in
    `caption`. `is_formatting`: no word is another one, but emphasis, links or the box are.
    """

    state: str
    kind: str
    old_html: str = ""
    new_html: str = ""
    marked: str = ""
    caption: str = ""
    is_formatting: bool = False


@dataclass(frozen=True)
class FieldChange:
    """One field in both contents.

    `marked`, safe to show, is for texts, but not for the body (see compare_bodies); what follows
    it, for lists: credits and tags.
    """

    name: str
    old: object
    new: object
    is_changed: bool
    marked: str = ""
    added: list = field(default_factory=list)
    removed: list = field(default_factory=list)
    is_reordered: bool = False


def compare(old: dict, new: dict) -> list[FieldChange]:
    """What every field was and is; one that only one side knows has not changed."""
    return [
        _compare_field(name, old.get(name, new.get(name)), new.get(name, old.get(name)))
        for name in dict.fromkeys([*new, *old])
    ]


def compare_bodies(old: str, new: str) -> list[Change]:
    """The blocks of two clean bodies (newsroom.html) in the order of the new one.

    What was removed stands before what was added in its place. Neighbours in one list, quote or
    box that are the same stand together, as on the page.
    """
    old_blocks, new_blocks = split(old), split(new)
    found = align(old_blocks, new_blocks)
    pairs, added = [], []
    for number, block in enumerate(old_blocks):
        added += [new_blocks[place] for place in found.inserted[number]]
        partner = found.partners[number]
        if partner is None:
            pairs.append(("removed", block, None))
            continue
        pairs += [("added", None, new_block) for new_block in added]
        added = []
        new_block = new_blocks[partner]
        is_same = (block.html, block.tags) == (new_block.html, new_block.tags)
        pairs.append(("same" if is_same else "changed", block, new_block))
    added += [new_blocks[place] for place in found.inserted[-1]]
    pairs += [("added", None, new_block) for new_block in added]
    return [_change(*_joined(list(run))) for _box, run in groupby(pairs, _box)]


def _box(pair: tuple) -> object:
    """What a block that is the same stands in, in both texts; of others, nothing else's."""
    state, old, new = pair
    is_boxed = state == "same" and new.wrappers
    return (id(old.wrappers[0]), id(new.wrappers[0])) if is_boxed else object()


def _joined(run: list[tuple]) -> tuple[str, list[Block], list[Block]]:
    olds, news = ([pair[n] for pair in run if pair[n]] for n in (1, 2))
    return run[0][0], olds, news


def compare_words(old: str, new: str) -> SafeString:
    """`new`, clean HTML, with <ins> around words that `old` has not and <del> with those it lost.

    All tags are those of `new`, so it is as well-formed as `new` is; deleted words are plain.
    """
    before, after = _Words(old), _Words(new)
    same = matching(before.words, after.words)
    if len(same) * TOO_DIFFERENT < min(len(before.words), len(after.words)):
        same = []
    kept = {j for _i, j in same}
    marks = ["" if j in kept else "ins" for j in range(len(after.words))]
    lost: dict[int, str] = {}
    behind: dict[int, str] = {}
    i = j = 0
    for next_i, next_j in [*same, (len(before.words), len(after.words))]:
        if next_i > i and (next_j > j or not j):
            lost[j] = before.text(i, next_i)
        elif next_i > i:
            is_apart = after.spaces[j - 1] or not (i and before.spaces[i - 1])
            behind[j - 1] = ("" if is_apart else " ") + before.text(i, next_i)
        i, j = next_i + 1, next_j + 1
    return after.write(marks, lost, behind)


def _compare_field(name: str, old, new) -> FieldChange:
    if isinstance(old, list) and isinstance(new, list):
        was, now = ({json.dumps(thing): thing for thing in side} for side in (old, new))
        return FieldChange(
            name, old, new, is_changed=old != new,
            added=[thing for key, thing in now.items() if key not in was],
            removed=[thing for key, thing in was.items() if key not in now],
            is_reordered=[key for key in was if key in now] != [key for key in now if key in was],
        )  # fmt: skip
    marked = ""
    if name != "body" and isinstance(old or "", str) and isinstance(new or "", str):
        marked = compare_words(*(escape(text or "", quote=False) for text in (old, new)))
    return FieldChange(name, old, new, is_changed=old != new, marked=marked)


def _change(state: str, old: list[Block], new: list[Block]) -> Change:
    kind = kind_of((new or old)[0])
    old_html, new_html = _shown(old), _shown(new)
    if kind in REFERENCES:
        marked = _safe(new_html or old_html)
        caption = _marked(state, _caption(old_html), _caption(new_html))
    else:
        marked, caption = _marked(state, old_html, new_html), ""
    is_formatting = state == "changed" and _said(old_html) == _said(new_html)
    return Change(state, kind, old_html, new_html, marked, caption, is_formatting)


def _shown(blocks: list[Block]) -> str:
    """The blocks alone. Footnotes are read where they are written: here is no foot for them."""
    return join(blocks).strip().replace(FOOTNOTE, NOTED)


def _marked(state: str, old: str, new: str) -> SafeString:
    if state == "same":
        return _safe(new)
    if state == "removed":
        words = _Words(old)
        return words.write(["del"] * len(words.words), {}, {})
    return compare_words(old, new)


def _caption(html: str) -> str:
    """A reference's caption as it is drawn (articles/body.py): one line of words."""
    found = _CAPTION.search(html)
    return inline(found[1]) if found else ""


def _said(html: str) -> tuple:
    """What readers learn of a block: its words, and what it refers to."""
    return _Words(html).words, _REFERRED.findall(html)


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308 - cleaned on every write, or escaped by _Words


class _Words:
    """The words of clean HTML, the space behind each, and the tags between them."""

    def __init__(self, html: str):
        self.words: list[str] = []
        self.spaces: list[str] = []
        self.ends: set[int] = set()  # words that end a line
        self.parts: list[str | int] = []  # tags and space as written, words by number
        end = 0
        for match in TAG.finditer(html):
            self.read(html[end : match.start()])
            self.parts.append(match[0])
            if match[2] not in INLINE or match[2] == "br":
                self.ends.add(len(self.words) - 1)
            end = match.end()
        self.read(html[end:])

    def read(self, text: str) -> None:
        text = text.replace("<", "&lt;").replace(">", "&gt;")
        words = text.lstrip()
        if len(words) < len(text):
            self.parts.append(text[: len(text) - len(words)])
        for word, space in WORD.findall(words):
            self.parts.append(len(self.words))
            self.words.append(word)
            self.spaces.append(space)

    def text(self, start: int, stop: int) -> str:
        """These words on one line."""
        spaces = self.spaces[start:stop]
        for n in self.ends.intersection(range(start, stop - 1)):
            spaces[n - start] = spaces[n - start] or " "
        return "".join(map("".join, zip(self.words[start:stop], spaces, strict=True)))

    def write(self, marks: list[str], lost: dict[int, str], behind: dict[int, str]) -> SafeString:
        """The HTML, each word in an element named by its mark.

        Deleted words stand before the words by whose number they are in `lost`, or behind those
        in `behind`: always where words stand, never between the rows of a table.
        """
        pieces: list[tuple[str, str]] = []  # mark and text
        for part in self.parts:
            if isinstance(part, str):
                pieces.append(("", part))
                continue
            pieces += [
                ("del", lost.get(part, "")),
                (marks[part], self.words[part] + self.spaces[part]),
                ("del", behind.get(part, "")),
            ]
        if not self.words:
            place = len(pieces)
            while place and pieces[place - 1][1].startswith("</"):
                place -= 1
            pieces.insert(place, ("del", lost.get(0, "")))
        written = []
        for mark, group in groupby(filter(itemgetter(1), pieces), itemgetter(0)):
            text = "".join(map(itemgetter(1), group))
            written.append(f"<{mark}>{text}</{mark}>" if mark else text)
        return _safe("".join(written))
