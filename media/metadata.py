"""What a picture file says of itself: IPTC, XMP and EXIF, read as the words of a stranger.

Field names follow the IPTC Photo Metadata Standard 2023 and its mapping guidelines: XMP comes
first, then IPTC-IIM, then EXIF. Every value is cut and cleaned; none of it can be an error.
"""

import html
import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from PIL import Image as Pillow
from PIL import IptcImagePlugin

from . import xmp
from .fields import tidy_keywords
from .models import WEB_ADDRESS, Image

logger = logging.getLogger(__name__)
LONGEST_VALUE = 20_000  # characters of one value looked at
LONGEST_TEXT = 5_000  # characters kept of a text without a limit of its own
MAX_EXIF = 1024 * 1024
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
ELEMENT = re.compile(r"</?[a-zA-Z!?][^<>]{0,2000}>")
CODE = re.compile(r"(?is)<(script|style)\b.*?(</\1\s*>|\Z)")

IPTC = {  # IPTC-IIM 4.2 dataset: our field
    (2, 5): "title",
    (2, 120): "caption",
    (2, 80): "photographer",
    (2, 110): "credit_line",
    (2, 115): "agency",
    (2, 116): "copyright_notice",
    (2, 25): "keywords",
    (2, 40): "restrictions",
}
EXIF = {0x010E: "caption", 0x013B: "photographer", 0x8298: "copyright_notice"}
EXIF_IFD, TAKEN, TAKEN_OFFSET = 0x8769, 0x9003, 0x9011
NOT_A_CAPTION = {"olympus digital camera", "sony dsc", "dcim", "default", "minolta digital camera"}


@dataclass
class Facts:
    """What was found; the fields are those of Image, blank where the file is silent."""

    title: str = ""
    caption: str = ""
    alt_text: str = ""
    photographer: str = ""
    agency: str = ""
    credit_line: str = ""
    copyright_notice: str = ""
    usage_terms: str = ""
    source_url: str = ""
    restrictions: str = ""
    keywords: str = ""
    licence_url: str = ""  # not a field of Image: names a Licence
    taken_at: datetime | None = None


def read(picture: Pillow.Image) -> Facts:
    """What the file of `picture` says, cleaned to fit the fields of Image."""
    facts = Facts()
    for source in (_from_xmp, _from_iptc, _from_exif):
        try:
            found = list(source(picture))
        except Exception as error:  # a stranger's bytes: parsers raise all sorts
            logger.info("Unreadable metadata (%s): %r", source.__name__, error)
            continue
        for name, values in found:
            if not getattr(facts, name):
                setattr(facts, name, _clean(name, values))
    return facts


def fill_blanks(image: Image, facts: Facts) -> list[str]:
    """Give `image` what `facts` know and nobody wrote; the names of the fields that were filled."""
    filled = []
    for field in fields(facts):
        value = getattr(facts, field.name)
        if field.name != "licence_url" and value and not getattr(image, field.name):
            setattr(image, field.name, value)
            filled.append(field.name)
    return filled


def _from_xmp(picture: Pillow.Image) -> Iterator[tuple[str, list[str]]]:
    block = picture.info.get("xmp") or b""
    yield from xmp.read(block if isinstance(block, bytes) else block.encode())


def _from_iptc(picture: Pillow.Image) -> Iterator[tuple[str, list[str]]]:
    found = IptcImagePlugin.getiptcinfo(picture) or {}
    is_utf8 = found.get((1, 90)) == b"\x1b%G"
    for key, name in IPTC.items():
        values = found.get(key, [])
        values = values if isinstance(values, list) else [values]
        yield name, [_decoded(value, is_utf8) for value in values[:200]]
    day, time = found.get((2, 55), b""), found.get((2, 60), b"")
    if isinstance(day, bytes) and isinstance(time, bytes):
        yield "taken_at", [(day + b"T" + time if time else day).decode("ascii", "replace")]


def _from_exif(picture: Pillow.Image) -> Iterator[tuple[str, list[str]]]:
    if len(picture.info.get("exif", b"")) > MAX_EXIF:
        return
    exif = picture.getexif()
    for tag, name in EXIF.items():
        value = exif.get(tag)
        text = value if isinstance(value, str) else _decoded(value or b"", is_utf8=False)
        if name != "caption" or text.strip(" \x00").lower() not in NOT_A_CAPTION:
            yield name, [_repaired(text)]
    details = exif.get_ifd(EXIF_IFD)
    taken = str(details.get(TAKEN, "")).strip("\x00 ")
    yield "taken_at", [taken + str(details.get(TAKEN_OFFSET, "")).strip("\x00 ")]


def _decoded(value: bytes, is_utf8: bool) -> str:
    """The text of an IPTC value: UTF-8 if that is what it is or says it is, else Windows-1252."""
    if not isinstance(value, bytes):
        return ""
    value = value[: LONGEST_VALUE * 4]
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("utf-8" if is_utf8 else "cp1252", "replace").replace("\ufffd", "")


def _repaired(text: str) -> str:
    """EXIF is ASCII by its standard; most programs write UTF-8, which Pillow reads as Latin-1."""
    try:
        return text.encode("latin-1").decode()
    except UnicodeError:
        return text


def _clean(name: str, values: Iterable[str]):
    """`values` as the field `name` takes them; blank if nothing sensible is left."""
    if name == "taken_at":
        return next(filter(None, map(_moment, values)), None)
    texts = [text for text in map(_words, values) if text]
    if name in {"source_url", "licence_url"}:
        return next(filter(_is_address, texts), "")
    if name == "keywords":
        return tidy_keywords(",".join(text[:100] for text in texts))
    joined = ", ".join(texts) if name == "photographer" else (texts or [""])[0]
    if name not in {"caption", "usage_terms", "restrictions"}:
        joined = " ".join(joined.split())
    field = Image._meta.get_field(name)
    return _cut(joined, field.max_length or LONGEST_TEXT)


def _words(value: str) -> str:
    """Plain text: no markup, no control characters, no more than anyone would read."""
    value = INVISIBLE.sub("", str(value)[:LONGEST_VALUE].replace("\r\n", "\n").replace("\r", "\n"))
    value = html.unescape(ELEMENT.sub(" ", CODE.sub(" ", value)))
    value = ELEMENT.sub(" ", CODE.sub(" ", INVISIBLE.sub("", value)))
    return re.sub(r"[ \t]+", " ", value).strip()


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _is_address(text: str) -> bool:
    try:
        WEB_ADDRESS(text)
    except ValidationError:
        return False
    return len(text) <= 300


def _moment(text: str) -> datetime | None:
    """A time as XMP (ISO 8601), EXIF ("2017:07:13 17:01:00+02:00") or IPTC ("20170713") write it.

    Without an offset it is the newsroom's own time.
    """
    text = re.sub(r"^(\d{4}):(\d\d):(\d\d)", r"\1-\2-\3", str(text)[:40].strip("\x00 "))
    try:
        moment = datetime.fromisoformat(text)
        if timezone.is_naive(moment):
            moment = timezone.make_aware(moment)
        return moment.astimezone(timezone.get_default_timezone()) if moment.year >= 1826 else None
    except (ValueError, OverflowError):
        return None
