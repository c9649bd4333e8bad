"""A made-up story is as one that came through the door: the same rows, the same page."""

import json
import re

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone

from articles import actions, search, volume
from articles.models import Article, Credit, Revision
from articles.revisions import content as contents
from articles.volume import batches, rows
from articles.volume.prose import Prose
from newsroom import html
from tests.factories import make_article

pytestmark = pytest.mark.django_db
SEED = 3
INDEX = {
    "postgresql": "SELECT article_id, at, words::text FROM articles_search_public ORDER BY 1",
    "sqlite": (
        "SELECT rowid, headline, standfirst, body, names, marks FROM articles_search_public "
        "ORDER BY 1"
    ),
}


def make(number, seed=SEED):
    prose = Prose(seed)
    cast = volume.Cast(prose, tags=5, authors=3, pictures=0, sections=2)
    volume.Maker(prose, cast).make(volume.made_so_far() + 1, number)
    return list(Article.objects.order_by("pk"))


def columns(row, *apart):
    """Which columns of a row say something."""
    fields = [field.attname for field in row._meta.concrete_fields]
    return {name for name in fields if getattr(row, name) not in (None, "", [], {}, 0)} - set(apart)


def indexed():
    with connection.cursor() as cursor:
        cursor.execute(INDEX[connection.vendor])
        return cursor.fetchall()


def test_it_fills_the_columns_that_the_door_fills():
    made = make(3)[0]
    tags = list(made.tags.all())
    credits = [(credit.role, credit.author) for credit in made.credits.all()]
    fields = ("headline", "standfirst", "body", "kind", "section", "dateline")
    typed = Article(**{name: getattr(made, name) for name in fields})
    actions.save_article(typed, by=None, credits=credits, tags=tags)
    typed = actions.publish(typed, by=None, at=made.published_at)

    typed.refresh_from_db()

    assert columns(made, "import_ref") == columns(typed)
    assert columns(made.credits.first(), "position") == columns(typed.credits.first(), "position")
    assert columns(made.transitions.get()) == columns(typed.transitions.get())
    ours, theirs = (row.revisions.get(number=row.public_revision) for row in (made, typed))
    assert columns(ours) == columns(theirs)
    for name in ("word_count", "status", "language", "body", "first_published_at"):
        assert getattr(made, name) == getattr(typed, name)
    assert ours.names == theirs.names
    assert ours.content == theirs.content | {"slug": made.slug}


def test_its_page_and_its_preview_text_are_those_of_its_revision(client):
    made = make(2)[-1]
    typed = make_article(
        headline=made.headline, standfirst=made.standfirst, body=made.body, kind=made.kind,
        section=made.section, dateline=made.dateline, tags=list(made.tags.all()),
        credits=[(credit.role, credit.author) for credit in made.credits.all()],
        published_at=made.published_at,
    )  # fmt: skip

    pages = []
    for story in (made, typed):
        page = client.get(story.get_absolute_url()).content.decode()
        page = page.replace(story.slug, "SLUG").replace(str(story.uid), "UID")
        pages.append(re.sub(r"card/[^\"]*", "CARD", page).partition("</article>")[0])

    assert contents.read(made) == (made.revisions.get().content, made.revisions.get().names)
    assert pages[0] == pages[1]


def test_its_body_is_clean_of_eight_paragraphs_and_some_four_hundred_words():
    for made in make(5):
        assert html.clean(made.body) == made.body
        assert made.body.count("<p>") == 8
        assert 250 < made.word_count < 500


def test_search_knows_it_as_if_it_had_been_indexed_by_itself():
    make(12)
    before = indexed()

    search.rebuild()

    assert len(before) == 12
    for was, now in zip(before, indexed(), strict=True):
        assert now[:-1] == was[:-1]
        assert sorted(now[-1].split()) == sorted(was[-1].split())  # marks have no order


