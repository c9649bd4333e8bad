"""What readers are told of changes to a story: the Updated time, and a line of what is new."""

import pytest
from django.core.exceptions import ValidationError

from articles import actions
from articles.models import Article, Notice, Revision
from tests.articles.drafts import edit, page_of
from tests.articles.markup import (
    SMALL_FIX,
    errors_of,
    messages_of,
    open_form,
    read,
    read_admin,
    send_form,
)
from tests.factories import hours, make_article, make_section, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann(client, clock):
    user = make_user("Editor", username="ann")
    client.force_login(user)
    return user


@pytest.fixture
def live(clock):
    return make_article(headline="Old", published_at=clock.now() - hours(3))


def publish(article, by, **said):
    edit(article, by, headline=f"{article.headline} again")
    actions.publish_changes(article, by=by, **said)
    article.refresh_from_db()
    return article


def told(client, article):
    """What readers see of the update, the hour apart."""
    return read(client, article.get_absolute_url()).one(".facts").text


def test_a_small_fix_tells_readers_nothing(client, clock, ann, live):
    publish(live, ann)

    assert live.updated_at is None
    assert "Updated" not in told(client, live)


@pytest.mark.parametrize("declare", ["update", "correction"])
def test_an_update_moves_the_updated_time_and_says_what_is_new(client, clock, ann, live, declare):
    publish(live, ann, declare=declare, whats_new="  The vote was\n held. ")

    assert live.updated_at == clock.now()
    assert "Updated" in told(client, live)
    assert "The vote was held." in told(client, live)
    modified = read(client, live.get_absolute_url()).one("meta[property=article:modified_time]")
    assert modified["content"].startswith("2030-01-07T09:00")
    revision = live.revisions.first()
    assert (revision.declared, revision.whats_new) == (declare, "The vote was held.")


def test_a_small_fix_after_an_update_leaves_what_readers_were_told(clock, ann, live):
    publish(live, ann, declare="update", whats_new="The vote was held.")
    before = live.updated_at
    clock.advance(hours=1)

    publish(live, ann)

    assert (live.updated_at, live.whats_new) == (before, "The vote was held.")
    publish(live, ann, declare="update")
    assert (live.updated_at, live.whats_new) == (clock.now(), "")


def test_a_scheduled_update_is_told_of_from_its_hour(client, clock, ann, live):
    hour = clock.now() + hours(1)
    publish(live, ann, at=hour, declare="update", whats_new="The vote was held.")
    assert "Updated" not in told(client, live)

    clock.advance(hours=5)

    assert "The vote was held." in told(client, live)
    live.refresh_from_db()
    assert live.updated_at == hour


def test_an_old_version_brings_no_old_hour_back(clock, ann, live):
    publish(live, ann, declare="update", whats_new="The vote was held.")
    before = live.updated_at
    first = live.revisions.last()
    first.content |= {"updated_at": "2029-01-01T00:00:00+00:00"}  # as old versions have it
    first.save()
    clock.advance(hours=1)

    actions.restore(first, by=ann)
    publish(live, ann)

    assert (live.updated_at, live.whats_new) == (before, "The vote was held.")


def test_what_readers_never_saw_is_not_updated(clock, ann):
    coming = make_article(published_at=clock.now() + hours(3))

    publish(coming, ann, declare="update", whats_new="All of it.")

    assert (coming.updated_at, coming.whats_new) == (None, "")


@pytest.mark.parametrize(
    "said",
    [
        {"declare": "nothing"},
        {"declare": "minor", "whats_new": "A line nobody would see."},
        {"declare": "update", "whats_new": "x" * 201},
    ],
)
def test_what_cannot_be_said_publishes_nothing(ann, live, said):
    with pytest.raises(ValidationError):
        publish(live, ann, **said)

    assert Article.objects.get().headline == "Old"


# The question


def test_the_button_of_the_form_leads_to_the_question(client, ann, live):
    response = send_form(client, page_of(live, "change/"), "_move=changes", headline="New")

    assert response["Location"] == page_of(live, "changes/")
    assert messages_of(response) == ["Saved. Say what these changes are."]
    assert Article.objects.get().headline == "Old"
    said = {"declare": "update", "whats_new": "The vote was held."}
    send_form(client, page_of(live, "changes/"), "_do=publish", **said)
    assert Article.objects.get().whats_new == "The vote was held."


