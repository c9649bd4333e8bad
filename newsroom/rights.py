"""Who may do the ordinary things: add, change, delete."""

from django.core.exceptions import PermissionDenied
from django.db.models import Model


def require(by, verb: str, obj: Model) -> None:
    """Raise PermissionDenied unless account `by` may `verb` (add, change, delete, view) `obj`.

    `by=None` is the system itself: importers, commands, the sample newsroom.
    """
    require_permission(by, f"{obj._meta.app_label}.{verb}_{obj._meta.model_name}")


def require_permission(by, permission: str) -> None:
    """Raise PermissionDenied unless account `by` has `permission`; `by=None` as above."""
    if by is not None and not by.has_perm(permission):
        raise PermissionDenied(f"{permission} is needed for this.")
