"""Who may edit which front, and who may break news."""

from django.core.exceptions import PermissionDenied

from articles import workflow
from authors.models import User

EDIT_FRONT = "articles.edit_front"
EDIT_BREAKING = "articles.edit_breaking"


def may_edit(by: User | None, section: int | None) -> bool:
    """Whether `by` may edit the front of the section with this key, or the site's (None).

    Who is bound to sections edits theirs and not the site's. `by=None` is the system.
    """
    if by is None:
        return True
    return by.has_perm(EDIT_FRONT) and workflow.is_in_reach(by, section)


def require_front(by: User | None, section: int | None) -> None:
    if not may_edit(by, section):
        raise PermissionDenied(f"{EDIT_FRONT} is needed for this front.")


def require_breaking(by: User | None) -> None:
    if by is not None and not by.has_perm(EDIT_BREAKING):
        raise PermissionDenied(f"{EDIT_BREAKING} is needed for this.")
