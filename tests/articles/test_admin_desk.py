"""What the story's form tells its scripts, and with which words it opens."""

import pytest
from django.test import Client

from articles import actions
from articles.models import Article, Revision
from tests.articles.markup import open_form, read_admin, send_form
from tests.factories import make_article, make_author, make_user

pytestmark = pytest.mark.django_db

ADD = "/admin/articles/article/add/"
KEEP = "/admin/articles/article/keep/"


def form_of(article):
    return f"/admin/articles/article/{article.pk}/change/"


def desk_of(client, path):
    return read_admin(client, path).one("[data-desk]")


@pytest.fixture
def ann(client):
    user = make_user("Editor", username="ann")
    client.force_login(user)
    return user


def test_the_form_names_its_version_account_and_sitting(client, ann):
    article = make_article(status="draft")

    desk = desk_of(client, form_of(article))

    assert (desk["data-story"], desk["data-user"]) == (str(article.pk), str(ann.pk))
    assert (desk["data-revision"], desk["data-kept"]) == (str(article.revision), "")
    assert desk["data-sitting"] != desk_of(client, form_of(article))["data-sitting"]


def test_a_form_with_kept_words_stands_at_the_version_they_were_made_from(client, ann):
    article = make_article(status="draft", body="<p>Old.</p>")
    _form, fields = open_form(client, form_of(article))
    client.post(KEEP, fields | {"headline": "Typed"})
    base = article.revision
    article.headline = "Theirs"
    actions.save_article(article, by=None)

    desk = desk_of(client, form_of(article))

    assert desk["data-revision"] == str(base)
    assert ":" in desk["data-kept"]


def test_a_save_beside_a_conflict_does_not_settle_it(client, ann):
    article = make_article(status="draft", headline="Old")
    _form, fields = open_form(client, form_of(article))
    article.headline = "Theirs"
    actions.save_article(article, by=None)
    client.post(form_of(article), fields | {"headline": "Mine", "_continue": "1"})
    conflict = Revision.objects.get(kind="conflict")

    assert desk_of(client, form_of(article))["data-kept"] == ""
    send_form(client, form_of(article), standfirst="Something else")

    assert Revision.objects.waiting_for(ann).get() == conflict
    article.refresh_from_db()
    assert (article.headline, article.standfirst) == ("Theirs", "Something else")


def test_keeping_gives_a_page_whose_token_is_old_a_new_one(ann):
    article = make_article(status="draft")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ann)
    _form, fields = open_form(strict, form_of(article))
    del strict.cookies["csrftoken"]

    answer = strict.post(KEEP, fields).json()
    fields |= {"csrfmiddlewaretoken": answer["token"], "headline": "Saved", "_continue": "1"}
    response = strict.post(form_of(article), fields)

    assert (answer["state"], response.status_code) == ("kept", 302)
    assert Article.objects.get().headline == "Saved"
    strict.logout()
    assert "token" not in strict.post(KEEP, fields).json()


def test_who_only_asks_keeps_nothing(client, ann):
    article = make_article(status="draft")
    _form, fields = open_form(client, form_of(article))

    answer = client.post(KEEP, {"_opening": fields["_opening"], "_ask": "1"}).json()

    assert (answer["state"], answer["signed_in"]) == ("asked", True)
    assert not Revision.objects.waiting_for(ann).exists()
    ann.groups.clear()
    answer = client.post(KEEP, {"_opening": fields["_opening"], "_ask": "1"}).json()
    assert answer["state"] == "no-right"


def test_a_story_that_was_begun_comes_back_with_its_credits(client, ann):
    bo = make_author(name="Bo Kim")
    _form, fields = open_form(client, ADD)
    lines = {"credits-0-author": bo.pk, "credits-0-role": "photos"}
    client.post(KEEP, fields | lines | {"headline": "Begun"})
    kept = Revision.objects.waiting_for(ann).get()

    _form, fields = open_form(client, f"{ADD}?kept={kept.pk}")

    assert (fields["credits-0-author"], fields["credits-0-role"]) == (str(bo.pk), "photos")
    assert client.get(f"{ADD}?credits=nonsense").status_code == 200


def test_a_script_that_saves_hears_the_next_page_and_people_are_sent_there(client, ann):
    article = make_article(status="draft")
    _form, fields = open_form(client, form_of(article))
    fields |= {"headline": "Saved", "_continue": "1"}

    answer = client.post(form_of(article), fields, headers={"Accept": "application/json"})

    assert answer.json() == {"next": form_of(article)}
    assert "Saved as version" in read_admin(client, form_of(article)).one(".messagelist").text
    assert client.post(form_of(article), fields).status_code == 302


def test_a_script_gets_a_page_that_people_must_read_as_it_is(client, ann):
    article = make_article(status="draft")
    _form, fields = open_form(client, form_of(article))
    fields |= {"headline": "", "_continue": "1"}

    answer = client.post(form_of(article), fields, headers={"Accept": "application/json"})

    assert answer["Content-Type"].startswith("text/html")
