"""Which old versions go, and which stay for ever."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles import actions
from articles.models import Correction, Revision, SignOff
from articles.revisions.words import Words
from tests.factories import hours, make_article, make_share_link, make_user

pytestmark = pytest.mark.django_db


def prune(**options):
    out = StringIO()
    call_command("prune_revisions", stdout=out, **options)
    return out.getvalue()


def save(article, headline, *, by=None):
    content = article.revisions.first().content
    return actions.edit(article, Words(content | {"headline": headline}), by=by).revision


def left(article):
    return [(r.number, r.kind) for r in article.revisions.order_by("number")]


@pytest.fixture
def story(clock):
    """Saved at nine and ten on one day and at nine on the next; a hundred days pass."""
    article = make_article(status="draft")
    for wait in (1, 1, 22):
        clock.advance(hours=wait)
        save(article, f"Saved {timezone.now():%d %H:%M}")
    yield article
    assert article.revisions.filter(number=1).exists()


def test_of_the_saves_of_a_day_the_last_stays(clock, story):
    save(story, "Newest")
    clock.advance(days=100)

    assert prune() == "2 versions removed.\n"

    assert [number for number, _kind in left(story)] == [1, 3, 5]


def test_young_versions_are_left_alone(clock, story):
    clock.advance(days=80)

    assert prune() == "0 versions removed.\n"


def test_a_dry_run_removes_nothing(clock, story):
    before = left(story)
    clock.advance(days=100)

    assert prune(dry_run=True) == "1 version would be removed.\n"

    assert left(story) == before


def test_what_went_out_or_waits_or_was_discarded_stays(clock):
    ann = make_user("Editor")
    article = make_article(published_at=clock.now() - hours(1))
    save(article, "Discarded", by=ann)
    actions.discard_changes(article, by=ann)
    save(article, "Published", by=ann)
    actions.publish_changes(article, by=ann)
    save(article, "Scheduled", by=ann)
    actions.publish_changes(article, by=ann, at=clock.now() + hours(1))
    base = article.revisions.get(number=1).content
    overlapping = Words(base | {"headline": "Mine"}, base=1)
    conflict = actions.edit(article, overlapping, by=ann).revision
    actions.set_aside(conflict, by=ann)
    clock.advance(days=100)

    prune()

    stay = {"published", "scheduled", "discarded", "conflict"}
    assert stay <= {kind for _number, kind in left(article)}


def test_words_go_when_they_are_in_the_story_and_not_before(clock):
    ann = make_user("Editor")
    article = make_article(status="draft")
    content = article.revisions.get().content
    for sitting in ("saved", "open"):
        words = Words(content | {"headline": sitting}, base=1, sitting=sitting)
        actions.keep_words(article, words, kind="autosaved", by=ann)
    actions.edit(article, Words(content | {"headline": "N"}, base=1, sitting="saved"), by=ann)
    clock.advance(days=400)

    prune()

    assert Revision.objects.get(kind="autosaved").headline == "open"


def test_what_a_share_link_shows_stays_as_long_as_it_is_open(clock, story):
    link = make_share_link(story, revision=2, expires_at=timezone.now() + timedelta(days=365))
    clock.advance(days=100)

    assert prune() == "0 versions removed.\n"

    actions.revoke_share_link(link, by=None)
    assert prune() == "1 version removed.\n"


@pytest.mark.parametrize("model", [Correction, SignOff])
def test_what_a_correction_belongs_to_or_legal_signed_off_stays(clock, story, model):
    save(story, "Newest")
    by = {"by": make_user("Managing editor"), "at": clock.now()}
    if model is Correction:
        by = {"text": "It was six.", "kind": "correction", "published_at": clock.now()}
    model.objects.create(article=story, revision=2, **by)
    clock.advance(days=100)

    prune()

    assert [number for number, _kind in left(story)] == [1, 2, 3, 5]


def test_what_words_that_wait_were_made_from_stays(clock, story):
    ann = make_user("Editor")
    content = story.revisions.get(number=2).content
    actions.keep_words(story, Words(content, base=2, sitting="s"), kind="autosaved", by=ann)
    clock.advance(days=100)

    assert prune() == "0 versions removed.\n"


@pytest.mark.parametrize("role", [None, "Editor"])
def test_what_was_written_straight_into_a_live_story_stays(clock, role):
    by = make_user(role) if role else None
    article = make_article(published_at=clock.now() - hours(1))
    for headline in ("Seen at nine", "Seen at ten"):
        article.headline = headline
        actions.save_article(article, by=by)
        article.refresh_from_db()
    clock.advance(days=100)

    assert prune() == "0 versions removed.\n"


@pytest.mark.parametrize("days", [-1, 0, 30, 40_000])
def test_days_in_which_a_form_may_still_be_open_are_refused(days):
    with pytest.raises(CommandError, match="--days must be"):
        prune(days=days)
