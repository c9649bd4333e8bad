"""The admin's lists say how much there is, and count no archive for it."""

import pytest
from django.db import connection

from articles.models import Article, Tag
from newsroom import admin_counting
from newsroom.admin_counting import BoundedPaginator
from tests.factories import make_article, make_image, make_section, make_tag, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def few(monkeypatch):
    monkeypatch.setattr(admin_counting, "MOST", 3)


@pytest.fixture
def editor(client):
    client.force_login(make_user(is_superuser=True))
    return client


def test_a_short_list_is_counted(editor):
    for _ in range(3):
        make_tag()

    page = editor.get("/admin/articles/tag/").content.decode()

    assert "3 tags" in " ".join(page.split())
    assert "more than" not in page


def test_of_a_long_list_it_is_said_that_there_is_more(editor):
    for _ in range(5):
        make_tag(name=f"Sea {_}")

    page = " ".join(editor.get("/admin/articles/tag/?q=Sea").content.decode().split())

    assert "more than 3" in page
    assert "search or filter for what lies deeper" in page
    assert "across all pages" not in page  # nobody would know how many


def test_no_more_rows_are_counted_than_are_said():
    asked = []

    def note(execute, sql, params, many, context):
        asked.append((sql, params))
        return execute(sql, params, many, context)

    for _ in range(5):
        make_tag()
    with connection.execute_wrapper(note):
        assert BoundedPaginator(Tag.objects.filter(pk__gt=0), 2).num_pages == 2

    ((sql, _params),) = asked
    assert "LIMIT 4" in sql


@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL keeps an estimate.")
def test_of_a_whole_table_postgresql_says_about_how_many_rows_it_has():
    section = make_section()
    for _ in range(12):
        make_article(section=section)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_article")

    assert BoundedPaginator(Article.objects.all(), 2).said == "about 12"
    assert BoundedPaginator(Article.objects.filter(kind="news"), 2).said == "more than 3"


@pytest.mark.parametrize(
    ("number", "near"), [(10_001, 10_000), (2_049, 2_000), (1_234_567, 1_200_000), (12, 12)]
)
def test_an_estimate_is_rounded(number, near):
    assert admin_counting.rounded(number) == near


def test_rows_in_a_list_are_counted_as_they_are():
    assert BoundedPaginator([1, 2], 1).count == 2


def test_beside_a_name_it_is_counted_so_far_and_no_farther(editor, monkeypatch):
    monkeypatch.setattr(admin_counting, "MOST_EACH", 2)
    common, rare, image = make_tag(name="Common"), make_tag(name="Rare"), make_image()
    for number in range(4):
        tags = [common, rare][: 1 + (number == 0)]
        make_article(tags=tags, lead_image=image)

    tags = editor.get("/admin/articles/tag/").content.decode()
    pictures = editor.get("/admin/media/image/").content.decode()

    assert f'tags__id__exact={common.pk}">2+<' in tags
    assert f'tags__id__exact={rare.pk}">1<' in tags
    assert "used 2+ times" in pictures
