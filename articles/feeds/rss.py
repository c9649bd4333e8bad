"""RSS 2.0 (https://www.rssboard.org/rss-specification) with the modules news readers use.

content:encoded holds the whole text, dc:creator each writer, media:content the picture with its
credit, atom:link the feed's own address, atom:updated when a story was last said to be new.
"""

from django.utils.feedgenerator import rfc2822_date, rfc3339_date
from django.utils.html import escape

from newsroom.xml import Xml

from .entries import Entry, Feed, Picture

CONTENT_TYPE = "application/rss+xml; charset=utf-8"
UNKNOWN_LENGTH = "0"  # asking the store of pictures for each would cost more than it tells
ROOT = {
    "version": "2.0",
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}


def write(feed: Feed) -> str:
    xml = Xml()
    with xml.element("rss", ROOT), xml.element("channel"):
        xml.leaf("title", feed.title)
        xml.leaf("link", feed.page)
        xml.leaf("description", feed.about)
        xml.leaf("language", feed.language)
        xml.leaf("docs", "https://www.rssboard.org/rss-specification")
        if feed.updated:
            xml.leaf("lastBuildDate", rfc2822_date(feed.updated))
        xml.leaf("atom:link", rel="self", href=feed.url, type="application/rss+xml")
        if feed.hub:
            xml.leaf("atom:link", rel="hub", href=feed.hub)
        for entry in feed.entries:
            with xml.element("item"):
                _item(xml, entry)
    return xml.text


def _item(xml: Xml, entry: Entry) -> None:
    xml.leaf("title", entry.title)
    xml.leaf("link", entry.url)
    xml.leaf("guid", entry.id, isPermaLink="false")
    xml.leaf("pubDate", rfc2822_date(entry.published))
    xml.leaf("atom:updated", rfc3339_date(entry.updated))
    for signer in entry.signers:
        xml.leaf("dc:creator", signer.name)
    for name in entry.categories:
        xml.leaf("category", name)
    xml.leaf("description", escape(entry.summary) or entry.content)
    if entry.summary and entry.content:
        xml.leaf("content:encoded", entry.content)
    if entry.picture:
        _picture(xml, entry.picture)


def _picture(xml: Xml, picture: Picture) -> None:
    xml.leaf("enclosure", url=picture.url, length=UNKNOWN_LENGTH, type="image/jpeg")
    sizes = {"width": str(picture.width), "height": str(picture.height)}
    content = {"url": picture.url, "medium": "image", "type": "image/jpeg"} | sizes
    with xml.element("media:content", content):
        if picture.description:
            xml.leaf("media:description", picture.description)
        if picture.credit:
            xml.leaf("media:credit", picture.credit)
