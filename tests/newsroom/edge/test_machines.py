"""Two machines with one database and one Redis: what one publishes, both show at once."""

import json
import socket
import subprocess
import sys
import time

import pytest
from django.conf import settings

from newsroom.edge import generation, signals
from tests.factories import make_article
from tests.redis_server import redis  # noqa: F401 - a fixture
from tests.servers import Server

PUBLISH = """
import django; django.setup()
from articles import actions
from tests.factories import make_article
make_article(headline="{headline}")
"""


@pytest.fixture
def machines(transactional_db, tmp_path, redis):  # noqa: F811
    """Two groups of workers, each with a folder of its own."""
    knobs = {"REDIS_URL": redis.url, "REDIS_PREFIX": "site"}  # each has an address of its own here
    both = [Server(tmp_path / name, **knobs) for name in ("one", "two")]
    yield [server.wait() for server in both]
    for server in both:
        server.stop()


def publish_on(server, headline):
    """A process of that machine publishes a story; it has told everybody when it ends."""
    code = PUBLISH.format(headline=headline)
    subprocess.run(
        [sys.executable, "-c", code], cwd=settings.BASE_DIR, env=server.environment, check=True
    )


def shows(server, headline):
    return headline in server.get("/news/")[1]


def test_what_one_machine_publishes_the_other_shows_at_once(machines):
    one, two = machines
    for turn in range(3):
        for server in machines:
            assert not shows(server, f"Turn {turn}")
        publish_on(one, f"Turn {turn} of one")
        assert shows(two, f"Turn {turn} of one")
        assert shows(one, f"Turn {turn} of one")
        assert server_knows(one) == server_knows(two)


def server_knows(server):
    """The generation its pages were made under."""
    found = [path.read_bytes() for path in (server.folder / "edge/pages").glob("*.page")]
    return max(json.loads(data.split(b"\n")[1])["number"] for data in found if data)


def test_without_redis_what_others_publish_is_seen_soon_and_nothing_is_an_error(machines, redis):  # noqa: F811
    one, two = machines
    assert not shows(two, "While it is away")
    redis.stop()

    publish_on(one, "While it is away")

    assert shows(one, "While it is away")
    assert sees_within(5, two, "While it is away")
    assert "Redis does not answer" in two.get("/readyz")[1]

    redis.start()
    publish_on(two, "When it is back")
    assert sees_within(5, one, "When it is back")
    time.sleep(1.5)  # then it is asked again, and knows
    publish_on(one, "And ever after")
    assert shows(two, "And ever after")


def sees_within(seconds, server, headline):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        status, text = server.get("/news/")
        assert status == 200
        if headline in text:
            return True
        time.sleep(0.1)
    return False


def test_a_redis_that_hangs_holds_nobody_up(settings, machine, db):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.REDIS_URL = f"redis://127.0.0.1:{silent.getsockname()[1]}/0"
        signals.current.cache_clear()
        make_article()
        began = time.monotonic()
        generation.tell()
        for _request in range(50):
            signals.current().number()

        assert time.monotonic() - began < 5
        assert signals.current().number() == generation.read()
        assert "Redis does not answer" in signals.current().fault()


def test_the_number_does_not_go_back_when_redis_goes_away(settings, machine, db, redis):  # noqa: F811
    settings.REDIS_URL = redis.url
    signals.current.cache_clear()
    local = signals.InFile(machine / "other")
    elsewhere = signals.InRedis(redis.client(), f"{settings.REDIS_PREFIX}:generation", local, int)
    elsewhere.raise_to(90)
    assert signals.current().number() == 90

    redis.stop()

    assert signals.current().number() == 90
