"""The changes of live stories: what they need, what they keep, and what their hour brings."""

import time

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from articles import actions
from articles.models import Article, Comment, Revision
from articles.revisions.words import Words
from articles.workflow import TransitionError
from media import uses
from newsroom.outbox import running
from newsroom.outbox.models import Effect
from tests.factories import hours, make_article, make_author, make_image, make_user

from .drafts import held

pytestmark = pytest.mark.django_db

TEXT = "<p>One two three.</p>"
PLACES = {
    "body": lambda image: f'{TEXT}<figure data-image="{image.pk}"></figure>',
    "lead_image": lambda image: image.pk,
    "social_image": lambda image: image.pk,
}


@pytest.fixture
def ann():
    return make_user("Editor", username="ann")


@pytest.fixture
def live(clock):
    return make_article(headline="Old", body=TEXT, published_at=clock.now() - hours(1))


def newest(article):
    article.refresh_from_db()
    return Revision.objects.numbered(article, article.revision)


def edit(article, by, **changed):
    desk = newest(article)
    return actions.edit(article, Words(desk.content | changed, base=desk.number), by=by)


def schedule(article, by, clock, **changed):
    edit(article, by, **changed)
    return actions.publish_changes(article, by=by, at=clock.now() + hours(1))


def is_used(image):
    return bool(uses.of(image))


# What they need


def test_a_text_that_cannot_stand_does_not_go_out(ann, live):
    edit(live, ann, headline="")

    with pytest.raises(ValidationError):
        actions.publish_changes(live, by=ann)

    assert Article.objects.get().headline == "Old"


def test_a_story_without_a_headline_is_not_published(ann):
    article = make_article(status="draft")
    edit(article, ann, headline="  ")

    with pytest.raises(ValidationError, match="without a headline"):
        actions.publish(article, by=ann)

    assert Article.objects.get().status == "draft"


def test_a_story_that_cannot_stand_is_not_published(ann):
    article = make_article(status="draft")
    edit(article, ann, language="xx")

    with pytest.raises(ValidationError):
        actions.publish(article, by=ann)


def test_only_the_version_that_was_looked_at_goes_out(ann, live):
    seen = edit(live, ann, headline="New").revision.number
    edit(live, ann, headline="Newer")

    for action in (actions.publish_changes, actions.discard_changes):
        with pytest.raises(ValidationError, match="Somebody saved meanwhile"):
            action(live, by=ann, seen=seen)

    actions.publish_changes(live, by=ann, seen=seen + 1)
    assert Article.objects.get().headline == "Newer"


# Their pictures


@pytest.mark.parametrize("place", PLACES)
def test_pictures_of_scheduled_changes_are_in_use_whatever_is_written_after(
    clock, ann, live, place
):
    image = make_image()
    without = newest(live).content[place]
    schedule(live, ann, clock, **{place: PLACES[place](image)})
    edit(live, ann, **{place: without})
    assert is_used(image)

    clock.advance(hours=2)
    actions.publish_due_changes()

    assert is_used(image)
    assert newest(live).content[place] == without
    edit(live, ann, dateline="KYIV")
    assert is_used(image)


@pytest.mark.parametrize("place", PLACES)
def test_pictures_of_the_desk_s_text_stay_in_use_when_older_changes_go_live(
    clock, ann, live, place
):
    image = make_image()
    schedule(live, ann, clock, headline="New")
    edit(live, ann, **{place: PLACES[place](image)})

    clock.advance(hours=2)
    actions.publish_due_changes()

    assert is_used(image)


def test_pictures_that_readers_see_no_longer_are_free_when_changes_are_published(ann, live):
    image = make_image()
    edit(live, ann, body=PLACES["body"](image))
    actions.publish_changes(live, by=ann)
    edit(live, ann, body=TEXT)
    assert is_used(image)

    actions.publish_changes(live, by=ann)

    assert not is_used(image)


def test_pictures_that_readers_see_no_longer_are_free_after_the_hour(clock, ann, live):
    image = make_image()
    edit(live, ann, body=PLACES["body"](image))
    actions.publish_changes(live, by=ann)
    schedule(live, ann, clock, body=TEXT)
    clock.advance(hours=2)

    actions.publish_due_changes()

    assert not is_used(image)


def test_pictures_are_free_when_others_changes_are_scheduled_instead(clock, ann, live):
    image = make_image()
    schedule(live, ann, clock, body=PLACES["body"](image))

    schedule(live, ann, clock, body=TEXT, headline="New")

    assert not is_used(image)


def test_pictures_of_changes_that_were_called_off_are_free(clock, ann, live):
    image = make_image()
    schedule(live, ann, clock, lead_image=image.pk)
    edit(live, ann, lead_image=None)

    actions.call_off_changes(live, by=ann)

    assert not is_used(image)


