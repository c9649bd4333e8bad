from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.querysets import NoticeQuerySet
from authors.models import User

from .comments import Comment


class Notice(models.Model):
    """What happened to a story, told to one account; written by articles.actions.tell()."""

    class Kind(models.TextChoices):
        ASSIGNED = "assigned", _("Assigned to you")
        UNASSIGNED = "unassigned", _("No longer assigned to you")
        SUBMITTED = "submitted", _("Waits for review")
        SENT_BACK = "sent-back", _("Sent back")
        APPROVED = "approved", _("Approved")
        SCHEDULED = "scheduled", _("Scheduled")
        PUBLISHED = "published", _("Published")
        CALLED_OFF = "called-off", _("Publication called off")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        SPIKED = "spiked", _("Spiked")
        REOPENED = "reopened", _("Brought back")
        MENTIONED = "mentioned", _("A note mentions you")
        CHANGED = "changed", _("Changes published")
        CHANGES_SET = "changes-set", _("Changes scheduled")
        CHANGES_OFF = "changes-off", _("Changes called off")
        TO_CORRECT = "to-correct", _("Write the correction")

    to = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    # As its reader knew it, of a story they may see no longer; blank: whatever it is called now.
    headline = models.CharField(_("headline"), max_length=250, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.TextField(_("why"), blank=True)
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, null=True, related_name="+")
    at = models.DateTimeField()
    read_at = models.DateTimeField(_("read at"), null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-pk"]
        indexes = [
            models.Index("to", condition=Q(read_at__isnull=True), name="notice_unread"),
        ]

    def __str__(self):
        return f"{self.headline or self.article}: {self.get_kind_display()}"


class MailChoice(models.Model):
    """Whether an account wants its notices by mail as well; without a row it does."""

    user = models.OneToOneField(
        User,
        on_delete=models.CASCADE,
        related_name="mail_choice",
        verbose_name=_("user"),
    )
    by_mail = models.BooleanField(_("by mail"), default=True)

    def __str__(self):
        return f"{self.user}: {'by mail' if self.by_mail else 'here alone'}"
