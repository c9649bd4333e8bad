"""Grounds, framing and hair for the portraits."""

import math

from PIL import Image

from .paint import Sheet
from .palette import Ink, darker, lighter, sheer
from .pen import Point, curve

SIZE = (800, 800)


def ground(
    name: str, inks: list[Ink], disc: Ink, spot: Point = (400, 380), r: float = 290
) -> Sheet:
    """A graded background with one large disc behind the head."""
    sheet = Sheet(name, SIZE)
    sheet.wash(inks)
    circle = [
        (spot[0] + r * math.cos(t / 60 * math.tau), spot[1] + r * math.sin(t / 60 * math.tau))
        for t in range(60)
    ]
    stencil = sheet.plate(disc, circle)
    sheet.shade(stencil, inks[-1], "bottom", 0.7, 0.8)
    return sheet


def framed(sheet: Sheet) -> Image.Image:
    """Move closer to the face, then print."""
    sheet.im = sheet.im.crop((72, 76, 728, 732)).resize(SIZE, Image.Resampling.LANCZOS)
    return sheet.finish(0.045, 0.3)


def hair(sheet: Sheet, ink: Ink, *shapes: list[Point], light: float = 0.22) -> None:
    """Locks in one tone, lit from the upper left."""
    for shape in shapes:
        stencil = sheet.plate([lighter(ink, light * 0.5), ink], curve(shape))
        sheet.shade(stencil, lighter(ink, light), "left", 0.5, 0.5)
        sheet.shade(stencil, darker(ink, 0.45), "right", 0.55, 0.7)


def strands(sheet: Sheet, ink: Ink, lines: list[list[Point]], width: float = 2.4) -> None:
    """Fine lines following the hair."""
    with sheet.pen() as pen:
        for line in lines:
            pen.arc(line, width, sheer(ink, 0.5))
