from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from articles.models import Article, Section, Tag
from newsroom import edge
from newsroom.keyset import page_or_404
from newsroom.site import list_meta

PAGE_SIZE = 20


@edge.public
def news(request):
    """The News Feed: everything, newest first, as cards or (`?view=headlines`) as lines."""
    compact = request.GET.get("view") == "headlines"
    stories = Article.objects.published()
    page = page_or_404(request, stories.for_list() if compact else stories.for_cards(), PAGE_SIZE)
    meta = list_meta(_("News Feed"), _("Every story, newest first."), request.path, page)
    context = {"page": page, "meta": meta, "compact": compact}
    return render(request, "articles/news.html", context)


@edge.public
def section(request, slug):
    section = get_object_or_404(Section, slug=slug)
    stories = Article.objects.published().in_section(section).for_cards()
    page = page_or_404(request, stories, PAGE_SIZE)
    return _topic(request, section, page, label=_("Section"), feed="articles:section_rss")


@edge.public
def tag(request, slug):
    tag = get_object_or_404(Tag.objects.select_related("picture"), slug=slug)
    stories = Article.objects.published().tagged(tag).for_cards()
    page = page_or_404(request, stories, PAGE_SIZE)
    if page.is_first and not page.rows and tag.is_carried:
        raise Http404("Only stories that are not out have this tag: its name is theirs.")
    return _topic(request, tag, page, label=_("Topic"), feed="articles:tag_rss")


def _topic(request, topic, page, *, label, feed):
    meta = list_meta(topic.name, topic.description, request.path, page)
    context = {"topic": topic, "page": page, "label": label, "feed_name": feed, "meta": meta}
    return render(request, "articles/topic.html", context)
