"""How often opening and saving a story asks the database, however long it is and has been."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import actions
from articles.models import Article, Revision
from articles.revisions.words import Words
from tests.articles.markup import open_form
from tests.factories import make_article, make_author, make_image, make_tag, make_user

pytestmark = pytest.mark.django_db

KEEP = "/admin/articles/article/keep/"


def make_long_story(*, revisions):
    """5,000 words with pictures, three credits and four tags, saved many times."""
    images = [make_image() for _ in range(3)]
    paragraphs = [f"<p>{f'word{number} ' * 50}</p>" for number in range(100)]
    figures = "".join(f'<figure data-image="{image.pk}"></figure>' for image in images)
    article = make_article(
        body="".join(paragraphs) + figures, lead_image=images[0], status="draft",
        credits=[make_author() for _ in range(3)], tags=[make_tag() for _ in range(4)],
    )  # fmt: skip
    content = article.revisions.get().content
    for number in range(revisions - 1):
        actions.edit(article, Words(content | {"dateline": f"PLACE {number}"}), by=None)
    return article


def form_of(article):
    return f"/admin/articles/article/{article.pk}/change/"


@pytest.fixture
def editor(client):
    client.force_login(make_user("Editor"))
    return client


@pytest.mark.parametrize("is_live", [False, True])
def test_opening_and_saving_cost_few_queries(editor, is_live):
    article = make_long_story(revisions=50)
    if is_live:
        article = actions.publish(article, by=None)

    with CaptureQueriesContext(connection) as opening:
        _form, fields = open_form(editor, form_of(article))
    fields |= {"body": fields["body"].replace("word7 ", "changed ", 1), "_continue": "1"}
    with CaptureQueriesContext(connection) as saving:
        response = editor.post(form_of(article), fields)

    assert response.status_code == 302
    assert Revision.objects.filter(article=article).count() >= 51
    assert len(opening) <= 20, asked(opening)
    assert len(saving) <= 25, asked(saving)


def test_a_story_with_changes_and_kept_words_is_opened_with_few_queries(editor):
    article = actions.publish(make_long_story(revisions=2), by=None)
    _form, fields = open_form(editor, form_of(article))
    editor.post(form_of(article), fields | {"headline": "Not out yet", "_continue": "1"})

    with CaptureQueriesContext(connection) as changed:
        _form, fields = open_form(editor, form_of(article))
        assert len(changed) <= 20, asked(changed)
    editor.post(KEEP, fields | {"headline": "Not saved yet"})
    with CaptureQueriesContext(connection) as kept:
        _form, fields = open_form(editor, form_of(article))
        assert len(kept) <= 20, asked(kept)

    assert fields["headline"] == "Not saved yet"


def test_a_save_that_is_merged_and_changes_credits_and_tags_costs_little_more(editor):
    article = make_long_story(revisions=2)
    _form, fields = open_form(editor, form_of(article))
    desk = article.revisions.first().content
    actions.edit(article, Words(desk | {"headline": "A colleague's"}), by=None)
    fields |= {"credits-0-role": "editing", "tags": fields["tags"][:2], "_continue": "1"}

    with CaptureQueriesContext(connection) as saving:
        response = editor.post(form_of(article), fields)
        assert len(saving) <= 37, asked(saving)

    assert response.status_code == 302
    assert Article.objects.get().headline == "A colleague's"


def test_an_autosave_costs_few_queries(editor):
    article = make_long_story(revisions=2)
    _form, fields = open_form(editor, form_of(article))
    editor.post(KEEP, fields | {"headline": "First"})

    with CaptureQueriesContext(connection) as queries:
        answer = editor.post(KEEP, fields | {"headline": "Second"}).json()

    assert answer["state"] == "kept"
    assert len(queries) <= 25, asked(queries)


def asked(queries):
    return "\n".join(query["sql"][:150] for query in queries)
