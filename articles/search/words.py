"""Text as words, and words as the index knows them: folded, and cut to their stems.

Done here and not by the databases, so that SQLite and PostgreSQL find the same.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from . import stems

LONGEST = 40  # letters of a word; what is longer is an address or a key
_APOSTROPHE = "'’ʼ‘`´"
_MARKS = (  # combining marks of the scripts that write with them, and the Hebrew double stroke
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09be-\u09cd"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200c\u200d\u00ad"
)
WORD = re.compile(
    rf"[^\W_](?:[^\W_]|[{_MARKS}]|[{_APOSTROPHE}](?=[^\W_])|[\u05f3\u05f4\"](?=[\u05d0-\u05ea]))*"
)
IDEOGRAM = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_PIECE = re.compile(f"{IDEOGRAM.pattern}|[^{IDEOGRAM.pattern[1:-1]}]+")
_SPLIT = re.compile(f"[{_APOSTROPHE}]")
_OWN_LETTERS = frozenset("йї")  # letters, not accented ones
_ALSO = str.maketrans(
    {
        "ґ": "г", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
        "ı": "i", "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ـ": None,
        "ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ", "׳": None, "״": None, '"': None,
        "\u200c": None, "\u200d": None, "\u00ad": None,
    }
)  # fmt: skip


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """`word` without case, accents, vowel points and the like, as people type it in a hurry."""
    folded = []
    for letter in unicodedata.normalize("NFKC", word).casefold():
        if letter in _OWN_LETTERS:
            folded.append(letter)
            continue
        parts = unicodedata.normalize("NFD", letter)
        folded += [part for part in parts if not unicodedata.combining(part)]
    text = unicodedata.normalize("NFC", "".join(folded)).translate(_ALSO)
    return text[:LONGEST]


@lru_cache(maxsize=200_000)
def pieces(raw: str) -> tuple[str, ...]:
    """The folded words in one match of WORD: mostly one.

    l'élection is two, Trump's is trump, п'ять is one; each ideogram is a word.
    """
    parts = _SPLIT.split(raw)
    if len(parts) > 1:
        is_elided = raw.isascii() or stems.script(raw) == "latin"
        if is_elided and parts[-1] in {"s", "S"}:
            parts = parts[:-1]
        parts = parts if is_elided and len(parts[0]) < 3 else ["".join(parts)]
    cut = [piece for part in parts for piece in _PIECE.findall(part)]
    return tuple(filter(None, map(fold, cut)))


@lru_cache(maxsize=200_000)
def stemmed(raw: str, language: str) -> tuple[str, ...]:
    """pieces(), each as the index has it in a story of `language`."""
    return tuple(stems.stem(it, stems.language_of(it, language)) for it in pieces(raw))


def spans(text: str) -> Iterator[re.Match]:
    """Every word of `text`, where it stands."""
    return WORD.finditer(text)


def index_words(text: str, language: str, most: int) -> list[str]:
    """The first `most` words of `text` as the index has them, in order."""
    found = []
    for raw in WORD.findall(text):
        found += stemmed(raw, language)
        if len(found) >= most:
            break
    return found[:most]


def forms(text: str) -> list[str]:
    """The words of `text` folded, with their endings."""
    return [piece for raw in WORD.findall(text) for piece in pieces(raw)]
