from datetime import date, timedelta

from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.imported import Imported

from .fields import validate_crops
from .querysets import ImageQuerySet
from .shapes import Shape
from .storage import new_token, original_path, originals

WEB_ADDRESS = URLValidator(schemes=["http", "https"])


class Licence(models.Model):
    """Under what terms pictures may be used; the newsroom edits the list."""

    name = models.CharField(gettext_lazy("name"), max_length=100, unique=True)
    url = models.URLField(
        gettext_lazy("address"),
        max_length=300,
        blank=True,
        help_text=gettext_lazy("Where its text can be read."),
    )
    note = models.TextField(
        gettext_lazy("note"), blank=True, help_text=gettext_lazy("What it means for our desks.")
    )

    class Meta:
        verbose_name = gettext_lazy("licence")
        verbose_name_plural = gettext_lazy("licences")
        ordering = ["name"]

    def __str__(self):
        return self.name


class Image(Imported):
    """A picture of the library: the original file, what it shows, whose it is, what matters in it.

    Field names follow the IPTC Photo Metadata Standard where it has one (Alt Text, Description,
    Creator, Supplier, Credit Line, Copyright Notice, Rights Usage Terms).
    """

    FRACTION = (MinValueValidator(0), MaxValueValidator(1))

    title = models.CharField(
        gettext_lazy("title"),
        max_length=200,
        blank=True,
        help_text=gettext_lazy("For finding it in the library; readers never see it."),
    )
    original = models.FileField(
        gettext_lazy("picture file"),
        upload_to=original_path,
        storage=originals,
        max_length=200,
        help_text=gettext_lazy("JPEG, PNG, WebP, AVIF or GIF, up to 50 MB."),
    )

    # What it shows
    alt_text = models.CharField(
        gettext_lazy("alt text"),
        max_length=500,
        blank=True,
        help_text=gettext_lazy("What can be seen, for people who cannot see it."),
    )
    caption = models.TextField(gettext_lazy("caption"), blank=True)
    keywords = models.TextField(
        gettext_lazy("keywords"),
        blank=True,
        help_text=gettext_lazy("Separated by commas; for finding it in the library."),
    )
    taken_at = models.DateTimeField(gettext_lazy("taken"), null=True, blank=True)

    # Whose it is
    photographer = models.CharField(gettext_lazy("photographer"), max_length=150, blank=True)
    agency = models.CharField(gettext_lazy("agency"), max_length=150, blank=True)
    credit_line = models.CharField(
        gettext_lazy("credit line"),
        max_length=300,
        blank=True,
        help_text=gettext_lazy("The whole credit as it must be printed, if the licence says so."),
    )
    copyright_notice = models.CharField(gettext_lazy("copyright"), max_length=300, blank=True)
    licence = models.ForeignKey(
        Licence,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="images",
        verbose_name=gettext_lazy("licence"),
    )
    usage_terms = models.TextField(
        gettext_lazy("usage terms"),
        blank=True,
        help_text=gettext_lazy("As the supplier worded them."),
    )
    source_url = models.URLField(
        gettext_lazy("source"),
        max_length=500,
        blank=True,
        validators=[WEB_ADDRESS],
        help_text=gettext_lazy("The page the picture came from."),
    )
    restrictions = models.TextField(
        gettext_lazy("restrictions"),
        blank=True,
        help_text=gettext_lazy("What our desks must know: no crops, not abroad, once only."),
    )
    rights_expire_on = models.DateField(
        gettext_lazy("rights expire on"),
        null=True,
        blank=True,
        db_index=True,
        help_text=gettext_lazy("The last day on which the picture may be shown."),
    )

    # What must stay in every crop
    focal_x = models.FloatField(
        gettext_lazy("focal point, across"),
        default=0.5,
        validators=FRACTION,
        help_text=gettext_lazy("What must stay in every crop: 0 is the left edge, 1 the right."),
    )
    focal_y = models.FloatField(
        gettext_lazy("focal point, down"),
        default=0.5,
        validators=FRACTION,
        help_text=gettext_lazy("0 is the top, 1 the bottom."),
    )
    crops = models.JSONField(
        gettext_lazy("crops"),
        default=dict,
        blank=True,
        validators=[validate_crops],
        help_text=gettext_lazy("Crops made by hand: ratio and box, in fractions of the sides."),
    )

    # Facts about the file, written by media.actions when it comes in
    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    width = models.PositiveIntegerField(gettext_lazy("width"), default=0, editable=False)
    height = models.PositiveIntegerField(gettext_lazy("height"), default=0, editable=False)
    format = models.CharField(gettext_lazy("format"), max_length=10, blank=True, editable=False)
    byte_size = models.PositiveIntegerField(gettext_lazy("byte size"), default=0, editable=False)
    is_animated = models.BooleanField(gettext_lazy("is animated"), default=False, editable=False)
    color = models.CharField(
        gettext_lazy("color"),
        max_length=7,
        blank=True,
        editable=False,
        help_text=gettext_lazy("The main one, #rrggbb."),
    )
    sha256 = models.CharField(
        gettext_lazy("hash"), max_length=64, db_index=True, blank=True, editable=False
    )
    former = models.JSONField(
        gettext_lazy("former"),
        default=dict,
        blank=True,
        editable=False,
        help_text=gettext_lazy("The file it had before: its name, size, focal point and crops."),
    )
    created_at = models.DateTimeField(gettext_lazy("added"), auto_now_add=True, db_index=True)

    objects = ImageQuerySet.as_manager()

    class Meta(Imported.Meta):
        verbose_name = gettext_lazy("picture")
        verbose_name_plural = gettext_lazy("pictures")
        ordering = ["-pk"]
        permissions = [
            (
                "replace_used_image",
                "Can replace the file of a picture that readers see",
            ),
        ]
        constraints = [
            *Imported.Meta.constraints,
            models.CheckConstraint(
                condition=Q(focal_x__range=(0, 1), focal_y__range=(0, 1)),
                name="image_focal_point_inside",
            ),
        ]

    def __str__(self):
        return self.title or self.caption[:60] or (_("Picture %(pk)s") % {"pk": self.pk})

    @property
    def credit(self):
        """Who must be named beside the picture: the credit line, or photographer / agency."""
        return self.credit_line or " / ".join(filter(None, [self.photographer, self.agency]))

    @property
    def has_rights(self):
        """Whether the picture may still be shown today."""
        return self.has_rights_on(timezone.localdate())

    def has_rights_on(self, day: date) -> bool:
        return self.rights_expire_on is None or self.rights_expire_on >= day

    def rights_within(self, days: int) -> bool:
        """Whether the rights end within `days` from today."""
        last = self.rights_expire_on
        return last is not None and last < timezone.localdate() + timedelta(days=days)

    @property
    def problems(self) -> list[str]:
        """Why the picture must not go out with a story today; see problems_on."""
        return self.problems_on(timezone.localdate())

    def problems_on(self, day: date) -> list[str]:
        """Why it must not go out with a story on `day`, in sentences; empty if it may."""
        found = [] if self.credit else [_("It has no credit.")]
        return found + list(filter(None, [self.rights_problem_on(day)]))

    def rights_problem_on(self, day: date) -> str:
        """Why it may not be shown on `day`, in a sentence; empty if it may."""
        last = self.rights_expire_on
        if not last or last >= day:
            return ""
        words = _("Its rights end on %(day)s.")
        if last < timezone.localdate():
            words = _("Its rights ended on %(day)s.")
        return words % {"day": last.strftime("%-d %B %Y")}

    @property
    def shape(self) -> Shape:
        """What crops and sizes there are of it."""
        return Shape(self.width, self.height, (self.focal_x, self.focal_y), self.crops)

    def has_rendition(self, name: str) -> bool:
        """Whether a file of this name belongs to the picture, drawn or not."""
        if self.is_animated and name == self.shape.moving().name("webp"):
            return True
        return bool(self.width) and self.shape.has(name)
