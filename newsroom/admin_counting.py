"""Lists of the admin say how much there is without counting an archive.

Two thousand rows are counted and can be paged through; who looks for what lies deeper narrows the
list. Of a whole table PostgreSQL knows itself about how many rows it has.
"""

from django.core.paginator import Paginator
from django.db import connections
from django.db.models import Func, IntegerField, QuerySet, Subquery
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

MOST = 2_000
MOST_EACH = 1_000


class BoundedPaginator(Paginator):
    """`count` is at most MOST; `said` is what stands below the list."""

    @cached_property
    def count(self) -> int:
        return min(self._found, MOST)

    @cached_property
    def is_more(self) -> bool:
        return self._found > MOST

    @property
    def said(self) -> str:
        if self._estimate:
            return _("about %(number)s") % {"number": written(rounded(self._estimate))}
        if self.is_more:
            return _("more than %(number)s") % {"number": written(MOST)}
        return written(self.count)

    @cached_property
    def _found(self) -> int:
        return self._estimate or _count(self.object_list)

    @cached_property
    def _estimate(self) -> int:
        """What PostgreSQL takes the table to hold, where that is all that is asked; else 0."""
        rows = self.object_list
        if not hasattr(rows, "query") or not _is_whole(rows):
            return 0
        connection = connections[rows.db]
        if connection.vendor != "postgresql":
            return 0
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT reltuples FROM pg_class WHERE oid = %s::regclass",
                [rows.model._meta.db_table],
            )
            number = int(cursor.fetchone()[0])
        return number if number > MOST else 0


def rounded(number: int) -> int:
    """To two digits: the database does not know it better."""
    step = 10 ** (len(str(number)) - 2)
    return round(number / step) * step


def written(number: int) -> str:
    return number_format(number, use_l10n=True, force_grouping=True)


def bounded_count(rows: QuerySet) -> Func:
    """How many `rows` (with an OuterRef in them) belong to each of others, at most MOST_EACH + 1:
    what is beside a name in a list need not be counted to the end."""
    some = Subquery(rows.order_by().values("pk")[: MOST_EACH + 1])
    number = "(SELECT COUNT(*) FROM %(expressions)s counted)"
    return Func(some, template=number, output_field=IntegerField())


def each(number: int) -> str:
    """A bounded_count() in words."""
    return f"{MOST_EACH}+" if number > MOST_EACH else str(number)


def _count(rows) -> int:
    if not hasattr(rows, "query"):
        return len(rows)
    return rows.order_by()[: MOST + 1].count()


def _is_whole(rows) -> bool:
    query = rows.query
    return not (query.where or query.distinct or query.is_sliced or query.combinator)
