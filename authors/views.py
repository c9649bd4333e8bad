from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from newsroom import edge
from newsroom.keyset import BadCursorError, read_page
from newsroom.site import list_meta

from .models import Author

PAGE_SIZE = 20


@edge.public
def index(request):
    """Everyone who signs stories."""
    authors = Author.objects.current().for_cards()
    meta = list_meta(_("Authors"), _("Everyone who signs our stories."), request.path)
    return render(request, "authors/index.html", {"authors": authors, "meta": meta})


@edge.public
def detail(request, slug):
    """A profile and everything that carries this author's name, newest first."""
    author = get_object_or_404(Author.objects.for_cards().prefetch_related("links"), slug=slug)
    stories = author.stories.published().for_cards()
    try:
        page = read_page(stories, request.GET.get("before"), PAGE_SIZE)
    except BadCursorError:
        raise Http404("No page begins here.") from None
    meta = list_meta(author.name, author.bio or author.role_title, request.path)
    return render(request, "authors/detail.html", {"author": author, "page": page, "meta": meta})