def test_pictures_of_discarded_changes_are_free(ann, live):
    image = make_image()
    edit(live, ann, lead_image=image.pk)

    actions.discard_changes(live, by=ann)

    assert not is_used(image)


def test_pictures_that_nobody_sees_any_more_are_free_when_a_story_is_withdrawn(ann, live):
    image = make_image()
    edit(live, ann, body=PLACES["body"](image))
    actions.publish_changes(live, by=ann)
    edit(live, ann, body=TEXT)

    actions.withdraw(live, by=ann, reason="Wrong.")

    assert not is_used(image)


# Discarded beside an hour


def test_discarding_goes_back_to_what_waits_for_its_hour(client, clock, ann, live):
    schedule(live, ann, clock, headline="Scheduled")
    edit(live, ann, headline="Newer")

    actions.discard_changes(live, by=ann)

    kept = newest(live)
    assert (kept.kind, kept.headline) == ("discarded", "Scheduled")
    assert (live.headline, live.changes_at) == ("Old", clock.now() + hours(1))
    with pytest.raises(TransitionError, match="call off their hour"):
        actions.discard_changes(live, by=ann)
    clock.advance(hours=1)
    assert "Scheduled" in client.get(live.get_absolute_url()).text
    assert not Article.objects.get().has_unpublished_changes


# At their hour


def test_who_scheduled_is_told_what_was_left_out_at_the_hour(clock, ann, live):
    author = make_author(name="Bo Kim")
    schedule(live, ann, clock, credits=[["writing", author.pk]])
    author.delete()
    clock.advance(hours=2)

    actions.publish_due_changes()

    [told] = Comment.objects.mentioning(ann)
    assert "The author “Bo Kim” no longer exists and is left out." in told.text
    assert (told.article, told.is_open) == (live, True)


def test_changes_without_their_version_break_no_page_and_are_not_tried_again(client, clock, ann):
    article = make_article(published_at=clock.now() - hours(1))
    other = make_article(headline="Another story", published_at=clock.now() - hours(1))
    schedule(article, ann, clock, headline="New")
    Revision.objects.filter(kind="scheduled").delete()
    clock.advance(hours=2)

    assert client.get(other.get_absolute_url()).status_code == 200

    assert Article.objects.get(pk=article.pk).changes_at is None


def test_scheduled_changes_take_no_live_story_away(client, clock, ann):
    article = make_article(status="ready", headline="Live")
    article = actions.publish(article, by=ann, at=clock.now() + hours(1))
    edit(article, ann, embargo_until=(clock.now() + hours(9)).isoformat())
    actions.publish_changes(article, by=ann, at=clock.now() + hours(2))
    clock.advance(hours=2)

    assert "Live" in client.get(article.get_absolute_url()).text

    [waiting] = Revision.objects.waiting_for(ann)
    assert "withdraw it" in waiting.note


def test_a_worker_comes_again_while_changes_are_due(clock, ann, live, monkeypatch):
    schedule(live, ann, clock, headline="New")
    clock.advance(hours=2)
    effects = Effect.objects.filter(kind="changes")
    with monkeypatch.context() as busy:
        busy.setattr("articles.actions.changes.MOST_AT_ONCE", 0)
        running.run(effects.get().pk)
    assert effects.get().done_at is None

    clock.advance(hours=1)
    running.run(effects.get().pk)

    assert effects.get().done_at
    assert Article.objects.get().headline == "New"


def test_changes_that_break_hold_up_no_others(clock, ann):
    broken, sound = (make_article(published_at=clock.now() - hours(1)) for _ in range(2))
    schedule(broken, ann, clock, headline="New")
    clock.advance(minutes=1)
    schedule(sound, ann, clock, headline="New")
    Revision.objects.filter(article=broken, kind="scheduled").update(content={"credits": 7})
    clock.advance(hours=2)

    assert actions.publish_due_changes() == 1

    sound.refresh_from_db()
    assert sound.headline == "New"
    [waiting] = Revision.objects.waiting_for(ann)
    assert waiting.article == broken


@pytest.fixture
def impatient(transactional_db):
    """Waiting for a lock ends some time: on SQLite, where all writers queue, before long."""
    is_sqlite = connection.vendor == "sqlite"
    connection.cursor().execute(
        "PRAGMA busy_timeout = 100" if is_sqlite else "SET lock_timeout = '8s'"
    )
    yield
    connection.close()


def test_a_reader_waits_for_nobody_who_holds_a_story_that_is_due(impatient, client, clock, ann):
    article = make_article(headline="Old", published_at=clock.now() - hours(1))
    other = make_article(published_at=clock.now() - hours(1))
    schedule(article, ann, clock, headline="New")
    clock.advance(hours=2)

    with held(article):
        begun = time.monotonic()
        assert client.get(other.get_absolute_url()).status_code == 200
        assert "Old" in client.get(article.get_absolute_url()).text
        assert time.monotonic() - begun < 5

    assert "New" in client.get(article.get_absolute_url()).text
