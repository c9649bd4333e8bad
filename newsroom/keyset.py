"""Pages by key: a page begins after the last story of the one before, however many lie above it.

No OFFSET and no COUNT, so page ten thousand costs what page one costs, and a story published while
somebody walks down the list neither repeats a story nor hides one.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Generic, TypeVar

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

Row = TypeVar("Row")
EPOCH = datetime(1, 1, 1, tzinfo=UTC)  # so that an archive from before 1970 can be paged too
_CURSOR = re.compile(r"([0-9]{1,18})-([0-9]{1,18})", re.ASCII)


class BadCursorError(ValueError):
    """What stood in `?before=` was never made by us."""


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Rows of one page, newest first, the cursor of the next ("" on the last) and its own."""

    rows: list[Row]
    next_cursor: str
    before: str | None = None

    @property
    def is_first(self) -> bool:
        return self.before is None

    @property
    def query(self) -> str:
        """What its own address ends with."""
        return "" if self.is_first else f"?before={self.before}"


def cursor(row) -> str:
    """Where `row` (with `published_at` and `pk`) stands: microseconds since year 1, dash, key."""
    microseconds = (row.published_at - EPOCH) // timedelta(microseconds=1)
    return f"{microseconds}-{row.pk}"


def first_rows(rows: QuerySet, size: int, till: datetime | None = None) -> list:
    """The first `size` of `rows`, which are none later than `till`."""
    return list(rows[:size])


def read_page(
    queryset: QuerySet, before: str | None, size: int, fetch: Callable[..., list] = first_rows
) -> Page:
    """The `size` rows of `queryset` after cursor `before`, by (published_at, pk) descending.

    `before=None` is the first page. `fetch` is called as first_rows() is, and may know better.
    Raises BadCursorError for a cursor that cannot be read.
    """
    rows, moment = queryset.order_by("-published_at", "-pk"), None
    if before is not None:
        moment, key = _parse(before)
        rows = _first_of_all(rows, published_at__lte=moment)
        rows = rows.exclude(published_at=moment, pk__gte=key)
    return page_of(fetch(rows, size + 1, moment), size, before)


def page_of(found: list, size: int, before: str | None = None) -> Page:
    """The page of the first `size` of `found`, which goes on if there is one more."""
    has_more = len(found) > size
    found = found[:size]
    return Page(found, cursor(found[-1]) if has_more else "", before)


def of_span(rows: QuerySet, since, till) -> QuerySet:
    """Those of `rows` that were published at `since` or later, and before `till`."""
    return _first_of_all(rows, published_at__lt=till).filter(published_at__gte=since)


def _first_of_all(rows: QuerySet, **bound) -> QuerySet:
    """`rows` with a condition that stands before the others.

    SQLite begins to walk an index at the first bound it is given, and the other one is now: the
    end of the archive would be reached by way of all of it.
    """
    number = len(rows.query.where.children)
    rows = rows.filter(**bound)
    children = rows.query.where.children
    children.insert(0, children.pop(number))
    return rows


def page_or_404(
    request: HttpRequest, queryset: QuerySet, size: int, fetch: Callable[..., list] = first_rows
) -> Page:
    """The page that `?before=` of `request` asks for; Http404 for a cursor we never made."""
    try:
        return read_page(queryset, request.GET.get("before"), size, fetch)
    except BadCursorError:
        raise Http404("No page begins here.") from None


def _parse(value: str) -> tuple[datetime, int]:
    match = _CURSOR.fullmatch(value)
    if not match:
        raise BadCursorError(value)
    try:
        return EPOCH + timedelta(microseconds=int(match[1])), int(match[2])
    except OverflowError as error:
        raise BadCursorError(value) from error
