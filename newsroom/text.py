"""Plain text from HTML, and how long it takes to read."""

import html
import re

WORDS_PER_MINUTE = 230  # adults read non-fiction at about 238 (Brysbaert 2019); a screen is slower
CHARACTERS_PER_WORD = 2  # Chinese and Japanese write no spaces; about two characters make a word

_BLOCK = re.compile(
    r"</?(?:p|h[2-4]|[uo]l|li|blockquote|fig(?:ure|caption)|table|caption|t[rdh]|pre|div|aside|[bh]r)"
    r"\b[^>]*>|<span class=\"footnote\">"
)
_TAG = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"\s+")
_IDEOGRAM = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_BETWEEN_WORDS = re.compile(r"[\s–—/]+")


def plain(markup: str) -> str:
    """The words of clean HTML (see newsroom.html.clean) on one line, entities resolved."""
    spaced = _TAG.sub("", _BLOCK.sub(" ", markup))
    return _SPACE.sub(" ", html.unescape(spaced)).strip()


def count_words(markup: str) -> int:
    """How many words readers see in `markup`; two ideograms count as one word."""
    text = plain(markup)
    ideograms = len(_IDEOGRAM.findall(text))
    tokens = _BETWEEN_WORDS.split(_IDEOGRAM.sub(" ", text))
    words = sum(any(map(str.isalnum, token)) for token in tokens)
    return words + -(-ideograms // CHARACTERS_PER_WORD)


def reading_minutes(words: int) -> int:
    """Whole minutes, at least one."""
    return max(1, round(words / WORDS_PER_MINUTE))


def shorten(text: str, length: int) -> str:
    """`text` cut at a word to at most `length` characters, with an ellipsis where it was cut."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    head, space, _tail = cut.rpartition(" ")
    return (head if space and len(head) > length // 2 else cut).rstrip(" ,;:.–—-") + "…"
