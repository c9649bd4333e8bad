"""The page on which somebody decides where two people changed the same thing."""

import re

from django.contrib import messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import actions, workflow
from articles.models import Article, Revision
from articles.revisions import content as contents
from articles.revisions import merge
from articles.revisions.words import Opening
from newsroom.editor import StoryEditor

from . import comparison, moves, refused, writing
from .forms import EDITOR_ASKS

OWN_WORDS = StoryEditor(asks=EDITOR_ASKS)
OWN_WORDS.config["height"] = "8rem"
WHATS = ("mine", "theirs", "both", "own")
KEY = re.compile(r"[0-9a-f]{12}", re.ASCII)


def urls(model_admin) -> list:
    def decide(request, pk, number):
        return _decide(model_admin, request, pk, number)

    view = refused.giving_back(model_admin.admin_site.admin_view(decide), _not_now, _named)
    return [path("<int:pk>/decide/<int:number>/", view, name="articles_article_decide")]


def _decide(model_admin, request, pk, number):
    conflict = _numbered(pk, number)
    by = request.user
    if conflict and workflow.sees_any(by) and not workflow.can_see(conflict.article, by=by):
        conflict = None
    hindrance = _hindrance(model_admin, request, conflict)
    if hindrance and request.method == "POST" and any(_own_words(request.POST)):
        return _not_now(request, hindrance, pk, number)
    if hindrance == "deleted":
        raise Http404("The story has no such version.")
    if hindrance == "no-right":
        raise PermissionDenied
    if hindrance:
        words = _("Version %(number)s waits for no decision any more.") % {"number": number}
        model_admin.message_user(request, words, messages.WARNING)
        return redirect("admin:articles_article_change", pk)
    if "_keep" in request.POST:
        return _keep(request, conflict)
    if request.method == "POST":
        answer = _settle(model_admin, request, conflict)
        if answer is not None:
            return answer
    context = _page(request, conflict) | model_admin.admin_site.each_context(request)
    context |= {"opts": model_admin.opts, "media": OWN_WORDS.media}
    return render(request, "admin/articles/article/decide.html", context)


def _numbered(pk: int, number: int) -> Revision | None:
    article = Article.objects.filter(pk=pk).first()
    found = Revision.objects.select_related("by", "article")
    return found.numbered(article, number) if article else None


def _hindrance(model_admin, request, conflict: Revision | None) -> str:
    """Why nothing can be decided here; "" if it can."""
    if conflict is None:
        return "deleted"
    if not model_admin.has_change_permission(request, conflict.article):
        return "no-right"
    return "" if _is_open(conflict) else "decided"


def _is_open(conflict: Revision) -> bool:
    return conflict.kind == Revision.Kind.CONFLICT and conflict.waits


def _page(request, conflict: Revision) -> dict:
    """What is to be decided, with what this account chose so far, and whose words those are."""
    article = Article.objects.get(pk=conflict.article_id)  # somebody may have saved just now
    conflict.article = article
    choices = actions.kept_choices(conflict, by=request.user)
    desk = Revision.objects.select_related("by").numbered(article, article.revision)
    merged = actions.overlaps(conflict)
    is_own = conflict.by == request.user
    return {
        "title": _("Both of you changed this") if is_own else _("Two people changed this"),
        "subtitle": str(article),
        "original": article,
        "opening": Opening.now(request.user, article, base=desk.number).sign(),
        "mine": conflict,
        "theirs": desk,
        "is_own": is_own,
        "overlaps": [
            with_own_words(comparison.overlap(c, choices.get(c.key), desk, conflict))
            for c in merged.conflicts
        ],
        "before": comparison.elsewhere(merged, choices, desk, conflict),
        "from_theirs": _by_themselves(merged, merged.from_theirs),
        "from_mine": _by_themselves(merged, merged.from_mine),
    }


def with_own_words(overlap: dict) -> dict:
    """The overlap with a field for other words: the story's editor for its text."""
    name, attrs = f"own-{overlap['key']}", {"id": f"own-{overlap['key']}", "dir": "auto", "rows": 3}
    widget = OWN_WORDS if overlap["is_body"] else AdminTextareaWidget()
    attrs["aria-label"] = _("Own words")
    return overlap | {"field": widget.render(name, overlap["own"], attrs)}


def _by_themselves(merged, names) -> list[str]:
    """What needs no decision, in words: fields about which nothing is asked."""
    asked = {conflict.field for conflict in merged.conflicts}
    return [writing.label(name) for name in names if name not in asked]


def _keep(request, conflict):
    """Keep what is chosen so far, while somebody writes. JSON: {"at": "14:03"}."""
    actions.keep_choices(conflict, _choices(request.POST), by=request.user)
    return JsonResponse({"at": writing.clock(timezone.now())})


def _settle(model_admin, request, conflict):
    """Keep what was chosen, then try it; None where something is still to be decided."""
    choices = _choices(request.POST)
    actions.keep_choices(conflict, choices, by=request.user)
    try:
        edit = actions.decide(conflict, choices, by=request.user)
    except ValidationError as error:
        model_admin.message_user(request, moves.reasons(error), messages.ERROR)
        return None
    if edit.is_conflict:
        words = _("Something is still to be decided; nothing was saved yet, and nothing is lost.")
        model_admin.message_user(request, words, messages.WARNING)
        return None
    model_admin.log_change(
        request, edit.article, (_("Version %(number)s.") % {"number": edit.revision.number})
    )
    model_admin.message_user(request, writing.saved(edit), messages.SUCCESS)
    return redirect("admin:articles_article_change", edit.article.pk)


def _not_now(request, state: str, pk: int, number: int):
    """Keep what was chosen for the account the page was made for; else give its words back.

    None where neither can be done, and nothing was written.
    """
    opening, user = writing.sender(request)
    conflict = _numbered(pk, number)
    end, args = {
        "deleted": ("kept", []),
        "no-right": ("kept", []),
        "decided": ("change", [pk]),
    }.get(state, ("decide", [pk, number]))
    page = reverse(f"admin:articles_article_{end}", args=args)
    words = _named(request.POST)
    if user and conflict and _is_open(conflict) and opening.article == pk:
        actions.keep_choices(conflict, _choices(request.POST), by=user)
        words = words if state == "no-right" else None
    elif not words:
        return None
    return refused.given_back(request, state, words, next_page=page)


def _choices(posted) -> dict:
    """{key: Choice} of what the page sent: `choice-KEY`, and `own-KEY` for own words.

    Own words without a choice are a Choice of nothing: kept, and asked about again.
    """
    found = {}
    for name in posted:
        part, _dash, key = name.partition("-")
        if part in {"choice", "own"} and KEY.fullmatch(key):
            what = posted.get(f"choice-{key}", "")
            text = contents.printable(posted.get(f"own-{key}", ""))
            found[key] = merge.Choice(what if what in WHATS else "", text)
    return found


def _named(posted) -> list[tuple[str, str]]:
    return [(_("Something else"), text) for text in _own_words(posted)]


def _own_words(posted) -> list[str]:
    """What was written that is on no side."""
    chosen = _choices(posted).values()
    return [choice.text for choice in chosen if choice.what in {"own", ""} and choice.text]
