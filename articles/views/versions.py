"""The versions of a story that readers saw, where the newsroom lets them be compared."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from articles import versions
from articles.models import Article
from newsroom import edge, languages


@edge.public
def versions_list(request, slug):
    """All of them, newest first, each with the way to what changed in it."""
    article = _article(slug)
    found = versions.seen(article, now=timezone.now())
    context = {"article": article, "versions": found[::-1]}
    with languages.spoken(article.language):
        return render(request, "articles/versions.html", context)


@edge.public
def version(request, slug, number):
    """What changed in one version, word by word; the first one changed nothing."""
    article = _article(slug)
    found = versions.seen(article, now=timezone.now())
    if not 2 <= number <= len(found):
        raise Http404("The story has no such version.")
    old, new = found[number - 2 : number]
    context = {"article": article, "old": old, "new": new, "count": len(found)}
    with languages.spoken(article.language):
        context |= versions.differences(article, old, new)
        return render(request, "articles/version.html", context)


def _article(slug: str) -> Article:
    """A visible story whose versions readers may see."""
    stories = Article.objects.published().select_related("section").defer(*Article.LONG_FIELDS)
    article = get_object_or_404(stories, slug=slug)
    if not article.shows_versions:
        raise Http404("The versions of this story are not public.")
    return article
