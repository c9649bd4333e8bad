from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles import body
from articles.jsonld import collection_graph, list_graph
from articles.models import Article, Series
from articles.parts import BadCursorError, read_parts
from newsroom import edge
from newsroom.site import list_meta

PAGE_SIZE = 30
MOST = 500  # series of the list; a newsroom has dozens


@edge.public
def series_list(request):
    """Every series that has a part out: those that go on first."""
    found = Series.objects.with_stories().select_related("picture")
    meta = list_meta(
        pgettext("all of them", "Series"),
        _("Stories that belong together, in order."),
        request.path,
    )
    context = {"all_series": list(found.order_by("is_finished", "name", "pk")[:MOST]), "meta": meta}
    listed = [(series.name, series.get_absolute_url()) for series in context["all_series"]]
    context["graph"] = collection_graph(meta, request.path, listed)
    return render(request, "articles/series_list.html", context)


@edge.public(takes=("after",))
def series(request, slug):
    """A series: what it is about, then its parts in reading order."""
    series = get_object_or_404(Series.objects.select_related("picture"), slug=slug)
    try:
        page = read_parts(series, request.GET.get("after"), PAGE_SIZE)
    except BadCursorError:
        raise Http404("No page begins here.") from None
    if not page.rows and not Article.objects.published().filter(series=series).exists():
        raise Http404("None of its parts is out: its name is not known yet.")
    about = series.standfirst or _("All parts of this series, in the order they are read in.")
    meta = list_meta(series.name, about, request.path, page, has_feeds=True)
    introduction = body.introduction(series.introduction) if page.is_first else ""
    context = {"series": series, "page": page, "meta": meta, "introduction": introduction}
    context["graph"] = list_graph(meta, request.path, page.rows)
    return render(request, "articles/series.html", context)
