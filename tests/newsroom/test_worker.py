"""The worker as a process: it works, is seen, may be killed, and stops when asked."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection

from newsroom import mail
from newsroom.outbox.models import Effect, Worker
from tests.newsroom.smtp import MailServer

LETTER = {"to": "ann@news.example", "subject": "Sent back", "text": "Why?", "key": "1"}
PATIENCE = 120  # seconds, on a busy machine


def database_url():
    facts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{facts['NAME']}"
    account = f"{facts['USER']}:{facts['PASSWORD']}@" if facts["USER"] else ""
    return f"postgres://{account}{facts['HOST']}:{facts['PORT']}/{facts['NAME']}"


@pytest.fixture
def worker(transactional_db):
    """Start a worker on the test's database: worker(server, *arguments)."""
    started = []

    def start(server, *arguments):
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            "DATABASE_URL": database_url(),
            "EMAIL_URL": server.url,
        }
        command = [sys.executable, "manage.py", "worker", *arguments]
        started.append(subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment))
        return started[-1]

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.wait()


def until(condition):
    ends = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < ends
        time.sleep(0.05)


def test_a_worker_killed_in_the_middle_leaves_a_letter_to_the_next(worker):
    with MailServer() as server:
        server.stops = True
        mail.queue(mail.Letter(**LETTER))
        first = worker(server)
        assert server.has_a_letter.wait(PATIENCE)
        until(Worker.objects.exists)  # it says so in a thread beside the work
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
        assert Effect.objects.get().done_at is None
        Effect.objects.update(leased_until=Effect.objects.get().created_at)  # a minute goes by

        server.stops = False
        worker(server, "--once").wait(PATIENCE)

    assert Effect.objects.get().done_at
    assert {letter["Message-ID"] for letter in server.letters} == {mail.message_id("mail:1")}
    assert Worker.objects.count() == 1  # the killed one; it is not seen any more


def test_a_worker_is_seen_and_stops_when_it_is_asked(worker):
    with MailServer() as server:
        process = worker(server)
        until(Worker.objects.filter(Worker.seen_lately()).exists)
        mail.queue(mail.Letter(**LETTER))
        until(Effect.objects.done().exists)

        process.terminate()
        assert process.wait(PATIENCE) == 0

    assert not Worker.objects.exists()
    assert len(server.letters) == 1
