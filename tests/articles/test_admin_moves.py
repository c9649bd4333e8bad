"""The buttons of the story's form: who has which, and what they do."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import actions
from articles.models import Article
from tests.articles.markup import (
    SMALL_FIX,
    errors_of,
    messages_of,
    open_form,
    read_admin,
    send_form,
)
from tests.articles.stock import UNPUBLISHED
from tests.factories import hours, make_article, make_author, make_section, make_user

pytestmark = pytest.mark.django_db

SUBMIT, APPROVE, PUBLISH, SPIKE = "Submit for review", "Approve…", "Publish", "Spike…"
OUT, BACK, CALL_OFF, AGAIN, BRING, WITHDRAW, ELSEWHERE = (
    "Publish changes", "Send back…", "Call off", "Publish again", "Bring back", "Withdraw…",
    "Where readers go…",
)  # fmt: skip
START, TAKE_BACK = "Start writing", "Take back…"
EDITORS = {
    "pitched": [START, SPIKE],
    "assigned": [START, TAKE_BACK, SPIKE],
    "draft": [SUBMIT, APPROVE, PUBLISH, SPIKE],
    "in review": [BACK, APPROVE, PUBLISH, SPIKE],
    "ready": [BACK, PUBLISH, SPIKE],
    "live": [OUT, WITHDRAW],
    "scheduled": [OUT, CALL_OFF, WITHDRAW],
    "expired": [OUT, WITHDRAW],
    "withdrawn": [AGAIN, ELSEWHERE],
    "spiked": [BRING],
}
WRITERS = {"pitched": [START], "assigned": [START], "draft": [SUBMIT]}
WRITE = {"Contributor", "Reporter", "Editor", "Managing editor"}
BUTTONS = {
    "Contributor": WRITERS,
    "Reporter": WRITERS,
    "Editor": EDITORS,
    "Managing editor": EDITORS,
    "Picture editor": {},
    "Staff manager": {},
}


def log_in(client, role, **fields):
    user = make_user(role, **fields)
    client.force_login(user)
    return user


def make_in(state, **fields):
    state_fields = {} if state == "live" else UNPUBLISHED[state](timezone.now())
    return make_article(**(fields | state_fields))


def form_of(article):
    return f"/admin/articles/article/{article.pk}/change/"


def status_of(article):
    return Article.objects.get(pk=article.pk).status


@pytest.mark.parametrize("role", BUTTONS)
def test_everyone_has_the_buttons_of_their_role_and_no_others(client, role):
    user = log_in(client, role)

    buttons = {}
    for state in EDITORS:
        page = read_admin(client, form_of(make_in(state, by=user if role in WRITE else None)))
        buttons[state] = page.texts(".submit-row .move")

    assert buttons == {state: BUTTONS[role].get(state, []) for state in EDITORS}


def test_a_story_of_ones_own_has_its_buttons_and_a_strangers_none(client):
    reporter = log_in(client, "Reporter")
    own = make_article(status="draft", by=reporter)
    signed = make_article(status="draft", credits=[make_author(user=reporter)])
    strangers = make_article(status="draft", by=make_user("Reporter"))

    shown = [read_admin(client, form_of(a)).texts(".move") for a in (own, signed, strangers)]

    assert shown == [[SUBMIT], [SUBMIT], []]


def test_a_story_goes_from_its_writer_through_the_desk_to_readers(client):
    reporter = log_in(client, "Reporter")
    article = make_article(status="draft", by=reporter, slug="story")

    response = send_form(client, form_of(article), "_move=review", headline="Storm")
    assert (response.status_code, response["Location"]) == (302, form_of(article))
    assert status_of(article) == "review"
    log_in(client, "Editor")
    send_form(client, form_of(article), "_move=ready", standfirst="Waves.")
    assert status_of(article) == "ready"
    send_form(client, form_of(article), "_move=published", body="<p>Water.</p>")

    page = client.get("/story/").text
    assert all(words in page for words in ("Storm", "Waves.", "Water."))


def test_a_new_story_can_be_published_with_its_first_save(client):
    log_in(client, "Editor")

    response = send_form(
        client, "/admin/articles/article/add/", "_move=published",
        headline="Flash", body="<p>Words.</p>", section=make_section().pk,
    )  # fmt: skip

    article = Article.objects.get()
    assert response["Location"] == form_of(article)
    assert article.is_visible


def test_a_story_with_an_hour_to_come_is_scheduled_and_can_be_called_off(client):
    log_in(client, "Editor")
    article = make_article(status="draft")
    tomorrow = timezone.now() + timedelta(days=1)

    hour = {"published_at_0": str(tomorrow.date()), "published_at_1": "06:30"}
    send_form(client, form_of(article), "_move=published", **hour)

    article.refresh_from_db()
    assert article.is_scheduled
    assert article.published_at == tomorrow.replace(hour=6, minute=30, second=0, microsecond=0)
    assert "Scheduled" in read_admin(client, form_of(article)).one(".field-standing").text
    send_form(client, form_of(article), "_move=ready")
    assert status_of(article) == "ready"


def test_the_hour_of_a_scheduled_story_can_be_moved(client):
    log_in(client, "Editor")
    article = make_article(published_at=timezone.now() + timedelta(days=1))
    later = timezone.now() + timedelta(days=2)

    hour = {"published_at_0": str(later.date()), "published_at_1": "06:30"}
    send_form(client, form_of(article), "_move=changes", **hour)

    article.refresh_from_db()
    assert (article.published_at.date(), article.is_scheduled) == (later.date(), True)
    assert article.first_published_at == article.published_at


@pytest.mark.parametrize(
    ("state", "to", "label"),
    [
        ("in review", "draft", "Send back"),
        ("draft", "spiked", "Spike"),
        ("spiked", "draft", BRING),
        ("withdrawn", "published", AGAIN),
    ],
)
def test_a_button_does_what_it_says_and_is_remembered(client, state, to, label):
    log_in(client, "Editor")
    article = make_in(state)

    send_form(client, form_of(article), f"_move={to}", **{f"_note-{to}": "Because."})

    assert status_of(article) == to
    assert f"{label}." in client.get(f"/admin/articles/article/{article.pk}/history/").text


# Refused moves keep the text


@pytest.mark.parametrize("to", ["withdrawn", "published", "draft", "nonsense", "", "\U0001f600"])
def test_a_move_that_cannot_be_keeps_the_text(client, to):
    log_in(client, "Editor")
    article = make_article()

    response = send_form(
        client, form_of(article), f"_move={to}" if to else "_move", headline="Kept"
    )

    article.refresh_from_db()
    newest = article.revisions.get(number=article.revision)
    assert (article.status, newest.headline) == ("published", "Kept")
    assert any(words.startswith("Saved, but not moved:") for words in messages_of(response))


def test_a_move_one_has_no_right_to_keeps_the_text(client):
    reporter = log_in(client, "Reporter")
    article = make_article(status="draft", by=reporter)

    response = send_form(client, form_of(article), "_move=published", headline="Kept")

    article.refresh_from_db()
    assert (article.status, article.headline) == ("draft", "Kept")
    assert any(words.startswith("Saved, but not moved:") for words in messages_of(response))


def test_a_story_that_moved_meanwhile_keeps_the_text(client):
    log_in(client, "Editor")
    article = make_article(status="draft")
    _form, fields = open_form(client, form_of(article))

    actions.spike(article, by=None)
    client.post(form_of(article), fields | {"headline": "Kept", "_move": "published"})

    article.refresh_from_db()
    assert (article.status, article.headline) == ("spiked", "Kept")


def test_a_publication_that_makes_no_sense_keeps_the_text(client):
    """It would have expired before it goes live."""
    log_in(client, "Editor")
    yesterday = timezone.now() - timedelta(days=1)
    article = make_article(status="draft", expires_at=yesterday)

    response = send_form(client, form_of(article), "_move=published", headline="Kept")

    article.refresh_from_db()
    assert (article.status, article.headline) == ("draft", "Kept")
    assert any("cannot expire" in words for words in messages_of(response))


# Who may write


@pytest.mark.parametrize("state", ["draft", "in review", "ready", "spiked"])
def test_a_reporter_reads_a_colleagues_story_but_does_not_change_it(client, state):
    log_in(client, "Reporter")
    article = make_in(state, headline="Mine")

    page = read_admin(client, form_of(article))
    response = client.post(form_of(article), {"headline": "Yours", "_move": "review"})

    assert page.all("textarea[name=headline]") == page.all(".submit-row input") == []
    assert response.status_code == 403
    assert Article.objects.get().headline == "Mine"


@pytest.mark.parametrize("state", ["live", "scheduled", "withdrawn"])
def test_a_reporter_does_not_change_what_went_out(client, state):
    reporter = log_in(client, "Reporter")
    article = make_in(state, headline="Mine", by=reporter, credits=[make_author(user=reporter)])

    assert read_admin(client, form_of(article)).all("textarea[name=headline]") == []
    assert client.post(form_of(article), {"headline": "Other"}).status_code == 403
    assert Article.objects.get().headline == "Mine"


# Withdrawing


def withdrawal_of(article):
    return f"/admin/articles/article/{article.pk}/withdraw/"


def test_a_story_is_withdrawn_with_a_reason_for_readers(client):
    log_in(client, "Editor")
    article = make_article(slug="story")

    page = read_admin(client, withdrawal_of(article))
    assert article.headline in page.all("[id=content-main] p")[0].text
    response = client.post(
        withdrawal_of(article), {"reason": "The figures were <wrong>.", "then": "gone"}
    )

    assert response["Location"] == form_of(article)
    assert "is withdrawn" in messages_of(response)[0]
    gone = client.get("/story/")
    assert gone.status_code == 410
    assert "The figures were &lt;wrong&gt;." in gone.text


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_a_withdrawal_without_a_reason_is_refused(client, reason):
    log_in(client, "Editor")
    article = make_article()

    response = client.post(withdrawal_of(article), {"reason": reason, "then": "gone"})

    assert errors_of(response) == ["This field is required."]
    assert status_of(article) == "published"


def test_what_is_not_published_cannot_be_withdrawn(client):
    log_in(client, "Editor")
    article = make_article(status="draft")

    response = client.post(withdrawal_of(article), {"reason": "Because.", "then": "gone"})

    assert "cannot become" in messages_of(response)[0]
    assert status_of(article) == "draft"


@pytest.mark.parametrize("role", ["Contributor", "Reporter", "Picture editor", "Staff manager"])
def test_withdrawing_takes_the_right_to(client, role):
    user = log_in(client, role)
    article = make_article(by=user if role in WRITE else None)

    assert (
        client.post(withdrawal_of(article), {"reason": "Because.", "then": "gone"}).status_code
        == 403
    )
    assert status_of(article) == "published"


def test_nothing_is_withdrawn_that_is_not_there(client):
    log_in(client, "Editor")

    assert client.get("/admin/articles/article/999/withdraw/").status_code == 404


def test_a_scheduled_story_is_withdrawn_as_if_it_had_never_been(client):
    log_in(client, "Editor")
    article = make_article(published_at=timezone.now() + hours(1))

    client.post(withdrawal_of(article), {"reason": "Not true.", "then": "gone"})

    article.refresh_from_db()
    assert (article.status, article.first_published_at) == ("withdrawn", None)


@pytest.mark.parametrize(("status", "to"), [("draft", "published"), ("published", "changes")])
def test_a_button_that_is_sent_twice_says_the_same_twice(client, status, to):
    log_in(client, "Editor")
    article = make_article(status=status)
    _form, fields = open_form(client, form_of(article))
    fields |= {"headline": "New", "_move": to, **SMALL_FIX}

    answers = [messages_of(client.post(form_of(article), fields)) for _ in range(2)]

    assert answers[0] == answers[1] == ["Published. See it on the site"]
    assert Article.objects.get().headline == "New"
