"""Which change of status is allowed, and the permission it needs. Data; no request, no effects."""

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where a story stands. Scheduled is "published" with an hour that has not come."""

    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("In review")
    READY = "ready", _("Ready")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SPIKED = "spiked", _("Spiked")


SUBMIT = "articles.submit_article"
APPROVE = "articles.approve_article"
PUBLISH = "articles.publish_article"
WITHDRAW = "articles.withdraw_article"
SPIKE = "articles.spike_article"
EDIT_OTHERS = "articles.change_others_article"

TRANSITIONS = {
    (Status.DRAFT, Status.REVIEW): SUBMIT,
    (Status.DRAFT, Status.READY): APPROVE,
    (Status.DRAFT, Status.PUBLISHED): PUBLISH,
    (Status.DRAFT, Status.SPIKED): SPIKE,
    (Status.REVIEW, Status.DRAFT): APPROVE,  # sent back
    (Status.REVIEW, Status.READY): APPROVE,
    (Status.REVIEW, Status.PUBLISHED): PUBLISH,
    (Status.REVIEW, Status.SPIKED): SPIKE,
    (Status.READY, Status.DRAFT): APPROVE,  # sent back
    (Status.READY, Status.PUBLISHED): PUBLISH,
    (Status.READY, Status.SPIKED): SPIKE,
    (Status.PUBLISHED, Status.WITHDRAWN): WITHDRAW,
    (Status.PUBLISHED, Status.READY): PUBLISH,  # called off; only before its hour
    (Status.WITHDRAWN, Status.PUBLISHED): PUBLISH,
    (Status.SPIKED, Status.DRAFT): SPIKE,
}


class TransitionError(Exception):
    """The story cannot go from where it stands to where it was sent."""


def check(article, to: Status, *, by) -> None:
    """Let user `by` move `article` to `to`, or raise TransitionError or PermissionDenied.

    `by=None` is the system itself (importers, the sample newsroom): any lawful move.
    """
    permission = TRANSITIONS.get((article.status, to))
    if permission is None:
        raise TransitionError(
            _("A story that is “%(from)s” cannot become “%(to)s”.")
            % {"from": Status(article.status).label, "to": Status(to).label}
        )
    if article.status == Status.PUBLISHED and to == Status.READY and not article.is_scheduled:
        raise TransitionError(_("Readers have seen this story; it can only be withdrawn."))
    if by is not None and not by.has_perm(permission):
        raise PermissionDenied(f"{permission} is needed to move this story to {to}.")


def can_edit(article, *, by) -> bool:
    """Whether user `by` may change the text: a live story takes the right to publish, a colleague's
    the right to edit others' stories. `by=None` is the system."""
    if by is None or article.pk is None:
        return True
    if article.status in {Status.PUBLISHED, Status.WITHDRAWN}:
        return by.has_perm(PUBLISH)
    if article.created_by_id == by.pk or by.has_perm(EDIT_OTHERS):
        return True
    return article.credits.filter(author__user=by).exists()


def moves(article, *, by) -> list[Status]:
    """Where user `by` may send `article` now, in the order of the table."""
    allowed = []
    for start, to in TRANSITIONS:
        if start == article.status:
            try:
                check(article, to, by=by)
            except (TransitionError, PermissionDenied):
                continue
            allowed.append(to)
    return allowed
