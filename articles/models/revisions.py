from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles import workflow
from articles.querysets import RevisionQuerySet
from authors.models import User


class Revision(models.Model):
    """A whole story as somebody left it. Rows are added, never changed.

    `public_at` is written down when it goes out (articles.actions.rows.point). The autosave alone
    is written again as long as its sitting (one opening of the form) lasts, and of a conflict that
    waits, in `typed`, what was chosen so far (articles.actions.decisions).
    `content` and `names` are what articles.revisions.content makes.
    """

    class Kind(models.TextChoices):
        SAVED = "saved", _("Saved")
        MERGED = "merged", _("Saved, together with a colleague's changes")
        RESTORED = "restored", _("Brought back")
        DISCARDED = "discarded", _("Changes discarded")
        SCHEDULED = "scheduled", _("Changes scheduled")
        PUBLISHED = "published", _("Published")
        IMPORTED = "imported", _("Written by the system")
        AUTOSAVED = "autosaved", _("Kept while typing")
        CONFLICT = "conflict", _("Waits for a decision")
        REFUSED = "refused", _("Could not be saved")

    class Declared(models.TextChoices):
        """What published changes are. All but the first move the Updated time readers see."""

        MINOR = "minor", _("Small fix")
        UPDATE = "update", _("Update")
        CORRECTION = "correction", _("Correction")

    # Not the story's text, but what somebody wrote for it.
    LOOSE = (Kind.AUTOSAVED, Kind.CONFLICT, Kind.REFUSED)
    # Of these, what nobody but its writer reads.
    PRIVATE = (Kind.AUTOSAVED, Kind.REFUSED)

    article = models.ForeignKey(
        "articles.Article",
        on_delete=models.CASCADE,
        null=True,  # words for a story that was never saved
        related_name="revisions",
        db_index=False,  # the constraint below has it
    )
    number = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=20, choices=Kind)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    public_at = models.DateTimeField(_("readers see it since"), null=True)  # null: they never did
    note = models.TextField("why", blank=True)
    status = models.CharField(_("where the story stood"), max_length=20, choices=workflow.Status)
    base = models.PositiveIntegerField(_("made from"), null=True)
    beside = models.PositiveIntegerField(_("brought together with"), null=True)
    sitting = models.CharField(max_length=40, blank=True)
    waits = models.BooleanField(_("is offered to its writer"), default=False)
    content = models.JSONField()
    names = models.JSONField(_("what its references were called"), default=dict)
    typed = models.JSONField(_("what was typed and could not be read"), default=dict)
    word_count = models.PositiveIntegerField(default=0)
    declared = models.CharField(
        _("what its changes are"), max_length=20, choices=Declared, blank=True
    )
    whats_new = models.CharField(_("what is new"), max_length=200, blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["article", "-number"]
        constraints = [
            # Also the index for "the newest of this story".
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_once"),
        ]
        indexes = [
            # What is kept for somebody, newest first.
            models.Index("by", F("at").desc(), condition=Q(waits=True), name="revision_waiting"),
            models.Index("sitting", condition=~Q(sitting=""), name="revision_sitting"),
        ]

    def __str__(self):
        return f"{self.content.get('headline') or '-'} ({self.number})"

    @property
    def headline(self):
        return self.content.get("headline", "")

    @property
    def is_loose(self):
        """Whether it is somebody's words that did not become the story's text."""
        return self.kind in self.LOOSE
