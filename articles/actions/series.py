"""The write door of series: what they are, and the order of their parts."""

from collections.abc import Iterable

from django.db import transaction

from articles.models import Article, Series
from articles.models.connected import LAST_PART
from authors.models import User
from newsroom import slugs
from newsroom.rights import require

from .topics import delete_with_redirects


@transaction.atomic
def save_series(series: Series, *, by: User | None) -> Series:
    """Store a series; a new one gets its slug, a moved one leaves a redirect if readers knew it."""
    require(by, "change" if series.pk else "add", series)
    slugs.save_with_slug(series, source=series.name)
    return series


@transaction.atomic
def order_series(series: Series, keys: Iterable[int], *, by: User | None) -> None:
    """Put the parts with these keys in this order; those that are not named come after them.

    The order belongs to the series, not to the text of a story: it makes no version of one.
    """
    require(by, "change", series)
    wanted = {key: place for place, key in enumerate(dict.fromkeys(keys), start=1)}
    parts = series.parts.select_for_update().order_by("pk").values_list("pk", "series_position")
    for key, position in list(parts):
        place = min(wanted.get(key, LAST_PART), LAST_PART)
        if place != position:
            Article.objects.filter(pk=key).update(series_position=place)


def delete_series(series: Series, *, by: User | None) -> None:
    """Remove a series without parts; ProtectedError if it has some."""
    delete_with_redirects(series, by=by)
