"""Where a reader goes on from a story: its series, more on the same, what is read most.

Two queries for all of it, however much lies in the archive: the keys of the candidates, each part
from an index of its own, then the stories that were chosen. Never anything that is not visible.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils import timezone

from articles import reading, reads
from articles.models import Article, Series

from .planned import CompiledParts

MORE = 4  # stories, if the newsroom picked no more than that
CANDIDATES = 30  # the newest of each tag and of the section
MOST_TAGS = 8  # that are looked through
MOST_PARTS = 1_000  # of a series that are counted
MOST_READ = 5  # and as many more are fetched, for those that are not visible any more
FEWEST = 3  # a shorter list says nothing ...
FEWEST_READS = 10  # ... nor does a story so few have read in a day
COLUMNS = ("pk", "published_at", "series_position", "language", "kind")


@dataclass(frozen=True)
class Place:
    """Where a story stands among the visible parts of its series; neighbours may be None."""

    series: Series
    number: int
    count: int
    previous: Article | None = None
    next: Article | None = None


@dataclass(frozen=True)
class Onward:
    place: Place | None = None
    more: list[Article] = field(default_factory=list)
    most_read: list[Article] = field(default_factory=list)


class _Row(NamedTuple):
    """A candidate, in the part it was found in."""

    part: int
    pk: int
    hour: object  # as the database wrote it: only compared with its like
    position: int
    language: str
    kind: str


class _Story(NamedTuple):
    """What the choice depends on of the story it is for: `tags` are parts, then comes that of its
    section, then that of its series."""

    pk: int
    language: str
    related: tuple[int, ...]
    tags: int
    is_in_series: bool
    series_position: int | None


class _Chosen(NamedTuple):
    """Keys: the parts of the series, those beside the story, what was picked, what is like it."""

    line: list[int]
    before: int | None
    after: int | None
    picked: list[int]
    alike: list[int]


def of(article: Article, *, shown: Iterable[int]) -> Onward:
    """What leads on from `article`, in hand as its page shows it, out or not.

    `shown`: keys of the stories that stand on the page already. They are not repeated under More on
    this; the most read are a ranking, and stay one.
    """
    line, before, after, picked, alike = _choose(*_candidates(article), shown)
    ranked = [key for key in reads.most_read(fewest=FEWEST_READS) if key != article.pk]
    ranked = ranked[: 2 * MOST_READ]
    stories = reading.related({before, after, *picked, *alike, *ranked} - {None})
    picked = [stories[key] for key in picked if key in stories]
    more = picked + [stories[key] for key in alike if key in stories]
    most_read = [stories[key] for key in ranked if key in stories][:MOST_READ]
    return Onward(
        _place(article, line, stories.get(before), stories.get(after)),
        more[: max(MORE, len(picked))],
        most_read if len(most_read) >= FEWEST else [],
    )


def _parts(tags, section, now, series=None) -> list:
    visible = Article.objects.published(now)
    parts = [visible.newest_tagged(tag, CANDIDATES) for tag in tags]
    parts.append(visible.in_section(section).newest_first()[:CANDIDATES])
    if series:
        parts.append(visible.filter(series=series).in_reading_order()[:MOST_PARTS])
    return parts


_PARTS = CompiledParts(_parts, *COLUMNS)


def _candidates(article: Article) -> tuple[_Story, list[tuple]]:
    """Rows of each tag, of the section, and of the series: one query."""
    tags = tuple([tag.pk for tag in article.tags.all()[:MOST_TAGS]])
    of_series = {"series": article.series_id} if article.series_id else {}
    story = _Story(
        article.pk, article.language, tuple(article.related), len(tags), bool(of_series),
        article.series_position,
    )  # fmt: skip
    asked = {"tags": tags, "section": article.section_id, "now": timezone.now()}
    return story, _PARTS.rows(**asked, **of_series)


def _choose(story: _Story, candidates: Iterable[tuple], shown: Iterable[int]) -> _Chosen:
    rows = [_Row(*row) for row in candidates]
    line = _line(story, rows)
    at = line.index(story.pk) if line else 0
    before, after = (line[at - 1] if at else None), (line[at + 1 : at + 2] or [None])[0]
    apart = {story.pk, before, after, *shown}
    picked = [key for key in story.related if key not in apart]
    return _Chosen(line, before, after, picked, _alike(story, rows, apart | set(picked)))


def _line(story: _Story, rows: list[_Row]) -> list[int]:
    """Keys of the series in reading order; a story that is not out stands where it would."""
    if not story.is_in_series:
        return []
    rows = [row for row in rows if row.part == story.tags + 1]
    rows.sort(key=lambda row: (row.position, row.hour, row.pk))
    line = [row.pk for row in rows]
    if story.pk not in line:
        earlier = sum(row.position <= story.series_position for row in rows)
        line.insert(earlier, story.pk)
    return line


def _alike(story: _Story, rows: list[_Row], apart: set) -> list[int]:
    """Keys of what has most in common with the story, the newest first among equals.

    In its language, and no advertising, which would stand there as if the newsroom had chosen it.
    """
    in_common = Counter([row.pk for row in rows if row.part != story.tags])
    fit = {
        row.pk: (in_common[row.pk], row.hour, row.pk)
        for row in rows
        if row.pk not in apart
        and row.language == story.language
        and row.kind != Article.Kind.SPONSORED
    }
    return sorted(fit, key=fit.__getitem__, reverse=True)[:MORE]


def _place(article: Article, line: list[int], before, after) -> Place | None:
    if not line:
        return None
    return Place(article.series, line.index(article.pk) + 1, len(line), before, after)
