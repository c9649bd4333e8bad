from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from newsroom import edge
from newsroom.keyset import page_or_404
from newsroom.site import list_meta

from .jsonld import index_graph, profile_graph
from .models import Author

PAGE_SIZE = 20


@edge.public
def index(request):
    """Everyone who signs stories."""
    authors = list(Author.objects.current().for_cards())
    meta = list_meta(_("Authors"), _("Everyone who signs our stories."), request.path)
    context = {"authors": authors, "meta": meta, "graph": index_graph(meta, authors)}
    return render(request, "authors/index.html", context)


@edge.public(takes=("before",))
def detail(request, slug):
    """A profile and everything that carries this author's name, newest first."""
    author = get_object_or_404(Author.objects.for_page(), slug=slug)
    stories = author.articles.model.objects.published().for_cards()
    page = page_or_404(request, stories, PAGE_SIZE, author.newest)
    about = author.bio or _about(author)
    meta = list_meta(author.name, about, request.path, page, has_feeds=True)
    meta["type"] = "profile"  # https://ogp.me/#type_profile
    context = {"author": author, "page": page, "meta": meta, "graph": profile_graph(author)}
    return render(request, "authors/detail.html", context)


def _about(author: Author) -> str:
    """What a profile without a biography is, in a sentence."""
    named = {"name": author.name, "title": author.role_title}
    if author.role_title:
        return _("%(name)s, %(title)s: all stories, newest first.") % named
    return _("All stories by %(name)s, newest first.") % named
