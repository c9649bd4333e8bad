"""The comments on a story, as staff have them in the admin."""

import pytest
from django.test import Client
from django.utils import timezone

from articles import actions
from articles.admin.comments import MAX_THREADS
from articles.models import Article, Comment, ShareLink
from tests.articles.markup import messages_of, parse, read_admin
from tests.factories import hours, make_article, make_user

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/comment/"
COLLEAGUES = "/admin/articles/article/colleagues/"


@pytest.fixture
def ann(client):
    """Who looks at the pages."""
    user = make_user("Editor", username="ann.lee", first_name="Ann", last_name="Lee")
    client.force_login(user)
    return user


@pytest.fixture
def bo():
    return make_user("Reporter", username="bo", first_name="Bo", last_name="Kim")


@pytest.fixture
def article():
    return make_article(status="draft", headline="Storm <b>")


def page_of(article):
    return f"/admin/articles/article/{article.pk}/comments/"


def form_of(article):
    return f"/admin/articles/article/{article.pk}/change/"


def page_in(response):
    assert response.status_code == 200
    return parse(response.text, is_strict=False)


def texts(page, within=""):
    return page.texts(f"{within} .note__text".strip())


# Reading


def test_a_page_shows_open_threads_then_resolved_ones_newest_first(client, ann, bo, article):
    first, second, third, newest = (
        actions.add_comment(article, by=bo, text=f"Note {number}") for number in range(4)
    )
    actions.add_comment(article, by=ann, text="An answer", parent=second)
    for thread in (first, third):
        actions.resolve_comment(thread, by=ann)
    actions.add_comment(make_article(), by=bo, text="Elsewhere")

    page = read_admin(client, page_of(article))

    assert texts(page) == ["Note 3", "Note 1", "An answer", "Note 2", "Note 0"]
    assert texts(page, "section.thread") == ["Note 3", "Note 1", "An answer"]
    assert page.texts("details.thread summary span.quiet")[0].startswith("resolved by Ann Lee, ")
    assert not page.all("details.thread[open]")
    head = page.all(".note__head")[0]
    assert head.one("strong").text == "Bo Kim"
    assert head.one("time")["datetime"].startswith(f"{newest.created_at:%Y-%m-%dT%H:%M}")
    assert "on version 1" in head.text


def test_a_note_from_outside_says_so(client, ann, article):
    link = ShareLink.objects.create(
        article=article, label="Dr <i>", expires_at=timezone.now() + hours(1), created_by=ann
    )
    Comment.objects.create(article=article, name="Eve <i>", link=link, text="Wrong.")
    Comment.objects.create(article=article, text="Also wrong.")

    page = read_admin(client, page_of(article))

    assert page.texts(".note__by") == ["A reader", "Eve <i>"]
    assert page.texts(".note .badge") == ["from outside", "from outside, by link for Dr <i>"]


def test_what_a_note_says_is_never_markup(client, ann, article):
    actions.add_comment(
        article, by=ann, text="</p><script>x()</script>\n@ann.lee https://a.example"
    )

    page = read_admin(client, page_of(article))
    note = page.one(".note__text")

    assert note.text == "</p><script>x()</script> @ann.lee https://a.example"
    assert {element.tag for element in note.walk()} == {"mark", "a"}
    assert "</script>\n@" not in client.get(page_of(article)).text


def test_a_page_has_its_most_threads_and_leads_to_the_older(client, ann, article):
    threads = [
        Comment(article=article, by=ann, text=str(number)) for number in range(MAX_THREADS + 2)
    ]
    Comment.objects.bulk_create(threads)
    oldest = Comment.objects.order_by("pk").first()
    actions.resolve_comment(Comment.objects.order_by("-pk").first(), by=ann)

    page = read_admin(client, page_of(article))
    assert len(texts(page)) == MAX_THREADS
    older = page.one("a[rel=next]")["href"]
    rest = read_admin(client, page_of(article) + older)

    assert texts(rest) == [oldest.text, str(MAX_THREADS + 1)]
    assert not rest.all("a[rel=next]")


def test_a_page_can_begin_at_a_thread(client, ann, article):
    _old, thread, _new = (actions.add_comment(article, by=ann, text=t) for t in "abc")

    page = read_admin(client, f"{page_of(article)}?thread={thread.pk}")
    assert texts(page) == ["b", "a"]

    actions.resolve_comment(thread, by=ann)
    page = read_admin(client, f"{page_of(article)}?thread={thread.pk}")
    assert texts(page, "details.thread[open]") == texts(page) == ["b"]


