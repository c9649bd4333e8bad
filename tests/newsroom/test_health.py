"""/healthz and /readyz, and the line above every page of the admin."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from newsroom import mail
from newsroom.outbox import liveness
from newsroom.outbox.models import Effect
from newsroom.outbox.worker import beat
from tests.articles.markup import read_admin
from tests.factories import make_user

pytestmark = pytest.mark.django_db
LETTER = {"to": "ann@news.example", "subject": "Sent back", "text": "Secret words", "key": "1"}
LIST = "/admin/outbox/effect/"


@pytest.fixture
def late(clock):
    """A letter that should have been sent ten minutes ago."""
    mail.queue(mail.Letter(**LETTER))
    Effect.objects.update(created_at=clock.now())
    clock.advance(minutes=10)


def ready(client):
    response = client.get("/readyz")
    assert response["Cache-Control"] == "no-store"
    return response.status_code, response.json()["faults"]


def test_healthz_asks_no_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz", headers={"host": "10.0.0.7:8000"})

    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert response["Cache-Control"] == "no-store"
    assert client.post("/healthz").status_code == 405


def test_all_is_well_while_a_worker_is_seen(client, clock):
    beat("one")

    assert ready(client) == (200, [])
    assert client.head("/readyz").status_code == 200


def test_a_worker_that_is_not_seen_is_missed(client, clock):
    beat("one")
    clock.advance(minutes=2)
    said = (503, ["The worker is not running: nothing is sent until it is started."])
    assert ready(client) == said

    clock.advance(days=-1)  # set back: what was seen tomorrow says nothing
    assert ready(client) == said


def test_what_is_overdue_is_said_with_its_hour_and_reason(client, late):
    said = "Mail has been waiting since 09:00: "
    assert ready(client) == (503, [said + "the worker is not running."])

    beat("one")
    assert ready(client) == (503, [said + "the worker does not keep up."])
    Effect.objects.update(attempts=1, last_error="OSError: Secret words")
    assert ready(client) == (503, [said + "it fails, and is tried again."])


def test_what_was_given_up_is_said(client, clock):
    beat("one")
    mail.queue(mail.Letter(**LETTER))
    Effect.objects.update(given_up_at=clock.now())

    assert ready(client) == (503, ["Mail: 1 failed too often and is not tried any more."])


def test_mail_that_was_never_set_up_is_no_fault(client, late):
    beat("one")
    Effect.objects.update(held=True)

    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json()["waits"] == ["Mail is not set up: 1 waits."]


def test_a_database_older_than_the_code_is_not_ready(client, clock):
    beat("one")
    MigrationRecorder(connection).record_unapplied("outbox", "0001_initial")

    assert ready(client) == (503, ["The database is older than the code: migrate it."])


def test_readyz_costs_few_queries(client, late, django_assert_num_queries):
    client.get("/readyz")

    with django_assert_num_queries(5):  # are there migrations, which; worker; effects; jobs
        client.get("/readyz")


# In the admin


def trouble(client, path="/admin/"):
    return read_admin(client, path).texts("div.trouble p")


def test_staff_read_above_every_page_what_does_not_get_out(client, late):
    cache.delete(liveness.CACHE_KEY)
    said = "Mail has been waiting since 09:00: the worker is not running."

    client.force_login(make_user("Reporter"))
    assert trouble(client) == [said]
    client.force_login(make_user("Managing editor"))
    assert trouble(client, "/admin/articles/article/") == [said, "What waits"]


def test_nothing_is_said_where_all_is_well_and_asked_once(client, django_assert_num_queries):
    beat("one")
    cache.delete(liveness.CACHE_KEY)
    client.force_login(make_user("Reporter"))
    assert trouble(client) == []

    with django_assert_num_queries(0):
        assert liveness.lately().faults == ()


def test_the_line_stands_on_no_page_of_a_stranger(client, late):
    cache.delete(liveness.CACHE_KEY)

    assert trouble(client, "/admin/login/") == []


def test_the_list_says_how_each_stands_and_keeps_its_words_to_itself(client, late):
    client.force_login(make_user("Managing editor"))
    Effect.objects.update(given_up_at=timezone.now(), last_error="OSError: no route")

    page = read_admin(client, LIST)
    assert page.one("td.field-standing").text == "Given up"
    assert page.one("td.field-last_error").text == "OSError: no route"
    answer = client.get(f"{LIST}{Effect.objects.get().pk}/change/")
    assert "Secret words" not in answer.text
    assert "ann@news.example" not in answer.text


def test_what_was_given_up_is_tried_again_or_let_go(client, late):
    client.force_login(make_user("Managing editor"))
    effect = Effect.objects.get()
    Effect.objects.update(given_up_at=timezone.now())

    pressed = {"action": "try_again", "_selected_action": [effect.pk]}
    assert client.post(LIST, pressed).status_code == 302
    assert Effect.objects.open().exists()

    page = f"{LIST}{effect.pk}/delete/"
    assert client.post(page, {"post": "yes"}).status_code == 403  # on its way
    Effect.objects.update(given_up_at=timezone.now())
    assert client.post(page, {"post": "yes"}).status_code == 302
    assert not Effect.objects.exists()


def test_an_editor_sees_no_effects(client, late):
    client.force_login(make_user("Editor"))

    assert client.get(LIST).status_code == 403


@pytest.mark.parametrize("query", ["?state=rubbish", "?kind=%00x", "?state=given-up&kind=mail"])
def test_rubbish_in_the_address_of_the_list_breaks_nothing(client, query):
    client.force_login(make_user("Managing editor"))

    assert client.get(LIST + query).status_code in {200, 302, 400}


def test_a_folder_of_pages_that_cannot_be_written_is_told_and_no_fault(client, settings, tmp_path):
    beat("one")
    settings.PAGE_STORE, settings.EDGE_DIR = True, tmp_path
    assert client.get("/readyz").json()["waits"] == []

    settings.EDGE_DIR = tmp_path / "file"
    settings.EDGE_DIR.touch()

    response = client.get("/readyz")
    assert response.status_code == 200
    said = "The folder of the page store cannot be written: Not a directory."
    assert response.json()["waits"] == [said]
