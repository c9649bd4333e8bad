"""The wheat field."""

import math
from random import Random

from PIL import Image

from . import land, town
from .paint import Sheet
from .palette import along, darker, lighter, mix, sheer
from .pen import Pen, Point


def wheat_field() -> Image.Image:
    """A combine at work in ripe wheat under a wide sky."""
    sheet = Sheet("wheat-field")
    sheet.wash(["#2f8296", "#6fb5b3", "#bcdac0", "#f4ebc0"], (0, 0, 1920, 640))
    land.heap(sheet, (480, 430), (900, 300), ["#fbf3da", "#e6e6c6"], "#fffdf2", 1)
    land.heap(sheet, (1480, 500), (1000, 330), ["#fbf3da", "#e9e3bd"], "#fffdf2", 1)
    land.streaks(sheet, (0, 50, 1920, 260), 10, "#dcece0", 0.5)
    _downs(sheet)
    _crop(sheet)
    _dust(sheet)
    _combine(sheet, (1130, 850), 430)
    _ears(sheet)
    sheet.glow((1900, 300), 1200, "#ffe39a", 0.3)
    return sheet.finish(vignette=0.5)


def _downs(sheet: Sheet) -> None:
    """Rolling hills with hedges and a farm."""
    rng = sheet.rng
    for base, rise, paint, grain in (
        (620, 120, ["#8fb9a6", "#b9cf9f"], "#6f9f9a"),
        (640, 90, ["#6fa37f", "#a9bf76"], "#3f7f6f"),
        (664, 60, ["#e0c66b", "#d9b350"], "#a8953f"),
    ):
        line = land.rolling(rng, (-40, 1980), base, rise, rng.uniform(1.1, 1.9))
        sheet.shade(land.ground(sheet, line, 720, paint), grain, "bottom", 0.6, 0.7)
    with sheet.pen((0, 500, 1920, 700)) as pen:
        for _ in range(46):
            x = rng.uniform(0, 1920)
            pen.oval(
                x,
                655 + rng.uniform(-6, 10),
                rng.uniform(14, 34),
                rng.uniform(9, 17),
                rng.choice(("#3f7060", "#4d8068", "#2f5f58")),
            )
        pen.rect(292, 590, 400, 660, "#f3e3bf")
        pen.poly([(280, 594), (318, 548), (384, 548), (412, 594)], "#b5553f")
        pen.rect(400, 612, 480, 660, "#d9c39a")
        pen.poly([(396, 616), (410, 588), (476, 588), (490, 616)], "#8f4a3a")
        pen.rect(500, 560, 536, 660, "#c9d3c3")
        pen.oval(518, 560, 18, 12, "#dfe6d3")
        for x in (316, 350):
            pen.rect(x, 608, x + 14, 628, "#3d5f66")
        for x, tall in ((250, 120), (226, 96), (560, 110)):
            land.tree(pen, rng, (x, 662), tall, "#2f5f58", "#7fa06b")


def _crop(sheet: Sheet) -> None:
    """Standing wheat in rows running to the horizon, and the cut swath."""
    field = sheet.plate(
        ["#f0cf6b", "#e3ac3c", "#b9762a", "#6f4322"],
        [(0, 672), (1920, 660), (1920, 1290), (0, 1290)],
    )
    sheet.shade(field, "#5d3a22", "bottom", 0.6, 0.6)
    rng = sheet.rng
    with sheet.pen((0, 660, 1920, 1280)) as pen:
        stubble = [(900, 812), (1940, 786), (1940, 900), (860, 914)]
        pen.poly([(0, 690), (1940, 676), (1940, 790), (900, 814), (0, 832)], "#f3dc98")
        pen.poly(stubble, "#f7e4a8")
        for i in range(14):
            t = i / 13
            pen.line(
                [(0, 692 + 140 * t**1.3), (1940, 678 + 112 * t**1.3)],
                1 + 2 * t,
                sheer("#b98a3f", 0.5),
            )
        for i in range(7):
            t = i / 6
            pen.line(
                [town.inside(stubble, 0, t), town.inside(stubble, 1, t)], 3, sheer("#b98a3f", 0.55)
            )
        pen.poly([(-10, 832), (900, 814), (872, 880), (-10, 900)], "#d99a35")
        land.blades(pen, rng, (-10, 880), 858, 40, ("#f0c85f", "#e3ac3c", "#c98a35"))
        for i in range(8):
            near = i / 7
            inks = [mix(ink, "#8a5426", near * 0.6) for ink in ("#f3d06a", "#e3ac3c", "#cf9134")]
            tall = 62 + 100 * near
            land.blades(pen, rng, (-10, 1930), 950 + 330 * near**1.2, tall, inks)


def _dust(sheet: Sheet) -> None:
    """Chaff hanging in the air behind the machine."""
    rng = sheet.rng

    def cloud(pen: Pen) -> None:
        for _ in range(46):
            far = rng.random()
            pen.disc(
                1320 + far * 520 + rng.gauss(0, 30),
                800 - far * 130 + rng.gauss(0, 34),
                30 + far * 78,
            )

    sheet.fill(sheet.stencil(cloud, (1180, 420, 1920, 1000), soft=22), ["#fbeebf", "#f0cf8a"], 0.55)


