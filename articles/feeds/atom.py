"""Atom 1.0 (RFC 4287)."""

from datetime import UTC, datetime, timedelta

from django.utils.feedgenerator import rfc3339_date

from newsroom.xml import Xml

from .entries import Entry, Feed

CONTENT_TYPE = "application/atom+xml; charset=utf-8"
NOTHING_YET = datetime(2000, 1, 1, tzinfo=UTC)  # `updated` must be there, and must stay the same


def write(feed: Feed) -> str:
    xml = Xml()
    root = {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": feed.language}
    with xml.element("feed", root):
        xml.leaf("id", feed.page)
        xml.leaf("title", feed.title)
        xml.leaf("subtitle", feed.about)
        xml.leaf("updated", rfc3339_date(feed.updated or NOTHING_YET))
        xml.leaf("link", rel="self", href=feed.url, type="application/atom+xml")
        if feed.hub:
            xml.leaf("link", rel="hub", href=feed.hub)
        xml.leaf("link", rel="alternate", href=feed.page, type="text/html")
        with xml.element("author"):
            xml.leaf("name", feed.site)
            xml.leaf("uri", feed.home)
        for entry in feed.entries:
            with xml.element("entry", {"xml:lang": entry.language}):
                _entry(xml, entry)
    return xml.text


def _entry(xml: Xml, entry: Entry) -> None:
    xml.leaf("id", entry.id)
    xml.leaf("title", entry.title)
    xml.leaf("updated", rfc3339_date(_told_apart(entry)))
    xml.leaf("published", rfc3339_date(entry.published))
    xml.leaf("link", rel="alternate", href=entry.url, type="text/html")
    for signer in entry.signers:
        with xml.element("author"):
            xml.leaf("name", signer.name)
            xml.leaf("uri", signer.url)
    for name in entry.categories:
        xml.leaf("category", term=name)
    if entry.picture:
        xml.leaf("link", rel="enclosure", href=entry.picture.url, type="image/jpeg")
    if entry.summary or not entry.content:
        xml.leaf("summary", entry.summary or entry.title)
    if entry.content:
        xml.leaf("content", entry.content, type="html")


def _told_apart(entry: Entry) -> datetime:
    """`updated` to the microsecond: stories of one hour still differ (the W3C's validator asks)."""
    return entry.updated.replace(microsecond=0) + timedelta(microseconds=entry.key % 1_000_000)
