from django.core.validators import MinLengthValidator
from django.db import models

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
    name = models.CharField(max_length=150, blank=True)  # of a reader of a share link
    link = models.ForeignKey(ShareLink, on_delete=models.SET_NULL, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=0)
    text = models.TextField(validators=[MinLengthValidator(1)], max_length=MAX_LENGTH)
    mentions = models.ManyToManyField(User, related_name="mentioned_in")
    created_at = models.DateTimeField(auto_now_add=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "note"

    def __str__(self):
        return self.text[:80]

    @property
    def author(self):
        """Who wrote it, in words."""
        return str(self.by) if self.by else f"{self.name or 'A reader'} (from outside)"

    @property
    def thread(self):
        """The note that began it all."""
        return self.parent or self

    @property
    def is_open(self):
        """Whether somebody still has to look at its thread."""
        return self.thread.resolved_at is None
