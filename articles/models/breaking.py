from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.querysets import BreakingBarQuerySet
from authors.models import User


class BreakingBar(models.Model):
    """A line above every page for some hours: words, a story, or words that lead to a story.

    A new bar ends the one before. Rows stay: what readers were told is on the record.
    """

    MAX_LENGTH = 160

    text = models.CharField(_("text"), max_length=MAX_LENGTH, blank=True)
    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    begins_at = models.DateTimeField(_("begins at"))
    ends_at = models.DateTimeField(_("ends at"))
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ended_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("ended by"),
    )

    objects = BreakingBarQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        permissions = [("edit_breaking", "Can put breaking news above every page")]
        ordering = ["-begins_at", "-pk"]
        verbose_name = _("breaking news")
        verbose_name_plural = _("breaking news")
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") | Q(article__isnull=False), name="breaking_says_something"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("begins_at")), name="breaking_ends_after_it_begins"
            ),
        ]
        indexes = [models.Index("ends_at", name="breaking_ends")]

    def __str__(self):
        return self.text or (self.article.headline if self.article_id else "")

    @property
    def is_on(self):
        return self.begins_at <= timezone.now() < self.ends_at
