from django.conf import settings
from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import body, editions
from articles.fronts import compose, past
from articles.jsonld import list_graph
from articles.models import Article, Section, Tag
from articles.seo import social_picture
from newsroom import edge, languages
from newsroom.keyset import page_or_404
from newsroom.site import absolute, list_meta

PAGE_SIZE = 20


@edge.public(takes=("before", "view"))
def news(request):
    """The News Feed: everything, newest first, as cards or (`?view=headlines`) as lines."""
    compact = request.GET.get("view") == "headlines"
    stories = Article.objects.published()
    page = page_or_404(request, stories.for_list() if compact else stories.for_cards(), PAGE_SIZE)
    meta = list_meta(_("News Feed"), _("Every story, newest first."), request.path, page)
    meta["alternates"] = _alternates(request, page)
    graph = list_graph(meta, request.path, page.rows)
    context = {"page": page, "meta": meta, "graph": graph, "compact": compact}
    return render(request, "articles/news.html", context)


@edge.public
def saved(request):
    """The stories a reader has saved: their browser knows them, we do not (static/js/saved.js)."""
    return render(request, "articles/saved.html")


@edge.public(takes=("before",))
def edition(request, language):
    """Every story in one language, in a page of that language; the site's own is the News Feed."""
    if language not in dict(settings.LANGUAGES):
        raise Http404("No story is written in this language.")
    if language == languages.of_site():
        return HttpResponsePermanentRedirect(reverse("articles:news"))
    stories = Article.objects.published().in_language(language).for_cards()
    page = page_or_404(request, stories, PAGE_SIZE)
    if page.is_first and not page.rows:
        raise Http404("No story in this language is out.")
    with languages.spoken(language):
        title = languages.name(language)
        about = _("Every story in this language, newest first.")
        meta = list_meta(title, about, request.path, page, has_feeds=True)
        meta |= {"alternates": _alternates(request, page), "language": language}
        graph = list_graph(meta, request.path, page.rows)
        context = {"page": page, "meta": meta, "graph": graph}
        context["edition"] = editions.Edition(language)
        return render(request, "articles/edition.html", context)


def _alternates(request, page) -> list[tuple[str, str]]:
    """The first page of a language's list has others beside it; what is older has none."""
    found = editions.alternates(request.path) if page.is_first else []
    return [(code, absolute(path)) for code, path in found]


@edge.public(takes=("before",))
def section(request, slug):
    """A section's list; its first page stands below the section's front, where it has one."""
    section = get_object_or_404(Section, slug=slug)
    front = None if "before" in request.GET else compose.front(section)
    if front:
        past.note(section, front)
    return section_page(request, section, front)


def section_page(request, section, front, *, at=None):
    """The page of `section` as of `at` (now), below what articles.fronts.compose made of it."""
    stories = Article.objects.published(at).in_section(section).for_cards()
    if front:
        stories = stories.exclude(pk__in=front.keys)
    page = page_or_404(request, stories, PAGE_SIZE)
    about = _("All stories in the section “%(name)s”, newest first.") % {"name": section.name}
    context = {"label": _("Section"), "feed_name": "articles:section_rss", "front": front}
    return _topic(request, section, page, section.description or about, **context)


@edge.public(takes=("before",))
def tag(request, slug):
    tag = get_object_or_404(Tag.objects.select_related("picture"), slug=slug)
    visible = Article.objects.published()
    stories = visible.tagged(tag)
    key_stories = [] if "before" in request.GET else stories.in_order(tag.key_stories)
    others = visible.exclude(pk__in=tag.key_stories).for_cards()
    page = page_or_404(request, others, PAGE_SIZE, tag.newest)
    is_empty = not page.rows and not key_stories
    if is_empty and tag.is_carried and not stories.exists():
        raise Http404("Only stories that are not out have this tag: its name is theirs.")
    about = _("All stories on the topic “%(name)s”, newest first.") % {"name": tag.name}
    context = {"label": _("Topic"), "feed_name": "articles:tag_rss", "key_stories": key_stories}
    response = _topic(request, tag, page, tag.description or about, **context)
    if is_empty:  # kept by nobody: the first draft that gets the tag takes the page away
        response.headers["Cache-Control"] = "no-store"
    return response


def _topic(request, topic, page, about, **context):
    front, key_stories = context.get("front"), context.get("key_stories", ())
    meta = list_meta(topic.name, about, request.path, page, has_feeds=True)
    picture = getattr(topic, "picture", None)
    meta["image"] = social_picture(picture)
    above = [article for zone in front.zones for article in zone.rows] if front else []
    graph = list_graph(meta, request.path, [*above, *key_stories, *page.rows])
    introduction = body.introduction(topic.introduction) if page.is_first else ""
    context |= {"topic": topic, "page": page, "meta": meta, "graph": graph}
    context["introduction"] = introduction
    return render(request, "articles/topic.html", context)
