from django.conf import settings
from django.http import Http404
from django.shortcuts import render

from articles import body, reads
from articles.fronts import past
from articles.fronts.compose import Composed, front
from articles.models import Article
from articles.seo import article_meta
from newsroom import edge
from newsroom.keyset import read_page
from newsroom.site import list_meta

FEED_BESIDE_STORY = 8


@edge.public
def home(request):
    """The front page."""
    composed = front()
    past.note(None, composed)
    return home_page(request, composed)


def home_page(request, composed: Composed):
    """The page of what articles.fronts.compose made of the site's front."""
    meta = list_meta(settings.SITE_NAME, settings.SITE_DESCRIPTION, request.path)
    return render(request, "articles/front.html", {"front": composed, "meta": meta})


@edge.public
def detail(request, slug):
    """A story; 410 with the reason when it was withdrawn."""
    article = Article.objects.published().for_page().filter(slug=slug).first()
    if article is None:
        return _withdrawn(request, slug)
    reads.note(article.pk, request)
    context = story_context(article) | {"meta": article_meta(article)}
    return render(request, "articles/detail.html", context)


def story_context(article: Article) -> dict:
    """What articles/detail.html draws of a story, out or not, but for its `meta`.

    Three queries at most beside those of ArticleQuerySet.for_page().
    """
    others = Article.objects.published().exclude(pk=article.pk).for_list()
    refs = body.references([article.body])
    return {
        "article": article,
        "body": body.render(article.body, refs),
        "feed": read_page(others, None, FEED_BESIDE_STORY),
    }


def _withdrawn(request, slug):
    article = Article.objects.withdrawn().filter(slug=slug).first()
    if article is None:
        raise Http404("No story has this address.")
    return render(request, "articles/withdrawn.html", {"article": article}, status=410)
