"""What the story's form asks while somebody writes: keep these words, who else is here."""

from contextlib import suppress
from datetime import datetime

from django.db import IntegrityError, transaction
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from articles import actions, presence
from articles.models import Article, Revision
from articles.revisions.words import Opening
from articles.workflow import can_edit

from . import refused, writing

MOST_KEPT = 100


def urls(model_admin) -> list:
    """The desk's addresses below the stories' own.

    The first two know by the signed opening who asks, and need no other token: a page that stayed
    open longer than its session still gets its words to us.
    """
    site, prefix = model_admin.admin_site, "articles_article"

    @csrf_exempt
    @require_POST
    def keep(request):
        return _keep(model_admin, request)

    return [
        path("keep/", keep, name=f"{prefix}_keep"),
        path("presence/", _presence, name=f"{prefix}_presence"),
        path("kept/", site.admin_view(require_safe(_kept)), name=f"{prefix}_kept"),
        path("kept/<int:pk>/aside/", site.admin_view(require_POST(_aside)), name=f"{prefix}_aside"),
    ]


def form_context(request, article: Article | None) -> dict:
    """What the story's form says of its version, of kept words, and of colleagues."""
    if request.method == "POST":
        opening = writing.opening_of(request, article)
        token = request.POST.get(writing.FIELD, "")
        # What is wrong in it was kept a moment ago.
        return {"opening": token, "desk": _page(article, opening, timezone.now())}
    if article is None:
        opening, kept = writing.opened_new(request)
        loaded = writing.loaded(request)
        page = _page(None, opening, loaded.at if loaded else None)
        return {"opening": opening.sign(), "kept": kept, "desk": page}
    if not hasattr(request, "opening"):
        return {}  # only to be looked at
    opening, kept = request.opening, request.kept
    presence.note(article, by=request.user, sitting=opening.sitting)
    is_in_form = kept and writing.is_for_the_form(kept)
    return {
        "opening": opening.sign(),
        "kept": kept,
        "others": presence.others(article, than=request.user),
        "desk": _page(article, opening, kept.at if is_in_form else None),
    }


def _page(article: Article | None, opening: Opening | None, kept_at: datetime | None) -> dict:
    """What the form's scripts start from; `kept_at` where unsaved words stand in it."""
    revision = opening.base if opening and opening.base is not None else 0
    return {
        "keep": reverse("admin:articles_article_keep"),
        "presence": reverse("admin:articles_article_presence") if article else "",
        "story": article.pk if article else "",
        "revision": revision,
        "user": opening.user if opening else "",
        "sitting": opening.sitting if opening else "",
        "kept": writing.clock(kept_at) if kept_at else "",
        "sign_in": f"{reverse('admin:login')}?next={reverse('admin:articles_article_kept')}",
    }


def _keep(model_admin, request):
    """Autosave: the form as it stands, kept for its writer. The story does not change.

    JSON: {"state": "kept" | "superseded" | "no-right", "at": "14:03", "words": key of the revision,
    "signed_in": bool, "token": for the form that is about to be sent, if signed in,
    "desk": {"number", "by", "at"}}; 403 for what no page of ours sent. With `_ask` nothing is kept,
    and the state is "asked" or "no-right".
    """
    opening, user = writing.sender(request)
    if user is None:
        return JsonResponse({"state": "unknown"}, status=403)
    article = Article.objects.filter(pk=opening.article).first()  # it may be deleted by now
    may = can_edit(article or Article(), by=user)
    answer = {"signed_in": request.user == user, **_desk(article)}
    if answer["signed_in"]:
        answer["token"] = get_token(request)  # the page's own is old after a new sign-in
    if request.POST.get("_ask"):
        return JsonResponse(answer | {"state": "asked" if may else "no-right"})
    words = writing.words_of(refused.form_of(model_admin, request, article), opening)
    kept = actions.keep_words(article, words, kind=Revision.Kind.AUTOSAVED, by=user)
    if kept is None:
        return JsonResponse(answer | {"state": "superseded"})
    answer |= {"at": writing.clock(kept.at), "words": kept.pk}
    return JsonResponse(answer | {"state": "kept" if may else "no-right"})


@csrf_exempt
@require_POST
def _presence(request):
    """This page is open, and `typing=1`; `leave=1` closes it.

    JSON: {"others": [{"name", "typing"}], "signed_in": bool, "desk": {"number", "by", "at"}}.
    """
    opening, user = writing.sender(request)
    if user is None or not opening.article:
        return JsonResponse({"state": "unknown"}, status=403)
    stories = Article.objects.seen_by(user).only("pk", "revision")
    article = get_object_or_404(stories, pk=opening.article)
    if request.POST.get("leave"):
        presence.leave(article, by=user, sitting=opening.sitting)
        return JsonResponse({})
    typing = request.POST.get("typing") == "1"
    with suppress(IntegrityError), transaction.atomic():  # the story may be deleted by now
        presence.note(article, by=user, sitting=opening.sitting, is_typing=typing)
    here = presence.others(article, than=user)
    others = [{"name": c.name, "typing": c.is_typing} for c in here]
    answer = {"others": others, "signed_in": request.user == user}
    return JsonResponse(answer | _desk(article))


def _desk(article: Article | None) -> dict:
    """Which version the desk's text is by now, and who saved it: one query."""
    if article is None or not article.revision:
        return {"desk": {"number": 0}}
    newest = Revision.objects.for_list().numbered(article, article.revision)
    if newest is None:  # deleted a moment ago
        return {"desk": {"number": 0}}
    by = str(newest.by) if newest.by else ""
    return {"desk": {"number": newest.number, "by": by, "at": writing.clock(newest.at)}}


def _kept(request):
    """All words of this account that are in no story: to go on with, to read, to set aside."""
    rows = Revision.objects.waiting_for(request.user).select_related("article")[:MOST_KEPT]
    context = {**_site_context(request), "title": _("Your words that are not saved"), "kept": rows}
    return render(request, "admin/articles/article/kept.html", context)


def _aside(request, pk):
    """Offer these words no longer. They stay in the story's history."""
    kept = get_object_or_404(Revision, pk=pk, by=request.user)
    actions.set_aside(kept, by=request.user)
    if kept.article_id:
        return redirect("admin:articles_article_change", kept.article_id)
    return redirect("admin:articles_article_kept")


def _site_context(request) -> dict:
    from django.contrib import admin

    return admin.site.each_context(request)
