from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from authors.models import User

from .topics import Section


def kinds():
    """Those of stories; a function, so that a new one needs no migration here."""
    from .stories import Article

    return Article.Kind.choices


class CheckRule(models.Model):
    """How much a check (articles.checks) weighs: everywhere, or for a kind, a section, or both.

    The most specific row wins; a blank limit is that of the row it is an exception to.
    """

    class Level(models.TextChoices):
        OFF = "off", _("Off")
        WARN = "warn", _("Warn")
        BLOCK = "block", _("Block")

    check_code = models.CharField(_("check"), max_length=40)
    kind = models.CharField(_("kind"), max_length=20, blank=True, choices=kinds)
    section = models.ForeignKey(
        Section,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="check_rules",
        verbose_name=_("section"),
    )
    level = models.CharField(_("level"), max_length=10, choices=Level, default=Level.WARN)
    minimum = models.PositiveIntegerField(_("at least"), null=True, blank=True)
    maximum = models.PositiveIntegerField(_("at most"), null=True, blank=True)

    class Meta:
        ordering = ["check_code", "section", "kind", "pk"]
        default_permissions = ["view", "change"]
        verbose_name = _("check before publication")
        verbose_name_plural = _("checks")
        constraints = [
            models.UniqueConstraint(
                fields=["check_code", "kind", "section"], name="check_rule_once"
            ),
            models.UniqueConstraint(
                fields=["check_code", "kind"],
                condition=Q(section__isnull=True),
                name="check_rule_once_everywhere",
            ),
            models.CheckConstraint(
                condition=Q(minimum__isnull=True)
                | Q(maximum__isnull=True)
                | Q(minimum__lte=F("maximum")),
                name="check_rule_limits_in_order",
            ),
        ]

    def __str__(self):
        return f"{self.check_code}: {self.get_level_display()}"

    @property
    def is_exception(self):
        """Whether it holds for a kind or section alone."""
        return bool(self.kind or self.section_id)

    @property
    def where(self) -> str:
        """For which stories, in words."""
        return ", ".join(map(str, filter(None, [self.get_kind_display(), self.section])))


class CheckOverride(models.Model):
    """Somebody published past checks that stopped a story. Rows are added, never changed."""

    MAX_LENGTH = 1_000

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="check_overrides"
    )
    revision = models.PositiveIntegerField()  # what went out
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("when"))
    reason = models.TextField(_("reason"), max_length=MAX_LENGTH)
    findings = models.JSONField(_("what stopped it"))  # [{"check": code, "message": sentence}]

    class Meta:
        ordering = ["-pk"]
        default_permissions = ["view"]
        verbose_name = _("publication past a check")
        verbose_name_plural = _("overrides")

    def __str__(self):
        return f"{self.article} ({self.revision})"

    @property
    def sentences(self) -> list[str]:
        """What was wrong, as it was said then."""
        return [finding["message"] for finding in self.findings]


class SignOff(models.Model):
    """Legal has read one version of a story; a text that is newer needs another."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="sign_offs"
    )
    revision = models.PositiveIntegerField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["-pk"]
        default_permissions = []

    def __str__(self):
        return f"{self.article} ({self.revision})"
