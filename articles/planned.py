"""The desk's questions to the stories: what is mine, late, due, on its way out."""

from collections.abc import Callable
from datetime import datetime

from django.db import connections, models
from django.db.models import F, Q
from django.utils import timezone

from newsroom import compiled, replica

from .workflow import IS_UNFINISHED, Status


def first_keys(parts: list[models.QuerySet]) -> list[int]:
    """Keys of all rows of `parts` (querysets of one model, each with its own order and limit).

    One query, in no order, however many parts: each reads a few rows of its own index.
    """
    return list(set().union(*keys_by_part(parts)))


def keys_by_part(parts: list[models.QuerySet]) -> list[set[int]]:
    """first_keys() of each part."""
    return [{key for (key,) in rows} for rows in rows_by_part(parts, "pk")]


def rows_by_part(parts: list[models.QuerySet], *columns: str) -> list[list[tuple]]:
    """`columns` of the rows of each part, in no order: one query for all of them."""
    if not parts:
        return []
    return _apart(len(parts), _rows(*_union(parts, columns), connections[parts[0].db]))


class CompiledParts:
    """rows_by_part() of what `build(*fixed, **values)` returns, its SQL written once."""

    def __init__(self, build: Callable[..., list[models.QuerySet]], *columns: str):
        self._build, self._columns = build, columns
        self._plans: dict[tuple, tuple] = {}

    def __call__(self, *fixed, **values) -> list[list[tuple]]:
        return _apart(*self._asked(fixed, values))

    def rows(self, *fixed, **values) -> list[tuple]:
        """The same in one list: each row begins with the number of its part."""
        return self._asked(fixed, values)[1]

    def _asked(self, fixed: tuple, values: dict) -> tuple[int, list[tuple]]:
        connection = connections[replica.alias()]
        shape, flat = compiled.shape_of(fixed, values)
        key = connection.alias, shape
        plan = self._plans.get(key)
        if plan is None:
            parts = self._build(*fixed, **compiled.marked(values))
            written = compiled.with_holes(*_union(parts, self._columns), flat, connection)
            plan = compiled.keep(self._plans, key, (len(parts), *written))
        number, sql, params = plan
        return number, _rows(sql, compiled.filled(params, flat, connection), connection)


def _union(parts: list[models.QuerySet], columns: tuple[str, ...]) -> tuple[str, list]:
    """SQL for the number of each part and `columns` of its rows, and the parameters.

    Django cannot write a LIMIT inside a UNION on SQLite, hence the sub-selects.
    """
    numbers = (models.Value(n, models.IntegerField()) for n in range(len(parts)))
    numbered = [part.values_list(n, *columns) for n, part in zip(numbers, parts, strict=True)]
    compiled = [part.query.get_compiler(part.db).as_sql() for part in numbered]
    selects = [
        f"SELECT * FROM ({sql}) AS part{n}"  # noqa: S608 - Django wrote the SQL
        for n, (sql, _) in enumerate(compiled)
    ]
    return " UNION ALL ".join(selects), [p for _, params in compiled for p in params]


def _rows(sql: str, params, connection) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def _apart(number: int, rows: list[tuple]) -> list[list[tuple]]:
    found = [[] for _ in range(number)]
    for part, *row in rows:
        found[part].append(tuple(row))
    return found


class PlannedQuerySet(models.QuerySet):
    """The part of ArticleQuerySet that the desk's pages ask; each reads an index of its own."""

    def unfinished(self):
        """What somebody still has work with."""
        return self.filter(IS_UNFINISHED)

    def late(self):
        """Unfinished, and its hour has come; the longest late first."""
        return self.unfinished().filter(due_at__lt=timezone.now()).order_by("due_at", "pk")

    def owing_a_correction(self):
        """Changed by what was declared a correction, which nobody has written yet.

        They are few, and asked for by key: SQLite would begin with the sections they are joined to,
        and read every story of each.
        """
        owing = self.model._base_manager.filter(correction_owed_at__isnull=False)
        return self.filter(pk__in=owing.values("pk")).order_by("correction_owed_at", "pk")

    def due_between(self, start: datetime, end: datetime):
        """Unfinished, and due in [start, end); in that order."""
        return self.unfinished().filter(due_at__gte=start, due_at__lt=end).order_by("due_at", "pk")

    def assigned_to(self, user):
        return self.unfinished().filter(assignee=user)

    def begun_by(self, user):
        """Unfinished stories `user` began, unless somebody else writes them now."""
        is_theirs = Q(assignee__isnull=True) | Q(assignee=user)
        return self.unfinished().filter(is_theirs, created_by=user)

    def signed_by(self, user):
        """Unfinished stories that carry the byline of `user`."""
        from .models import Credit

        signed = Credit.objects.filter(article=models.OuterRef("pk"), author__user=user)
        return self.unfinished().filter(models.Exists(signed))

    def changing_between(self, start: datetime, end: datetime):
        """Published, with changes that go live in [start, end)."""
        return self.filter(changes_at__gte=start, changes_at__lt=end).order_by("changes_at", "pk")

    def out_between(self, start: datetime, end: datetime):
        """Published with an hour in [start, end), past or to come."""
        hour = Q(published_at__gte=start, published_at__lt=end)
        return self.filter(hour, status=Status.PUBLISHED).order_by("published_at", "pk")

    def released_between(self, start: datetime, end: datetime):
        """Published, with an embargo that ends in [start, end)."""
        hour = Q(embargo_until__gte=start, embargo_until__lt=end)
        return self.filter(hour, status=Status.PUBLISHED).order_by("embargo_until", "pk")

    def next_out(self, size: int):
        """The `size` next to go live: two parts for first_keys(), by hour and by embargo."""
        now = timezone.now()
        out = self.filter(status=Status.PUBLISHED)
        by_hour = out.filter(published_at__gt=now).order_by("published_at", "pk")
        by_embargo = out.filter(embargo_until__gt=now).order_by("embargo_until", "pk")
        return [by_hour[:size], by_embargo[:size]]

    def meant_between(self, start: datetime, end: datetime):
        """Not published yet, and meant to be in [start, end)."""
        hour = Q(published_at__gte=start, published_at__lt=end)
        return self.unfinished().filter(hour).order_by("published_at", "pk")

    def dated_first(self):
        """What is due, the most pressing first."""
        return self.filter(due_at__isnull=False).order_by("due_at", "pk")

    def undated(self):
        """What has no hour, what was touched last first."""
        return self.filter(due_at__isnull=True).order_by(F("modified_at").desc(), F("pk").desc())

    def for_desk(self):
        """Exactly what admin/articles/desk/_story.html reads: one query, without the texts."""
        return self.select_related("section", "assignee", "created_by").defer(
            *self.model.LONG_FIELDS
        )
