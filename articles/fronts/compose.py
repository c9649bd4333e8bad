"""A front as readers get it at a moment: eight queries at most, however many zones it has."""

import copy
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from articles import reading
from articles.models import Article, FrontVersion, Section, Tag
from media.models import Image
from newsroom import drawn
from newsroom.keyset import cursor

from . import defaults
from .choose import Choice, choose, spread
from .document import Document, Rule, Zone, read
from .kinds import Layout, Source
from .pools import gather

KEPT = 16  # fronts of one process: the site's, and those of sections


@dataclass(frozen=True)
class Shown:
    """A story at its place. `article` has this place's own headline and picture: not to be saved.

    `eager`: its picture is the one that is seen first.
    """

    article: Article
    choice: Choice
    eager: bool = False

    @property
    def size(self) -> str:
        return self.choice.slot.size

    @property
    def is_pinned(self) -> bool:
        return self.choice.is_pinned


@dataclass(frozen=True)
class ZoneShown:
    """A zone with its stories; `url` is where its heading leads, `next_cursor` what is below."""

    zone: Zone
    heading: str
    url: str
    stories: list[Shown]
    next_cursor: str = ""

    @property
    def hides_heading(self) -> bool:
        """The top of the page needs no words above it, unless somebody gave it some."""
        return self.zone.kind in {"lead", "secondary"} and not self.zone.title

    @property
    def rows(self) -> list[Article]:
        return [shown.article for shown in self.stories]


@dataclass(frozen=True)
class Band:
    """Zones that stand together: one below the other, and what stands beside them."""

    main: list[ZoneShown] = field(default_factory=list)
    side: list[ZoneShown] = field(default_factory=list)
    is_wide: bool = False


@dataclass(frozen=True)
class Composed:
    """A front, filled. Its rows are those of other requests as well: to be read only."""

    zones: list[ZoneShown]
    version: FrontVersion | None = None
    known_by: object = field(default_factory=object)  # the same zones, the same object

    @property
    def bands(self) -> list[Band]:
        bands: list[Band] = []
        for shown in self.zones:
            is_wide = shown.zone.layout == Layout.WIDE
            if is_wide or not bands or bands[-1].is_wide:
                bands.append(Band(is_wide=is_wide))
            is_side = shown.zone.layout == Layout.SIDE
            (bands[-1].side if is_side else bands[-1].main).append(shown)
        return bands

    @property
    def keys(self) -> list[int]:
        """The stories that stand here, but for lists that tell all."""
        zones = [shown for shown in self.zones if not shown.zone.facts.tells_all]
        return [story.article.pk for shown in zones for story in shown.stories]


def front(section: Section | None = None, *, at: datetime | None = None) -> Composed | None:
    """What readers see (saw, will see) at `at`: the site's front, or a section's, if it has one."""
    at = at or timezone.now()
    version = reading.front_version(section, at)
    if version is None and section is not None:
        return None
    document = read(version.document) if version else defaults.of(None)
    return compose(document, at=at, version=version)


def compose(
    document: Document, *, at: datetime | None = None, version: FrontVersion | None = None
) -> Composed:
    """Fill every place of `document` as of `at` (now): what is not visible then stands nowhere."""
    at = at or timezone.now()
    sections, tags = _sections(document), _tags(document)
    zones = [_today(zone, tags) for zone in spread(document, list(sections))]
    pools = gather(zones, at)
    chosen = choose(zones, pools, at)
    keys = {choice.article for choices in chosen for choice in choices}
    # Visible is asked once more: a story may have been withdrawn since its key was read.
    cards = reading.Cards(keys, at)
    candidates = [len(pools.of.get((zone.rule, False), [])) for zone in zones]
    others = timezone.localdate(at), sections, tags, _own_pictures(chosen)
    places = tuple(zones), tuple(map(tuple, chosen)), tuple(candidates)
    known_by = (get_language(), places, cards.known_by, drawn.value(others))
    return replace(_composed(_Found(known_by, *places, cards, *others)), version=version)


@dataclass(frozen=True)
class _Found:
    """What the database said of a front; known by all of it."""

    known_by: tuple
    zones: tuple[Zone, ...] = field(compare=False)
    chosen: tuple[tuple[Choice, ...], ...] = field(compare=False)
    candidates: tuple[int, ...] = field(compare=False)  # for each zone, as far as was looked
    cards: reading.Cards = field(compare=False)
    day: date = field(compare=False)
    sections: dict[int, Section] = field(compare=False)
    tags: dict[int, Tag] = field(compare=False)
    pictures: dict[int, Image] = field(compare=False)


