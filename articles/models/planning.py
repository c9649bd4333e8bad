from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.workflow import IS_UNFINISHED, Status
from authors.models import User


class Planned(models.Model):
    """What the desk plans of a story: no part of its text, so it makes no revision.

    Written by articles.actions.plan() and by the moves.
    """

    assignee = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="assignments",
        help_text=_("Who writes it."),
        verbose_name=_("assignee"),
    )
    due_at = models.DateTimeField(_("due"), null=True, blank=True, editable=False)
    brief = models.TextField(
        _("desk notes"),
        blank=True,
        editable=False,
        help_text=_("What the story is to tell, and how."),
    )
    picture_request = models.TextField(
        _("picture request"),
        blank=True,
        editable=False,
        help_text=_("What the picture desk is asked for."),
    )

    class Meta:
        abstract = True
        indexes = [
            # What is to be done and when: stories that are out or shelved are not in it.
            models.Index(
                "due_at",
                condition=IS_UNFINISHED & Q(due_at__isnull=False),
                name="article_due",
            ),
            models.Index(
                "status",
                "due_at",
                condition=IS_UNFINISHED & Q(due_at__isnull=False),
                name="article_status_due",
            ),
            # Somebody's own work.
            models.Index("assignee", "due_at", condition=IS_UNFINISHED, name="article_assigned"),
            models.Index(
                "created_by",
                F("modified_at").desc(),
                condition=IS_UNFINISHED,
                name="article_begun",
            ),
            # What carries somebody's byline is looked for among what is unfinished, the last
            # touched first: SQLite would walk the archive for it.
            models.Index(
                F("modified_at").desc(), condition=IS_UNFINISHED, name="article_unfinished"
            ),
            # What is meant to go out, and what an embargo holds back.
            models.Index(
                "published_at",
                condition=IS_UNFINISHED & Q(published_at__isnull=False),
                name="article_meant",
            ),
            models.Index(
                "status",  # or SQLite takes the index of the feed
                "embargo_until",
                "id",
                condition=Q(status="published", embargo_until__isnull=False),
                name="article_embargo_ends",
            ),
        ]


DID_TO = {
    Status.PITCHED: _("Taken back"),
    Status.ASSIGNED: _("Assigned"),
    Status.DRAFT: _("Writing begun"),
    Status.REVIEW: _("Submitted"),
    Status.READY: _("Approved"),
    Status.PUBLISHED: _("Published"),
    Status.WITHDRAWN: _("Withdrawn"),
    Status.SPIKED: _("Spiked"),
}
DID = {
    (Status.REVIEW, Status.DRAFT): _("Sent back"),
    (Status.READY, Status.DRAFT): _("Sent back"),
    (Status.SPIKED, Status.DRAFT): _("Brought back"),
    (Status.PUBLISHED, Status.READY): _("Called off"),
    (Status.WITHDRAWN, Status.PUBLISHED): _("Published again"),
}


class Transition(models.Model):
    """A move of a story: from where to where, who, when and why. Rows are added, never changed."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="transitions"
    )
    start = models.CharField(_("from"), max_length=20, choices=Status)
    to = models.CharField(max_length=20, choices=Status)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    note = models.TextField(_("why"), blank=True)
    revision = models.PositiveIntegerField(default=0)  # the desk's text at that moment

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index("to", F("at").desc(), name="transition_newest")]

    def __str__(self):
        return f"{self.article}: {self.get_start_display()} → {self.get_to_display()}"

    @property
    def did(self):
        """What was done, as the newsroom says it."""
        return DID.get((self.start, self.to)) or DID_TO[self.to]

    @property
    def is_sent_back(self):
        """Whether its writer is to work on it again."""
        return self.to == Status.DRAFT and self.start in {Status.REVIEW, Status.READY}
