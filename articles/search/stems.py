"""Words cut to what their inflections share, language by language, on folded words.

Snowball (snowballstemmer) knows most European languages. Ukrainian, Hebrew and Arabic are not in
it, or not well: for them a light cut of endings and prefixes, here (docs/decisions/0042).
"""

import re
from functools import lru_cache
from threading import local

import snowballstemmer

SNOWBALL = {
    "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french",
    "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch",
    "nn": "norwegian", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip
CYRILLIC = {"uk", "ru", "be", "bg", "mk", "sr"}
ARABIC = {"ar", "fa", "ur", "ps"}
HEBREW = {"he", "yi"}
DEFAULT = {"latin": "en", "cyrillic": "uk", "arabic": "ar", "hebrew": "he", "greek": "el"}
SHORTEST = 3  # letters that stay

_UKRAINIAN = re.compile(
    "(?:ами|ями|ові|еві|єві|ього|ього|ого|ому|ьому|ими|іми|ій|ий|їй|ої|ою|ею|єю|ах|ях|ам|ям|ів|їв|"
    "ом|ем|єм|им|ім|их|іх|ати|ити|іти|ути|ють|уть|ать|ять|ить|їть|ала|али|ало|ила|или|ило|іла|іли|"
    "ло|ла|ли|ти|ав|ив|ув|[аяоеєиіїуюьй])$"
)
_REFLEXIVE = re.compile("(?:ся|сь)$")
_ARABIC_BEFORE = re.compile("^(?:وال|بال|كال|فال|لل|ال|و)")
_ARABIC_AFTER = re.compile("(?:ها|ان|ات|ون|ين|يه|يه|ه|ي)$")
_HEBREW_BEFORE = re.compile("^(?:וה|שה|בה|כה|לה|[הובלכש])")
_HEBREW_AFTER = re.compile("(?:ימ|ות|יה)$")
_threads = local()  # a Snowball stemmer keeps the word it is at


def script(word: str) -> str:
    """The script of a word by its first letter, "" for others than those named here."""
    code = ord(word[0])
    if code < 0x250 or 0x1E00 <= code < 0x1F00:
        return "latin"
    if 0x400 <= code < 0x530:
        return "cyrillic"
    if 0x590 <= code < 0x600:
        return "hebrew"
    if 0x600 <= code < 0x780:
        return "arabic"
    return "greek" if 0x370 <= code < 0x400 else ""


def script_of(language: str) -> str:
    """The script stories in `language` are written in."""
    base = language.split("-", maxsplit=1)[0]
    for name, members in (("cyrillic", CYRILLIC), ("arabic", ARABIC), ("hebrew", HEBREW)):
        if base in members:
            return name
    return {"el": "greek", "hi": "", "ne": "", "ta": "", "hy": ""}.get(base, "latin")


def language_of(word: str, language: str) -> str:
    """By which language's rules a word of a story in `language` is cut: a foreign name by those of
    its own script."""
    written = script(word)
    if script_of(language) == written:
        return language.split("-", maxsplit=1)[0]
    return DEFAULT.get(written, "")


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """A folded `word` as the index has it in stories of `language` (two letters)."""
    if len(word) <= SHORTEST or not word.isalpha():
        return word
    if language == "uk":
        return _cut(_UKRAINIAN, _cut(_REFLEXIVE, word))
    if language in ARABIC:
        return _cut(_ARABIC_AFTER, _cut(_ARABIC_BEFORE, word))
    if language in HEBREW:
        return _cut(_HEBREW_AFTER, _cut(_HEBREW_BEFORE, word))
    return _stemmer(SNOWBALL[language]).stemWord(word) if language in SNOWBALL else word


def _cut(part: re.Pattern, word: str) -> str:
    """`word` without `part`, if enough stays to mean something."""
    found = part.search(word)
    if not found or len(word) - (found.end() - found.start()) < SHORTEST:
        return word
    return word[: found.start()] + word[found.end() :]


def _stemmer(name: str):
    known = _threads.__dict__.setdefault("stemmers", {})
    if name not in known:
        known[name] = snowballstemmer.stemmer(name)
    return known[name]
