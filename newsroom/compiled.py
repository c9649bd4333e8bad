"""Questions to the database whose SQL is written once, and asked again with other values.

Django writes the SQL of a queryset anew each time, which takes longer than the database does for
the larger questions of a page. Here a queryset is built once for each shape of its values, with
marks in their place; where a mark has gone among the parameters, a value is put.
"""

import copy
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from threading import Lock
from typing import NamedTuple

from django.db import connections
from django.db.models import Model, QuerySet
from django.db.models.sql import Query

from . import rows

MOST = 500  # shapes of one question: what is beyond was asked by somebody who plays
MARKS = {  # no value of ours is one of these
    int: lambda number: 2_113_900_000 + number,
    str: lambda number: f"\ufdd0{number}",
    date: lambda number: date(1583, 1, 1) + timedelta(days=number),
    datetime: lambda number: datetime(1583, 1, 1, tzinfo=UTC) + timedelta(seconds=number),
}


class Hole(NamedTuple):
    """Stands among parameters for the value at this place."""

    at: int


class Compiled:
    """A queryset made by `build(*fixed, **values)`, which only fetches rows.

    `values` are whole numbers, strings, days and times, or tuples of these; `build` must use each
    of them as a parameter. `fixed` may be whatever is hashable, of which there are few. Nothing
    else may make a difference: no clock, no user, no language. `keeps_rows`: the same rows are
    asked for again and again (newsroom.rows); what does not change with `fixed` are the columns.
    """

    def __init__(self, build: Callable[..., QuerySet], *, keeps_rows: bool = False):
        self._build, self._keeps_rows = build, keeps_rows
        self._templates: dict[tuple, QuerySet] = {}
        self._plans: dict[tuple, tuple] = {}
        self._writing = Lock()

    def __call__(self, *fixed, **values) -> QuerySet:
        """The rows for these values, not fetched yet. What is asked can't be changed any more: a
        filter or an order is a TypeError."""
        shape, flat = shape_of(fixed, values)
        template = self._templates.get(shape)
        if template is None:
            template = keep(self._templates, shape, self._build(*fixed, **marked(values)))
        query = object.__new__(_Asked)
        query.__dict__ = template.query.__dict__ | {
            "compiler": partial(self._compiler, template, shape, flat)
        }
        asked = object.__new__(type(template))
        asked.__dict__ = template.__dict__ | {"_query": query}
        return rows.kept(asked, (id(self), fixed)) if self._keeps_rows else asked

    def first(self, *fixed, **values):
        """The first row, or None; `build` should ask for no more."""
        return next(iter(self(*fixed, **values)), None)

    def _compiler(self, template, shape, flat, connection):
        key = connection.alias, shape
        plan = self._plans.get(key)
        if plan is None:
            with self._writing:  # Django notes in the query which tables are joined already
                plan = self._plans.get(key) or self._written(template, key, flat, connection)
        compiler, sql, params, converters = plan
        ready = copy.copy(compiler)
        ready.connection = connection
        ready.as_sql = lambda: (sql, filled(params, flat, connection))
        ready.get_converters = lambda _columns: converters
        return ready

    def _written(self, template, key, flat, connection) -> tuple:
        compiler = template.query.get_compiler(connection=connection)
        sql, params = with_holes(*compiler.as_sql(), flat, connection)
        columns = [column for column, *_ in compiler.select]
        plan = compiler, sql, params, compiler.get_converters(columns)
        return keep(self._plans, key, plan)


class _Asked(Query):
    """Hands out the compiler that has written the SQL before."""

    def get_compiler(self, using=None, connection=None, elide_empty=True):
        return self.compiler(connection or connections[using])

    def clone(self):
        raise TypeError("A compiled queryset is asked as it was built.")


def in_hand(row: Model, name: str, rows: list) -> None:
    """Let `row.name.all()` be `rows`, as after prefetch_related(): to be read, not narrowed."""
    asked = QuerySet(query=object.__new__(_Asked))
    asked._result_cache, asked._prefetch_done = rows, True
    row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = asked


def padded(keys) -> tuple[int, ...]:
    """`keys` (one at least) for an `__in`, the last repeated up to a power of two: few shapes."""
    keys = sorted(keys)
    size = 1 << (len(keys) - 1).bit_length()
    return (*keys, *keys[-1:] * (size - len(keys)))


def shape_of(fixed: tuple, values: dict) -> tuple[tuple, list]:
    """What the SQL depends on, and all values in a row."""
    shape, flat = [fixed], []
    for name, value in values.items():
        if isinstance(value, tuple):
            shape.append((name, *map(type, value)))
            flat.extend(value)
        else:
            shape.append((name, type(value)))
            flat.append(value)
    return tuple(shape), flat


def marked(values: dict) -> dict:
    """`values` with a mark in each place; TypeError for a type there are none of."""
    number, found = 0, {}
    for name, value in values.items():
        marks = []
        for each in value if isinstance(value, tuple) else (value,):
            if type(each) not in MARKS:
                raise TypeError(f"{name}: {type(each).__name__} can't be put into compiled SQL.")
            marks.append(MARKS[type(each)](number))
            number += 1
        found[name] = tuple(marks) if isinstance(value, tuple) else marks[0]
    return found


def with_holes(sql: str, params, flat: list, connection) -> tuple[str, tuple]:
    """`sql`, and its parameters with holes for the values of `flat`; ValueError if one has none."""
    marks = [MARKS[type(each)](number) for number, each in enumerate(flat)]
    as_written = filled(map(Hole, range(len(flat))), marks, connection)
    holes = {mark: Hole(at) for at, mark in enumerate(as_written)}
    found = tuple([holes.get(param, param) for param in params])
    if unused := set(holes.values()) - {each for each in found if isinstance(each, Hole)}:
        raise ValueError(f"Values {sorted(unused)} are no parameters of {sql}")
    return sql, found


def filled(params, flat: list, connection) -> tuple:
    """`params` with values in the holes, as the database takes them."""
    ops, found = connection.ops, []
    adapting = {datetime: ops.adapt_datetimefield_value, date: ops.adapt_datefield_value}
    for param in params:
        value = flat[param.at] if type(param) is Hole else param
        adapt = adapting.get(type(value))
        found.append(adapt(value) if adapt else value)
    return tuple(found)


def keep(known: dict, key, value):
    if len(known) >= MOST:
        known.clear()
    known[key] = value
    return value
