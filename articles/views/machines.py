"""What programs ask a site for by convention: sitemaps, robots.txt, cards."""

from datetime import UTC, datetime
from email.utils import parseaddr

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from articles import cards, identity, sitemaps
from articles.models import Article
from newsroom import edge
from newsroom.site import absolute
from newsroom.text import shorten

XML = "application/xml; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
ICONS = (192, 512)  # pixels, of static/img/icon-*.png
NOT_FOR_ROBOTS = ("/admin/", "/preview/", "/search/")
ROBOTS = """User-agent: *
{rules}

Sitemap: {sitemap}
Sitemap: {news}
"""


@edge.public
def favicon(request):
    """For whoever asks here before it has read the page (browsers look at its `link`)."""
    return HttpResponseRedirect(static(f"img/icon-{ICONS[0]}.png"))


@edge.public
def sitemap(request):
    return HttpResponse(sitemaps.index(), content_type=XML)


@edge.public
def sitemap_part(request, name):
    found = sitemaps.places(name)
    if not found:
        raise Http404("There is no such part, or nothing in it.")
    return HttpResponse(sitemaps.written(found), content_type=XML)


@edge.public
def news_sitemap(request):
    site = identity.current()
    return HttpResponse(sitemaps.news(site.name, site.language), content_type=XML)


@edge.public
def robots(request):
    """RFC 9309."""
    written = ROBOTS.format(
        rules="\n".join(f"Disallow: {path}" for path in NOT_FOR_ROBOTS),
        sitemap=absolute(reverse("articles:sitemap")),
        news=absolute(reverse("articles:news_sitemap")),
    )
    return HttpResponse(written, content_type=TEXT)


@edge.public
def security(request):
    """RFC 9116: whom to tell of a hole in the site. It is good for half a year, and always."""
    site = identity.current()
    lines = [f"Contact: {contact}" for contact in _contacts(site)]
    lines += [
        f"Expires: {_half_a_year_on(timezone.now()).isoformat()}",
        f"Preferred-Languages: {', '.join(dict.fromkeys([site.language, 'en']))}",
    ]
    if settings.IS_HTTPS:
        lines.append(f"Canonical: {absolute(request.path)}")
    return HttpResponse("\n".join(lines) + "\n", content_type=TEXT)


@edge.public
def manifest(request):
    """What a phone's home screen is told of the site: https://www.w3.org/TR/appmanifest/"""
    site = identity.current()
    icons = [
        {"src": static(f"img/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in ICONS
    ]
    told = {
        "id": "/",
        "name": site.name,
        "short_name": shorten(site.name, 12),
        "description": site.description,
        "lang": site.language,
        "start_url": reverse("articles:home"),
        "scope": reverse("articles:home"),
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": site.accent or "#ffffff",
        "icons": [icon | {"purpose": purpose} for icon in icons for purpose in ("any", "maskable")],
    }
    return JsonResponse(told, content_type="application/manifest+json")


@edge.public
def site_card(request, digest):
    return _card(cards.of_site(), digest)


@edge.public
def story_card(request, slug, digest):
    """The card of a story that may be read; an old address leads to what it says now."""
    stories = Article.objects.published().for_list()
    return _card(cards.of_story(get_object_or_404(stories, slug=slug)), digest)


def _card(card: cards.Card, digest: str) -> HttpResponse:
    if not constant_time_compare(digest, card.digest):
        return HttpResponseRedirect(card.meta["url"])
    return HttpResponse(cards.drawn(card), content_type=card.meta["type"])


def _contacts(site: identity.Identity) -> list[str]:
    """URIs, the preferred one first; web addresses must be https."""
    found = [f"mailto:{site.contact_email}"] if site.contact_email else []
    if site.contact_url.startswith("https://"):
        found.append(site.contact_url)
    return found or [f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"]


def _half_a_year_on(moment: datetime) -> datetime:
    """The first day of the seventh month from now: the file stays the same for a month."""
    years, month = divmod(moment.month - 1 + 7, 12)
    return datetime(moment.year + years, month + 1, 1, tzinfo=UTC)
