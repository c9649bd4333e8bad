"""A story in the admin as readers would see it: in a page with a toolbar, and alone for a frame."""

import re
from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import previews
from articles.models import Article
from articles.previews import Version
from articles.views.previews import story_page
from newsroom.headers import public_policy

from . import history, seen, shares

WIDTHS = {"desktop": gettext_lazy("Desktop"), "phone": gettext_lazy("Phone")}
NUMBER = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)


def urls(model_admin) -> list:
    """Addresses of the previews and share links of one story, below its own."""

    def page(end, view):
        return path(
            f"<int:pk>/{end}/",
            model_admin.admin_site.admin_view(view),
            {"model_admin": model_admin},
            name=f"articles_article_{view.__name__}",
        )

    return [
        page("preview", preview),
        page("preview/page", preview_page),
        page("share", shares.share),
    ]


def preview(request, pk, model_admin):
    """The page in a frame, as wide as a desktop or a telephone."""
    article = seen.story(request, pk)
    headline = article.headline  # of the row; the version may have another
    which = _which(request)
    version = _version(request, article, which, model_admin)
    width = request.GET.get("width")
    width = width if width in WIDTHS else "desktop"
    links = [(key, label, urlencode({**which, "width": key})) for key, label in WIDTHS.items()]
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Preview"),
        "opts": model_admin.opts,
        "pk": pk,
        "headline": headline,
        "version": version,
        "is_newest": not which,
        "is_own": "words" in which,
        "width": width,
        "widths": links,
        "query": urlencode(which),
        "may_share": model_admin.has_change_permission(request, article),
    }
    return render(request, "admin/articles/article/preview.html", context)


def preview_page(request, pk, model_admin):
    """The story alone, through the public templates; pages of our own may frame it."""
    article = seen.story(request, pk)
    version = _version(request, article, _which(request), model_admin)
    response = story_page(request, version, is_framed=True)
    response["Content-Security-Policy"] = public_policy(framed_by="'self'")
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response


def _which(request) -> dict[str, int]:
    """The version that is asked for: {"revision": number}, {"words": key}, or {}: the newest."""
    for name in ("words", "revision"):
        if name in request.GET:
            if not NUMBER.fullmatch(request.GET[name]):
                raise Http404("This is no version.")
            return {name: int(request.GET[name])}
    return {}


def _version(request, article: Article, which: dict[str, int], model_admin) -> Version:
    if "words" in which:
        version = previews.kept_words(article, which["words"], by=request.user)
    elif "revision" in which:
        among = history.readable(model_admin, request, article)
        version = previews.numbered(article, which["revision"], among=among)
    else:
        version = previews.newest(article)
    if version is None:
        raise Http404("The story has no such version.")
    return version
