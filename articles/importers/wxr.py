"""Read WordPress exports (WXR 1.0, 1.1, 1.2) as a stream of records, whatever their size.

`parse` asks expat for one element at a time and keeps no more than the item it is in, so memory
does not grow with the file. Document types and entities are refused (defusedxml).
"""

import re
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from newsroom.html import MAX_LENGTH

from .records import Incoming, IncomingSite, item_record, site_record, term_record

CHUNK = 64 * 1024
MAX_DEPTH = 100
MAX_TEXT = MAX_LENGTH  # characters of one field; a longer one is not a story
VERSIONS = {"1.0", "1.1", "1.2"}
CONTROLS = bytes([*range(9), 0x0B, 0x0C, *range(0x0E, 0x20)])  # XML 1.0 has no place for them

NAMESPACES = (
    (re.compile(r"https?://wordpress\.org/export/[\d.]+/excerpt/"), "excerpt:"),
    (re.compile(r"https?://wordpress\.org/export/[\d.]+/"), "wp:"),
    (re.compile(r"https?://purl\.org/rss/1\.0/modules/content/"), "content:"),
    (re.compile(r"https?://purl\.org/dc/elements/1\.1/"), "dc:"),
)
FIELDS = {  # the element: those of its children whose text is kept
    "channel": "title link language wp:wxr_version wp:base_site_url wp:base_blog_url",
    "wp:author": "wp:author_login wp:author_display_name wp:author_first_name wp:author_last_name",
    "wp:category": "wp:term_id wp:category_nicename wp:cat_name wp:category_description",
    "wp:tag": "wp:term_id wp:tag_slug wp:tag_name wp:tag_description",
    "item": "title link dc:creator content:encoded excerpt:encoded category wp:post_id "
    "wp:post_date wp:post_date_gmt wp:post_modified wp:post_modified_gmt wp:post_name wp:status "
    "wp:post_type wp:post_parent wp:post_password wp:menu_order wp:attachment_url",
    "wp:postmeta": "wp:meta_key wp:meta_value",
}
FIELDS = {name: frozenset(children.split()) for name, children in FIELDS.items()}
RECORDS = {"wp:author", "wp:category", "wp:tag", "item"}
META = frozenset(
    "_thumbnail_id _wp_attached_file _wp_attachment_image_alt _wp_old_slug footnotes "
    "_yoast_wpseo_primary_category rank_math_primary_category".split()
)


class WxrError(Exception):
    """The file is not a WordPress export that can be read; the message is one line for people."""


