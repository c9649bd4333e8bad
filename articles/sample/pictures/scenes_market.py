"""The night market."""

import itertools
import math
from dataclasses import replace

from PIL import Image

from . import people, poses, town, water
from .paint import Sheet
from .palette import Ink, darker, mix
from .pen import Pen, Placer, Point


def night_market() -> Image.Image:
    """Food stalls under strings of bulbs."""
    sheet = Sheet("night-market")
    sheet.wash(["#0b1030", "#161c48", "#32305f", "#5c3f63"], (0, 0, 1920, 900))
    town.skyline(
        sheet, (-20, 1940), 880, (260, 520), "#141a40", ["#ffcf7a", "#f2a65a"], 0.16, (110, 210)
    )
    town.skyline(
        sheet, (-20, 1940), 880, (120, 300), "#1d1c42", ["#ffcf7a", "#f7a65a"], 0.2, (90, 160)
    )
    sheet.glow((960, 820), 1200, "#e0783c", 0.6, 0.5)
    sheet.wash(["#4b2b3f", "#24193a", "#120f2a"], (0, 872, 1920, 1280))
    for x, stripe, size in ((330, "#d9503f", 0.86), (1600, "#2f8a80", 0.86), (960, "#e39a32", 1.0)):
        _stall(sheet, (x, 960), size, stripe)
    water.upside_down(
        sheet,
        lambda pen: pen.rect(700, 560, 1220, 960),
        (600, 560, 1320, 960),
        "#f2a050",
        0.35,
        0.7,
        40,
    )
    water.glitter(sheet, 960, (975, 1270), (500, 760), ["#ffcf7a", "#e9793c", "#7d3b50"], 150, 0.45)
    water.glitter(sheet, 320, (975, 1270), (260, 420), ["#ff9a6a", "#a8435a"], 90, 0.4)
    water.glitter(sheet, 1610, (975, 1270), (260, 420), ["#6fd0b5", "#2b5f78"], 90, 0.4)
    for a, b, sag in (
        ((-40, 190), (980, 300), 120),
        ((940, 300), (1960, 170), 120),
        ((-40, 420), (1960, 380), 110),
    ):
        town.bulbs(sheet, a, b, sag, 17, "#ffd98a", 8)
    _steam(sheet, (905, 700))
    _night_crowd(sheet)
    return sheet.finish(vignette=0.7)


def _stall(sheet: Sheet, spot: Point, size: float, stripe: Ink) -> None:
    """A lit stall with a striped awning, a cook and a counter of food."""
    x, y = spot
    k = 300 * size

    def at(*points: Point) -> list[Point]:
        return [(x + px * k, y - py * k) for px, py in points]

    sheet.glow((x, y - k * 0.7), k * 1.9, "#ff9a45", 0.7)
    stencil = sheet.plate(
        ["#ffe3a0", "#fbb75a", "#c9622f"], at((-0.9, 1.3), (0.9, 1.3), (0.9, 0.2), (-0.9, 0.2))
    )
    sheet.shade(stencil, "#8f3b2b", "bottom", 0.5, 0.7)
    with sheet.pen((x - k * 1.2, y - k * 1.9, x + k * 1.2, y + 20)) as pen:
        _wares(pen, sheet, at, k)
        cook = people.Look("#f6ead0", "#2a1b2b", sheet.rng.choice(people.SKINS), hat="#f6ead0")
        people.figure(pen, (x - k * 0.28, y + k * 0.25), k * 1.25, cook, poses.CARRY, 1)
        helper = people.Look(stripe, "#2a1b2b", sheet.rng.choice(people.SKINS), long_hair=True)
        people.figure(pen, (x + k * 0.5, y + k * 0.22), k * 1.15, helper, poses.CARRY, -1)
        pen.poly(at((-0.95, 0.5), (0.95, 0.5), (0.95, 0), (-0.95, 0)), darker(stripe, 0.45))
        for i in range(1, 12):
            px = -0.95 + i * 1.9 / 12
            pen.line(at((px, 0.46), (px, 0)), 2, darker(stripe, 0.62))
        pen.poly(at((-1.0, 0.53), (1.0, 0.53), (1.0, 0.47), (-1.0, 0.47)), "#ffdf9a")
        _pots(pen, sheet, at, k)
        for px in (-0.95, 0.92):
            pen.poly(at((px, 1.4), (px + 0.03, 1.4), (px + 0.03, 0), (px, 0)), "#1a1230")
        _awning(pen, at, stripe)


