from django.core.validators import MinLengthValidator
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.querysets import CommentQuerySet
from authors.models import User

from .shares import ShareLink


class Comment(models.Model):
    """A note on a story for the desk: a question, or an answer to one (`parent`)."""

    MAX_LENGTH = 5_000

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="comments"
    )
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="answers")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(
        gettext_lazy("name"), max_length=150, blank=True
    )  # of a reader of a share link
    link = models.ForeignKey(ShareLink, on_delete=models.SET_NULL, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=0)
    text = models.TextField(
        gettext_lazy("text"), validators=[MinLengthValidator(1)], max_length=MAX_LENGTH
    )
    mentions = models.ManyToManyField(
        User,
        related_name="mentioned_in",
        verbose_name=gettext_lazy("mentions"),
    )
    created_at = models.DateTimeField(auto_now_add=True)
    resolved_at = models.DateTimeField(gettext_lazy("resolved at"), null=True)
    resolved_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=gettext_lazy("resolved by"),
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("note")
        verbose_name_plural = gettext_lazy("notes")
        ordering = ["pk"]

    def __str__(self):
        return self.text[:80]

    @property
    def author(self):
        """Who wrote it, in words."""
        if self.by:
            return str(self.by)
        return _("%(name)s (from outside)") % {"name": self.name or _("A reader")}

    @property
    def thread(self):
        """The note that began it all."""
        return self.parent or self

    @property
    def is_open(self):
        """Whether somebody still has to look at its thread."""
        return self.thread.resolved_at is None
