"""/metrics: numbers for Prometheus."""

import re

import pytest
from django.db import connection

from newsroom import mail
from newsroom.edge import counters
from newsroom.edge.store import Store
from newsroom.outbox.models import Effect
from newsroom.outbox.worker import beat

pytestmark = pytest.mark.django_db
TOKEN = "of-the-monitoring-machine"
LINE = re.compile(r'newsroom_[a-z_]+(?:\{[a-z]+="[a-z_]+"\})? \d+(?:\.\d+)?')


@pytest.fixture
def numbers(settings, client, tmp_path):
    """What is measured now, by name."""
    settings.METRICS, settings.PAGE_STORE, settings.EDGE_DIR = True, True, tmp_path

    def numbers():
        response = client.get("/metrics", headers={"host": "10.0.0.7:8000"})
        assert response.status_code == 200
        assert response["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
        assert response["Cache-Control"] == "no-store"
        lines = [line for line in response.text.splitlines() if not line.startswith("# ")]
        assert all(LINE.fullmatch(line) for line in lines)
        return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}

    return numbers


def test_nobody_is_told_unless_it_is_on(client):
    assert client.get("/metrics", follow=True).status_code == 404


def test_with_a_token_only_its_bearer_is_told(client, settings):
    settings.METRICS_TOKEN = TOKEN

    for sent in ({}, {"authorization": "Bearer wrong"}, {"authorization": "Bearer ы"}):
        assert client.get("/metrics", headers=sent).status_code == 401
    found = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})
    assert found.status_code == 200
    assert "# TYPE newsroom_queue_length gauge" in found.text


def test_what_the_page_store_did_and_how_the_database_is(numbers, tmp_path):
    ours = counters.Counters()
    for _time in range(3):
        next(ours.hits)
    next(ours.renders)
    counters.leave(ours, Store(1_000))

    found = numbers()

    assert found["newsroom_page_store_hits_total"] == 3
    assert found["newsroom_page_store_renders_total"] == 1
    assert found["newsroom_page_store_processes"] == 1
    assert found["newsroom_page_store_fault"] == 0
    assert found["newsroom_database_up"] == 1
    assert 0 < found["newsroom_database_seconds"] < 5
    assert found["newsroom_database_generation"] >= 1
    assert found["newsroom_metrics_failed"] == 0


def test_what_waits_and_who_works(numbers, clock):
    before = numbers()
    assert before["newsroom_workers"] == before['newsroom_outbox_effects{state="overdue"}'] == 0
    beat("one")
    mail.queue(mail.Letter(to="a@news.example", subject="S", text="T", key="1"))
    Effect.objects.update(due_at=clock.now())
    clock.advance(minutes=10)

    found = numbers()

    assert found['newsroom_outbox_effects{state="open"}'] == 1
    assert found['newsroom_outbox_effects{state="overdue"}'] == 1
    assert found["newsroom_outbox_oldest_overdue_seconds"] == 600
    assert found["newsroom_queue_length"] == 1
    assert found["newsroom_workers"] == 0
    assert found["newsroom_worker_seen_seconds"] == 600


@pytest.mark.skipif(connection.vendor == "postgresql", reason="its own transaction is at an end")
def test_what_cannot_be_told_is_left_out(numbers):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE outbox_worker RENAME TO lost")

    found = numbers()

    assert found["newsroom_metrics_failed"] == 1
    assert found["newsroom_database_up"] == 1
    assert "newsroom_workers" not in found


def test_it_costs_few_queries(numbers, django_assert_num_queries):
    numbers()
    with django_assert_num_queries(6):
        numbers()
