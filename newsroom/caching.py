"""The cache in Redis. Without an answer from it everything goes on, as if nothing were cached."""

import logging
import time

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)
PAUSE = 1.0  # seconds in which a Redis that did not answer is not asked again
SESSION_FOR = 60  # seconds


class _Forgiving(RedisCacheClient):
    """Never raises for a Redis that is away; waits for it half a second, once a second at most."""

    _away_until = 0.0
    _is_away = False

    def add(self, key, value, timeout):
        return self._ask(True, super().add, key, value, timeout)

    def get(self, key, default):
        return self._ask(default, super().get, key, default)

    def set(self, key, value, timeout):
        return self._ask(None, super().set, key, value, timeout)

    def touch(self, key, timeout):
        return self._ask(False, super().touch, key, timeout)

    def delete(self, key):
        return self._ask(False, super().delete, key)

    def get_many(self, keys):
        return self._ask({}, super().get_many, keys)

    def has_key(self, key):
        return self._ask(False, super().has_key, key)

    def incr(self, key, delta):
        return self._ask(delta, super().incr, key, delta)

    def set_many(self, data, timeout):
        return self._ask(None, super().set_many, data, timeout)

    def delete_many(self, keys):
        return self._ask(None, super().delete_many, keys)

    def _ask(self, otherwise, call, *values):
        if time.monotonic() < self._away_until:
            return otherwise
        try:
            answer = call(*values)
        except (RedisError, OSError) as error:
            self._away_until = time.monotonic() + PAUSE
            if not self._is_away:
                logger.warning("Redis does not answer; nothing is cached: %s", error)
            self._is_away = True
            return otherwise
        self._is_away = False
        return answer


class Cache(RedisCache):
    """Django's RedisCache (values are pickled: a Redis of the newsroom's own)."""

    def __init__(self, server, params):
        super().__init__(server, params)
        self._class = _Forgiving


class Sessions(Cache):
    """Of the sessions in the database, for a minute each: what is ended while Redis is away is not
    found there, still open, when it answers again."""

    def get_backend_timeout(self, timeout=DEFAULT_TIMEOUT):
        wanted = super().get_backend_timeout(timeout)
        return SESSION_FOR if wanted is None else min(wanted, SESSION_FOR)