@pytest.mark.parametrize("key", ["0", "x", "99999", "9" * 30, "-1", "%01", "1%27"])
def test_no_page_begins_at_what_is_no_thread_of_the_story(client, ann, article, key):
    other = actions.add_comment(make_article(), by=ann, text="Elsewhere")

    assert client.get(f"{page_of(article)}?thread={key}").status_code == 404
    assert client.get(f"{page_of(article)}?thread={other.pk}").status_code == 404


def test_a_page_costs_the_same_with_any_number_of_notes(
    client, ann, bo, article, django_assert_num_queries
):
    def fill():
        for _number in range(5):
            thread = actions.add_comment(article, by=ann, text="@bo @ann.lee")
            actions.add_comment(article, by=bo, text="@ann.lee", parent=thread)

    fill()
    # Session, account, its rights in two; story; threads, their mentions, answers,
    # their mentions; unread notices.
    with django_assert_num_queries(11):
        client.get(page_of(article))
    fill()
    with django_assert_num_queries(11):
        client.get(page_of(article))


def test_the_form_of_a_story_leads_to_its_comments(client, ann, article):
    link = f"a[href={page_of(article)}]"
    assert read_admin(client, form_of(article)).one(link).text == "Comments"

    done, _open = (actions.add_comment(article, by=ann, text="Why?") for _ in range(2))
    actions.add_comment(article, by=ann, text="Because.", parent=_open)
    actions.resolve_comment(done, by=ann)

    assert read_admin(client, form_of(article)).one(link).text == "Comments (1 open)"
    assert not read_admin(client, "/admin/articles/article/add/").all("ul.object-tools")


# Writing


def test_a_note_is_written_and_says_whom_it_mentions(client, ann, bo, article):
    response = client.post(page_of(article), {"text": "Why, @bo and @nobody?", "parent": ""})

    note = Comment.objects.get()
    assert (note.text, note.by, note.parent) == ("Why, @bo and @nobody?", ann, None)
    assert response["Location"] == f"{page_of(article)}#comment-{note.pk}"
    assert messages_of(response) == [
        "Your note is on the story. It mentions Bo Kim.",
        "Nobody here is called @nobody.",
    ]


def test_one_may_go_back_to_the_story_at_once(client, ann, article):
    response = client.post(page_of(article), {"text": "Why?", "back": "1"})

    assert response["Location"] == form_of(article)
    assert messages_of(response) == ["Your note is on the story."]


def test_an_answer_leads_back_to_where_it_was_written(client, ann, article):
    thread = actions.add_comment(article, by=ann, text="Why?")
    here = f"{page_of(article)}?thread={thread.pk}"

    response = client.post(here, {"text": "Because.", "parent": thread.pk})

    answer = thread.answers.get()
    assert response["Location"] == f"{here}#comment-{answer.pk}"


@pytest.mark.parametrize("text", ["x" * 5001, "<x>" + "y" * 5000])
def test_a_refused_note_stays_where_it_was_written(client, ann, article, text):
    thread = actions.add_comment(article, by=ann, text="Why?")

    for parent, field in (("", "text-note"), (thread.pk, f"text-{thread.pk}")):
        response = client.post(page_of(article), {"text": text, "parent": parent})
        page = page_in(response)
        filled = {f["id"]: f.text for f in page.all("textarea") if f.text}
        assert filled == {field: text}
        assert "at most 5000 characters" in page.one("ul.errorlist").text

    assert Comment.objects.count() == 1


@pytest.mark.parametrize("parent", ["0", "x", "99999", "9" * 30, "\x00", "other"])
def test_an_answer_to_nothing_is_refused_and_kept(client, ann, article, parent):
    other = actions.add_comment(make_article(), by=ann, text="Elsewhere")
    parent = other.pk if parent == "other" else parent

    page = page_in(client.post(page_of(article), {"text": "Yes", "parent": parent}))

    assert "is not on this story" in page.one("ul.errorlist").text
    assert [field.text for field in page.all("textarea")] == ["Yes"]
    assert Comment.objects.count() == 1


def test_a_thread_is_resolved_and_opened_again_by_button(client, ann, article):
    thread = actions.add_comment(article, by=ann, text="Why?")
    form = read_admin(client, page_of(article)).one("form.thread__settle")

    response = client.post(form["action"], {form.one("button")["name"]: "1"})
    assert "resolved" in messages_of(response)[0]
    thread.refresh_from_db()
    assert not thread.is_open

    form = read_admin(client, page_of(article)).one("form.thread__settle")
    response = client.post(form["action"], {form.one("button")["name"]: "1"})
    assert "open again" in messages_of(response)[0]
    thread.refresh_from_db()
    assert thread.is_open