@lru_cache(maxsize=KEPT)
def _composed(found: _Found) -> Composed:
    """The front without its version: one and the same for as long as the same is found."""
    stories, zones = found.cards.by_key(), []
    places = zip(found.zones, found.chosen, found.candidates, strict=True)
    for zone, choices, candidates in places:
        shown = [
            Shown(_as_shown(stories[choice.article], choice, found.pictures, found.day), choice)
            for choice in choices
            if choice.article in stories
        ]
        if shown:
            topic = _topic(zone, found.sections, found.tags)
            more = _cursor(zone, candidates, shown)
            zones.append(ZoneShown(zone, *_heading(zone, topic), shown, more))
    return Composed(_with_eager(zones))


def _sections(document: Document) -> dict[int, Section]:
    """All sections by key, in their order, if the document asks for any."""
    rules = {rule.source for zone in document.zones for rule in [zone.rule]}
    wanted = Source.SECTION in rules or any(zone.facts.repeats for zone in document.zones)
    return {section.pk: section for section in reading.all_sections()} if wanted else {}


def _tags(document: Document) -> dict[int, Tag]:
    rules = [rule for zone in document.zones for rule in (zone.rule, *_own_rules(zone))]
    keys = {rule.key for rule in rules if rule.source == Source.TAG} - {None}
    tags = Tag.objects.now(keys) if keys else {}
    return tags | {tag.pk: tag for tag in tags.values()}


def _own_rules(zone: Zone) -> list[Rule]:
    """Those of its places that have one."""
    return [slot.rule for slot in zone.slots if slot.rule]


def _today(zone: Zone, tags: dict[int, Tag]) -> Zone:
    """The zone with the tags that those of its rules were merged into, if they were."""

    def today(rule: Rule | None) -> Rule | None:
        tag = tags.get(rule.key) if rule and rule.source == Source.TAG else None
        return replace(rule, key=tag.pk) if tag else rule

    slots = tuple(replace(slot, rule=today(slot.rule)) for slot in zone.slots)
    return replace(zone, rule=today(zone.rule), slots=slots)


def _topic(zone: Zone, sections: dict, tags: dict) -> Section | Tag | None:
    return {Source.SECTION: sections, Source.TAG: tags}.get(zone.rule.source, {}).get(zone.rule.key)


def _own_pictures(chosen: list[list[Choice]]) -> dict[int, Image]:
    keys = {choice.slot.picture for choices in chosen for choice in choices} - {None}
    return Image.objects.in_bulk(keys) if keys else {}


def _as_shown(article: Article, choice: Choice, pictures: dict, day: date) -> Article:
    """The story with the headline and picture of this place: a copy, where it has its own. A
    picture without rights is none."""
    picture = article.lead_image
    if (own := pictures.get(choice.slot.picture)) and own.has_rights_on(day):
        picture = own
    elif picture and not picture.has_rights_on(day):
        picture = None
    headline = choice.slot.headline or article.headline
    if (headline, picture) != (article.headline, article.lead_image):
        article = copy.copy(article)
        article.headline, article.lead_image = headline, picture
    return article


def _heading(zone: Zone, topic: Section | Tag | None) -> tuple[str, str]:
    """What stands above a zone, and where that leads."""
    if zone.kind == "feed":
        return zone.title or str(zone.facts.heading), reverse("articles:news")
    if topic is not None and zone.kind in {"section", "tag"}:
        return zone.title or topic.name, topic.get_absolute_url()
    return zone.title or str(zone.facts.heading), ""


def _cursor(zone: Zone, candidates: int, shown: list[Shown]) -> str:
    """Where the News Feed goes on below its last headline."""
    has_more = zone.kind == "feed" and candidates > len(shown)
    return cursor(shown[-1].article) if has_more and zone.rule.source == Source.NEWEST else ""


def _with_eager(zones: list[ZoneShown]) -> list[ZoneShown]:
    """The same, and the first picture of all is fetched first."""
    for zone in zones:
        if zone.zone.facts.tells_all:
            continue
        for place, shown in enumerate(zone.stories):
            if shown.article.lead_image and shown.size != "small":
                zone.stories[place] = Shown(shown.article, shown.choice, eager=True)
                return zones
    return zones
