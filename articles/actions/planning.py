"""What the desk plans of a story: who writes it, until when, what about, with which picture."""

import uuid
from dataclasses import dataclass, fields
from datetime import datetime
from hashlib import sha256

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import workflow
from articles.models import Article, CalendarLink, Notice
from articles.workflow import Status, TransitionError
from authors.models import User

from . import notices, rows
from .moves import log, log_text
from .writing import save_article


@dataclass(frozen=True)
class Plan:
    """What is planned of a story, whole."""

    assignee: User | None = None
    due_at: datetime | None = None
    brief: str = ""
    picture_request: str = ""

    @classmethod
    def of(cls, article: Article) -> "Plan":
        """What is planned of `article` as it is in hand."""
        return cls(**{field.name: getattr(article, field.name) for field in fields(cls)})

    @property
    def mark(self) -> str:
        """Short, the same for the same plan, another for any other."""
        said = [self.assignee and self.assignee.pk, self.due_at and self.due_at.isoformat()]
        return sha256(repr([*said, self.brief, self.picture_request]).encode()).hexdigest()[:16]


def writers():
    """Accounts a story can be assigned to."""
    return User.objects.with_perm(workflow.EDIT).filter(is_staff=True)


@transaction.atomic
def pitch(article: Article, planned: Plan, *, by: User | None) -> Article:
    """Offer the desk a story: `article` in hand, with its working title and section, and a plan.

    With a writer, whom only the desk may name, it is assigned at once. Sent again (`article.uid` is
    the same), it is the story that is there.
    """
    if by is not None:
        User.objects.select_for_update().get(pk=by.pk)  # the same form may be on its way twice
        twin = Article.objects.filter(uid=article.uid, created_by=by).first()
        if twin:
            return twin
    article.status = Status.PITCHED
    return plan(save_article(article, by=by), planned, by=by)


@transaction.atomic
def plan(
    article: Article, planned: Plan, *, by: User | None, note: str = "", seen: str | None = None
) -> Article:
    """Write down the plan of a story; a pitch that gets a writer is assigned. Who gets it is told,
    and so is who had it.

    `seen` is the mark of the plan somebody looked at: ValidationError (code "unseen") if it is
    another by now. ValidationError, by field, for a writer who cannot write here. TransitionError
    for a story that is out, withdrawn or shelved: there is nothing left to plan.
    """
    row = rows.locked(article)
    if row.status not in workflow.UNFINISHED:
        raise TransitionError(_("Nothing is planned of a story that is out or shelved."))
    writer = planned.assignee
    may = workflow.may(by, workflow.ASSIGN, row)
    if not may and (writer != row.assignee or not may_plan(row, by=by)):
        raise PermissionDenied(f"{workflow.ASSIGN} is needed to plan this story.")
    if seen is not None and seen != Plan.of(row).mark:
        words = _("Somebody changed the plan meanwhile, and yours is not written down yet.")
        raise ValidationError(words, code="unseen")
    if writer and writer != row.assignee and not writers().filter(pk=writer.pk).exists():
        message = _("%(name)s has no account to write with.") % {"name": writer}
        raise ValidationError({"assignee": message})
    start, before = row.status, row.assignee
    row.assignee, row.due_at = writer, planned.due_at
    row.brief, row.picture_request = log_text(planned.brief), log_text(planned.picture_request)
    if start == Status.PITCHED and writer:
        row.status = Status.ASSIGNED
    elif start == Status.ASSIGNED and not writer:
        row.status = Status.PITCHED
    row.modified_at = timezone.now()
    row.save(update_fields=["status", "modified_at", *(field.name for field in fields(Plan))])
    if row.status != start:
        log(row, start, by=by, note=note)
    elif writer and writer != before:
        notices.tell(row, [writer], Notice.Kind.ASSIGNED, by=by, note=note)
    if before and before != writer:
        notices.tell(row, [before], Notice.Kind.UNASSIGNED, by=by, note=note)
    return row


def may_plan(article: Article, *, by: User | None) -> bool:
    """Whether user `by` may plan this story: the desk, and who pitched it while it is a pitch."""
    if workflow.may(by, workflow.ASSIGN, article):
        return True
    return article.status == Status.PITCHED and article.created_by_id == by.pk


def renew_calendar_link(*, by: User) -> CalendarLink:
    """Give the account a private address for calendar programs; one it had leads nowhere now."""
    link, _is_new = CalendarLink.objects.update_or_create(
        user=by, defaults={"serial": uuid.uuid4()}
    )
    return link
