"""A front as its editors made it: zones in order, each with its places. Typed, read from JSON.

Keys in it are not foreign keys: a section, tag, story or picture may be gone. A document stays
good then; articles.fronts.compose passes over what it does not find.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from .kinds import KINDS, Layout, Size, Source, ZoneKind

MAX_ZONES = 30
MAX_PLACES = 200  # of all zones
MAX_HEADLINE = 250
MAX_TITLE = 100
BIGGEST_KEY = 2**63 - 1


@dataclass(frozen=True)
class Rule:
    """What fills a place nobody pinned: `key` is of the section or tag, or the name of the kind."""

    source: str = Source.NEWEST
    key: int | str | None = None

    def as_json(self) -> dict:
        return {"source": str(self.source)} | ({} if self.key is None else {"key": self.key})


@dataclass(frozen=True)
class Slot:
    """A place: pinned to `article`, or open, and then filled by `rule` (None: the zone's).

    The headline, the picture and `until` are those of this place alone.
    """

    article: int | None = None
    until: datetime | None = None
    headline: str = ""
    picture: int | None = None
    size: str = Size.NORMAL
    rule: Rule | None = None

    @property
    def is_pin(self) -> bool:
        return self.article is not None

    @property
    def says_nothing(self) -> bool:
        return self == Slot()

    def holds(self, at: datetime) -> bool:
        """Whether it is pinned at that moment."""
        return self.is_pin and (self.until is None or self.until > at)

    def as_json(self) -> dict:
        said = {
            "article": self.article,
            "until": self.until.isoformat() if self.until else None,
            "headline": self.headline,
            "picture": self.picture,
            "size": str(self.size),
            "rule": self.rule.as_json() if self.rule else None,
        }
        return {name: value for name, value in said.items() if value not in (None, "")}


@dataclass(frozen=True)
class Zone:
    """A part of the page. `id` stays with it from version to version; `slots` are its first
    places, the others up to `places` are open."""

    id: str
    kind: str
    title: str = ""
    places: int = 4
    layout: str = Layout.WIDE
    rule: Rule = field(default_factory=Rule)
    slots: tuple[Slot, ...] = ()

    @property
    def facts(self) -> ZoneKind:
        return KINDS[self.kind]

    @property
    def takes_pins(self) -> bool:
        return not (self.facts.tells_all or self.facts.repeats)

    @property
    def name(self) -> str:
        """What editors call it."""
        return self.title or str(self.facts.label)

    def slot(self, place: int) -> Slot:
        return self.slots[place] if place < len(self.slots) else Slot()

    def rule_of(self, place: int) -> Rule:
        return self.slot(place).rule or self.rule

    def as_json(self) -> dict:
        return {
            "id": self.id,
            "kind": self.kind,
            "title": self.title,
            "places": self.places,
            "layout": str(self.layout),
            "rule": self.rule.as_json(),
            "slots": [slot.as_json() for slot in self.slots],
        }


@dataclass(frozen=True)
class Document:
    zones: tuple[Zone, ...] = ()

    def as_json(self) -> dict:
        return {"zones": [zone.as_json() for zone in self.zones]}

    def pins(self) -> list[tuple[Zone, int, Slot]]:
        """Every pinned place, from top to bottom."""
        return [
            (zone, place, slot)
            for zone in self.zones
            for place, slot in enumerate(zone.slots)
            if slot.is_pin
        ]

    @property
    def ends_of_pins(self) -> list[datetime]:
        """The hours at which places are pinned no longer."""
        return [slot.until for _zone, _place, slot in self.pins() if slot.until]


def parse(raw) -> Document:
    """The document that `raw` (from JSON) is; ValidationError that says where it is wrong."""
    reading = _Reading()
    document = reading.document(raw)
    if reading.faults:
        raise ValidationError(reading.faults)
    return document


def read(raw) -> Document:
    """The same of what was stored once: whatever cannot be read in it is passed over."""
    return _Reading().document(raw)


class _Reading:
    """One walk through a document; notes every fault and goes on without the faulty part."""

    def __init__(self):
        self.faults: list[str] = []
        self.where = ""
        self.pinned: set[int] = set()

    def document(self, raw) -> Document:
        zones = raw.get("zones") if isinstance(raw, dict) else None
        if not isinstance(zones, list):
            self.faults.append(_("A front is a list of zones."))
            return Document()
        if len(zones) > MAX_ZONES:
            self.faults.append(_("A front has at most %(n)d zones.") % {"n": MAX_ZONES})
        found: dict[str, Zone] = {}
        left = MAX_PLACES
        for number, part in enumerate(zones[:MAX_ZONES], start=1):
            self.where = _("Zone %(number)d") % {"number": number}
            zone = self._zone(part)
            if zone and zone.id in found:
                self._fault(_("there is another with the same id."))
            elif zone and zone.places > left:
                self._fault(_("a front has at most %(n)d places.") % {"n": MAX_PLACES})
            elif zone:
                found[zone.id] = zone
                left -= zone.places
        return Document(tuple(found.values()))

    def _fault(self, words: str) -> None:
        self.faults.append(f"{self.where}: {words}")

    def _zone(self, raw) -> Zone | None:
        kind = raw.get("kind") if isinstance(raw, dict) else None
        facts = KINDS.get(kind) if isinstance(kind, str) else None
        name = raw.get("id") if facts else None
        if not (isinstance(name, str) and name.isascii() and name.isalnum() and len(name) <= 16):
            self._fault(_("this is no zone."))
            return None
        title = self._line(raw.get("title", ""), MAX_TITLE, _("the title"))
        self.where = f"{self.where} ({title or facts.label})"
        places = raw.get("places", facts.places)
        if type(places) is not int or not 1 <= places <= facts.most:
            self._fault(_("it has between 1 and %(most)d places.") % {"most": facts.most})
            places = facts.places
        layout = raw.get("layout", facts.layout)
        if layout not in Layout.values:
            self._fault(_("it cannot stand there."))
            layout = facts.layout
        rule = self._rule(raw.get("rule", {"source": "nothing"})) or Rule(Source.NOTHING)
        zone = Zone(name, kind, title, places, layout, rule)
        slots = raw.get("slots", []) if zone.takes_pins else []
        return Zone(name, kind, title, places, layout, rule, self._slots(slots, places))

    def _slots(self, raw, places: int) -> tuple[Slot, ...]:
        if not isinstance(raw, list) or len(raw) > places:
            self._fault(_("more is in it than it has places."))
            raw = raw[:places] if isinstance(raw, list) else []
        zone, slots = self.where, []
        for number, part in enumerate(raw, start=1):
            self.where = _("%(zone)s, place %(number)d") % {"zone": zone, "number": number}
            slots.append(self._slot(part))
        self.where = zone
        while slots and slots[-1].says_nothing:
            slots.pop()
        return tuple(slots)

    def _slot(self, raw) -> Slot:
        if not isinstance(raw, dict):
            self._fault(_("this is no place."))
            return Slot()
        rule = self._rule(raw["rule"]) if raw.get("rule") else None
        size = raw.get("size", "")
        if size not in Size.values:
            self._fault(_("there is no such size."))
            size = Size.NORMAL
        article = self._key(raw.get("article"), _("the story"))
        if article is None:
            return Slot(rule=rule, size=size)
        if article in self.pinned:
            self._fault(_("this story is pinned in another place already."))
            return Slot(rule=rule, size=size)
        self.pinned.add(article)
        return Slot(
            article=article,
            until=self._hour(raw.get("until")),
            headline=self._line(raw.get("headline", ""), MAX_HEADLINE, _("the headline")),
            picture=self._key(raw.get("picture"), _("the picture")),
            size=size,
            rule=rule,
        )

    def _rule(self, raw) -> Rule | None:
        source = raw.get("source") if isinstance(raw, dict) else None
        if source not in Source.values:
            self._fault(_("there is no such rule."))
            return None
        key = raw.get("key")
        if source in {Source.SECTION, Source.TAG}:
            key = self._key(key, _("the section or tag"))
        elif source == Source.KIND:
            key = key if isinstance(key, str) and len(key) <= 20 else None
        else:
            return Rule(source)
        return Rule(source, key)

    def _key(self, value, what: str) -> int | None:
        if value is None:
            return None
        if type(value) is not int or not 0 < value <= BIGGEST_KEY:
            self._fault(_("%(what)s has no key like this.") % {"what": what})
            return None
        return value

    def _line(self, value, longest: int, what: str) -> str:
        line = " ".join(value.split()) if isinstance(value, str) else None
        if line is None or len(line) > longest or "\x00" in line:
            self._fault(
                _("%(what)s is a line of at most %(n)d characters.") % {"what": what, "n": longest}
            )
            return ""
        return line

    def _hour(self, value) -> datetime | None:
        if value is None:
            return None
        try:
            hour = parse_datetime(value) if isinstance(value, str) else None
        except ValueError:
            hour = None
        if hour is None or hour.utcoffset() is None:
            self._fault(_("“until” is no hour."))
            return None
        return hour
