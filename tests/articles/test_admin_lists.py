"""The newsroom's lists, and what the editor and the form's fields ask for."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article
from tests.articles.markup import read_admin
from tests.articles.stock import UNPUBLISHED, Crowd
from tests.factories import (
    hours,
    make_article,
    make_author,
    make_image,
    make_section,
    make_tag,
    make_user,
)

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/article/"
LISTS = [
    LIST, "/admin/articles/section/", "/admin/articles/tag/", "/admin/authors/author/",
    "/admin/authors/user/", "/admin/media/image/", "/admin/redirects/redirect/",
]  # fmt: skip


@pytest.fixture
def editor(client):
    client.force_login(make_user("Editor"))
    return client


def cell(page, name):
    return page.one(f"[id=result_list] tbody .field-{name}").text


def test_a_row_shows_what_a_desk_looks_for(editor):
    image = make_image()
    article = make_article(
        headline="Storm", status="review", lead_image=image, section=make_section(name="City"),
        credits=[make_author(name="Ann"), make_author(name="Bo"), ("photos", make_author())],
        published_at=timezone.now(),
    )  # fmt: skip

    page = read_admin(editor, LIST)

    shown = [cell(page, name) for name in ("title", "state", "section", "byline")]
    assert shown == ["Storm", "In review", "City", "Ann, Bo"]
    assert cell(page, "hour")
    assert cell(page, "saved")
    assert image.token in page.one("img.thumbnail")["src"]
    assert page.one(".field-title a")["href"] == f"{LIST}{article.pk}/change/"


@pytest.mark.parametrize(
    ("state", "label"),
    [
        ("draft", "Draft"),
        ("scheduled", "Scheduled"),
        ("expired", "Expired"),
        ("under embargo", "Under embargo"),
        ("withdrawn", "Withdrawn"),
        ("spiked", "Spiked"),
    ],
)
def test_the_status_is_what_readers_see_of_it(editor, state, label):
    make_article(**UNPUBLISHED[state](timezone.now()))

    assert cell(read_admin(editor, LIST), "state") == label


def test_a_story_that_expired_after_its_embargo_is_expired(editor):
    now = timezone.now()
    make_article(
        published_at=now - hours(3), embargo_until=now - hours(2), expires_at=now - hours(1)
    )

    assert cell(read_admin(editor, LIST), "state") == "Expired"


def test_what_was_touched_last_stands_first(editor):
    first, second = make_article(headline="One"), make_article(headline="Two")
    assert read_admin(editor, LIST).texts(".field-title") == ["Two", "One"]

    first.save()

    assert read_admin(editor, LIST).texts(".field-title") == ["One", "Two"]
    assert second.pk


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=storm", {"Storm"}),
        ("q=Штор", {"Шторм"}),
        ("status__exact=draft", {"Storm"}),
        ("kind__exact=opinion", {"Шторм"}),
        ("language__exact=uk", {"Шторм"}),
        ("published_at__year=2020", {"Шторм"}),
        ("published_at__year=2019", set()),
    ],
)
def test_stories_are_found_by_words_and_filters(editor, query, found):
    make_article(headline="Storm", status="draft")
    then = datetime(2020, 5, 17, tzinfo=UTC)
    make_article(headline="Шторм", kind="opinion", language="uk", published_at=then)

    page = read_admin(editor, f"{LIST}?{query}")

    assert set(page.texts(".field-title")) == found


HOSTILE = ["x", "-1", "99999999999999999999", "%ff", "' OR 1=1--", "x" * 5000, "1,2"]
NAMES = [
    "q", "p", "o", "all", "status__exact", "section__id__exact", "published_at__month",
    "published_at__gte", "created_by__password", "nothing", "_popup", "_to_field",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_no_question_breaks_a_list(admin_client, name):
    make_article()

    for value in HOSTILE:
        response = admin_client.get(f"{LIST}?{name}={value}", follow=True)

        assert response.status_code in {200, 400, 404}, value


@pytest.mark.parametrize("path", LISTS)
def test_a_list_costs_the_same_at_ten_rows_and_at_two_hundred(admin_client, path):
    crowd = Crowd()

    def fill(number):
        crowd.add(number)
        for _ in range(number // 10):
            make_section()
            make_tag()
            make_author(portrait=crowd.images[0], user=make_user("Editor"))

    def queries():
        with CaptureQueriesContext(connection) as captured:
            admin_client.get(path)
        return [query["sql"] for query in captured]

    fill(10)
    few = queries()
    fill(190)
    many = queries()

    assert len(many) == len(few) <= 20  # the library asks each place a picture may stand in
    if path == LIST:
        assert len(few) <= 10


def test_the_list_of_stories_does_not_carry_their_texts(editor):
    make_article()

    with CaptureQueriesContext(connection) as queries:
        editor.get(LIST)

    reading = [q["sql"] for q in queries if '"articles_article"."headline"' in q["sql"]]
    assert reading
    assert not any('"articles_article"."body"' in sql for sql in reading)


# What the form's fields ask for


@pytest.mark.parametrize(
    ("model", "field", "make", "term"),
    [
        ("article", "section", lambda: make_section(name="Harbour"), "harb"),
        ("article", "tags", lambda: make_tag(name="Гавань"), "Гав"),
        ("article", "lead_image", lambda: make_image(title="Boats"), "boat"),
        ("article", "social_image", lambda: make_image(caption="Boats"), "boat"),
        ("credit", "author", lambda: make_author(name="Ann Lee"), "ann"),
    ],
)
def test_a_relation_is_found_by_typing(editor, model, field, make, term):
    row = make()
    where = {"app_label": "articles", "model_name": model, "field_name": field}

    found = editor.get("/admin/autocomplete/", where | {"term": term}).json()["results"]
    missing = editor.get("/admin/autocomplete/", where | {"term": "zzz"}).json()["results"]

    assert [item["id"] for item in found] == [str(row.pk)]
    assert missing == []


@pytest.mark.parametrize(
    "query",
    ["", "app_label=x", "app_label=articles&model_name=article&field_name=headline",
     "app_label=articles&model_name=article&field_name=section&page=99999999999999999999",
     "app_label=articles&model_name=article&field_name=section&page=x",
     "app_label=authors&model_name=user&field_name=password"],
)  # fmt: skip
def test_no_question_breaks_the_search_for_a_relation(editor, query):
    assert editor.get(f"/admin/autocomplete/?{query}").status_code in {200, 403, 404}


def test_a_list_without_stories_is_a_page(editor):
    assert not Article.objects.exists()
    assert read_admin(editor, LIST).all("[id=result_list]") == []
