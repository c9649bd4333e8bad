"""What somebody typed, read as words to find: never refused, whatever it is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings

from . import stems, words

MAX_CHARACTERS = 300
MAX_TERMS = 16
SHORTEST_BEGINNING = 3  # letters before *; too many words begin with fewer
UNREADABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_QUOTES = str.maketrans(dict.fromkeys("“”„«»‟＂", '"') | dict.fromkeys("−–—", "-"))
_ACRONYM = re.compile('(?<=[\u05d0-\u05ea])"(?=[\u05d0-\u05ea])')  # no quotation in Hebrew
_CHUNK = re.compile(r'(-?)"([^"]*)(?:"|$)|(-?)([^\s"]+)')
# Left out of a question that has other words: they tell nothing, and stand in every story.
STOP = frozenset(
    "a an and are as at be by for from has he in is it of on or that the this to was were will "
    "with who what і й та в у на до з за що як це не der die das und ist ein eine im den von zu "
    "le la les un une et de des du en est que et au aux على في من الى إلى عن של את על".split()
)


@dataclass(frozen=True)
class Term:
    """A word or phrase: any of its `alternatives` will do, each a run of index words.

    The last word of a run may end with "*": any word that begins so.
    """

    alternatives: tuple[tuple[str, ...], ...]
    text: str = ""

    @property
    def is_phrase(self) -> bool:
        return any(len(run) > 1 for run in self.alternatives)


@dataclass(frozen=True)
class Query:
    """Every one of `wanted`, none of `unwanted`, one of each of `marks` (see documents.py)."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()
    marks: tuple[tuple[str, ...], ...] = ()
    also: tuple[str, ...] = ()  # marks that stand for all of `wanted`: a tag of that name
    since: datetime | None = None
    until: datetime | None = None  # before this moment
    is_cut: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for; words to leave out alone find nothing."""
        return not (self.wanted or self.marks)

    @property
    def has_phrase(self) -> bool:
        return any(term.is_phrase for term in (*self.wanted, *self.unwanted))


def cleaned(text: str) -> str:
    """What was typed, as it may be shown and read again."""
    return " ".join(UNREADABLE.sub(" ", text[: 4 * MAX_CHARACTERS]).split())[:MAX_CHARACTERS]


def parse(text: str, language: str = "") -> Query:
    """Words, "phrases", -words and beginnings* in `text`; with `language`, in its inflections.

    Without, in those of every language of the site that is written in the word's script.
    """
    asked = _ACRONYM.sub("\u05f4", cleaned(text).translate(_QUOTES))
    terms, unwanted = [], []
    for chunk in _CHUNK.finditer(asked):
        is_phrase = chunk[2] is not None
        said = chunk[2] if is_phrase else chunk[4]
        is_not = bool(chunk[1] or chunk[3]) and (
            chunk.start() == 0 or asked[chunk.start() - 1] == " "
        )
        term = _term(said, language)
        if term:
            (unwanted if is_not else terms).append((term, is_phrase))
    telling = [it for it, is_phrase in terms if is_phrase or it.text.casefold() not in STOP]
    wanted = telling or [it for it, _is_phrase in terms]
    is_cut = len(wanted) > MAX_TERMS or len(text.strip()) > len(asked) + 50
    return Query(_first(wanted), _first(it for it, _is_phrase in unwanted), is_cut=is_cut)


def typed(text: str) -> Query:
    """`text` while somebody is still typing it: each word may go on, in headlines and names."""
    query = parse(text)
    going_on = []
    for term in query.wanted:
        is_phrase = " " in term.text
        going_on += [term] if is_phrase else map(_going_on, words.forms(term.text))
    return replace(query, wanted=_first(going_on))


def _going_on(form: str) -> Term:
    term = _term(form, "")
    return replace(term, alternatives=(*term.alternatives, (f"~{form}*",)))


def _first(terms: Iterable[Term]) -> tuple[Term, ...]:
    return tuple(dict.fromkeys(terms))[:MAX_TERMS]


def _term(said: str, language: str) -> Term | None:
    """The term of one word or phrase; None where there is no letter or digit in it."""
    found = words.forms(said)
    if not found:
        return None
    runs = [tuple(_stem(it, tongue) for it in found) for tongue in _languages(found, language)]
    if said.endswith("*") and len(found[-1]) >= SHORTEST_BEGINNING:
        runs.append((*runs[0][:-1], f"{found[-1]}*"))
    return Term(tuple(dict.fromkeys(runs)), said.rstrip("*"))


def _stem(word: str, language: str) -> str:
    return stems.stem(word, stems.language_of(word, language))


def _languages(found: list[str], language: str) -> list[str]:
    if language:
        return [language]
    scripts = {stems.script(word) for word in found}
    site = [code for code, _name in settings.LANGUAGES if stems.script_of(code) in scripts]
    return [*site, *(stems.DEFAULT[name] for name in sorted(scripts) if name in stems.DEFAULT)]
