"""What people say with a move: asked beside the button, read above the form, listed for good."""

import pytest
from django.core.exceptions import ValidationError

from articles import actions
from articles.models import Article
from tests.articles.drafts import page_of
from tests.articles.markup import messages_of, open_form, parse, read_admin, send_form
from tests.articles.stock import UNPUBLISHED
from tests.factories import hours, make_article, make_author, make_user, timezone

pytestmark = pytest.mark.django_db

REASON = "The figures are missing.\nAnd call the operator."


@pytest.fixture
def editor(client):
    user = make_user("Editor", first_name="Ann", last_name="Lee")
    client.force_login(user)
    return user


def form_of(article):
    return page_of(article, "change/")


def newest_move(article):
    return article.transitions.first()


def test_a_story_goes_back_with_a_reason_that_its_writer_reads(client, clock, editor):
    reporter = make_user("Reporter")
    article = actions.submit(make_article(status="draft", by=reporter), by=reporter)
    send_form(client, form_of(article), "_move=draft", **{"_note-draft": REASON})

    client.force_login(reporter)
    said = read_admin(client, form_of(article)).one(".last-move--back")

    assert said.text.startswith("Sent back by Ann Lee, 09:00: The figures are missing. And call")
    assert (newest_move(article).note, newest_move(article).by) == (REASON, editor)
    actions.submit(article, by=reporter)
    assert not read_admin(client, form_of(article)).all(".last-move")


@pytest.mark.parametrize("reason", ["", "  ", "\n", "\x00"])
def test_nothing_goes_back_without_a_reason_and_no_word_is_lost(client, editor, reason):
    article = make_article(status="review")

    response = send_form(
        client, form_of(article), "_move=draft", headline="Kept", **{"_note-draft": reason}
    )

    article.refresh_from_db()
    assert (article.status, article.headline) == ("review", "Kept")
    assert "Say why the story goes back" in messages_of(response)[0]


def test_the_system_needs_no_reason():
    assert actions.send_back(make_article(status="ready"), by=None).status == "draft"


@pytest.mark.parametrize(
    ("state", "to"),
    [("in review", "ready"), ("draft", "spiked"), ("assigned", "pitched"), ("ready", "draft")],
)
def test_a_word_may_be_said_where_one_is_asked_for(client, editor, state, to):
    article = make_article(**UNPUBLISHED[state](timezone.now()))

    box = read_admin(client, form_of(article)).one(f"textarea[name=_note-{to}]")
    send_form(client, form_of(article), f"_move={to}", **{f"_note-{to}": "So be it."})

    assert any(parent.tag == "details" for parent in box.ancestors())  # opens without a script
    assert (newest_move(article).to, newest_move(article).note) == (to, "So be it.")


def test_the_word_is_that_of_the_pressed_button(client, editor):
    article = make_article(status="review")

    send_form(
        client, form_of(article), "_move=ready", **{"_note-draft": "No.", "_note-ready": "Yes."}
    )

    assert newest_move(article).note == "Yes."


def test_a_form_that_is_refused_keeps_the_word(client, editor):
    article = make_article(status="review")

    response = send_form(
        client, form_of(article), "_move=draft", headline="", **{"_note-draft": REASON}
    )

    page = parse(response.text, is_strict=False)
    assert page.one("textarea[name=_note-draft]")._words() == REASON
    assert "open" in page.one("details.asking[open]")


def test_a_word_for_a_move_that_cannot_be_comes_back(client, editor):
    article = make_article(status="review")
    _form, fields = open_form(client, form_of(article))
    actions.spike(article, by=None)

    response = client.post(
        form_of(article), fields | {"_move": "ready", "_note-ready": "Well <done>."}
    )

    assert any("Your note was: “Well <done>.”" in words for words in messages_of(response))


def test_a_note_that_is_too_long_is_refused_and_comes_back(client, editor):
    article = make_article(status="review")

    response = send_form(client, form_of(article), "_move=draft", **{"_note-draft": "x" * 5001})

    assert "at most 5000" in messages_of(response)[0]
    assert Article.objects.get().status == "review"
    with pytest.raises(ValidationError):
        actions.approve(article, by=None, note="x" * 5001)


def test_no_character_breaks_a_note(client, editor):
    article = make_article(status="review")

    send_form(client, form_of(article), "_move=draft", **{"_note-draft": "a\x00b\r\n\x08c"})

    assert newest_move(article).note.startswith("ab\n")


def test_all_moves_are_listed_with_who_when_and_why(client, clock, editor):
    article = make_article(status="draft", by=make_user("Reporter", username="bo"))
    actions.submit(article, by=None)
    clock.advance(hours=1)
    actions.send_back(article, by=editor, note="<b>No</b>")

    page = read_admin(client, page_of(article, "moves/"))

    rows = [row.texts("td") + row.texts("th") for row in page.all("tbody tr")]
    assert rows == [
        ["7 Jan 2030, 10:00", "Ann Lee", "In review", "Draft", "<b>No</b>", "Sent back"],
        ["7 Jan 2030, 09:00", "The system", "Draft", "In review", "", "Submitted"],
        [rows[2][0], "bo", "", "", "", "Begun"],
    ]
    assert read_admin(client, form_of(article)).all(f"a[href={page_of(article, 'moves/')}]")


def test_a_list_of_moves_costs_the_same_however_long(client, editor, django_assert_num_queries):
    article = make_article(status="draft")
    for _ in range(6):
        actions.submit(article, by=editor)
        actions.send_back(article, by=editor, note="Again.")
    client.get(page_of(article, "moves/"))

    with django_assert_num_queries(9):
        client.get(page_of(article, "moves/"))


# Ready, with an hour


def test_a_ready_story_with_an_hour_is_planned_and_goes_live_by_nobody(client, clock, editor):
    article = make_article(status="ready", published_at=clock.now() + hours(1), slug="story")

    page = read_admin(client, form_of(article))
    clock.advance(hours=2)

    said = page.one(".field-standing").text
    assert "Ready, planned" in said
    assert "Planned for 10:00. It goes live only if somebody publishes it." in said
    assert client.get("/story/").status_code == 404
    listed = read_admin(client, "/admin/articles/article/")
    assert listed.one("tbody .field-state").text == "Ready, planned"


def test_a_planned_story_goes_out_at_its_hour_once_it_is_published(client, clock, editor):
    article = make_article(status="ready", published_at=clock.now() + hours(1), slug="story",
                           credits=[make_author()])  # fmt: skip

    send_form(client, form_of(article), "_move=published")
    assert client.get("/story/").status_code == 404
    clock.advance(hours=1)

    assert client.get("/story/").status_code == 200
