"""An action of the admin's lists: make several rows of one thing one row."""

from collections.abc import Callable, Iterable

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

MOST = 50  # rows at once


def merge_page(model_admin, request, rows, merge: Callable[[Iterable[Model], Model], object]):
    """Ask which of the selected `rows` stays, then merge(others, it); for ModelAdmin.actions.

    `action` of the form is the name of the admin action, so that the page comes back to it.
    """
    rows = list(rows[: MOST + 1])
    if not 2 <= len(rows) <= MOST:
        words = _("Select at least two, and at most %(MOST)s, to be made one.") % {"MOST": MOST}
        model_admin.message_user(request, words, messages.WARNING)
        return None
    stays = next((row for row in rows if str(row.pk) == request.POST.get("stays")), None)
    if stays is not None:
        others = [row for row in rows if row != stays]
        try:
            merge(others, stays)
        except (ValidationError, PermissionDenied) as error:
            words = " ".join(getattr(error, "messages", [str(error)]))
            model_admin.message_user(request, words, messages.ERROR)
            return None
        names = ", ".join(f"“{row}”" for row in others)
        model_admin.log_change(request, stays, (_("Merged with %(names)s.") % {"names": names}))
        model_admin.message_user(
            request,
            (_("%(names)s: now “%(stays)s”.") % {"names": names, "stays": stays}),
            messages.SUCCESS,
        )
        return redirect(request.get_full_path())
    context = {
        **model_admin.admin_site.each_context(request),
        "title": (
            _("Which of these %(verbose_name_plural)s stays?")
            % {"verbose_name_plural": model_admin.opts.verbose_name_plural}
        ),
        "opts": model_admin.opts,
        "rows": rows,
        "checkbox": ACTION_CHECKBOX_NAME,
        "action": request.POST.get("action", ""),
    }
    return render(request, "admin/merge.html", context)
