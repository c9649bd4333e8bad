"""What the story editor asks for while somebody writes: facts, searches, what an address embeds;
and the door through which it brings a picture into the library.

JSON for staff who may see the pictures or stories in question; every answer is bounded.
"""

import re

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles import search
from articles.models import Article
from media.admin.images import ImageAdmin
from media.admin.uploading import take
from media.models import Image
from media.templatetags.pictures import thumbnail_url
from newsroom import embeds, html
from newsroom.finding import every_word
from newsroom.keyset import page_or_404

MAX_RESULTS = 20
MAX_KEYS = 500


def urls(admin_site) -> list:
    """The editor's addresses below the stories' own, for staff only."""
    pages = {
        "": describe,
        "pictures/": find_pictures,
        "pictures/add/": add_picture,
        "stories/": find_stories,
        "embed/": embed,
    }
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
    found_articles = _cards(request.user).filter(pk__in=articles) if may_see else ()
    return JsonResponse(
        {
            "image": {image.pk: _picture(image) for image in found_images},
            "article": {article.pk: _story(article) for article in found_articles},
        }
    )


@require_safe
def find_pictures(request):
    """The newest pictures that the library finds for `?q=`, those after `?before=`."""
    if not _sees(request, Image):
        raise PermissionDenied
    rows = pictures_found(request.GET.get("q", ""))
    before = request.GET.get("before", "")
    if re.fullmatch(html.KEY, before):
        rows = rows.filter(pk__lt=int(before))
    found = list(rows[: MAX_RESULTS + 1])
    shown = found[:MAX_RESULTS]
    return JsonResponse(
        {
            "results": [_picture(image) for image in shown],
            "next": str(shown[-1].pk) if len(found) > MAX_RESULTS else "",
            "may_add": request.user.has_perm("media.add_image"),
        }
    )


class PictureForm(forms.ModelForm):
    """One file and what its bringer says of it; what is left blank, the file says itself."""

    file = forms.FileField(max_length=400)

    class Meta:
        model = Image
        fields = ["alt_text", "credit_line"]


@require_POST
def add_picture(request):
    """Take `file` into the library: {"picture", "is_known"}, or {"reasons"} why it was refused."""
    if not (request.user.has_perm("media.add_image") and _sees(request, Image)):
        raise PermissionDenied
    form = PictureForm(request.POST, request.FILES)
    if not form.is_valid():
        reasons = [words for errors in form.errors.values() for words in errors]
        return JsonResponse({"reasons": reasons})
    words = {name: form.cleaned_data[name] for name in form.Meta.fields if form.cleaned_data[name]}
    result = take(form.cleaned_data["file"], words, again=False, by=request.user)
    if result.image is None:
        return JsonResponse({"reasons": result.reasons})
    if not result.is_duplicate:
        admin.site.get_model_admin(Image).log_addition(request, result.image, _("Added."))
    return JsonResponse({"picture": _picture(result.image), "is_known": result.is_duplicate})


@require_safe
def find_stories(request):
    """The newest published or scheduled stories that `?q=` finds, those after `?before=`.

    `?not=` is the story that is being written: a card of it in itself leads nowhere.
    """
    if not _sees(request, Article):
        raise PermissionDenied
    rows = stories_found(request.GET.get("q", ""), by=request.user)
    rows = rows.exclude(pk__in=_keys(request, "not"))
    page = page_or_404(request, rows, MAX_RESULTS)
    results = [_story(article) for article in page.rows]
    return JsonResponse({"results": results, "next": page.next_cursor})


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


def stories_found(query: str, *, by):
    """Published or scheduled stories that `query`, perhaps half typed, finds and `by` may quote."""
    return search.for_desk(query, _cards(by).filter(status=Article.Status.PUBLISHED))


def pictures_found(query: str):
    """The library's pictures for `query`, newest first."""
    return Image.objects.filter(every_word(query, ImageAdmin.search_fields)).order_by("-pk")


def _sees(request, model) -> bool:
    """What the admin asks before it shows a list."""
    name = model._meta.model_name
    app = model._meta.app_label
    return any(request.user.has_perm(f"{app}.{verb}_{name}") for verb in ("view", "change"))


def _cards(by):
    return Article.objects.quotable_by(by).for_list().select_related("lead_image")


def _keys(request, name: str) -> list[int]:
    keys = request.GET.get(name, "").split(",")[:MAX_KEYS]
    return [int(key) for key in keys if re.fullmatch(html.KEY, key)]


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
    hour = article.published_at
    return {
        "id": article.pk,
        "title": article.headline or _("(no headline)"),
        "language": article.language,
        "section": article.section.name,
        "date": date_format(timezone.localtime(hour), "DATE_FORMAT") if hour else "",
        "address": article.get_absolute_url(),
        "state": _("Scheduled") if article.is_scheduled else article.get_status_display(),
        "visible": article.is_visible,
        "picture": thumbnail_url(image, width=320, ratio="16x9") if is_shown else "",
    }
