"""The page of notices, and their number at the head of every page."""

import pytest
from django.utils import timezone

from articles import actions
from articles.models import Notice
from tests.articles.markup import read_admin
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db
PAGE = "/admin/articles/notice/"


@pytest.fixture
def ann(client):
    user = make_user("Reporter", email="ann@news.example")
    client.force_login(user)
    return user


@pytest.fixture
def editor():
    return make_user("Editor", first_name="Bo", last_name="Kim")


def tell(person, *, by, kind="approved", note="", **fields):
    return actions.tell(make_article(status="draft", **fields), [person], kind, by=by, note=note)[0]


def number(client, path="/admin/"):
    return read_admin(client, path).one("a.notices-link").text


def test_the_head_of_every_page_says_how_many_are_unread(client, ann, editor):
    assert number(client) == "Notices"

    tell(ann, by=editor)
    tell(ann, by=editor)
    tell(editor, by=ann)

    assert number(client, "/admin/articles/article/") == "Notices 2"


def test_who_sees_no_stories_gets_no_notices(client):
    client.force_login(make_user())

    assert not read_admin(client, "/admin/").all("a.notices-link")
    assert client.get(PAGE).status_code == 403


def test_unread_ones_come_first_and_none_of_anybody_else(client, ann, editor):
    _first, read, _last = (tell(ann, by=editor, headline=h) for h in ("First", "Read", "Last"))
    tell(editor, by=ann, headline="Not mine")
    Notice.objects.filter(pk=read.pk).update(read_at=timezone.now())

    page = read_admin(client, PAGE)

    assert page.texts("td.field-story") == ["Last", "First", "Read"]
    assert read_admin(client, PAGE + "?state=unread").texts("td.field-story") == ["Last", "First"]
    assert read_admin(client, PAGE + "?state=read").texts("td.field-story") == ["Read"]
    assert page.texts("td.field-who")[0] == "Bo Kim"
    assert client.get(PAGE + "?state=x&o=1&p=999&e=1").status_code in {200, 302}


def test_a_notice_leads_to_its_story_and_is_read(client, ann, editor):
    notice = tell(ann, by=editor, kind="sent-back", note="Why?")
    link = read_admin(client, PAGE).one("td.field-story a")["href"]

    response = client.get(link)

    assert response["Location"] == f"/admin/articles/article/{notice.article_id}/change/"
    assert number(client) == "Notices"
    assert read_admin(client, PAGE).one("td.field-note_beginning").text == "Why?"


def test_a_notice_of_a_note_leads_to_the_note(client, ann, editor):
    article = make_article(status="draft")
    note = actions.add_comment(article, by=editor, text=f"@{ann.username}?")

    response = client.get(f"{PAGE}{Notice.objects.get().pk}/")

    assert response["Location"].endswith(f"#comment-{note.pk}")


def test_nobody_reads_anybody_elses(client, ann, editor):
    notice = tell(editor, by=ann)

    assert client.get(f"{PAGE}{notice.pk}/").status_code == 404
    pressed = {"action": "read_these", "_selected_action": [notice.pk]}
    client.post(PAGE, pressed)
    client.post(PAGE + "read/")

    assert Notice.objects.unread().filter(to=editor).exists()


def test_one_or_all_are_marked_as_read(client, ann, editor):
    notices = [tell(ann, by=editor) for _ in range(3)]

    client.post(PAGE, {"action": "read_these", "_selected_action": [notices[0].pk]})
    assert number(client) == "Notices 2"
    assert client.get(PAGE + "read/").status_code == 405
    client.post(PAGE + "read/")
    assert number(client) == "Notices"


def test_mail_is_switched_off_and_on_there(client, ann, editor):
    assert "ann@news.example" in read_admin(client, PAGE).one("div.notices-tools").text

    client.post(PAGE + "mail/", {"by_mail": "0"})
    assert "do not come by mail" in read_admin(client, PAGE).one("div.notices-tools").text
    client.post(PAGE + "mail/", {"by_mail": "1"})
    assert "ann@news.example" in read_admin(client, PAGE).one("div.notices-tools").text


def test_words_of_a_story_are_no_markup_here(client, ann, editor):
    tell(ann, by=editor, headline="<script>x</script>", note="<img src=x>")

    page = read_admin(client, PAGE)

    assert page.one("td.field-story").text == "<script>x</script>"
    assert page.one("td.field-note_beginning").text == "<img src=x>"


def test_the_page_costs_the_same_with_any_number(client, ann, editor, django_assert_num_queries):
    for _round in range(2):
        for _ in range(5):
            tell(ann, by=editor, kind="sent-back", note="Why?")
        # session, account, rights in two; whether by mail; number, rows; unread
        with django_assert_num_queries(8) as queries:
            client.get(PAGE)
        assert not any('"articles_article"."body"' in query["sql"] for query in queries)
