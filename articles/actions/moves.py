"""Where a story stands: the moves of the table in articles/workflow.py."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import checks, workflow
from articles.models import Article, Revision, Transition
from articles.revisions import content as contents
from articles.workflow import Status
from authors.models import User

from . import rows
from .checking import log_override, stopping


def start_writing(article: Article, *, by: User | None) -> Article:
    """Begin to write what was pitched or assigned."""
    return _move(article, Status.DRAFT, by=by)


def take_back(article: Article, *, by: User | None, note: str = "") -> Article:
    """Take an assigned story from its writer: it is a pitch again."""
    return _move(article, Status.PITCHED, by=by, note=note, assignee=None)


def submit(article: Article, *, by: User | None, note: str = "") -> Article:
    """Hand the story to the editors."""
    return _move(article, Status.REVIEW, by=by, note=note)


def send_back(article: Article, *, by: User | None, note: str = "") -> Article:
    """Return the story to its writer; `note` says why."""
    return _move(article, Status.DRAFT, by=by, note=note)


def approve(article: Article, *, by: User | None, note: str = "") -> Article:
    """Declare the story ready to be published."""
    return _move(article, Status.READY, by=by, note=note)


def spike(article: Article, *, by: User | None, note: str = "") -> Article:
    """Shelve the story; reopen() brings it back."""
    return _move(article, Status.SPIKED, by=by, note=note)


def reopen(article: Article, *, by: User | None, note: str = "") -> Article:
    """Bring a spiked story back as a draft."""
    return _move(article, Status.DRAFT, by=by, note=note)


@transaction.atomic
def publish(
    article: Article,
    *,
    by: User | None,
    at: datetime | None = None,
    note: str = "",
    override: str = "",
) -> Article:
    """Put the story in front of readers at `at`: now, an hour to come, or (imports) one gone by.

    Without `at`, an hour already set on the story counts if it is still to come, or if readers
    first saw the story then. Bylines are signed with the names and titles of this moment.
    ValidationError for each check that stops it, unless `by` may override it for the reason given.
    """
    article = rows.locked(article)
    workflow.check(article, Status.PUBLISHED, by=by)
    passed = []
    if by is not None:  # what the system brings (imports, the sample) is checked by people later
        passed = stopping(checks.results(article, at), by=by, override=override)
    now = timezone.now().replace(microsecond=0)  # no form knows it finer, and would move the story
    planned = article.published_at
    keeps_hour = planned and (planned > now or article.has_been_public)
    article.published_at = at or (planned if keeps_hour else now)
    if by is not None:
        _check_before_readers_see_it(article)
    if article.expires_at and article.expires_at <= article.published_at:
        raise ValidationError({"expires_at": _("A story cannot expire before it goes live.")})
    start, article.status = article.status, Status.PUBLISHED
    article.withdrawal_reason = ""
    rows.note_first_publication(article)
    article.save()
    rows.sign(article)
    revision = rows.keep(article, *contents.read(article), kind=Revision.Kind.PUBLISHED, by=by)
    rows.point(article, desk=revision, public=revision)
    log(article, start, by=by, note=note)
    log_override(article, passed, by=by, reason=override)
    return article


def _check_before_readers_see_it(article: Article) -> None:
    """What is kept half done at the desk must be whole here, in every field."""
    if not article.headline.strip():
        raise ValidationError({"headline": _("A story without a headline cannot be published.")})
    article.full_clean(validate_unique=False)


@transaction.atomic
def unschedule(article: Article, *, by: User | None) -> Article:
    """Call off a publication whose hour has not come."""
    return _never_seen_if_early(_move(article, Status.READY, by=by))


@transaction.atomic
def withdraw(article: Article, *, by: User | None, reason: str) -> Article:
    """Take a story away from readers; its address answers 410 with `reason` (required)."""
    if not reason.strip():
        raise ValidationError({"withdrawal_reason": _("Say what readers are told.")})
    article = _move(article, Status.WITHDRAWN, by=by, note=reason)
    article.withdrawal_reason = reason.strip()
    article.save(update_fields=["withdrawal_reason"])
    return _never_seen_if_early(article)


@transaction.atomic
def _move(article: Article, to: Status, *, by: User | None, note: str = "", **fields) -> Article:
    """Bring the story to `to` with `fields` of its planning, and write down who did it and why."""
    article = rows.locked(article)
    workflow.check(article, to, by=by)
    if article.status == Status.PUBLISHED:
        _go_on_with_the_desks_text(article)
    start, article.status = article.status, to
    for name, value in fields.items():
        setattr(article, name, value)
    article.save(update_fields=["status", "modified_at", *fields])
    log(article, start, by=by, note=note)
    return article


def log(article: Article, start: str, *, by: User | None, note: str = "") -> Transition:
    """Write down that the story came from `start` to where it stands."""
    return Transition.objects.create(
        article=article,
        start=start,
        to=article.status,
        by=by,
        at=timezone.now(),
        note=note.strip(),
        revision=article.revision,
    )


def _go_on_with_the_desks_text(article: Article) -> None:
    """Readers see the story no longer: it is edited in place again, with what was unpublished."""
    if article.has_unpublished_changes:
        desk = rows.desk_text(article)
        content, found = contents.find(desk.content | {"slug": article.slug}, desk.names)
        rows.write(article, content, found)
        rows.note_pictures(article, article.body)
    article.changes_at, article.changes_revision = None, 0
    article.save(update_fields=["changes_at", "changes_revision"])


def _never_seen_if_early(article: Article) -> Article:
    """Forget the first hour of a story that was called off before it came."""
    if article.first_published_at and article.first_published_at > timezone.now():
        article.first_published_at = None
        article.save(update_fields=["first_published_at"])
    return article
