from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from newsroom import languages


class Translated(models.Model):
    """What ties a story to its translations; written by articles.actions alone."""

    # The uid of the original, on it and on each translation; nothing while there is none
    work = models.UUIDField(null=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["work", "language"], name="article_once_per_language"),
        ]

    def clean(self):
        super().clean()
        if self.work is None:
            return
        others = type(self).objects.translations_of(self)
        if others.filter(language=self.language).exists():
            message = _("Another translation of this story is in this language.")
            raise ValidationError({"language": message})

    @property
    def is_original(self):
        """Whether the others were translated from it."""
        return self.work == self.uid

    @cached_property
    def translations(self):
        """The same story in other languages, as far as readers may see it, the original first.

        One query, and none where there are no translations.
        """
        if self.work is None:
            return []
        found = type(self).objects.published().translations_of(self).for_list()
        return sorted(found, key=lambda other: (not other.is_original, other.language))

    @property
    def direction(self):
        """ "rtl" or "ltr", for the HTML dir attribute."""
        return languages.direction(self.language)

    @property
    def language_name(self):
        """What its language calls itself."""
        return languages.name(self.language)
