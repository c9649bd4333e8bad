"""How a story came to where it stands: its last move above the form, all of them on a page."""

from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.workflow import Status

from . import seen, writing

MOST = 200  # moves of one story that are shown
PLAN = "Plan: "  # how an entry about a change of plan begins


def urls(model_admin) -> list:
    def moves(request, pk):
        return _moves(model_admin, request, pk)

    view = model_admin.admin_site.admin_view(require_safe(moves))
    return [path("<int:pk>/moves/", view, name="articles_article_moves")]


def form_context(article: Article | None) -> dict:
    """`last_move` and the hour it was made, if there is anything to say of it; one query."""
    last = article and article.transitions.select_related("by").first()
    if not last or not (last.note or last.is_sent_back):
        return {}
    return {"last_move": last, "last_move_at": writing.clock(last.at)}


def _moves(model_admin, request, pk):
    """Who moved the story, when, from where to where, and what they said."""
    article = seen.story(request, pk, Article.objects.select_related("created_by"))
    moves = list(article.transitions.select_related("by")[:MOST])
    began_as = moves[-1].start if moves else article.status
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Moves"),
        "subtitle": str(article),
        "opts": model_admin.opts,
        "original": article,
        "moves": moves,
        "is_pitched": began_as == Status.PITCHED,
        "plans": _plans(article),
    }
    return render(request, "admin/articles/article/moves.html", context)


def _plans(article: Article):
    entries = LogEntry.objects.filter(
        content_type=get_content_type_for_model(article),
        object_id=str(article.pk),
        change_message__startswith=PLAN,
    )
    return entries.select_related("user").order_by("-action_time")[:MOST]
