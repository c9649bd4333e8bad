from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import kinds

LEASE = timedelta(minutes=1)  # renewed while the worker lives (worker.py)
LATE = timedelta(minutes=5)  # from then on somebody should know
LONGEST_PAUSE = timedelta(hours=6)
SEEN_LATELY = timedelta(minutes=1)

OPEN = Q(done_at=None, given_up_at=None)


class EffectQuerySet(models.QuerySet):
    def open(self):
        """Neither done nor given up."""
        return self.filter(OPEN)

    def due(self):
        """Open, with its hour come, and in no worker's hands.

        A lease or a pause longer than any can be was written before the clock was set back.
        """
        now = timezone.now()
        free = Q(leased_until=None) | Q(leased_until__lte=now) | Q(leased_until__gt=now + 2 * LEASE)
        has_come = Q(next_try_at__lte=now) | Q(
            attempts__gt=0, next_try_at__gt=now + 2 * LONGEST_PAUSE
        )
        return self.open().filter(free, has_come)

    def overdue(self):
        """Open long after its hour, for whatever reason but that something is not set up."""
        return self.open().filter(held=False, due_at__lt=timezone.now() - LATE)

    def held(self):
        """Waits until somebody sets something up; `last_error` says what."""
        return self.open().filter(held=True)

    def given_up(self):
        return self.filter(given_up_at__isnull=False)

    def done(self):
        return self.filter(done_at__isnull=False)


class Effect(models.Model):
    """Something to be done outside the transaction that asked for it, once."""

    kind = models.CharField(_("kind"), max_length=60)
    key = models.CharField(max_length=200, unique=True)
    payload = models.JSONField()
    created_at = models.DateTimeField(_("asked for"), auto_now_add=True)
    due_at = models.DateTimeField(_("due"))
    queued_at = models.DateTimeField(
        _("queued at"), null=True
    )  # when it was last given to the workers' queue
    next_try_at = models.DateTimeField(_("next try"))
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    claim = models.CharField(_("claim"), max_length=32, blank=True)  # of whoever is doing it ...
    leased_until = models.DateTimeField(
        _("leased until"), null=True
    )  # ... and is believed to live until then
    held = models.BooleanField(_("held"), default=False)
    last_error = models.CharField(_("what went wrong last"), max_length=300, blank=True)
    done_at = models.DateTimeField(_("done"), null=True)
    given_up_at = models.DateTimeField(_("given up"), null=True)

    objects = EffectQuerySet.as_manager()

    class Meta:
        verbose_name = _("effect")
        verbose_name_plural = _("outbox")
        ordering = ["-pk"]
        permissions = [("retry_effect", "Can have an effect tried again")]
        indexes = [
            models.Index("next_try_at", condition=OPEN, name="effect_due"),
            models.Index("due_at", condition=OPEN, name="effect_overdue"),
            models.Index(
                "given_up_at", condition=Q(given_up_at__isnull=False), name="effect_given_up"
            ),
            models.Index("done_at", condition=Q(done_at__isnull=False), name="effect_done"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(given_up_at=None), name="effect_done_or_given_up"
            ),
        ]

    def __str__(self):
        return f"{kinds.label(self.kind)}: {self.key}"

    @property
    def is_over(self):
        return bool(self.done_at or self.given_up_at)

    @property
    def state(self) -> tuple[str, str]:
        """Where it stands: a name for style sheets, and words."""
        if self.done_at:
            return "done", _("Done")
        if self.given_up_at:
            return "given-up", _("Given up")
        if self.held:
            return "held", _("Waits to be set up")
        if self.leased_until and self.leased_until > timezone.now():
            return "doing", _("Being done")
        return ("failing", _("Will be tried again")) if self.attempts else ("waiting", _("Waiting"))


class Worker(models.Model):
    """A process that does what is due; it says every few seconds that it lives."""

    name = models.CharField(_("name"), max_length=64, unique=True)
    started_at = models.DateTimeField(_("started at"))
    seen_at = models.DateTimeField(_("seen at"), db_index=True)

    def __str__(self):
        return self.name

    @classmethod
    def seen_lately(cls) -> Q:
        """Condition on `seen_at`; an hour to come was written before the clock was set back."""
        now: datetime = timezone.now()
        return Q(seen_at__gt=now - SEEN_LATELY, seen_at__lt=now + SEEN_LATELY)


class Job(models.Model):
    """Something that is done every so often (jobs.py), and how that went."""

    name = models.CharField(max_length=40, unique=True)
    next_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)  # since it was done
    last_error = models.CharField(max_length=300, blank=True)

    def __str__(self):
        return self.name
