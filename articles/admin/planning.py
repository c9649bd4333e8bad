"""The desk's pages: the start page, the board, the calendar, what is late, what is mine."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import actions, desk, workflow
from articles.models import Comment, Revision, Section
from authors.admin.own import profile_of
from authors.models import User

from . import calendars

WEEK = 7
YEARS = range(2000, 2200)


def urls(model_admin) -> list:
    def page(view, name, template):
        def answer(request):
            if not model_admin.has_view_or_change_permission(request):
                raise PermissionDenied
            actions.publish_due_changes()
            context = view(request)
            site = model_admin.admin_site.each_context(request)
            return render(
                request,
                f"admin/articles/desk/{template}.html",
                {**site, "opts": model_admin.opts, **context},
            )

        view_url = model_admin.admin_site.admin_view(require_safe(answer))
        return path(f"{name}/", view_url, name=f"articles_article_{name}")

    return [
        page(_board, "board", "board"),
        page(_calendar, "calendar", "calendar"),
        page(_late, "late", "stories"),
        page(_mine, "mine", "stories"),
        *calendars.urls(model_admin),
    ]


def start_context(request) -> dict:
    """What the admin's start page shows of the desk; nothing to who may see no stories."""
    user = request.user
    own = {"has_profile": profile_of(user) is not None}
    if not (user.has_perm("articles.view_article") or user.has_perm("articles.change_article")):
        return own
    actions.publish_due_changes()
    start = desk.start(user)
    return own | {
        "desk": start,
        "may_approve": user.has_perm(workflow.APPROVE),
        "warnings": _warnings(user, start),
    }


def _warnings(user: User, start: desk.Start) -> dict:
    """What should not stay as it is: late stories, words that are in no story, open mentions.

    One's own late stories stand in the list beside it.
    """
    late = [story for story in start.late if story not in start.mine]
    kept = Revision.objects.waiting_for(user).values_list("content__headline", flat=True)
    return {
        "late": late[: desk.LIST],
        "more_late": len(start.late) > desk.LIST,
        "kept": list(kept[: desk.LIST]),
        "owed": list(desk.owed(user, desk.LIST)),
        "mentions": Comment.objects.open().seen_by(user).mentioning(user).count(),
    }


def _board(request) -> dict:
    section = _chosen(Section.objects.all(), request.GET.get("section"))
    writer = _chosen(User.objects.all(), request.GET.get("assignee"))
    return {
        "title": _("Board"),
        "columns": desk.board(request.user, section=section, assignee=writer),
        "sections": Section.objects.all(),
        "section": section,
        "writers": User.objects.filter(is_active=True, is_staff=True),
        "writer": writer,
    }


def _chosen(rows, key: str | None):
    """The row with this key, None for none or nonsense."""
    key = key or ""
    return (
        rows.filter(pk=key).first() if key.isascii() and key.isdigit() and len(key) < 19 else None
    )


def _calendar(request) -> dict:
    """A week, or with ?day= one day; the present one for what is no date."""
    today = timezone.localdate()
    day = _day(request.GET.get("day"))
    first, days = (day, 1) if day else (_monday(_week(request.GET.get("week")) or today), WEEK)
    most = desk.MOST if day else desk.MOST_IN_WEEK
    step = timedelta(days=days)
    return {
        "title": _("What goes out today") if day == today else _("Calendar"),
        "days": desk.agenda(request.user, first, days, most=most),
        "is_day": days == 1,
        "first": first,
        "last": first + step - timedelta(days=1),
        "before": first - step,
        "after": first + step,
        "today": today,
        "zone": timezone.get_current_timezone_name(),
        "link": calendars.link_of(request.user),
    }


def _day(written: str | None) -> date | None:
    try:
        found = date.fromisoformat(written or "")
    except ValueError:
        return None
    return found if found.year in YEARS else None


def _week(written: str | None) -> date | None:
    """The Monday of a week as HTML writes it (2026-W48), or any day of it (2026-11-28)."""
    year, _dash, number = (written or "").partition("-W")
    try:
        found = date.fromisocalendar(int(year), int(number), 1)
    except (ValueError, OverflowError):
        return _day(written)
    return found if found.year in YEARS else None


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _late(request) -> dict:
    return {
        "title": _("Late"),
        "here": "late",
        "stories": desk.late(request.user, desk.MOST),
        "empty": _("Nothing is late."),
    }


def _mine(request) -> dict:
    return {
        "title": _("My stories"),
        "here": "mine",
        "stories": desk.mine(request.user, desk.MOST),
        "empty": _("You have no unfinished stories."),
    }
