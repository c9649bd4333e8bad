import codecs
import tracemalloc
from datetime import UTC, datetime
from io import BytesIO
from itertools import chain

import pytest

from articles.importers.catalogue import Catalogue
from articles.importers.records import (
    IncomingAttachment,
    IncomingAuthor,
    IncomingPost,
    IncomingSite,
    IncomingTerm,
)
from articles.importers.wxr import MAX_TEXT, WithoutControls, WxrError, parse

from .exports import SMALL, THEME_TEST, attachment, author, category, export, item, label


def records(data: bytes) -> list:
    return list(parse(WithoutControls(BytesIO(data))))


def post(data: bytes) -> IncomingPost:
    return next(r for r in records(data) if isinstance(r, IncomingPost))


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_every_version_of_the_format_is_read(version):
    data = export(
        author("nadia", "Nadia Koval"),
        category("city", "City"),
        item(label("category", "city", "City")),
        version=version,
    )

    nadia, city, story, site = records(data)

    assert nadia == IncomingAuthor("nadia", "Nadia Koval")
    assert city == IncomingTerm("category", "city", "City", term_id="1")
    assert (story.title, story.slug, story.status) == (
        "Harbour reopens",
        "harbour-reopens",
        "publish",
    )
    assert story.content == "The harbour is open."
    assert story.date_gmt == datetime(2020, 5, 4, 9, tzinfo=UTC)
    assert site == IncomingSite("The Old Paper", "old.example", "en-US", version)


@pytest.mark.parametrize(("path", "posts"), [(SMALL, 11), (THEME_TEST, 149)])
def test_the_exports_of_wordpress_itself_are_read(path, posts):
    with path.open("rb") as file:
        found = [record for record in parse(file) if isinstance(record, IncomingPost)]

    assert len(found) == posts


@pytest.mark.parametrize(
    "site",
    ["https://old.example", "http://old.example/", "http://www.old.example", "https://OLD.example"],
)
def test_a_site_is_the_same_after_its_move_to_https_or_www(site):
    *_, found = records(export(site=site))

    assert found.base == "old.example"


def test_a_site_of_a_network_is_named_by_its_own_address():
    data = export(site="https://wordpress.com/").replace(
        b"<wp:base_blog_url>https://wordpress.com/", b"<wp:base_blog_url>https://ours.wordpress.com"
    )

    *_, site = records(data)

    assert site.base == "ours.wordpress.com"


def test_the_first_versions_categories_written_twice_count_once():
    twice = "<category><![CDATA[City]]></category>" + label("category", "city", "City")
    tags = '<category domain="tag"><![CDATA[Port]]></category>' + label("tag", "port", "Port")

    story = post(export(item(twice, tags), version="1.0"))

    assert [term.nicename for term in story.categories] == ["city"]
    assert [term.nicename for term in story.tags] == ["port"]


def test_an_attachment_knows_its_file_and_words():
    data = export(attachment("7", "2020/05/port.jpg", alt="A port", caption="The <b>port</b>"))

    picture = records(data)[0]

    assert isinstance(picture, IncomingAttachment)
    assert picture.file == "2020/05/port.jpg"
    assert picture.url == "https://old.example/wp-content/uploads/2020/05/port.jpg"
    assert (picture.alt_text, picture.caption) == ("A port", "The port")


def test_two_writers_of_one_story_are_both_read():
    by = label("author", "cap-nadia", "nadia") + label("author", "cap-petro", "Petro")
    guest = item(post_type="guest-author", post_name="cap-petro", title="Petro Hrytsak")

    story = post(export(item(by), guest))

    assert story.creators == ("nadia", "petro")
    assert IncomingAuthor("petro", "Petro Hrytsak") in records(export(item(by), guest))


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("Fish &amp; chips", "Fish & chips"),
        ("A <em>very</em> <script>x()</script>big day", "A very big day"),
        ("5 < 6 &lt;i&gt;", "5 < 6 <i>"),
        ("  two\n lines ", "two lines"),
        ("", ""),
    ],
)
def test_titles_are_plain_text(title, plain):
    assert post(export(item(title=title))).title == plain


@pytest.mark.parametrize(
    "date", ["0000-00-00 00:00:00", "-0001-11-30 00:00:00", "soon", "", "2020-13-01 00:00:00", None]
)
def test_a_date_that_is_none_is_none(date):
    story = post(export(item(post_date_gmt=date)))

    assert story.date_gmt is None
    assert story.date == datetime(2020, 5, 4, 12)  # noqa: DTZ001 - WordPress's local time


