from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from articles.querysets import SeriesQuerySet
from media.models import Image
from newsroom.html import SafeHTMLField
from newsroom.imported import Imported
from newsroom.slugs import SlugField


def languages():
    """What a series is written in; a function, so that a new language needs no migration."""
    return settings.LANGUAGES


class Series(Imported):
    """Stories that belong together and are read in order; a story is in one at most."""

    name = models.CharField(max_length=100)
    slug = SlugField(help_text="The address. Made from the name if left blank.")
    standfirst = models.TextField(
        blank=True, help_text="One or two sentences: at the head of its page and in the list."
    )
    introduction = SafeHTMLField(
        blank=True, help_text="Shown above the parts, on the first page of the series."
    )
    picture = models.ForeignKey(
        Image,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="series_of",
        help_text="Shown at the head of its page and in the list.",
    )
    is_numbered = models.BooleanField(
        "parts are numbered", default=True, help_text="Readers see “Part 2 of 5”."
    )
    is_finished = models.BooleanField(
        "finished", default=False, help_text="No more parts are to come."
    )
    language = models.CharField(max_length=10, choices=languages, default=settings.LANGUAGE_CODE)

    objects = SeriesQuerySet.as_manager()

    class Meta(Imported.Meta):
        ordering = ["name"]
        verbose_name_plural = "series"

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("articles:series", args=[self.slug])

    @property
    def direction(self):
        """ "rtl" or "ltr", for the HTML dir attribute."""
        from .stories import RIGHT_TO_LEFT

        return "rtl" if self.language.split("-")[0] in RIGHT_TO_LEFT else "ltr"

    @property
    def has_been_public(self):
        """Whether readers could ever know its address: one query."""
        return self.parts.filter(first_published_at__lte=timezone.now()).exists()
