"""Pages that are no stories: about, contact, policies."""

import unicodedata

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from authors.models import User
from media.models import Image
from newsroom import text
from newsroom.html import SafeHTMLField
from newsroom.imported import Imported
from newsroom.languages import direction, of_settings
from newsroom.slugs import is_slug

from .stories import languages

MOST_PARTS = 4
RESERVED_PARTS = frozenset("admin atom new preview rss versions".split())


def validate_path(value: str) -> None:
    """Refuse what is not one to four words of an address, or stands for something of ours."""
    parts = value.split("/")
    is_small = unicodedata.normalize("NFC", value).lower() == value
    if not (is_small and len(parts) <= MOST_PARTS and all(map(is_slug, parts))):
        raise ValidationError(
            _("Use small letters, digits and hyphens, and at most three slashes: policies/ethics."),
            "path",
        )
    if RESERVED_PARTS & set(parts):
        raise ValidationError(_("This address belongs to a page of the site itself."), "reserved")


class PageQuerySet(models.QuerySet):
    def live(self):
        """What readers may see."""
        return self.filter(status=self.model.Status.LIVE)


class Page(Imported):
    """A page below /p/, as readers see it (or would, while it is a draft)."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        LIVE = "live", pgettext_lazy("where a story stands", "Live")

    title = models.CharField(_("title"), max_length=150)
    path = models.CharField(
        _("address"),
        max_length=200,
        unique=True,
        validators=[validate_path],
        help_text=_(
            "What follows /p/: about, or policies/ethics. "
            "When it changes, the old address leads to the new one."
        ),
    )
    standfirst = models.TextField(
        _("standfirst"),
        blank=True,
        help_text=_("One or two sentences under the title; also for search engines."),
    )
    body = SafeHTMLField(_("body"), blank=True)
    language = models.CharField(
        _("language"), max_length=10, choices=languages, default=of_settings
    )
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=Status,
        default=Status.DRAFT,
        help_text=_("Readers see live pages only."),
    )
    seo_description = models.TextField(
        _("search description"),
        blank=True,
        help_text=_("Instead of the standfirst, where it is set."),
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    revision = models.PositiveIntegerField(default=0, editable=False)  # the version of this row
    first_live_at = models.DateTimeField(_("first live at"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    modified_at = models.DateTimeField(_("last saved"), auto_now=True)

    objects = PageQuerySet.as_manager()

    class Meta(Imported.Meta):
        ordering = ["position", "title", "pk"]
        constraints = [
            *Imported.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(status="live") | Q(first_live_at__isnull=False),
                name="page_live_has_hour",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("articles:page", args=[self.path])

    def validate_constraints(self, exclude=None):
        """The action sets the hour; the address is looked at by validate_unique()."""

    @property
    def is_live(self):
        return self.status == self.Status.LIVE

    @property
    def has_been_public(self):
        """Whether readers could ever see it: then it stays, with its versions."""
        return self.first_live_at is not None

    @property
    def summary(self):
        """What it is about, in a few words: for machines."""
        return self.seo_description or self.standfirst or text.plain(self.body)

    @property
    def direction(self):
        """ "rtl" or "ltr", for the HTML dir attribute."""
        return direction(self.language)


class PageVersion(models.Model):
    """A whole page as somebody left it. Rows are added, never changed.

    `content` is {field: value} of PageVersion.FIELDS.
    """

    FIELDS = (
        "title", "standfirst", "body", "path", "status", "language", "seo_description", "position",
    )  # fmt: skip
    TEXTS = ("title", "standfirst", "body", "language", "seo_description")  # what is brought back

    class Kind(models.TextChoices):
        SAVED = "saved", _("Saved")
        MERGED = "merged", _("Saved, together with a colleague's changes")
        RESTORED = "restored", _("Brought back")
        CONFLICT = "conflict", _("Not saved: a colleague changed the same")
        IMPORTED = "imported", _("Written by the system")

    page = models.ForeignKey(
        Page,
        on_delete=models.CASCADE,
        related_name="versions",
        verbose_name=_("page"),
    )
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    base = models.PositiveIntegerField(_("made from"), default=0)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    content = models.JSONField()

    class Meta:
        default_permissions = ()
        ordering = ["page", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="page_version_once"),
        ]

    def __str__(self):
        return f"{self.content.get('title') or '-'} ({self.number})"


class PagePicture(models.Model):
    """A picture that a page's text refers to; kept by articles.actions."""

    page = models.ForeignKey(
        Page,
        on_delete=models.CASCADE,
        related_name="pictures",
        verbose_name=_("page"),
    )
    image = models.ForeignKey(Image, on_delete=models.PROTECT, related_name="page_uses")

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["page", "image"], name="page_picture_once"),
        ]

    def __str__(self):
        return f"{self.image} in {self.page}"
