"""Scheduling in the newsroom's time zone, on the two odd nights of the year as well."""

from datetime import UTC, datetime

import pytest

from articles.models import Article, Revision
from tests.articles.drafts import edit
from tests.articles.markup import errors_of, open_form, send_form
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db
SECOND = datetime(2030, 10, 27, 1, 30, tzinfo=UTC)  # 03:30 in Kyiv, for the second time


@pytest.fixture
def editor(client, settings):
    settings.TIME_ZONE = "Europe/Kyiv"
    user = make_user("Editor")
    client.force_login(user)
    client.user = user
    return client


def form_of(article):
    return f"/admin/articles/article/{article.pk}/change/"


def test_a_story_is_scheduled_for_the_hour_that_is_meant(editor):
    article = make_article(status="ready")
    hour = {"published_at_0": "2030-10-27", "published_at_1": "03:30"}

    asked = send_form(editor, form_of(article), _move="published", **hour)
    assert "03:30 comes twice on 27 Oct 2030" in str(errors_of(asked))
    assert Article.objects.get().status == "ready"

    hour["published_at_1"] = "03:30 +02:00"
    send_form(editor, form_of(article), _move="published", **hour)
    article = Article.objects.get()
    assert (article.status, article.published_at) == ("published", SECOND)


def test_an_hour_that_is_left_out_is_refused_and_the_words_are_kept(editor):
    article = make_article(status="ready")
    hour = {"published_at_0": "2030-03-31", "published_at_1": "03:30"}

    answer = send_form(editor, form_of(article), headline="Typed at night", **hour)

    assert "There is no 03:30 on 31 Mar 2030" in str(errors_of(answer))
    assert Revision.objects.latest("pk").content["headline"] == "Typed at night"


def test_saving_a_story_of_the_second_hour_moves_nothing(editor):
    article = make_article(published_at=SECOND)
    _form, fields = open_form(editor, form_of(article))
    assert fields["published_at_1"] == "03:30:00 +02:00"

    send_form(editor, form_of(article), headline="Only this")

    revision = Revision.objects.latest("pk")
    assert revision.content["headline"] == "Only this"
    assert revision.content["published_at"] == "2030-10-27T01:30:00+00:00"


def test_changes_go_out_at_the_hour_that_is_meant(clock, editor):
    article = make_article(headline="Old")
    article = edit(article, editor.user, headline="New").article
    page = f"/admin/articles/article/{article.pk}/changes/"
    said = {
        "_do": "publish",
        "declare": "minor",
        "seen": article.revision,
        "at_0": "2030-10-27",
        "at_1": "03:30",
    }

    assert "comes twice" in editor.post(page, said).text
    editor.post(page, said | {"at_1": "03:30 +02:00"})

    assert Article.objects.get().changes_at == SECOND
