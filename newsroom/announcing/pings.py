"""Pings: search engines hear of pages (IndexNow), the hub hears of feeds (WebSub, 7)."""

import json
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from newsroom import edge, outbox, outgoing
from newsroom.rights import require
from newsroom.site import absolute

from .events import Said
from .listeners import listener
from .models import Pings

MOST_PAGES = 1_000  # of 10,000 that IndexNow takes

_hub = edge.Remembered(lambda: Pings.of_the_site().hub_url)


def hub() -> str:
    """The address of the hub the feeds name, or ""."""
    return _hub.get()


def forget() -> None:
    """Ask again at the next feed."""
    _hub.forget()


@transaction.atomic
def save_pings(pings: Pings, *, by) -> Pings:
    """Write down who is told."""
    require(by, "change", pings)
    pings.pk = 1
    pings.full_clean()
    pings.save()
    edge.publish()  # the feeds name the hub
    forget()
    transaction.on_commit(forget)
    return pings


def is_there() -> bool:
    pings = Pings.of_the_site()
    return bool(pings.tells_search_engines or pings.hub_url)


@listener(is_there=is_there)
def hears(event: str, said: Said, about: dict, once: str) -> None:
    """Pass on the pages and feeds that are different now."""
    pings = Pings.of_the_site()
    if pings.tells_search_engines and said.pages:
        outbox.add("indexnow", {"pages": said.pages[:MOST_PAGES]}, key=f"indexnow:{once}")
    if pings.hub_url and said.feeds:
        outbox.add("websub", {"feeds": said.feeds[:MOST_PAGES]}, key=f"websub:{once}")


@outbox.handler("indexnow", label=_("Pings of search engines"), is_slow=True)
def tell_search_engines(payload: dict, key: str) -> None:
    pings = Pings.of_the_site()
    if not pings.tells_search_engines:
        return
    message = {
        "host": urlsplit(settings.SITE_ORIGIN).netloc,
        "key": pings.indexnow_key,
        "keyLocation": absolute(f"/{pings.indexnow_key}.txt"),
        "urlList": payload["pages"],
    }
    body, kind = json.dumps(message).encode(), "application/json; charset=utf-8"
    _post(pings.indexnow_url, body, kind)


@outbox.handler("websub", label=_("Pings of the hub"), is_slow=True)
def tell_hub(payload: dict, key: str) -> None:
    pings = Pings.of_the_site()
    if not pings.hub_url:
        return
    fields = [("hub.mode", "publish"), *(("hub.url", feed) for feed in payload["feeds"])]
    _post(pings.hub_url, urlencode(fields).encode(), "application/x-www-form-urlencoded")


def _post(url: str, body: bytes, kind: str) -> None:
    headers = {"Content-Type": kind, "User-Agent": "Newsroom-Ping/1"}
    try:
        answer = outgoing.post(url, body, headers)
    except outgoing.Refused as refused:
        raise outbox.GiveUp(str(refused)) from refused
    if not answer.is_ok:
        raise OSError(f"{urlsplit(url).hostname} answers {answer.status}.")