def test_control_characters_are_left_out_and_counted():
    data = export(item(content="The \x0bharbour\x00 is\x08 open."))
    stream = WithoutControls(BytesIO(data))

    story = next(r for r in parse(stream) if isinstance(r, IncomingPost))

    assert story.content == "The harbour is open."
    assert stream.removed == 3


def test_a_file_of_nothing_but_control_characters_at_first_is_read_to_its_end():
    stream = WithoutControls(BytesIO(b"\x00" * 200_000 + b"text"))

    assert stream.read(65_536) == b"text"
    assert stream.read(65_536) == b""


@pytest.mark.parametrize(
    ("encoding", "mark"), [("utf-16-le", codecs.BOM_UTF16_LE), ("cp1251", b""), ("utf-8-sig", b"")]
)
def test_other_encodings_are_read_if_the_file_says_so(encoding, mark):
    name = "utf-16" if mark else encoding.removesuffix("-sig")
    text = export(item(title="Порт відкрито")).decode().replace("UTF-8", name)

    assert post(mark + text.encode(encoding)).title == "Порт відкрито"


GOOD = export(item())
DEEP = GOOD.replace(b"<item>", b"<x>" * 200)
BOMB = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>
<rss><channel>&b;</channel></rss>"""
BROKEN = {
    "empty": (b"", "empty or not XML"),
    "text": (b"Dear editor,", "empty or not XML"),
    "cut off": (GOOD[:-400], "damaged or cut off"),
    "cut in a tag": (GOOD[:-3], "damaged or cut off"),
    "a page": (b"<html><body/></html>", "begins with <html>"),
    "no channel": (b"<rss><item/></rss>", "is no channel"),
    "an empty root": (b"<rss></rss>", "not a WordPress export"),
    "a feed": (b"<rss><channel><title>News</title><item/></channel></rss>", "RSS feed"),
    "a document type": (b'<!DOCTYPE rss SYSTEM "http://x/y.dtd">' + GOOD[43:], "document type"),
    "entities": (BOMB, "document type or entities"),
    "deep": (DEEP, "levels deep"),
    "not in its encoding": (GOOD.replace(b"Harbour", b"Harb\xffour"), "damaged or cut off"),
    "in no known encoding": (GOOD.replace(b"UTF-8", b"klingon"), "empty or not XML"),
    "HTML not escaped": (GOOD.replace(b"<![CDATA[The harbour", b"<p>The"), "not escaped"),
    "of a version to come": (export(version="9.0"), "WXR 9.0"),
    "of no site": (export(site=""), "which site"),
}


@pytest.mark.parametrize(("data", "reason"), BROKEN.values(), ids=BROKEN.keys())
def test_a_file_that_is_no_whole_export_is_refused_with_one_clear_line(data, reason):
    with pytest.raises(WxrError) as refusal:
        records(data)

    assert reason in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_text_longer_than_any_story_is_not_kept_in_memory():
    story = post(export(item(content="word " * (MAX_TEXT // 4))))

    assert story.too_long == "content:encoded"
    assert len(story.content) <= MAX_TEXT


def test_a_title_as_long_as_a_book_does_not_stop_the_others():
    longest = item(title="&amp;" * (MAX_TEXT // 4))

    found = [r for r in records(export(longest, item())) if isinstance(r, IncomingPost)]

    assert [story.title[:7] for story in found] == ["&" * 7, "Harbour"]


def test_what_page_builders_leave_beside_a_story_is_not_kept():
    data = export(item(meta={"_elementor_data": "x" * 4_000_000, "_thumbnail_id": "7"}))

    tracemalloc.start()
    story = post(data)
    highest = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert story.thumbnail_id == 7
    assert highest < 1_000_000


class MadeAsItIsRead:
    """An export of any length that takes no memory itself."""

    def __init__(self, items: int):
        head, tail = export("@").split(b"@")
        one = item("<wp:comment><wp:comment_content>Well!</wp:comment_content></wp:comment>" * 5)
        one = one.replace("The harbour is open.", "The harbour is open. " * 200)
        picture = attachment("NUMBER", "2020/05/port-NUMBER.jpg", caption="Words " * 20)
        pair = (one + picture).encode()
        pairs = (pair.replace(b"NUMBER", b"%d" % n) for n in range(items))
        self._parts = chain([head], pairs, [tail])

    def read(self, size: int) -> bytes:
        return next(self._parts, b"")


def peak_memory(items: int) -> int:
    tracemalloc.start()
    with Catalogue(parse(MadeAsItIsRead(items))) as catalogue:
        assert catalogue.items == 2 * items
    highest = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return highest


def test_memory_does_not_grow_with_the_file():
    peak_memory(10)  # what is made once

    few, many = peak_memory(300), peak_memory(1200)

    assert many < few * 1.2 + 50_000
