"""Words that are not in a story: kept for their writer until they are, or are set aside."""

from dataclasses import replace

import pytest

from articles import actions
from articles.models import Article, Revision
from articles.revisions.words import Words
from tests.factories import (
    make_user,
)

from .drafts import newest, story, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann():
    return make_user("Editor", username="ann")


def test_autosaves_of_one_sitting_are_one_revision(ann):
    article = story()

    for headline in ("N", "Ne", "New"):
        kept = actions.keep_words(
            article, words(article, headline=headline, sitting="s"), kind="autosaved", by=ann
        )

    assert (article.revisions.count(), kept.headline, kept.waits) == (2, "New", True)
    assert newest(article).number == 1
    assert Article.objects.get().headline != "New"


def test_an_autosave_that_comes_after_the_save_of_its_sitting_is_older(ann):
    article = story()
    actions.edit(article, words(article, headline="Saved", sitting="s"), by=ann)

    kept = actions.keep_words(
        article, words(article, headline="Sav", sitting="s"), kind="autosaved", by=ann
    )

    assert kept is None
    assert article.revisions.count() == 2


def test_two_tabs_of_one_person_keep_their_words_apart(ann):
    article = story()
    for sitting in ("one", "two"):
        typed = words(article, headline=f"Tab {sitting}", sitting=sitting)
        actions.keep_words(article, typed, kind="autosaved", by=ann)

    actions.edit(article, words(article, headline="Saved in one", sitting="one"), by=ann)

    [left] = Revision.objects.waiting_for(ann)
    assert left.headline == "Tab two"


def test_a_sitting_that_went_on_from_kept_words_settles_them(ann):
    article = story()
    first = actions.keep_words(
        article, words(article, headline="Begun", sitting="first"), kind="autosaved", by=ann
    )
    went_on = replace(words(article, headline="Done", sitting="second"), after=(first.pk, first.at))
    actions.keep_words(article, went_on, kind="autosaved", by=ann)
    assert Revision.objects.waiting_for(ann).get().headline == "Done"

    actions.edit(article, went_on, by=ann)

    assert not Revision.objects.waiting_for(ann).exists()


def test_words_added_in_another_tab_since_are_still_offered(ann):
    article = story()
    typed = words(article, headline="Tab A", sitting="a")
    read = actions.keep_words(article, typed, kind="autosaved", by=ann)
    more = words(article, headline="Tab A, more", sitting="a")
    actions.keep_words(article, more, kind="autosaved", by=ann)

    tab_b = words(article, headline="Tab B", sitting="b")
    actions.edit(article, replace(tab_b, after=(read.pk, read.at)), by=ann)

    assert Revision.objects.waiting_for(ann).get().headline == "Tab A, more"


def test_each_refused_save_is_kept_and_the_last_is_offered(ann):
    article = story()
    for headline in ("First try", "Second try"):
        typed = words(article, headline=headline, sitting="s")
        actions.keep_words(article, typed, kind="refused", by=ann)

    refused = article.revisions.filter(kind="refused").order_by("number")
    assert [r.headline for r in refused] == ["First try", "Second try"]
    assert Revision.objects.waiting_for(ann).get().headline == "Second try"


def test_a_refused_save_that_is_sent_again_is_one_revision(ann):
    article = story()
    typed = words(article, headline="Sent twice", sitting="s")

    for _press in range(2):
        kept = actions.keep_words(article, typed, kind="refused", by=ann, note="Wrong.")

    assert article.revisions.get(kind="refused") == kept
    assert (kept.waits, kept.note) == (True, "Wrong.")


def test_words_made_from_a_version_that_is_not_there_are_kept_as_made_from_none(ann):
    article = story()

    kept = actions.keep_words(article, replace(words(article), base=77), kind="refused", by=ann)

    assert (kept.base, kept.waits) == (None, True)


def test_a_refused_save_is_kept_even_after_its_sitting_was_saved(ann):
    article = story()
    actions.edit(article, words(article, headline="Saved", sitting="s"), by=ann)

    typed = words(article, headline="Then refused", sitting="s")

    assert actions.keep_words(article, typed, kind="refused", by=ann).waits


def test_a_save_sent_again_with_more_words_is_no_conflict_with_oneself(ann):
    article = story()
    actions.edit(article, words(article, headline="Once", sitting="s"), by=ann)

    again = Words(words(article, headline="Once and more").content, base=1, sitting="s")
    done = actions.edit(article, again, by=ann)

    assert not done.is_conflict
    assert Article.objects.get().headline == "Once and more"


def test_words_that_wait_outlive_a_deleted_story(ann):
    article = story()
    kept = actions.keep_words(
        article, words(article, headline="Mine", sitting="s"), kind="autosaved", by=ann
    )

    actions.delete_article(article, by=None)

    kept.refresh_from_db()
    assert (kept.article, kept.headline, kept.waits) == (None, "Mine", True)


def test_words_of_a_story_that_was_never_saved_are_kept(ann):
    content = {"headline": "Begun", "body": "<p>Some.</p>"}

    kept = actions.keep_words(None, Words(content, sitting="s"), kind="autosaved", by=ann)

    assert (kept.article, kept.number, kept.headline) == (None, 0, "Begun")
