"""Where stories for open places are taken from: one query for a whole front.

Each rule gets as many candidates as could be taken from it higher up, and no more: so the cost
grows with the places of a front, never with the archive.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from articles import reads
from articles.models import Article
from articles.planned import CompiledParts
from newsroom.compiled import padded

from .document import Rule, Zone
from .kinds import Source

LOOK = 5  # an open lead prefers a story with a picture among so many
WINDOW = 300  # the newest stories among which one with a picture is looked for
KEYED = {Source.SECTION, Source.TAG, Source.KIND}
Want = tuple[Rule, bool]  # the rule, and whether stories need a picture


@dataclass
class Pools:
    """`pinned`: pinned stories that are visible. `of`: candidates of each rule, best first."""

    pinned: set[int] = field(default_factory=set)
    of: dict[Want, list[int]] = field(default_factory=dict)


def gather(zones: list[Zone], at: datetime) -> Pools:
    """Candidates for every open place of `zones`, visible at `at`."""
    pins = {slot.article for zone in zones for slot in zone.slots if slot.holds(at)}
    sizes = _sizes(zones, len(pins))
    most_read = reads.most_read(at) if any(w[0].source == Source.READ for w in sizes) else []
    wanted = {want: size for want, size in sizes.items() if _finds(want[0], most_read)}
    found = [_newest_first(rows) for rows in _found(wanted, pins, at, most_read)]
    pools = Pools(set(found.pop()) if pins else set(), dict(zip(wanted, found, strict=True)))
    rank = {key: place for place, key in enumerate(most_read)}
    for want, keys in pools.of.items():
        if want[0].source == Source.READ:
            keys.sort(key=rank.__getitem__)
    return pools


def _finds(rule: Rule, most_read: list[int]) -> bool:
    if rule.source == Source.READ:
        return bool(most_read)
    return rule.source != Source.NOTHING and not (rule.key is None and rule.source in KEYED)


def _found(wanted: dict[Want, int], pins: set, at: datetime, most_read: list[int]) -> list:
    """Hours and keys for each want, and last of what is pinned."""
    values = {"at": at}
    if any(needs_picture for _rule, needs_picture in wanted):
        values["day"] = timezone.localdate(at)
    if any(rule.source == Source.READ for rule, _ in wanted):
        values["most_read"] = padded(most_read)
    if pins:
        values["pins"] = padded(pins)
    return _PARTS(tuple(wanted.items()), **values) if wanted or pins else []


def _newest_first(rows: list[tuple]) -> list[int]:
    return [key for _hour, key in sorted(rows, reverse=True)]


def _sizes(zones: list[Zone], pins: int) -> dict[Want, int]:
    """How many candidates each rule needs at most."""
    sizes: dict[Want, int] = {}
    taken: list[Rule] = []  # a rule for every place further up
    for zone in zones:
        rules = {place: zone.rule_of(place) for place in range(zone.places)}
        if not zone.facts.tells_all:
            taken += rules.values()
        for rule in set(rules.values()):
            rivals = sum(_overlap(rule, other) for other in taken)
            size = pins + rivals if not zone.facts.tells_all else zone.places + 1
            wants = [(rule, zone.facts.needs_picture)]
            if zone.kind == "lead":
                size += LOOK
                wants.append((rule, True))
            for want in wants:
                sizes[want] = max(size, sizes.get(want, 0))
    return sizes


def _overlap(one: Rule, other: Rule) -> bool:
    """Whether a story may fit both: it is of one section and of one kind."""
    is_apart = one.source == other.source and one.source in {Source.SECTION, Source.KIND}
    return not (is_apart and one.key != other.key)


def _parts(wanted, at, day=None, most_read=(), pins=()) -> list:
    """The query of each want, which reads a few rows of its own index; and that of the pins."""
    visible = Article.objects.published(at)
    parts = []
    for (rule, needs_picture), size in wanted:
        newest = _filled(visible.newest_first(), rule, most_read)
        if needs_picture:
            newest = _with_picture(visible, newest[:WINDOW], day)
        parts.append(newest if rule.source == Source.READ else newest[:size])
    return [*parts, visible.filter(pk__in=pins)] if pins else parts


_PARTS = CompiledParts(_parts, "published_at", "pk")


def _filled(newest, rule: Rule, most_read: tuple):
    if rule.source == Source.SECTION:
        return newest.in_section(rule.key)
    if rule.source == Source.TAG:
        return newest.tagged(rule.key)
    if rule.source == Source.KIND:
        return newest.filter(kind=rule.key)
    return newest.filter(pk__in=most_read) if rule.source == Source.READ else newest


def _with_picture(visible, newest, day: date):
    """Those of the `newest` that have a picture to show: an archive is not searched for one."""
    has_rights = Q(lead_image__rights_expire_on=None) | Q(lead_image__rights_expire_on__gte=day)
    pictured = visible.filter(has_rights, pk__in=newest.values("pk"), lead_image__isnull=False)
    return pictured.newest_first()