def test_the_question_is_answered_in_the_form_as_well(client, ann, live):
    said = {"_say-declare": "update", "_say-whats_new": "The vote was held."}

    send_form(client, page_of(live, "change/"), "_move=changes", headline="New", **said)

    assert Article.objects.get().whats_new == "The vote was held."


def test_a_line_beside_a_small_fix_is_not_dropped_unsaid(client, ann, live):
    fields = SMALL_FIX | {"_say-whats_new": "The vote was held."}

    response = send_form(client, page_of(live, "change/"), "_move=changes", headline="N", **fields)

    assert "Readers are told nothing of a small fix" in messages_of(response)[0]
    assert Article.objects.get().headline == "Old"


def test_the_page_asks_until_it_is_answered(client, ann, live):
    edit(live, ann, headline="New")

    response = send_form(client, page_of(live, "changes/"), "_do=publish")

    assert errors_of(response) == ["Say what these changes are."]


def test_a_story_readers_never_saw_asks_nothing(client, clock, ann):
    coming = make_article(published_at=clock.now() + hours(3))

    assert read_admin(client, page_of(coming, "change/")).all("[name=_say-declare]") == []
    send_form(client, page_of(coming, "change/"), "_move=changes", headline="New")

    assert Article.objects.get().headline == "New"


def test_nobody_types_the_updated_time(client, ann, live):
    _form, fields = open_form(client, page_of(live, "change/"))
    hour = {"updated_at_0": "2030-01-07", "updated_at_1": "08:00"}

    client.post(page_of(live, "change/"), fields | hour | {"_continue": "1"})

    assert Article.objects.get().updated_at is None


def test_the_versions_say_what_was_declared(client, ann, live):
    publish(live, ann, declare="correction", whats_new="The sum was wrong.")

    page = read_admin(client, page_of(live, "history/"))

    assert "Correction" in page.one(".versions__list").text
    assert "The sum was wrong." in page.one(".versions__list").text
    assert Revision.objects.filter(declared="correction").count() == 1


@pytest.mark.parametrize("page", ["change", "changes"])
@pytest.mark.parametrize(
    ("declare", "may", "end"),
    [("correction", True, "corrections"), ("correction", False, "change"),
     ("update", True, "change")],
)  # fmt: skip
def test_after_a_correction_readers_are_told_of_it_next(client, live, page, declare, may, end):
    user = make_user("Editor", username="ann")
    if not may:
        group = user.groups.get()
        group.permissions.remove(group.permissions.get(codename="correct_article"))
    client.force_login(user)
    edit(live, user, headline="New")
    base = f"/admin/articles/article/{live.pk}"
    said = {"_say-declare": declare} if page == "change" else {"declare": declare}

    press = "_move=changes" if page == "change" else "_do=publish"
    answer = send_form(client, f"{base}/{page}/", press, **said)

    assert answer["Location"] == f"{base}/{end}/"


def test_changes_that_wait_for_their_hour_are_not_corrected_yet(client, clock, ann, live):
    edit(live, ann, headline="New")
    base = f"/admin/articles/article/{live.pk}"

    answer = send_form(
        client, f"{base}/changes/", "_do=publish", declare="correction",
        at_0="2030-01-07", at_1="12:00",
    )  # fmt: skip

    assert answer["Location"] == f"{base}/change/"


def test_a_scheduled_correction_is_asked_for_from_its_hour_until_it_is_written(client, clock, ann):
    section = make_section()
    own = make_user("Editor")
    section.editors.add(own, ann)
    live = make_article(headline="Old", section=section, published_at=clock.now() - hours(3))
    publish(live, ann, declare="correction", at=clock.now() + hours(1))
    start = "/admin/"
    assert "A correction is to be written" not in client.get(start).text

    clock.advance(hours=1)
    client.get("/")

    kinds = Notice.objects.filter(kind="to-correct").values_list("to", flat=True)
    assert set(kinds) == {ann.pk, own.pk}
    assert "A correction is to be written: Old again" in client.get(start).text
    page = f"/admin/articles/article/{live.pk}/corrections/"
    assert read_admin(client, page).all(".told__owed")
    actions.add_correction(live, actions.Told("It was Tuesday."), by=ann)
    assert "A correction is to be written" not in client.get(start).text


def test_a_correction_that_is_not_to_be_written_is_let_go(client, clock, ann, live):
    publish(live, ann, declare="correction")
    page = f"/admin/articles/article/{live.pk}/corrections/"

    client.post(page, {"_none": "1"})

    assert "A correction is to be written" not in client.get("/admin/").text
