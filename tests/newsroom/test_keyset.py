from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.models import Article
from newsroom.keyset import BadCursorError, cursor, read_page
from tests.factories import hours, make_article, make_section

pytestmark = pytest.mark.django_db
NOON = datetime(2030, 1, 7, 12, tzinfo=UTC)


def make_rows(moments):
    """Published stories at `moments`, newest first, as the pages must give them."""
    section = make_section()
    rows = Article.objects.bulk_create(
        Article(slug=f"s{n}", section=section, status="published", published_at=moment)
        for n, moment in enumerate(moments)
    )
    return sorted(rows, key=lambda row: (row.published_at, row.pk), reverse=True)


def walk(size, before=None):
    """Every page from the one at cursor `before` down to the last."""
    page = read_page(Article.objects.all(), before, size)
    yield page
    while page.next_cursor:
        page = read_page(Article.objects.all(), page.next_cursor, size)
        yield page


@settings(max_examples=40)
@given(
    st.lists(st.sampled_from([0, 1, 2, 3]), max_size=12), st.lists(st.integers(1, 5), min_size=12)
)
def test_every_story_stands_on_exactly_one_page(minutes, sizes):
    Article.objects.all().delete()
    rows = make_rows(NOON + timedelta(minutes=minute) for minute in minutes)

    found, before = [], None
    for size in sizes:
        page = read_page(Article.objects.all(), before, size)
        assert len(page.rows) <= size
        assert page.is_first == (before is None)
        found += page.rows
        before = page.next_cursor
        if not before:
            break

    assert found == rows[: len(found)]
    assert before or len(found) == len(rows)


def test_moments_a_microsecond_apart_are_told_apart():
    rows = make_rows(NOON + timedelta(microseconds=n) for n in range(5))

    assert [page.rows for page in walk(1)] == [[row] for row in rows]


def test_a_story_published_meanwhile_neither_repeats_nor_hides_another():
    rows = make_rows([NOON] * 6)
    pages = walk(2)

    found = next(pages).rows
    make_article(published_at=NOON + hours(1))
    make_article(published_at=NOON)
    for page in pages:
        found += page.rows

    assert found == rows


def test_a_story_withdrawn_meanwhile_breaks_no_page():
    rows = make_rows([NOON] * 6)
    first = next(walk(2))

    rows[1].delete()

    assert next(walk(2, first.next_cursor)).rows == rows[2:4]


def test_the_last_page_says_so():
    make_rows([NOON] * 4)

    assert [bool(page.next_cursor) for page in walk(2)] == [True, False]


def test_no_stories_are_one_empty_page():
    page = read_page(Article.objects.all(), None, 20)

    assert (page.rows, page.next_cursor, page.is_first) == ([], "", True)


@pytest.mark.parametrize("year", [1, 1899, 1969, 1970, 9999])
def test_an_archive_of_any_age_can_be_paged(year):
    moment = datetime(year, 1, 1, tzinfo=UTC)
    rows = make_rows([moment, moment, moment + hours(1)])

    assert [row for page in walk(1) for row in page.rows] == rows


def test_a_page_deep_down_costs_one_query(django_assert_num_queries):
    rows = make_rows([NOON] * 30)

    with django_assert_num_queries(1) as queries:
        read_page(Article.objects.all(), cursor(rows[25]), 3)

    assert "OFFSET" not in queries[0]["sql"]
    assert "COUNT" not in queries[0]["sql"]


@pytest.mark.parametrize(
    "before",
    [
        "",
        "x",
        "1",
        "-1-1",
        "1--1",
        "1-1-1",
        " 1-1",
        "1-1\n",
        "1.5-1",
        "1e3-1",
        "٣-١",
        "１-１",
        "9" * 18 + "-1",
        "9" * 30 + "-1",
        "1-" + "9" * 30,
        "1-" + "9" * 19,
        "0x1-1",
        "1-1;DROP TABLE",
        "1-1\x00",
    ],
)
def test_a_cursor_we_never_made_is_refused(before):
    with pytest.raises(BadCursorError):
        read_page(Article.objects.all(), before, 20)


@pytest.mark.parametrize("before", ["0-0", "0-1", "1-" + "9" * 18, "315537897599999999-1"])
def test_a_cursor_at_the_edge_of_time_is_no_error(before):
    make_article(published_at=timezone.now())

    page = read_page(Article.objects.all(), before, 20)

    assert not page.is_first
