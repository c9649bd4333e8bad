"""No page of readers reads the archive, or sorts it: by the plans of the database it runs on.

PostgreSQL would read a small table whole: here it is told that this is dear. SQLite plans alike
for every size, as long as nobody has counted its rows.
"""

import re

import pytest
from django.db import connection

from articles import volume
from articles.models import Article
from articles.volume.prose import Prose
from newsroom.keyset import cursor, read_page

STORIES = 300
PAGES = {
    "front": "/",
    "news": "/news/",
    "headlines": "/news/?view=headlines",
    "deep news": "/news/?before={cursor}",
    "story": "{story}",
    "section": "/section/{section}/",
    "deep section": "/section/{section}/?before={cursor}",
    "tag": "/tag/{tag}/",
    "deep tag": "/tag/{tag}/?before={cursor}",
    "author": "/author/{author}/",
    "deep author": "/author/{author}/?before={cursor}",
    "corrections": "/corrections/",
    "search": "/search/?q=council",
    "newest of a search": "/search/?q=council&order=date",
    "nothing found": "/search/?q=qzxvw",
    "rss": "/rss/",
    "section's rss": "/section/{section}/rss/",
    "sitemap": "/sitemap.xml",
    "month": "/sitemaps/stories-{month}.xml",
    "news sitemap": "/news-sitemap.xml",
    "not found": "/no-such-page/",
    "series": "/series/",
}
LARGE = (  # tables that grow with the archive
    "articles_article", "articles_credit", "articles_article_tags", "articles_correction",
    "articles_revision",
)  # fmt: skip


@pytest.fixture
def archive(db):
    prose = Prose(5)
    cast = volume.Cast(prose, tags=6, authors=3, pictures=0, sections=3)
    volume.Maker(prose, cast).make(1, STORIES)
    middle = Article.objects.published().newest_first()[STORIES // 2]
    return {
        "cursor": cursor(middle), "story": middle.get_absolute_url(),
        "section": middle.section.slug, "tag": middle.tags.first().slug,
        "author": middle.credits.first().author.slug, "month": f"{middle.published_at:%Y-%m}",
    }  # fmt: skip


def noted(ask) -> list[tuple]:
    """(sql, params) of every query that `ask` makes."""
    asked = []

    def note(execute, sql, params, many, context):
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        ask()
    return asked


def _reads(sql):
    return sql.startswith(("SELECT", "WITH", "(")) and any(table in sql for table in LARGE)


def explained(sql, params) -> str:
    with connection.cursor() as asked:
        if connection.vendor == "sqlite":
            asked.execute(f"EXPLAIN QUERY PLAN {sql}", params)
            return "\n".join(row[-1] for row in asked.fetchall())
        asked.execute("SET LOCAL enable_seqscan = off")  # the table of a test is a few pages long
        asked.execute("SET LOCAL enable_sort = off")
        asked.execute("SET LOCAL enable_bitmapscan = off")
        asked.execute(f"EXPLAIN {sql}", params)
        plan = "\n".join(row[0] for row in asked.fetchall())
        for name in ("seqscan", "sort", "bitmapscan"):
            asked.execute(f"SET LOCAL enable_{name} = on")
        return plan


def of_the_archive(sql: str, plan: str) -> list[str]:
    """Steps of a plan that read all of a large table, or sort it where it has an order."""
    names = "|".join(LARGE)
    if connection.vendor != "sqlite":
        # An index of lists whose condition does not begin with its first column is read whole.
        index = r"using article_(?:\w+_)?feed on \S+(?: \w+)?  .*\n(?!\s*Index Cond: .*status).*"
        return re.findall(rf"Seq Scan on (?:{names})\b.*|{index}", plan)
    read = re.findall(rf"SCAN (?:{names})\b(?! USING (?:COVERING )?INDEX).*", plan)
    is_in_order = 'published_at" DESC' in sql and " LIMIT " in sql  # of one story they are few
    return read + (re.findall("USE TEMP B-TREE FOR ORDER BY", plan) if is_in_order else [])


def test_no_page_reads_or_sorts_the_archive(archive, client):
    wrong = []

    for page, address in PAGES.items():
        for sql, params in noted(lambda path=address: client.get(path.format(**archive))):
            if _reads(sql) and of_the_archive(sql, plan := explained(sql, params)):
                wrong.append(f"{page}: {sql}\n{plan}")

    assert not wrong, "\n\n".join(wrong)


def test_a_list_without_its_index_would_be_noticed(archive):
    """The test above can fail."""
    rows = Article.objects.filter(dateline="Nowhere").values("pk")[:5]
    sql, params = rows.query.sql_with_params()

    assert of_the_archive(sql, explained(sql, params))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="Counts the steps of SQLite.")
@pytest.mark.parametrize("section", [None, "its own"])
def test_the_end_of_the_archive_is_as_near_as_its_beginning(archive, section):
    stories = Article.objects.published()
    oldest = stories.newest_first().reverse()[10]
    if section:
        stories = stories.in_section(oldest.section_id)

    first = steps(lambda: read_page(stories, None, 5))
    last = steps(lambda: read_page(stories, cursor(oldest), 5))

    assert last < 1.5 * first


def steps(ask) -> int:
    """Of SQLite's machine, for the queries that `ask` makes."""
    number = 0

    def count():
        nonlocal number
        number += 1

    connection.connection.set_progress_handler(count, 1)
    try:
        ask()
    finally:
        connection.connection.set_progress_handler(None, 1)
    return number
