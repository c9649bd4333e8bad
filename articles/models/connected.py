from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .series import Series

LAST_PART = 32_767  # where a story stands in a series that nobody has put in order yet


class Connected(models.Model):
    """How a story leads on to others, and how it ages.

    `series`, `related` and `is_timeless` are part of what is written (articles.revisions); the
    place in the series is arranged for all of its parts at once, by actions.order_series().
    """

    series = models.ForeignKey(
        Series,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,  # article_series_parts begins with it
        related_name="parts",
        help_text=_("It joins as the last part; the order is arranged on the page of the series."),
        verbose_name=_("series"),
    )
    series_position = models.PositiveSmallIntegerField(
        _("series position"), default=LAST_PART, editable=False
    )
    related = models.JSONField(
        _("more on this"),
        default=list,
        blank=True,
        help_text=_(
            "Stories to go on with, in this order. Places left open are filled with the "
            "newest on the same topics."
        ),
    )
    is_timeless = models.BooleanField(
        _("timeless"),
        default=False,
        help_text=_("Readers are not told how old it is once it is more than a year old."),
    )

    class Meta:
        abstract = True
        indexes = [
            # A series in reading order; the status is in it as in the feeds of stories.
            models.Index(
                "series",
                "status",
                "series_position",
                "published_at",
                "id",
                condition=Q(series__isnull=False),
                name="article_series_parts",
            ),
        ]

    @property
    def years_to_tell(self) -> int:
        """How many full years ago readers first saw it, if they should be told; else 0."""
        first = self.first_published_at or self.published_at
        if first is None or self.is_timeless or self.kind in self.AGELESS:
            return 0
        return full_years(timezone.localdate(first), timezone.localdate())


def full_years(start: date, end: date) -> int:
    """Years between two days as people count them; from 29 February on 1 March in other years."""
    return max(0, end.year - start.year - ((end.month, end.day) < (start.month, start.day)))
