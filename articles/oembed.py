"""A story as a card in other people's pages (https://oembed.com/): which one, and how large."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.html import format_html

from media.templatetags.pictures import jpeg
from newsroom import redirects
from newsroom.html import CONTROL
from newsroom.site import absolute
from newsroom.xml import Xml

from . import cards, identity
from .models import Article

WIDTH, LEAST = 600, 220  # pixels: as wide as it is drawn unless told; LEAST is also its height
PICTURE_FROM = 320  # pixels: a lower card has no picture (static/css/embed.css)
WORDS_HEIGHT = 230
CACHE_AGE = 3600  # seconds
SANDBOX = "allow-popups allow-popups-to-escape-sandbox"
FRAME = (
    '<iframe src="{}" title="{}" width="{}" height="{}" sandbox="{}" loading="lazy">'
    '<a href="{}">{}</a></iframe>'
)


class BadRequestError(ValueError):
    """A parameter that nobody can read."""


@dataclass(frozen=True)
class Room:
    """What the consumer has room for, in pixels; None: it did not say."""

    width: int | None = None
    height: int | None = None

    @classmethod
    def of(cls, request: HttpRequest) -> "Room":
        return cls(*(_pixels(request.GET.get(name)) for name in ("maxwidth", "maxheight")))


def story_behind(address: str) -> Article | None:
    """The story that lives (or lived) at `address`, if it is one of ours that readers may see."""
    try:
        parts, ours = urlsplit(address), urlsplit(settings.SITE_ORIGIN)
        if parts.scheme not in {"http", "https"} or parts.netloc.lower() != ours.netloc:
            return None
        path = unquote(parts.path, errors="strict")
    except ValueError:
        return None
    if CONTROL.search(path):
        return None
    path = redirects.find(path) or path
    try:
        match = resolve(path if path.endswith("/") else f"{path}/")
    except Resolver404:
        return None
    if match.view_name != "articles:detail":
        return None
    return Article.objects.published().filter(slug=match.kwargs["slug"]).for_cards().first()


def described(article: Article, room: Room) -> dict:
    """https://oembed.com/#section2.3 of type rich: a frame without any script."""
    url, site = absolute(article.get_absolute_url()), identity.current()
    has_picture = bool(article.lead_image and article.lead_image.has_rights)
    width = min(room.width or WIDTH, WIDTH)
    height = width * 9 // 16 + WORDS_HEIGHT if has_picture else LEAST
    height = min(room.height or height, height)
    frame = absolute(reverse("articles:embed", args=[article.slug]))
    names = (frame, article.headline, width, height, SANDBOX, url, article.headline)
    told = {
        "version": "1.0",
        "type": "rich",
        "title": article.headline,
        "provider_name": site.name,
        "provider_url": absolute("/"),
        "cache_age": CACHE_AGE,
        "html": format_html(FRAME, *names),
        "width": width,
        "height": height,
    }
    writers = article.writers
    if writers:
        told["author_name"] = ", ".join(credit.signed_name for credit in writers)
        told["author_url"] = absolute(writers[0].author.get_absolute_url())
    return told | _thumbnail(article, room)


def as_xml(told: dict) -> str:
    xml = Xml()
    with xml.element("oembed"):
        for name, value in told.items():
            xml.leaf(name, value)
    return xml.text


def _thumbnail(article: Article, room: Room) -> dict:
    """The story's picture, or its card; nothing that is larger than the room there is."""
    image = article.lead_image
    if image and image.has_rights:
        drawn = jpeg(image, width=min(room.width or 640, 640), ratio="16x9")
        url, width, height = drawn.url, drawn.width, drawn.height
    else:
        card = cards.of_story(article).meta
        url, width, height = card["url"], card["width"], card["height"]
    if width > (room.width or width) or height > (room.height or height):
        return {}
    return {"thumbnail_url": url, "thumbnail_width": width, "thumbnail_height": height}


def _pixels(value: str | None) -> int | None:
    if value is None or value == "":
        return None
    if not (value.isascii() and value.isdigit() and int(value[:7]) > 0 and len(value) < 7):
        raise BadRequestError(value)
    return int(value)
