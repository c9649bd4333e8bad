"""What stands below a story: more on the same, what is read most; and how old it is said to be."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import actions, onward
from articles.models import Article, Reads
from articles.models.connected import full_years
from newsroom import statistics
from tests.articles.drafts import edit, page_of
from tests.articles.markup import open_form, send_form
from tests.articles.stock import UNPUBLISHED, Crowd
from tests.factories import hours, make_article, make_section, make_series, make_tag, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return {"section": make_section(), "tags": [make_tag(), make_tag()]}


def leads_on(article):
    """As on its page, but for the feed, which would take the few stories of a test."""
    return onward.of(Article.objects.for_page().get(pk=article.pk), shown=())


def test_what_shares_most_comes_first_then_the_newest(clock, place):
    first, second = place["tags"]
    story = make_article(**place)
    at = {"published_at": clock.now() - hours(1)}
    elsewhere = make_section()
    make_article(section=elsewhere)
    in_section = make_article(section=place["section"])
    one_old = make_article(section=elsewhere, tags=[first], published_at=clock.now() - hours(5))
    one_new = make_article(section=elsewhere, tags=[second], **at)
    both = make_article(
        section=elsewhere, tags=[first, second], published_at=clock.now() - hours(9)
    )

    assert leads_on(story).more == [both, one_new, one_old, in_section]


def test_what_was_picked_stands_first_in_its_order_and_not_in_the_feed(client, place):
    picks = [make_article() for _ in range(3)]
    alike = make_article(**place)
    story = make_article(**place, related=[pick.pk for pick in reversed(picks)])

    assert leads_on(story).more == [*reversed(picks), alike]
    page = client.get(story.get_absolute_url())
    assert page.context["feed"].rows == [alike]


def test_nothing_stands_on_the_page_twice(client):
    place = {"section": make_section(), "tags": [make_tag()], "series": make_series()}
    before, embedded, picked = (make_article(**place) for _ in range(3))
    in_feed = [make_article(**place) for _ in range(8)]
    body = f'<div data-article="{embedded.pk}"></div>'
    story = make_article(**place, body=body, related=[picked.pk, embedded.pk])
    actions.order_series(place["series"], [before.pk, story.pk], by=None)

    page = client.get(story.get_absolute_url()).context

    assert page["onward"].more == [picked]
    assert set(page["feed"].rows) == set(in_feed)
    assert page["onward"].place.previous == before


@pytest.mark.parametrize("state", UNPUBLISHED)
def test_no_story_leads_to_what_readers_may_not_see(client, clock, place, state):
    hidden = make_article(**place, headline="Hidden", **UNPUBLISHED[state](clock.now()))
    Reads.objects.create(article=hidden, hour=clock.now() - hours(1), number=99)
    story = make_article(**place, related=[hidden.pk, 999_999])

    page = client.get(story.get_absolute_url())

    assert page.context["onward"] == onward.Onward()
    assert "Hidden" not in page.content.decode()


def test_advertising_and_other_languages_are_only_picked_by_hand(place):
    advert = make_article(**place, kind="sponsored")
    make_article(**place, language="uk")
    story = make_article(**place)
    assert leads_on(story).more == []

    story.related = [advert.pk]
    actions.save_article(story, by=None)

    assert leads_on(story).more == [advert]


def test_picks_are_part_of_the_text_and_wait_for_publication(client, place):
    story, pick, editor = make_article(), make_article(), make_user(is_superuser=True)

    edit(story, editor, related=[pick.pk])
    assert leads_on(story).more == []
    actions.publish_changes(story, by=editor)

    assert leads_on(story).more == [pick]
    assert story.revisions.order_by("number").last().names["story"] == {str(pick.pk): str(pick)}


def test_a_pick_that_is_gone_is_left_out_and_named():
    story, pick = make_article(status="draft"), make_article(status="draft", headline="Pick")
    editor = make_user(is_superuser=True)
    edit(story, editor, related=[pick.pk])
    number = edit(story, editor, related=[]).revision.number - 1
    actions.delete_article(pick, by=None)

    done = actions.restore(story.revisions.get(number=number), by=editor)

    assert "Pick" in done.gone[0]
    assert done.revision.content["related"] == []


def test_the_form_takes_picks_in_order(admin_client):
    picks = [make_article() for _ in range(2)]
    story = make_article(status="draft")
    address = page_of(story, "change/")

    sent = {"related_1": picks[1].pk, "related_3": picks[0].pk, "related_4": picks[1].pk}
    send_form(admin_client, address, **sent, is_timeless="on")

    story.refresh_from_db()
    assert story.related == [picks[1].pk, picks[0].pk]
    assert story.is_timeless
    _form, fields = open_form(admin_client, address)
    assert [fields[f"related_{n}"] for n in (0, 1)] == [str(picks[1].pk), str(picks[0].pk)]


@pytest.mark.parametrize("rubbish", ["x", "9" * 40, "-1", "999999"])
def test_the_form_survives_rubbish_among_the_picks(admin_client, rubbish):
    story = make_article(status="draft")

    response = send_form(admin_client, page_of(story, "change/"), related_0=rubbish)

    assert response.status_code in {200, 302}
    story.refresh_from_db()
    assert story.related == []


# What is read most


def read(article, number, clock):
    Reads.objects.create(article=article, hour=clock.now() - hours(1), number=number)


def test_the_most_read_are_listed_where_enough_is_read(clock):
    story, *others = (make_article() for _ in range(8))
    read(story, 500, clock)
    for number, other in enumerate(others):
        read(other, 9 + number, clock)

    found = leads_on(story).most_read

    assert found == others[:1:-1]  # the five most read; the first one was read nine times


def test_a_list_of_two_is_none(clock):
    story, *others = (make_article() for _ in range(3))
    for other in others:
        read(other, 100, clock)

    assert leads_on(story).most_read == []


# At a million stories


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads the plans of SQLite")
def test_candidates_are_read_from_indexes():
    crowd, series = Crowd(), make_series()
    crowd.add(400)
    story = make_article(tags=crowd.tags[:1], section=crowd.sections[0], series=series)
    story = Article.objects.for_page().get(pk=story.pk)
    statistics.refresh()  # as the worker does
    with CaptureQueriesContext(connection) as queries:
        onward._candidates(story)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {queries[0]['sql']}")
        plan = "\n".join(row[3] for row in cursor.fetchall())

    for index in ("article_tags_newest", "article_section_feed", "article_series_parts"):
        assert index in plan, plan
    assert "article_feed" not in plan, plan
    assert "TEMP B-TREE" not in plan, plan


# Age


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        (date(2024, 2, 29), date(2025, 2, 28), 0),
        (date(2024, 2, 29), date(2025, 3, 1), 1),
        (date(2024, 2, 29), date(2028, 2, 29), 4),
        (date(2023, 2, 28), date(2024, 2, 29), 1),
        (date(2025, 11, 28), date(2026, 11, 27), 0),
        (date(2025, 11, 28), date(2026, 11, 28), 1),
        (date(2027, 1, 1), date(2026, 1, 1), 0),
    ],
)
def test_years_are_counted_by_the_calendar(start, end, years):
    assert full_years(start, end) == years


def published(year, **fields):
    moment = datetime(year, 1, 1, 12, tzinfo=UTC)
    return make_article(published_at=moment, first_published_at=moment, **fields)


def test_readers_are_told_how_old_an_old_story_is(client):
    year = timezone.localdate().year
    old, new = published(year - 3), make_article()

    assert "more than 3 years old" in client.get(old.get_absolute_url()).content.decode()
    explainer = published(year - 2, kind="explainer")
    assert "more than 2 years old" in client.get(explainer.get_absolute_url()).content.decode()
    assert "year old" in client.get(published(year - 1).get_absolute_url()).content.decode()
    assert "age-notice" not in client.get(new.get_absolute_url()).content.decode()


@pytest.mark.parametrize("fields", [{"is_timeless": True}, {"kind": "sponsored"}])
def test_what_does_not_age_is_not_called_old(client, fields):
    story = published(2015, **fields)

    assert "age-notice" not in client.get(story.get_absolute_url()).content.decode()
