from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.encoding import iri_to_uri

from articles import body, identity, onward, reading, reads
from articles.fronts import past
from articles.fronts.compose import Composed, front
from articles.jsonld import front_graph, story_graph
from articles.models import Article
from articles.seo import article_meta
from newsroom import edge, languages
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
    site = identity.current()
    meta = list_meta(site.name, site.description, request.path)
    context = {"front": composed, "meta": meta, "graph": front_graph(composed)}
    return render(request, "articles/front.html", context)


@edge.public
def detail(request, slug):
    """A story; where it was withdrawn, what the newsroom put in its place."""
    article = reading.story(slug)
    if article is None:
        return _withdrawn(request, slug)
    edge.count(request, reads.subject(article.pk))
    with languages.spoken(article.language):
        context = story_context(article) | {"meta": article_meta(article)}
        context["graph"] = story_graph(article, context["corrections"])
        return render(request, "articles/detail.html", context)


def story_context(article: Article) -> dict:
    """What articles/detail.html draws of a story, out or not, but for its `meta`.

    Seven queries at most beside those of ArticleQuerySet.for_page(), one of them for translations.
    """
    refs = body.references([article.body])
    apart = {article.pk, *article.related}  # what was picked by hand stands above the feed
    feed = reading.newest(FEED_BESIDE_STORY, apart=apart)
    shown = {*refs.stories, *(other.pk for other in feed.rows)}
    return {
        "article": article,
        "body": body.render(article.body, refs),
        "corrections": reading.corrections(article),
        "feed": feed,
        "onward": onward.of(article, shown=shown),
    }


def _withdrawn(request, slug):
    """Where readers of a withdrawn story go: another story, a notice in its place, the reason."""
    article = Article.objects.withdrawn().for_notice().filter(slug=slug).first()
    if article is None:
        raise Http404("No story has this address.")
    if article.leads_to:
        return HttpResponsePermanentRedirect(iri_to_uri(article.leads_to.get_absolute_url()))
    return notice(request, article)


def notice(request, article: Article, **context) -> HttpResponse:
    """The page that stands where a withdrawn story was (from for_notice())."""
    context |= {"article": article}
    status = 200 if article.has_notice else 410
    with languages.spoken(article.language):
        return render(request, "articles/withdrawn.html", context, status=status)
