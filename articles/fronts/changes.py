"""What one version of a front changed of another, in words."""

from collections.abc import Iterator, Mapping

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from .document import Document, Slot, Zone


def stories_of(*documents: Document) -> set[int]:
    """The keys differences() wants headlines of."""
    return {slot.article for document in documents for _zone, _place, slot in document.pins()}


def differences(before: Document, after: Document, headlines: Mapping[int, str]) -> list[str]:
    """Lines like “Pinned “Flood” in Lead”; [] if both are alike."""
    return [*_zones(before, after), *_pins(before, after, headlines)]


def _zones(before: Document, after: Document) -> Iterator[str]:
    old = {zone.id: zone for zone in before.zones}
    new = {zone.id: zone for zone in after.zones}
    for zone in after.zones:
        if zone.id not in old:
            yield _("Added the zone %(zone)s") % {"zone": zone.name}
        else:
            yield from _zone(old[zone.id], zone)
    for zone in before.zones:
        if zone.id not in new:
            yield _("Removed the zone %(zone)s") % {"zone": zone.name}
    common = [[key for key in ids if key in old and key in new] for ids in (old, new)]
    if common[0] != common[1]:
        names = ", ".join(new[key].name for key in common[1])
        yield _("Put the zones in another order: %(zones)s") % {"zones": names}


def _zone(before: Zone, after: Zone) -> Iterator[str]:
    names = {"zone": after.name, "was": before.name}
    if before.title != after.title:
        yield _("Called the zone %(was)s “%(zone)s”") % names
    if before.places != after.places:
        numbers = {"now": after.places, "before": before.places}
        yield _("%(zone)s: %(now)d places instead of %(before)d") % (names | numbers)
    if before.layout != after.layout:
        yield _("%(zone)s stands elsewhere") % names
    rules = [[z.rule, *(slot.rule for slot in z.slots if not slot.is_pin)] for z in (before, after)]
    if [r for r in rules[0] if r] != [r for r in rules[1] if r]:
        yield _("%(zone)s is filled by another rule") % names


def _pins(before: Document, after: Document, headlines: Mapping[int, str]) -> Iterator[str]:
    old = {slot.article: (zone, place, slot) for zone, place, slot in before.pins()}
    new = {slot.article: (zone, place, slot) for zone, place, slot in after.pins()}
    for key in [*new, *(key for key in old if key not in new)]:
        names = {"story": headlines.get(key) or _("(a story that is gone)")}
        if key not in old:
            yield _("Pinned “%(story)s” in %(zone)s") % (names | {"zone": new[key][0].name})
        elif key not in new:
            yield _("Removed “%(story)s” from %(zone)s") % (names | {"zone": old[key][0].name})
        else:
            yield from _pin(old[key], new[key], names)


def _pin(before: tuple, after: tuple, names: dict) -> Iterator[str]:
    (old_zone, old_place, old), (zone, place, slot) = before, after
    if old_zone.id != zone.id:
        zones = {"zone": zone.name, "was": old_zone.name}
        yield _("Moved “%(story)s” from %(was)s to %(zone)s") % (names | zones)
    elif old_place != place:
        places = {"zone": zone.name, "now": place + 1, "was": old_place + 1}
        words = _("Moved “%(story)s” in %(zone)s from place %(was)d to %(now)d")
        yield words % (names | places)
    yield from _words(old, slot, names)


def _words(before: Slot, after: Slot, names: dict) -> Iterator[str]:
    if before.headline != after.headline:
        if after.headline:
            yield _("Headline for “%(story)s”: %(own)s") % (names | {"own": after.headline})
        else:
            yield _("“%(story)s” has its own headline again") % names
    if before.picture != after.picture:
        yield _("Another picture for “%(story)s”") % names
    if before.size != after.size:
        yield _("Another size for “%(story)s”") % names
    if before.until != after.until:
        if after.until:
            hour = date_format(localtime(after.until), "j M Y, H:i")
            yield _("“%(story)s” is pinned until %(hour)s") % (names | {"hour": hour})
        else:
            yield _("“%(story)s” is pinned without an end") % names
