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
