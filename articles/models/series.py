from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.querysets import SeriesQuerySet
from media.models import Image
from newsroom.html import SafeHTMLField
from newsroom.imported import Imported
from newsroom.languages import direction, of_settings
from newsroom.slugs import SlugField


def languages():
    """What a series is written in; a function, so that a new language needs no migration."""
    return settings.LANGUAGES


class Series(Imported):
    """Stories that belong together and are read in order; a story is in one at most."""

    name = models.CharField(_("name"), max_length=100)
    slug = SlugField(_("slug"), help_text=_("The address. Made from the name if left blank."))
    standfirst = models.TextField(
        _("standfirst"),
        blank=True,
        help_text=_("One or two sentences: at the head of its page and in the list."),
    )
    introduction = SafeHTMLField(
        _("introduction"),
        blank=True,
        help_text=_("Shown above the parts, on the first page of the series."),
    )
    picture = models.ForeignKey(
        Image,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="series_of",
        help_text=_("Shown at the head of its page and in the list."),
        verbose_name=_("picture"),
    )
    is_numbered = models.BooleanField(
        _("parts are numbered"), default=True, help_text=_("Readers see “Part 2 of 5”.")
    )
    is_finished = models.BooleanField(
        _("finished"), default=False, help_text=_("No more parts are to come.")
    )
    language = models.CharField(
        _("language"), max_length=10, choices=languages, default=of_settings
    )

    objects = SeriesQuerySet.as_manager()

    class Meta(Imported.Meta):
        ordering = ["name"]
        verbose_name = _("series")
        verbose_name_plural = pgettext_lazy("all of them", "series")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("articles:series", args=[self.slug])

    @property
    def direction(self):
        """ "rtl" or "ltr", for the HTML dir attribute."""
        return direction(self.language)

    @property
    def has_been_public(self):
        """Whether readers could ever know its address: one query."""
        return self.parts.filter(first_published_at__lte=timezone.now()).exists()