def _combine(sheet: Sheet, foot: Point, k: float) -> None:
    """A red combine harvester heading left, its reel in the wheat."""

    def at(*points: Point) -> list[Point]:
        return [(foot[0] + px * k, foot[1] - py * k) for px, py in points]

    red, dark = "#cf4632", "#8f2b2a"
    with sheet.pen(
        (foot[0] - k * 0.95, foot[1] - k * 0.9, foot[0] + k * 0.85, foot[1] + k * 0.12)
    ) as pen:
        pen.oval(foot[0], foot[1] + k * 0.01, k * 0.66, k * 0.06, sheer("#4a2c18", 0.5))
        pen.limb(*at((0.4, 0.62), (0.72, 0.5)), k * 0.03, k * 0.026, dark)
        body = at((-0.3, 0.2), (-0.28, 0.46), (-0.1, 0.62), (0.42, 0.62), (0.52, 0.42), (0.5, 0.16))
        pen.poly(body, red)
        pen.poly(at((-0.3, 0.2), (-0.29, 0.32), (0.51, 0.3), (0.5, 0.16)), dark)
        pen.poly(at((-0.08, 0.62), (-0.02, 0.72), (0.34, 0.72), (0.4, 0.62)), "#e9b04a")
        for i in range(5):
            left = 0.1 + i * 0.06
            pen.poly(at((left, 0.54), (left + 0.035, 0.54), (left + 0.035, 0.4), (left, 0.4)), dark)
        pen.poly(at((-0.36, 0.34), (-0.33, 0.7), (-0.08, 0.7), (-0.08, 0.34)), "#f3ead0")
        pen.poly(at((-0.345, 0.4), (-0.32, 0.67), (-0.12, 0.67), (-0.12, 0.4)), "#2f5f6b")
        pen.poly(
            at((-0.33, 0.56), (-0.32, 0.67), (-0.2, 0.67), (-0.28, 0.4), (-0.34, 0.4)), "#6fa3a3"
        )
        pen.disc(*at((-0.21, 0.53))[0], k * 0.035, "#7a4a34")
        pen.blob(at((-0.26, 0.4), (-0.24, 0.48), (-0.18, 0.48), (-0.15, 0.4)), "#f0b43f")
        pen.poly(at((-0.3, 0.26), (-0.56, 0.1), (-0.52, 0.04), (-0.24, 0.16)), dark)
        for x, y, r in ((-0.16, 0.15, 0.16), (0.36, 0.1, 0.105)):
            pen.disc(*at((x, y))[0], r * k, "#2b2320")
            pen.disc(*at((x, y))[0], r * k * 0.55, "#e9b04a")
            pen.disc(*at((x, y))[0], r * k * 0.2, dark)
        _reel(pen, at((-0.64, 0.17))[0], k)
        pen.poly(at((-0.86, 0.07), (-0.84, 0.0), (-0.4, 0.0), (-0.44, 0.14)), dark)
    sheet.glow((foot[0] + k * 0.1, foot[1] - k * 0.7), k * 0.5, "#fff0c0", 0.25)


def _reel(pen: Pen, hub: Point, k: float) -> None:
    """The turning reel in front."""
    pen.ring(*hub, k * 0.165, k * 0.014, "#f0c65a")
    for i in range(6):
        turn = i * math.tau / 6 + 0.3
        tip = (hub[0] + math.cos(turn) * k * 0.185, hub[1] + math.sin(turn) * k * 0.185)
        pen.line([hub, tip], k * 0.014, "#cf4632")
        pen.limb(
            (tip[0] - k * 0.02, tip[1] + k * 0.012),
            (tip[0] + k * 0.02, tip[1] - k * 0.012),
            k * 0.01,
            k * 0.01,
            "#f3ead0",
        )


def _ears(sheet: Sheet) -> None:
    """Ripe ears close to the viewer."""
    rng = sheet.rng
    stalks = sorted((rng.uniform(-20, 1940), rng.uniform(120, 330)) for _ in range(100))
    with sheet.pen((0, 880, 1920, 1280)) as pen:
        land.blades(pen, rng, (-10, 1930), 1292, 150, ("#8f5a24", "#b9782e", "#6f4320"))
        for x, tall in sorted(stalks, key=lambda s: -s[1]):
            hides_combine = 620 < x < 1500 and tall > 210
            _ear(pen, rng, (x, 1290), tall * 0.6 if hides_combine else tall)


def _ear(pen: Pen, rng: Random, foot: Point, tall: float) -> None:
    """One stalk with its bowed ear."""
    x, y = foot
    lean = rng.uniform(-0.1, 0.32)
    ink = along(["#f7dc8a", "#e9b04a", "#c98a35"], rng.random())
    stem = [(x, y), (x + lean * tall * 0.3, y - tall * 0.6), (x + lean * tall, y - tall)]
    pen.arc(stem, 3, darker(ink, 0.25))
    for i in range(7):
        t = i / 6
        cx, cy = x + lean * tall * (0.8 + t * 0.5), y - tall * (0.86 + 0.3 * t - 0.1 * t * t)
        for side in (-1, 1):
            pen.limb(
                (cx, cy),
                (cx + side * 8 + 3, cy - 12),
                4.6,
                2.6,
                ink if side < 0 else darker(ink, 0.18),
            )
            pen.line(
                [(cx + side * 8, cy - 12), (cx + side * 17 + 8, cy - 42)], 1, lighter(ink, 0.2)
            )
