"""The newest stories that belong to a tag or to an author.

PostgreSQL weighs walking down the archive against sorting all that belong. SQLite sorts, which
takes the longer the more there are: 75 ms for five thousand. So there the newest of the archive are
looked through first, in indexes alone; who writes much, or is written of much, is found among them.
"""

from datetime import datetime

from django.db import connections, models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from newsroom.compiled import Compiled

from .workflow import Status

FEW = 200  # stories, which are sorted as soon as the newest of the archive are looked through
LOOK = 5_000  # stories of the archive
SPARE = 10  # of what is found there, a reader may not see all


class BelongingQuerySet(models.QuerySet):
    """The part of ArticleQuerySet that lists what a tag or an author has."""

    def newest_among(self, belonging: models.QuerySet, size: int, till: datetime | None = None):
        """A list: the first `size` of these stories, newest first and none later than `till`, to
        which rows of `belonging` refer as their `article`. These must be visible: published()."""
        if connections[self.db].vendor == "sqlite" and _are_many(belonging):
            keys = self._keys_of_newest(belonging, size + SPARE, till or timezone.now())
            found = sorted(self.filter(pk__in=keys).order_by(), key=_hour_and_key, reverse=True)
            if len(found) >= size:
                return found[:size]
        return list(self.filter(pk__in=belonging.values("article")).newest_first()[:size])

    def _keys_of_newest(self, belonging, size: int, till: datetime) -> list[int]:
        recent = _published(self.model, till)
        if since := _HOUR.first(self.model, LOOK, till=till):
            recent = recent.filter(published_at__gte=since)
        belongs = Exists(belonging.order_by().filter(article=OuterRef("pk")))
        return list(recent.filter(belongs).values_list("pk", flat=True)[:size])


def _are_many(belonging: models.QuerySet) -> bool:
    return len(belonging.order_by().values_list("article")[: FEW + 1]) > FEW


def _published(model, till: datetime) -> models.QuerySet:
    """All that published() finds and some that is over or under embargo: an index alone tells."""
    published = model.objects.filter(status=Status.PUBLISHED, published_at__lte=till)
    return published.order_by("-published_at", "-pk")


def _hour(model, place: int, till: datetime) -> models.QuerySet:
    """When the story at this place from the top was published."""
    return _published(model, till).values_list("published_at", flat=True)[place:][:1]


def _hour_and_key(story) -> tuple[datetime, int]:
    return story.published_at, story.pk


_HOUR = Compiled(_hour)
