"""RSS 2.0 of the site, a section, a tag or an author, for readers' programs.

Beside the core (https://www.rssboard.org/rss-specification): content:encoded with the whole text,
dc:creator for each writer, atom:link to itself, media:content with credit for the picture.
"""

import re

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.html import escape, linebreaks
from django.utils.translation import gettext as _

from authors.models import Author
from media.templatetags.pictures import picture_url
from newsroom import edge
from newsroom.html import CONTROL
from newsroom.site import absolute

from . import body
from .models import Article, Correction, Section, Tag

SIZE = 30
_LOCAL_LINK = re.compile(r'\b(href|src)="(/[^/"])')
_SRCSET = re.compile(r'<source\b[^>]*>|\s(?:srcset|sizes)="[^"]*"')


class NewsRss(Rss201rev2Feed):
    """Django's RSS 2.0 with the modules news readers use."""

    content_type = "application/rss+xml; charset=utf-8"

    def rss_attributes(self):
        return super().rss_attributes() | {
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            "xmlns:media": "http://search.yahoo.com/mrss/",
        }

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for name in item["writers"]:
            handler.addQuickElement("dc:creator", name)
        if item["content"]:
            handler.addQuickElement("content:encoded", item["content"])
        image = item["image"]
        if image:
            handler.startElement("media:content", {"url": image["url"], "medium": "image"})
            for name in ("description", "credit"):
                if image[name]:
                    handler.addQuickElement(f"media:{name}", image[name])
            handler.endElement("media:content")


@edge.public
def site(request):
    return _rss(request, Article.objects.all(), settings.SITE_NAME, reverse("articles:home"))


@edge.public
def section(request, slug):
    section = get_object_or_404(Section, slug=slug)
    return _rss(request, Article.objects.in_section(section), section.name, section)


@edge.public
def tag(request, slug):
    tag = get_object_or_404(Tag, slug=slug)
    stories = Article.objects.tagged(tag)
    if not stories.published().exists() and tag.is_carried:
        raise Http404("Only stories that are not out have this tag: its name is theirs.")
    return _rss(request, stories, tag.name, tag)


@edge.public
def author(request, slug):
    author = get_object_or_404(Author, slug=slug)
    return _rss(request, author.stories, author.name, author)


@edge.public
def corrections(request):
    """What readers were told of stories that were not right."""
    title = _("Corrections")
    feed = _feed(request, f"{title} - {settings.SITE_NAME}", reverse("articles:corrections"), title)
    for correction in Correction.objects.public().with_story()[:SIZE]:
        feed.add_item(**_legible(_correction(correction)))
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _rss(request: HttpRequest, articles, title: str, page) -> HttpResponse:
    """The newest of `articles` as RSS; `page` (a path, or something with one) is what it is of."""
    stories = list(articles.published().for_feed().newest_first()[:SIZE])
    refs = body.references(story.body for story in stories)
    name = settings.SITE_NAME
    title = title if title == name else f"{title} - {name}"
    path = page if isinstance(page, str) else page.get_absolute_url()
    about = getattr(page, "description", "") or settings.SITE_DESCRIPTION
    feed = _feed(request, title, path, about)
    for story in stories:
        feed.add_item(**_legible(_item(story, refs)))
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _feed(request: HttpRequest, title: str, path: str, about: str) -> NewsRss:
    return NewsRss(
        title=_legible(title),
        link=absolute(path),
        description=_legible(about),
        language=settings.LANGUAGE_CODE,
        feed_url=absolute(request.path),
    )


def _item(story: Article, refs: body.References) -> dict:
    return {
        "title": story.headline,
        "link": absolute(story.get_absolute_url()),
        "unique_id": story.uid.urn,
        "unique_id_is_permalink": False,
        "pubdate": story.published_at,
        "description": escape(story.summary),
        "categories": [story.section.name, *(tag.name for tag in story.tags.all())],
        "writers": [credit.signed_name for credit in story.writers],
        "content": _content(story, refs),
        "image": _image(story),
    }


def _content(story: Article, refs: body.References) -> str:
    """The whole text, between the corrections above and below it."""
    told = story.standing_corrections
    parts = [
        _told(told, Correction.Place.ABOVE),
        _absolute_links(body.render(story.body, refs, body.Medium.FEED)),
        _told(told, Correction.Place.BELOW),
    ]
    return "\n".join(filter(None, parts))


def _told(corrections: list[Correction], place: str) -> str:
    if not corrections:
        return ""
    context = {"corrections": corrections, "place": place}
    return render_to_string("articles/_corrections.html", context).strip()


def _correction(correction: Correction) -> dict:
    kind = correction.get_kind_display()
    return {
        "title": f"{kind}: {correction.headline}" if correction.headline else str(kind),
        "link": absolute(correction.link or reverse("articles:corrections")),
        "unique_id": f"{correction.article.uid.urn}#{correction.anchor}",
        "unique_id_is_permalink": False,
        "pubdate": correction.told_at,
        "updateddate": correction.changed_at,
        "description": linebreaks(correction.text, autoescape=True),
        "writers": [],
        "content": "",
        "image": None,
    }


def _image(story: Article) -> dict | None:
    image = story.lead_image
    if image is None or not image.has_rights:
        return None
    credit = _("Picture: %(credit)s") % {"credit": image.credit} if image.credit else ""
    return {
        "url": picture_url(image),
        "description": story.lead_caption or image.caption,
        "credit": credit,
    }


def _legible(value):
    """`value` without the control characters that XML cannot hold, however deep they stand."""
    if isinstance(value, str):
        return CONTROL.sub("", value)
    if isinstance(value, list):
        return [_legible(each) for each in value]
    if isinstance(value, dict):
        return {name: _legible(each) for name, each in value.items()}
    return value


def _absolute_links(html: str) -> str:
    """Links and pictures with the site's origin, one size each: a feed is read elsewhere."""
    return _LOCAL_LINK.sub(rf'\1="{settings.SITE_ORIGIN}\2', _SRCSET.sub("", html))
