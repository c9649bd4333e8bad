"""Where a story stands: the moves of the table in articles/workflow.py."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import announcements, checks, search, workflow
from articles.models import Article, Credit, Notice, Revision, Transition
from articles.revisions import content as contents
from articles.workflow import Status
from authors.models import Author, User
from newsroom import edge

from . import notices, record, rows
from .breaking import end_with
from .checking import log_override, stopping

MAX_NOTE = 5_000


@transaction.atomic
def start_writing(article: Article, *, by: User | None, note: str = "") -> Article:
    """Begin to write what was pitched or assigned; whoever writes it signs it, unless others do."""
    article = _move(article, Status.DRAFT, by=by, note=note)
    writer = Author.objects.filter(user=article.assignee or by, user__isnull=False).first()
    if writer and not article.credits.exists():
        rows.desk_text(article)
        rows.set_credits(article, [(Credit.Role.WRITING, writer)])
        note = _("Signed by whoever writes it.")
        kind = Revision.Kind.SAVED
        revision = rows.keep(article, *contents.read(article), kind=kind, by=by, note=note)
        rows.point(article, desk=revision)
    return article


@transaction.atomic
def take_back(article: Article, *, by: User | None, note: str = "") -> Article:
    """Take an assigned story from its writer, who is told: it is a pitch again."""
    writer = rows.locked(article).assignee
    article = _move(article, Status.PITCHED, by=by, note=note, assignee=None)
    if by is not None:
        notices.tell(article, [writer], Notice.Kind.UNASSIGNED, by=by, note=note)
    return article


def submit(article: Article, *, by: User | None, note: str = "") -> Article:
    """Hand the story to the editors."""
    return _move(article, Status.REVIEW, by=by, note=note)


def send_back(article: Article, *, by: User | None, note: str = "") -> Article:
    """Return the story to its writer; `note` says why, and people have to."""
    if by is not None and not log_text(note):
        raise ValidationError(_("Say why the story goes back: its writer reads it."), code="reason")
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
        passed = stopping(checks.results(article, at, by=by), by=by, override=override)
    now = timezone.now().replace(microsecond=0)  # no form knows it finer, and would move the story
    planned = article.published_at
    keeps_hour = planned and (planned > now or article.has_been_public)
    article.published_at = at or (planned if keeps_hour else now)
    if article.status == Status.WITHDRAWN:
        record.clear(article, by=by)
    if by is not None:
        _check_before_readers_see_it(article)
    if article.expires_at and article.expires_at <= article.published_at:
        raise ValidationError({"expires_at": _("A story cannot expire before it goes live.")})
    start, article.status = article.status, Status.PUBLISHED
    rows.note_first_publication(article)
    article.save()
    rows.sign(article)
    revision = rows.keep(article, *contents.read(article), kind=Revision.Kind.PUBLISHED, by=by)
    rows.point(article, desk=revision, public=revision)
    log(article, start, by=by, note=note)
    log_override(article, passed, by=by, reason=override)
    if by is not None:  # what is imported is no news
        announcements.published(article)
    return article


def _check_before_readers_see_it(article: Article) -> None:
    """What is kept half done at the desk must be whole here, in every field."""
    if not article.headline.strip():
        raise ValidationError({"headline": _("A story without a headline cannot be published.")})
    article.full_clean(validate_unique=False)


@transaction.atomic
def unschedule(article: Article, *, by: User | None, note: str = "") -> Article:
    """Call off a publication whose hour has not come."""
    return _never_seen_if_early(_move(article, Status.READY, by=by, note=note))


@transaction.atomic
def withdraw(
    article: Article,
    *,
    by: User | None,
    reason: str,
    then: str = Article.Then.GONE,
    to: Article | None = None,
) -> Article:
    """Take a story away from readers, who are told `reason` (required) where it was.

    `then` says what its address answers: the reason alone (410), a page with its headline and the
    reason, or the way `to` another story that readers see (301; once they do not, the reason).
    """
    if not reason.strip():
        raise ValidationError({"withdrawal_reason": _("Say what readers are told.")})
    record.check(article, then, to)
    last = rows.locked(article).headline
    article = _move(article, Status.WITHDRAWN, by=by, note=reason, withdrawn_headline=last)
    record.settle(article, reason, then, to)
    end_with(article, by=by)
    if by is not None:
        announcements.withdrawn(article.transitions.latest("pk"))
    return _never_seen_if_early(article)


@transaction.atomic
def _move(article: Article, to: Status, *, by: User | None, note: str = "", **fields) -> Article:
    """Bring the story to `to` with `fields` of its planning, and write down who did it and why."""
    article = rows.locked(article)
    workflow.check(article, to, by=by)
    if article.status == Status.PUBLISHED:
        _go_on_with_the_desks_text(article)
    was_out = article.status == Article.Status.PUBLISHED
    start, article.status = article.status, to
    for name, value in fields.items():
        setattr(article, name, value)
    article.save(update_fields=["status", "modified_at", *fields])
    if was_out:
        edge.publish()
        search.take_from_readers(article, desk=rows.desk_text(article))
    log(article, start, by=by, note=note)
    return article


def log(article: Article, start: str, *, by: User | None, note: str = "") -> Transition:
    """Write down that the story came from `start` to where it stands, and tell whom it concerns."""
    transition = Transition.objects.create(
        article=article,
        start=start,
        to=article.status,
        by=by,
        at=timezone.now(),
        note=log_text(note),
        revision=article.revision,
    )
    notices.announce(transition)
    return transition


def log_text(note: str) -> str:
    """What is written down of `note`; ValidationError for one that is too long."""
    text = contents.printable(note.replace("\r\n", "\n")).strip()
    if len(text) > MAX_NOTE:
        raise ValidationError(
            _("A note has at most %(most)d characters; this one has %(number)d.")
            % {"most": MAX_NOTE, "number": len(text)}
        )
    return text


def concerned(transition: Transition) -> list[User]:
    """Who is to hear of a move: of a submission the section's editors, of others the writers.

    Without who made it. Two queries. A section that names no editor has all that are bound to none.
    """
    article = transition.article
    if transition.to == Status.REVIEW:
        may_approve = User.objects.with_perm(workflow.APPROVE, include_superusers=False)
        people = may_approve.filter(is_staff=True).exclude(pk=transition.by_id)
        return list(people.filter(desk_sections=article.section_id)) or list(
            people.filter(desk_sections=None)
        )
    writes = Q(pk__in={article.created_by_id, article.assignee_id} - {None})
    signs = Q(author__credits__article=article)
    people = User.objects.filter(writes | signs, is_active=True, is_staff=True)
    return list(people.exclude(pk=transition.by_id).distinct())


def _go_on_with_the_desks_text(article: Article) -> None:
    """Readers see the story no longer: it is edited in place again, with what was unpublished."""
    if article.has_unpublished_changes:
        desk = rows.desk_text(article)
        kept = {"slug": article.slug}
        others = Article.objects.translations_of(article)
        if article.work and others.filter(language=desk.content.get("language")).exists():
            kept["language"] = article.language  # somebody has translated it meanwhile
        content, found = contents.find(desk.content | kept, desk.names)
        rows.write(article, content, found)
        rows.note_pictures(article, article.body)
    rows.never_seen(article)
    article.changes_at, article.changes_revision = None, 0
    article.save(update_fields=["changes_at", "changes_revision"])


def _never_seen_if_early(article: Article) -> Article:
    """Forget the first hour of a story that was called off before it came."""
    if article.first_published_at and article.first_published_at > timezone.now():
        article.first_published_at = None
        article.save(update_fields=["first_published_at"])
    return article
