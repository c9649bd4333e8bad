"""The versions of a story: their list, what changed between two, bringing one back."""

import re

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles import actions
from articles.models import Article, Revision
from articles.revisions import content as contents

from . import comparison, moves, seen, writing

PER_PAGE = 50
NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)


def urls(model_admin) -> list:
    def compare(request, pk):
        return _compare(model_admin, request, pk)

    def restore(request, pk, number):
        return _restore(model_admin, request, pk, number)

    admin_view = model_admin.admin_site.admin_view
    return [
        path(
            "<int:pk>/history/compare/",
            admin_view(require_safe(compare)),
            name="articles_article_compare",
        ),
        path(
            "<int:pk>/history/<int:number>/restore/",
            admin_view(require_POST(restore)),
            name="articles_article_restore",
        ),
    ]


def readable(model_admin, request, article: Article):
    """The versions of `article` that whoever asks may read."""
    may_edit = model_admin.has_change_permission(request, article)
    return Revision.objects.of(article).readable_by(request.user, may_edit=may_edit)


def versions(model_admin, request, object_id):
    """The list, newest first, a page at a time; without the texts themselves."""
    stories = Article.objects.defer(*Article.LONG_FIELDS)
    article = seen.story(request, number(object_id) or 0, stories)
    may_edit = model_admin.has_change_permission(request, article)
    rows = Revision.objects.of(article).for_list()
    rows = rows.with_readable_by(request.user, may_edit=may_edit)
    before = number(request.GET.get("before"))
    rows = list((rows.filter(number__lt=before) if before else rows)[: PER_PAGE + 1])
    shown = rows[:PER_PAGE]
    texts = [version.number for version in shown if not version.is_loose]
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Versions"),
        "subtitle": str(article),
        "opts": model_admin.opts,
        "original": article,
        "folds": _folded(shown),
        "to": texts[0] if texts else None,
        "from": texts[1] if len(texts) > 1 else None,
        "before": shown[-1].number if len(rows) > PER_PAGE else None,
        "may_change": may_edit,
        "moves": model_admin.log_of(article) if not before else (),
    }
    return render(request, "admin/articles/article/versions.html", context)


def _folded(rows: list[Revision]) -> list[tuple[bool, list[Revision]]]:
    """Rows as the list has them: what was kept while typing in a heap, everything else alone."""
    folds = []
    for row in rows:
        is_kept = row.kind == Revision.Kind.AUTOSAVED
        if is_kept and folds and folds[-1][0]:
            folds[-1][1].append(row)
        else:
            folds.append((is_kept, [row]))
    return folds


def _compare(model_admin, request, pk):
    """Two versions side by side: `?from=3&to=7`; without `to` the newest text."""
    article = seen.story(request, pk)
    rows = readable(model_admin, request, article)
    new = _asked(rows, request.GET.get("to"), article.revision)
    old = _asked(rows, request.GET.get("from"), new.base or _text_before(rows, new))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": (
            _("Version %(number)s and version %(number2)s")
            % {"number": old.number, "number2": new.number}
        ),
        "subtitle": str(article),
        "opts": model_admin.opts,
        "original": article,
        "old": old,
        "new": new,
        "fields": comparison.fields(old, new),
        "body": comparison.body(old, new),
        "may_change": model_admin.has_change_permission(request, article),
    }
    return render(request, "admin/articles/article/compare.html", context)


def _restore(model_admin, request, pk, number):
    """Bring a version back, whole or the fields named by `field`; the story gets a new version."""
    article = seen.story(request, pk)
    if not model_admin.has_change_permission(request, article):
        raise PermissionDenied
    revision = _asked(readable(model_admin, request, article), str(number), number)
    fields = tuple(
        name
        for name in request.POST.getlist("field")
        if name in contents.FIELDS or name in {"credits", "tags"}
    )
    try:
        edit = actions.restore(revision, by=request.user, fields=fields)
    except ValidationError as error:
        words = _("Version %(number)s could not be brought back: %(reasons)s") % {
            "number": number,
            "reasons": moves.reasons(error),
        }
        model_admin.message_user(request, words, messages.ERROR)
        return redirect("admin:articles_article_history", pk)
    what = ", ".join(map(writing.label, fields)) or _("The text")
    words = _("%(what)s of version %(number)s is back. %(saved)s") % {
        "what": what,
        "number": number,
        "saved": writing.saved(edit),
    }
    model_admin.message_user(request, words, messages.SUCCESS)
    for sentence in edit.gone:
        model_admin.message_user(request, sentence, messages.WARNING)
    model_admin.log_change(
        request, article, (_("Brought back from version %(number)s.") % {"number": number})
    )
    return redirect("admin:articles_article_change", pk)


def _text_before(rows, new: Revision) -> int:
    texts = rows.filter(number__lt=new.number).exclude(kind__in=Revision.LOOSE)
    return texts.values_list("number", flat=True).first() or 0


def _asked(rows, asked: str | None, otherwise: int) -> Revision:
    wanted = otherwise if asked is None else number(asked)
    found = rows.select_related("by").filter(number=wanted or 0).first()
    if found is None:
        raise Http404("This story has no such version.")
    return found


def number(value: str | None) -> int | None:
    """The number of a version as it came; None for anything else."""
    return int(value) if value and NUMBER.fullmatch(value) else None
