"""What the story editor asks for while somebody writes: facts, searches, what an address embeds.

JSON for staff who may see the pictures or stories in question; every answer is bounded.
"""

import re

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import JsonResponse
from django.urls import path
from django.views.decorators.http import require_safe

from articles.models import Article
from media.admin.images import ImageAdmin
from media.models import Image
from media.templatetags.pictures import thumbnail_url
from newsroom import embeds, html

MAX_RESULTS = 20
MAX_KEYS = 500
MAX_WORDS = 8
MAX_QUERY = 200


def urls(admin_site) -> list:
    """The editor's addresses below the stories' own, for staff only."""
    pages = {"": describe, "pictures/": find_pictures, "stories/": find_stories, "embed/": embed}
    return [
        path(f"references/{end}", admin_site.admin_view(view), name=f"references_{view.__name__}")
        for end, view in pages.items()
    ]


@require_safe
def describe(request):
    """Facts on `?image=1,2&article=3`, by key: {"image": {"1": {…}}, "article": {…}}."""
    images, articles = _keys(request, "image"), _keys(request, "article")
    found_images = Image.objects.filter(pk__in=images) if images and _sees(request, Image) else ()
    may_see = articles and _sees(request, Article)
    found_articles = _cards().filter(pk__in=articles) if may_see else ()
    return JsonResponse(
        {
            "image": {image.pk: _picture(image) for image in found_images},
            "article": {article.pk: _story(article) for article in found_articles},
        }
    )


@require_safe
def find_pictures(request):
    """The newest pictures in whose words every word of `?q=` occurs, as the library finds them."""
    if not _sees(request, Image):
        raise PermissionDenied
    rows = Image.objects.filter(_matches(request, ImageAdmin.search_fields)).order_by("-pk")
    return JsonResponse({"results": [_picture(image) for image in rows[:MAX_RESULTS]]})


@require_safe
def find_stories(request):
    """The newest published or scheduled stories with every word of `?q=` in the headline."""
    if not _sees(request, Article):
        raise PermissionDenied
    rows = _cards().filter(_matches(request, ["headline"]), status=Article.Status.PUBLISHED)
    results = [_story(article) for article in rows.newest_first()[:MAX_RESULTS]]
    return JsonResponse({"results": results})


@require_safe
def embed(request):
    """What `?url=` would be: its cleaned address (null if it is none) and provider (or null)."""
    if not _sees(request, Article):
        raise PermissionDenied
    address = request.GET.get("url", "").strip()
    if re.match(r"[\w-]+(?:\.[\w-]+)+(?:/|$)", address):
        address = f"https://{address}"  # typed without its scheme
    url = html.web_address(address)
    found = embeds.resolve(url) if url else None
    return JsonResponse({"url": url, "provider": found.provider if found else None})


def _sees(request, model) -> bool:
    """What the admin asks before it shows a list."""
    name = model._meta.model_name
    app = model._meta.app_label
    return any(request.user.has_perm(f"{app}.{verb}_{name}") for verb in ("view", "change"))


def _cards():
    return Article.objects.for_list().select_related("lead_image")


def _keys(request, name: str) -> list[int]:
    keys = request.GET.get(name, "").split(",")[:MAX_KEYS]
    return [int(key) for key in keys if re.fullmatch(html.KEY, key)]


def _matches(request, fields) -> Q:
    """Every word of the query in one of `fields`, whatever its case: SQLite folds only ASCII."""
    query = re.sub(r"[\x00-\x1f\ud800-\udfff]", " ", request.GET.get("q", "")[:MAX_QUERY])
    condition = Q()
    for word in query.split()[:MAX_WORDS]:
        anywhere = Q()
        folds = {word.lower(), word.upper(), word.capitalize()}
        for spelling in {word} if word.isascii() else {word, *folds}:
            for field in fields:
                anywhere |= Q(**{f"{field}__icontains": spelling})
        condition &= anywhere
    return condition


def _picture(image: Image) -> dict:
    return {
        "id": image.pk,
        "title": str(image),
        "alt": image.alt_text,
        "caption": image.caption,
        "credit": image.credit,
        "has_rights": image.has_rights,
        "picture": thumbnail_url(image, width=640, ratio="full"),
    }


def _story(article: Article) -> dict:
    image = article.lead_image
    is_shown = image is not None and image.has_rights
    return {
        "id": article.pk,
        "title": article.headline or "(no headline)",
        "language": article.language,
        "section": article.section.name,
        "state": "Scheduled" if article.is_scheduled else article.get_status_display(),
        "visible": article.is_visible,
        "picture": thumbnail_url(image, width=320, ratio="16x9") if is_shown else "",
    }
