"""Which block of one body is which block of another: kept, changed, deleted or new.

Nothing here is quadratic: equal things are found by anchors that occur once on both sides, then
between these; changed ones by the words they share, within a band around the diagonal.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from newsroom.html import TAG

from .blocks import Block, kind_of

SMALL = 64 * 64  # what difflib compares in no time, whatever is repeated in it
MAX_ROUNDS = 6  # of anchors between anchors
BAND = 8  # how far from the diagonal a changed block is looked for, at least
MAX_LOOKED_AT = 100_000  # pairs, in one stretch where the two differ much in length
ALIKE = 0.4  # of the words shared, from which a block is the other one changed

_MARKS = (  # what belongs to the letter before it, in scripts without spaces
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
    "\u102b-\u103e\u1056-\u1059\u17b4-\u17d3\u17dd\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef"
)
_UNSPACED = (  # Thai, Lao, Burmese, Khmer, kana, ideograms
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_PUNCTUATION = (
    "!-/:-@\\[-`{-~¡-©«-±¶-¸»¿\u05be\u060c\u061b\u061f\u0964\u0965\u2010-\u2027\u2030-\u205e"
    "\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
_LETTERS = rf"[^\s{_PUNCTUATION}{_UNSPACED}]+"
# A word, sign or entity of escaped text, and the space behind it.
WORD = re.compile(rf"(&#?\w+;|[{_UNSPACED}][{_MARKS}]*|{_LETTERS}(?:['’.,-]{_LETTERS})*|\S)(\s*)")
_REFERENCE = re.compile(r' data-(?:image|gallery|article|embed)="[^"]*"')


@dataclass(frozen=True)
class Alignment:
    """`partners[i]`: where block i of the base is in the other body, None if it was deleted.

    `inserted[i]`: the blocks of the other body that are new before block i; at the end those
    behind the last one.
    """

    partners: list[int | None]
    inserted: list[list[int]]


def align(base: Sequence[Block], other: Sequence[Block]) -> Alignment:
    """Say of every block where it is now. What only moved into or out of a list is kept."""
    same = matching([block.html for block in base], [block.html for block in other])
    partners: list[int | None] = [None] * len(base)
    inserted: list[list[int]] = [[] for _gap in range(len(base) + 1)]
    for start, stop, other_start, other_stop in _gaps(same, len(base), len(other)):
        pairs = _changed(base[start:stop], other[other_start:other_stop])
        for i, j in pairs:
            partners[start + i] = other_start + j
        ends = [*pairs, (stop - start, other_stop - other_start)]
        i, j = 0, 0
        for next_i, next_j in ends:
            inserted[start + i] += range(other_start + j, other_start + next_j)
            i, j = next_i + 1, next_j + 1
    for i, j in same:
        partners[i] = j
    return Alignment(partners, inserted)


def matching(base: Sequence, other: Sequence) -> list[tuple[int, int]]:
    """Places of equal things in both, rising on both sides: nearly as many as there can be."""
    return sorted(_matching(base, other, 0, 0, MAX_ROUNDS))


def _matching(base, other, base_at, other_at, rounds) -> Iterator[tuple[int, int]]:
    head = tail = 0
    short = min(len(base), len(other))
    while head < short and base[head] == other[head]:
        head += 1
    while tail < short - head and base[-1 - tail] == other[-1 - tail]:
        tail += 1
    yield from ((base_at + i, other_at + i) for i in range(head))
    base_end, other_end = base_at + len(base), other_at + len(other)
    yield from ((base_end - i, other_end - i) for i in range(1, tail + 1))
    base, other = base[head : len(base) - tail], other[head : len(other) - tail]
    base_at, other_at = base_at + head, other_at + head
    if len(base) * len(other) <= SMALL:
        for found in SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks():
            yield from ((base_at + found.a + n, other_at + found.b + n) for n in range(found.size))
        return
    anchors = rounds and _chain(_once_in_both(base, other))
    if not anchors:
        anchors = _chain(_by_occurrence(base, other))
        yield from ((base_at + i, other_at + j) for i, j in anchors)
        return
    yield from ((base_at + i, other_at + j) for i, j in anchors)
    for i, i_end, j, j_end in _gaps(anchors, len(base), len(other)):
        yield from _matching(base[i:i_end], other[j:j_end], base_at + i, other_at + j, rounds - 1)


def _gaps(pairs, base_size: int, other_size: int) -> Iterator[tuple[int, int, int, int]]:
    """The stretches between pairs, as base start and stop, other start and stop."""
    i, j = 0, 0
    for next_i, next_j in [*pairs, (base_size, other_size)]:
        if next_i > i or next_j > j:
            yield i, next_i, j, next_j
        i, j = next_i + 1, next_j + 1


def _once_in_both(base: Sequence, other: Sequence) -> list[tuple[int, int, float]]:
    counted, counted_other = Counter(base), Counter(other)
    where = {thing: j for j, thing in enumerate(other) if counted_other[thing] == 1}
    return [
        (i, where[thing], 1)
        for i, thing in enumerate(base)
        if counted[thing] == 1 and thing in where
    ]


def _by_occurrence(base: Sequence, other: Sequence) -> list[tuple[int, int, float]]:
    """The first of a kind with the first, the second with the second."""
    where = {key: j for j, key in enumerate(_numbered(other))}
    return [(i, where[key], 1) for i, key in enumerate(_numbered(base)) if key in where]


def _numbered(things: Sequence) -> Iterator[tuple]:
    seen = Counter()
    for thing in things:
        seen[thing] += 1
        yield thing, seen[thing]


def _chain(weighted: list[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Of pairs (i, j, weight), the heaviest that rise on both sides.

    `ends` are the places j where a chain may end, `totals` what the best chain up to there weighs;
    both rise.
    """
    ends: list[int] = []
    totals: list[float] = []
    chains: list[tuple] = []  # (i, j, the chain before it)
    for i, j, weight in sorted(weighted, key=lambda pair: (pair[0], -pair[1])):
        place = bisect_left(ends, j)
        before = chains[place - 1] if place else None
        total = weight + (totals[place - 1] if place else 0)
        beaten = place
        while beaten < len(ends) and totals[beaten] <= total:
            beaten += 1
        if beaten == place < len(ends) and ends[place] == j:
            continue
        ends[place:beaten], totals[place:beaten] = [j], [total]
        chains[place:beaten] = [(i, j, before)]
    found = []
    link = chains[-1] if chains else None
    while link:
        found.append(link[:2])
        link = link[2]
    return found[::-1]


