"""By which index lists are read while nobody has counted the rows: SQLite before any ANALYZE."""

from functools import partial

import pytest
from django.db import connection
from django.utils import timezone

from articles.models import Article, Correction
from newsroom.keyset import cursor
from tests.articles.stock import Crowd
from tests.factories import hours, make_section, make_user

pytestmark = pytest.mark.django_db

BY = {
    "article_feed": [
        "/", "/news/", "/news/?before={cursor}", "/tag/{tag}/", "/tag/{tag}/?before={cursor}",
        "/author/{author}/", "/rss/", "/tag/{tag}/rss/", "/{story}/", "/no-such-page/",
    ],
    "article_section_feed": [
        "/", "/section/{section}/", "/section/{section}/?before={cursor}",
        "/section/{section}/rss/",
    ],
}  # fmt: skip
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="Reads plans of SQLite.")


def plans(ask) -> list[list[str]]:
    """The plan of each query for stories, newest first, that `ask` makes."""
    asked = []

    def note(execute, sql, params, many, context):
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        ask()
    lists = [one for one in asked if _is_list(one[0])]
    with connection.cursor() as explained:
        return [
            [step for *_, step in explained.execute(f"EXPLAIN QUERY PLAN {sql}", params).fetchall()]
            for sql, params in lists
        ]


def _is_list(sql: str) -> bool:
    is_of_stories = sql.startswith(('SELECT "articles_article"', "SELECT * FROM (SELECT"))
    return is_of_stories and " DESC" in sql and not sql.endswith("LIMIT 1")


def assert_reads(ask, index: str) -> None:
    steps = [step for plan in plans(ask) for step in plan]
    assert any(f"INDEX {index} " in f"{step} " for step in steps), steps
    assert not any("article_desk" in step or "TEMP B-TREE" in step for step in steps), steps


@on_sqlite
@pytest.mark.parametrize("index", BY)
def test_a_list_is_read_in_its_order(client, index):
    crowd = Crowd()
    story = crowd.add(30, newest=timezone.now() - hours(1))[0]
    names = {
        "cursor": cursor(story), "story": story.slug, "section": crowd.sections[0].slug,
        "tag": crowd.tags[0].slug, "author": crowd.authors[0].slug,
    }  # fmt: skip

    for page in BY[index]:
        assert_reads(partial(client.get, page.format(**names)), index)


@on_sqlite
def test_the_newest_of_a_kind_are_read_in_their_order():
    newest = Article.objects.published().filter(kind="news").newest_first()

    assert_reads(lambda: list(newest[:9]), "article_kind_feed")


@pytest.mark.parametrize(
    ("index", "columns"),
    [
        ("article_feed", ["status", "published_at", "id"]),
        ("article_section_feed", ["section_id", "status", "published_at", "id"]),
        ("article_kind_feed", ["kind", "status", "published_at", "id"]),
    ],
)
def test_every_database_has_the_indexes_of_the_lists(index, columns):
    with connection.cursor() as asked:
        found = connection.introspection.get_constraints(asked, Article._meta.db_table)

    assert found[index]["columns"] == columns


DESK = {  # what the desk asks of unfinished stories, and the index that answers
    "article_due": lambda stories, user, now: stories.late(),
    "article_meant": lambda stories, user, now: stories.meant_between(now, now + hours(24)),
    "article_assigned": lambda stories, user, now: stories.assigned_to(user).dated_first(),
    "article_unfinished": lambda stories, user, now: stories.signed_by(user).order_by(
        "-modified_at"
    ),
    "article_begun": lambda stories, user, now: stories.begun_by(user).order_by("-modified_at"),
    "article_status_due": lambda stories, user, now: (
        stories.unfinished().filter(status="draft").dated_first()
    ),
}


@on_sqlite
@pytest.mark.parametrize("index", DESK)
def test_the_desk_reads_no_archive(index):
    """With parameters, as Django asks: SQLite must see that they are what the index is for."""
    rows = DESK[index](Article.objects.all(), make_user(), timezone.now()).values("pk")[:8]
    sql, params = rows.query.sql_with_params()

    with connection.cursor() as cursor:
        steps = [step for *_, step in cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)]

    assert any(f"INDEX {index} " in f"{step} " for step in steps), steps


@on_sqlite
def test_the_newsrooms_list_is_read_in_its_order():
    """Not from its sections on, which SQLite does where it knows that these are few."""
    make_section()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_section")

    plan = Article.objects.for_newsroom_list().order_by("-modified_at", "-pk")[:50].explain()

    assert "articles_article USING INDEX article_touched" in plan
    assert "TEMP B-TREE" not in plan  # to have the keys in order too


@on_sqlite
def test_corrections_that_are_owed_are_not_looked_for_in_every_section():
    make_section()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_section")

    plan = Article.objects.owing_a_correction().for_desk()[:8].explain()

    assert "article_correction_owed" in plan
    assert "SCAN articles_section" not in plan


@on_sqlite
def test_the_newsrooms_corrections_are_read_in_their_order():
    rows = Correction.objects.with_story().order_by("-published_at", "-pk")[:50]

    assert "TEMP B-TREE" not in rows.explain()
