"""Brushes for water: mirrors, ripples, glitter, waves, wet ground."""

import math
from collections.abc import Callable, Sequence

from PIL import Image, ImageChops

from .paint import Sheet
from .palette import Ink, Paint, along, fading, sheer, sheet_of
from .pen import Pen, Point


def mirror(
    sheet: Sheet,
    box: tuple[int, int, int, int],
    paint: Paint,
    clear: tuple[float, float] = (0.75, 0.2),
    ripple: float = 14,
    stretch: float = 1.0,
) -> None:
    """Fill a box with water mirroring what stands above its upper edge."""
    x0, y0, x1, y1 = box
    size = (x1 - x0, y1 - y0)
    source = max(1, min(y0, round(size[1] * stretch)))
    above = sheet.im.crop((x0, y0 - source, x1, y0))
    image = above.transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize(size)
    fade = fading(clear, size)
    image = Image.composite(image, sheet_of(paint, size), fade)
    sheet.im.paste(shaken(sheet, image, ripple), (x0, y0))


def shaken(sheet: Sheet, image: Image.Image, ripple: float) -> Image.Image:
    """The picture with its rows pushed sideways, more towards the viewer."""
    result = image.copy()
    y, phase = 0, 0.0
    while y < image.height:
        depth = y / image.height
        thick = max(1, round(1 + depth * 5 * sheet.rng.random()))
        phase += 0.9 - depth * 0.5
        push = round(math.sin(phase) * ripple * (0.45 + depth * 0.8) * sheet.rng.uniform(0.3, 1.0))
        row = image.crop((0, y, image.width, y + thick))
        result.paste(row, (push, y))
        y += thick
    return result


def ripples(
    sheet: Sheet,
    box: tuple[float, float, float, float],
    count: int,
    inks: Sequence[Ink],
    strength: float = 0.5,
    size: float = 1.0,
) -> None:
    """Level slivers of light and dark, larger towards the viewer."""
    rng = sheet.rng
    x0, y0, x1, y1 = box
    with sheet.pen((x0, y0, x1, y1)) as pen:
        for _ in range(count):
            depth = rng.random() ** 1.3
            y = y0 + (y1 - y0) * depth
            half = rng.uniform(12, 60) * (0.3 + depth * 1.6) * size
            fade = sheer(rng.choice(inks), strength * rng.uniform(0.35, 1))
            pen.lens(rng.uniform(x0, x1), y, half, (1.6 + depth * 6) * size**0.5, fade)


def glitter(
    sheet: Sheet,
    x: float,
    span: tuple[float, float],
    width: tuple[float, float],
    inks: Sequence[Ink],
    count: int = 170,
    strength: float = 0.85,
) -> None:
    """The broken path a light lays over water, from far to near."""
    rng = sheet.rng
    y0, y1 = span
    with sheet.pen((x - width[1] * 2, y0, x + width[1] * 2, y1 + 10)) as pen:
        for _ in range(count):
            depth = rng.random() ** 1.15
            wide = width[0] + (width[1] - width[0]) * depth
            at = x + rng.gauss(0, 0.33) * wide
            half = rng.uniform(0.12, 0.5) * wide * 0.55
            fade = sheer(along(inks, depth), strength * rng.uniform(0.4, 1))
            pen.lens(at, y0 + (y1 - y0) * depth, half, 2 + depth * 9, fade)


def swell(
    pen: Pen,
    sheet: Sheet,
    y: float,
    height: float,
    length: float,
    fill: Ink,
    crest: Ink | None = None,
) -> None:
    """One row of waves across the sheet, filled to the bottom, with a light crest."""
    rng = sheet.rng
    turn = rng.random() * 6.3
    line: list[Point] = []
    for i in range(241):
        x = sheet.im.width * i / 240
        wave = 1 - abs(math.sin(x / length * math.pi + turn))
        lift = wave**1.6 + 0.35 * math.sin(x / length * 2.3 + turn * 2)
        line.append((x, y - height * lift))
    pen.poly([*line, (sheet.im.width, sheet.im.height), (0, sheet.im.height)], fill)
    if crest:
        pen.line(line, max(1.5, height * 0.07), crest)


def wakes(pen: Pen, x: float, y: float, width: float, ink: Ink, rows: int = 4) -> None:
    """Light slivers where something sits in the water."""
    for i in range(rows):
        half = width * (0.55 - i * 0.07)
        pen.lens(
            x + width * 0.05 * (-1) ** i, y + i * 7, half, 5 - i * 0.7, sheer(ink, 0.7 - i * 0.14)
        )


def upside_down(
    sheet: Sheet,
    draw: Callable[[Pen], object],
    box: tuple[float, float, float, float],
    ink: Ink,
    strength: float = 0.6,
    reach: float = 0.8,
    ripple: float = 12,
) -> None:
    """The shaken shadow, below the box, of what the pen draws inside it."""
    cut = sheet.stencil(draw, box)
    size = (cut.mask.width, round(cut.mask.height * reach))
    mask = cut.mask.transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize(size)
    fade = fading((strength, 0.2 * strength), size)
    mask = ImageChops.multiply(shaken(sheet, mask, ripple), fade)
    sheet.im.paste(ink, (cut.x, cut.box[3]), mask)
