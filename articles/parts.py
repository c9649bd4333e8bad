"""The visible parts of a series, page by page in reading order."""

import re
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from newsroom.keyset import EPOCH

from .models import Article, Series

_CURSOR = re.compile(r"([0-9]{1,9})-([0-9]{1,5})-([0-9]{1,18})-([0-9]{1,18})", re.ASCII)


class BadCursorError(ValueError):
    """What stood in `?after=` was never made by us."""


@dataclass(frozen=True)
class Parts:
    """`first` is the number of the first of `rows`; `next_cursor` is "" on the last page."""

    rows: list[Article]
    first: int
    next_cursor: str
    after: str | None

    @property
    def is_first(self) -> bool:
        return self.after is None

    @property
    def query(self) -> str:
        """What its own address ends with."""
        return "" if self.is_first else f"?after={self.after}"


def read_parts(series: Series, after: str | None, size: int) -> Parts:
    """The `size` parts after cursor `after`; None is the first page."""
    rows = Article.objects.published().filter(series=series).in_reading_order().for_cards()
    number = 0
    if after is not None:
        number, position, hour, key = _parse(after)
        rows = rows.filter(
            Q(series_position__gt=position)
            | Q(series_position=position, published_at__gt=hour)
            | Q(series_position=position, published_at=hour, pk__gt=key),
            series_position__gte=position,
        )
    found = list(rows[: size + 1])
    has_more = len(found) > size
    found = found[:size]
    cursor = _cursor(number + size, found[-1]) if has_more else ""
    return Parts(found, number + 1, cursor, after)


def _cursor(number: int, part: Article) -> str:
    microseconds = (part.published_at - EPOCH) // timedelta(microseconds=1)
    return f"{number}-{part.series_position}-{microseconds}-{part.pk}"


def _parse(value: str) -> tuple:
    match = _CURSOR.fullmatch(value)
    if not match:
        raise BadCursorError(value)
    number, position, microseconds, key = map(int, match.groups())
    try:
        return number, position, EPOCH + timedelta(microseconds=microseconds), key
    except OverflowError as error:
        raise BadCursorError(value) from error
