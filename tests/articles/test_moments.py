"""No page is kept beyond the hour at which something on it changes by itself."""

import re
from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from articles import actions, moments
from articles.fronts.document import Document, Slot, Zone
from articles.models import BreakingBar, FrontVersion
from newsroom.edge.moments import after
from tests.articles.drafts import edit
from tests.factories import hours, make_article, make_correction

pytestmark = pytest.mark.django_db


def front(*hours_of_pins):
    slots = tuple(Slot(make_article().pk, until=hour) for hour in hours_of_pins)
    return actions.FrontEdit(Document((Zone("top", "lead", slots=slots, places=1),)))


def schedule_changes(hour):
    article = make_article()
    edit(article, None, headline="Another")
    actions.publish_changes(article, by=None, at=hour)


HAPPENS = {  # what the newsroom does so that readers see something else at an hour
    "a story appears": lambda hour: make_article(published_at=hour),
    "an embargo ends": lambda hour: make_article(embargo_until=hour),
    "a story expires": lambda hour: make_article(expires_at=hour),
    "changes go live": schedule_changes,
    "a front goes live": lambda hour: actions.publish_front(None, front(), by=None, at=hour),
    "a pin ends": lambda hour: actions.publish_front(None, front(hour), by=None),
    "breaking news end": lambda hour: actions.break_news(text="Now", ends_at=hour, by=None),
    "a correction is told": lambda hour: actions.add_correction(
        make_article(), actions.Told("It was Tuesday."), by=None, at=hour
    ),
}


@pytest.mark.parametrize("what", HAPPENS)
def test_pages_end_when(clock, what):
    make_article(expires_at=clock.now() + hours(3))
    midnight = after(clock.now() + hours(3))
    hour = clock.now() + hours(2)

    HAPPENS[what](hour)

    assert after(clock.now()) == hour
    clock.advance(hours=2)
    assert after(clock.now()) == clock.now() + hours(1) or what == "changes go live"
    assert midnight == clock.now().replace(hour=0) + hours(24)


def test_what_nobody_sees_ends_no_page(clock):
    midnight, soon = after(clock.now()), clock.now() + hours(1)

    make_article(status="draft", published_at=soon, embargo_until=soon, expires_at=soon + hours(1))
    actions.save_front(None, front(soon), by=None)
    called_off = make_article(published_at=soon)
    actions.unschedule(called_off, by=None)
    bar = actions.break_news(text="Now", ends_at=soon, by=None)
    actions.end_breaking(by=None)
    actions.take_back_correction(make_correction(), by=None)

    assert bar.pk
    assert after(clock.now()) == midnight


def test_changes_that_are_late_are_soon_tried_again(clock):
    schedule_changes(clock.now() + hours(1))

    clock.advance(hours=2)

    assert after(clock.now()) == clock.now() + timedelta(seconds=1)


def test_a_bar_that_the_clock_has_not_reached_ends_pages_when_it_begins(clock):
    begins, ends = clock.now() + hours(1), clock.now() + hours(2)
    BreakingBar.objects.create(text="News", begins_at=begins, ends_at=ends)

    assert after(clock.now()) == begins


INDEXES = {
    moments.goes_live: "article_feed",
    moments.embargo_ends: "article_embargo_ends",
    moments.expires: "article_expires",
    moments.changes_go_live: "article_changes_due",
    moments.front_goes_live: "front_to_come",
    moments.pin_ends: "front_pins_until",
    moments.breaking_changes: "breaking_ends",
    moments.correction_is_told: "correction_list",
}


@pytest.mark.parametrize("ask", INDEXES, ids=lambda ask: ask.__name__)
def test_the_next_hour_is_the_first_of_an_index(ask):
    asked = []

    def note(execute, sql, params, many, context):
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        ask(timezone.now())

    ((sql, params),) = asked
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for way in ("seqscan", "bitmapscan", "sort"):  # which are good for empty tables
                cursor.execute(f"SET LOCAL enable_{way} = off")
        explain = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
        cursor.execute(f"{explain} {sql}", params)
        plan = "\n".join(str(row[-1]) for row in cursor.fetchall())
    assert re.search(rf"(?i)index.* {INDEXES[ask]}\b", plan), plan
    assert not re.search("Sort|TEMP B-TREE", plan), plan


def test_fronts_from_before_know_until_when_their_pins_last(clock):
    hour = clock.now() + hours(2)
    for edited in (front(hour), front(None), front()):
        actions.publish_front(None, edited, by=None)
    known = dict(FrontVersion.objects.values_list("pk", "pins_until"))
    FrontVersion.objects.update(pins_until=None)

    import_module("articles.migrations.0044_pins_until").forwards(apps, None)

    assert dict(FrontVersion.objects.values_list("pk", "pins_until")) == known
    assert sorted(map(bool, known.values())) == [False, False, True]
