"""Where stories for open places are taken from: one query for a whole front.

Each rule gets as many candidates as could be taken from it higher up, and no more: so the cost
grows with the places of a front, never with the archive.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from articles import reads
from articles.models import Article

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
    visible = Article.objects.published(at)
    pins = {slot.article for zone in zones for slot in zone.slots if slot.holds(at)}
    sizes = _sizes(zones, len(pins))
    most_read = reads.most_read(at) if any(w[0].source == Source.READ for w in sizes) else []
    parts = {want: _part(visible, want, size, at, most_read) for want, size in sizes.items()}
    parts = {want: part for want, part in parts.items() if part is not None}
    asked = list(parts.values())
    if pins:
        asked.append(visible.filter(pk__in=pins))
    found = Article.objects.keys_of(asked)
    pools = Pools(set(found.pop()) if pins else set(), dict(zip(parts, found, strict=True)))
    rank = {key: place for place, key in enumerate(most_read)}
    for want, keys in pools.of.items():
        if want[0].source == Source.READ:
            keys.sort(key=rank.__getitem__)
    return pools


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


def _part(visible, want: Want, size: int, at: datetime, most_read: list[int]):
    """The query of one rule, or None where it finds nothing."""
    rule, needs_picture = want
    newest = visible.newest_first()
    if rule.source == Source.SECTION:
        newest = newest.in_section(rule.key)
    elif rule.source == Source.TAG:
        newest = newest.tagged(rule.key)
    elif rule.source == Source.KIND:
        newest = newest.filter(kind=rule.key)
    elif rule.source == Source.READ:
        newest = newest.filter(pk__in=most_read)
    is_empty = rule.source == Source.READ and not most_read
    if is_empty or rule.source == Source.NOTHING or (rule.key is None and rule.source in KEYED):
        return None
    if needs_picture:
        newest = _with_picture(visible, newest[:WINDOW], at)
    return newest if rule.source == Source.READ else newest[:size]


def _with_picture(visible, newest, at: datetime):
    """Those of the `newest` that have a picture to show: an archive is not searched for one."""
    day = timezone.localdate(at)
    has_rights = Q(lead_image__rights_expire_on=None) | Q(lead_image__rights_expire_on__gte=day)
    pictured = visible.filter(has_rights, pk__in=newest.values("pk"), lead_image__isnull=False)
    return pictured.newest_first()
