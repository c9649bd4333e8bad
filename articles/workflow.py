"""Which change of status is allowed, and the permission it needs. Data; no request, no effects."""

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where a story stands. Scheduled is "published" with an hour that has not come."""

    PITCHED = "pitched", _("Pitched")
    ASSIGNED = "assigned", _("Assigned")
    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("In review")
    READY = "ready", _("Ready")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SPIKED = "spiked", _("Spiked")


# Somebody still has work with it.
UNFINISHED = (Status.PITCHED, Status.ASSIGNED, Status.DRAFT, Status.REVIEW, Status.READY)
# The same of rows. One "not" for each of the others: SQLite cannot tell that a list of parameters
# is the list an index was made for, and would read the whole archive instead of the index.
IS_UNFINISHED = (
    ~models.Q(status=Status.PUBLISHED)
    & ~models.Q(status=Status.WITHDRAWN)
    & ~models.Q(status=Status.SPIKED)
)
# Readers see it, or will, or find at its address why they do no longer.
OUT = (Status.PUBLISHED, Status.WITHDRAWN)
# Readers see it no longer, or never will.
SHUT = (Status.WITHDRAWN, Status.SPIKED)

ASSIGN = "articles.assign_article"
SUBMIT = "articles.submit_article"
APPROVE = "articles.approve_article"
PUBLISH = "articles.publish_article"
WITHDRAW = "articles.withdraw_article"
SPIKE = "articles.spike_article"
DELETE = "articles.delete_article"
BEGIN = "articles.add_article"
EDIT = "articles.change_article"
CORRECT = "articles.correct_article"
SIGN_OFF = "articles.sign_off_article"
EDIT_OTHERS = "articles.change_others_article"
SEE = ("articles.view_article", EDIT)  # either opens the newsroom's list
SEE_OTHERS = "articles.view_others_article"
EVERY_SECTION = "articles.change_section"  # who makes sections is bound to none

BY_SECTION = {ASSIGN, APPROVE, PUBLISH, WITHDRAW, SPIKE, DELETE, CORRECT, SIGN_OFF, EDIT_OTHERS}

# From here on the section of a story is the desk's: it takes this right where the story is and
# where it goes. Before, it is its writer's.
SECTION_HELD_BY = {
    Status.REVIEW: APPROVE,
    Status.READY: APPROVE,
    Status.PUBLISHED: PUBLISH,
    Status.WITHDRAWN: PUBLISH,
    Status.SPIKED: SPIKE,
}

TRANSITIONS = {
    (Status.PITCHED, Status.ASSIGNED): ASSIGN,
    (Status.PITCHED, Status.DRAFT): SUBMIT,
    (Status.PITCHED, Status.SPIKED): SPIKE,
    (Status.ASSIGNED, Status.DRAFT): SUBMIT,
    (Status.ASSIGNED, Status.PITCHED): ASSIGN,  # taken back from its writer
    (Status.ASSIGNED, Status.SPIKED): SPIKE,
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
    if not may(by, permission, article):
        raise PermissionDenied(f"{permission} is needed to move this story to {to}.")
    if permission == SUBMIT and not can_edit(article, by=by):
        raise PermissionDenied("This story is somebody else's.")


def may(by, permission: str, article) -> bool:
    """Whether user `by` has `permission` for this story, in its section. `by=None` is the system.

    Sections that name their editors (Section.editors) bind these to them.
    """
    if by is None:
        return True
    if not by.has_perm(permission):
        return False
    return permission not in BY_SECTION or is_in_reach(by, article.section_id)


def is_in_reach(by, section: int | None) -> bool:
    """Whether the rights of user `by` reach into the section with this key."""
    sections = reach(by)
    return not sections or section in sections


def reach(by) -> set[int]:
    """Keys of the sections the rights of user `by` end at; none for all: one query, kept."""
    if by.has_perm(EVERY_SECTION):
        return set()
    if not hasattr(by, "_reach"):
        by._reach = set(by.desk_sections.values_list("pk", flat=True))
    return by._reach


def can_see(article, *, by) -> bool:
    """Whether user `by` may see this story in the newsroom, on whatever page.

    Everybody sees their own; ArticleQuerySet.seen_by() says the same of many. `by=None` is the
    system.
    """
    if by is None or article.pk is None:
        return True
    return sees_all(by) or (sees_any(by) and is_own(article, by=by))


def sees_any(by) -> bool:
    """Whether user `by` has to do with stories at all."""
    return any(by.has_perm(permission) for permission in SEE)


def sees_all(by) -> bool:
    """Whether user `by` sees what colleagues work on."""
    return by.has_perm(SEE_OTHERS) and sees_any(by)


def is_own(article, *, by) -> bool:
    """Whether user `by` began this story, is to write it, or signs it."""
    if by.pk in {article.created_by_id, article.assignee_id}:
        return True
    return article.credits.filter(author__user=by).exists()


def can_edit(article, *, by) -> bool:
    """Whether user `by` may change the text: a live story takes the right to publish, a colleague's
    the right to edit others' stories. `by=None` is the system."""
    if by is None:
        return True
    if article.pk is None:
        return by.has_perm(BEGIN)
    if not by.has_perm(EDIT):
        return False
    if article.status in {Status.PUBLISHED, Status.WITHDRAWN}:
        return may(by, PUBLISH, article)
    return may(by, EDIT_OTHERS, article) or is_own(article, by=by)


def can_refile(article, section: int | None, *, by) -> bool:
    """Whether user `by` may move this story to the section with this key.

    Judged where it is and where it would be: else a story could be carried to where one may
    approve it, and back.
    """
    if by is None or article.pk is None or section == article.section_id:
        return True
    held_by = SECTION_HELD_BY.get(article.status)
    if held_by is None and is_own(article, by=by):
        return True
    permission = held_by or EDIT_OTHERS
    places = (article.section_id, section)
    return by.has_perm(permission) and all(is_in_reach(by, place) for place in places)


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
