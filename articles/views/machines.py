"""What programs ask a site for by convention: sitemaps, robots.txt, security.txt."""

from datetime import UTC, datetime
from email.utils import parseaddr

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone

from articles import identity, sitemaps
from newsroom import edge
from newsroom.site import absolute

XML = "application/xml; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
NOT_FOR_ROBOTS = ("/admin/", "/preview/", "/search/")
ROBOTS = """User-agent: *
{rules}

Sitemap: {sitemap}
Sitemap: {news}
"""


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
