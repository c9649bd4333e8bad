"""Parts of pages that were drawn before, by the values they were drawn from.

A page is drawn anew whenever anything changes for readers, and most of what stands on it has not. A
part is found again by all that its template can read: every field of every row in hand, those they
refer to among them, the language, the time zone and the day. So nobody needs to say that a
headline, a caption, a credit or a section's name has changed: what was drawn from the old one is
not found.
Who fetched a row with all that belongs to it may say what it is known by instead, in an attribute
`known_by` of the row or the dataclass: all that the database said. What is changed in hand after
that is not seen.
A template may only be drawn so if it reads nothing else (the clock within a day, a query, a setting
that changes while we run).
"""

from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time, tzinfo
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from itertools import repeat
from typing import TypeVar
from uuid import UUID

from django.db import models
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from newsroom import languages

from .kept import Kept, weight

MOST = 10_000_000  # characters, of each process
T = TypeVar("T")
ATOMS = frozenset({str, int, bool, float, type(None), datetime, date, time, UUID, Decimal})
KNOWN_BY = "known_by"  # by which its maker tells a row, or a dataclass, from others
NOT_FETCHED = "\0not fetched"  # no field has it

_kept: Kept = Kept(MOST)
forget = _kept.forget  # for tests, which change settings


def drawn(template: str, values: dict) -> SafeString:
    """`template` drawn from `values` alone: plain values, rows, and lists of them."""
    key = (template, surroundings(), *((name, value(it)) for name, it in values.items()))
    return once(key, lambda: render_to_string(template, values))


def once(key: tuple, draw: Callable[[], T]) -> T:
    """What `draw` made for this key, or makes now: words, or plain values."""
    part = _kept.get(key)
    if part is None:
        part = draw()
        _kept.put(key, part, weight(part))
    return part


def surroundings() -> tuple:
    """What else the words of a part depend on. Rights in pictures end with a day."""
    minute = timezone.now().replace(second=0, microsecond=0)
    day = _day(timezone.get_current_timezone(), minute)
    return get_language(), languages.of_site(), day


@lru_cache(maxsize=8)
def _day(zone: tzinfo, minute: datetime) -> tuple[str, date]:
    return str(zone), timezone.localdate(minute, zone)


def value(it) -> object:
    """All that a template can read of `it`, to be compared; TypeError for what it cannot be of."""
    return it if type(it) in ATOMS else _reader(type(it))(it)


@lru_cache(maxsize=200)
def _reader(kind: type) -> Callable:
    """What value() is of those of this type."""
    for known, reader in _READERS.items():
        if issubclass(kind, known):
            return reader
    if is_dataclass(kind):
        names = [field.name for field in fields(kind)]
        if KNOWN_BY in names:
            return lambda it: (kind, it.known_by)
        return lambda it: (kind, *_values([getattr(it, name) for name in names]))
    raise TypeError(f"A part of a page cannot be known by {kind.__name__}.")


def _values(several: Iterable) -> list:
    return [it if type(it) in ATOMS else _reader(type(it))(it) for it in several]


def _row(row: models.Model, around: tuple[int, ...]) -> tuple:
    """Its fields, the rows it refers to and those that were fetched with it.

    `around` are the rows by which the walk came here: a credit refers to its story again.
    """
    if id(row) in around:
        return type(row), row.pk
    known = row.__dict__
    if KNOWN_BY in known:
        return type(row), known[KNOWN_BY]
    around = (*around, id(row))
    names, structured = _fields(type(row))
    cached = row._state.fields_cache
    fetched = known.get("_prefetched_objects_cache") or {}
    return (
        type(row),
        tuple(map(known.get, names, repeat(NOT_FETCHED))),
        tuple([repr(known.get(name, NOT_FETCHED)) for name in structured]),
        tuple([(name, _row(it, around)) for name, it in cached.items() if it is not None]),
        tuple([(name, tuple([_row(it, around) for it in rows])) for name, rows in fetched.items()]),
    )


@lru_cache(maxsize=200)
def _fields(model: type) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of its plain fields; of those with lists, files and the like."""
    plain, structured = [], []
    for field in model._meta.concrete_fields:
        is_plain = not isinstance(field, (models.JSONField, models.FileField, models.BinaryField))
        (plain if is_plain else structured).append(field.attname)
    return tuple(plain), tuple(structured)


_READERS: dict[type, Callable] = {  # the first that fits
    models.Model: lambda row: _row(row, ()),
    Enum: lambda it: it,
    SafeString: lambda it: (SafeString, str(it)),  # equal to the same words that are no markup
    str: str,
    Promise: str,  # words to be translated
    dict: lambda it: (dict, *zip(it, _values(it.values()), strict=True)),
    list: lambda it: (list, *_values(it)),
    tuple: lambda it: (type(it), *_values(it)),
}
