"""Brushes for the built world: walls, windows, roofs, lamps, perspective."""

import math
from collections.abc import Iterator, Sequence
from random import Random

from .paint import Sheet
from .palette import Ink, along, darker, mix, sheer
from .pen import Pen, Point

Quad = Sequence[Point]
Tones = tuple[Ink, Ink, Ink]


def lerp(a: Point, b: Point, share: float) -> Point:
    """A point between two others."""
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def inside(quad: Quad, u: float, v: float) -> Point:
    """A point inside four corners (top left, top right, bottom right, bottom left)."""
    return lerp(lerp(quad[0], quad[1], u), lerp(quad[3], quad[2], u), v)


def cell(quad: Quad, u0: float, v0: float, u1: float, v1: float) -> list[Point]:
    """A smaller quad inside a quad."""
    return [inside(quad, u, v) for u, v in ((u0, v0), (u1, v0), (u1, v1), (u0, v1))]


def grid(
    quad: Quad, columns: int, rows: int, gap: tuple[float, float] = (0.3, 0.3)
) -> Iterator[tuple[int, int, list[Point]]]:
    """The cells of a quad with gaps between them, column and row first."""
    gu, gv = gap[0] / 2, gap[1] / 2
    for row in range(rows):
        for column in range(columns):
            yield (
                column,
                row,
                cell(
                    quad,
                    (column + gu) / columns,
                    (row + gv) / rows,
                    (column + 1 - gu) / columns,
                    (row + 1 - gv) / rows,
                ),
            )


def box_quad(x0: float, y0: float, x1: float, y1: float) -> list[Point]:
    """An upright rectangle as a quad."""
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


def round_arch(x: float, y: float, r: float) -> list[Point]:
    """The round top of an opening, from its left spring to its right one."""
    turns = (math.pi * (1 + i / 20) for i in range(21))
    return [(x + r * math.cos(t), y + r * math.sin(t)) for t in turns]


def seen(eye: Point, x: float, y: float, depth: float) -> Point:
    """A point of a room beside and below the line of sight, at a depth."""
    return eye[0] + x / depth, eye[1] + y / depth


def panel(
    eye: Point, x: float, heights: tuple[float, float], depths: tuple[float, float]
) -> list[Point]:
    """An upright piece of side wall, its far edge towards the middle."""
    (low, high), (near, far) = heights, depths
    corners = ((low, near), (low, far), (high, far), (high, near))
    return [seen(eye, x, y, depth) for y, depth in corners]


def slab(
    eye: Point, y: float, sides: tuple[float, float], depths: tuple[float, float]
) -> list[Point]:
    """A level piece of floor, table or ceiling."""
    (left, right), (near, far) = sides, depths
    corners = ((left, far), (right, far), (right, near), (left, near))
    return [seen(eye, x, y, depth) for x, depth in corners]


def windows(
    pen: Pen,
    rng: Random,
    quad: Quad,
    size: tuple[int, int],
    lit: Sequence[Ink],
    dark: Ink,
    share: float = 0.4,
    gap: tuple[float, float] = (0.45, 0.5),
) -> None:
    """A grid of panes, some with the light on."""
    for _, _, pane in grid(quad, *size, gap):
        on = rng.random() < share
        pen.poly(
            pane, along(lit, rng.random()) if on else mix(dark, darker(dark, 0.3), rng.random())
        )


def skyline(
    sheet: Sheet,
    span: tuple[float, float],
    base: float,
    heights: tuple[float, float],
    ink: Ink,
    lit: Sequence[Ink] = (),
    share: float = 0.25,
    widths: tuple[float, float] = (50, 130),
) -> None:
    """A row of town houses and towers in one tone, with a few windows."""
    rng = sheet.rng
    x = span[0]
    with sheet.pen((span[0], base - heights[1] * 1.4, span[1] + widths[1], base + 2)) as pen:
        while x < span[1]:
            wide, tall = rng.uniform(*widths), rng.uniform(*heights)
            tone = mix(ink, darker(ink, 0.12), rng.random())
            pen.rect(x, base - tall, x + wide + 1, base, tone)
            _roof(pen, rng, x, base - tall, wide, tone)
            if lit:
                _specks(pen, rng, (x, base - tall, x + wide, base), lit, share)
            x += wide


