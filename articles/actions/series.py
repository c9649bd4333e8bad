"""The write door of series: what they are, and the order of their parts."""

from collections.abc import Iterable

from django.db import transaction

from articles.models import Article, Series
from articles.models.connected import LAST_PART
from authors.models import User
from newsroom import edge, slugs
from newsroom.rights import require

from . import rows
from .topics import delete_with_redirects


@transaction.atomic
def save_series(series: Series, *, by: User | None) -> Series:
    """Store a series; a new one gets its slug, a moved one leaves a redirect if readers knew it."""
    require(by, "change" if series.pk else "add", series)
    is_new = series.pk is None
    slugs.save_with_slug(series, source=series.name)
    if not is_new:  # before a part of it is out, readers do not know of it
        edge.publish()
    return series


@transaction.atomic
def order_series(series: Series, keys: Iterable[int], *, by: User | None) -> None:
    """Put the parts with these keys in this order; those that are not named come after them.

    The order belongs to the series, not to the text of a story: it makes no version of one.
    """
    require(by, "change", series)
    wanted = {key: place for place, key in enumerate(dict.fromkeys(keys), start=1)}
    parts = series.parts.select_for_update(of=("self",)).order_by("pk")
    moved = []
    for part in parts.only("series_position", "status"):
        place = min(wanted.get(part.pk, LAST_PART), LAST_PART)
        if place != part.series_position:
            Article.objects.filter(pk=part.pk).update(series_position=place)
            moved.append(part)
    rows.told_readers(*moved)


def delete_series(series: Series, *, by: User | None) -> None:
    """Remove a series without parts; ProtectedError if it has some."""
    delete_with_redirects(series, by=by)
