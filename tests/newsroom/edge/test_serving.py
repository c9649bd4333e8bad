"""The page store under load: several processes, each with pages of its own."""

import re
import socket
import subprocess
import sys
import threading
from contextlib import ExitStack

import pytest
from django.conf import settings

from tests.articles.drafts import edit, story
from tests.factories import make_article, make_user
from tests.servers import Server

PUBLISHERS, TURNS = 4, 250
CLIENTS = 500


@pytest.fixture
def server(transactional_db, tmp_path):
    server = Server(tmp_path)
    yield server.wait()
    server.stop()


class Reader(threading.Thread):
    """Reads the News Feed for as long as the others publish; `went_back` is what was older than
    what it had read before."""

    def __init__(self, server):
        super().__init__(daemon=True)
        self.server, self.newest, self.went_back, self.count = server, {}, [], 0
        self.done = threading.Event()

    def run(self):
        while not self.done.is_set():
            status, text = self.server.get("/news/")
            assert status == 200
            for which, turn in set(re.findall(r"Story (\d+) turn (\d+) of it", text)):
                if int(turn) < self.newest.get(which, -1):
                    self.went_back.append((which, turn))
                self.newest[which] = max(int(turn), self.newest.get(which, -1))
            self.count += 1


def test_whoever_reads_after_a_thousand_publications_never_gets_the_old_text(server):
    stories = [make_article(headline="Not yet") for _number in range(PUBLISHERS)]
    reader = Reader(server)
    reader.start()

    publishers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.newsroom.edge.publisher",
             str(server.port), str(story.pk), str(TURNS)],
            cwd=settings.BASE_DIR, env=server.environment, stdout=subprocess.PIPE, text=True,
        )
        for story in stories
    ]  # fmt: skip
    found = [publisher.communicate()[0] for publisher in publishers]
    reader.done.set()
    reader.join()

    assert [publisher.returncode for publisher in publishers] == [0] * PUBLISHERS
    assert found == [""] * PUBLISHERS
    assert reader.went_back == []
    assert reader.count > 10
    assert all(f"turn {TURNS - 1} of it" in server.get(s.get_absolute_url())[1] for s in stories)


def test_a_crowd_at_a_cold_front_page_makes_it_once(server):
    make_article(headline="The barrier closes")
    request = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    with ExitStack() as stack:
        clients = [
            stack.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=60))
            for _number in range(CLIENTS)
        ]
        for client in clients:
            client.sendall(request)
        answers = [read_all(client) for client in clients]

    assert sum(b"The barrier closes" in answer for answer in answers) == CLIENTS
    counted = server.counted()
    assert counted["renders"] == 1
    assert counted["hits"] + counted["found"] == CLIENTS - 1


def read_all(client):
    parts = []
    while part := client.recv(65_536):
        parts.append(part)
    return b"".join(parts)


def test_drafts_leave_the_stored_pages_as_they_are(server):
    draft = story()
    server.get("/")

    edit(draft, make_user("Editor"), headline="Not for readers yet")
    server.get("/")

    assert server.counted()["renders"] == 1
