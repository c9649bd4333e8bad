"""What the page of the editor draws of a front in hand: its zones, and what stands where now."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.fronts import edits
from articles.fronts.compose import Composed, compose
from articles.fronts.document import Zone, read
from articles.fronts.kinds import KINDS, Layout, Size, Source
from articles.models import Article, Section, Tag
from media.models import Image

SHOWN_TAGS = 100  # suggested; any other can be typed


@dataclass
class Row:
    """A place: what is pinned there, what readers would see there now, and why if these differ."""

    name: str
    zone: str
    index: int
    slot: dict
    story: Article | None = None
    pinned: Article | None = None
    why: str = ""
    until: datetime | None = None
    picture: Image | None = None
    rule: str = ""
    tag: str = ""

    @property
    def key(self) -> str:
        """Of its own fields that are no part of the front: searches."""
        return f"{self.zone}-{self.index}"

    @property
    def size_label(self) -> str:
        return Size(self.slot.get("size", "")).label

    @property
    def is_pin(self) -> bool:
        return bool(self.slot.get("article"))

    @property
    def title(self) -> str:
        if self.is_pin:
            return self.pinned.headline if self.pinned else _("(a story that is gone)")
        return self.story.headline if self.story else ""

    @property
    def fills(self) -> bool:
        """Whether a rule fills the place of a pin that shows nothing."""
        return self.is_pin and self.story is not None and self.story.pk != self.slot["article"]


@dataclass
class ZoneRow:
    zone: Zone
    rule: str
    tag: str
    rows: list[Row] = field(default_factory=list)
    stories: list[Article] = field(default_factory=list)
    targets: list[Zone] = field(default_factory=list)


@dataclass
class Found:
    """What the board refers to, by key."""

    pinned: dict[int, Article]
    images: dict[int, Image]
    tags: dict[int, str]
    shown: dict[tuple[str, int], Article]


def drawn(board: dict) -> dict:
    """Everything the board's templates read; eight queries at most beside those of compose()."""
    document = read(board)
    pictures = {slot.picture for _zone, _place, slot in document.pins()} - {None}
    found = Found(
        pinned=_pinned(document),
        images=Image.objects.in_bulk(pictures) if pictures else {},
        tags=_tag_names(board),
        shown=_shown(compose(document)),
    )
    takers = [zone for zone in document.zones if zone.takes_pins]
    sent = {zone["id"]: zone for zone in board["zones"]}
    zones, count = [], 0
    for zone in document.zones:
        raw = sent[zone.id]
        row = ZoneRow(zone, _rule(raw["rule"]), found.tags.get(raw["rule"].get("key"), ""))
        row.targets = [other for other in takers if other.id != zone.id]
        own = (zone.id, f"{zone.id}-")  # those of a zone that repeats have its id and a key
        row.stories = [
            s for (key, _p), s in found.shown.items() if key == own[0] or key.startswith(own[1])
        ]
        for place in range(zone.places if zone.takes_pins else 0):
            slot = raw["slots"][place] if place < len(raw["slots"]) else {}
            story = found.shown.get((zone.id, place))
            row.rows.append(_row(Row(f"s{count}", zone.id, place, slot, story), found))
            count += 1
        zones.append(row)
    return {"zones": zones, **choices()}


def choices() -> dict:
    """What the selects offer."""
    return {
        "kinds": [(key, kind.label) for key, kind in KINDS.items()],
        "layouts": Layout.choices,
        "sizes": Size.choices,
        "sources": [(s.value, s.label) for s in (Source.NEWEST, Source.READ, Source.NOTHING)],
        "kind_rules": [(f"kind:{key}", label) for key, label in Article.Kind.choices],
        "section_rules": [(f"section:{s.pk}", s.name) for s in Section.objects.all()],
        "tags": Tag.objects.order_by("-pk").values_list("name", flat=True)[:SHOWN_TAGS],
    }


def _row(row: Row, found: Found) -> Row:
    """The same, with what it refers to."""
    slot = row.slot
    row.rule = _rule(slot.get("rule"))
    row.tag = found.tags.get((slot.get("rule") or {}).get("key"), "")
    if row.is_pin:
        row.pinned = found.pinned.get(slot["article"])
        row.picture = found.images.get(slot.get("picture"))
        hour = parse_datetime(slot["until"]) if slot.get("until") else None
        row.until = timezone.localtime(hour) if hour else None
        row.why = _why_not(row.pinned, hour)
    return row


def _why_not(story: Article | None, until) -> str:
    """Why readers do not see a pinned story, "" if they do."""
    if story is None:
        return _("It was deleted.")
    if until and until <= timezone.now():
        return _("The pin is over.")
    if story.is_visible:
        return ""
    if story.is_scheduled:
        hour = date_format(timezone.localtime(story.goes_live_at), "DATETIME_FORMAT")
        return _("Goes live on %(hour)s.") % {"hour": hour}
    if story.status == Article.Status.PUBLISHED:
        return _("It has expired.")
    return _("It is not out: %(status)s.") % {"status": story.get_status_display().lower()}


def _shown(composed: Composed) -> dict[tuple[str, int], Article]:
    return {
        (zone.zone.id, story.choice.place): story.article
        for zone in composed.zones
        for story in zone.stories
    }


def _pinned(document) -> dict[int, Article]:
    keys = {slot.article for _zone, _place, slot in document.pins()}
    return Article.objects.for_related().in_bulk(keys) if keys else {}


def _tag_names(board: dict) -> dict[int, str]:
    rules = [zone["rule"] for zone in board["zones"]]
    rules += [slot["rule"] for zone in board["zones"] for slot in zone["slots"] if "rule" in slot]
    keys = {rule.get("key") for rule in rules if rule["source"] == Source.TAG} - {None}
    found = Tag.objects.now(keys) if keys else {}
    return {key: tag.name for key, tag in found.items()}


def _rule(raw: dict | None) -> str:
    """A rule as the select has it."""
    if not raw:
        return ""
    has_key = raw["source"] in {Source.SECTION, Source.KIND}
    return f"{raw['source']}:{raw.get('key', '')}" if has_key else str(raw["source"])


def board_of(document) -> dict:
    """A document as the buttons change it."""
    board = document.as_json()
    edits.settle(board)
    return board
