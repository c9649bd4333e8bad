"""The CDN is told what changed, until it has taken it; and what it may keep meanwhile."""

import json

import pytest
from django.core.checks import run_checks
from django.db import transaction

from newsroom import edge, outbox
from newsroom.edge import moments, purging
from newsroom.outbox.models import Effect
from tests.newsroom.http import WebServer

from .site import Site

pytestmark = pytest.mark.django_db


@pytest.fixture
def cdn(settings):
    """A server that stands for a CDN."""
    with WebServer() as server:
        settings.OUTGOING_TO_PRIVATE, settings.CDN_SECONDS = True, 600
        settings.CDN_PURGE_URL = server.url
        settings.CDN_SERVICE, settings.CDN_TOKEN = "site/1", "secret"
        yield server


def purges():
    return Effect.objects.filter(kind="purge")


def do_it():
    effect = purges().get()
    purging.purge(effect.payload, effect.key)


def test_fastly_lets_go_softly(cdn, settings):
    settings.CDN_PURGE = "fastly"
    edge.publish()

    do_it()

    path, headers, body = cdn.requests[0]
    assert path == "/service/site%2F1/purge"
    assert headers["Fastly-Key"] == "secret"
    assert (headers["Surrogate-Key"], headers["Fastly-Soft-Purge"]) == ("newsroom", "1")
    assert body == b""


def test_cloudflare_lets_go_by_tag(cdn, settings):
    settings.CDN_PURGE = "cloudflare"
    edge.publish()

    do_it()

    path, headers, body = cdn.requests[0]
    assert path == "/zones/site%2F1/purge_cache"
    assert headers["Authorization"] == "Bearer secret"
    assert json.loads(body) == {"tags": ["newsroom"]}


def test_every_cache_is_asked_to_purge(cdn, settings):
    settings.CDN_PURGE = "http"
    with WebServer() as other:
        settings.CDN_PURGE_URL = f"{cdn.url},{other.url}/cache"
        edge.publish()
        do_it()

        assert [request[0] for request in cdn.requests + other.requests] == ["/", "/cache"]
        assert other.requests[0][1]["Surrogate-Key"] == "newsroom"


@pytest.mark.parametrize("kind", ["fastly", "cloudflare", "http"])
def test_what_does_not_work_is_tried_again(cdn, settings, kind):
    settings.CDN_PURGE = kind
    cdn.answers = [(503, {}, b"busy")]

    with pytest.raises(OSError, match="answers 503"):
        purging.purge({"keys": ["newsroom"]}, "purge:1")


def test_a_private_address_is_given_up_where_none_is_allowed(cdn, settings):
    settings.CDN_PURGE, settings.OUTGOING_TO_PRIVATE = "fastly", False
    settings.CDN_PURGE_URL = "https://127.0.0.1"

    with pytest.raises(outbox.GiveUp):
        purging.purge({"keys": ["newsroom"]}, "purge:1")


def test_a_transaction_that_changes_much_purges_once(settings):
    settings.CDN_PURGE = "http"
    with transaction.atomic():
        edge.publish()
        edge.publish()

    assert purges().count() == 1


def test_what_was_rolled_back_purges_nothing_and_hides_nothing(settings):
    settings.CDN_PURGE = "http"
    with transaction.atomic():
        edge.publish()
        transaction.set_rollback(True)
    assert purges().count() == 0

    edge.publish()
    assert purges().count() == 1


def test_without_a_cdn_nothing_is_noted():
    edge.publish()

    assert purges().count() == 0


def test_a_cdn_may_keep_a_page_until_it_ends(machine, cdn, settings, clock, monkeypatch):
    monkeypatch.setattr("time.time", lambda: clock.now().timestamp())
    monkeypatch.setattr(moments, "_asks", [lambda now: now.replace(hour=9, minute=2)])
    site = Site(machine / "pages")

    said = site.get("/news/").headers
    assert "s-maxage=110" in said["Cache-Control"]
    assert "stale-while-revalidate=10" in said["Cache-Control"]
    assert (said["Surrogate-Key"], said["Cache-Tag"]) == ("newsroom", "newsroom")
    clock.advance(seconds=30)
    assert "s-maxage=80" in site.get("/news/").headers["Cache-Control"]


def test_what_is_not_there_is_let_go_of_as_well(machine, cdn):
    said = Site(machine / "pages").get("/no-such-page/").headers

    assert said["Surrogate-Key"] == "newsroom"
    assert "s-maxage" in said["Cache-Control"]


def test_the_newsroom_is_kept_by_no_cdn(machine, cdn):
    said = Site(machine / "pages").get("/admin/login/").headers

    assert "s-maxage" not in said["Cache-Control"]
    assert "Surrogate-Key" not in said


@pytest.mark.parametrize(
    ("purge", "faults"),
    [("", {"edge.W001"}), ("fastly", {"edge.E001"}), ("http", {"edge.E001"})],
)
def test_half_a_cdn_is_said_at_the_start(settings, purge, faults):
    settings.CDN_SECONDS, settings.CDN_PURGE = 60, purge

    assert {fault.id for fault in run_checks() if fault.id.startswith("edge.")} == faults
