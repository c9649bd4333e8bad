from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.querysets import SectionQuerySet, TagQuerySet
from authors.models import User
from media.models import Image
from newsroom import languages
from newsroom.html import SafeHTMLField
from newsroom.imported import Imported
from newsroom.slugs import SlugField


class Section(Imported):
    """A part of the newspaper; every story is in one."""

    name = models.CharField(_("name"), max_length=100)
    slug = SlugField(_("slug"), help_text=_("The address. Made from the name if left blank."))
    description = models.TextField(
        _("description"), blank=True, help_text=_("Shown at the head of the section's page.")
    )
    introduction = SafeHTMLField(
        _("introduction"),
        blank=True,
        help_text=_("Shown below that, on the first page of the section."),
    )
    position = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("Where it stands in the menu: small numbers first.")
    )
    shows_versions = models.BooleanField(
        _("readers may see versions"),
        default=False,
        help_text=_(
            "Each story has a page that lists what readers saw of it and what changed since. "
            "It can be hidden story by story."
        ),
    )
    editors = models.ManyToManyField(
        User,
        blank=True,
        related_name="desk_sections",
        help_text=_(
            "Accounts whose rights to approve, publish and withdraw end at the sections that "
            "name them. An account that no section names has its rights in all of them."
        ),
        verbose_name=_("editors"),
    )

    objects = SectionQuerySet.as_manager()

    class Meta(Imported.Meta):
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["position", "name"]

    @property
    def language(self) -> str:
        """What its name is written in: the site's language, whatever the story's."""
        return languages.of_site()

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("articles:section", args=[self.slug])


class Tag(Imported):
    """A subject that stories share across sections."""

    name = models.CharField(_("name"), max_length=100)
    slug = SlugField(_("slug"), help_text=_("The address. Made from the name if left blank."))
    description = models.TextField(
        _("description"), blank=True, help_text=_("Shown at the head of the tag's page.")
    )
    introduction = SafeHTMLField(
        _("introduction"),
        blank=True,
        help_text=_("Shown below that, on the first page of the tag."),
    )
    key_stories = models.JSONField(
        _("key stories"),
        default=list,
        blank=True,
        help_text=_("Stories that stand above the others on the tag's page, in this order."),
    )
    picture = models.ForeignKey(
        Image,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="topic_of",
        help_text=_("Shown at the head of the tag's page."),
        verbose_name=_("picture"),
    )

    objects = TagQuerySet.as_manager()

    class Meta(Imported.Meta):
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("articles:tag", args=[self.slug])

    def newest(self, stories, size: int, till=None) -> list:
        """The first `size` of `stories` (newest first, none later than `till`) that have this tag:
        keyset.read_page() fetches them so."""
        uses = stories.model.tags.through.objects.filter(tag=self)
        return stories.newest_among(uses, size, till)

    @property
    def is_carried(self):
        """Whether any story has it, out or not: one query."""
        return self.articles.exists()


class TagAlias(models.Model):
    """Another name of a tag: found when one searches for it, and never given to a second tag."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("name"), max_length=100)
    # Of a tag that was merged into this one: old versions of stories know it by this.
    former_key = models.PositiveBigIntegerField(null=True, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = _("tag aliases")
        constraints = [models.UniqueConstraint(Lower("name"), name="tag_alias_once")]

    def __str__(self):
        return self.name
