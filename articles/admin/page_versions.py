"""The versions of a page: their list, what differs between two, bringing one back, a preview."""

import re

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles import actions
from articles.models import Page, PageVersion
from articles.revisions import compare as comparing
from articles.revisions.drawing import blocks
from articles.views.pages import page_page
from newsroom.headers import public_policy

PER_PAGE = 100
NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)


def urls(model_admin) -> list:
    def page(end, view, name):
        def answer(request, pk, **kwargs):
            return view(model_admin, request, pk, **kwargs)

        address = f"<int:pk>/{end}"
        answer = require_POST(answer) if name == "restore" else require_safe(answer)
        return path(
            address, model_admin.admin_site.admin_view(answer), name=f"articles_page_{name}"
        )

    return [
        page("history/compare/", _compare, "compare"),
        page("history/<int:number>/restore/", _restore, "restore"),
        page("preview/", _preview, "preview"),
    ]


def versions(model_admin, request, object_id):
    """The list, newest first, without the texts themselves."""
    page = _page(model_admin, request, object_id if NUMBER.fullmatch(object_id) else 0)
    rows = page.versions.select_related("by").defer("content")
    before = request.GET.get("before", "")
    rows = rows.filter(number__lt=int(before)) if NUMBER.fullmatch(before) else rows
    rows = list(rows[: PER_PAGE + 1])
    shown = rows[:PER_PAGE]
    context = _context(model_admin, request, page, _("Versions")) | {
        "versions": shown,
        "to": shown[0].number if shown else None,
        "from": shown[1].number if len(shown) > 1 else None,
        "before": shown[-1].number if len(rows) > PER_PAGE else None,
    }
    return render(request, "admin/articles/page/versions.html", context)


def _compare(model_admin, request, pk):
    """Two versions side by side: `?from=1&to=2`; without them the newest and the one before."""
    page = _page(model_admin, request, pk)
    new = _asked(page, request.GET.get("to"), page.revision)
    old = _asked(page, request.GET.get("from"), new.base or new.number)
    labels = {name: Page._meta.get_field(name).verbose_name for name in PageVersion.FIELDS}
    changes = {change.name: change for change in comparing.compare(old.content, new.content)}
    fields = [
        {"label": label.capitalize(), "change": changes[name]}
        for name, label in labels.items()
        if name in changes and name != "body" and changes[name].is_changed
    ]
    context = _context(
        model_admin,
        request,
        page,
        (_("Version %(number)s and %(number2)s") % {"number": old.number, "number2": new.number}),
    ) | {
        "old": old,
        "new": new,
        "fields": fields,
        "body": blocks(old.content.get("body", ""), new.content.get("body", "")),
        "versions": [old, new] if old != new else [old],
    }
    return render(request, "admin/articles/page/compare.html", context)


def _restore(model_admin, request, pk, number):
    page = _page(model_admin, request, pk)
    if not model_admin.has_change_permission(request, page):
        raise PermissionDenied
    version = _asked(page, str(number), number)
    try:
        actions.restore_page(version, by=request.user)
    except ValidationError as error:
        words = _("Version %(number)s could not be brought back: %(reasons)s") % {
            "number": number,
            "reasons": " ".join(error.messages),
        }
        model_admin.message_user(request, words, messages.ERROR)
        return redirect("admin:articles_page_history", pk)
    model_admin.log_change(
        request, page, (_("Brought back from version %(number)s.") % {"number": number})
    )
    words = _(
        "The words of version %(number)s are back. The address and the status are as they were."
    ) % {"number": number}
    model_admin.message_user(request, words, messages.SUCCESS)
    return redirect("admin:articles_page_change", pk)


def _preview(model_admin, request, pk):
    """The page as readers would see it, draft or not; `?version=3` as it was then."""
    page = _page(model_admin, request, pk)
    edit = page.pk
    if "version" in request.GET:
        version = _asked(page, request.GET["version"], 0)
        for name in PageVersion.TEXTS:
            setattr(page, name, version.content.get(name, getattr(page, name)))
    response = page_page(request, page, preview_of=edit)
    response["Content-Security-Policy"] = public_policy()
    response["Cache-Control"] = "private, no-store"
    return response


def _page(model_admin, request, pk) -> Page:
    if not model_admin.has_view_or_change_permission(request):
        raise PermissionDenied
    return get_object_or_404(Page, pk=pk)


def _asked(page: Page, asked: str | None, otherwise: int) -> PageVersion:
    asked = str(otherwise) if asked is None else asked
    number = int(asked) if NUMBER.fullmatch(asked) else 0
    version = page.versions.select_related("by").filter(number=number).first()
    if version is None:
        raise Http404("This page has no such version.")
    return version


def _context(model_admin, request, page: Page, title: str) -> dict:
    return {
        **model_admin.admin_site.each_context(request),
        "title": title,
        "subtitle": str(page),
        "opts": model_admin.opts,
        "original": page,
        "may_change": model_admin.has_change_permission(request, page),
    }
