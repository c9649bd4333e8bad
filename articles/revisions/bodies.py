"""Merge two bodies that came from one, along its blocks and the gaps between them."""

import re
from dataclasses import dataclass
from itertools import takewhile

from newsroom import html as cleaner

from .align import align, matching
from .blocks import INLINE, Block, Wrapper, depth_shared, is_loose, join, kind_of, split, standing
from .conflicts import CLASH, Choice, Decisions, either, note

_OF_WORDS = re.compile(r"<(p|li|h[2-4])\b")


@dataclass(frozen=True)
class SideBySide:
    """What both wrote at one place of the body: both is kept, theirs first."""

    theirs: str
    mine: str


@dataclass(frozen=True)
class _Piece:
    """A block of the merged body, the tags it stands in, and which block it is on each side."""

    html: str
    before: str
    tags: tuple[str, ...]
    at: dict[str, Block]


class BodyMerge:
    """The merged body as `html`; `brought` are the kinds of changed blocks, by side."""

    def __init__(self, decisions: Decisions, base: str, mine: str, theirs: str):
        self.decisions = decisions
        self.base, self.mine, self.theirs = split(base), split(mine), split(theirs)
        self.to_mine, self.to_theirs = align(self.base, self.mine), align(self.base, self.theirs)
        self.brought: dict[str, list[str]] = {"mine": [], "theirs": []}
        self.side_by_side: list[SideBySide] = []
        self.pieces: list[_Piece] = []
        for number in range(len(self.base)):
            self.merge_gap(number)
            self.merge_block(number)
        self.merge_gap(len(self.base))
        self.html = join(_placed(self.pieces)).strip()

    def merge_gap(self, number: int) -> None:
        """What both inserted there, theirs first; what is the same in both once."""
        theirs = [self.theirs[n] for n in self.to_theirs.inserted[number]]
        mine = [self.mine[n] for n in self.to_mine.inserted[number]]
        same = matching([block.html for block in theirs], [block.html for block in mine])
        their_start = my_start = 0
        for their_end, my_end in [*same, (len(theirs), len(mine))]:
            self.add_both(theirs[their_start:their_end], mine[my_start:my_end])
            if my_end < len(mine) and their_end < len(theirs):
                block = mine[my_end]
                self.pieces.append(_piece(block, {"mine": block, "theirs": theirs[their_end]}))
            their_start, my_start = their_end + 1, my_end + 1

    def add_both(self, theirs: list[Block], mine: list[Block]) -> None:
        for side, blocks in (("theirs", theirs), ("mine", mine)):
            self.pieces += [_piece(block, {side: block}) for block in blocks]
            self.brought[side] += map(kind_of, blocks)
        if theirs and mine:
            self.side_by_side.append(SideBySide(join(theirs).strip(), join(mine).strip()))

    def merge_block(self, number: int) -> None:
        base = self.base[number]
        at = {"base": base}
        for side, blocks, alignment in (
            ("mine", self.mine, self.to_mine),
            ("theirs", self.theirs, self.to_theirs),
        ):
            partner = alignment.partners[number]
            at |= {} if partner is None else {side: blocks[partner]}
        if len(at) == 3:
            html = either(*(block.html for block in (base, at["mine"], at["theirs"])))
            tags = either(*(block.tags for block in (base, at["mine"], at["theirs"])))
            if html is not CLASH and tags is not CLASH:
                self.pieces.append(_Piece(html, at["mine"].before, tags, at))
                self.note(at)
                return
        elif all(block.html == base.html for block in at.values()):
            self.note(at)  # deleted
            return
        self.pieces += self.decide(number, at)

    def note(self, at: dict[str, Block]) -> None:
        looks = [(at[s].html, at[s].tags) if s in at else None for s in ("base", "mine", "theirs")]
        note(self.brought, kind_of(at["base"]), *looks)

    def decide(self, number: int, at: dict[str, Block]) -> list[_Piece]:
        """What is chosen of a block that both changed, or that one changed and one deleted."""
        versions = [standing(at[s]) if s in at else "" for s in ("base", "mine", "theirs")]
        before = standing(self.base[number - 1]) if number else ""
        choice = self.decisions.on("body", versions, kind_of(at["base"]), before)
        if choice.what == "own":
            return _own(choice, at)
        sides = ["theirs", "mine"] if choice.what == "both" else [choice.what]
        return [
            _piece(at[side], {name: at[name] for name in ("base", side)})
            for side in sides
            if side in at
        ]


