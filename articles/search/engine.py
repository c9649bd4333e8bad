"""What both databases are asked, and what they answer."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet, Value
from django.db.models.expressions import RawSQL

from .query import Query


@dataclass(frozen=True)
class Search:
    """The newest `most` stories of `stories` that match, from `before` (its hour and key) on.

    `in_headline`: also so many that match in their headlines, however old, and all with scores.
    """

    query: Query
    stories: QuerySet  # those that may be seen
    most: int
    in_headline: int = 0
    before: tuple[datetime, int] | None = None


@dataclass(frozen=True)
class Hit:
    """A story that was found, when it went live, and how well it matches (0 where not asked)."""

    key: int
    at: datetime
    score: float


def visible(stories: QuerySet, key: str) -> tuple[str, list]:
    """SQL, with its values, that holds where the story whose key is `key` is one of `stories`.

    A scalar subquery: it is asked of one match after the other, so no database turns it round.
    """
    one = stories.order_by().filter(pk=RawSQL(key, ()))  # noqa: S611 - a column of ours
    try:
        sql, values = one.annotate(there=Value(1)).values("there").query.sql_with_params()
    except EmptyResultSet:  # Django knows that there are none
        return "1 = 0", []
    return f"({sql}) = 1", list(values)
