"""The passage of a text that shows why it was found, with the found words marked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from . import stems, words
from .query import Query

LENGTH = 240  # characters of a passage
BEFORE = 70  # of them before the first found word, at most
MOST_HITS = 200  # looked at in one text
LOOKED_THROUGH = 100_000  # characters of one text
_CASED = [
    chr(code) for first, end in ((0x30, 0x530), (0x1E00, 0x1F00)) for code in range(first, end)
]
_ANY = re.compile(f"{words.IDEOGRAM.pattern}|{words.WORD.pattern}")
_AFTER_FIRST = words.WORD.pattern.removeprefix(r"[^\W_]")


@dataclass(frozen=True)
class Part:
    """A stretch of text; `is_hit` where it is what was looked for."""

    text: str
    is_hit: bool = False


class Marker:
    """Finds the words of one query in the texts of stories, as the index found them."""

    def __init__(self, query: Query):
        self.runs = [
            (number, run) for number, term in enumerate(query.wanted) for run in term.alternatives
        ]
        firsts = frozenset(run[0] for _number, run in self.runs)
        self.pattern = _candidates(firsts)
        self.firsts = frozenset() if any(it.endswith("*") for it in firsts) else firsts

    def hits(self, text: str, language: str) -> list[tuple[int, int, int]]:
        """(start, end, number of the term) of what was looked for in `text`, in order."""
        found = []
        if not self.runs:
            return found
        for match in self.pattern.finditer(text, 0, LOOKED_THROUGH):
            hit = self._hit(text, match, language)
            if hit and (not found or hit[0] >= found[-1][1]):
                found.append(hit)
                if len(found) == MOST_HITS:
                    break
        return found

    def whole(self, text: str, language: str) -> list[Part]:
        """All of a short text."""
        return list(_parts(text, 0, len(text), self.hits(text, language)))

    def passage(self, text: str, language: str) -> list[Part]:
        """The passage with most of the words looked for; nothing where there is none."""
        hits = self.hits(text, language)
        if not hits:
            return []
        best = max(hits, key=lambda hit: (_terms_near(hits, hit[0]), -hit[0]))
        start = _word_start(text, max(0, best[0] - BEFORE), best[0])
        end = _word_end(text, max(start + LENGTH, best[1]))
        ellipsis = [Part("… ")] if start else []
        rest = [Part(" …")] if end < len(text) else []
        return [*ellipsis, *_parts(text, start, end, hits), *rest]

    def _hit(self, text: str, match: re.Match, language: str) -> tuple[int, int, int] | None:
        first = words.stemmed(match[0], language)
        if self.firsts and first and first[0] not in self.firsts:
            return None
        for number, run in self.runs:
            end, have = match.end(), first
            while len(have) < len(run) and _agree(have, run):
                following = _ANY.search(text, end, end + 80)
                if not following:
                    break
                end, have = following.end(), (*have, *words.stemmed(following[0], language))
            if len(have) >= len(run) and _agree(have, run, match[0]):
                return match.start(), end, number
        return None


def _agree(have: tuple[str, ...], run: tuple[str, ...], raw: str = "") -> bool:
    """Whether the words at hand are those of `run`, as far as both go."""
    for stem, wanted in zip(have, run, strict=False):
        if wanted.endswith("*"):
            if not (stem.startswith(wanted[:-1]) or words.fold(raw).startswith(wanted[:-1])):
                return False
        elif stem != wanted:
            return False
    return True


@lru_cache(maxsize=256)
def _candidates(firsts: frozenset[str]) -> re.Pattern:
    """Words that may begin as one of `firsts`; where stems lose their beginnings, all words."""
    letters = {word[0] for word in firsts}
    if not letters or any(stems.script(it) in {"arabic", "hebrew", ""} for it in letters):
        return _ANY
    known = "".join(it for letter in letters for it in _spelled().get(letter, letter))
    return re.compile(rf"(?<![^\W_])[{re.escape(known)}]{_AFTER_FIRST}")


@lru_cache(maxsize=1)
def _spelled() -> dict[str, list[str]]:
    """{folded letter: letters that may stand for it}, of scripts with cases."""
    found: dict[str, list[str]] = {}
    for letter in filter(str.isalnum, _CASED):
        found.setdefault(words.fold(letter)[:1], []).append(letter)
    return found


def _terms_near(hits: list[tuple[int, int, int]], start: int) -> int:
    return len({number for at, _end, number in hits if start <= at < start + LENGTH - BEFORE})


def _word_start(text: str, start: int, before: int) -> int:
    space = text.find(" ", start, before)
    return space + 1 if start and space >= 0 else start


def _word_end(text: str, end: int) -> int:
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", 0, end)
    return space if space > end - 40 else end


def _parts(text: str, start: int, end: int, hits: Iterable[tuple[int, int, int]]):
    for first, last, _number in hits:
        if first < start or last > end:
            continue
        if first > start:
            yield Part(text[start:first])
        yield Part(text[first:last], is_hit=True)
        start = last
    if start < end:
        yield Part(text[start:end])