def _piece(block: Block, at: dict[str, Block]) -> _Piece:
    return _Piece(block.html, block.before, block.tags, at)


def _own(choice: Choice, at: dict[str, Block]) -> list[_Piece]:
    """What the editor wrote instead, in the list or box where the block stood."""
    place = at.get("mine") or at["theirs"]
    pieces = []
    for block in split(cleaner.clean(choice.text)):
        html = block.html
        if is_loose(html) and not block.tags and _is_inline(html):
            name = _OF_WORDS.match(place.html)
            html = "<{0}>{1}</{0}>".format(name[1] if name else "p", html)
        is_bare_item = html.startswith("<li") and not block.tags and place.html.startswith("<li")
        if is_bare_item or block.tags == place.tags or html != block.html:
            pieces.append(_Piece(html, place.before, place.tags, at))
        else:
            pieces.append(_Piece(html, block.before, block.tags, {"own": block}))
    return pieces


def _is_inline(html: str) -> bool:
    return all(match[2] in INLINE for match in cleaner.TAG.finditer(html))


def _placed(pieces: list[_Piece]) -> list[Block]:
    """The pieces as blocks: each in the same list or box as its neighbour, if it was on a side."""
    now = _tags_now(pieces)
    kin = {
        pair
        for piece in pieces
        if "mine" in piece.at and "theirs" in piece.at
        for pair in zip(piece.at["mine"].wrappers, piece.at["theirs"].wrappers, strict=False)
    }
    blocks: list[Block] = []
    previous = _Piece("", "", (), {})
    path: tuple[Wrapper, ...] = ()
    for piece in pieces:
        tags = _tags(piece, now)
        kept = len(tags) - _opened(previous, piece, kin)
        kept = max(0, min(kept, depth_shared(previous.tags, tags)))
        path = path[:kept] + _wrappers(piece, tags)[kept:]
        blocks.append(Block(piece.html, path, piece.before))
        previous = _Piece(piece.html, piece.before, tags, piece.at)
    return blocks


def _tags_now(pieces: list[_Piece]) -> dict[tuple[Wrapper, ...], tuple[str, ...]]:
    """What the lists and boxes of each side have become, by the blocks of the base in them."""
    now = {}
    for piece in pieces:
        for block in piece.at.values() if "base" in piece.at else ():
            if block.wrappers not in now or block.tags == piece.tags:
                now[block.wrappers] = piece.tags
    return now | {(): ()}


def _tags(piece: _Piece, now: dict) -> tuple[str, ...]:
    """The tags an inserted block stands in, after what the other side made of them."""
    if "base" in piece.at:
        return piece.tags
    (block, *_same) = piece.at.values()
    for depth in range(len(block.wrappers), -1, -1):
        if block.wrappers[:depth] in now:
            tags = now[block.wrappers[:depth]] + block.tags[depth:]
            return tags if _is_list(tags) == _is_list(block.tags) else block.tags
    return block.tags


def _is_list(tags: tuple[str, ...]) -> bool:
    return bool(tags) and tags[-1].startswith(("<ul", "<ol"))


def _opened(previous: _Piece, piece: _Piece, kin: set[tuple[Wrapper, Wrapper]]) -> int:
    """How many of the elements the piece stands in begin with it."""
    opened = {
        side: len(block.wrappers) - depth_shared(previous.at[side].wrappers, block.wrappers)
        for side, block in piece.at.items()
        if side in previous.at
    }
    if "mine" in opened and "theirs" in opened:
        mine, theirs = opened["mine"], opened["theirs"]
        found = either(opened.get("base", mine), mine, theirs)
        return max(mine, theirs) if found is CLASH else found
    if opened:
        return opened.get("mine", opened.get("theirs", min(opened.values())))
    # One is mine alone, the other theirs: they meet in what a third block stands in on both sides.
    both = previous.at | piece.at
    mine, theirs = (both[side].wrappers if side in both else () for side in ("mine", "theirs"))
    met = (pair in kin for pair in zip(mine, theirs, strict=False))
    return len(piece.tags) - sum(takewhile(bool, met))


def _wrappers(piece: _Piece, tags: tuple[str, ...]) -> tuple[Wrapper, ...]:
    """New elements for these tags, with the white space they had."""
    for block in piece.at.values():
        if block.tags == tags:
            return tuple(Wrapper(w.tag, w.before, w.after) for w in block.wrappers)
    return tuple(map(Wrapper, tags))