def test_what_was_cut_short_goes_on_and_comes_out_the_same():
    whole = [(row.headline, row.uid, row.slug) for row in make(7)]
    Article.objects.filter(pk__in=[row.pk for row in Article.objects.order_by("pk")[3:]]).delete()

    again = [(row.headline, row.uid, row.slug) for row in make(7)]

    assert again == whole
    assert len({slug for _headline, _uid, slug in again}) == 7


def test_a_batch_that_fails_leaves_nothing(monkeypatch):
    monkeypatch.setattr(batches, "BATCH", 2)
    prose = Prose(SEED)
    cast = volume.Cast(prose, tags=3, authors=1, pictures=0, sections=1)

    def stop(number):
        if number == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        volume.Maker(prose, cast, tell=stop).make(1, 9)

    assert volume.made_so_far() == 4
    assert Revision.objects.count() == 4
    assert len(indexed()) == 4


@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")  # of test runners
def test_many_are_drafted_in_another_process_and_come_out_the_same(monkeypatch, client):
    alone = [(row.headline, row.slug, row.body, row.uid) for row in make(6)]
    words = sorted(row[1:-1] for row in indexed())
    Article.objects.all().delete()
    search.rebuild()
    monkeypatch.setattr(batches, "MANY", 5)
    monkeypatch.setattr(batches, "BATCH", 2)

    made = make(6)

    assert [(row.headline, row.slug, row.body, row.uid) for row in made] == alone
    if connection.vendor == "sqlite":
        assert sorted(row[1:-1] for row in indexed()) == words
    found = client.get("/search/", {"q": made[-1].headline}).content.decode()
    assert made[-1].get_absolute_url() in found
    if connection.vendor == "postgresql":
        assert "articles_search_public_words" in str(
            connection.introspection.get_constraints(connection.cursor(), "articles_search_public")
        )


def test_the_database_is_left_as_strict_as_it_was():
    make(3)

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SHOW session_replication_role")
            assert cursor.fetchone() == ("origin",)
    connection.check_constraints()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="Those are SQLite's.")
def test_the_connection_is_given_back_as_it_was():
    def told():
        with connection.cursor() as cursor:
            return [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in rows.FASTER]

    before, meanwhile = told(), []

    with rows.at_full_speed():
        meanwhile = told()

    assert told() == before != meanwhile == list(rows.FASTER.values())


def test_they_lie_in_the_past_and_every_hundredth_was_corrected():
    make(100)

    rows = Article.objects.published()
    assert rows.count() == 100
    assert all(row.published_at < timezone.now() for row in rows)
    corrected = rows.get(corrections__isnull=False)
    assert corrected.updated_at == corrected.corrections.get().published_at


def test_the_command_makes_so_many_and_no_more(capsys):
    call_command("make_stories", "30", "--pictures", "0", verbosity=0)
    call_command("make_stories", "20", "--pictures", "0", verbosity=0)

    assert Article.objects.published().count() == 30
    assert Credit.objects.exclude(name="").count() >= 30
    assert "already" in capsys.readouterr().out


def test_the_command_leaves_a_newsroom_with_stories_alone():
    make_article()

    with pytest.raises(CommandError, match="not made up"):
        call_command("make_stories", "5", "--pictures", "0", verbosity=0)
    assert Article.objects.count() == 1

    call_command("make_stories", "2", "--beside-real-ones", "--pictures", "0", verbosity=0)
    assert Article.objects.count() == 3


@pytest.mark.parametrize("wrong", ["0", "-5", "many", "1e6", "", "99999999999999999999"])
def test_the_command_says_what_is_wrong_with_a_number(wrong):
    with pytest.raises(CommandError, match=r"whole number|not between"):
        call_command("make_stories", "--", wrong)


def test_a_revision_holds_json_that_can_be_read():
    revision = make(1)[0].revisions.get()

    assert json.loads(json.dumps(revision.content))["body"] == revision.article.body
