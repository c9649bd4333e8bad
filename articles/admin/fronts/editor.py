"""The page where a front is edited. Every button is a form's: without JavaScript each press draws
the page anew with what is in hand; nothing is stored before somebody saves or publishes."""

import re

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles import actions
from articles.admin.references import pictures_found, stories_found
from articles.fronts import defaults, edits
from articles.fronts.document import Rule, parse, read
from articles.fronts.kinds import Source
from articles.models import Front, FrontVersion, Section
from newsroom import html

from . import places
from .board import board_of, drawn
from .form import SentFront

FOUND = 10  # results of a search without JavaScript
FINAL = {"save", "preview", "publish", "schedule"}


def edit(request, place, model_admin):
    """The front's newest published version in a form, or `?version=`; its buttons."""
    front = places.front_at(request, place)
    if request.method != "POST":
        return _page(request, model_admin, front, **_opened(request, front))
    sent = SentFront(request.POST)
    said = _press(sent)
    said += edits.settle(sent.board)
    sent.faults += edits.fit(sent.board)
    hand = {
        "board": sent.board,
        "base": sent.number("base") or 0,
        "seen": sent.number("seen") or 0,
        "note": request.POST.get("note", "").replace("\x00", "")[:200],
    }
    if sent.verb in FINAL and not sent.faults:
        response = _finish(request, model_admin, front, sent, hand)
        if response:
            return response
    said = {"said": said, "faults": sent.faults}
    return _page(request, model_admin, front, **hand, **said, **_found(sent, by=request.user))


def _opened(request, front: Front) -> dict:
    """What the form begins with: the version that is asked for, the live one, or the default."""
    versions = places.versions_of(front)
    asked = request.GET.get("version", "")
    if re.fullmatch(html.KEY, asked):
        version = places.version_or_404(front, int(asked))
    else:
        version = versions.live().first() or versions.first()
    newest = versions.select_related("by").first()
    document = read(version.document) if version else defaults.of(front.section_id)
    return {
        "board": board_of(document),
        "base": version.number if version else 0,
        "seen": newest.number if newest else 0,
        "note": "",
        "version": version,
        "newer": newest if version and newest.number > version.number else None,
    }


def _page(request, model_admin, front: Front, *, board: dict, **more):
    context = places.context(
        request, model_admin, front, _("Edit"), waiting=_waiting(front), **drawn(board), **more
    )
    return render(request, "admin/articles/front/edit.html", context)


def _waiting(front: Front) -> list[FrontVersion]:
    return list(places.versions_of(front).scheduled().select_related("by").defer("document")[:5])


def _press(sent: SentFront) -> list[str]:
    """Do what the pressed button says; what came of it, in words. An unknown one does nothing."""
    board, verb, given = sent.board, sent.verb, sent.given
    key = given[0] if given else ""
    numbers = [int(n) for n in given[1:] if re.fullmatch(r"[0-9]{1,18}", n, re.ASCII)]
    first = numbers[0] if numbers else -1
    said = ""
    if verb == "zone-add":
        said = edits.add_zone(board, sent.post.get("new-kind", ""), _first_rule(sent))
    elif verb == "zone-remove":
        said = edits.remove_zone(board, key)
    elif verb in {"zone-up", "zone-down"}:
        said = edits.move_zone(board, key, -1 if verb == "zone-up" else 1)
    elif verb in {"up", "down"}:
        said = edits.move(board, key, first, -1 if verb == "up" else 1)
    elif verb == "unpin":
        said = edits.unpin(board, key, first)
    elif verb == "pin" and first > 0:
        said = edits.pin(board, key, first, *numbers[1:2])
    elif verb == "move":
        said = edits.move_to(board, key, first, sent.post.get(f"{key}-{first}-to", ""))
    elif verb in {"picture", "picture-off"}:
        image = numbers[1] if verb == "picture" and len(numbers) > 1 else None
        said = edits.give_picture(board, key, first, image)
    return [said] if said else []


def _first_rule(sent: SentFront) -> Rule | None:
    """What fills a new block of a section: the first that has none; another can be chosen."""
    if sent.post.get("new-kind") != "section":
        return None
    taken = {zone["rule"].get("key") for zone in sent.board["zones"] if zone["kind"] == "section"}
    section = Section.objects.exclude(pk__in=taken - {None}).first()
    return Rule(Source.SECTION, section.pk) if section else None


def _found(sent: SentFront, *, by) -> dict:
    """The results of a search: of stories for a zone, of pictures for a place."""
    verb, given = sent.verb, sent.given
    if verb == "search" and given:
        stories = stories_found(sent.post.get(f"{given[0]}-q", ""), by=by)
        return {"searched": given[0], "stories": list(stories.newest_first()[:FOUND])}
    if verb == "pictures" and len(given) > 1:
        pictures = pictures_found(sent.post.get(f"{given[0]}-{given[1]}-q", ""))[:FOUND]
        return {"searched": f"{given[0]}-{given[1]}", "pictures": list(pictures)}
    return {}


def _finish(request, model_admin, front: Front, sent: SentFront, hand: dict):
    """Store what is in hand; None if it cannot be, and `sent.faults` says why."""
    verb = sent.verb
    at = sent.hour("at", _("The hour")) if verb == "schedule" else None
    if verb == "schedule" and at is None and not sent.faults:
        sent.faults.append(_("Give the hour at which it goes live."))
    if sent.faults:
        return None
    try:
        document = parse(sent.board)
        change = actions.FrontEdit(document, hand["base"], hand["seen"], hand["note"])
        if verb in {"save", "preview"}:
            version = actions.save_front(front.section, change, by=request.user)
            return _saved(request, model_admin, version, verb, hand)
        saved = actions.publish_front(front.section, change, by=request.user, at=at)
    except ValidationError as error:
        sent.faults += error.messages
        return None
    return published(request, model_admin, saved)


def _saved(request, model_admin, version: FrontVersion, verb: str, hand: dict):
    front = version.front
    model_admin.log_change(
        request, front, (_("Version %(number)s saved as a draft.") % {"number": version.number})
    )
    if verb == "preview":
        return redirect("admin:articles_front_preview", front.place, version.number)
    words = _("Version %(number)d is kept as a draft; readers do not see it.")
    model_admin.message_user(request, words % {"number": version.number}, messages.SUCCESS)
    later = places.versions_of(front).filter(
        state=FrontVersion.State.PUBLISHED, number__gt=hand["seen"]
    )
    for other in later.select_related("by")[:1]:
        words = _("Meanwhile %(name)s published version %(number)d.")
        names = {"name": other.by or "-", "number": other.number}
        model_admin.message_user(request, words % names, messages.WARNING)
    return _to_editor(version)


def published(request, model_admin, saved: actions.SavedFront):
    """Where an editor goes after publishing, and what is said there."""
    version = saved.version
    if saved.is_conflict:
        numbers = (version.number, saved.theirs.number)
        return redirect("admin:articles_front_beside", version.front.place, *numbers)
    if version.is_scheduled:
        hour = timezone.localtime(version.goes_live_at)
        at = date_format(hour, "DATETIME_FORMAT")
        words = _("Version %(number)s goes live on %(at)s.") % {"number": version.number, "at": at}
    else:
        words = _("Version %(number)s is what readers see now.") % {"number": version.number}
    model_admin.log_change(request, version.front, words)
    model_admin.message_user(request, words, messages.SUCCESS)
    return redirect("admin:articles_front_versions", version.front.place)


def _to_editor(version: FrontVersion):
    address = redirect("admin:articles_front_edit", version.front.place)
    address["Location"] += f"?version={version.number}"
    return address
