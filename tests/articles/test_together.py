"""Three people save one story at once, by real requests; a worker dies in the middle of saves."""

import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
from functools import partial
from http.client import HTTPConnection, HTTPException
from threading import Event
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from articles.models import Revision
from tests.articles.markup import form_fields, open_form, parse
from tests.factories import make_article, make_tag, make_user

ROUNDS = 20
OWN = 4  # paragraphs of each editor
FIELDS = {"ann": "standfirst", "ben": "dateline", "cy": "seo_title"}


def form_of(article):
    return f"/admin/articles/article/{article.pk}/change/"


def edit_often(article, name, tag, *, seed):
    """Open the form, change what is one's own, save: twenty times. What the story must say then."""
    chance = random.Random(seed)
    client = Client()
    client.force_login(make_user("Editor", username=name))
    said = {number: f"{name} {number} first" for number in range(OWN)}
    added = []
    for turn in range(ROUNDS):
        _form, fields = open_form(client, form_of(article))
        time.sleep(chance.random() / 50)  # so that forms grow old
        number = chance.randrange(OWN)
        new = f"{name} {number} turn {turn}"
        fields["body"] = fields["body"].replace(said[number], new)
        if turn % 5 == 0:
            added.append(f"{name} added {turn}")
            fields["body"] = fields["body"].replace(f"{new}</p>", f"{new}</p><p>{added[-1]}</p>")
        fields[FIELDS[name]] = new
        fields["tags"] = [*fields.get("tags", []), tag.pk]
        response = client.post(form_of(article), fields | {"_continue": "1"})
        assert response.status_code == 302, parse(response.text, is_strict=False).text[:500]
        assert response["Location"] == form_of(article)
        said[number] = new
    return {*said.values(), *added}, fields[FIELDS[name]], tag


@pytest.mark.django_db(transaction=True)
def test_three_editors_at_once_lose_nothing(together):
    names = list(FIELDS)
    paragraphs = [f"<p>{name} {number} first</p>" for number in range(OWN) for name in names]
    article = make_article(status="draft", body="".join(paragraphs))
    tags = [make_tag() for _ in names]

    results = together(
        *(
            partial(edit_often, article, name, tag, seed=seed)
            for seed, (name, tag) in enumerate(zip(names, tags, strict=True))
        )
    )

    failed = [result for result in results if isinstance(result, Exception)]
    assert failed == []
    article.refresh_from_db()
    body = set(re.findall("<p>(.*?)</p>", article.body))
    for name, (said, field, tag) in zip(names, results, strict=True):
        assert said <= body
        assert getattr(article, FIELDS[name]) == field
        assert tag in article.tags.all()
    assert not Revision.objects.filter(kind="conflict").exists()
    numbers = article.revisions.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, len(numbers) + 1))


# A worker dies


class Server:
    """The site in two workers of its own, on the test's database."""

    def __init__(self, folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "newsroom/gunicorn.py",
             "--workers", "2", "--log-level", "critical", "newsroom.wsgi"],
            cwd=settings.BASE_DIR, env=self._environment(folder), start_new_session=True,
        )  # fmt: skip

    def _environment(self, folder):
        database = connection.settings_dict
        url = f"sqlite:///{database['NAME']}"
        if connection.vendor == "postgresql":
            host = database["HOST"] or "localhost"
            login = f"{database['USER']}:{database['PASSWORD']}@{host}:{database['PORT'] or 5432}"
            url = f"postgres://{login}/{database['NAME']}"
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "newsroom.settings", "DATABASE_URL": url, "DEBUG": "1",
            "SECRET_KEY": settings.SECRET_KEY, "NEWSROOM_VAR": str(folder),
            "PORT": str(self.port), "SITE_ORIGIN": f"http://127.0.0.1:{self.port}",
        }  # fmt: skip

    def workers(self):
        children = f"/proc/{self.process.pid}/task/{self.process.pid}/children"
        with open(children) as file:
            return [int(pid) for pid in file.read().split()]

    def ask(self, method, path, cookie, fields=None):
        """(status, text) of one request."""
        http = HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Cookie": f"{cookie}; csrftoken={'c' * 32}"}
        body = None
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode(fields | {"csrfmiddlewaretoken": "c" * 32}, doseq=True)
        try:
            http.request(method, path, body, headers)
            response = http.getresponse()
            return response.status, response.read().decode()
        finally:
            http.close()

    def stop(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def server(transactional_db, tmp_path):
    server = Server(tmp_path)
    for _try in range(600):
        try:
            server.ask("GET", "/admin/login/", "")
            break
        except OSError:
            time.sleep(0.1)
    yield server
    server.stop()


def save_until(stopped, server, article, cookie, acknowledged):
    """Save again and again; note the headlines the server says it has saved."""
    turn = 0
    while not stopped.is_set():
        turn += 1
        headline = f"Story {article.pk} turn {turn}"
        try:
            _status, text = server.ask("GET", form_of(article), cookie)
            form = parse(text, is_strict=False).one("[id=content-main] form")
            fields = form_fields(form) | {"headline": headline, "_continue": "1"}
            status, _text = server.ask("POST", form_of(article), cookie, fields)
        except (OSError, HTTPException, AssertionError):
            continue  # the worker died: nothing was acknowledged
        if status == 302:
            acknowledged.append(headline)


def wait_for_more(saved, number=2):
    """Until each of the lists has so many headlines more; a busy machine may take minutes."""
    goals = [(acknowledged, len(acknowledged) + number) for acknowledged in saved]
    ends = time.monotonic() + 300
    while any(len(acknowledged) < goal for acknowledged, goal in goals):
        assert time.monotonic() < ends, saved
        time.sleep(0.01)


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_killed_loses_no_acknowledged_save(server, together):
    articles = [make_article(status="draft") for _ in range(2)]
    cookies = []
    for _article in articles:
        client = Client()
        client.force_login(make_user("Editor"))
        name = settings.SESSION_COOKIE_NAME
        cookies.append(f"{name}={client.cookies[name].value}")
    saved = [[] for _article in articles]
    chance = random.Random(7)
    stopped = Event()

    def kill():
        try:
            for _round in range(3):
                wait_for_more(saved)
                time.sleep(chance.random() / 20)  # so that it is somewhere in a save
                for pid in server.workers()[:1]:
                    os.kill(pid, signal.SIGKILL)
            wait_for_more(saved)
        finally:
            stopped.set()

    results = together(
        *(
            partial(save_until, stopped, server, *each)
            for each in zip(articles, cookies, saved, strict=True)
        ),
        kill,
    )

    assert results == [None, None, None]
    for article, acknowledged in zip(articles, saved, strict=True):
        kept = {revision.headline for revision in article.revisions.all()}
        assert set(acknowledged) <= kept
        article.refresh_from_db()
        newest = article.revisions.get(number=article.revision)
        assert newest.headline == article.headline
        numbers = list(article.revisions.order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))
