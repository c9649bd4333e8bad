"""The page that withdraws a story: what it asks, what it shows first, what it refuses."""

import pytest

from articles import actions
from articles.models import Article, Correction
from tests.articles.markup import errors_of, messages_of, parse, read_admin
from tests.factories import make_article, make_section, make_user

pytestmark = pytest.mark.django_db

GIVEN = {"reason": "The figures were <wrong>.", "then": "notice"}


def page_of(article):
    return f"/admin/articles/article/{article.pk}/withdraw/"


@pytest.fixture
def editor(client):
    editor = make_user("Editor")
    client.force_login(editor)
    return editor


@pytest.fixture
def story(editor):
    return make_article(slug="story", headline="Bridge opens")


def test_the_page_asks_what_readers_are_told_and_where_they_go(client, story):
    page = read_admin(client, page_of(story))

    values = [radio["value"] for radio in page.all("input[name=then]")]
    assert values == ["notice", "gone", "redirect"]
    assert page.one("input[name=then][checked]")["value"] == "notice"
    assert page.one("textarea[name=reason]")
    assert page.one("select[name=to]")["data-ajax--url"] == "/admin/autocomplete/"


def test_a_preview_shows_the_page_readers_will_find_and_withdraws_nothing(client, story):
    response = client.post(page_of(story), GIVEN | {"_preview": "1"})

    page = parse(response.text, is_strict=False)
    shown = parse(page.one("iframe")["srcdoc"])
    assert shown.one("h1").text == "Bridge opens"
    assert shown.one(".correction__text").text == "The figures were <wrong>."
    assert page.one("textarea[name=reason]").text == "The figures were <wrong>."
    story.refresh_from_db()
    assert (story.status, story.withdrawal_reason) == ("published", "")


@pytest.mark.parametrize("address", ["/new/", "new", "http://testserver/new/?a=1#b", "/older/"])
def test_another_story_is_named_by_its_address_without_any_script(client, story, address):
    new = make_article(slug="older")
    new.slug = "new"
    actions.save_article(new, by=None)

    client.post(page_of(story), GIVEN | {"then": "redirect", "address": address})

    assert client.get("/story/")["Location"] == "/new/"


@pytest.mark.parametrize(
    "address",
    ["", "/nothing/", "/section/x/", "/draft/", "https://[", "%00", "\x00", "/../", "a" * 500, "/"],
)
def test_an_address_of_no_story_is_refused_in_words(client, story, address):
    make_article(slug="draft", status="draft")

    response = client.post(page_of(story), GIVEN | {"then": "redirect", "address": address})

    assert len(errors_of(response)) == 1
    story.refresh_from_db()
    assert story.status == "published"


@pytest.mark.parametrize("to", ["x", "-1", "999999", "9" * 30])
def test_a_choice_that_is_none_is_refused(client, story, to):
    response = client.post(page_of(story), GIVEN | {"then": "redirect", "to": to})

    assert len(errors_of(response)) == 1


def test_the_story_itself_does_not_take_its_own_place(client, story):
    response = client.post(page_of(story), GIVEN | {"then": "redirect", "to": story.pk})

    assert "cannot take its own place" in errors_of(response)[0]


def test_a_retraction_is_on_the_record(client, editor, story):
    response = client.post(page_of(story), GIVEN | {"is_retraction": "on"})

    assert "is retracted" in messages_of(response)[0]
    assert Correction.objects.get().by == editor
    assert "This story has been retracted" in client.get("/story/").text


def test_where_readers_go_is_changed_on_the_same_page(client, story):
    actions.withdraw(story, by=None, reason="Wrong.")
    new = make_article(slug="new")

    page = read_admin(client, page_of(story))
    assert page.all("textarea[name=reason]") == []
    assert page.one("input[name=then][checked]")["value"] == "gone"
    client.post(page_of(story), {"then": "redirect", "to": new.pk})

    assert client.get("/story/")["Location"] == "/new/"
    form = read_admin(client, f"/admin/articles/article/{story.pk}/change/")
    assert page_of(story) in [a["href"] for a in form.all(".submit-row a")]


def test_an_editor_of_another_section_withdraws_nothing_here(client, editor, story):
    make_section().editors.add(editor)

    assert client.get(page_of(story)).status_code == 403
    assert client.post(page_of(story), GIVEN).status_code == 403
    assert Article.objects.get().status == "published"
