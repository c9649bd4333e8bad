import secrets

from django.core.validators import MinLengthValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom import outgoing

SHORTEST_SECRET = 16


def new_secret() -> str:
    return secrets.token_urlsafe(32)


def new_key() -> str:
    return secrets.token_hex(16)


class Webhook(models.Model):
    """An address that is told of events as they happen."""

    name = models.CharField(max_length=100, help_text=_("What the newsroom calls it."))
    url = models.URLField(
        _("address"),
        max_length=500,
        validators=[outgoing.validate],
        help_text=_("What is told comes there as a POST with JSON. It begins with https://."),
    )
    secret = models.CharField(
        max_length=200,
        default=new_secret,
        validators=[MinLengthValidator(SHORTEST_SECRET)],
        help_text=_("Signs each message, so that its receiver knows it is ours. Keep it there."),
    )
    events = models.JSONField(default=list)
    is_on = models.BooleanField(_("on"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name


class Delivery(models.Model):
    """One event told to one webhook: what came of it. `key` goes with it, each time it is tried."""

    hook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    event = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    about = models.JSONField()
    created_at = models.DateTimeField()
    sends = models.PositiveSmallIntegerField(default=1)  # asked for; more if sent again by hand
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField("answer", null=True)
    words = models.CharField("what was answered", max_length=300, blank=True)
    delivered_at = models.DateTimeField(null=True)
    let_go_at = models.DateTimeField(null=True)  # there was nothing to say any more

    class Meta:
        default_permissions = ()
        ordering = ["-pk"]
        verbose_name_plural = _("deliveries")
        constraints = [
            models.UniqueConstraint(fields=["hook", "key"], name="delivery_once"),
        ]
        indexes = [models.Index(fields=["hook", "created_at"], name="delivery_age")]

    def __str__(self):
        return f"{self.hook}: {self.event}"

    @property
    def effect_key(self) -> str:
        """The effect of the outbox that sends it, the last time it was asked for."""
        return f"webhook:{self.pk}:{self.sends}"

    def note(self, words: str, *, status: int | None = None, **fields) -> None:
        """Write down how a try ended."""
        said = "".join(c if c.isprintable() else " " for c in words)
        now, fields = timezone.now(), {"status": status, "words": said[:300], **fields}
        Delivery.objects.filter(pk=self.pk).update(
            tries=models.F("tries") + 1, tried_at=now, **fields
        )


class Pings(models.Model):
    """What is told to the web at large, without anybody asking for it: one row."""

    tells_search_engines = models.BooleanField(
        _("Tell search engines (IndexNow) which pages are new or different"), default=False
    )
    indexnow_url = models.URLField(
        _("address of the service"),
        max_length=300,
        default="https://api.indexnow.org/indexnow",
        validators=[outgoing.validate],
        help_text=_("The services that take part tell each other."),
    )
    indexnow_key = models.CharField(max_length=32, default=new_key, editable=False)
    hub_url = models.URLField(
        _("hub of the feeds (WebSub)"),
        max_length=300,
        blank=True,
        validators=[outgoing.validate],
        help_text=_(
            "Tells readers' programs of new stories at once. Left blank, the feeds name no hub."
        ),
    )

    class Meta:
        verbose_name = verbose_name_plural = _("pings")
        default_permissions = ("view", "change")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="pings_one_row")]

    def __str__(self):
        return str(_("Search engines and the hub of the feeds"))

    @classmethod
    def of_the_site(cls) -> "Pings":
        """The row; with everything off where nobody has made it yet."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)
