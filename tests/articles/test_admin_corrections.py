"""The pages on which the desk tells readers of a correction."""

import pytest
from django.db import connection

from articles import actions
from articles.models import Correction
from tests.articles.markup import errors_of, messages_of, read_admin
from tests.factories import make_article, make_correction, make_section, make_user

pytestmark = pytest.mark.django_db


def page_of(article, end=""):
    return f"/admin/articles/article/{article.pk}/corrections/{end}"


@pytest.fixture
def editor(client):
    editor = make_user("Editor")
    client.force_login(editor)
    return editor


def test_an_editor_tells_readers_from_the_storys_form(client, editor):
    article = make_article(slug="story")
    form = read_admin(client, f"/admin/articles/article/{article.pk}/change/")
    assert page_of(article) in [a["href"] for a in form.all(".object-tools a")]

    fields = {"kind": "apology", "text": "It was <two>.", "place": "above"}
    response = client.post(page_of(article), fields)

    assert messages_of(response) == ["Apology added. See it on the site"]
    told = Correction.objects.get()
    assert (told.by, told.kind, told.place) == (editor, "apology", "above")
    assert "It was &lt;two&gt;." in client.get("/story/").text
    assert read_admin(client, page_of(article)).one(".told__words").text == "It was <two>."


def test_a_button_pressed_twice_tells_readers_once(client, editor):
    article = make_article()
    fields = {"kind": "correction", "text": "It was two.", "place": "below"}

    answers = [client.post(page_of(article), fields).status_code for _press in range(2)]

    assert answers == [302, 302]
    assert article.corrections.count() == 1


def test_the_page_does_not_offer_to_retract(client, editor):
    article = make_article()

    page = read_admin(client, page_of(article))

    kinds = [radio["value"] for radio in page.all("input[name=kind]")]
    assert kinds == ["correction", "clarification", "update", "apology", "note"]
    fields = {"kind": "retraction", "text": "No.", "place": "below"}
    assert len(errors_of(client.post(page_of(article), fields))) == 1


def test_what_cannot_be_told_is_refused_with_the_words_kept(client, editor):
    article = make_article(status="draft")
    fields = {"kind": "correction", "text": "It was two.", "place": "below"}

    response = client.post(page_of(article), fields)

    assert "nothing to correct" in errors_of(response)[0]
    assert "It was two." in response.text


def test_a_correction_is_reworded_and_taken_back(client, editor):
    told = make_correction(text="It was two.")
    page = page_of(told.article, f"{told.pk}/")

    fields = {"kind": "correction", "text": "It was three.", "place": "below", "note": "Recount."}
    client.post(page, fields)
    listed = read_admin(client, page_of(told.article))
    assert listed.one(".told__words").text == "It was three."
    assert "It was two." in listed.one(".told__before").text
    assert "Recount." in listed.one(".told__before").text

    assert len(errors_of(client.post(page, {"_take_back": "1", "because": ""}))) == 1
    client.post(page, {"_take_back": "1", "because": "It was right."})
    listed = read_admin(client, page_of(told.article))
    assert "It was right." in listed.one(".told__row--over").text
    assert client.get(page).status_code == 404


def test_a_contributor_sees_no_corrections_of_others_stories(client):
    client.force_login(make_user("Contributor"))
    told = make_correction(text="It was two.")

    assert client.get(page_of(told.article)).status_code == 404
    assert "It was two." not in client.get("/admin/articles/correction/").text


@pytest.mark.parametrize("role", ["Reporter", "Picture editor", "Staff manager"])
def test_others_read_what_readers_were_told_and_change_nothing(client, role):
    client.force_login(make_user(role))
    told = make_correction(text="It was two.")

    page = read_admin(client, page_of(told.article))

    assert page.one(".told__words").text == "It was two."
    assert page.all("[id=content-main] form") == []
    fields = {"kind": "note", "text": "Mine.", "place": "below"}
    assert client.post(page_of(told.article), fields).status_code == 403
    assert client.get(page_of(told.article, f"{told.pk}/")).status_code == 403
    assert Correction.objects.count() == 1


def test_an_editor_of_another_section_tells_readers_nothing_here(client, editor):
    make_section().editors.add(editor)
    article = make_article()

    fields = {"kind": "note", "text": "Mine.", "place": "below"}
    assert client.post(page_of(article), fields).status_code == 403


def test_a_correction_of_another_story_is_not_found_here(client, editor):
    told = make_correction()

    assert client.get(page_of(make_article(), f"{told.pk}/")).status_code == 404


def test_the_list_of_all_costs_the_same_however_many_there_are(
    client, editor, django_assert_max_num_queries
):
    for number in range(12):
        told = make_correction(text=f"Number {number}.", by=editor)
    actions.take_back_correction(told, by=None)

    estimate = connection.vendor == "postgresql"  # is asked first how many there are about
    with django_assert_max_num_queries(8 + estimate):
        page = read_admin(client, "/admin/articles/correction/")

    assert len(page.all("[id=result_list] tbody tr")) == 12
    assert page.texts("[id=result_list] .badge").count("Taken back") == 1
