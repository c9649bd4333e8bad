import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles import workflow
from articles.querysets import ArticleQuerySet
from authors.models import Author, User
from media.models import Image
from newsroom import text
from newsroom.html import SafeHTMLField
from newsroom.imported import Imported
from newsroom.languages import of_settings
from newsroom.slugs import SlugField, validate_not_reserved

from .connected import Connected
from .credits import Credit
from .planning import Planned
from .record import OnRecord
from .topics import Section, Tag
from .translations import Translated

NEWEST = (F("published_at").desc(), F("id").desc())
TOUCHED = (F("modified_at").desc(), F("id").desc())
HAS_HOUR = Q(published_at__isnull=False)


def languages():
    """What stories are written in; a function, so that a new language needs no migration."""
    return settings.LANGUAGES


class Article(Translated, Planned, OnRecord, Connected, Imported):
    """A story, as readers see it, with its place in the newsroom's work."""

    class Kind(models.TextChoices):
        NEWS = "news", _("News")
        ANALYSIS = "analysis", _("Analysis")
        OPINION = "opinion", _("Opinion")
        INTERVIEW = "interview", _("Interview")
        EXPLAINER = "explainer", _("Explainer")
        FEATURE = "feature", _("Feature")
        LIVE = "live", _("Live")
        SPONSORED = "sponsored", _("Sponsored")

    AGELESS = frozenset({Kind.SPONSORED})  # paid for: its age says nothing
    Status = workflow.Status
    LONG_FIELDS = (
        "body", "seo_description", "social_description", "withdrawal_reason",
        "brief", "picture_request",
    )  # fmt: skip
    slug_at_root = True  # its address has no prefix: newsroom.slugs keeps our own paths free

    # What is written
    headline = models.CharField(_("headline"), max_length=250)
    slug = SlugField(
        _("slug"),
        validators=[validate_not_reserved],
        help_text=_(
            "The address of the page. Made from the headline if left blank; "
            "when it changes, the old address leads to the new one."
        ),
    )
    standfirst = models.TextField(
        _("standfirst"),
        blank=True,
        help_text=_("One or two sentences under the headline; also the text of cards."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.NEWS)
    body = SafeHTMLField(_("body"), blank=True)
    language = models.CharField(
        _("language"), max_length=10, choices=languages, default=of_settings
    )
    dateline = models.CharField(
        _("dateline"), max_length=100, blank=True, help_text=_("Where it was reported from.")
    )

    # What stands with it
    lead_image = models.ForeignKey(
        Image,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="lead_of",
        verbose_name=_("lead picture"),
    )
    lead_caption = models.TextField(
        _("caption here"),
        blank=True,
        help_text=_("Replaces the picture's own caption in this story."),
    )
    section = models.ForeignKey(
        Section,
        on_delete=models.PROTECT,
        related_name="articles",
        verbose_name=_("section"),
    )
    tags = models.ManyToManyField(
        Tag,
        blank=True,
        related_name="articles",
        verbose_name=_("tags"),
    )
    authors = models.ManyToManyField(
        Author, through="Credit", related_name="articles", editable=False
    )

    # Where it stands
    status = models.CharField(
        _("status"), max_length=20, choices=Status, default=Status.DRAFT, editable=False
    )
    published_at = models.DateTimeField(
        _("goes live"),
        null=True,
        blank=True,
        help_text=_("An hour in the future schedules the story."),
    )
    first_published_at = models.DateTimeField(null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(
        _("updated"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("What readers are told; moved by changes that are declared to be an update."),
    )
    whats_new = models.CharField(
        _("what is new"),
        max_length=200,
        blank=True,
        editable=False,
        help_text=_("Since the update."),
    )
    embargo_until = models.DateTimeField(
        _("embargo until"),
        null=True,
        blank=True,
        help_text=_("Nothing of the story is shown before this hour."),
    )
    expires_at = models.DateTimeField(
        _("expires"),
        null=True,
        blank=True,
        help_text=_("From this hour on the story is not shown."),
    )

    needs_legal = models.BooleanField(
        default=False,
        editable=False,
        help_text=_("Does not go out before legal has signed it off."),
    )

    # Which revision is which (articles.revisions); 0 is the row before it had any
    revision = models.PositiveIntegerField(default=0, editable=False)  # the desk's text
    public_revision = models.PositiveIntegerField(default=0, editable=False)  # what went out
    changes_revision = models.PositiveIntegerField(default=0, editable=False)  # goes out next ...
    changes_at = models.DateTimeField(null=True, blank=True, editable=False)  # ... at this hour

    # What machines are told instead of the headline and standfirst
    seo_title = models.CharField(_("search title"), max_length=120, blank=True)
    seo_description = models.TextField(_("search description"), blank=True)
    social_title = models.CharField(_("social title"), max_length=120, blank=True)
    social_description = models.TextField(_("social description"), blank=True)
    social_image = models.ForeignKey(
        Image,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="social_image_of",
        verbose_name=_("social picture"),
    )
    canonical_url = models.URLField(
        _("original address"),
        max_length=500,
        blank=True,
        help_text=_("Only for a story first published elsewhere."),
    )

    # What the system writes down
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    word_count = models.PositiveIntegerField(default=0, editable=False)
    created_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    modified_at = models.DateTimeField(_("last saved"), auto_now=True)

    objects = ArticleQuerySet.as_manager()

    class Meta(Imported.Meta):
        ordering = ["-published_at", "-pk"]
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        permissions = [
            ("assign_article", "Can plan stories and assign them"),
            ("submit_article", "Can submit a story for review"),
            ("approve_article", "Can approve a story or send it back"),
            ("publish_article", "Can publish and schedule a story"),
            ("withdraw_article", "Can withdraw a published story"),
            ("spike_article", "Can spike a story and bring it back"),
            ("change_others_article", "Can edit stories begun by somebody else"),
            ("view_others_article", "Can see stories of others in the newsroom"),
            ("override_checks", "Can publish past a failed check, with a reason"),
            ("correct_article", "Can tell readers of a correction"),
            ("sign_off_article", "Can sign a story off for legal"),
        ]
        indexes = [
            *Planned.Meta.indexes,
            *Connected.Meta.indexes,
            # Lists of readers, newest first: all, of a section, of a kind (fronts), of a language.
            # The status leads the hour because SQLite without statistics prefers an index for each
            # column that is compared with "=". Their condition must imply no clause of the lists:
            # PostgreSQL leaves such a clause out, then finds the hour only by reading the index
            # from its beginning, and the end of the archive is as far as it is long.
            models.Index("status", *NEWEST, condition=HAS_HOUR, name="article_feed"),
            models.Index(
                "section", "status", *NEWEST, condition=HAS_HOUR, name="article_section_feed"
            ),
            models.Index("kind", "status", *NEWEST, condition=HAS_HOUR, name="article_kind_feed"),
            models.Index(
                "language", "status", *NEWEST, condition=HAS_HOUR, name="article_language_feed"
            ),
            # The newsroom's list: what was touched last, within a status, within a section. With
            # the key, or SQLite, once it has looked at its tables, sorts them all to have it in
            # order too.
            models.Index(*TOUCHED, name="article_touched"),
            models.Index("status", *TOUCHED, name="article_desk"),
            models.Index("section", *TOUCHED, name="article_section_touched"),
            # Changes that wait for their hour: asked before every public page.
            models.Index(
                "changes_at", condition=Q(changes_at__isnull=False), name="article_changes_due"
            ),
            # The next hour at which a story goes by itself (articles.moments).
            models.Index(
                "status",
                "expires_at",
                condition=Q(status="published", expires_at__isnull=False),
                name="article_expires",
            ),
            models.Index(
                "correction_owed_at",
                condition=Q(correction_owed_at__isnull=False),
                name="article_correction_owed",
            ),
        ]
        constraints = [
            *Imported.Meta.constraints,
            *OnRecord.Meta.constraints,
            *Translated.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(status="published") | Q(published_at__isnull=False),
                name="article_published_has_hour",
                violation_error_message=_("A published story needs the hour it goes live."),
            ),
            models.CheckConstraint(
                condition=Q(expires_at__isnull=True)
                | Q(published_at__isnull=True)
                | Q(expires_at__gt=F("published_at")),
                name="article_expires_after_publication",
                violation_error_message=_("A story cannot expire before it goes live."),
            ),
            models.CheckConstraint(
                condition=Q(changes_at__isnull=True) | Q(status="published"),
                name="article_only_live_changes_wait",
            ),
        ]

    def __str__(self):
        return self.headline

    def get_absolute_url(self):
        return reverse("articles:detail", args=[self.slug])

    def clean(self):
        super().clean()
        if self.has_been_public and self.goes_live_at and self.goes_live_at > timezone.now():
            message = _("Readers have seen this story; to take it away from them, withdraw it.")
            is_embargo = self.goes_live_at == self.embargo_until
            raise ValidationError({"embargo_until" if is_embargo else "published_at": message})
        if self.expires_at and self.published_at and self.expires_at <= self.published_at:
            raise ValidationError({"expires_at": _("A story cannot expire before it goes live.")})
        if self.updated_at and self.published_at and self.updated_at < self.published_at:
            message = _("A story cannot go live after the update readers were told of.")
            raise ValidationError({"published_at": message})

    def validate_constraints(self, exclude=None):
        """clean() says it without a query for each, and beside the field; the database insists."""

    @property
    def is_visible(self):
        """`.published()` for one story in hand."""
        now = timezone.now()
        return bool(
            self.status == self.Status.PUBLISHED
            and self.published_at
            and self.published_at <= now
            and not (self.expires_at and self.expires_at <= now)
            and not (self.embargo_until and self.embargo_until > now)
        )

    @property
    def goes_live_at(self):
        """The hour from which readers may see it: its own, or the end of the embargo."""
        return max(filter(None, [self.published_at, self.embargo_until]), default=None)

    @property
    def is_scheduled(self):
        """Published, with an hour that has not come."""
        return self.status == self.Status.PUBLISHED and self.goes_live_at > timezone.now()

    @property
    def has_unpublished_changes(self):
        """Whether the desk's text of a published story is not the one that went out."""
        return self.status == self.Status.PUBLISHED and self.revision != self.public_revision

    @property
    def has_been_public(self):
        """Whether readers could ever see it."""
        first = self.first_published_at
        return first is not None and first <= timezone.now()

    @property
    def reading_minutes(self):
        return text.reading_minutes(self.word_count)

    @property
    def summary(self):
        """The standfirst, or the beginning of the text where there is none."""
        return self.standfirst or text.shorten(text.plain(self.body), 200)

    @cached_property
    def writers(self):
        """The credits that make the byline: who wrote and reported it, in order."""
        return [credit for credit in self.credits.all() if credit.role in Credit.BYLINE]

    @cached_property
    def other_credits(self):
        return [credit for credit in self.credits.all() if credit.role not in Credit.BYLINE]