def _awning(pen: Pen, at: Placer, stripe: Ink) -> None:
    """Stripes running down to a scalloped hem."""
    for i in range(10):
        a, b = i / 10 * 2 - 1, (i + 1) / 10 * 2 - 1
        ink = stripe if i % 2 == 0 else "#fbe9c4"
        pen.poly(at((a * 0.86, 1.7), (b * 0.86, 1.7), (b * 1.1, 1.34), (a * 1.1, 1.34)), ink)
        pen.poly(
            at((a * 0.86, 1.7), (b * 0.86, 1.7), (b * 0.92, 1.6), (a * 0.92, 1.6)),
            darker(ink, 0.35),
        )
        hem = [
            (a * 1.1, 1.345),
            (b * 1.1, 1.345),
            (b * 1.1, 1.28),
            ((a + b) * 0.55, 1.23),
            (a * 1.1, 1.28),
        ]
        pen.poly(at(*hem), darker(ink, 0.12))


def _wares(pen: Pen, sheet: Sheet, at: Placer, k: float) -> None:
    """Shelves of jars at the back and lamps above."""
    for row in (1.02, 0.8):
        pen.poly(at((-0.85, row), (0.85, row), (0.85, row - 0.02), (-0.85, row - 0.02)), "#8f4a2c")
        for i in range(17):
            px = -0.82 + i * 0.1
            ink = sheet.rng.choice(("#c9622f", "#8f3b2b", "#e39a32", "#6f7a3c", "#f3d79a"))
            tall = sheet.rng.uniform(0.07, 0.14)
            pen.poly(
                at((px, row + tall), (px + 0.06, row + tall), (px + 0.06, row), (px, row)), ink
            )
    for px in (-0.5, 0.1, 0.65):
        pen.line(at((px, 1.35), (px, 1.2)), 2, "#3a1c22")
        pen.disc(*at((px, 1.17))[0], k * 0.045, "#fffbe0")


def _pots(pen: Pen, sheet: Sheet, at: Placer, k: float) -> None:
    """Pots, bowls and heaps of fruit on the counter."""
    pen.blob(at((-0.1, 0.53), (0.3, 0.53), (0.26, 0.66), (-0.06, 0.66)), "#2a1b2b")
    pen.oval(*at((0.1, 0.66))[0], k * 0.19, k * 0.03, "#f6c06a")
    for start, ink in ((-0.85, "#e0653c"), (-0.5, "#f2b441"), (0.55, "#9aa646")):
        for i in range(4):
            for j in range(4 - i):
                spot = at((start + j * 0.075 + i * 0.037, 0.56 + i * 0.055))[0]
                pen.disc(*spot, k * 0.042, mix(ink, "#fbe9c4", sheet.rng.random() * 0.3))


def _steam(sheet: Sheet, spot: Point) -> None:
    """Steam curling up from the pots."""
    x, y = spot
    for shift, strength in ((0, 0.34), (95, 0.3), (210, 0.22)):
        wisp = [
            (x + shift + math.sin(i * 0.9 + shift) * (14 + i * 7), y - i * 46) for i in range(10)
        ]

        def draw(pen: Pen, line: list[Point] = wisp) -> None:
            for i, (a, b) in enumerate(itertools.pairwise(line)):
                pen.limb(a, b, 14 + i * 5, 19 + i * 5)

        sheet.light(sheet.stencil(draw, (x - 200, 200, x + 460, y + 30), 16), "#ffd9a0", strength)


def _night_crowd(sheet: Sheet) -> None:
    """Visitors as dark shapes with lit edges, in three depths."""
    rng = sheet.rng
    far = [
        (rng.uniform(20, 1900), rng.uniform(985, 1015), rng.uniform(165, 190)) for _ in range(17)
    ]
    mid = [
        (x, rng.uniform(1075, 1105), rng.uniform(250, 280))
        for x in (110, 330, 560, 1210, 1430, 1700)
    ]
    near = (
        (215, 1310, 430, "#2a1a44", True, ""),
        (345, 1316, 460, "#1c1838", False, ""),
        (690, 1330, 400, "#3a1c3c", False, "#5a2a44"),
        (1590, 1322, 450, "#241a40", True, ""),
        (1700, 1326, 300, "#4a2440", False, "#7a3a44"),
        (1800, 1330, 470, "#161432", False, ""),
    )
    rows = (
        (far, 0.5, ("#8a4a48", "#5c4a6b", "#a8663f", "#4d6070")),
        (mid, 0.25, ("#6b3848", "#3d3a63", "#84503c", "#2f5060")),
    )
    with sheet.pen((0, 700, 1920, 1280)) as pen:
        for spots, _, coats in rows:
            for x, y, tall in sorted(spots, key=lambda s: s[1]):
                look = people.anyone(rng, coats, ("#1d1733", "#241a30"))
                facing = rng.choice((-1, 1))
                people.figure(
                    pen,
                    (x, y),
                    tall,
                    people.veiled(look, "#2a1838", 0.3),
                    rng.choice((poses.STAND, poses.WALK)),
                    facing,
                )
        for x, y, tall, coat, long_hair, hat in near:
            look = people.Look(
                coat, "#0f0c22", "#6b3f3a", "#0f0c22", 0.06, hat, back=True, rim="#f2a050"
            )
            people.figure(pen, (x, y), tall, replace(look, long_hair=long_hair))
