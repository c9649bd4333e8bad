import pytest
from django.db import connection

from articles.models import Article
from newsroom import statistics
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def plan_of(rows):
    sql, params = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        return " ".join(row[3] for row in cursor.fetchall())


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its own statistics")
def test_sqlite_finds_a_few_stories_of_many_by_their_keys():
    story = make_article()
    copies = Article.objects.bulk_create(
        Article(
            headline="More",
            slug=f"more-{number}",
            section=story.section,
            status="published",
            published_at=story.published_at,
        )
        for number in range(2_000)
    )

    statistics.refresh()

    keys = [story.pk for story in copies[:30]]
    few = Article.objects.published().filter(pk__in=keys).only("headline").order_by()
    assert "PRIMARY KEY" in plan_of(few)


def test_statistics_may_be_asked_for_at_any_time():
    statistics.refresh()
    statistics.refresh()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its own statistics")
def test_migrations_have_sqlite_look_again_if_it_ever_did():
    def known():
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM sqlite_stat1")
            return cursor.fetchone()[0]

    make_article()
    statistics.after_migrations()
    assert "sqlite_stat1" not in statistics._own_tables()

    statistics.refresh()
    before = known()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM sqlite_stat1")
    statistics.after_migrations()
    assert known() == before > 0
