"""Notes of the desk on a story: what they keep, who may write them, whom they mention."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from articles import actions, notes
from articles.models import Article, Comment
from articles.roles import ROLES
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann():
    return make_user("Editor", username="ann.lee", first_name="Ann", last_name="Lee")


@pytest.fixture
def bo():
    return make_user("Reporter", username="bo")


@pytest.fixture
def article():
    return make_article(status="draft")


def mentioned(text, by):
    note = actions.add_comment(make_article(), by=by, text=text)
    return {account.username for account in note.mentions.all()}


# Writing


def test_a_note_keeps_who_wrote_it_when_and_at_which_version(article, ann, clock):
    note = actions.add_comment(article, by=ann, text="  Who said this?\r\n\r\nAnd when? ")

    note.refresh_from_db()
    assert (note.text, note.by) == ("Who said this?\n\nAnd when?", ann)
    assert (note.created_at, note.revision) == (clock.now(), article.revision)
    assert note.is_open


def test_a_note_changes_nothing_of_the_story(article, ann):
    before = Article.objects.values().get()

    actions.add_comment(article, by=ann, text="Why?")

    assert Article.objects.values().get() == before


def test_an_answer_to_an_answer_goes_to_its_thread(article, ann, bo):
    thread = actions.add_comment(article, by=ann, text="Why?")
    answer = actions.add_comment(article, by=bo, text="Because.", parent=thread)
    another = actions.add_comment(article, by=ann, text="I see.", parent=answer)

    assert another.parent == answer.parent == thread
    assert list(thread.answers.all()) == [answer, another]


def test_an_answer_stands_on_the_story_of_its_thread(article, ann):
    elsewhere = actions.add_comment(make_article(), by=ann, text="Why?")

    with pytest.raises(ValidationError, match="another story"):
        actions.add_comment(article, by=ann, text="Because.", parent=elsewhere)


def test_a_thread_has_an_end(article, ann, monkeypatch):
    monkeypatch.setattr("articles.actions.comments.MAX_ANSWERS", 1)
    thread = actions.add_comment(article, by=ann, text="Why?")
    actions.add_comment(article, by=ann, text="Because.", parent=thread)

    with pytest.raises(ValidationError, match="full"):
        actions.add_comment(article, by=ann, text="No.", parent=thread)


@pytest.mark.parametrize("text", ["", " \r\n\t ", "\x00\x07", "\u200b\ufeff", "\ud800"])
def test_a_note_says_something(article, ann, text):
    with pytest.raises(ValidationError, match="nothing written"):
        actions.add_comment(article, by=ann, text=text)

    assert not Comment.objects.exists()


def test_a_note_has_a_length(article, ann):
    with pytest.raises(ValidationError, match="at most 5000 characters; this one has 5001"):
        actions.add_comment(article, by=ann, text="x" * 5001)

    lines = "a\r\n" * 2500  # a browser counts each end of a line once
    assert len(actions.add_comment(article, by=ann, text=lines).text) == 4999


def test_what_no_database_holds_is_left_out(article, ann):
    note = actions.add_comment(article, by=ann, text="a\x00b\x08c\ud800d\uffffe 👩‍🔬")

    note.refresh_from_db()
    assert note.text == "abcde 👩‍🔬"


# Settling


def test_a_thread_is_resolved_and_opened_again(article, ann, bo, clock):
    thread = actions.add_comment(article, by=ann, text="Why?")

    actions.resolve_comment(thread, by=bo)
    thread.refresh_from_db()
    assert (thread.resolved_by, thread.resolved_at) == (bo, clock.now())
    assert not thread.is_open

    actions.reopen_comment(thread, by=ann)
    thread.refresh_from_db()
    assert (thread.resolved_by, thread.resolved_at) == (None, None)


def test_who_resolved_a_thread_first_stays(article, ann, bo):
    thread = actions.add_comment(article, by=ann, text="Why?")
    stale = Comment.objects.get()

    actions.resolve_comment(thread, by=bo)

    assert actions.resolve_comment(stale, by=ann).resolved_by == bo


def test_an_answer_is_not_resolved_alone(article, ann):
    thread = actions.add_comment(article, by=ann, text="Why?")
    answer = actions.add_comment(article, by=ann, text="Because.", parent=thread)

    for settle in (actions.resolve_comment, actions.reopen_comment):
        with pytest.raises(ValidationError):
            settle(answer, by=ann)


def test_an_answer_opens_a_resolved_thread(article, ann, bo):
    thread = actions.add_comment(article, by=ann, text="Why?")
    actions.resolve_comment(thread, by=ann)

    answer = actions.add_comment(article, by=bo, text="But why?", parent=thread)

    thread.refresh_from_db()
    assert thread.is_open
    assert answer.is_open


# Rights


@pytest.mark.parametrize("role", [role for role in ROLES if role != "Contributor"])
def test_every_role_that_sees_stories_writes_notes(article, role):
    user = make_user(role)

    thread = actions.add_comment(article, by=user, text="Why?")
    actions.resolve_comment(thread, by=user)
    actions.reopen_comment(thread, by=user)


@pytest.mark.parametrize(
    ("role", "fields"),
    [(None, {}), ("Editor", {"is_staff": False}), ("Editor", {"is_active": False})],
)
def test_nobody_else_does(article, ann, role, fields):
    user = make_user(role, **fields)
    thread = actions.add_comment(article, by=ann, text="Why?")

    for act in (
        lambda: actions.add_comment(article, by=user, text="Hello"),
        lambda: actions.resolve_comment(thread, by=user),
        lambda: actions.reopen_comment(thread, by=user),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert Comment.objects.get().is_open


# Mentions


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@bo", {"bo"}),
        ("Is that so, @Bo? And @ANN.LEE: see below.", {"bo", "ann.lee"}),
        ("Ask @ann.lee. Or (@bo).", {"bo", "ann.lee"}),
        ("@bo @bo @BO", {"bo"}),
        ("@жанна, да?", {"Жанна"}),
        ("@a@b.example writes", {"a@b.example"}),
        ("bo@bo.example, mail.to@bo", set()),
        ("https://social.example/@bo and http://@bo/", set()),
        ("@@bo @ bo @bob @b", set()),
        ("@left @reader", set()),
        ("@" * 4000, set()),
        ("@" + "b" * 4000, set()),
    ],
)
def test_a_note_mentions_colleagues_by_their_names(ann, bo, text, names):
    make_user(username="Жанна")
    make_user(username="a@b.example")
    make_user(username="left", is_active=False)
    make_user(username="reader", is_staff=False)

    assert mentioned(text, by=ann) == names


def test_of_names_that_differ_in_capitals_the_written_one_is_meant(ann, bo):
    make_user(username="Bo")

    assert mentioned("@bo", by=ann) == {"bo"}
    assert mentioned("@Bo", by=ann) == {"Bo"}


def test_names_that_nobody_has_are_told(ann, bo):
    assert notes.people("@bo, @nobody. @Ghost!") == ([bo], ["nobody", "Ghost"])


def test_a_note_without_names_asks_for_none(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert notes.people("a@b") == ([], [])


# How a note is shown


def drawn(text, *mentioned):
    return notes.draw(text, mentioned)


def test_markup_in_a_note_is_shown_as_it_was_written(bo):
    assert drawn("<b>&amp;</b> @bo<script>", bo) == (
        "&lt;b&gt;&amp;amp;&lt;/b&gt; "
        '<mark class="mention" dir="auto" title="bo">@bo</mark>&lt;script&gt;'
    )


def test_a_hostile_name_stays_a_name():
    user = make_user(username="eve", first_name='"><script>')

    assert "<script>" not in drawn("@eve", user)


def test_only_whom_a_note_mentions_is_marked(ann, bo):
    assert drawn("@bo @ann.lee.", ann) == (
        '@bo <mark class="mention" dir="auto" title="Ann Lee">@ann.lee</mark>.'
    )


@pytest.mark.parametrize(
    ("text", "address", "rest"),
    [
        ("https://a.example/b?c=d&e=f#g", "https://a.example/b?c=d&amp;e=f#g", ""),
        ("https://a.example/b.", "https://a.example/b", "."),
        ("https://a.example/b_(c)", "https://a.example/b_(c)", ""),
        ("https://a.example/b),", "https://a.example/b", "),"),
        ("https://a.example/'onclick=x()", "https://a.example/&#x27;onclick=x()", ""),
    ],
)
def test_addresses_become_links(text, address, rest):
    rel = "nofollow noopener noreferrer"

    shown = drawn(f"See {text}")

    assert shown == f'See <a href="{address}" rel="{rel}">{address}</a>{rest}'


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "data:text/html,x", "//a.example", "https://", "http://[::1"]
)
def test_nothing_else_becomes_a_link(text):
    assert "<a" not in drawn(text)


def test_a_whole_note_of_names_is_drawn_in_no_time(ann):
    text = "@ann.lee " * 555

    assert drawn(text, ann).count("<mark") == 555
