from django.shortcuts import render
from django.utils.translation import gettext as _

from articles.jsonld import collection_graph
from articles.models import Correction
from newsroom import edge
from newsroom.keyset import page_or_404
from newsroom.site import list_meta

PAGE_SIZE = 30


@edge.public(takes=("before",))
def corrections(request):
    """Everything readers were told of stories that were not right, newest first."""
    page = page_or_404(request, Correction.objects.public().with_story(), PAGE_SIZE)
    about = _("What we got wrong, and what we say about it: every correction, newest first.")
    meta = list_meta(_("Corrections"), about, request.path, page, has_feeds=True)
    told = [(each.headline, each.link) for each in page.rows]
    listed = [(name, link) for name, link in told if name and link]
    context = {"page": page, "meta": meta}
    context["graph"] = collection_graph(meta, request.path, listed)
    return render(request, "articles/corrections.html", context)
