"""Who may read what: a story's texts, words that wait for a decision, words only typed."""

import pytest

from articles import actions
from articles.models import Article, Revision
from articles.revisions import content as contents
from articles.revisions.words import Words
from tests.articles.markup import read_admin
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db

Kind = Revision.Kind


@pytest.fixture
def ann():
    return make_user("Reporter", username="ann", first_name="Ann", last_name="Lee")


@pytest.fixture
def article(ann):
    article = make_article(status="draft", headline="Saved")
    Article.objects.update(created_by=ann)
    return article


def page_of(article, end):
    return f"/admin/articles/article/{article.pk}/{end}"


def kept(article, by, kind):
    """Words of `by` beside the story: kept while typing, refused, or waiting for a decision."""
    content, _names = contents.read(Article.objects.get(pk=article.pk))
    words = Words(content | {"headline": "A secret"}, base=1, sitting=kind)
    if kind != Kind.CONFLICT:
        return actions.keep_words(article, words, kind=kind, by=by, note="Something secret.")
    actions.edit(article, Words(content | {"headline": "Other"}, base=1), by=None)
    return actions.edit(article, words, by=by).revision


def doors(article, number):
    """Every address that shows a version, or compares it with another."""
    return [
        page_of(article, f"history/compare/?to={number}"),
        page_of(article, f"history/compare/?from={number}&to=1"),
        page_of(article, f"preview/?revision={number}"),
        page_of(article, f"preview/page/?revision={number}"),
    ]


@pytest.mark.parametrize("kind", [Kind.AUTOSAVED, Kind.REFUSED])
@pytest.mark.parametrize("role", ["Reporter", "Contributor", "Editor", "Managing editor"])
def test_words_that_were_only_typed_are_read_by_nobody_else(client, ann, article, kind, role):
    words = kept(article, ann, kind)
    client.force_login(make_user(role))

    answers = [client.get(door) for door in doors(article, words.number)]

    assert [answer.status_code for answer in answers] == [404] * 4


@pytest.mark.parametrize("kind", [Kind.AUTOSAVED, Kind.REFUSED])
def test_their_writer_reads_them_and_brings_them_back(client, ann, article, kind):
    words = kept(article, ann, kind)
    client.force_login(ann)

    answers = [client.get(door) for door in doors(article, words.number)]
    client.post(page_of(article, f"history/{words.number}/restore/"))

    assert [answer.status_code for answer in answers] == [200] * 4
    assert Article.objects.get().headline == "A secret"
    assert not Revision.objects.waiting_for(ann).exists()


@pytest.mark.parametrize("kind", [Kind.AUTOSAVED, Kind.REFUSED])
def test_nobody_else_brings_them_into_the_story(client, ann, article, kind):
    words = kept(article, ann, kind)
    client.force_login(make_user("Managing editor"))

    response = client.post(page_of(article, f"history/{words.number}/restore/"))

    assert response.status_code == 404
    assert Article.objects.get().headline == "Saved"


def test_words_that_wait_for_a_decision_are_read_by_who_may_edit(client, ann, article):
    words = kept(article, ann, Kind.CONFLICT)
    expected = {"Editor": 200, "Reporter": 404, "Picture editor": 404}

    for role, status in expected.items():
        client.force_login(make_user(role))
        answers = [client.get(door).status_code for door in doors(article, words.number)]
        assert answers == [status] * 4, role


def test_the_list_says_that_such_words_exist_and_leads_to_none_of_them(client, ann, article):
    kept(article, ann, Kind.AUTOSAVED)
    kept(article, ann, Kind.REFUSED)
    client.force_login(make_user("Editor"))

    page = read_admin(client, page_of(article, "history/"))

    assert "Kept while typing" in page.one(".versions__list").text
    assert "Could not be saved" in page.one(".versions__list").text
    assert "secret" not in page.one(".versions__list").text
    assert [radio["value"] for radio in page.all(".versions__list input[type=radio]")] == ["1", "1"]


def test_the_list_offers_them_to_their_writer(client, ann, article):
    numbers = {str(kept(article, ann, kind).number) for kind in (Kind.AUTOSAVED, Kind.REFUSED)}
    client.force_login(ann)

    page = read_admin(client, page_of(article, "history/"))

    offered = {radio["value"] for radio in page.all("input[type=radio]")}
    assert offered == numbers | {"1"}


def test_what_was_kept_while_typing_is_folded(client, ann, article):
    for number in range(3):
        content, _names = contents.read(article)
        words = Words(content, base=1, sitting=f"tab {number}")
        actions.keep_words(article, words, kind=Kind.AUTOSAVED, by=ann)
    client.force_login(ann)

    page = read_admin(client, page_of(article, "history/"))

    [row, first] = page.all(".versions__list tbody tr")
    assert "version--autosaved" in row["class"]
    assert len(row.all("details li")) == 3
    assert first.one("th").text == "1"
    checked = {radio["name"]: radio["value"] for radio in page.all("input[checked]")}
    assert checked["to"] == "1"


def test_a_version_is_compared_with_the_text_before_it_not_with_typed_words(client, ann, article):
    kept(article, ann, Kind.AUTOSAVED)
    content, _names = contents.read(article)
    Revision.objects.filter(number=1).update(base=None)
    saved = actions.edit(article, Words(content | {"headline": "New"}, base=1), by=ann).revision
    Revision.objects.filter(pk=saved.pk).update(base=None)
    client.force_login(make_user("Editor"))

    page = read_admin(client, page_of(article, "history/compare/"))

    assert page.one("h1").text == "Version 1 and version 3"


def test_each_choice_of_the_list_says_which_end_it_is(client, ann, article):
    client.force_login(ann)

    page = read_admin(client, page_of(article, "history/"))

    assert page.texts(".version__pick label") == ["from", "to"]


@pytest.mark.parametrize("key", ["abc", "1a", "٣", "9" * 30, "-1", "0"])
def test_the_versions_of_no_story_are_not_found(client, ann, key):
    client.force_login(ann)

    assert client.get(f"/admin/articles/article/{key}/history/").status_code == 404
