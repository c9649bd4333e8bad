"""Versions of a front: kept, published, scheduled, called off, gone back to; by two at once."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import ProtectedError

from articles import actions
from articles.fronts.changes import differences
from articles.fronts.compose import front
from articles.fronts.document import read
from articles.models import Front, FrontPicture, FrontVersion
from articles.workflow import TransitionError
from tests.factories import hours, make_article, make_image, make_section, make_user

from .boards import Rule, Slot, Source, front_of, new_zone, pin, published

pytestmark = pytest.mark.django_db

LEAD = front_of(new_zone("lead", "lead"))
STRIP = front_of(new_zone("strip", "strip"))


def live():
    return front().version.number


def test_a_draft_is_seen_by_nobody():
    published(LEAD)

    actions.save_front(None, actions.FrontEdit(STRIP, base=1, note=" Try \n this "), by=None)

    assert live() == 1
    draft = FrontVersion.objects.first()
    assert (draft.number, draft.base, draft.state, draft.note) == (2, 1, "draft", "Try this")


def test_one_goes_back_to_any_version_and_nothing_is_lost():
    first = published(LEAD)
    published(STRIP, base=1)

    saved = actions.publish_front_version(first, by=None, seen=2)

    assert saved.version.number == live() == 3
    assert saved.version.note == "Back to version 1"
    assert read(saved.version.document) == LEAD
    assert FrontVersion.objects.count() == 3


def test_what_was_published_before_the_clock_was_set_back_comes_no_more(clock):
    published(LEAD)
    early = published(STRIP, base=1)
    planned = published(STRIP, base=1, at=clock.now() + hours(2))
    clock.advance(hours=-1)

    newest = published(LEAD, base=2)
    clock.advance(hours=1.5)

    assert live() == newest.number
    early.refresh_from_db()
    assert early.goes_live_at == newest.goes_live_at
    clock.advance(hours=2)
    assert live() == planned.number


def test_a_draft_that_is_published_says_what_it_changes():
    published(LEAD)
    draft = actions.save_front(None, actions.FrontEdit(STRIP, base=1), by=None)

    version = actions.publish_front_version(draft, by=None, seen=2).version

    assert version.base == 1


@pytest.mark.parametrize("later", [None, hours(1)])
def test_pressed_twice_it_is_published_once(clock, later):
    published(LEAD)
    at = clock.now() + later if later else None
    ann, edit = make_user("Editor"), actions.FrontEdit(STRIP, base=1, seen=1)

    first, second = (actions.publish_front(None, edit, by=ann, at=at) for _ in range(2))

    assert not second.is_conflict
    assert second.version == first.version
    assert FrontVersion.objects.count() == 2


def test_the_same_by_another_or_for_another_hour_or_after_a_change_is_no_second_press(clock):
    published(LEAD)
    ann, ben = make_user("Editor"), make_user("Editor")
    edit = actions.FrontEdit(STRIP, base=1, seen=1)
    actions.publish_front(None, edit, by=ann)

    assert actions.publish_front(None, edit, by=ben).is_conflict
    assert actions.publish_front(None, edit, by=ann, at=clock.now() + hours(1)).is_conflict
    assert actions.publish_front(None, actions.FrontEdit(LEAD, 1, 1), by=ann).is_conflict
    published(LEAD, by=ben, base=2)
    assert actions.publish_front(None, edit, by=ann).is_conflict


def test_what_was_published_meanwhile_is_not_overwritten_and_nor_is_ours_lost():
    published(LEAD)
    ann, ben = make_user("Editor"), make_user("Editor")
    theirs = published(STRIP, by=ann, base=1, seen=1)

    saved = actions.publish_front(None, actions.FrontEdit(LEAD, 1, 1), by=ben)

    assert saved.theirs == theirs
    assert (saved.version.number, saved.version.state) == (3, "draft")
    assert live() == theirs.number
    again = actions.publish_front_version(saved.version, by=ben, seen=3)
    assert not again.is_conflict
    assert live() == 4


def test_a_draft_of_somebody_else_stops_nobody():
    published(LEAD)
    actions.save_front(None, actions.FrontEdit(STRIP, 1, 1), by=None)

    assert not actions.publish_front(None, actions.FrontEdit(STRIP, 1, 1), by=None).is_conflict


def test_of_two_who_publish_at_the_same_moment_one_is_told(together):
    published(LEAD)
    ann, ben = make_user("Editor"), make_user("Editor")

    def publish(by, document):
        return lambda: actions.publish_front(None, actions.FrontEdit(document, 1, 1), by=by)

    results = together(publish(ann, STRIP), publish(ben, LEAD))

    assert sorted(saved.is_conflict for saved in results) == [False, True], results
    assert sorted(saved.version.number for saved in results) == [2, 3]
    assert FrontVersion.objects.count() == 3


def test_two_who_first_save_a_front_at_once_share_it(together):
    edit = actions.FrontEdit(LEAD)

    results = together(*[lambda: actions.save_front(None, edit, by=None)] * 2)

    assert sorted(version.number for version in results) == [1, 2], results
    assert Front.objects.count() == 1


def test_a_scheduled_version_can_be_called_off_until_its_hour(clock):
    published(LEAD)
    later = published(STRIP, at=clock.now() + hours(1))
    actions.call_off_front(later, by=None)
    clock.advance(hours=2)
    assert live() == 1

    with pytest.raises(TransitionError):
        actions.call_off_front(later, by=None)
    with pytest.raises(TransitionError):
        actions.call_off_front(FrontVersion.objects.get(number=1), by=None)


def test_an_hour_that_is_over_is_refused(clock):
    with pytest.raises(ValidationError, match="This hour is over"):
        published(LEAD, at=clock.now() - hours(1))


def test_the_version_whose_hour_came_last_is_live(clock):
    published(LEAD, at=clock.now() + hours(2))
    published(STRIP)
    assert live() == 2

    clock.advance(hours=2)

    assert live() == 1


@pytest.mark.parametrize("role", ["Contributor", "Reporter", "Picture editor", "Staff manager"])
def test_others_edit_no_front(role):
    with pytest.raises(PermissionDenied):
        actions.save_front(None, actions.FrontEdit(LEAD), by=make_user(role))


def test_who_is_bound_to_a_section_edits_its_front_and_no_other():
    own, other = make_section(), make_section()
    editor = make_user("Editor")
    own.editors.add(editor)

    version = actions.save_front(own, actions.FrontEdit(LEAD), by=editor)
    assert version.front.section == own
    for section in (other, None):
        with pytest.raises(PermissionDenied):
            actions.save_front(section, actions.FrontEdit(LEAD), by=editor)
    assert actions.save_front(None, actions.FrontEdit(LEAD), by=make_user("Managing editor"))


def test_a_document_that_cannot_stand_is_not_stored():
    article = make_article()
    twice = front_of(new_zone("stories", "a", slots=(pin(article), pin(article))))

    with pytest.raises(ValidationError, match="pinned in another place"):
        published(twice)
    assert not FrontVersion.objects.exists()


def test_a_picture_of_a_front_in_use_is_not_deleted_and_one_of_old_versions_may_go():
    image, article = make_image(), make_article()
    slot = pin(article, picture=image.pk)
    published(front_of(new_zone("lead", "lead", slots=(slot,))))
    with pytest.raises(ProtectedError):
        image.delete()

    published(LEAD)

    assert not FrontPicture.objects.exists()
    image.delete()
    published(front_of(new_zone("lead", "lead", slots=(slot,))))  # an old page, sent again


def test_a_section_takes_its_front_with_it():
    section = make_section()
    published(LEAD, section=section)

    actions.delete_section(section, by=None)

    assert not Front.objects.filter(section__isnull=False).exists()


# What changed, in words


def test_changes_are_said_in_words(clock):
    flood, vote = (make_article(headline=h) for h in ("Flood", "Vote"))
    names = {flood.pk: "Flood", vote.pk: "Vote"}
    lead, top = new_zone("lead", "lead"), new_zone("secondary", "top")
    before = front_of(
        new_zone("lead", "lead", slots=(pin(flood),)),
        new_zone("secondary", "top", slots=(pin(vote),)),
        new_zone("strip", "strip"),
    )
    moved = new_zone(
        "secondary", "top", title="Today", places=5, rule=Rule(Source.READ),
        slots=(Slot(), pin(flood, headline="Water", until=clock.now(), size="large", picture=1)),
    )  # fmt: skip

    assert differences(before, before, names) == []
    assert differences(before, front_of(moved, lead, new_zone("tag", "new")), names) == [
        "Called the zone Secondary “Today”",
        "Today: 5 places instead of 4",
        "Today is filled by another rule",
        "Added the zone Tag block",
        "Removed the zone Picture strip",
        "Put the zones in another order: Today, Lead",
        "Moved “Flood” from Lead to Today",
        "Headline for “Flood”: Water",
        "Another picture for “Flood”",
        "Another size for “Flood”",
        "“Flood” is pinned until 7 Jan 2030, 09:00",
        "Removed “Vote” from Secondary",
    ]
    assert differences(front_of(lead, top), before, {flood.pk: "Flood"}) == [
        "Added the zone Picture strip",
        "Pinned “Flood” in Lead",
        "Pinned “(a story that is gone)” in Secondary",
    ]
