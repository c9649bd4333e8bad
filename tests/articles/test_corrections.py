"""What readers are told of a story beside its text: who may, what is kept, what it moves."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from articles import actions
from articles.actions import Told
from articles.models import Correction
from articles.workflow import TransitionError
from tests.articles.drafts import edit
from tests.factories import hours, make_article, make_correction, make_section, make_user

pytestmark = pytest.mark.django_db

KINDS = Correction.Kind
TOLD = [kind for kind in KINDS if kind not in {KINDS.NOTE, KINDS.RETRACTION}]


def test_a_correction_belongs_to_what_readers_saw_and_says_who_and_when(clock):
    editor = make_user("Editor")
    article = make_article(published_at=clock.now() - hours(1))

    told = actions.add_correction(article, Told("It was <b>two</b>.\r\n\r\nSorry."), by=editor)

    article.refresh_from_db()
    assert (told.revision, told.by, told.published_at) == (
        article.public_revision, editor, clock.now(),
    )  # fmt: skip
    assert told.text == "It was <b>two</b>.\n\nSorry."
    assert (told.kind, told.place) == ("correction", "below")


@pytest.mark.parametrize("kind", TOLD)
def test_what_readers_are_told_moves_the_updated_time(clock, kind):
    article = make_article(published_at=clock.now() - hours(1))

    make_correction(article, kind=kind)

    article.refresh_from_db()
    assert article.updated_at == clock.now()


def test_an_editors_note_leaves_the_updated_time_alone(clock):
    article = make_article(published_at=clock.now() - hours(1))

    make_correction(article, kind="note")

    article.refresh_from_db()
    assert article.updated_at is None


def test_the_updated_time_stays_when_older_changes_are_published_after_it(clock):
    editor = make_user("Editor")
    article = make_article(published_at=clock.now() - hours(1))
    edit(article, editor, headline="Put right")

    make_correction(article)
    clock.advance(minutes=1)
    actions.publish_changes(article, by=editor)

    article.refresh_from_db()
    assert article.headline == "Put right"
    assert article.updated_at == clock.now() - hours(1 / 60)
    assert not article.has_unpublished_changes


def test_the_same_correction_sent_twice_is_one(clock):
    ann, article = make_user("Editor"), make_article()
    first = make_correction(article, text="It was two.", by=ann)
    clock.advance(seconds=30)

    assert make_correction(article, text="It was two.", by=ann) == first
    others = [
        make_correction(article, text="It was two.", by=make_user("Editor")),
        make_correction(article, text="It was two.", by=ann, kind="apology"),
        make_correction(text="It was two.", by=ann),
    ]
    actions.take_back_correction(first, by=ann)
    others.append(make_correction(article, text="It was two.", by=ann))
    clock.advance(minutes=2)
    others.append(make_correction(article, text="It was two.", by=ann))

    assert Correction.objects.count() == len({first, *others}) == 6


@pytest.mark.parametrize("state", ["draft", "review", "ready", "spiked", "withdrawn"])
def test_there_is_nothing_to_correct_where_readers_see_nothing(state):
    with pytest.raises(TransitionError):
        make_correction(make_article(status=state))


def test_a_scheduled_story_takes_an_editors_note_and_nothing_else(clock):
    article = make_article(published_at=clock.now() + hours(1))

    with pytest.raises(TransitionError):
        make_correction(article)
    note = make_correction(article, kind="note")

    assert not Correction.objects.public().exists()
    clock.advance(hours=2)
    assert list(Correction.objects.public()) == [note]
    note.refresh_from_db()
    assert note.told_at == clock.now() - hours(1)


def test_a_story_is_retracted_by_withdrawing_it_and_by_nothing_else():
    with pytest.raises(ValidationError, match="withdraw"):
        make_correction(kind="retraction")


@pytest.mark.parametrize("text", ["", "  \n", "\x00\x07", "-", "x" * 5001])
def test_what_says_nothing_or_too_much_is_refused(text):
    with pytest.raises(ValidationError):
        make_correction(text=text)


@pytest.mark.parametrize("wrong", [{"kind": "rumour"}, {"place": "aside"}])
def test_only_known_kinds_and_places_are_taken(wrong):
    with pytest.raises(ValidationError):
        make_correction(**wrong)


# Who may


@pytest.mark.parametrize("role", ["Contributor", "Reporter", "Picture editor", "Staff manager"])
def test_correcting_takes_the_right_to(role):
    told = make_correction()
    user = make_user(role)

    for act in (
        lambda: actions.add_correction(told.article, Told("No."), by=user),
        lambda: actions.edit_correction(told, Told("No."), by=user),
        lambda: actions.take_back_correction(told, by=user),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_an_editor_of_another_section_corrects_nothing_here():
    editor = make_user("Editor")
    make_section().editors.add(editor)

    with pytest.raises(PermissionDenied):
        make_correction(make_article(), by=editor)


# Changing one, and taking it back


def test_a_correction_is_changed_with_a_trace(clock):
    ann, bo = make_user("Editor"), make_user("Editor")
    told = make_correction(text="It was two.", by=ann)
    clock.advance(hours=1)

    changed = actions.edit_correction(
        told, Told("It was three.", kind="apology", place="above"), by=bo, note="Counted again."
    )

    assert (changed.text, changed.kind, changed.place) == ("It was three.", "apology", "above")
    assert (changed.by, changed.changed_at) == (ann, clock.now())
    [before] = changed.versions.all()
    assert (before.text, before.kind, before.place) == ("It was two.", "correction", "below")
    assert (before.by, before.at, before.note) == (bo, clock.now(), "Counted again.")


def test_the_same_words_again_leave_no_trace():
    told = make_correction(text="It was two.")

    same = actions.edit_correction(told, Told(" It was two.\n"), by=None)

    assert same.changed_at is None
    assert not same.versions.exists()


def test_what_no_reader_has_seen_is_changed_without_telling_readers(clock):
    note = make_correction(make_article(status="draft"), kind="note")

    changed = actions.edit_correction(note, Told("Better.", kind="note"), by=None)

    assert changed.changed_at is None
    assert changed.versions.count() == 1


def test_a_note_becomes_a_correction_where_readers_see_the_story_alone(clock):
    seen = make_article(published_at=clock.now() - hours(1))
    note, unseen = make_correction(seen, kind="note"), make_article(status="draft")
    early = make_correction(unseen, kind="note")
    clock.advance(hours=1)

    actions.edit_correction(note, Told("It was two."), by=None)
    with pytest.raises(TransitionError, match="nothing to correct"):
        actions.edit_correction(early, Told("It was two."), by=None)

    seen.refresh_from_db()
    assert seen.updated_at == clock.now()
    early.refresh_from_db()
    assert (early.kind, early.versions.count()) == ("note", 0)


def test_a_correction_reworded_leaves_the_updated_time_alone(clock):
    article = make_article(published_at=clock.now() - hours(1))
    told = make_correction(article)
    clock.advance(hours=1)

    actions.edit_correction(told, Told("It was two."), by=None)

    article.refresh_from_db()
    assert article.updated_at == clock.now() - hours(1)


def test_what_is_taken_back_stays_with_who_and_why(clock):
    editor = make_user("Editor")
    told = make_correction()

    actions.take_back_correction(told, by=editor, because="It was right.")

    told.refresh_from_db()
    assert (told.taken_back_by, told.taken_back_at) == (editor, clock.now())
    assert told.taken_back_because == "It was right."
    assert not Correction.objects.public().exists()


def test_what_was_taken_back_is_neither_changed_nor_taken_back_again():
    told = make_correction()
    actions.take_back_correction(told, by=None)

    with pytest.raises(TransitionError):
        actions.take_back_correction(told, by=None)
    with pytest.raises(TransitionError):
        actions.edit_correction(told, Told("Other words."), by=None)
