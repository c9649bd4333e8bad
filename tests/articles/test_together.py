"""Three people save one story at once, by real requests to two workers, of which some die."""

import os
import random
import re
import signal
import time
from functools import partial
from http.client import HTTPConnection, HTTPException
from threading import Lock
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client

from articles.models import Revision
from tests.articles.markup import form_fields, parse
from tests.factories import make_article, make_tag, make_user
from tests.servers import Server

ROUNDS = 20
OWN = 4  # paragraphs of each editor
FIELDS = {"ann": "standfirst", "ben": "dateline", "cy": "seo_title"}
DEATHS = {15, 30, 45}  # a worker is killed when so many saves were acknowledged
GONE = (OSError, HTTPException)  # what one hears of a worker that dies


class Newsroom(Server):
    """Two workers, of which now and then one dies."""

    def __init__(self, folder):
        super().__init__(folder, PAGE_STORE="0")
        self.lock, self.acknowledged, self.killed = Lock(), 0, set()

    def ask(self, method, path, cookie="", fields=None):
        """The answer to one request: its status, text and location."""
        http = HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": f"{cookie}; csrftoken={'c' * 32}"}
        body = None
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode(fields | {"csrfmiddlewaretoken": "c" * 32}, doseq=True)
        try:
            http.request(method, path, body, headers)
            answer = http.getresponse()
            return SimpleNamespace(
                status=answer.status,
                text=answer.read().decode(),
                location=answer.headers["Location"],
            )
        finally:
            http.close()

    def answer(self, *request):
        """The same of a server that may be gone: asked again, as a person does."""
        for _try in range(600):
            try:
                return self.ask(*request)
            except GONE:
                time.sleep(0.1)
        raise AssertionError("The server does not come back.")

    def note_save(self):
        """One more is acknowledged; now and then a worker dies, whatever it is doing."""
        with self.lock:
            self.acknowledged += 1
            if self.acknowledged in DEATHS:
                worker = self.workers()[0]
                os.kill(worker, signal.SIGKILL)
                self.killed.add(worker)


@pytest.fixture
def server(transactional_db, tmp_path):
    server = Newsroom(tmp_path)
    yield server
    server.stop()


def form_of(article):
    return f"/admin/articles/article/{article.pk}/change/"


def session_of(name):
    client = Client()
    client.force_login(make_user("Editor", username=name))
    cookie = settings.SESSION_COOKIE_NAME
    return f"{cookie}={client.cookies[cookie].value}"


def edit_often(server, article, name, tag, *, seed):
    """Open the form, change what is one's own, save: twenty times. What the story must say then,
    and what each of its versions must have said."""
    chance = random.Random(seed)
    cookie = session_of(name)
    said = {number: f"{name} {number} first" for number in range(OWN)}
    added, acknowledged = [], []
    for turn in range(ROUNDS):
        page = parse(server.answer("GET", form_of(article), cookie).text, is_strict=False)
        fields = form_fields(page.one("[id=content-main] form"))
        number = chance.randrange(OWN)
        new = f"{name} {number} turn {turn}"
        fields["body"] = fields["body"].replace(said[number], new)
        if turn % 5 == 0:
            added.append(f"{name} added {turn}")
            fields["body"] = fields["body"].replace(f"{new}</p>", f"{new}</p><p>{added[-1]}</p>")
        fields[FIELDS[name]] = new
        fields["tags"] = [*fields.get("tags", []), tag.pk]
        answer = server.answer("POST", form_of(article), cookie, fields | {"_continue": "1"})
        assert answer.status == 302, parse(answer.text, is_strict=False).text[:500]
        assert answer.location == form_of(article)
        said[number] = new
        acknowledged.append(new)
        server.note_save()
    return {*said.values(), *added}, acknowledged, tag


@pytest.mark.django_db(transaction=True)
def test_three_editors_at_once_lose_nothing_whatever_dies(server, together):
    names = list(FIELDS)
    paragraphs = [f"<p>{name} {number} first</p>" for number in range(OWN) for name in names]
    article = make_article(status="draft", body="".join(paragraphs))
    tags = [make_tag() for _ in names]
    server.answer("GET", "/admin/login/")

    results = together(
        *(
            partial(edit_often, server, article, name, tag, seed=seed)
            for seed, (name, tag) in enumerate(zip(names, tags, strict=True))
        )
    )

    assert [result for result in results if isinstance(result, Exception)] == []
    assert len(server.killed) == len(DEATHS)
    article.refresh_from_db()
    body = set(re.findall("<p>(.*?)</p>", article.body))
    texts = " ".join(revision.content["body"] for revision in article.revisions.all())
    for name, (said, acknowledged, tag) in zip(names, results, strict=True):
        assert said <= body
        assert [words for words in acknowledged if f"<p>{words}</p>" not in texts] == []
        assert getattr(article, FIELDS[name]) == acknowledged[-1]
        assert tag in article.tags.all()
    assert len(body) == len(re.findall("<p>", article.body))  # nothing is there twice
    assert not Revision.objects.filter(kind="conflict").exists()
    numbers = article.revisions.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, len(numbers) + 1))
    assert Revision.objects.numbered(article, article.revision).content["body"] == article.body
