from django.shortcuts import render
from django.utils.translation import gettext as _

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
    return render(request, "articles/corrections.html", {"page": page, "meta": meta})
