from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.querysets import FrontShownQuerySet, FrontVersionQuerySet
from authors.models import User
from media.models import Image

from .topics import Section


class Front(models.Model):
    """A page editors compose: the site's, or (with a section) what stands above a section's list.

    A row is made when somebody first saves a version; until then articles.fronts.defaults stands.
    """

    section = models.OneToOneField(
        Section,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="front",
        verbose_name=_("section"),
    )

    class Meta:
        verbose_name = _("front")
        verbose_name_plural = _("fronts")
        default_permissions = ()
        permissions = [("edit_front", "Can edit front pages")]
        constraints = [
            models.UniqueConstraint(Coalesce("section", Value(0)), name="front_one_of_the_site")
        ]

    def __str__(self):
        return str(self.section) if self.section_id else str(_("Front page"))

    def get_absolute_url(self):
        return self.section.get_absolute_url() if self.section_id else "/"

    @property
    def place(self) -> str:
        """Which front it is, in addresses of the admin: "site", or the section's key."""
        return str(self.section_id or "site")


class FrontVersion(models.Model):
    """A front as somebody left it, whole. Rows are added; only a plan can be called off.

    Readers see the published version whose hour came last: by the clock, without any worker.
    `document` is what articles.fronts.document reads.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")  # with an hour to come: scheduled
        CALLED_OFF = "called_off", _("Called off")

    front = models.ForeignKey(Front, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.DRAFT)
    goes_live_at = models.DateTimeField(_("goes live at"), null=True, blank=True)
    document = models.JSONField(_("document"))
    pins_until = models.DateTimeField(null=True, editable=False)  # the last hour of a pin in it
    base = models.PositiveIntegerField(_("made from"), default=0)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = FrontVersionQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["front", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["front", "number"], name="front_version_once"),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(goes_live_at__isnull=False),
                name="front_published_has_hour",
            ),
        ]
        indexes = [
            models.Index(
                "front",
                F("goes_live_at").desc(),
                F("number").desc(),
                condition=Q(state="published"),
                name="front_live",
            ),
            # The next hour at which a front changes by itself (articles.moments).
            models.Index("goes_live_at", condition=Q(state="published"), name="front_to_come"),
            models.Index(
                "pins_until", condition=Q(pins_until__isnull=False), name="front_pins_until"
            ),
        ]

    def __str__(self):
        return f"{self.front} ({self.number})"

    @property
    def is_scheduled(self):
        return self.state == self.State.PUBLISHED and self.goes_live_at > timezone.now()


class FrontPicture(models.Model):
    """A picture that a front in use shows instead of a story's own; kept by articles.actions."""

    front = models.ForeignKey(Front, on_delete=models.CASCADE, related_name="pictures")
    image = models.ForeignKey(Image, on_delete=models.PROTECT, related_name="front_uses")

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["front", "image"], name="front_picture_once")
        ]

    def __str__(self):
        return f"{self.image} on {self.front}"


class FrontShown(models.Model):
    """Which stories readers were shown on a front from `at` on, zone by zone, in order.

    `zones`: [[zone id, heading, [keys of stories]], …]. Written when it changed
    (articles.fronts.past), never for a view.
    """

    front = models.ForeignKey(Front, on_delete=models.CASCADE, related_name="shown")
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)  # 0: the default, before there was any
    zones = models.JSONField(_("zones"))

    objects = FrontShownQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-at", "-pk"]
        indexes = [models.Index("front", F("at").desc(), name="front_shown_at")]

    def __str__(self):
        return f"{self.front}, {self.at:%Y-%m-%d %H:%M}"
