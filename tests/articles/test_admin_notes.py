"""The list of notes over all stories, and the line about them on the first page."""

import pytest

from articles import actions
from articles.models import Comment
from tests.articles.markup import read_admin
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/comment/"


@pytest.fixture
def ann(client):
    """Who looks at the list."""
    user = make_user("Editor", username="ann.lee")
    client.force_login(user)
    return user


@pytest.fixture
def bo():
    return make_user("Reporter", username="bo", first_name="Bo", last_name="Kim")


@pytest.fixture
def article():
    return make_article(status="draft")


def page_of(article):
    return f"/admin/articles/article/{article.pk}/comments/"


def shown(page):
    return page.texts("[id=result_list] tbody .field-beginning")


def test_the_list_has_first_what_mentions_me_and_is_open(client, ann, bo, article):
    thread = actions.add_comment(article, by=bo, text="A question to @ann.lee")
    actions.add_comment(article, by=ann, text="Not to me, @bo", parent=thread)
    actions.add_comment(article, by=bo, text="@ann.lee, now to you", parent=thread)
    done = actions.add_comment(article, by=bo, text="Thank you, @ann.lee")
    actions.add_comment(article, by=bo, text="@Ann.Lee!", parent=done)
    actions.resolve_comment(done, by=bo)

    def rows(query=""):
        return shown(read_admin(client, LIST + query))

    open_ones = ["@ann.lee, now to you", "A question to @ann.lee"]
    assert rows() == rows("?whose=rubbish&state=x") == open_ones
    assert rows("?state=resolved") == ["@Ann.Lee!", "Thank you, @ann.lee"]
    assert len(rows("?state=all")) == 4
    assert rows("?whose=mine") == ["Not to me, @bo"]
    assert len(rows("?whose=all")) == 3
    assert len(rows("?whose=all&state=all")) == 5


def test_a_row_leads_to_the_thread_and_to_the_story(client, ann, bo, article):
    thread = actions.add_comment(article, by=bo, text="Why?")
    answer = actions.add_comment(
        article, by=bo, text="<i>\n@ann.lee " + "word " * 60, parent=thread
    )

    page = read_admin(client, LIST)

    link = page.one(".field-beginning a")
    assert link["href"] == f"{page_of(article)}?thread={thread.pk}#comment-{answer.pk}"
    assert link.text.startswith("<i> @ann.lee word")
    assert len(link.text) <= 140
    assert page.one(".field-story a")["href"] == page_of(article)
    assert page.texts(".field-writer")[-1] == "Bo Kim"
    assert page.texts(".field-state")[-1] == "Open"


def test_the_list_is_to_be_read_alone(client, ann, article):
    note = actions.add_comment(article, by=ann, text="@ann.lee")

    page = read_admin(client, LIST)

    assert not page.all("input[type=checkbox]")
    for end in ("add/", f"{note.pk}/", f"{note.pk}/change/", f"{note.pk}/delete/"):
        assert client.post(LIST + end, {"post": "yes"}).status_code in {301, 302, 404}
    assert Comment.objects.get() == note


def test_the_list_costs_the_same_with_any_number_of_notes(
    client, ann, bo, django_assert_num_queries
):
    def fill():
        for _number in range(10):
            article = make_article()
            thread = actions.add_comment(article, by=ann, text="Why, @ann.lee?")
            actions.add_comment(article, by=bo, text="@ann.lee!", parent=thread)

    for _round in range(2):
        fill()
        # session, account, rights in two; number, rows, sight; unread notices
        with django_assert_num_queries(8) as queries:
            client.get(LIST)
        assert not any('"articles_article"."body"' in query["sql"] for query in queries)


def test_the_first_page_says_how_many_open_notes_mention_me(
    client, ann, bo, article, django_assert_max_num_queries
):
    assert not read_admin(client, "/admin/").all(f".mentions-me[href={LIST}]")

    for text in ("@ann.lee", "@bo", "Ask @ann.lee"):
        actions.add_comment(article, by=bo, text=text)

    page = read_admin(client, "/admin/")
    assert page.one(f".mentions-me[href={LIST}]").text == "2 open notes mention you"
    # session, account, rights in two; the desk's lists, kept words; the number; unread notices
    with django_assert_max_num_queries(12):
        client.get("/admin/")
