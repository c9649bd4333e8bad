"""Words that could not be saved: never lost, whoever sends them and whatever is wrong with them.

A form says, signed, which account and version it was made for (articles.revisions.words.Opening):
so its words are kept even when the session is over, the CSRF token is old or a right was taken away
meanwhile. Where nobody is known, the answer itself gives the words back.
"""

import logging
from functools import partial, wraps

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.csrf import csrf_failure as plain_csrf_failure

from articles import actions
from articles.models import Article, Revision
from articles.revisions import content as contents
from articles.revisions.words import MAX_AGE, Opening
from authors.models import User

from . import moves, writing
from .forms import StoryForm

logger = logging.getLogger(__name__)
NO_BASE = gettext_lazy("The page did not say truthfully which version it was opened at.")
GUARDED = {"articles_article_add", "articles_article_change"}


def form_of(model_admin, request, article: Article | None) -> forms.ModelForm:
    """The story's form with what was posted, whatever rights the account has."""
    callback = partial(model_admin.formfield_for_dbfield, request=request)
    fields = [*contents.FIELDS, "tags"]
    form = forms.modelform_factory(
        Article, form=StoryForm, fields=fields, formfield_callback=callback
    )
    return form(request.POST, instance=article)


def keep(model_admin, request, object_id, *, why: str, by: User | None = None) -> Revision | None:
    """Keep the posted words for `by` (the account that is signed in), with the reason."""
    article = _article(object_id)
    words = writing.words_of(
        form_of(model_admin, request, article), writing.opening_of(request, article)
    )
    kind = Revision.Kind.REFUSED
    return actions.keep_words(article, words, kind=kind, by=by or request.user, note=why)


def no_right(model_admin, request, object_id, error):
    """The account may not save this: its words are kept, and said to be."""
    if "_opening" not in request.POST:
        raise error
    keep(model_admin, request, object_id, why=_("No right to change the story."))
    return _answer(request, "no-right", next_page=reverse("admin:articles_article_kept"))


def not_there(model_admin, request, object_id):
    """The story is hidden from this account by now, or deleted: its words wait as a new one's."""
    if _article(object_id):
        return no_right(model_admin, request, object_id, PermissionDenied())
    keep(model_admin, request, None, why=_("The story was deleted meanwhile."))
    return _answer(request, "deleted", next_page=reverse("admin:articles_article_kept"))


def not_together(model_admin, request, object_id, error):
    """What was typed cannot stand beside what is there now: keep it, and open the form with it."""
    why = moves.reasons(error)
    kept = keep(model_admin, request, object_id, why=why)
    words = _("Not saved: %(why)s Your words are kept.")
    if kept and writing.is_for_the_form(kept):
        words = _("Not saved: %(why)s Your words are kept and stand in the form.")
    model_admin.message_user(request, words % {"why": why}, messages.ERROR)
    return redirect(request.path)


def guarded(model_admin, urls: list) -> list:
    """Let the form's addresses keep what is posted by somebody who is signed in no longer."""
    for pattern in urls:
        if pattern.name in GUARDED:
            pattern.callback = _guard(model_admin, pattern.callback)
    return urls


def _guard(model_admin, view):
    @wraps(view)
    def answer(request, *args, **kwargs):
        try:
            response = _answered(model_admin, view, request, *args, **kwargs)
        except (OperationalError, InterfaceError):
            if request.method != "POST":
                raise
            return _busy(_given_back(request))
        if response.status_code == 302 and request.headers.get("Accept") == "application/json":
            # fetch() hides where a redirect leads to, or follows it and reads the messages itself.
            return JsonResponse({"next": response["Location"]})
        return response

    answer.model_admin = model_admin
    return answer


def _answered(model_admin, view, request, *args, **kwargs):
    if request.method == "POST" and not model_admin.admin_site.has_permission(request):
        return _signed_out(model_admin, request, kwargs.get("object_id"), "signed-out")
    return view(request, *args, **kwargs)


def _busy(words: list[tuple[str, str]]):
    """Give the words back where nothing can be kept; a page with the desk's scripts tries again.

    Drawn without the request: who is signed in is asked of the database.
    """
    logger.exception("A save found the database busy or away.")
    context = {
        "state": "busy",
        "given_back": words,
        "title": _("Not saved yet"),
        "site_name": settings.SITE_NAME,
    }
    page = render_to_string("admin/articles/article/refused.html", context)
    return HttpResponse(page, status=503)


def csrf_failure(request, reason=""):
    """Settings' CSRF_FAILURE_VIEW: a story's words are kept, everything else is Django's answer."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        match = None
    give_back = getattr(match and match.func, "give_back", None)
    if give_back and request.method == "POST":
        answer = give_back(request, "old-page", **match.kwargs)
        return answer or plain_csrf_failure(request, reason=reason)
    if match is None or match.url_name not in GUARDED or request.method != "POST":
        return plain_csrf_failure(request, reason=reason)
    return _signed_out(match.func.model_admin, request, match.kwargs.get("object_id"), "old-page")


def _signed_out(model_admin, request, object_id, state: str):
    """Keep the words for the account the form was made for; give them back if there is none."""
    opening = Opening.read(request.POST.get(writing.FIELD, ""), max_age=MAX_AGE)
    article = _article(object_id)  # None for a new one, and for one that is deleted by now
    truthful = opening and str(opening.article or "") == str(object_id or "")
    known = User.objects.filter(pk=opening.user, is_active=True).first() if truthful else None
    kept = None
    if known:
        kept = keep(model_admin, request, object_id, why=_REASONS[state], by=known)
    page = reverse("admin:articles_article_change", args=[article.pk]) if article else None
    return _answer(
        request,
        state,
        next_page=page or reverse("admin:articles_article_kept"),
        given_back=None if kept else _given_back(request),
    )


def _answer(request, state: str, *, next_page: str, given_back: list | None = None):
    context = {
        "state": state,
        "next_page": next_page,
        "sign_in": f"{reverse('admin:login')}?next={next_page}",
        "given_back": given_back,
        "title": _("Not saved yet"),
    }
    return render(request, "admin/articles/article/refused.html", context, status=403)


def _given_back(request) -> list[tuple[str, str]]:
    names = contents.TEXTS
    return [(writing.label(name), request.POST[name]) for name in names if request.POST.get(name)]


def _article(object_id) -> Article | None:
    if object_id is None:
        return None
    try:
        return Article.objects.filter(pk=object_id).first()
    except (ValueError, OverflowError):
        return None


_REASONS = {
    "signed-out": gettext_lazy("The session was over."),
    "old-page": gettext_lazy("The page was too old to be trusted."),
}


def giving_back(view, give_back, words_of):
    """`view` of staff; `give_back(request, state, **kwargs)` answers where nobody is signed in.

    It does so for an old CSRF token as well; None where there are no words to be lost. A database
    that is busy or away can keep nothing: `words_of(posted)`, [(label, text)], are given back.
    """

    @wraps(view)
    def answer(request, **kwargs):
        try:
            return answered(request, **kwargs)
        except (OperationalError, InterfaceError):
            if request.method != "POST":
                raise
            return _busy(words_of(request.POST))

    def answered(request, **kwargs):
        if request.method == "POST" and not admin.site.has_permission(request):
            return give_back(request, "signed-out", **kwargs) or view(request, **kwargs)
        return view(request, **kwargs)

    answer.give_back = give_back
    return answer


def given_back(request, state: str, words: list[tuple[str, str]] | None, *, next_page: str):
    """The answer that gives back `words`, [(label, text)]; None says that they are kept."""
    return _answer(request, state, next_page=next_page, given_back=words)
