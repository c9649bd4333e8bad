"""Telling the CDN to let go of what it keeps, through the outbox: after every commit that changes
what readers see, until the CDN has taken it.

CDN_PURGE names who is told: `fastly`, `cloudflare`, or `http` for whatever understands a PURGE
request (Varnish, say; docs/operators.md has the lines it needs).
All pages are let go of at once: a headline stands on fronts, lists, feeds and other stories, and
fetching a page anew costs a stored page. Where the CDN can, it hands out the old page meanwhile.
"""

import json
from http.client import HTTPConnection, HTTPSConnection
from typing import Protocol
from urllib.parse import quote, urlsplit
from uuid import uuid4

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from newsroom import outbox, outgoing

from . import cdn

PATIENCE = 10  # seconds
AGENT = {"User-Agent": "Newsroom-Purge/1"}


class Purge(Protocol):
    def purge(self, keys: list[str]) -> None:
        """Let go of every page that has one of these keys. OSError where it did not work."""


class Fastly:
    """POST /service/{id}/purge, softly: https://www.fastly.com/documentation/reference/api/purging/"""

    api = "https://api.fastly.com"

    def purge(self, keys: list[str]) -> None:
        headers = {
            "Fastly-Key": settings.CDN_TOKEN,
            "Fastly-Soft-Purge": "1",
            "Surrogate-Key": " ".join(keys),
            "Accept": "application/json",
        }
        _post(self.api, f"/service/{quote(settings.CDN_SERVICE, safe='')}/purge", b"", headers)


class Cloudflare:
    """POST /zones/{id}/purge_cache by tags:
    https://developers.cloudflare.com/cache/how-to/purge-cache/"""

    api = "https://api.cloudflare.com/client/v4"

    def purge(self, keys: list[str]) -> None:
        headers = {
            "Authorization": f"Bearer {settings.CDN_TOKEN}",
            "Content-Type": "application/json",
        }
        path = f"/zones/{quote(settings.CDN_SERVICE, safe='')}/purge_cache"
        _post(self.api, path, json.dumps({"tags": keys}).encode(), headers)


class Http:
    """PURGE / with the keys in Surrogate-Key, to each of the addresses in CDN_PURGE_URL."""

    def purge(self, keys: list[str]) -> None:
        for address in settings.CDN_PURGE_URL.split(","):
            _purge(address.strip(), {"Surrogate-Key": " ".join(keys), **AGENT})


BACKENDS: dict[str, type[Purge]] = {"fastly": Fastly, "cloudflare": Cloudflare, "http": Http}


def note() -> None:
    """Have the CDN told once this transaction commits, if there is one to tell."""
    if settings.CDN_PURGE:
        outbox.add("purge", {"keys": [cdn.ALL]}, key=f"purge:{uuid4()}")


@outbox.handler("purge", label=_("Purges of the CDN"), is_slow=True)
def purge(payload: dict, key: str) -> None:
    if not settings.CDN_PURGE:
        return
    try:
        BACKENDS[settings.CDN_PURGE]().purge(payload["keys"])
    except outgoing.Refused as refused:
        raise outbox.GiveUp(str(refused)) from refused


def _post(api: str, path: str, body: bytes, headers: dict[str, str]) -> None:
    base = settings.CDN_PURGE_URL or api
    answer = outgoing.post(base + path, body, headers | AGENT)
    if not answer.is_ok:
        raise OSError(f"{urlsplit(base).hostname} answers {answer.status}.")


def _purge(address: str, headers: dict[str, str]) -> None:
    """Not by newsroom/outgoing.py: nobody but the operator names this address, and it is a private
    one where the cache stands beside the site."""
    parts = urlsplit(address)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname, parts.port, timeout=PATIENCE)
    try:
        host = urlsplit(settings.SITE_ORIGIN).netloc
        connection.request("PURGE", parts.path or "/", headers={"Host": host, **headers})
        answer = connection.getresponse()
        answer.read()
    finally:
        connection.close()
    if not 200 <= answer.status < 300:
        raise OSError(f"{parts.hostname} answers {answer.status}.")
