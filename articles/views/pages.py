"""Pages that are no stories, and the colours of the site."""

import unicodedata

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from articles import body, identity
from articles.jsonld import page_graph
from articles.models import Page
from newsroom import edge, languages
from newsroom.site import list_meta

A_YEAR = 365 * 24 * 3600


@edge.public
def page(request, path):
    """About, contact, a policy: what lives below /p/."""
    path = unicodedata.normalize("NFC", path)
    found = get_object_or_404(Page.objects.live(), path=path)
    meta = list_meta(found.title, found.summary, found.get_absolute_url())
    meta["language"] = found.language
    return page_page(request, found, meta=meta, graph=page_graph(found, meta))


def page_page(request, found: Page, **context) -> HttpResponse:
    """The page of `found`, live or not."""
    context |= {"page": found, "body": body.render(found.body, body.references([found.body]))}
    with languages.spoken(found.language):
        return render(request, "articles/page.html", context)


@edge.public(takes=("v",))
def colours(request):
    """The site's own accent as a style sheet. Its address says which colours, so it may be kept."""
    site = identity.current()
    if not site.colours:
        raise Http404("This site has the colours of the house.")
    response = render(request, "articles/colours.css", {"identity": site}, content_type="text/css")
    if request.GET.get("v") == site.colours:
        response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response
