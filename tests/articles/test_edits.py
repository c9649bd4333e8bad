"""Saving beside others: what goes together, what waits, what readers see meanwhile."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from articles import actions
from articles.models import Article, Revision
from articles.revisions import content as contents
from articles.revisions.merge import Choice
from articles.revisions.words import Words
from articles.workflow import TransitionError
from newsroom import redirects
from tests.factories import (
    hours,
    make_article,
    make_author,
    make_image,
    make_tag,
    make_user,
)

from .drafts import TEXT, newest, story, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann():
    return make_user("Editor", username="ann")


@pytest.fixture
def ben():
    return make_user("Editor", username="ben")


# Revisions


def test_every_save_is_a_whole_revision_with_who_when_and_from_which(ann):
    author, tag, image = make_author(name="Ann Lee"), make_tag(name="Sea"), make_image()
    article = story(credits=[author], tags=[tag], lead_image=image)

    done = actions.edit(article, words(article, headline="New"), by=ann)

    kept = newest(article)
    assert (kept.number, kept.kind, kept.by, kept.base) == (2, "saved", ann, 1)
    assert kept.content == Revision.objects.numbered(article, 1).content | {"headline": "New"}
    assert kept.content["credits"] == [["writing", author.pk]]
    assert (kept.content["tags"], kept.content["lead_image"]) == ([tag.pk], image.pk)
    assert kept.names["author"] == {str(author.pk): "Ann Lee"}
    assert done.revision == kept
    assert Article.objects.get().headline == "New"


def test_a_save_of_nothing_new_adds_no_revision(ann):
    article = story()

    done = actions.edit(article, words(article), by=ann)

    assert done.is_unchanged
    assert article.revisions.count() == 1


def test_publication_is_a_revision():
    article = story(status="published")

    assert [r.kind for r in article.revisions.all()] == ["published", "imported"]
    assert (article.revision, article.public_revision) == (2, 2)


def test_a_row_from_before_revisions_gets_its_first_at_the_next_save(ann):
    article = story(status="published", headline="As it was", credits=[make_author()])
    Revision.objects.all().delete()
    Article.objects.update(revision=0, public_revision=0)
    article.refresh_from_db()
    content, _names = contents.read(article)

    actions.edit(article, Words(content | {"headline": "New"}, base=0), by=ann)

    assert [r.headline for r in article.revisions.all()] == ["New", "As it was"]
    article.refresh_from_db()
    assert (article.revision, article.public_revision, article.headline) == (2, 1, "As it was")


# Merging


def test_changes_that_do_not_overlap_go_together(ann, ben):
    article = story()
    mine = words(article, body="<p>One, by Ann.</p><p>Two.</p><p>Three.</p>", headline="Ann's")
    theirs = words(article, body="<p>One.</p><p>Two, by Ben.</p><p>Three.</p>", dateline="KYIV")
    actions.edit(article, theirs, by=ben)

    done = actions.edit(article, mine, by=ann)

    article.refresh_from_db()
    assert article.body == "<p>One, by Ann.</p><p>Two, by Ben.</p><p>Three.</p>"
    assert (article.headline, article.dateline) == ("Ann's", "KYIV")
    assert (done.revision.kind, done.revision.base, done.revision.beside) == ("merged", 1, 2)
    assert set(done.merged.from_theirs) == {"body", "dateline"}


def test_credits_and_tags_of_both_stay(ann, ben):
    a, b, c = make_author(), make_author(), make_author()
    sea, sky = make_tag(), make_tag()
    article = story(credits=[a])
    mine = words(article, credits=[["writing", a.pk], ["writing", b.pk]], tags=[sea.pk])
    theirs = words(article, credits=[["writing", c.pk], ["writing", a.pk]], tags=[sky.pk])
    actions.edit(article, theirs, by=ben)

    actions.edit(article, mine, by=ann)

    assert {c.author for c in article.credits.all()} == {a, b, c}
    assert set(article.tags.all()) == {sea, sky}


def test_an_overlap_waits_with_both_texts_stored(ann, ben):
    article = story()
    mine = words(article, body=TEXT.replace("Two", "Ann's two"), dateline="LVIV", sitting="s")
    actions.edit(article, words(article, body=TEXT.replace("Two", "Ben's two")), by=ben)

    done = actions.edit(article, mine, by=ann)

    assert done.is_conflict
    assert (done.revision.kind, done.revision.waits, done.revision.base) == ("conflict", True, 1)
    assert done.revision.content["body"] == mine.content["body"]
    article.refresh_from_db()
    assert ("Ben's two" in article.body, article.dateline, article.revision) == (True, "", 2)


@pytest.mark.parametrize(
    ("choice", "body"),
    [
        (Choice("mine"), "<p>One.</p><p>Ann's two.</p><p>Three.</p>"),
        (Choice("theirs"), "<p>One.</p><p>Ben's two.</p><p>Three.</p>"),
        (Choice("both"), "<p>One.</p><p>Ben's two.</p><p>Ann's two.</p><p>Three.</p>"),
        (Choice("own", "<p>Our two.</p>"), "<p>One.</p><p>Our two.</p><p>Three.</p>"),
    ],
)
def test_a_decision_brings_the_whole_text_in(ann, ben, choice, body):
    article = story()
    mine = words(article, body=TEXT.replace("Two", "Ann's two"), dateline="LVIV")
    actions.edit(article, words(article, body=TEXT.replace("Two", "Ben's two")), by=ben)
    waiting = actions.edit(article, mine, by=ann)
    [overlap] = waiting.merged.conflicts

    done = actions.decide(waiting.revision, {overlap.key: choice}, by=ann)

    assert not done.is_conflict
    article.refresh_from_db()
    assert (article.body, article.dateline) == (body, "LVIV")
    assert not Revision.objects.filter(waits=True).exists()


def test_a_decision_left_open_changes_nothing_and_keeps_waiting(ann, ben):
    article = story()
    mine = words(article, headline="Ann's")
    actions.edit(article, words(article, headline="Ben's"), by=ben)
    waiting = actions.edit(article, mine, by=ann).revision

    done = actions.decide(waiting, {"nonsense": Choice("mine")}, by=ann)

    assert done.is_conflict
    assert done.revision == waiting
    assert article.revisions.filter(kind="conflict").count() == 1


def test_what_is_wrong_only_together_is_refused(ann, ben):
    article = story(published_at=None)
    noon = "2030-01-07T12:00:00+00:00"
    mine = words(article, expires_at="2030-01-07T11:00:00+00:00")
    actions.edit(article, words(article, published_at=noon), by=ben)

    with pytest.raises(ValidationError):
        actions.edit(article, mine, by=ann)

    assert newest(article).content["published_at"] == noon


@pytest.mark.parametrize("base", [99, 2**31 - 1])
def test_a_base_that_never_was_is_refused(ann, base):
    article = story()

    with pytest.raises(ValidationError):
        actions.edit(article, Words(words(article).content, base=base), by=ann)


def test_who_may_not_edit_may_not_merge_either(ben):
    article = story()

    with pytest.raises(PermissionDenied):
        actions.edit(article, words(article, headline="X"), by=make_user("Reporter"))


# The working copy


def test_readers_see_nothing_of_a_live_story_s_changes_until_they_are_published(client, ann):
    article = story(status="published", headline="Old")

    actions.edit(article, words(article, headline="Fresh words"), by=ann)

    assert "Old" in client.get(article.get_absolute_url()).text
    assert "Fresh words" not in client.get("/").text
    assert Article.objects.get().has_unpublished_changes
    actions.publish_changes(article, by=ann)
    assert "Fresh words" in client.get(article.get_absolute_url()).text
    assert not Article.objects.get().has_unpublished_changes


def test_published_changes_take_credits_tags_and_the_address_along(client, ann):
    author = make_author(name="Ann Lee", role_title="Reporter")
    article = story(status="published", slug="old", tags=[make_tag()])
    tag = make_tag(name="Sea")
    changed = {"slug": "new", "tags": [tag.pk], "credits": [["writing", author.pk]]}
    actions.edit(article, words(article, **changed), by=ann)
    assert article.credits.count() == 0

    actions.publish_changes(article, by=ann)

    credit = article.credits.get()
    assert (credit.name, credit.role_title) == ("Ann Lee", "Reporter")
    assert list(article.tags.all()) == [tag]
    assert redirects.find("/old/") == "/new/"


def test_discarded_changes_stay_in_the_history(ann):
    article = story(status="published", headline="Old")
    actions.edit(article, words(article, headline="New"), by=ann)

    actions.discard_changes(article, by=ann)

    assert [r.headline for r in article.revisions.all()] == ["Old", "New", "Old", "Old"]
    assert newest(article).kind == "discarded"
    assert not Article.objects.get().has_unpublished_changes


def test_changes_wait_for_their_hour_without_any_job(client, clock, ann):
    article = story(status="published", headline="Old", published_at=clock.now() - hours(1))
    actions.edit(article, words(article, headline="Fresh words"), by=ann)

    actions.publish_changes(article, by=ann, at=clock.now() + hours(1))

    assert "Old" in client.get(article.get_absolute_url()).text
    clock.advance(hours=1)
    assert "Fresh words" in client.get("/").text
    article.refresh_from_db()
    assert (article.headline, article.changes_at, article.changes_revision) == (
        "Fresh words",
        None,
        0,
    )
    assert not article.has_unpublished_changes


def test_what_is_written_after_the_scheduling_waits_for_the_next_time(client, clock, ann):
    article = story(status="published", headline="Old", published_at=clock.now() - hours(1))
    actions.edit(article, words(article, headline="New"), by=ann)
    actions.publish_changes(article, by=ann, at=clock.now() + hours(1))

    actions.edit(article, words(article, headline="Newer"), by=ann)
    clock.advance(hours=2)

    assert "Newer" not in client.get(article.get_absolute_url()).text
    article.refresh_from_db()
    assert (article.headline, newest(article).headline) == ("New", "Newer")
    assert article.has_unpublished_changes


def test_scheduled_changes_can_be_called_off(clock, ann):
    article = story(status="published", headline="Old", published_at=clock.now() - hours(1))
    actions.edit(article, words(article, headline="New"), by=ann)
    actions.publish_changes(article, by=ann, at=clock.now() + hours(1))

    actions.call_off_changes(article, by=ann)
    clock.advance(hours=2)

    assert actions.publish_due_changes() == 0
    assert Article.objects.get().headline == "Old"
    with pytest.raises(TransitionError):
        actions.call_off_changes(article, by=ann)


def test_changes_that_cannot_go_out_at_their_hour_break_no_page_and_come_back(client, clock, ann):
    article = story(status="published", slug="old", published_at=clock.now() - hours(1))
    actions.edit(article, words(article, slug="wanted"), by=ann)
    actions.publish_changes(article, by=ann, at=clock.now() + hours(1))
    make_article(slug="wanted", published_at=clock.now() - hours(1))
    clock.advance(hours=2)

    assert client.get("/old/").status_code == 200

    article.refresh_from_db()
    assert (article.changes_at, article.slug) == (None, "old")
    [waiting] = Revision.objects.waiting_for(ann)
    assert "Another page has this address." in waiting.note


def test_a_withdrawn_story_is_edited_in_place_with_what_was_unpublished(ann):
    article = story(status="published", headline="Old", slug="old")
    actions.edit(article, words(article, headline="New", slug="new"), by=ann)

    actions.withdraw(article, by=ann, reason="Wrong.")

    article.refresh_from_db()
    assert (article.headline, article.slug) == ("New", "old")


def test_changes_are_checked_like_any_publication(ann):
    image = make_image(photographer="")
    article = story(status="published")
    actions.edit(article, words(article, lead_image=image.pk), by=ann)

    with pytest.raises(ValidationError):
        actions.publish_changes(article, by=ann)

    assert Article.objects.get().lead_image is None


def test_publishing_changes_needs_changes_a_live_story_and_the_right(ann):
    live, draft = story(status="published"), story()

    for article in (live, draft):
        for action in (actions.publish_changes, actions.discard_changes):
            with pytest.raises(TransitionError):
                action(article, by=ann)
    with pytest.raises(PermissionDenied):
        actions.publish_changes(live, by=make_user("Reporter"))


def test_a_picture_of_the_working_copy_counts_as_used(ann):
    image = make_image()
    article = story(status="published")

    actions.edit(
        article, words(article, body=f'<figure data-gallery="{image.pk}"></figure>'), by=ann
    )

    assert article.body_pictures.get().image == image
