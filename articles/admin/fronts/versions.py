"""Every version of a front: who changed what and when; and the way back to any of them."""

import re

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import actions
from articles.fronts import defaults
from articles.fronts.changes import differences, stories_of
from articles.fronts.document import Document, read
from articles.models import Article, Front, FrontVersion
from articles.workflow import TransitionError
from newsroom import html

from . import places
from .editor import published
from .form import SentFront

ON_A_PAGE = 30
MOST_LINES = 12  # of what one version changed; the others are counted


def versions(request, place, model_admin):
    """The newest versions, those before `?before=`, and what each changed of its base."""
    front = places.front_at(request, place)
    rows = places.versions_of(front).select_related("by")
    before = request.GET.get("before", "")
    if re.fullmatch(html.KEY, before):
        rows = rows.filter(number__lt=int(before))
    found = list(rows[: ON_A_PAGE + 1])
    shown = found[:ON_A_PAGE]
    live = places.versions_of(front).live().values_list("number", flat=True).first()
    context = places.context(
        request,
        model_admin,
        front,
        _("Versions"),
        versions=_with_changes(front, shown),
        live=live or 0,
        seen=places.newest_number(front),
        older=shown[-1].number if len(found) > ON_A_PAGE else 0,
    )
    return render(request, "admin/articles/front/versions.html", context)


@require_POST
def publish(request, place, number, model_admin):
    """Put what a version holds in front of readers, now or at `at`, as a version of its own."""
    front = places.front_at(request, place)
    version = places.version_or_404(front, number)
    sent = SentFront(request.POST)
    at = sent.hour("at", _("The hour"))
    try:
        if sent.faults:
            raise ValidationError(sent.faults)
        saved = actions.publish_front_version(
            version, by=request.user, seen=sent.number("seen") or 0, at=at
        )
    except ValidationError as error:
        for words in error.messages:
            model_admin.message_user(request, words, messages.ERROR)
        return redirect("admin:articles_front_versions", place)
    return published(request, model_admin, saved)


@require_POST
def call_off(request, place, number, model_admin):
    """Keep a scheduled version from going live."""
    version = places.version_or_404(places.front_at(request, place), number)
    try:
        actions.call_off_front(version, by=request.user)
    except TransitionError as error:
        model_admin.message_user(request, str(error), messages.ERROR)
    else:
        words = _("Version %(number)d does not go live.") % {"number": number}
        model_admin.log_change(request, version.front, words)
        model_admin.message_user(request, words, messages.SUCCESS)
    return redirect("admin:articles_front_versions", place)


def beside(request, place, mine, theirs, model_admin):
    """Two editors published at once: what each of them changed, and what can be done now."""
    front = places.front_at(request, place)
    one, other = (places.version_or_404(front, number) for number in (mine, theirs))
    if one.number <= other.number or other.state != FrontVersion.State.PUBLISHED:
        raise Http404("These two do not stand beside each other.")
    one, other = _with_changes(front, [one, other])
    more = {"mine": one, "theirs": other, "both": [one, other]}
    more["seen"] = places.newest_number(front)
    context = places.context(request, model_admin, front, _("Two versions at once"), **more)
    return render(request, "admin/articles/front/beside.html", context)


def _with_changes(front: Front, rows: list[FrontVersion]) -> list[FrontVersion]:
    """The same, each with `changes`: lines that say what it changed, and `more`. Two queries."""
    bases = {version.base for version in rows} - {version.number for version in rows} - {0}
    others = places.versions_of(front).filter(number__in=bases) if bases else ()
    documents = {v.number: read(v.document) for v in [*rows, *others]}
    documents[0] = defaults.of(front.section_id)
    keys = stories_of(*documents.values())
    names = dict(Article.objects.filter(pk__in=keys).values_list("pk", "headline")) if keys else {}
    for version in rows:
        before = documents.get(version.base, Document())
        lines = differences(before, documents[version.number], names)
        version.changes, version.more = lines[:MOST_LINES], max(0, len(lines) - MOST_LINES)
    return rows
