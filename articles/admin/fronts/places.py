"""Which front an address means, and what every page about it draws."""

import re

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from articles.fronts.rights import may_edit
from articles.models import Front, FrontVersion, Section
from newsroom import html


def front_at(request, place: str) -> Front:
    """The front named “site” or by its section's key; one without versions is not saved yet."""
    if not (place == "site" or re.fullmatch(html.KEY, place)):
        raise Http404("There is no such front.")
    section = None if place == "site" else get_object_or_404(Section, pk=int(place))
    if not may_edit(request.user, section and section.pk):
        raise PermissionDenied
    found = Front.objects.select_related("section").filter(section=section).first()
    return found or Front(section=section)


def versions_of(front: Front):
    return FrontVersion.objects.of(front) if front.pk else FrontVersion.objects.none()


def newest_number(front: Front) -> int:
    return versions_of(front).values_list("number", flat=True).first() or 0


def version_or_404(front: Front, number: int) -> FrontVersion:
    return get_object_or_404(
        versions_of(front).select_related("by", "front__section"), number=number
    )


def context(request, model_admin, front: Front, title: str, **more) -> dict:
    return {
        **model_admin.admin_site.each_context(request),
        "title": f"{front}: {title}",
        "page": title,
        "opts": model_admin.opts,
        "front": front,
        **more,
    }
