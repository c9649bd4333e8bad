from django.contrib.auth.models import AbstractUser
from django.core.validators import URLValidator
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from media.models import Image
from newsroom.imported import Imported
from newsroom.slugs import SlugField

from .querysets import AuthorQuerySet


class User(AbstractUser):
    """An account in the newsroom; who signs stories is an Author, with or without an account."""

    class Meta:
        ordering = ["username"]
        verbose_name = "account"
        permissions = [("hand_out_all_roles", "Can hand out every role, managing editor too")]

    def __str__(self):
        return self.get_full_name() or self.username


class Author(Imported):
    """Someone who signs stories: a person or an organisation, with a public page."""

    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        ORGANIZATION = "organization", _("Organisation")

    name = models.CharField(max_length=150)
    slug = SlugField(help_text="The address of the profile. Made from the name if left blank.")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.PERSON)
    role_title = models.CharField(
        max_length=120,
        blank=True,
        help_text="As readers see it: News Editor, Science Correspondent. Old bylines keep theirs.",
    )
    bio = models.TextField(
        "biography", blank=True, help_text="A few sentences; a blank line begins a new paragraph."
    )
    portrait = models.ForeignKey(
        Image, on_delete=models.PROTECT, null=True, blank=True, related_name="portrait_of"
    )
    email = models.EmailField("public e-mail", blank=True)
    is_former = models.BooleanField(
        "former", default=False, help_text="No longer with us: the page and bylines stay."
    )
    user = models.OneToOneField(
        User,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="author",
        verbose_name="account",
        help_text="The account of this person, if there is one.",
    )

    objects = AuthorQuerySet.as_manager()

    class Meta(Imported.Meta):
        ordering = ["name", "pk"]
        verbose_name = "author profile"

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("authors:detail", args=[self.slug])

    @property
    def stories(self):
        """Every story with a credit of this author, each once: an ArticleQuerySet."""
        return self.articles.model.objects.credited_to(self)

    @property
    def is_organization(self):
        return self.kind == self.Kind.ORGANIZATION

    @cached_property
    def initials(self):
        """Up to two letters that stand where a portrait is missing."""
        words = self.name.split()
        return "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper()


class ProfileLink(models.Model):
    """A place elsewhere that belongs to an author: a site, a social profile (schema.org sameAs)."""

    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="links")
    label = models.CharField(max_length=60, help_text="What readers see: Mastodon, Website.")
    url = models.URLField(
        "address", max_length=300, validators=[URLValidator(schemes=["http", "https"])]
    )
    position = models.PositiveSmallIntegerField("order", default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "link"

    def __str__(self):
        return self.label
