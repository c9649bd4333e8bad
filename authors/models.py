from django.contrib.auth.models import AbstractUser
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from media.models import Image
from newsroom.html import SafeHTMLField
from newsroom.imported import Imported
from newsroom.slugs import SlugField

from .profiles import validate_profile, validate_public_key
from .querysets import AuthorQuerySet


class User(AbstractUser):
    """An account in the newsroom; who signs stories is an Author, with or without an account."""

    language = models.CharField(
        _("language"),
        max_length=10,
        blank=True,
        help_text=_("What the newsroom speaks to this account; blank: what its browser asks for."),
    )

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ["username"]
        permissions = [("hand_out_all_roles", "Can hand out every role, managing editor too")]

    def __str__(self):
        return self.get_full_name() or self.username


class Author(Imported):
    """Someone who signs stories: a person or an organisation, with a public page."""

    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        ORGANIZATION = "organization", _("Organisation")

    name = models.CharField(_("name"), max_length=150)
    slug = SlugField(
        _("slug"), help_text=_("The address of the profile. Made from the name if left blank.")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.PERSON)
    role_title = models.CharField(
        _("role title"),
        max_length=120,
        blank=True,
        help_text=_(
            "As readers see it: News Editor, Science Correspondent. Old bylines keep theirs."
        ),
    )
    bio = models.TextField(
        _("biography"),
        blank=True,
        help_text=_("A few sentences; a blank line begins a new paragraph."),
    )
    portrait = models.ForeignKey(
        Image,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="portrait_of",
        verbose_name=_("portrait"),
    )
    about = SafeHTMLField(
        _("longer biography"),
        blank=True,
        help_text=_("Shown on the profile's own page, below the short one."),
    )
    beats = models.CharField(
        _("beats"), max_length=200, blank=True, help_text=_("What they cover, separated by commas.")
    )
    place = models.CharField(
        _("place"), max_length=100, blank=True, help_text=_("Where they work: Kyiv.")
    )
    languages = models.CharField(
        _("languages"),
        max_length=200,
        blank=True,
        help_text=_("Which they speak with sources, separated by commas."),
    )
    email = models.EmailField(_("public e-mail"), blank=True)
    phone = models.CharField(
        _("public telephone"),
        max_length=40,
        blank=True,
        validators=[
            RegexValidator(r"^\+?[0-9][0-9 ()./-]{3,}$", _("This is no telephone number."))
        ],
        help_text=_("Also that of Signal or WhatsApp."),
    )
    public_key = models.TextField(
        _("public key"),
        blank=True,
        validators=[validate_public_key],
        help_text=_("An OpenPGP key in letters, for sources who write encrypted mail."),
    )
    is_former = models.BooleanField(
        _("former"), default=False, help_text=_("No longer with us: the page and bylines stay.")
    )
    user = models.OneToOneField(
        User,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="author",
        verbose_name=_("account"),
        help_text=_("The account of this person, if there is one."),
    )

    objects = AuthorQuerySet.as_manager()

    class Meta(Imported.Meta):
        verbose_name = _("author profile")
        verbose_name_plural = _("author profiles")
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("authors:detail", args=[self.slug])

    @property
    def stories(self):
        """Every story with a credit of this author, each once: an ArticleQuerySet."""
        return self.articles.model.objects.credited_to(self)

    def newest(self, stories, size: int, till=None) -> list:
        """The first `size` of `stories` (newest first, none later than `till`) with a credit of
        this author: keyset.read_page() fetches them so."""
        return stories.newest_among(self.credits.all(), size, till)

    @property
    def about_html(self):
        """`about` as HTML: SafeHTMLField rebuilt it when it was written."""
        return mark_safe(self.about)  # noqa: S308

    @property
    def dialled(self):
        """`phone` as a tel: address has it (RFC 3966)."""
        return "".join(sign for sign in self.phone if sign in "+0123456789")

    @property
    def facts(self):
        """[(what, words)] that the profile's page says beside the biography."""
        found = [(_("Covers"), self.beats), (_("Based in"), self.place)]
        found.append((_("Speaks"), self.languages))
        return [(what, words) for what, words in found if words]

    @property
    def is_organization(self):
        return self.kind == self.Kind.ORGANIZATION

    @cached_property
    def initials(self):
        """Up to two letters that stand where a portrait is missing."""
        words = self.name.split()
        return "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper()


class FormerAuthor(models.Model):
    """A profile that was merged into another: old versions of stories know it by its key."""

    key = models.PositiveBigIntegerField(unique=True)
    name = models.CharField(_("name"), max_length=150)
    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="former")

    def __str__(self):
        return f"{self.name}, now {self.author}"


class ProfileLink(models.Model):
    """A place elsewhere that belongs to an author: a site, a social profile (schema.org sameAs)."""

    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="links")
    label = models.CharField(
        _("label"), max_length=60, help_text=_("What readers see: Mastodon, Website.")
    )
    url = models.URLField(
        _("address"),
        max_length=300,
        validators=[URLValidator(schemes=["http", "https"]), validate_profile],
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("link")

    def __str__(self):
        return self.label
