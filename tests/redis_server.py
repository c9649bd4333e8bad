"""A Redis of the tests' own."""

import shutil
import socket
import subprocess
import time

import pytest
import redis as library

from tests.servers import free_port


class Redis:
    """`url` leads to it; it can go away and come back, having forgotten everything."""

    def __init__(self, folder):
        self.port, self._folder = free_port(), folder
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.start()

    def start(self) -> None:
        self._process = subprocess.Popen(
            ["redis-server", "--port", str(self.port), "--save", "", "--bind", "127.0.0.1",
             "--dir", str(self._folder), "--loglevel", "warning"],
        )  # fmt: skip
        for _try in range(200):
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.02)
        raise AssertionError("Redis does not come up.")

    def client(self):
        return library.Redis.from_url(self.url)

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()


@pytest.fixture
def redis(tmp_path):
    """A Redis that has just begun."""
    if not shutil.which("redis-server"):
        pytest.fail("No Redis here: install it (Debian: apt install redis-server).", pytrace=False)
    server = Redis(tmp_path)
    yield server
    server.stop()
