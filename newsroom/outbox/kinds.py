"""Which kinds of effects there are and what each does; every app registers its own when it starts.

    @outbox.handler("ping", label=_("Pings"))
    def ping(payload: dict, key: str) -> None: ...

A handler does it or raises: whatever it raises, it is called again later. Raising Hold says that
nothing can be done before somebody sets something up; that does not count as a try. Raising GiveUp
says that no other try can end better.
"""

from collections.abc import Callable
from dataclasses import dataclass

Does = Callable[[dict, str], object]


class Hold(Exception):  # noqa: N818 - no error: it waits
    """What has to be set up first, in words for the newsroom."""


class GiveUp(Exception):  # noqa: N818 - a verdict
    """Why it can never be done."""


@dataclass(frozen=True)
class Kind:
    """`in_database`: all it does is in our database, and commits together with the note of it.
    `is_slow`: it waits for strangers, so what is not goes first."""

    name: str
    label: str
    does: Does
    in_database: bool
    is_slow: bool


_kinds: dict[str, Kind] = {}


def handler(
    kind: str, *, label: str, in_database: bool = False, is_slow: bool = False
) -> Callable[[Does], Does]:
    """Register what is done for effects of `kind`; `label` is what the newsroom calls them."""

    def register(does: Does) -> Does:
        _kinds[kind] = Kind(kind, label, does, in_database, is_slow)
        return does

    return register


def find(kind: str) -> Kind:
    """LookupError for a kind that nobody registered."""
    if kind not in _kinds:
        raise LookupError(f"Nobody here knows how to do “{kind}”.")
    return _kinds[kind]


def label(kind: str) -> str:
    return str(_kinds[kind].label) if kind in _kinds else kind


def is_slow(kind: str) -> bool:
    return kind in _kinds and _kinds[kind].is_slow


def labels() -> list[tuple[str, str]]:
    """(name, label) of every kind."""
    return [(kind.name, str(kind.label)) for kind in _kinds.values()]
