from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from newsroom.imported import Imported

from .querysets import ImageQuerySet
from .storage import new_token, original_path


class Image(Imported):
    """A picture of the library: the original file, what it shows, whose it is, what matters in it.

    Field names follow the IPTC Photo Metadata Standard where it has one (Alt Text, Description,
    Creator, Supplier, Credit Line).
    """

    FRACTION = (MinValueValidator(0), MaxValueValidator(1))

    title = models.CharField(
        max_length=200, blank=True, help_text="For finding it in the library; readers never see it."
    )
    original = models.FileField(
        "picture file", upload_to=original_path, max_length=200, help_text="JPEG, PNG, WebP or GIF."
    )
    alt_text = models.CharField(
        "alt text",
        max_length=500,
        blank=True,
        help_text="What can be seen, for people who cannot see it.",
    )
    caption = models.TextField(blank=True)
    photographer = models.CharField(max_length=150, blank=True)
    agency = models.CharField(max_length=150, blank=True)
    credit_line = models.CharField(
        max_length=300,
        blank=True,
        help_text="The whole credit as it must be printed, if the licence says so.",
    )
    licence = models.CharField(max_length=100, blank=True)
    rights_expire_on = models.DateField(
        null=True, blank=True, help_text="The last day on which the picture may be shown."
    )
    focal_x = models.FloatField(
        "focal point, across",
        default=0.5,
        validators=FRACTION,
        help_text="What must stay in every crop: 0 is the left edge, 1 the right.",
    )
    focal_y = models.FloatField(
        "focal point, down",
        default=0.5,
        validators=FRACTION,
        help_text="0 is the top, 1 the bottom.",
    )

    # Facts about the file, written by media.actions when it comes in
    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    sha256 = models.CharField("hash", max_length=64, db_index=True, blank=True, editable=False)
    created_at = models.DateTimeField("added", auto_now_add=True)

    objects = ImageQuerySet.as_manager()

    class Meta(Imported.Meta):
        ordering = ["-pk"]
        verbose_name = "picture"
        constraints = [
            *Imported.Meta.constraints,
            models.CheckConstraint(
                condition=Q(focal_x__range=(0, 1), focal_y__range=(0, 1)),
                name="image_focal_point_inside",
            ),
        ]

    def __str__(self):
        return self.title or self.caption[:60] or f"Picture {self.pk}"

    @property
    def credit(self):
        """Who must be named beside the picture: the credit line, or photographer / agency."""
        return self.credit_line or " / ".join(filter(None, [self.photographer, self.agency]))

    @property
    def has_rights(self):
        """Whether the picture may still be shown today."""
        return self.rights_expire_on is None or self.rights_expire_on >= timezone.localdate()
