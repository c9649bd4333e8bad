"""What the log says of a request, and what it keeps to itself."""

import io
import json
import logging
import logging.config

import pytest
from django.urls import reverse

from newsroom import logs
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def log(request):
    """What is written in the form the test names: log() gives its lines."""
    stream, config = io.StringIO(), logs.config(request.param)
    config["handlers"]["console"]["stream"] = stream
    config["loggers"] = {}
    root = logging.getLogger()
    before = root.handlers[:], root.level
    logging.config.dictConfig(config)
    yield lambda: stream.getvalue().splitlines()
    root.handlers[:], level = before
    root.setLevel(level)


in_json = pytest.mark.parametrize("log", ["json"], indirect=True)
in_lines = pytest.mark.parametrize("log", ["line"], indirect=True)


@pytest.fixture
def slow(settings):
    settings.SLOW_REQUEST_MS = 1


@in_json
def test_what_fails_is_a_line_with_the_id_of_its_request(client, log):
    response = client.get("/readyz", headers={"x-request-id": "from-the-proxy-1"})

    assert response.status_code == 503
    assert response.headers["X-Request-ID"] == "from-the-proxy-1"
    lines = [json.loads(line) for line in log()]
    assert {line["logger"] for line in lines} == {"newsroom.access", "django.request"}
    assert {line["request"] for line in lines} == {"from-the-proxy-1"}
    access = next(line for line in lines if line["logger"] == "newsroom.access")
    assert (access["method"], access["path"], access["status"]) == ("GET", "/readyz", 503)
    assert access["ms"] >= 0
    assert access["level"] == "WARNING"

    logging.getLogger("newsroom").warning("Of no request.")
    assert "request" not in json.loads(log()[-1])


@in_lines
@pytest.mark.parametrize("sent", ["short", "x" * 65, "a b c d e f", "good-one\nForged", "ы" * 9])
def test_an_id_that_is_none_is_not_taken_over(client, log, sent):
    response = client.get("/readyz", headers={"x-request-id": sent})

    made = response.headers["X-Request-ID"]
    assert logs.SANE_ID.fullmatch(made)
    assert made != sent
    assert all(f"[{made}]" in line for line in log())


@in_lines
def test_what_is_slow_is_a_line_without_what_was_searched(client, slow, log):
    make_article(headline="Flood")

    client.get("/search/?q=my+illness")

    (line,) = log()
    assert "newsroom.access" in line
    assert "GET /search/ 200, " in line
    assert "illness" not in line


@pytest.mark.parametrize("log", ["line", "json"], indirect=True)
def test_addresses_that_let_somebody_in_are_not_told(client, slow, log):
    client.get(reverse("articles:preview", args=["Secret-Token"]))
    client.get(reverse("admin:articles_article_ical", args=["Secret-Token"]))
    logging.getLogger("django.request").error("Internal Server Error: %s", "/preview/Secret-Token/")

    assert len(log()) == 3
    assert "Secret-Token" not in "".join(log())


@in_lines
def test_a_path_cannot_forge_a_line(client, slow, log):
    client.get("/news%0a2030-01-01 WARNING newsroom: all is lost")

    assert len(log()) == 1


@in_json
def test_an_error_is_one_line_with_its_trace(log):
    try:
        raise ValueError("two\nlines")
    except ValueError:
        logging.getLogger("newsroom").exception("It failed.")

    (line,) = log()
    assert "two\nlines" in json.loads(line)["trace"]
