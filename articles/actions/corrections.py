"""What readers are told of a story beside its text: added, changed with a trace, taken back."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import announcements, workflow
from articles.models import Article, Correction, CorrectionVersion
from articles.revisions.content import printable
from articles.workflow import Status, TransitionError
from authors.models import User

from . import rows
from .moves import withdraw

Kind, Place = Correction.Kind, Correction.Place
SENT_TWICE = timedelta(minutes=1)  # within it the same words again are a second press


@dataclass(frozen=True)
class Told:
    """What a correction says; plain text, a blank line begins a paragraph."""

    text: str
    kind: str = Kind.CORRECTION
    place: str = Place.BELOW


@transaction.atomic
def add_correction(
    article: Article, told: Told, *, by: User | None, at: datetime | None = None
) -> Correction:
    """Tell readers of a story, at once, what was wrong with it or what they should know.

    All kinds but an editor's note need readers who have seen the story, and move its "updated"
    time. A retraction comes with a withdrawal: see retract(). Sent twice, it is the one that is
    there.
    """
    row = _checked_story(article, by=by)
    told = _cleaned(told)
    if told.kind == Kind.RETRACTION:
        message = _("To retract a story, withdraw it: the page for it asks where readers go.")
        raise ValidationError({"kind": message})
    if told.kind != Kind.NOTE:
        _require_readers(row)
    if row.status == Status.SPIKED:
        raise TransitionError(_("The story is shelved."))
    at = at or timezone.now()
    same = row.corrections.standing().filter(by=by, **asdict(told))
    twin = same.filter(published_at__range=(at - SENT_TWICE, at)).first()
    return twin or note_correction(row, told, by=by, at=at)


def note_correction(article: Article, told: Told, *, by: User | None, at: datetime) -> Correction:
    """Write down a correction of the locked row, and that readers are told of something new."""
    if told.kind != Kind.NOTE:
        tell_update(article, at)
        _nothing_owed(article)
    correction = Correction.objects.create(
        article=article, by=by, published_at=at, revision=article.public_revision, **asdict(told)
    )
    rows.told_readers(article)
    _announce(correction, at, by=by)
    return correction


def _announce(correction: Correction, at: datetime, *, by: User | None) -> None:
    if by is not None and correction.kind != Kind.NOTE:
        announcements.corrected(correction, at)


@transaction.atomic
def edit_correction(
    correction: Correction, told: Told, *, by: User | None, note: str = ""
) -> Correction:
    """Change what a correction says; what it said stays, with who changed it, when and why.

    The answer is the correction itself where nothing is different. An editor's note that becomes
    anything else is told anew: as in add_correction().
    """
    article = _checked_story(correction.article, by=by)
    correction = _standing(correction)
    told = _cleaned(told)
    before = {name: getattr(correction, name) for name in Correction.FIELDS}
    if asdict(told) == before:
        return correction
    if (told.kind == Kind.RETRACTION) != correction.is_retraction:
        message = _("A story is retracted by withdrawing it, and by nothing else.")
        raise ValidationError({"kind": message})
    now = timezone.now()
    if correction.kind == Kind.NOTE and told.kind != Kind.NOTE:
        _require_readers(article)
        tell_update(article, now)
        _nothing_owed(article)
    CorrectionVersion.objects.create(
        correction=correction, by=by, at=now, note=printable(note).strip(), **before
    )
    for name, value in asdict(told).items():
        setattr(correction, name, value)
    if article.has_been_public:
        correction.changed_at = now
    correction.save(update_fields=[*Correction.FIELDS, "changed_at"])
    _announce(correction, now, by=by)
    if correction.is_retraction:
        article.withdrawal_reason = told.text
        article.save(update_fields=["withdrawal_reason"])
    rows.told_readers(article)
    return correction


@transaction.atomic
def take_back_correction(
    correction: Correction, *, by: User | None, because: str = ""
) -> Correction:
    """Tell readers of it no longer; the row stays, with who took it back, when and why.

    A retraction ends when its story is published again, and only then.
    """
    article = _checked_story(correction.article, by=by)
    correction = _standing(correction)
    if correction.is_retraction and article.status == Status.WITHDRAWN:
        raise TransitionError(_("The story is retracted: publish it again, or leave it so."))
    _take_back(correction, by=by, because=because)
    rows.told_readers(article)
    return correction


@transaction.atomic
def retract(
    article: Article,
    *,
    by: User | None,
    reason: str,
    then: str = Article.Then.NOTICE,
    to: Article | None = None,
) -> Article:
    """withdraw() a story because it was wrong; `reason` stays in the public list of corrections."""
    row = _checked_story(article, by=by)
    if row.status == Status.PUBLISHED and not row.has_been_public:
        raise TransitionError(_("Nobody has seen this story: there is nothing to retract."))
    told = _cleaned(Told(reason, Kind.RETRACTION, Place.ABOVE))
    row = withdraw(row, by=by, reason=told.text, then=then, to=to)
    note_correction(row, told, by=by, at=timezone.now())
    return row


@transaction.atomic
def need_no_correction(article: Article, *, by: User | None) -> Article:
    """Ask for the correction that changes were declared to be no longer: there is none to write."""
    row = _checked_story(article, by=by)
    _nothing_owed(row)
    return row


def _nothing_owed(article: Article) -> None:
    if article.correction_owed_at:
        article.correction_owed_at = None
        article.save(update_fields=["correction_owed_at", "modified_at"])


def tell_update(article: Article, at: datetime) -> None:
    """Move the "updated" time of the locked row on to `at`; never back."""
    at = at.replace(microsecond=0)  # as forms and versions know it
    article.updated_at = max(filter(None, [article.updated_at, at]))
    article.save(update_fields=["updated_at", "modified_at"])


def _require_readers(article: Article) -> None:
    if not (article.status == Status.PUBLISHED and article.has_been_public):
        raise TransitionError(_("Readers do not see this story: there is nothing to correct."))


def _take_back(correction: Correction, *, by: User | None, because: str) -> None:
    correction.taken_back_at, correction.taken_back_by = timezone.now(), by
    correction.taken_back_because = printable(because).strip()
    correction.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_because"])


def _checked_story(article: Article, *, by: User | None) -> Article:
    row = rows.locked(article)
    if not workflow.may(by, workflow.CORRECT, row):
        raise PermissionDenied(f"{workflow.CORRECT} is needed for this.")
    return row


def _standing(correction: Correction) -> Correction:
    """The row as it stands now; its story is locked, so it stays so."""
    row = Correction.objects.select_related("article").get(pk=correction.pk)
    if row.taken_back_at:
        raise TransitionError(_("This was taken back already."))
    return row


def _cleaned(told: Told) -> Told:
    text = printable(told.text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if not any(map(str.isalnum, text)):
        raise ValidationError({"text": _("Say what readers are told.")})
    if len(text) > Correction.MAX_LENGTH:
        message = _("At most %(most)d characters; these are %(number)d.")
        raise ValidationError(
            {"text": message % {"most": Correction.MAX_LENGTH, "number": len(text)}}
        )
    for name, choices in (("kind", Kind), ("place", Place)):
        if getattr(told, name) not in choices.values:
            raise ValidationError({name: _("This is not one of the choices.")})
    return Told(text, str(told.kind), str(told.place))
