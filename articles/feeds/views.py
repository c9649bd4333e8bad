"""Feeds of the site, a section, a tag, a series, an author and of corrections, in three formats."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import editions, identity
from articles.models import Article, Section, Series, Tag
from authors.models import Author
from newsroom import edge, keyset, languages
from newsroom.announcing.pings import hub
from newsroom.site import absolute

from . import atom, entries, json_feed, rss

FORMATS = {"rss": rss, "atom": atom, "json": json_feed}


@edge.public
def site(request, format):
    found = entries.of_stories(Article.objects.all())
    return _feed(request, format, found, reverse("articles:home"))


@edge.public
def edition(request, language, format):
    """Every story in one language; the site's own language has the site's feed."""
    stories = Article.objects.in_language(language)
    if language == languages.of_site() or not stories.published().exists():
        raise Http404("There is no feed of this language.")
    with languages.spoken(language):
        found = entries.of_stories(stories)
        path = editions.Edition(language).path
        about = _("Every story in this language, newest first.")
        words = (languages.name(language), about, language)
        return _feed(request, format, found, path, words)


@edge.public
def section(request, slug, format):
    section = get_object_or_404(Section, slug=slug)
    return _of_page(request, format, section, Article.objects.in_section(section))


@edge.public
def tag(request, slug, format):
    tag = get_object_or_404(Tag, slug=slug)
    is_empty = not Article.objects.tagged(tag).published().exists()
    if is_empty and tag.is_carried:
        raise Http404("Only stories that are not out have this tag: its name is theirs.")
    response = _of_page(request, format, tag, Article.objects.all(), tag.newest)
    if is_empty:  # kept by nobody, as the page of the tag
        response.headers["Cache-Control"] = "no-store"
    return response


@edge.public
def series(request, slug, format):
    series = get_object_or_404(Series, slug=slug)
    parts = Article.objects.filter(series=series)
    if not parts.published().exists():
        raise Http404("None of its parts is out: its name is not known yet.")
    words = (series.name, " ".join(series.standfirst.split()), series.language)
    return _feed(request, format, entries.of_stories(parts), series.get_absolute_url(), words)


@edge.public
def author(request, slug, format):
    author = get_object_or_404(Author, slug=slug)
    return _of_page(request, format, author, Article.objects.all(), author.newest)


@edge.public
def corrections(request, format):
    """What readers were told of stories that were not right."""
    about = _("What we got wrong, and what we say about it.")
    path = reverse("articles:corrections")
    return _feed(request, format, entries.of_corrections(), path, (_("Corrections"), about, ""))


def _of_page(request, format: str, page, stories, fetch=keyset.first_rows) -> HttpResponse:
    """The newest of `stories` that `fetch` finds: what `page` (section, tag, author) lists."""
    about = " ".join(getattr(page, "description", "").split())
    found = entries.of_stories(stories, fetch)
    return _feed(request, format, found, page.get_absolute_url(), (page.name, about, ""))


def _feed(request, format: str, found, path: str, words=("", "", "")) -> HttpResponse:
    """The answer; `words` are title, description and language where they are not the site's own."""
    title, about, language = words
    publisher = identity.current()
    feed = entries.Feed(
        title=f"{title} - {publisher.name}" if title else publisher.name,
        about=about or publisher.description,
        page=absolute(path),
        url=absolute(request.path),
        language=language or publisher.language,
        site=publisher.name,
        entries=found,
        hub=hub(),
    )
    writer = FORMATS[format]
    response = HttpResponse(writer.write(feed), content_type=writer.CONTENT_TYPE)
    if feed.hub:  # WebSub, 4
        response["Link"] = f'<{feed.hub}>; rel="hub", <{feed.url}>; rel="self"'
    return response
