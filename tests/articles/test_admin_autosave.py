"""Autosave, and the words it kept: whose they are, and what becomes of them."""

import pytest
from django.contrib.auth.models import Group

from articles import actions
from articles.models import Article, Revision
from articles.revisions.words import Words
from tests.articles.markup import open_form, read_admin
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db

ADD = "/admin/articles/article/add/"
KEPT = "/admin/articles/article/kept/"
KEEP = "/admin/articles/article/keep/"
TYPED = "<p>What I typed for an hour.</p>"


def form_of(article):
    return f"/admin/articles/article/{article.pk}/change/"


@pytest.fixture
def ann(client):
    user = make_user("Editor", username="ann")
    client.force_login(user)
    return user


def waiting(user):
    return Revision.objects.waiting_for(user).get()


def keep(client, path, **changed):
    _form, fields = open_form(client, path)
    return client.post(KEEP, fields | changed)


def test_an_autosave_keeps_the_form_and_leaves_the_story(client, ann):
    article = make_article(status="draft", headline="Old")

    answer = keep(client, form_of(article), body=TYPED).json()

    assert (answer["state"], answer["signed_in"], answer["desk"]["number"]) == ("kept", True, 1)
    kept = waiting(ann)
    assert (kept.pk, kept.kind, kept.content["body"]) == (answer["words"], "autosaved", TYPED)
    assert "What I typed" not in Article.objects.get().body


def test_an_autosave_after_the_session_ended_is_kept_and_says_so(client, ann):
    article = make_article(status="draft")
    _form, fields = open_form(client, form_of(article))
    client.logout()

    answer = client.post(KEEP, fields | {"body": TYPED}).json()

    assert (answer["state"], answer["signed_in"]) == ("kept", False)
    assert waiting(ann).content["body"] == TYPED


def test_an_autosave_tells_who_saved_meanwhile(client, ann):
    article = make_article(status="draft")
    _form, fields = open_form(client, form_of(article))
    ben = make_user("Editor", username="ben")
    actions.edit(article, Words(article.revisions.get().content | {"headline": "B"}), by=ben)

    answer = client.post(KEEP, fields | {"body": TYPED}).json()

    assert (answer["desk"]["number"], answer["desk"]["by"]) == (2, str(ben))


def test_autosaves_of_somebody_who_lost_the_right_are_kept_as_one(client, ann):
    article = make_article(status="draft")
    _form, fields = open_form(client, form_of(article))
    ann.groups.set([Group.objects.get(name="Picture editor")])

    answers = [client.post(KEEP, fields | {"body": body}).json() for body in ("<p>W</p>", TYPED)]

    assert [answer["state"] for answer in answers] == ["no-right"] * 2
    assert (waiting(ann).content["body"], article.revisions.count()) == (TYPED, 2)


@pytest.mark.parametrize("opening", ["", "x", "\x00", "é"])
def test_an_autosave_of_no_page_of_ours_is_refused(client, ann, opening):
    response = client.post(KEEP, {"_opening": opening, "body": TYPED})

    assert response.status_code == 403
    assert not Revision.objects.exists()


def test_an_account_that_was_closed_keeps_nothing_any_more(client, ann):
    article = make_article(status="draft")
    _form, fields = open_form(client, form_of(article))
    ann.is_active = False
    ann.save()

    assert client.post(KEEP, fields).status_code == 403
    assert client.post(form_of(article), fields).status_code == 403
    assert not Revision.objects.filter(waits=True).exists()


def test_words_set_aside_are_offered_no_more_and_stay_in_the_history(client, ann):
    article = make_article(status="draft")
    keep(client, form_of(article), body=TYPED)

    response = client.post(f"{KEPT}{waiting(ann).pk}/aside/")

    assert response["Location"] == form_of(article)
    page = read_admin(client, form_of(article))
    assert not page.all(".kept")
    assert page.one("textarea[name=body]").text != TYPED
    assert article.revisions.filter(kind="autosaved").exists()


def test_nobody_sets_aside_or_reads_the_words_of_another(client, ann):
    article = make_article(status="draft")
    keep(client, form_of(article), body=TYPED)
    kept = waiting(ann)
    client.force_login(make_user("Editor"))

    assert client.post(f"{KEPT}{kept.pk}/aside/").status_code == 404
    assert TYPED not in client.get(KEPT).text
    assert TYPED not in client.get(form_of(article)).text
    assert TYPED not in client.get(f"{ADD}?kept={kept.pk}").text


@pytest.mark.parametrize("kept", ["0", "-1", "x", "9" * 30, "٣"])
def test_words_asked_for_by_nonsense_are_an_empty_form(client, ann, kept):
    assert client.get(ADD, {"kept": kept}).status_code == 200
