"""The page on which somebody decides where two people changed the same thing."""

from django.contrib import messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path

from articles import actions
from articles.models import Article, Revision
from articles.revisions import merge
from articles.workflow import can_edit
from newsroom.editor import StoryEditor

from . import comparison, moves, writing
from .forms import EDITOR_ASKS

OWN_WORDS = StoryEditor(asks=EDITOR_ASKS)
OWN_WORDS.config["height"] = "8rem"
WHATS = ("mine", "theirs", "both", "own")


def urls(model_admin) -> list:
    def decide(request, pk, number):
        return _decide(model_admin, request, pk, number)

    view = model_admin.admin_site.admin_view(decide)
    return [path("<int:pk>/decide/<int:number>/", view, name="articles_article_decide")]


def _decide(model_admin, request, pk, number):
    article = get_object_or_404(Article, pk=pk)
    if not can_edit(article, by=request.user):
        raise PermissionDenied
    conflict = get_object_or_404(
        Revision.objects.select_related("by", "article"), article=article, number=number
    )
    if conflict.kind != Revision.Kind.CONFLICT or not conflict.waits:
        words = f"Version {number} waits for no decision any more."
        model_admin.message_user(request, words, messages.WARNING)
        return redirect("admin:articles_article_change", pk)
    choices = _choices(request.POST)
    if request.method == "POST":
        answer = _settle(model_admin, request, conflict, choices)
        if answer is not None:
            return answer
    base = Revision.objects.numbered(article, conflict.base or 0)
    desk = Revision.objects.select_related("by").numbered(article, article.revision)
    merged = merge.merge(base.content, conflict.content, desk.content)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Both of you changed this",
        "subtitle": str(article),
        "opts": model_admin.opts,
        "original": article,
        "mine": conflict,
        "theirs": desk,
        "base": base,
        "overlaps": [
            with_own_words(comparison.overlap(c, choices.get(c.key), desk, conflict))
            for c in merged.conflicts
        ],
        "from_theirs": _by_themselves(merged, merged.from_theirs),
        "from_mine": _by_themselves(merged, merged.from_mine),
        "media": OWN_WORDS.media,
    }  # fmt: skip
    return render(request, "admin/articles/article/decide.html", context)


def with_own_words(overlap: dict) -> dict:
    """The overlap with a field for other words: the story's editor for its text."""
    name, attrs = f"own-{overlap['key']}", {"id": f"own-{overlap['key']}", "dir": "auto", "rows": 3}
    widget = OWN_WORDS if overlap["is_body"] else AdminTextareaWidget()
    attrs["aria-label"] = "Own words"
    return overlap | {"field": widget.render(name, overlap["own"], attrs)}


def _by_themselves(merged, names) -> list[str]:
    """What needs no decision, in words: fields about which nothing is asked."""
    asked = {conflict.field for conflict in merged.conflicts}
    return [writing.label(name) for name in names if name not in asked]


def _settle(model_admin, request, conflict, choices):
    """Try what was chosen; None where something is still to be decided."""
    try:
        edit = actions.decide(conflict, choices, by=request.user)
    except ValidationError as error:
        model_admin.message_user(request, moves.reasons(error), messages.ERROR)
        return None
    if edit.is_conflict:
        words = "Something is still to be decided; nothing was saved yet, and nothing is lost."
        model_admin.message_user(request, words, messages.WARNING)
        return None
    model_admin.log_change(request, edit.article, f"Version {edit.revision.number}.")
    model_admin.message_user(request, writing.saved(edit), messages.SUCCESS)
    return redirect("admin:articles_article_change", edit.article.pk)


def _choices(posted) -> dict:
    """{key: Choice} of what the page sent: `choice-KEY` and, for own words, `own-KEY`."""
    found = {}
    for name, value in posted.items():
        key = name.removeprefix("choice-")
        if key != name and value in WHATS:
            found[key] = merge.Choice(value, posted.get(f"own-{key}", ""))
    return found