def _changed(base: Sequence[Block], other: Sequence[Block]) -> list[tuple[int, int]]:
    """Pairs of a block and what it was changed into, in a stretch where no two are equal."""
    if not base or not other:
        return []
    pairs = _chain(_alike([_Words(block) for block in base], [_Words(block) for block in other]))
    rewritten = []
    for i, i_end, j, j_end in _gaps(pairs, len(base), len(other)):
        kinds = [kind_of(block) for block in base[i:i_end]]
        if kinds == [kind_of(block) for block in other[j:j_end]]:
            rewritten += [(i + n, j + n) for n in range(i_end - i)]
    return sorted(pairs + rewritten)


def _alike(base: list["_Words"], other: list["_Words"]) -> Iterator[tuple[int, int, float]]:
    slope = len(other) / len(base)
    band = max(BAND, min(abs(len(other) - len(base)), MAX_LOOKED_AT // len(base)))
    for i, words in enumerate(base):
        middle = int(i * slope)
        for j in range(max(0, middle - band), min(len(other), middle + band + 1)):
            likeness = words.likeness(other[j])
            if likeness >= ALIKE:
                yield i, j, likeness


class _Words:
    """What a block is recognised by."""

    def __init__(self, block: Block):
        found = _REFERENCE.search(block.html)
        self.reference = found[0] if found else None
        self.words = {word for word, _space in WORD.findall(TAG.sub(" ", block.html))}

    def likeness(self, other: "_Words") -> float:
        """From 0 to 1: the words shared (Dice); the same picture is the same, whatever is said."""
        if self.reference and self.reference == other.reference:
            return 1
        total = len(self.words) + len(other.words)
        return 2 * len(self.words & other.words) / total if total else 0