def test_only_threads_of_the_story_are_settled_and_only_by_post(client, ann, article):
    thread = actions.add_comment(article, by=ann, text="Why?")
    answer = actions.add_comment(article, by=ann, text="Because.", parent=thread)
    other = page_of(make_article())

    assert client.get(f"{page_of(article)}{thread.pk}/").status_code == 405
    for path in (f"{page_of(article)}{answer.pk}/", f"{other}{thread.pk}/"):
        assert client.post(path, {"resolve": "1"}).status_code == 404
    assert client.post(f"{page_of(article)}{'9' * 30}/").status_code == 404
    thread.refresh_from_db()
    assert thread.is_open


# Who may


def paths(article, thread):
    return [page_of(article), f"{page_of(article)}{thread.pk}/", LIST, COLLEAGUES]


def test_who_does_not_see_stories_sees_no_notes(client, ann, article):
    thread = actions.add_comment(article, by=ann, text="Why? @outsider")
    client.force_login(make_user(username="outsider"))

    assert [client.get(path).status_code for path in paths(article, thread)] == [403, 405, 403, 403]
    assert client.post(page_of(article), {"text": "Hello"}).status_code == 403
    assert client.post(paths(article, thread)[1], {"resolve": "1"}).status_code == 403
    assert not read_admin(client, "/admin/").all(f"a[href={LIST}]")
    assert Comment.objects.get().is_open


def test_a_reader_is_asked_to_log_in(client, ann, article):
    thread = actions.add_comment(article, by=ann, text="Why?")
    reader = Client()
    reader.force_login(make_user(is_staff=False))

    for path in paths(article, thread):
        assert Client().post(path, {"text": " "})["Location"].startswith("/admin/login/")
        assert reader.post(path, {"text": " "})["Location"].startswith("/admin/login/")


def test_a_note_from_another_site_is_refused(ann, article):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ann)

    assert client.post(page_of(article), {"text": "Hello"}).status_code == 403
    assert not Comment.objects.exists()


def test_a_story_that_is_not_there_has_no_comments(client, ann):
    for pk in ("1", "9" * 30):
        path = f"/admin/articles/article/{pk}/comments/"
        assert client.get(path).status_code == 404
        assert client.post(path, {"text": ""}).status_code == 404


@pytest.mark.parametrize("ending", ["logout", "old token", "lost right", "deleted story"])
def test_a_note_that_cannot_be_added_is_given_back(ann, article, ending):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ann)
    page = page_of(article)
    client.get(page)
    fields = {
        "text": "Who is the source?",
        "csrfmiddlewaretoken": client.cookies["csrftoken"].value,
    }
    if ending == "logout":
        client.logout()
        client.cookies["csrftoken"] = fields["csrfmiddlewaretoken"]
    elif ending == "old token":
        fields["csrfmiddlewaretoken"] = "x" * 64
    elif ending == "lost right":
        ann.groups.clear()
    else:
        article.delete()

    response = client.post(page, fields)

    assert response.status_code == 403
    page = parse(response.text, is_strict=False)
    assert page.texts("textarea") == ["Who is the source?"]
    assert "is kept" not in page.text
    assert not Comment.objects.exists()


# Colleagues


def found(client, query):
    results = client.get(COLLEAGUES, {"q": query}).json()["results"]
    return [row["username"] for row in results]


def test_colleagues_are_found_by_the_beginning_of_a_name(client, ann, bo):
    make_user(username="zoe", first_name="Жанна")
    make_user(username="bob", is_active=False)
    make_user(username="bonnie", is_staff=False)

    assert client.get(COLLEAGUES, {"q": "KI"}).json() == {
        "results": [{"username": "bo", "name": "Bo Kim"}]
    }
    assert found(client, "b") == ["bo"]
    assert found(client, "lee") == ["ann.lee"]
    assert found(client, "жан") == ["zoe"]
    assert found(client, "") == ["ann.lee", "bo", "zoe"]


@pytest.mark.parametrize("query", ["\x01", "%", "_", "' OR 1=1", "x" * 5000, "😀", "\\"])
def test_no_query_breaks_the_search_for_colleagues(client, ann, query):
    assert found(client, query) in ([], ["ann.lee"])


def test_the_search_for_colleagues_is_one_query_and_bounded(client, ann, django_assert_num_queries):
    for _ in range(30):
        make_user()

    with django_assert_num_queries(5):  # session, account, its rights in two; the rows
        assert len(found(client, "user")) == 10


# Going


def test_a_story_takes_its_notes_with_it(client, bo, article):
    client.force_login(make_user("Managing editor"))
    thread = actions.add_comment(article, by=bo, text="Why?")
    actions.add_comment(article, by=bo, text="Because.", parent=thread)

    client.post(f"/admin/articles/article/{article.pk}/delete/", {"post": "yes"})

    assert not Article.objects.exists()
    assert not Comment.objects.exists()
