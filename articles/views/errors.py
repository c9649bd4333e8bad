"""Pages for what went wrong; all but the last may ask the database."""

import re

from django.http import HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.encoding import iri_to_uri

from articles.models import Article, Page, Series, Tag
from newsroom import redirects

RECENT = 6
FEED = re.compile(r"_(?:rss|atom|json)$")  # a feed goes with its page


def not_found(request, exception):
    """301 where something of ours lived here once; else 404 with the newest stories."""
    moved = _new_path(request)
    if moved:
        return HttpResponsePermanentRedirect(iri_to_uri(moved))
    recent = Article.objects.published().newest_first().for_list()[:RECENT]
    return render(request, "404.html", {"recent": recent}, status=404)


def _new_path(request) -> str | None:
    """Where `request.path` lives now, unless that is something readers may not know of."""
    path = redirects.find(request.path) if request.method in {"GET", "HEAD"} else None
    if path is None:
        return None
    try:
        match = resolve(path)
    except Resolver404:
        return None
    of_page = FEED.sub("", match.view_name)
    if of_page == "articles:detail":
        return _story_path(path, match.kwargs["slug"])
    known = {
        "articles:page": ("path", Page.objects.live()),
        "articles:series": ("slug", Series.objects.with_stories()),
        "articles:tag": ("slug", Tag.objects.told()),
        "articles:versions": ("slug", Article.objects.published()),
    }.get(of_page)
    if known is None:
        return path
    name, rows = known
    return path if rows.filter(**{name: match.kwargs[name]}).exists() else None


def _story_path(path: str, slug: str) -> str | None:
    here = Article.objects.filter(slug=slug)
    if here.published().exists():
        return path
    withdrawn = here.withdrawn().for_notice().first()
    if withdrawn and withdrawn.leads_to:
        return withdrawn.leads_to.get_absolute_url()  # in one hop
    return path if withdrawn else None


def bad_request(request, exception):
    return render(request, "400.html", status=400)


def forbidden(request, exception):
    return render(request, "403.html", status=403)


def server_error(request):
    """Without a query and without the site's menu: the database itself may be what failed."""
    return render(request, "500.html", status=500)
