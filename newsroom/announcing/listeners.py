"""Who is handed an event when it happens; the outbox's kind "event" does it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from newsroom import outbox

from . import events
from .events import Said

Hears = Callable[[str, Said, dict, str], object]


@dataclass(frozen=True)
class Listener:
    hears: Hears
    is_there: Callable[[], bool]


_listeners: list[Listener] = []


def listener(*, is_there: Callable[[], bool]) -> Callable[[Hears], Hears]:
    """Have the function called as hears(event name, said, about, once) for every event, in the
    transaction that notes it as told: it writes rows and effects, and asks nobody outside.

    `is_there`: whether it has anything to do at all.
    """

    def register(hears: Hears) -> Hears:
        _listeners.append(Listener(hears, is_there))
        return hears

    return register


def anybody() -> bool:
    """Whether anybody listens right now."""
    return any(each.is_there() for each in _listeners)


@outbox.handler("event", label=_("Announcements"), in_database=True)
def happened(payload: dict, key: str) -> None:
    """Hand on what is so; what was called off or put off meanwhile is told nobody."""
    event = events.find(payload["event"])
    event.wait(payload["about"])
    if not event.is_so(payload["about"]):
        return
    said = event.says(payload["about"])
    if said is None:
        return
    for each in _listeners:
        if each.is_there():
            each.hears(event.name, said, payload["about"], payload["once"])
