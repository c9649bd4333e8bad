"""The page that says what a front looked like at an hour gone by."""

from datetime import UTC, datetime

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.fronts import compose
from articles.fronts.document import read
from articles.models import Article, Front, FrontShown

from . import places
from .preview import TYPED, HourForm


def past(request, place, model_admin):
    """Stories in order by zone at `?at=` (now), with the changes before and after it."""
    front = places.front_at(request, place)
    form = HourForm(request.GET)
    at = form.cleaned_data.get("at") if form.is_valid() else None
    now = timezone.now()
    is_future = at is not None and at > now
    moment = now if at is None or is_future else at
    shown = FrontShown.objects.at(front, moment) if front.pk else None
    zones, version = _written(front, shown) if shown else _reckoned(front, moment)
    context = places.context(
        request, model_admin, front, _("Past"),
        form=form, at=moment, typed=timezone.localtime(moment).strftime(TYPED),
        is_future=is_future, shown=shown, zones=zones, version=version,
        **_neighbours(front, shown, moment),
    )  # fmt: skip
    return render(request, "admin/articles/front/past.html", context)


def _written(front: Front, shown: FrontShown) -> tuple[list, int]:
    """What was written down; headlines are of today, but for those a pin brought along."""
    version = places.versions_of(front).filter(number=shown.version).first()
    pins = read(version.document).pins() if version else []
    own = {(zone.id, slot.article): slot.headline for zone, _place, slot in pins}
    keys = {key for _id, _heading, stories in shown.zones for key in stories}
    found = Article.objects.for_list().in_bulk(keys)
    zones = [
        (heading, [(found.get(key), own.get((zone, key), "")) for key in stories])
        for zone, heading, stories in shown.zones
    ]
    return zones, shown.version


def _reckoned(front: Front, moment: datetime) -> tuple[list, int]:
    """What the version of that hour makes of today's stories, where nothing was written down."""
    composed = compose.front(front.section, at=moment)
    if composed is None:
        return [], 0
    zones = [
        (zone.heading, [(story.article, "") for story in zone.stories]) for zone in composed.zones
    ]
    return zones, composed.version.number if composed.version else 0


def _neighbours(front: Front, shown: FrontShown | None, moment: datetime) -> dict:
    """The hours of the change before and after what is shown."""
    if not front.pk:
        return {}
    rows = FrontShown.objects.filter(front=front)
    since = shown.at if shown else moment
    before = rows.filter(at__lt=since).order_by("-at").first()
    after = rows.filter(at__gt=moment).order_by("at").first()
    return {
        name: _typed_after(row.at) if row else ""
        for name, row in (("before", before), ("after", after))
    }


def _typed_after(hour: datetime) -> str:
    """The moment it was first shown, in UTC: of an hour that comes twice it may be the first."""
    return f"{hour.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}Z"
