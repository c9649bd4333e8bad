"""What the index knows of a story: its words by weight, and marks for what it is searched within.

Marks begin with a sign no word has, so that they need no columns of their own in either database:
    @s5 @knews @luk @a7 @t3   its section, kind, language, authors and tags, by key
    @m202611 @y2026           the month and the year it went live in
    =elect =vote              the stems of its headline, in their order
    ~elections                words of headline, address and names as they are written
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from articles.models import Article
from newsroom import text

from . import words

MOST_WORDS = 30_000  # of one text; far more than a long read
PUBLIC, DESK = "public", "desk"  # two indexes: what went out, and the newsroom's text beside it


@dataclass(frozen=True, eq=False)
class Piece:
    """Some words as the index has them, in order; as SQLite and as PostgreSQL write them."""

    words: tuple[str, ...]

    @cached_property
    def line(self) -> str:
        return " ".join(self.words)

    @cached_property
    def vector(self) -> str:
        places: dict[str, list[str]] = {}
        for place, word in enumerate(self.words, start=1):
            places.setdefault(word, []).append(str(place))
        return " ".join(f"'{word}':{','.join(at)}" for word, at in places.items())


@dataclass(frozen=True)
class Document:
    """One story in one index. `at` is the whole second it is ordered by.

    `more` goes on with the body: pieces that many stories share, each cut up once for all of them.
    """

    key: int
    at: datetime
    headline: list[str]
    standfirst: list[str]
    body: list[str]
    names: list[str]
    marks: list[str]
    more: tuple["Piece", ...] = ()


def from_content(article: Article, content: dict, names: dict) -> Document:
    """`article` with the text of `content` and `names` (articles.revisions.content)."""
    language = content.get("language") or article.language
    headline, standfirst = content.get("headline", ""), content.get("standfirst", "")
    at = (article.published_at or article.created_at).astimezone(UTC).replace(microsecond=0)
    authors = list(dict.fromkeys(key for _role, key in content.get("credits", ())))
    signed = " ".join(names.get("author", {}).get(str(key), "") for key in authors)
    in_headline = words.index_words(headline, language, MOST_WORDS)
    section = content.get("section") or article.section_id
    kind = content.get("kind") or article.kind
    return Document(
        key=article.pk,
        at=at,
        headline=in_headline,
        standfirst=words.index_words(standfirst, language, MOST_WORDS),
        body=words.index_words(_text(content), language, MOST_WORDS),
        names=words.index_words(signed, "", MOST_WORDS),
        marks=[
            *of_words(
                in_headline,
                words.forms(" ".join((headline, content.get("slug") or article.slug, signed))),
            ),
            *facets(section=section, kind=kind, language=language),
            *of_keys(authors, content.get("tags", ())),
            *of_time(at),
        ],
    )


def of_words(in_headline: Iterable[str], forms: Iterable[str]) -> list[str]:
    """The marks of its headline's stems, and of folded words as they are written."""
    found = ["=" + word for word in in_headline]
    return found + ["~" + form for form in dict.fromkeys(forms)]


def of_keys(authors: Iterable[int], tags: Iterable[int]) -> list[str]:
    return [*[f"@a{key}" for key in authors], *[f"@t{key}" for key in tags]]


def of_time(at: datetime) -> list[str]:
    return [month(at), year(at.year)]


def _text(content: dict) -> str:
    """The words of the text, and of the caption the story gives its lead picture."""
    return f"{text.plain(content.get('body', ''))} {content.get('lead_caption', '')}"


def facets(**values) -> list[str]:
    """The marks of a section (key), kind and language."""
    return [f"@{name[0]}{mark_word(value)}" for name, value in values.items()]


def mark_word(value) -> str:
    return "".join(filter(str.isalnum, str(value))).lower()


def month(at: datetime) -> str:
    return f"@m{at.year:04}{at.month:02}"


def year(number: int) -> str:
    return f"@y{number:04}"
