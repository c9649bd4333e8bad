"""A database that is busy gives every word back, on a page that says so."""

import pytest
from django.db import connection

from articles import actions
from articles.models import Article
from tests.articles.drafts import held, page_of
from tests.articles.markup import open_form, parse
from tests.factories import make_article, make_user
from tests.who.house import House

pytestmark = pytest.mark.django_db

TYPED = "<p>What I typed for an hour.</p>"


@pytest.fixture
def impatient(transactional_db):
    """Waiting for a lock ends at once."""
    is_sqlite = connection.vendor == "sqlite"
    words = "PRAGMA busy_timeout = 50" if is_sqlite else "SET lock_timeout = '50ms'"
    connection.cursor().execute(words)
    yield
    connection.close()


def test_a_database_that_is_busy_gives_the_words_back_and_takes_them_later(impatient, client):
    client.force_login(make_user("Editor"))
    article = make_article(status="draft")
    _form, fields = open_form(client, page_of(article, "change/"))
    fields |= {"body": TYPED, "_continue": "1"}

    with held(article):
        busy = client.post(page_of(article, "change/"), fields)
    again = client.post(page_of(article, "change/"), fields)

    assert (busy.status_code, again.status_code) == (503, 302)
    assert TYPED in [area.text for area in parse(busy.text, is_strict=False).all("textarea")]
    assert Article.objects.get().body == TYPED


def test_a_note_and_a_decision_come_back_as_well_while_the_database_is_busy(impatient, client):
    ann = make_user("Editor")
    client.force_login(ann)
    conflict = House().conflict
    article = conflict.article
    [key] = [overlap.key for overlap in actions.overlaps(conflict).conflicts]
    sent = {
        f"/admin/articles/article/{article.pk}/comments/": {"text": TYPED},
        f"/admin/articles/article/{article.pk}/decide/{conflict.number}/": {f"own-{key}": TYPED},
    }

    with held(article):
        answers = [client.post(page, fields) for page, fields in sent.items()]

    if connection.vendor == "postgresql":  # there a note waits for nobody
        assert answers.pop(0).status_code == 302
    for answer in answers:
        assert answer.status_code == 503
        assert TYPED in [area.text for area in parse(answer.text, is_strict=False).all("textarea")]
