"""Rows are made into models once, and nobody sees what another did with theirs."""

import pytest
from django.db.models.base import Model

from articles.models import Article, Section
from newsroom import drawn, rows
from newsroom.compiled import Compiled
from tests.factories import make_article, make_image

pytestmark = pytest.mark.django_db


def _stories(keys):
    return Article.objects.filter(pk__in=keys).for_cards()


@pytest.fixture
def ask():
    return Compiled(_stories, keeps_rows=True)


@pytest.fixture
def made(monkeypatch):
    """The models Django makes of rows from now on."""
    made, from_db = [], Model.from_db.__func__

    def counted(cls, *given):
        made.append(cls)
        return from_db(cls, *given)

    monkeypatch.setattr(Model, "from_db", classmethod(counted))
    return made


def test_the_same_rows_are_not_made_again(ask, made):
    story, other = make_article(lead_image=make_image()), make_article()
    first = list(ask(keys=(story.pk, story.pk)))
    made.clear()
    again = list(ask(keys=(story.pk, other.pk)))

    assert made.count(Article) == 1, "the other one alone"
    assert drawn.value(first) == drawn.value([row for row in again if row == story])


def test_it_is_what_django_would_have_made(ask):
    story = make_article(lead_image=make_image(), related=[make_article().pk])
    for _time in range(2):
        (found,) = ask(keys=(story.pk,))
        (plain,) = _stories([story.pk])
        assert drawn.value(found) == drawn.value(plain)
        assert found.__dict__.keys() == plain.__dict__.keys()
        assert found.get_deferred_fields() == plain.get_deferred_fields()
        assert found._state.db == plain._state.db
        assert not found._state.adding
        assert found.lead_image.original.url == plain.lead_image.original.url


def test_a_row_that_changed_is_another_one(ask):
    story = make_article(headline="Old")
    list(ask(keys=(story.pk,)))
    Article.objects.filter(pk=story.pk).update(headline="New")
    Section.objects.filter(pk=story.section_id).update(name="Renamed")

    (found,) = ask(keys=(story.pk,))
    assert (found.headline, found.section.name) == ("New", "Renamed")


def test_what_one_page_does_with_a_row_no_other_sees(ask):
    story = make_article(headline="Bridge", lead_image=make_image())
    (mine,) = ask(keys=(story.pk,))
    mine.headline, mine.lead_image = "Of this place", None
    mine.section.name = "Mine"
    mine.section.marked = True

    (theirs,) = ask(keys=(story.pk,))
    assert (theirs.headline, theirs.section.name) == ("Bridge", story.section.name)
    assert theirs.lead_image == story.lead_image
    assert not hasattr(theirs.section, "marked")


def test_one_process_keeps_so_many(ask, made, monkeypatch):
    first = make_article()
    rows._kept.forget()
    list(ask(keys=(first.pk,)))
    monkeypatch.setattr(rows._kept, "most", 12 * rows._kept.size)
    others = [make_article() for _ in range(20)]
    for story in (*others, first):
        made.clear()
        list(ask(keys=(story.pk,)))
        assert made.count(Article) == 1
    assert rows._kept.size <= rows._kept.most
    assert 5 < len(rows._kept) <= 12


def test_the_same_values_of_another_question_are_another_row():
    story = make_article()
    section, _new = Section.objects.get_or_create(
        pk=story.pk, defaults={"name": "Far", "slug": "far"}
    )
    stories = Compiled(lambda key: Article.objects.filter(pk=key).only("pk"), keeps_rows=True)
    sections = Compiled(lambda key: Section.objects.filter(pk=key).only("pk"), keeps_rows=True)
    assert stories.first(key=story.pk) == story
    assert sections.first(key=story.pk) == section


def test_rows_that_refer_to_each_other_are_copied_once():
    story = make_article()
    story.section._state.fields_cache["newest"] = story
    copy = rows.again(story)
    assert copy is not story
    assert copy.section._state.fields_cache["newest"] is copy
