"""Sessions and the cache in a Redis, and without it when it is away."""

import logging

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.test import Client

from newsroom.environment import Environment
from tests.redis_server import redis  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
ADMIN = "/admin/articles/article/"


@pytest.fixture
def cached(redis, settings):  # noqa: F811
    """The cache, in Redis."""
    settings.CACHES = Environment().caches(redis.url, "test")
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
    settings.SESSION_CACHE_ALIAS = "sessions"
    yield caches["default"]
    for cache in caches.all(initialized_only=True):
        for pool in cache._cache._pools.values():
            pool.disconnect()


@pytest.fixture
def editor(cached, admin_user):
    client = Client()
    client.force_login(admin_user)
    return client


def test_what_one_process_puts_there_another_finds(cached):
    cached.set("a", {"b": [1]}, 60)
    assert cached.add("a", 2) is False
    assert caches.create_connection("default").get("a") == {"b": [1]}
    assert cached.get_many(["a", "c"]) == {"a": {"b": [1]}}
    cached.set("count", 1)
    assert cached.incr("count") == 2
    cached.delete_many(["a", "count"])
    assert "a" not in cached


def test_a_session_costs_no_query(editor, django_assert_num_queries):
    editor.get(ADMIN)
    key = editor.cookies["sessionid"].value
    store = caches["sessions"]

    assert "django.contrib.sessions.cached_db" + key in store
    with django_assert_num_queries(0):
        assert editor.session["_auth_user_id"]


def test_who_is_logged_in_stays_so_without_redis(editor, redis, caplog):  # noqa: F811
    assert editor.get(ADMIN).status_code == 200
    redis.stop()

    with caplog.at_level(logging.WARNING, "newsroom.caching"):
        assert editor.get(ADMIN).status_code == 200
        assert editor.get(ADMIN).status_code == 200
    assert 1 <= len(caplog.records) <= 2  # a line for each cache

    redis.start()
    assert editor.get(ADMIN).status_code == 200


def test_a_redis_that_has_forgotten_loses_no_login(editor, redis):  # noqa: F811
    redis.stop()
    redis.start()

    assert editor.get(ADMIN).status_code == 200


def test_who_logged_out_while_it_was_away_is_out_within_a_minute(editor, cached, redis):  # noqa: F811
    editor.get(ADMIN)
    key = "django.contrib.sessions.cached_db" + editor.cookies["sessionid"].value
    there = caches["sessions"]._cache.get_client()
    assert 0 < there.ttl(caches["sessions"].make_key(key)) <= 60
    redis.stop()
    editor.post("/admin/logout/")

    assert not Session.objects.exists()


def test_nothing_is_cached_while_it_is_away(cached, redis):  # noqa: F811
    redis.stop()

    cached.set("a", 1)
    assert cached.get("a", "nothing") == "nothing"
    assert cached.add("a", 1) is True
    assert cached.incr("a", 1) == 1
    assert cached.get_or_set("a", lambda: 5) == 5
    assert cached.get_many(["a"]) == {}
    assert cached.touch("a") is False
