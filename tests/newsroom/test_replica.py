"""Readers' pages from a replica that may be late, or away."""

import logging

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from newsroom import edge, replica
from newsroom.edge import generation, signals
from newsroom.outbox.worker import beat
from tests.factories import make_article
from tests.newsroom.replicas import ALIAS, HotStandby, SecondFile, can_be_followed

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", ALIAS])


@pytest.fixture(scope="module")
def second(request, django_db_setup, django_db_blocker, tmp_path_factory):
    """The replica of the kind of database there is, one for all tests of this file."""
    with django_db_blocker.unblock():
        is_file = connection.vendor == "sqlite"
        if not is_file and not can_be_followed():
            pytest.skip("this PostgreSQL cannot be followed: its role may not, or programs lack")
        second = SecondFile(tmp_path_factory.mktemp("replica")) if is_file else HotStandby()
        connection.close()
    connections.settings[ALIAS] = second.settings()
    yield second
    second.stop()
    del connections[ALIAS]
    del connections.settings[ALIAS]


@pytest.fixture
def copy(second, transactional_db, settings, monkeypatch):
    """The replica, up to date."""
    settings.DATABASE_ROUTERS = ["newsroom.replica.Router"]
    monkeypatch.setattr(replica._Away, "until", 0.0)
    monkeypatch.setattr(replica._Away, "is_noted", False)
    signals.current().set_back_to(generation.read())
    second.catch_up()
    yield second
    connections[ALIAS].close()


@pytest.fixture
def story(copy):
    story = make_article(headline="Flood", slug="flood")
    copy.catch_up()
    return story


def change(story, headline):
    with transaction.atomic():
        Article.objects.filter(pk=story.pk).update(headline=headline)
        edge.publish()


def questions(client, address):
    """What is asked of the two databases for a page: texts of SQL."""
    with (
        CaptureQueriesContext(connection) as primary,
        CaptureQueriesContext(connections[ALIAS]) as copy,
    ):
        response = client.get(address)
    assert response.status_code == 200
    return [[query["sql"] for query in each] for each in (primary, copy)]


def test_readers_pages_are_read_from_the_replica(client, story):
    primary, copy = questions(client, "/flood/")

    assert any("articles_article" in sql for sql in copy)
    assert not any('FROM "articles_credit"' in sql for sql in primary)


def test_readers_search_there(client, story):
    primary, copy = questions(client, "/search/?q=flood")

    assert any("articles_search" in sql for sql in copy)
    assert not any("articles_search" in sql for sql in primary)


def test_the_admin_is_read_from_the_primary(admin_client, story):
    _primary, copy = questions(admin_client, "/admin/articles/article/")

    assert copy == []


def test_a_late_replica_is_left_alone_until_it_has_caught_up(client, copy, story):
    copy.fall_behind()
    change(story, "Flood recedes")

    assert "Flood recedes" in client.get("/flood/").text
    _primary, asked = questions(client, "/flood/")
    assert len(asked) == 1  # its generation
    copy.catch_up()
    _primary, asked = questions(client, "/flood/")
    assert len(asked) > 2
    assert "Flood recedes" in client.get("/flood/").text


def test_a_replica_that_is_away_costs_readers_nothing(client, copy, story, caplog):
    beat("one")
    copy.catch_up()
    assert client.get("/readyz").status_code == 200
    copy.go_away()

    with caplog.at_level(logging.WARNING, "newsroom.replica"):
        assert "Flood" in client.get("/flood/").text
        assert "Flood" in client.get("/flood/").text
    assert len(caplog.records) == 1
    ready = client.get("/readyz")
    assert ready.status_code == 503
    assert "replica does not answer" in ready.json()["faults"][0]

    copy.come_back()
    assert client.get("/readyz").status_code == 200


def test_a_replica_that_fails_amid_a_page_is_passed_over(client, copy, story):
    if connection.vendor != "sqlite":
        pytest.skip("a standby of PostgreSQL cannot be broken in parts")
    with connections[ALIAS].cursor() as cursor:
        cursor.execute("ALTER TABLE articles_credit RENAME TO lost")

    assert "Flood" in client.get("/flood/").text
    assert not replica._is_read.get()


def test_how_late_it_is_is_said_and_no_fault(client, copy, story):
    beat("one")
    copy.catch_up()
    copy.fall_behind()
    change(story, "Flood recedes")

    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()["faults"]) == (200, [])
    assert ready.json()["waits"] == ["The replica is late: changes it does not have yet: 1."]


def test_what_was_read_there_is_written_here(story):
    replica.choose(generation.read, least=0)
    try:
        found = Article.objects.get(pk=story.pk)
        assert found._state.db == ALIAS
        found.headline = "Flood recedes"
        with replica.primary():
            found.save(update_fields=["headline"])
            found.refresh_from_db()
        assert found._state.db == "default"
        assert found.headline == "Flood recedes"
    finally:
        replica.leave()
