"""The page on which the desk asks legal to read a story, and legal signs it off."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles import actions, checks, workflow
from articles.models import Article

from . import history, moves, seen


def urls(model_admin) -> list:
    @require_http_methods(["GET", "HEAD", "POST"])
    def legal(request, pk):
        return _legal(model_admin, request, pk)

    view = model_admin.admin_site.admin_view(legal)
    return [path("<int:pk>/legal/", view, name="articles_article_legal")]


def _legal(model_admin, request, pk):
    article = seen.story(request, pk, Article.objects.defer(*Article.LONG_FIELDS))
    if request.method == "POST":
        return _do(model_admin, request, article)
    may_sign = workflow.may(request.user, workflow.SIGN_OFF, article)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Legal"),
        "subtitle": str(article),
        "opts": model_admin.opts,
        "original": article,
        "media": model_admin.media,
        "state": checks.sign_off_state(article),
        "sign_offs": article.sign_offs.select_related("by")[:50],
        "may_sign": may_sign,
        "may_mark": may_sign or workflow.may(request.user, workflow.APPROVE, article),
    }
    return render(request, "admin/articles/article/legal.html", context)


def _do(model_admin, request, article):
    action, seen = request.POST.get("_do"), history.number(request.POST.get("seen"))
    try:
        if action == "sign":
            note = request.POST.get("note", "")
            actions.sign_off(article, by=request.user, seen=seen or 0, note=note)
            words = _("Version %(seen)s is signed off.") % {"seen": seen}
        else:
            needs = action == "mark"
            actions.mark_for_legal(article, by=request.user, needs=needs)
            words = _("Legal must sign it off.") if needs else _("Legal need not sign it off.")
    except ValidationError as error:
        model_admin.message_user(request, moves.reasons(error), messages.ERROR)
    else:
        model_admin.log_change(request, article, words)
        model_admin.message_user(request, words, messages.SUCCESS)
    return redirect(request.path)
