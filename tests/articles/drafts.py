"""Stories for tests of saving, and what the form of one would send."""

from contextlib import contextmanager

from django.db import connection

from articles import actions
from articles.models import Revision
from articles.revisions.words import Words
from tests.factories import (
    make_article,
)

TEXT = "<p>One.</p><p>Two.</p><p>Three.</p>"


def story(**fields):
    return make_article(**({"body": TEXT, "status": "draft"} | fields))


def newest(article):
    article.refresh_from_db()
    return Revision.objects.numbered(article, article.revision)


def words(article, *, base=None, sitting="", **changed):
    """What a form would send: the newest text with some fields changed."""
    article.refresh_from_db()
    number = base or article.revision
    content = Revision.objects.numbered(article, number).content
    return Words(content | changed, base=number, sitting=sitting)


def page_of(article, end):
    """An address below the story's own in the admin: page_of(article, "history/")."""
    return f"/admin/articles/article/{article.pk}/{end}"


def edit(article, by, **changed):
    """Save the newest text with some fields changed, as `by`."""
    return actions.edit(article, words(article, **changed), by=by)


@contextmanager
def held(article):
    """The story's row is held from another connection, as long as the block lasts."""
    other = connection.copy()
    other.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    try:
        other.cursor().execute(
            "UPDATE articles_article SET dateline = '' WHERE id = %s", [article.pk]
        )
        yield
    finally:
        other.rollback()
        other.close()
