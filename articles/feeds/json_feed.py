"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json

from django.utils.html import escape

from .entries import Entry, Feed

CONTENT_TYPE = "application/feed+json; charset=utf-8"
VERSION = "https://jsonfeed.org/version/1.1"


def write(feed: Feed) -> str:
    written = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.url,
        "description": feed.about,
        "language": feed.language,
        "authors": [{"name": feed.site, "url": feed.home}],
        "items": [_item(entry) for entry in feed.entries],
    }
    if feed.hub:
        written["hubs"] = [{"type": "WebSub", "url": feed.hub}]
    return json.dumps(written, ensure_ascii=False, separators=(",", ":"))


def _item(entry: Entry) -> dict:
    item = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.content or f"<p>{escape(entry.summary or entry.title)}</p>",
        "summary": entry.summary,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "authors": [{"name": signer.name, "url": signer.url} for signer in entry.signers],
        "tags": list(entry.categories),
        "language": entry.language,
        "image": entry.picture.url if entry.picture else "",
    }
    return {name: value for name, value in item.items() if value}
