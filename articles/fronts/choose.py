"""Which story stands where: pinned beats filled, and none stands twice. No database, no clock."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from .document import Document, Rule, Slot, Zone
from .kinds import Source
from .pools import LOOK, Pools


class Choice(NamedTuple):
    """A story at a place; `slot` says how it was pinned, or what its open place asks for."""

    place: int
    article: int
    slot: Slot
    is_pinned: bool


def spread(document: Document, sections: list[int]) -> list[Zone]:
    """The zones, with one for each of `sections` that has none where the document says so."""
    own = {
        zone.rule.key
        for zone in document.zones
        if zone.kind == "section" and zone.rule.source == Source.SECTION
    }
    zones = []
    for zone in document.zones:
        if zone.facts.repeats:
            zones += [
                Zone(
                    f"{zone.id}-{key}", "section", "", zone.places, zone.layout,
                    Rule(Source.SECTION, key),
                )
                for key in sections
                if key not in own
            ]  # fmt: skip
        else:
            zones.append(zone)
    return zones


def choose(zones: list[Zone], pools: Pools, at: datetime) -> list[list[Choice]]:
    """The stories of each zone at `at`. What is pinned lower down is kept for there; a place
    whose pin has fallen out is filled by its rule like an open one."""
    pins = _pins(zones, pools, at)
    used = set(pins.values())
    return [list(_zone(zone, number, pins, pools, used)) for number, zone in enumerate(zones)]


def _pins(zones: list[Zone], pools: Pools, at: datetime) -> dict[tuple[int, int], int]:
    """The story of each place that is pinned and visible, the first place of it."""
    found: dict[int, tuple[int, int]] = {}
    for number, zone in enumerate(zones):
        for place in range(zone.places):
            slot = zone.slot(place)
            if slot.holds(at) and slot.article in pools.pinned:
                found.setdefault(slot.article, (number, place))
    return {where: article for article, where in found.items()}


def _zone(zone: Zone, number: int, pins, pools: Pools, used: set[int]) -> Iterator[Choice]:
    if zone.facts.tells_all:
        keys = pools.of.get((zone.rule, False), [])[: zone.places]
        yield from (Choice(place, key, Slot(), False) for place, key in enumerate(keys))
        return
    for place in range(zone.places):
        slot = zone.slot(place)
        if (number, place) in pins:
            yield Choice(place, pins[number, place], slot, True)
            continue
        key = _next(zone, zone.rule_of(place), pools, used)
        if key is not None:
            used.add(key)
            yield Choice(place, key, Slot(size=slot.size), False)


def _next(zone: Zone, rule: Rule, pools: Pools, used: set[int]) -> int | None:
    """The first candidate that stands nowhere yet."""
    free = [k for k in pools.of.get((rule, zone.facts.needs_picture), []) if k not in used]
    if zone.kind == "lead":
        pictured = set(pools.of.get((rule, True), []))
        free = [key for key in free[:LOOK] if key in pictured] or free
    return free[0] if free else None
