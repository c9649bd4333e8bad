from django.http import Http404
from django.shortcuts import get_object_or_404, render

from newsroom import edge
from newsroom.keyset import BadCursorError, read_page

from .models import Author

PAGE_SIZE = 20


@edge.public
def index(request):
    """Everyone who signs stories."""
    return render(request, "authors/index.html", {"authors": Author.objects.current().for_cards()})


@edge.public
def detail(request, slug):
    """A profile and everything that carries this author's name, newest first."""
    author = get_object_or_404(Author.objects.for_cards().prefetch_related("links"), slug=slug)
    stories = author.stories.published().for_cards()
    try:
        page = read_page(stories, request.GET.get("before"), PAGE_SIZE)
    except BadCursorError:
        raise Http404("No page begins here.") from None
    return render(request, "authors/detail.html", {"author": author, "page": page})
