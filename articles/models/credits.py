from django.db import models
from django.utils.translation import gettext_lazy as _

from authors.models import Author
from media.models import Image


class Credit(models.Model):
    """Who did what on a story, in the order of the byline."""

    class Role(models.TextChoices):
        WRITING = "writing", _("Words")
        REPORTING = "reporting", _("Reporting")
        PHOTOS = "photos", _("Photos")
        VIDEO = "video", _("Video")
        ILLUSTRATION = "illustration", _("Illustration")
        DATA = "data", _("Data")
        EDITING = "editing", _("Editing")
        TRANSLATION = "translation", _("Translation")

    BYLINE = (Role.WRITING, Role.REPORTING)

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="credits"
    )
    author = models.ForeignKey(Author, on_delete=models.PROTECT, related_name="credits")
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.WRITING)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    # As they stood on publication: a later promotion does not rewrite old bylines.
    name = models.CharField(_("name as signed"), max_length=150, blank=True, editable=False)
    role_title = models.CharField(_("title as signed"), max_length=120, blank=True, editable=False)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "author", "role"],
                name="credit_once_per_role",
                violation_error_message=_("This person already has this role on the story."),
            ),
        ]

    def __str__(self):
        return f"{self.signed_name} ({self.get_role_display()})"

    @property
    def signed_name(self):
        return self.name or self.author.name

    @property
    def signed_title(self):
        return self.role_title if self.name else self.author.role_title


class BodyPicture(models.Model):
    """A picture a story's text refers to; kept by articles.actions so that it can be looked up."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="body_pictures"
    )
    image = models.ForeignKey(Image, on_delete=models.PROTECT, related_name="body_uses")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "image"], name="body_picture_once"),
        ]

    def __str__(self):
        return f"{self.image} in {self.article}"
