"""Who publishes the site: what every page, feed and letter says of itself."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from authors.profiles import validate_profile
from media.models import Image
from newsroom.addresses import MAX_URL_LENGTH, link_address, web_address
from newsroom.colours import validate_on_dark, validate_on_light
from newsroom.languages import of_settings

from .stories import languages

WEB_ADDRESS = URLValidator(schemes=["http", "https"])


def validate_link(value: str) -> None:
    """A page of this site ("/p/ethics/") or a web address elsewhere, as links store them."""
    is_own = value.startswith("/") and link_address(value) == value
    if not (is_own or web_address(value) == value) or any(sign in value for sign in ' "<>\\'):
        raise ValidationError(_("Give an address like https://example.org/ or /p/ethics/."), "link")


class SiteIdentity(models.Model):
    """One row, or none yet; what is blank is as the settings say."""

    name = models.CharField(
        _("name"), max_length=80, blank=True, help_text=_("The name in the masthead.")
    )
    legal_name = models.CharField(
        _("legal name"),
        max_length=150,
        blank=True,
        help_text=_("Who publishes: it stands in the copyright line."),
    )
    description = models.CharField(
        _("description"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences, for the foot of each page and for search engines."),
    )
    language = models.CharField(
        _("language"), max_length=10, choices=languages, default=of_settings
    )
    logo = models.ForeignKey(
        Image,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="logo_of",
        help_text=_("Shown in the masthead, and by search engines and social networks."),
        verbose_name=_("logo"),
    )
    logo_dark = models.ForeignKey(
        Image,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="logo_dark_of",
        help_text=_(
            "The same in light colours, without a ground or on a dark one; for the dark page. "
            "Without it the logo stands on white there."
        ),
        verbose_name=_("logo on dark"),
    )
    accent = models.CharField(
        _("accent colour"),
        max_length=7,
        blank=True,
        validators=[validate_on_light],
        help_text=_("Like #8f1d14; on the light page."),
    )
    accent_dark = models.CharField(
        _("accent colour on dark"),
        max_length=7,
        blank=True,
        validators=[validate_on_dark],
        help_text=_("Like #ff9b8a; on the dark page."),
    )
    x_handle = models.CharField(
        _("name on X"),
        max_length=16,
        blank=True,
        validators=[RegexValidator(r"^@[A-Za-z0-9_]{1,15}\Z", _("A name on X looks like @name."))],
        help_text=_("Like @newsroom; for link cards."),
    )
    contact_email = models.EmailField(_("e-mail"), blank=True)
    contact_url = models.CharField(
        _("contact page"),
        max_length=MAX_URL_LENGTH,
        blank=True,
        validators=[validate_link],
        help_text=_("Like /p/contact/, or an address elsewhere."),
    )
    founding_date = models.DateField(_("founded on"), null=True, blank=True)
    licence_name = models.CharField(
        _("licence of stories"),
        max_length=60,
        blank=True,
        help_text=_("Like CC BY 4.0. Stories first published elsewhere are left out."),
    )
    licence_url = models.CharField(
        _("address of the licence"),
        max_length=MAX_URL_LENGTH,
        blank=True,
        validators=[validate_link],
        help_text=_(
            "Where others read how they may use our stories: a page of ours, or elsewhere."
        ),
    )

    version = models.PositiveIntegerField(default=0, editable=False)  # of all that hangs on it
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)
    is_the_one = models.BooleanField(_("is the one"), default=True, unique=True, editable=False)

    class Meta:
        default_permissions = ("change",)
        verbose_name = _("site identity")
        verbose_name_plural = _("site identity")
        constraints = [
            models.CheckConstraint(condition=Q(is_the_one=True), name="identity_is_the_one"),
            models.CheckConstraint(
                condition=Q(accent="", accent_dark="") | ~Q(accent="") & ~Q(accent_dark=""),
                name="identity_colours_together",
                violation_error_message=_("Give both colours, for light and dark, or neither."),
            ),
            models.CheckConstraint(
                condition=Q(logo_dark=None) | Q(logo__isnull=False),
                name="identity_logo_first",
                violation_error_message=_("Choose a logo for the light page as well."),
            ),
        ]

    def __str__(self):
        return self.name or settings.SITE_NAME


class SocialLink(models.Model):
    """A profile of the site elsewhere (schema.org sameAs)."""

    identity = models.ForeignKey(
        SiteIdentity,
        on_delete=models.CASCADE,
        related_name="socials",
        verbose_name=_("identity"),
    )
    label = models.CharField(
        _("label"), max_length=40, help_text=_("What readers see: Mastodon, Facebook.")
    )
    url = models.URLField(_("address"), max_length=300, validators=[WEB_ADDRESS, validate_profile])
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        default_permissions = ()
        ordering = ["position", "pk"]
        verbose_name = _("social profile")
        constraints = [models.UniqueConstraint(fields=["identity", "url"], name="social_once")]

    def __str__(self):
        return self.label


class Leading(models.Model):
    """Abstract: a link to one of our own pages, or to an address."""

    page = models.ForeignKey(
        "articles.Page",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("page"),
    )
    url = models.CharField(
        _("address"), max_length=MAX_URL_LENGTH, blank=True, validators=[validate_link]
    )

    class Meta:
        abstract = True
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(page__isnull=True) & ~Q(url="") | Q(page__isnull=False, url=""),
                name="%(class)s_leads_somewhere",
            ),
        ]

    @property
    def address(self):
        """Where it leads, page or not, as the newsroom wrote it."""
        return self.page.get_absolute_url() if self.page_id else self.url

    @property
    def is_open(self):
        """Whether readers find something there, as far as we know."""
        return not self.page_id or self.page.is_live


class PolicyLink(Leading):
    """Where one of the site's policies can be read."""

    class Kind(models.TextChoices):
        """Named like the attributes of articles.identity."""

        PRINCIPLES = "publishing_principles", _("Publishing principles")
        ETHICS = "ethics_policy", _("Ethics")
        CORRECTIONS = "corrections_policy", _("Corrections")
        MASTHEAD = "masthead", _("Masthead")
        OWNERSHIP = "ownership", _("Ownership and funding")
        VERIFICATION = "verification_policy", _("Verification and fact-checking")
        SOURCES = "unnamed_sources_policy", _("Unnamed sources")
        FEEDBACK = "feedback_policy", _("Feedback")
        DIVERSITY = "diversity_policy", _("Diversity")
        COVERAGE = "coverage_policy", _("Mission and coverage priorities")

    identity = models.ForeignKey(
        SiteIdentity,
        on_delete=models.CASCADE,
        related_name="policies",
        verbose_name=_("identity"),
    )
    kind = models.CharField(_("kind"), max_length=30, choices=Kind)

    class Meta(Leading.Meta):
        abstract = False
        ordering = ["pk"]
        verbose_name = _("policy")
        verbose_name_plural = _("policies")
        constraints = [
            *Leading.Meta.constraints,
            models.UniqueConstraint(fields=["identity", "kind"], name="policy_once"),
        ]

    def __str__(self):
        return self.get_kind_display()


class FooterColumn(models.Model):
    """A list of links in the foot of every page."""

    title = models.CharField(_("title"), max_length=60)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        default_permissions = ()
        ordering = ["position", "pk"]
        verbose_name = _("footer menu")

    def __str__(self):
        return self.title


class FooterLink(Leading):
    column = models.ForeignKey(
        FooterColumn,
        on_delete=models.CASCADE,
        related_name="links",
        verbose_name=_("column"),
    )
    label = models.CharField(_("label"), max_length=80)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta(Leading.Meta):
        abstract = False
        ordering = ["position", "pk"]
        verbose_name = _("link")

    def __str__(self):
        return self.label
