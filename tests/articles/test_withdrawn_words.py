"""Readers are told of a story by the words they saw, never by those the desk goes on with."""

import pytest

from articles import actions, versions
from articles.models import Article
from articles.revisions.words import Words
from tests.factories import hours, make_article, make_user

pytestmark = pytest.mark.django_db


def rewritten(article, by, **fields):
    article.refresh_from_db()
    newest = article.revisions.get(number=article.revision)
    words = Words(newest.content | fields, base=newest.number)
    return actions.edit(article, words, by=by).article


@pytest.mark.parametrize("then", ["notice", "gone"])
def test_a_withdrawal_tells_nothing_of_the_working_copy(client, then):
    editor = make_user("Editor")
    article = make_article(headline="Mayor opens bridge")
    rewritten(article, editor, headline="SECRET arrest of the mayor")

    actions.retract(article, by=editor, reason="It was wrong.", then=then)
    rewritten(article, editor, headline="SECRET as well")

    for page in [article.get_absolute_url(), "/corrections/", "/corrections/rss/"]:
        text = client.get(page).content.decode()
        assert "SECRET" not in text
    assert "Mayor opens bridge" in client.get("/corrections/").content.decode()


def test_a_text_replaced_before_its_hour_is_no_version_readers_saw(client, clock):
    editor = make_user("Editor")
    article = make_article(headline="SECRET", published_at=clock.now() + hours(2))
    article = rewritten(article, editor, headline="Told")
    content = article.revisions.get(number=article.revision).content
    later = (clock.now() + hours(5)).isoformat()
    rewritten(article, editor, published_at=later, headline=content["headline"])

    actions.publish_changes(article, by=editor)
    clock.advance(hours=6)

    article = Article.objects.get()
    seen = versions.seen(article, now=clock.now())
    assert [article.revisions.get(number=v.revision).headline for v in seen] == ["Told"]
