"""Rows of the database made into models once, and copied from then on.

Making a story of its row, with the picture and the section beside it, takes longer than fetching
it. A row is known by all that the database answered, so a model is never older than its row.
"""

from itertools import chain

from django.db.models import Model
from django.db.models.base import ModelState
from django.db.models.query import ModelIterable

from .kept import OF_A_VALUE, Kept

MOST = 6_000_000  # characters of each process


_kept: Kept[Model] = Kept(MOST)


def kept(asked, meaning: tuple):
    """The queryset `asked`, which takes its rows from what is kept; the same values answered to a
    question of another `meaning` are another row. It has to be a compiled one."""
    asked._iterable_class = KeptIterable
    asked.meaning = meaning
    return asked


def known_by(asked) -> tuple:
    """What the database answers to the kept queryset `asked`, to be compared; no models yet."""
    return asked.db, asked.meaning, _answer(asked)[1]


class KeptIterable(ModelIterable):
    """Copies of the models of these rows: to be read, and given what belongs to them."""

    def __iter__(self):
        asked = self.queryset
        compiler, rows = _answer(asked)
        keys = [(asked.db, asked.meaning, *row) for row in rows]
        known = {key: _kept.get(key) for key in keys}
        missing = {key: row for key, row in zip(keys, rows, strict=True) if known[key] is None}
        if missing:
            made = dict(zip(missing, _made(asked, compiler, list(missing.values())), strict=True))
            for key, model in made.items():
                _kept.put(key, model, OF_A_VALUE * len(key))  # its texts are those of the key
            known |= made
        return map(again, map(known.__getitem__, keys))


def _answer(asked) -> tuple:
    """The compiler, and the rows as they came; asked once."""
    if "answer" not in asked.__dict__:
        compiler = asked.query.get_compiler(using=asked.db)
        asked.answer = compiler, tuple(chain.from_iterable(compiler.execute_sql()))
    return asked.answer


def _made(asked, compiler, rows: list[tuple]):
    """As Django makes them: `compiler` answers with `rows`, and does not ask."""
    compiler.execute_sql = lambda **_how: [rows]
    query = object.__new__(type(asked.query))
    query.__dict__ = asked.query.__dict__ | {"compiler": lambda _connection: compiler}
    answered = object.__new__(type(asked))
    answered.__dict__ = asked.__dict__ | {"_query": query}
    return ModelIterable(answered)


def again(row: Model, _copied: dict[int, Model] | None = None) -> Model:
    """A copy of `row` and of the rows it refers to. Lists in its fields are the same ones."""
    copied = {} if _copied is None else _copied
    if id(row) in copied:
        return copied[id(row)]
    copy = copied[id(row)] = object.__new__(type(row))
    state = object.__new__(ModelState)
    state.__dict__.update(row._state.__dict__)
    state.fields_cache = {
        name: other and again(other, copied) for name, other in row._state.fields_cache.items()
    }
    copy.__dict__.update(row.__dict__, _state=state)
    return copy
