"""Beside a story's form: what is missing before it can go out, at this moment and while typing."""

from django.http import JsonResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from articles import actions, checks
from articles.models import Article
from articles.revisions import content as contents
from articles.revisions.words import Words
from articles.workflow import Status, can_edit
from authors.models import User

from . import refused, writing
from .declaring import PREFIX, DeclareForm, take_up

ANCHORS = {"credits": "credits-group", "legal": "checks-legal"}  # others: the field's own
NEVER_OUT = {Status.SPIKED}
MOST_OVERRIDES = 3


def urls(model_admin) -> list:
    """Known by the signed opening, as the other addresses that a page asks while somebody types."""

    @csrf_exempt
    @require_POST
    def check(request):
        return _check(model_admin, request)

    return [path("checks/", check, name="articles_article_checks")]


def panel(request, article: Article | None, form) -> dict:
    """What _checks.html shows beside the form of a story, None for a new one.

    `article` is from ArticleQuerySet.for_form().
    """
    article = article or Article()
    if article.status in NEVER_OUT:
        return {}
    posted = request.POST if request.method == "POST" else None
    if posted is not None:
        words = writing.words_of(form, writing.opening_of(request, article))
        found = typed(article, words, by=request.user)
    else:
        counted = {"credits": form.credits.known, "tags": form.initial.get("tags", ())}
        found = checks.results(article, by=request.user, **counted)
    return {
        "checks": {
            **listed(found),
            "ask": reverse("admin:articles_article_checks"),
            "say": DeclareForm(
                posted,
                prefix=PREFIX,
                article=article,
                by=request.user,
                initial={} if posted else take_up(request, article),
            ),
            "may_override": request.user.has_perm(actions.OVERRIDE),
            "overrides": _overrides(article),
            "needs_legal": article.needs_legal,
        }
    }


def listed(found: list[checks.Result], *, page: str = "") -> dict:
    """What _check_list.html shows; each finding leads to its field on `page`, this one if blank."""
    blocks = sum(result.is_block for result in found)
    items = [
        {
            "is_block": result.is_block,
            "message": result.message,
            "link": f"{page}#{ANCHORS.get(result.field, f'id_{result.field}')}",
        }
        for result in found
    ]
    return {"items": items, "blocks": blocks, "sum": summary(blocks, len(found) - blocks)}


def summary(blocks: int, warnings: int) -> str:
    """How many things stop it, and how many are only to be looked at, in a few words."""
    said = []
    if blocks:
        words = ngettext("%d thing stops publication", "%d things stop publication", blocks)
        said.append(words % blocks)
    if warnings:
        words = ngettext("%d thing to look at", "%d things to look at", warnings)
        said.append(words % warnings)
    return ", ".join(said) or _("Nothing is missing")


def typed(article: Article, words: Words, *, by: User) -> list[checks.Result]:
    """What is not in order with `article`, changed in hand, if `by` writes these words into it."""
    content, found = words.content, words.found
    if found is None:
        content, found = contents.find(content)
    content.setdefault("section", None)
    contents.put(article, content)
    counted = {"credits": content.get("credits", ()), "tags": content.get("tags", ())}
    return checks.results(article, typed=content, by=by, **counted)


def _overrides(article: Article):
    if article.status != Status.PUBLISHED or not article.was_overridden:
        return ()
    return article.check_overrides.select_related("by")[:MOST_OVERRIDES]


def _check(model_admin, request):
    """The form as it stands, judged: the list as HTML. 403 for what no page of ours sent."""
    opening, user = writing.sender(request)
    if user is None:
        return JsonResponse({"state": "unknown"}, status=403)
    article = Article.objects.filter(pk=opening.article).first() or Article()
    if not can_edit(article, by=user):
        return JsonResponse({"state": "no-right"}, status=403)
    form = refused.form_of(model_admin, request, article)
    context = listed(typed(article, writing.words_of(form, opening), by=user))
    return render(request, "admin/articles/article/_check_list.html", context)
