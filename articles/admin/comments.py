"""The comments on a story: a page of threads, and the colleagues who can be mentioned there."""

import re

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles import actions, notes
from articles.models import Article, Comment
from authors.models import User
from newsroom import html

from . import refused, seen

MAX_THREADS = 50  # on a page
MAX_COLLEAGUES = 10


def urls(model_admin) -> list:
    """The addresses of comments below the stories' own, for staff only."""
    within = model_admin.admin_site.admin_view
    page = refused.giving_back(within(comments), _given_back, _words)
    return [
        path("colleagues/", within(colleagues), name="articles_colleagues"),
        path("<int:pk>/comments/", page, name="articles_article_comments"),
        path("<int:pk>/comments/<int:key>/", within(settle), name="articles_article_settle"),
    ]


def tools(article: Article | None) -> dict:
    """What _comment_tools.html says on the form of a story from ArticleQuerySet.for_form()."""
    return {} if article is None else {"open_comments": article.open_comments}


def address(note: Comment) -> str:
    """Where `note` stands on the page of its story, which begins with its thread."""
    page = reverse("admin:articles_article_comments", args=[note.article_id])
    return f"{page}?thread={note.parent_id or note.pk}#comment-{note.pk}"


@require_http_methods(["GET", "HEAD", "POST"])
def comments(request, pk):
    """Every thread on a story, and the forms to write in."""
    try:
        article = _article(request, pk)
    except (PermissionDenied, Http404) as error:
        state = "deleted" if isinstance(error, Http404) else "no-right"
        if answer := _given_back(request, state, pk):
            return answer
        raise
    context = {}
    if request.method == "POST":
        try:
            return _after(request, _add(request, article))
        except ValidationError as error:
            context["errors"] = error.messages
    context |= _page(request, article) | {
        **admin.site.each_context(request),
        "title": _("Comments"),
        "subtitle": str(article),
        "opts": Article._meta,
        "original": article,
        "max_length": Comment.MAX_LENGTH,
    }
    return render(request, "admin/articles/article/comments.html", context)


@require_POST
def settle(request, pk, key):
    """Resolve a thread, or open it again."""
    article = _article(request, pk)
    thread = get_object_or_404(article.comments.threads(), pk=key)
    page = reverse("admin:articles_article_comments", args=[pk])
    if "reopen" in request.POST:
        actions.reopen_comment(thread, by=request.user)
        messages.success(request, _("The thread is open again."))
        return redirect(f"{page}#comment-{thread.pk}")
    actions.resolve_comment(thread, by=request.user)
    messages.success(request, _("The thread is resolved. It stands below the open ones."))
    return redirect(page)


@require_safe
def colleagues(request):
    """Accounts that can be mentioned whose user, first or last name begins with `?q=`."""
    if not actions.can_comment(request.user):
        raise PermissionDenied
    query = html.CONTROL.sub("", request.GET.get("q", ""))[:150]
    found = User.objects.filter(begins(query), is_active=True, is_staff=True).order_by("username")
    results = [{"username": u.username, "name": u.get_full_name()} for u in found[:MAX_COLLEAGUES]]
    return JsonResponse({"results": results})


def begins(query: str) -> Q:
    """Accounts whose user, first or last name begins with `query`."""
    condition = Q()
    for spelling in {query, query.lower(), query.upper(), query.capitalize()}:  # see references.py
        for name in ("username", "first_name", "last_name"):
            condition |= Q(**{f"{name}__istartswith": spelling})
    return condition


def _article(request, pk: int) -> Article:
    if not actions.can_comment(request.user):
        raise PermissionDenied
    return seen.story(request, pk, Article.objects.only("headline", "revision"))


def _given_back(request, state: str, pk: int):
    """The answer to a note that could not be added; None if there is no word in it."""
    if not (words := _words(request.POST)):
        return None
    end = "changelist" if state == "deleted" else "comments"
    page = reverse(f"admin:articles_article_{end}", args=[] if state == "deleted" else [pk])
    return refused.given_back(request, state, words, next_page=page)


def _words(posted) -> list[tuple[str, str]]:
    text = posted.get("text", "")
    return [(_("Note"), text)] if text.strip() else []


def _page(request, article: Article) -> dict:
    """The threads from `?thread=` on, and of a refused note where it was written."""
    key = request.GET.get("thread")
    start = _thread(article, key) if key else None
    if key and not start:
        raise Http404
    threads = list(article.comments.open_first(start).for_page()[: MAX_THREADS + 1])
    following = threads[MAX_THREADS:]
    threads = threads[:MAX_THREADS]
    answered = request.POST.get("parent", "")
    return {
        "start": start,
        "following": following[0] if following else None,
        "open_threads": [thread for thread in threads if thread.resolved_at is None],
        "resolved_threads": [thread for thread in threads if thread.resolved_at],
        "refused": request.POST.get("text", ""),
        "refused_in": next((t for t in threads if str(t.pk) == answered), None),
    }


def _thread(article: Article, key: str) -> Comment | None:
    is_key = re.fullmatch(html.KEY, key)
    return article.comments.threads().filter(pk=key).first() if is_key else None


def _add(request, article: Article) -> Comment:
    key = request.POST.get("parent", "")
    parent = _thread(article, key) if key else None
    if key and not parent:
        raise ValidationError(_("The note this was to answer is not on this story."))
    text = request.POST.get("text", "")
    return actions.add_comment(article, by=request.user, text=text, parent=parent)


def _after(request, note: Comment):
    """Say who hears of `note`, and go where its writer wanted to be next."""
    mentioned, unknown = notes.people(note.text)
    words = _("Your note is on the story.")
    if mentioned:
        names = get_text_list([str(account) for account in mentioned], _("and"))
        words += " " + _("It mentions %(names)s.") % {"names": names}
    messages.success(request, words)
    if unknown:
        names = get_text_list([f"@{name}" for name in unknown], _("or"))
        messages.warning(request, _("Nobody here is called %(names)s.") % {"names": names})
    if "back" in request.POST:
        return redirect("admin:articles_article_change", note.article_id)
    here = request.get_full_path() if note.parent_id else request.path
    return redirect(f"{here}#comment-{note.pk}")
