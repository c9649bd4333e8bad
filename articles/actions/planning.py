"""What the desk plans of a story: who writes it, until when, what about, with which picture."""

import uuid
from dataclasses import dataclass, fields
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import workflow
from articles.models import Article, CalendarLink, Notice
from articles.workflow import Status, TransitionError
from authors.models import User

from . import notices, rows
from .moves import log


@dataclass(frozen=True)
class Plan:
    """What is planned of a story, whole."""

    assignee: User | None = None
    due_at: datetime | None = None
    brief: str = ""
    picture_request: str = ""


@transaction.atomic
def plan(article: Article, planned: Plan, *, by: User | None, note: str = "") -> Article:
    """Write down the plan of a story; a pitch that gets a writer is assigned.

    ValidationError, by field, for a writer without an account in the newsroom. TransitionError for
    a story that is out, withdrawn or shelved: there is nothing left to plan.
    """
    row = rows.locked(article)
    if row.status not in workflow.UNFINISHED:
        raise TransitionError(_("Nothing is planned of a story that is out or shelved."))
    writer = planned.assignee
    may = workflow.may(by, workflow.ASSIGN, row)
    if not may and (writer != row.assignee or not may_plan(row, by=by)):
        raise PermissionDenied(f"{workflow.ASSIGN} is needed to plan this story.")
    if writer and not (writer.is_active and writer.is_staff):
        message = _("%(name)s has no account in the newsroom.") % {"name": writer}
        raise ValidationError({"assignee": message})
    start, before = row.status, row.assignee_id
    row.assignee, row.due_at = writer, planned.due_at
    row.brief, row.picture_request = planned.brief.strip(), planned.picture_request.strip()
    if start == Status.PITCHED and writer:
        row.status = Status.ASSIGNED
    elif start == Status.ASSIGNED and not writer:
        row.status = Status.PITCHED
    row.modified_at = timezone.now()
    row.save(update_fields=["status", "modified_at", *(field.name for field in fields(Plan))])
    if row.status != start:
        log(row, start, by=by, note=note)
    elif writer and writer.pk != before:
        notices.tell(row, [writer], Notice.Kind.ASSIGNED, by=by, note=note)
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
