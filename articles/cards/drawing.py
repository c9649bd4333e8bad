"""Draw words on a picture of 1200x630, in every script the font has.

What it lacks (emoji, mostly) is left out; where it lacks the letters themselves (Chinese, Hindi),
the card says the section and the site alone.
"""

import unicodedata
from dataclasses import astuple, dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, features

SIZE = (1200, 630)
MARGIN = 72
BAND = 18  # of the accent colour, along the top
FONT = Path(__file__).parent / "fonts/DejaVuSansCondensed-Bold.ttf"
ACCENT, INK, QUIET, PAPER = "#a3160c", "#17191c", "#4a4f55", "#ffffff"
HEADLINE_SIZES = range(78, 38, -4)
HEADLINE_TOP, HEADLINE_BOTTOM = 150, 500
LINE_HEIGHT = 1.22
LABEL_SIZE, SITE_SIZE = 32, 38
MAX_LENGTH = 300  # characters of a headline
ABSENT = "\U000f0000"  # a character no font has: what is drawn in its place
COLOURS = 32


@dataclass(frozen=True)
class Words:
    """What a card says; `accent` is "#rrggbb" or "", `direction` that of the title."""

    title: str
    label: str
    site: str
    accent: str = ""
    direction: str = "ltr"

    def all(self) -> tuple:
        return astuple(self)


def draw(words: Words) -> bytes:
    """The card as a PNG."""
    picture = Image.new("RGB", SIZE, PAPER)
    brush = ImageDraw.Draw(picture)
    accent = words.accent or ACCENT
    brush.rectangle((0, 0, SIZE[0], BAND), fill=accent)
    pen = _Pen(brush, words.direction)
    if label := _drawable(words.label):
        pen.line(_fitting(label, LABEL_SIZE), LABEL_SIZE, 78, accent)
    title = _drawable(words.title[:MAX_LENGTH])
    if title and pen.can_write(title):
        pen.title(title)
    elif site := _drawable(words.site):
        pen.title(site)
    brush.rectangle((MARGIN, 532, MARGIN + 22, 554), fill=accent)
    if site := _drawable(words.site):
        site = _fitting(site, SITE_SIZE, room=SIZE[0] - 2 * MARGIN - 40)
        brush.text((MARGIN + 40, 543), site, QUIET, _font(SITE_SIZE), anchor="lm")
    out = BytesIO()
    picture.quantize(COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()


class _Pen:
    """Writes from the side the title's language begins on."""

    def __init__(self, brush: ImageDraw.ImageDraw, direction: str):
        self.brush = brush
        self.is_rtl = direction == "rtl"
        self.shapes = features.check_feature("raqm") and features.check_feature("fribidi")

    def can_write(self, title: str) -> bool:
        """Letters that join, or run to the left, need a library that not every system has."""
        return bool(self.shapes) or not any(unicodedata.bidirectional(c) in "RAL" for c in title)

    def line(self, text: str, size: int, top: float, colour: str) -> None:
        x, anchor = (SIZE[0] - MARGIN, "ra") if self.is_rtl else (MARGIN, "la")
        how = {"direction": "rtl" if self.is_rtl else "ltr"} if self.shapes else {}
        self.brush.text((x, top), text, colour, _font(size), anchor=anchor, **how)

    def title(self, text: str) -> None:
        """As large as it fits; what does not fit in small letters is cut."""
        room = HEADLINE_BOTTOM - HEADLINE_TOP
        for size in HEADLINE_SIZES:
            lines, most = _lines(text, size), int(room // (size * LINE_HEIGHT))
            if len(lines) <= most:
                break
        if len(lines) > most:
            lines = [*lines[: most - 1], _fitting(f"{lines[most - 1]} {lines[most]}", size)]
        for number, line in enumerate(lines):
            self.line(line, size, HEADLINE_TOP + number * size * LINE_HEIGHT, INK)


@lru_cache(len(HEADLINE_SIZES) + 2)
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT), size)


@lru_cache(2048)
def _has(character: str) -> bool:
    """Whether the font has it: what it has not is drawn as one and the same box."""
    font = _font(LABEL_SIZE)
    return bytes(font.getmask(character)) != bytes(font.getmask(ABSENT))


def _drawable(text: str) -> str:
    """`text` on one line without what the font lacks; "" if it lacks any of its letters."""
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    kept = []
    for character in text:
        if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn"}:
            continue
        if _has(character):
            kept.append(character)
        elif unicodedata.category(character)[0] in "LM" and not _is_silent(character):
            return ""
    words = " ".join("".join(kept).split())
    return words if any(character.isalnum() for character in words) else ""


def _is_silent(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or character == "\u20e3"  # what makes an emoji


def _width(text: str, size: int) -> float:
    return _font(size).getlength(text)


def _lines(text: str, size: int) -> list[str]:
    """`text` broken at words to the width of the card; a word that is wider, anywhere."""
    room, lines, line = SIZE[0] - 2 * MARGIN, [], ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if _width(longer, size) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        line = word
        while _width(line, size) > room:
            lines.append(_head(line, size, room))
            line = line[len(lines[-1]) :]
    return [*lines, line] if line else lines


def _fitting(text: str, size: int, room: float = SIZE[0] - 2 * MARGIN) -> str:
    """`text`, or its beginning with an ellipsis where it is wider than `room`."""
    if _width(text, size) <= room:
        return text
    return _head(text, size, room - _width("…", size)).rstrip(" ,;:.–—-") + "…"


def _head(text: str, size: int, room: float) -> str:
    """As many characters of `text` as `room` has place for, at least one: found by halves."""
    least, most = 1, len(text)
    while least < most:
        middle = (least + most + 1) // 2
        if _width(text[:middle], size) <= room:
            least = middle
        else:
            most = middle - 1
    return text[:least]
