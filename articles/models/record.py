from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.workflow import Status


class OnRecord(models.Model):
    """What readers are told of a story's past: that it was withdrawn, and how it stood before.

    Withdrawals are written by actions.withdraw(), retract() and readdress(), and cleared when the
    story is published again; show_versions() opens and closes its list of versions.
    """

    class Then(models.TextChoices):
        NOTICE = "notice", _("A notice in its place")
        REDIRECT = "redirect", _("Another story")
        GONE = "gone", _("Nothing but the reason")

    withdrawal_reason = models.TextField(
        _("withdrawal reason"),
        blank=True,
        editable=False,
        help_text=_("What readers of a withdrawn story are told."),
    )
    hides_versions = models.BooleanField(default=False, editable=False)
    # Since when readers see changes that were declared a correction, while none is written.
    correction_owed_at = models.DateTimeField(
        _("correction owed at"), null=True, blank=True, editable=False
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    # What readers saw last; the desk goes on with another, which is not theirs to know.
    withdrawn_headline = models.CharField(max_length=250, blank=True, editable=False)
    withdrawn_then = models.CharField(
        _("readers find"), max_length=10, choices=Then, default=Then.GONE, editable=False
    )
    withdrawn_to = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        limit_choices_to={"status": Status.PUBLISHED},
        verbose_name=_("the other story"),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_then="redirect", withdrawn_to__isnull=False)
                | (~Q(withdrawn_then="redirect") & Q(withdrawn_to__isnull=True)),
                name="article_redirect_has_target",
            ),
        ]

    @property
    def public_headline(self):
        """The headline as readers know it; of a withdrawn story the one they saw last."""
        is_withdrawn = self.status == Status.WITHDRAWN
        return (self.withdrawn_headline if is_withdrawn else "") or self.headline

    @property
    def leads_to(self):
        """The story readers of this withdrawn one are sent to; None once it is not visible itself:
        then they are told the reason. So no address leads in a circle, or to a second redirect."""
        target = self.withdrawn_to if self.withdrawn_then == self.Then.REDIRECT else None
        return target if target and target.is_visible else None

    @property
    def shows_versions(self):
        """Whether readers may see how it stood before; asks the section."""
        return self.is_visible and self.section.shows_versions and not self.hides_versions

    @property
    def has_notice(self):
        """Whether its page stays, with the headline and the reason in place of the text."""
        return self.withdrawn_then == self.Then.NOTICE