def _roof(pen: Pen, rng: Random, x: float, y: float, wide: float, ink: Ink) -> None:
    """A pitched roof, a chimney, an aerial or nothing."""
    kind = rng.randrange(4)
    if kind == 0:
        pen.poly([(x - 3, y), (x + wide / 2, y - wide * 0.32), (x + wide + 3, y)], ink)
    elif kind == 1:
        pen.rect(x + wide * 0.6, y - 18, x + wide * 0.75, y, ink)
    elif kind == 2:
        pen.line([(x + wide * 0.4, y), (x + wide * 0.4, y - wide * 0.4)], 2, ink)


def _specks(
    pen: Pen, rng: Random, box: tuple[float, float, float, float], lit: Sequence[Ink], share: float
) -> None:
    """Small windows scattered on a far wall."""
    x0, y0, x1, y1 = box
    columns, rows = int((x1 - x0) / 17), int((y1 - y0) / 24)
    for column in range(1, columns):
        for row in range(rows):
            if rng.random() < share:
                x, y = x0 + column * 17, y0 + 10 + row * 24
                pen.rect(x, y, x + 6, y + 9, sheer(along(lit, rng.random()), rng.uniform(0.5, 1)))


def street_lamp(pen: Pen, x: float, y: float, height: float, ink: Ink, arm: float = 60) -> Point:
    """A lamp post with a curved arm; returns where its light is."""
    pen.limb((x, y), (x, y - height), height * 0.012, height * 0.007, ink)
    tip = (x + arm, y - height - abs(arm) * 0.35)
    pen.arc(
        [(x, y - height), (x + arm * 0.3, y - height - abs(arm) * 0.38), tip], height * 0.012, ink
    )
    pen.oval(tip[0], tip[1] + 3, abs(arm) * 0.3, height * 0.014, ink)
    return tip[0], tip[1] + height * 0.02


def sagging(a: Point, b: Point, sag: float, count: int) -> list[Point]:
    """Points along a cable hanging between two ends."""
    line = []
    for i in range(count + 1):
        t = i / count
        x, y = lerp(a, b, t)
        line.append((x, y + sag * 4 * t * (1 - t)))
    return line


def bulbs(sheet: Sheet, a: Point, b: Point, sag: float, count: int, ink: Ink, size: float) -> None:
    """A string of glowing bulbs."""
    line = sagging(a, b, sag, count)
    with sheet.pen(
        (min(a[0], b[0]) - 20, 0, max(a[0], b[0]) + 20, max(a[1], b[1]) + sag + 40)
    ) as pen:
        pen.line(line, 1.6, "#0b0d18")
        for x, y in line:
            pen.disc(x, y + size, size, ink)
    for x, y in line:
        sheet.glow((x, y + size), size * 7, ink, 0.5)


def lattice(pen: Pen, a: Point, b: Point, width: float, bays: int, stroke: float, ink: Ink) -> None:
    """A truss between two points: two chords and their zigzag."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = max(1.0, (dx * dx + dy * dy) ** 0.5)
    nx, ny = -dy / length * width / 2, dx / length * width / 2
    one, two = [], []
    for i in range(bays + 1):
        x, y = lerp(a, b, i / bays)
        one.append((x + nx, y + ny))
        two.append((x - nx, y - ny))
    pen.line(one, stroke, ink)
    pen.line(two, stroke, ink)
    zigzag = [(one if i % 2 else two)[i] for i in range(bays + 1)]
    pen.line(zigzag, stroke * 0.6, ink)
