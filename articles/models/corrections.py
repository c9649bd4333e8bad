from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.querysets import CorrectionQuerySet
from authors.models import User


class Wording(models.Model):
    """What a correction says, and where it stands on the story's page."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", _("Correction")
        CLARIFICATION = "clarification", _("Clarification")
        UPDATE = "update", _("Update")
        RETRACTION = "retraction", _("Retraction")
        APOLOGY = "apology", _("Apology")
        NOTE = "note", _("Editor's note")

    class Place(models.TextChoices):
        ABOVE = "above", _("Above the text")
        BELOW = "below", _("Below the text")

    MAX_LENGTH = 5000
    FIELDS = ("kind", "place", "text")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.CORRECTION)
    place = models.CharField(_("stands"), max_length=10, choices=Place, default=Place.BELOW)
    text = models.TextField(
        _("what readers are told"),
        help_text=_("Say what was wrong and what is right. A blank line begins a new paragraph."),
    )

    class Meta:
        abstract = True


class Correction(Wording):
    """What readers are told of a story beside its text, once it is out.

    Written by articles.actions.corrections. Rows stay: one that was wrong itself is taken back.
    """

    # What the story got wrong: schema.org's CorrectionComment.
    CORRECTING = (
        Wording.Kind.CORRECTION,
        Wording.Kind.CLARIFICATION,
        Wording.Kind.RETRACTION,
        Wording.Kind.APOLOGY,
    )

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="corrections"
    )
    published_at = models.DateTimeField(_("since"))  # newsroom.keyset pages by it
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=0)  # what readers saw when it was written
    changed_at = models.DateTimeField(
        _("changed at"), null=True, blank=True
    )  # after readers had seen it
    taken_back_at = models.DateTimeField(_("taken back at"), null=True, blank=True)
    taken_back_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("taken back by"),
    )
    taken_back_because = models.TextField(_("taken back because"), blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-published_at", "-pk"]
        indexes = [
            # The public list, newest first.
            models.Index(
                F("published_at").desc(),
                F("id").desc(),
                condition=Q(taken_back_at__isnull=True),
                name="correction_list",
            ),
            # The newsroom's, with those that were taken back.
            models.Index(F("published_at").desc(), F("id").desc(), name="correction_newest"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.article}"

    def get_absolute_url(self):
        return f"{self.article.get_absolute_url()}#{self.anchor}"

    @property
    def anchor(self):
        """The id of its place on the story's page."""
        return f"correction-{self.pk}"

    @property
    def told_at(self):
        """Since when readers are told: a note may be written before its story is out."""
        return max(filter(None, [self.published_at, self.article.first_published_at]))

    @property
    def headline(self):
        """What its story is called where all corrections stand: "" of one that was withdrawn and
        leads to another, which took its place."""
        story = self.article
        return story.public_headline if story.is_visible or not story.withdrawn_to_id else ""

    @property
    def link(self):
        """Where readers of it go on: its place on the story, what stands there now, or ""."""
        if self.article.is_visible:
            return self.get_absolute_url()
        if self.article.has_notice:
            return self.article.get_absolute_url()
        return self.article.leads_to.get_absolute_url() if self.article.leads_to else ""

    @property
    def is_retraction(self):
        return self.kind == self.Kind.RETRACTION


class CorrectionVersion(Wording):
    """What a correction said until somebody changed it: who, when and why. Rows are only added."""

    correction = models.ForeignKey(Correction, on_delete=models.CASCADE, related_name="versions")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("until"))
    note = models.TextField(_("why it was changed"), blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.get_kind_display()} until {self.at:%Y-%m-%d %H:%M}"
