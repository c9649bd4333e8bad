"""What the editor's buttons do to a front in hand: plain dictionaries, as its form sends them.

A board is {"zones": [{"id", "kind", "title", "places", "layout", "rule", "slots"}]} with slots as
articles.fronts.document has them; it may hold more pins than places until settle() was called.
"""

import secrets

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .defaults import new_zone
from .document import MAX_PLACES, MAX_ZONES, Zone
from .kinds import KINDS

Board = dict
LETTERS = "abcdefghjkmnpqrstvwxyz23456789"
LAST_PIN = gettext_lazy("The last pin found no place below and was removed.")


def zone_of(board: Board, key: str) -> dict | None:
    return next((zone for zone in board["zones"] if zone["id"] == key), None)


def add_zone(board: Board, kind: str, rule=None) -> str:
    """A new zone at the end; what to say about it."""
    if kind not in KINDS:
        return _("Choose what kind of zone to add.")
    if len(board["zones"]) >= MAX_ZONES:
        return _("A front has at most %(n)d zones.") % {"n": MAX_ZONES}
    key = "z" + "".join(secrets.choice(LETTERS) for _ in range(7))
    zone = new_zone(kind, key, rule=rule)
    board["zones"].append(zone.as_json())
    return _("Added %(zone)s at the end.") % {"zone": zone.name}


def remove_zone(board: Board, key: str) -> str:
    zone = zone_of(board, key)
    if zone is None:
        return ""
    board["zones"].remove(zone)
    return _("Removed %(zone)s.") % {"zone": name_of(zone)}


def move_zone(board: Board, key: str, step: int) -> str:
    """Exchange a zone with the one above (-1) or below it (1)."""
    zones = board["zones"]
    start = next((n for n, zone in enumerate(zones) if zone["id"] == key), None)
    if start is None or not 0 <= start + step < len(zones):
        return ""
    zones.insert(start + step, zones.pop(start))
    return _("%(zone)s is zone %(n)d now.") % {
        "zone": name_of(zones[start + step]),
        "n": start + step + 1,
    }


def pin(board: Board, key: str, article: int, place: int | None = None) -> str:
    """Pin a story to an open place, or (without one) on top, where it pushes the others down.

    One that is pinned elsewhere is taken from there, with its own headline and picture.
    """
    zone = zone_of(board, key)
    if zone is None or not as_zone(zone).takes_pins:
        return ""
    slot = _take(board, article) or {"article": article}
    slots = _filled_up(zone)
    if place is not None and 0 <= place < len(slots) and not slots[place].get("article"):
        slots[place] = slot | {"size": slots[place].get("size", "")}
    else:
        slots.insert(0, slot)
        _close_gap(slots, zone["places"])
    return _("Pinned in %(zone)s.") % {"zone": name_of(zone)}


def unpin(board: Board, key: str, place: int) -> str:
    """Leave the place to its rule."""
    slots = _slots(board, key)
    if not 0 <= place < len(slots):
        return ""
    slots[place] = {"size": slots[place].get("size", "")}
    return _("The rule fills this place again.")


def move(board: Board, key: str, place: int, step: int) -> str:
    """Exchange a place with the one above (-1) or below it (1)."""
    slots = _slots(board, key)
    if not (0 <= place < len(slots) and 0 <= place + step < len(slots)):
        return ""
    slots[place], slots[place + step] = slots[place + step], slots[place]
    return _("Now at place %(n)d.") % {"n": place + step + 1}


def move_to(board: Board, key: str, place: int, target: str) -> str:
    """Take a pin to the top of another zone."""
    slots = _slots(board, key)
    article = slots[place].get("article") if 0 <= place < len(slots) else None
    return pin(board, target, article) if article else ""


def give_picture(board: Board, key: str, place: int, image: int | None) -> str:
    slots = _slots(board, key)
    if not (0 <= place < len(slots) and slots[place].get("article")):
        return ""
    slots[place]["picture"] = image
    return (
        _("This place has a picture of its own.") if image else _("It shows the story's picture.")
    )


def settle(board: Board) -> list[str]:
    """Give every pin a place: a zone grows as far as its kind may, then pushes its last pins down
    into the zone below. What was pushed, in words."""
    said: list[str] = []
    pushed: list[dict] = []
    for zone in board["zones"]:
        facts, slots = KINDS[zone["kind"]], zone["slots"]
        if not as_zone(zone).takes_pins:
            pushed, zone["slots"] = [slot for slot in slots if slot.get("article")] + pushed, []
            continue
        if pushed:
            said.append(
                _("What had no place above stands in %(zone)s now.") % {"zone": name_of(zone)}
            )
        slots[:0], pushed = pushed, []
        _close_gap(slots, zone["places"])
        zone["places"] = min(facts.most, max(zone["places"], len(slots)))
        zone["slots"], pushed = slots[: zone["places"]], slots[zone["places"] :]
        pushed = [slot for slot in pushed if slot.get("article")]
    if pushed:
        said.append(LAST_PIN)
    return said


def fit(board: Board) -> list[str]:
    """Take places away, the lowest first, until a settled board has no more than a front may:
    empty ones, then open ones, pins only if nothing else is left. What is wrong, in words."""
    over = sum(zone["places"] for zone in board["zones"]) - MAX_PLACES
    if over <= 0:
        return []
    pins = _pins(board)
    for keeps in (lambda slot: any(slot.values()), _is_pin, lambda slot: False):
        for zone in reversed(board["zones"]):
            kept = sum(map(keeps, zone["slots"]))
            spare = max(0, min(over, zone["places"] - max(1, kept)))
            over -= spare
            zone["places"] -= spare
            _close_gap(zone["slots"], zone["places"], keeps)
    said = _("A front has at most %(n)d places; some were taken away.") % {"n": MAX_PLACES}
    return [said] if _pins(board) == pins else [said, LAST_PIN]


def as_zone(zone: dict) -> Zone:
    """The zone's kind and title alone."""
    return Zone("x", zone["kind"], zone["title"])


def name_of(zone: dict) -> str:
    return as_zone(zone).name


def _slots(board: Board, key: str) -> list[dict]:
    zone = zone_of(board, key)
    return _filled_up(zone) if zone else []


def _filled_up(zone: dict) -> list[dict]:
    """The zone's slots, as many as it has places."""
    zone["slots"] += [{} for _ in range(zone["places"] - len(zone["slots"]))]
    return zone["slots"]


def _is_pin(slot: dict) -> bool:
    return bool(slot.get("article"))


def _pins(board: Board) -> int:
    return sum(_is_pin(slot) for zone in board["zones"] for slot in zone["slots"])


def _close_gap(slots: list[dict], places: int, keeps=_is_pin) -> None:
    """Drop open places, the lowest first, until there are no more than `places`."""
    for number in range(len(slots) - 1, -1, -1):
        if len(slots) > places and not keeps(slots[number]):
            slots.pop(number)


def _take(board: Board, article: int) -> dict | None:
    """Take a story from where it is pinned; the place is open then."""
    for zone in board["zones"]:
        for number, slot in enumerate(zone["slots"]):
            if slot.get("article") == article:
                zone["slots"][number] = {}
                return slot
    return None
