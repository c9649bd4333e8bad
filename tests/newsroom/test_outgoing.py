"""What the newsroom asks of addresses that people typed, and what it never asks."""

import socket
import time

import pytest
from django.core.exceptions import ValidationError

from newsroom import outgoing
from tests.newsroom.http import WebServer


@pytest.fixture
def server(settings):
    settings.OUTGOING_TO_PRIVATE = True
    with WebServer() as server:
        yield server


def test_it_sends_what_it_is_given(server):
    answer = outgoing.post(f"{server.url}/hook?a=1", b"{}", {"X-Own": "yes"})

    [(path, headers, body)] = server.requests
    assert (path, headers["X-Own"], body) == ("/hook?a=1", "yes", b"{}")
    assert (answer.status, answer.words, answer.is_ok) == (200, "ok", True)


def test_it_follows_no_redirect_and_reads_no_more_than_a_little(server):
    server.answers = [(302, {"Location": f"{server.url}/elsewhere"}, b"x" * 100_000)]

    answer = outgoing.post(server.url, b"{}", {})

    assert not answer.is_ok
    assert len(answer.words) == outgoing.MOST_READ
    assert len(server.requests) == 1


def test_who_answers_a_byte_at_a_time_is_not_waited_for(server, monkeypatch):
    monkeypatch.setattr(outgoing, "DEADLINE", 0.3)
    server.hangs.set()
    began = time.monotonic()

    with pytest.raises(Exception):  # noqa: B017, PT011 - whatever the cut connection says
        outgoing.post(server.url, b"{}", {})

    assert time.monotonic() - began < outgoing.PATIENCE


def test_too_much_is_not_sent(server):
    with pytest.raises(outgoing.Refused):
        outgoing.post(server.url, b"x" * (outgoing.MOST_SENT + 1), {})


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0",  # noqa: S104
        "100.64.0.1", "224.0.0.1", "::1", "::", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1", "64:ff9b:1::a9fe:a9fe", "fec0::1",
        "::127.0.0.1", "::ffff:0:7f00:1",
    ],
)  # fmt: skip
def test_addresses_that_only_we_can_reach_are_not_public(address):
    assert not outgoing.is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_addresses_of_the_whole_internet_are(address):
    assert outgoing.is_public(address)


def test_a_name_is_judged_by_all_it_resolves_to(monkeypatch):
    found = [(2, 1, 6, "", (ip, 443)) for ip in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)

    with pytest.raises(outgoing.Refused, match="private network"):
        outgoing.post("https://hooks.example/", b"{}", {})


def test_the_deadline_counts_names_and_addresses_that_do_not_answer(monkeypatch):
    now, asked = [0.0], []

    def look_up(*args, **kwargs):
        now[0] += 10
        return [(2, 1, 6, "", (f"93.184.216.{n}", 443)) for n in range(9)]

    def connect(address, timeout):
        asked.append(timeout)
        now[0] += timeout
        raise TimeoutError

    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(TimeoutError):
        outgoing.post("https://hooks.example/", b"{}", {})

    assert asked == [6, 4]


def test_of_a_name_with_many_addresses_a_few_are_tried(monkeypatch):
    found = [(2, 1, 6, "", (f"93.184.216.{n}", 443)) for n in range(9)]
    asked = []

    def connect(address, timeout):
        asked.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(ConnectionRefusedError):
        outgoing.post("https://hooks.example/", b"{}", {})

    assert len(asked) == outgoing.MOST_ADDRESSES


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example/", "https://127.0.0.1/", "https://[::1]/", "https://user@a.example/",
        "file:///etc/passwd", "https://", "https://a.example:x/", "https://ä.example/",
        "https://a.example/\r\nX: y", "//a.example/",
    ],
)  # fmt: skip
def test_what_may_not_be_asked_is_refused_before_it_is_stored(url):
    with pytest.raises(ValidationError):
        outgoing.validate(url)


def test_a_name_is_stored_and_looked_up_when_it_is_asked(settings):
    outgoing.validate("https://hooks.example:8443/a?b=c")