class WithoutControls:
    """A binary file without the control characters XML forbids, which real exports contain.

    Files in UTF-16 are left as they are: there, such bytes are halves of letters.
    """

    def __init__(self, stream: BinaryIO):
        self._stream = stream
        self._is_wide: bool | None = None
        self.removed = 0

    def read(self, size: int) -> bytes:
        while chunk := self._stream.read(size):
            if self._is_wide is None:
                self._is_wide = chunk[:2] in {b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"}
            kept = chunk if self._is_wide else chunk.translate(None, CONTROLS)
            self.removed += len(chunk) - len(kept)
            if kept:
                return kept
        return b""


def parse(stream: BinaryIO) -> Iterator[Incoming]:
    """Yield the records of an export in the order of the file; the site itself comes last.

    Raises WxrError where the file ends being a WordPress export: read it once to the end before
    acting on any of it.
    """
    reader = _Reader()
    parser = DefusedXMLParser(target=reader, forbid_dtd=True)
    while chunk := stream.read(CHUNK):
        with _said_plainly(reader):
            parser.feed(chunk)
        while reader.ready:
            fields = reader.ready.popleft()
            yield item_record(fields) if "is_item" in fields else term_record(fields)
    with _said_plainly(reader):
        parser.close()
    yield reader.site()


@contextmanager
def _said_plainly(reader: "_Reader") -> Iterator[None]:
    """Turn what expat and defusedxml raise into WxrError. An unknown encoding is a LookupError."""
    try:
        yield
    except (ParseError, DefusedXmlException, LookupError, UnicodeError) as error:
        raise WxrError(_reason(error, reader)) from error


def _reason(error: Exception, reader: "_Reader") -> str:
    if isinstance(error, DefusedXmlException):
        return "The file declares a document type or entities; a WordPress export has none."
    if not reader.has_begun:
        return f"The file is empty or not XML ({error})."
    return f"The file is damaged or cut off ({error})."


class _Reader:
    """Expat's events made into records. The names of its methods are those expat's target needs."""

    def __init__(self):
        self.ready: deque[dict] = deque()  # the fields of whole records
        self.has_begun = False
        self._path: list[str] = []
        self._names: dict[str, str] = {}
        self._channel: dict = {}
        self._record: dict | None = None  # the item, author, category or tag being read
        self._meta: dict = {}
        self._text: list[str] | None = None  # of the field being read
        self._length = 0
        self._label: dict[str, str] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = self._short(tag)
        parent = self._path[-1] if self._path else ""
        self._check_place(name, parent)
        self._path.append(name)
        if parent == "channel" and name in RECORDS:
            self._record = {"is_item": True} if name == "item" else {}
        elif name == "wp:postmeta":
            self._meta = {}
        self._text = [] if self._is_field(name, parent) else None
        self._length = 0
        if name == "category":
            self._label = attributes

    def data(self, text: str) -> None:
        if self._text is not None:
            self._length += len(text)
            if self._length <= MAX_TEXT:
                self._text.append(text)

    def end(self, tag: str) -> None:
        name = self._path.pop()
        parent = self._path[-1] if self._path else ""
        if self._text is not None:
            self._keep(name, parent, "".join(self._text))
            self._text = None
        elif name == "wp:postmeta" and self._record is not None:
            self._keep_meta()
        elif name == "wp:comment" and self._record is not None:
            self._record["comments"] = self._record.get("comments", 0) + 1
        elif parent == "channel" and name in RECORDS and self._record is not None:
            self.ready.append(self._record)
            self._record = None

    def close(self) -> None:
        """Nothing is left to do; expat asks for it."""

    def site(self) -> IncomingSite:
        """What the channel said of itself; WxrError if that was not a WordPress export."""
        version = self._channel.get("wp:wxr_version", "").strip()
        if not version:
            raise WxrError("The file is an RSS feed, but not a WordPress export (WXR).")
        if version not in VERSIONS:
            raise WxrError(f"WXR {version[:20]} cannot be read; 1.0, 1.1 and 1.2 can.")
        site = site_record(self._channel)
        if not site.base:
            raise WxrError("The export does not say which site it is from (wp:base_blog_url).")
        return site

    def _check_place(self, name: str, parent: str) -> None:
        self.has_begun = True
        if not self._path and name != "rss":
            raise WxrError(f"The file is not a WordPress export: it begins with <{name[:40]}>.")
        if len(self._path) == 1 and name != "channel":
            raise WxrError(f"The file is not a WordPress export: <{name[:40]}> is no channel.")
        if self._text is not None:
            raise WxrError(f"The text of <{parent}> is not escaped: it contains <{name[:40]}>.")
        if len(self._path) >= MAX_DEPTH:
            raise WxrError(f"The file is nested more than {MAX_DEPTH} levels deep.")

    def _is_field(self, name: str, parent: str) -> bool:
        if name not in FIELDS.get(parent, ()):
            return False
        if parent == "wp:postmeta":  # page builders leave megabytes in fields nobody asks for
            return name == "wp:meta_key" or self._meta.get("wp:meta_key") in META
        return parent == "channel" or self._record is not None

    def _keep(self, name: str, parent: str, text: str) -> None:
        if self._length > MAX_TEXT and self._record is not None:
            self._record["too_long"] = name
        if parent == "wp:postmeta":
            self._meta[name] = text
        elif parent == "channel":
            self._channel.setdefault(name, text)
        elif name == "category":
            self._record.setdefault("labels", []).append(self._label | {"name": text})
        else:
            self._record[name] = text

    def _keep_meta(self) -> None:
        key, value = self._meta.get("wp:meta_key"), self._meta.get("wp:meta_value")
        if key in META and value is not None:
            self._record.setdefault("meta", {}).setdefault(key, []).append(value)

    def _short(self, tag: str) -> str:
        """ "wp:post_id" for "{http://wordpress.org/export/1.2/}post_id"."""
        if tag not in self._names:
            uri, brace, local = tag.rpartition("}")
            prefixes = (prefix for form, prefix in NAMESPACES if form.fullmatch(uri[1:]))
            prefix = next(prefixes, "other:") if brace else ""
            if len(self._names) > 1000:
                self._names.clear()  # an export has about sixty; this one is hostile
            self._names[tag] = prefix + local
        return self._names[tag]
