"""What readers find: a page of stories with the passages that show why, or what to try instead."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import lru_cache

from django.utils.functional import cached_property

from articles import reading
from articles.models import Article, Section, Tag
from authors.models import Author
from newsroom import drawn, slugs, text

from . import Search, find, words
from .asked import Asked, cursor
from .engine import Hit
from .excerpts import Marker, Part
from .query import Query

PAGE_SIZE = 20
MOST = 300  # the newest so many that match are counted, and ranked
MOST_IN_HEADLINE = 100  # and so many that match in the headline, however old
NEAR = 2_000  # stories whose words are offered for a word nobody wrote
LIKE = 0.72  # how near a word must be (difflib)
SHORTEST, MOST_MENDED = 4, 3  # letters of a word that is mended, and how many are: each costs
RECENT = 6


@dataclass
class Result:
    """A story (from for_results()) with its headline and a passage, the found words marked."""

    article: Article
    headline: list[Part]
    passage: list[Part]


@dataclass
class Found:
    """`total` is None on later pages by date; `is_more` says that it is only the least."""

    results: list[Result] = field(default_factory=list)
    total: int | None = None
    is_more: bool = False
    following: str = ""  # the address of the next page up to its last parameter ...
    cursor: str = ""  # ... and that one


@dataclass
class Named:
    """Sections, topics and people of exactly the name that was asked for."""

    section: Section | None = None
    tag: Tag | None = None
    author: Author | None = None

    def __bool__(self) -> bool:
        return any((self.section, self.tag, self.author))

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """Of the stories that are theirs, under former keys too."""
        found = []
        if self.tag:
            former = [it.former_key for it in self.tag.aliases.all() if it.former_key]
            found += [f"@t{key}" for key in (self.tag.pk, *former)]
        if self.author:
            found += [f"@a{key}" for key in (self.author.pk, *self._former(self.author))]
        return tuple(found)

    def _former(self, author: Author) -> list[int]:
        return [it.key for it in author.former.all()]


def named(asked: Asked, sections: Iterable[Section]) -> Named:
    """What readers may find under this very name. Two queries, four where there is something."""
    slug = slugs.slugify(asked.text)
    if not slug:
        return Named()
    spelled = {slug, "-".join(words.forms(asked.text))}
    section = next((it for it in sections if it.slug in spelled), None)
    return Named(section, *reading.named(spelled, asked.text))


def look(asked: Asked, query: Query) -> Found:
    """The page that was asked for: a search, the stories and their bylines, three queries."""
    if query.is_empty:
        return Found()
    is_ranked = bool(query.wanted) and not asked.by_date
    if is_ranked:
        return _ranked(asked, query)
    most = MOST + 1 if asked.before is None else PAGE_SIZE + 1
    hits = find(Search(query, Article.objects.published(), most, before=asked.before))
    shown = hits[:PAGE_SIZE]
    has_more = len(hits) > len(shown)
    found = Found(
        results=_results(shown, query),
        following=asked.address(order="date") + "&before=",
        cursor=cursor(shown[-1]) if has_more else "",
    )
    if asked.before is None:
        found.total, found.is_more = min(len(hits), MOST), len(hits) > MOST
    return found


def _ranked(asked: Asked, query: Query) -> Found:
    search = Search(query, Article.objects.published(), MOST + 1, in_headline=MOST_IN_HEADLINE)
    hits = by_relevance(find(search))
    start = (asked.page - 1) * PAGE_SIZE
    shown = hits[start : start + PAGE_SIZE]
    has_more = len(hits) > start + PAGE_SIZE
    return Found(
        results=_results(shown, query),
        total=min(len(hits), MOST),
        is_more=len(hits) > MOST,
        following=asked.address() + "&page=",
        cursor=str(asked.page + 1) if has_more else "",
    )


def by_relevance(hits: list[Hit]) -> list[Hit]:
    """The best first; what is as good to one in a hundred, the newest first."""
    best = max((hit.score for hit in hits), default=0) or 1
    return sorted(
        hits, key=lambda hit: (round(100 * hit.score / best), hit.at, hit.key), reverse=True
    )


def _results(hits: list[Hit], query: Query) -> list[Result]:
    keys = [hit.key for hit in hits]
    stories = reading.results(keys)
    marker = Marker(query)
    return [_result(stories[key], marker) for key in keys if key in stories]


def _result(article: Article, marker: Marker) -> Result:
    language = article.language
    standfirst = marker.whole(article.standfirst, language)
    passage = standfirst
    if not any(part.is_hit for part in standfirst):
        words = drawn.once(("words of", article.body), lambda: text.plain(article.body))
        passage = marker.passage(words, language) or standfirst
    # Told from other results by all that is in hand (newsroom.drawn): the text has done its part.
    del article.body
    return Result(article, marker.whole(article.headline, language), passage)


def meant(asked: Asked, query: Query) -> str:
    """What was asked, with words nobody wrote replaced by near ones of newer stories that find
    something; "" where there is nothing near. Only what readers see is looked at."""
    newest = Article.objects.published().newest_first()
    known = _written(tuple(newest.values_list("headline", "standfirst")[:NEAR]))
    said = asked.text
    forms = dict.fromkeys(form for term in query.wanted for form in words.forms(term.text))
    unknown = [form for form in forms if len(form) >= SHORTEST and form not in known]
    for form in unknown[:MOST_MENDED]:
        near = get_close_matches(form, known, n=1, cutoff=LIKE)
        if near:
            said = _replaced(said, form, known[near[0]])
    if said == asked.text:
        return ""
    other = replace(asked, text=said, problems=[])
    stories = Article.objects.published()
    return said if find(Search(other.query(), stories, 1)) else ""


@lru_cache(maxsize=2)
def _written(lines: tuple[tuple[str, ...], ...]) -> dict[str, str]:
    """The words of `lines`, by how they are compared; read once while the lines are the same."""
    known: dict[str, str] = {}
    for line in lines:
        for match in words.spans(" ".join(line)):
            known.setdefault(words.fold(match[0]), match[0].lower())
    return known


def _replaced(said: str, form: str, near: str) -> str:
    """`said` with every word that folds to `form` replaced."""
    return words.WORD.sub(lambda match: near if words.fold(match[0]) == form else match[0], said)


def recent() -> list[Article]:
    return list(Article.objects.published().newest_first().for_list()[:RECENT])
