"""Who may edit which front, and who may break news."""

from django.core.exceptions import PermissionDenied

from articles import workflow
from authors.models import User

EDIT_FRONT = "articles.edit_front"
EDIT_BREAKING = "articles.edit_breaking"


def may_edit_some(by: User) -> bool:
    """Whether `by` has to do with fronts: who makes one is shown what colleagues are to publish."""
    return by.has_perm(EDIT_FRONT) and workflow.sees_all(by)


def may_edit(by: User | None, section: int | None) -> bool:
    """Whether `by` may edit the front of the section with this key, or the site's (None).

    Who is bound to sections edits theirs and not the site's. `by=None` is the system.
    """
    return by is None or (may_edit_some(by) and workflow.is_in_reach(by, section))


def may_break(by: User | None) -> bool:
    """Whether `by` may break news: above every page, so it is for who is bound to no section."""
    if by is None:
        return True
    may = by.has_perm(EDIT_BREAKING) and workflow.sees_all(by)
    return may and workflow.is_in_reach(by, None)


def require_front(by: User | None, section: int | None) -> None:
    if not may_edit(by, section):
        raise PermissionDenied(f"{EDIT_FRONT} is needed for this front.")


def require_breaking(by: User | None) -> None:
    if not may_break(by):
        raise PermissionDenied(f"{EDIT_BREAKING} is needed for this.")
