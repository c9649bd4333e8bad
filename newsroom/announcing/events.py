"""Which events there are, what each says, and the door through which they come."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils import timezone

from newsroom import outbox

TEST = "test"


class TooEarly(Exception):  # noqa: N818 - no error: it comes again
    """What was announced is still to come."""


@dataclass(frozen=True)
class Said:
    """What is told of an event: `data` to webhooks as JSON; `pages` that are different now, to
    search engines; `feeds` that are, to the hub. Addresses are absolute."""

    data: dict
    pages: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()


Says = Callable[[dict], Said | None]


@dataclass(frozen=True)
class Event:
    """`says` gives what is told `about` it at this moment, None for what is not (or no longer)
    anybody's to know. `is_so`: whether, at its hour, it is what was announced. `is_to_come`:
    whether it will be, at an hour that this process's clock has not reached."""

    name: str
    label: str
    says: Says
    is_so: Callable[[dict], bool]
    is_to_come: Callable[[dict], bool]

    def wait(self, about: dict) -> None:
        """Raise TooEarly, so that the outbox comes again, while it is to come."""
        if self.is_to_come(about):
            raise TooEarly("Its hour has not come by the clock of this worker.")


_events: dict[str, Event] = {}


def event(
    name: str,
    label: str,
    *,
    is_so: Callable[[dict], bool] = lambda about: True,
    is_to_come: Callable[[dict], bool] = lambda about: False,
):
    """Register the decorated function as what is said of the event `name`."""

    def register(says: Says) -> Says:
        _events[name] = Event(name, label, says, is_so, is_to_come)
        return says

    return register


def find(name: str) -> Event:
    """LookupError for an event nobody registered."""
    if name not in _events:
        raise LookupError(f"There is no event “{name}”.")
    return _events[name]


def choices() -> list[tuple[str, str]]:
    """(name, label) of every event, in the order of registration."""
    return [(each.name, str(each.label)) for each in _events.values()]


def announce(name: str, about: dict, *, once: str, at: datetime | None = None) -> None:
    """Tell everybody who listens once this transaction has committed, or from the hour `at` on.

    `once` names what happens for good: announced again, for another hour, it is still told once.
    `about` is kept as JSON and given to the event.
    """
    from . import listeners

    find(name)
    is_to_come = at is not None and at > timezone.now()
    if not is_to_come and not listeners.anybody():
        return
    key = f"event:{once}:{at.astimezone(UTC).isoformat()}" if is_to_come else f"event:{once}"
    payload = {"event": name, "about": about, "once": once}
    outbox.add("event", payload, key=key, due_at=at if is_to_come else None)
