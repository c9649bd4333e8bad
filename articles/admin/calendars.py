"""The desk's hours for calendar programs, under a private address of each account (RFC 5545)."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from icalendar import Calendar, Event

from articles import actions, desk
from articles.models import CalendarLink
from newsroom.site import absolute

BACK, AHEAD = timedelta(days=1), timedelta(days=60)
LASTS = timedelta(minutes=15)  # an hour without an end is drawn as a line, if at all


def urls(model_admin) -> list:
    """The feed knows by its address who asks; calendar programs have no session."""

    def renew(request):
        if not model_admin.has_view_or_change_permission(request):
            raise PermissionDenied
        actions.renew_calendar_link(by=request.user)
        model_admin.message_user(request, _("This is your new address; the former one is closed."))
        return redirect(reverse("admin:articles_article_calendar") + "#subscribe")

    view = model_admin.admin_site.admin_view(require_POST(renew))
    return [
        path("calendar/link/", view, name="articles_article_calendar_link"),
        path("calendar/<str:token>.ics", require_safe(_ical), name="articles_article_ical"),
    ]


def link_of(user) -> str:
    """The address of the account's calendar, "" while it has none."""
    link = CalendarLink.objects.filter(user=user).first()
    return absolute(link.get_absolute_url()) if link else ""


def _ical(request, token):
    link = CalendarLink.objects.behind(token)
    if link is None:
        raise Http404("No calendar has this address.")
    first = timezone.localdate() - BACK
    calendar = Calendar()
    calendar.add("prodid", "-//Newsroom//Desk//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Newsroom")
    calendar.add("refresh-interval;value=duration", "PT15M")
    for moment in desk.moments(link.user, first, (BACK + AHEAD).days):
        calendar.add_component(_event(moment))
    return HttpResponse(
        calendar.to_ical(),
        content_type="text/calendar; charset=utf-8",
        headers={"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"},
    )


def _event(moment: desk.Moment) -> Event:
    story = moment.story
    page = absolute(reverse("admin:articles_article_change", args=[story.pk]))
    said = [str(story.section), story.get_status_display(), str(story.assignee or ""), page]
    event = Event()
    event.add("uid", f"{story.uid}-{moment.kind}")
    event.add("dtstamp", story.modified_at)
    event.add("dtstart", moment.at)
    event.add("dtend", moment.at + LASTS)
    event.add("summary", f"{story} ({moment.label})")
    event.add("description", "\n".join(filter(None, said)))
    event.add("url", page)
    return event
