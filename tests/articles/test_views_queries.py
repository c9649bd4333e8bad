"""How often each public page asks the database, and that it never asks in vain."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import actions, breaking, due, editions, reading, reads
from newsroom.announcing import pings
from newsroom.keyset import cursor
from tests.articles.stock import Crowd
from tests.factories import (
    hours,
    make_article,
    make_author,
    make_correction,
    make_image,
    make_series,
    make_tag,
)

pytestmark = pytest.mark.django_db

AN_HOUR_AGO = timezone.now() - hours(1)
IS_SQLITE = connection.vendor == "sqlite"  # it is helped to find much (articles/belonging.py)
QUERIES = {
    "/": 5,
    "/news/": 2,
    "/news/?view=headlines": 1,
    "/news/?before={cursor}": 2,
    "/section/{section}/": 4,
    "/tag/{tag}/": 3 + IS_SQLITE,
    "/author/{author}/": 4 + IS_SQLITE,
    "/authors/": 1,
    "/{story}/": 10,  # of them two for the series, More on this and the most read together
    "/series/": 1,
    "/series/{series}/": 3,
    "/{story}/versions/": 3,
    "/corrections/": 1,
    "/corrections/rss/": 1,
    "/{withdrawn}/": 2,
    "/no-such-page/": 4,
    "/rss/": 6,
    "/section/{section}/rss/": 7,
    "/tag/{tag}/rss/": 8 + IS_SQLITE,
    "/author/{author}/rss/": 7 + IS_SQLITE,
    "/atom/": 6,
    "/feed.json": 6,
    "/tag/{tag}/feed.json": 8 + IS_SQLITE,
    "/news-sitemap.xml": 1,
    "/robots.txt": 0,
}


@pytest.fixture(autouse=True)
def hours_are_known():
    """What is asked once a second is not asked in the middle."""
    due.has_come()
    reading.sections()
    breaking.current()
    editions.current()
    pings.hub()
    reads.most_read()  # asked once a minute


def asked(client, path):
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return [query["sql"] for query in queries]


def make_full_story(crowd):
    """A story with everything a page can hold."""
    writers = [make_author(portrait=make_image()) for _ in range(3)]
    writers[0].links.create(label="Site", url="https://ann.example/")
    pictures = "".join(f'<figure data-image="{image.pk}"></figure>' for image in crowd.images)
    stories = crowd.add(3, newest=AN_HOUR_AGO)
    related = "".join(f'<div data-article="{article.pk}"></div>' for article in stories)
    series = make_series(name="Whole", slug="whole", picture=make_image())
    picked = make_article(section=crowd.sections[1], series=series)
    story = make_article(
        series=series, related=[picked.pk], section=crowd.sections[0],
        lead_image=make_image(), social_image=make_image(),
        credits=[*writers, ("photos", crowd.authors[0])], tags=[crowd.tags[0], make_tag()],
        body=pictures + related,
    )  # fmt: skip
    for place in ("above", "below"):
        make_correction(story, place=place)
    story.section.shows_versions = True
    actions.save_section(story.section, by=None)
    return story


def paths(crowd, story):
    names = {
        "cursor": cursor(story),
        "section": crowd.sections[0].slug,
        "tag": crowd.tags[0].slug,
        "author": crowd.authors[0].slug,
        "story": story.slug,
        "series": "whole",
        "withdrawn": make_article(status="withdrawn", section=crowd.sections[0]).slug,
    }
    return {route: route.format(**names) for route in QUERIES}


def test_every_page_costs_the_same_at_ten_and_at_a_thousand_stories(client):
    crowd = Crowd()
    story = make_full_story(crowd)
    crowd.add(6, newest=AN_HOUR_AGO)
    addresses = paths(crowd, story)

    at_ten = {route: len(asked(client, path)) for route, path in addresses.items()}
    crowd.add(990, newest=AN_HOUR_AGO)
    at_a_thousand = {route: len(asked(client, path)) for route, path in addresses.items()}

    of_many = {route for route in QUERIES if "{tag}" in route or "{author}" in route}
    helped = {route: QUERIES[route] + 2 * IS_SQLITE for route in of_many}
    assert at_ten == QUERIES
    assert at_a_thousand == QUERIES | helped


def test_no_page_counts_or_skips_rows(client):
    crowd = Crowd()
    story = make_full_story(crowd)
    crowd.add(60, newest=AN_HOUR_AGO)

    for path in paths(crowd, story).values():
        for sql in asked(client, path):
            assert "COUNT(" not in sql.upper(), path
            assert "OFFSET" not in sql.upper(), path


def test_the_front_page_costs_the_same_however_many_sections_there_are(client):
    crowd = Crowd()
    crowd.add(30)
    few = len(asked(client, "/"))

    crowd.sections = Crowd().sections + Crowd().sections
    crowd.add(60)

    assert len(asked(client, "/")) == few


def test_an_old_address_costs_little(client):
    story = make_article(slug="old")
    story.slug = "new"
    actions.save_article(story, by=None)

    assert len(asked(client, "/old/")) <= 4


def test_only_what_is_shown_is_fetched(client, clock):
    """Lists leave the long texts of the stories in the database."""
    make_article(published_at=clock.now() - hours(1))

    for path in ("/", "/news/", "/news/?view=headlines"):
        assert not any('"body"' in sql for sql in asked(client, path)), path


def test_pictures_cost_no_query(client, django_assert_num_queries):
    image = make_image()

    with django_assert_num_queries(0):
        client.get(f"/media/renditions/{image.token[:2]}/{image.token}/full-64.webp").getvalue()
