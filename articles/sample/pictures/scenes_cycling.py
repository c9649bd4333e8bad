"""The cycling race."""

import math

from PIL import Image

from . import land, people, water
from .paint import Sheet
from .palette import Ink, darker, mix, sheer
from .pen import Pen, Point, curve


def cycling_race() -> Image.Image:
    """The breakaway on the coast road."""
    sheet = Sheet("cycling-race")
    sheet.wash(["#4fa3b5", "#9fd0c4", "#f3e3b3", "#fbc59a"], (0, 0, 1920, 640))
    land.heap(sheet, (1460, 520), (860, 210), ["#fdeccb", "#fbd3a6"], "#fffaf0", 1)
    land.heap(sheet, (360, 560), (560, 120), ["#fdeccb", "#fbd3a6"], "#fffaf0", 1)
    land.sun(sheet, (420, 330), 70, "#fffbe8", "#ffd790", 8)
    _coast(sheet)
    _road(sheet)
    _riders(sheet)
    return sheet.finish(vignette=0.5)


def _coast(sheet: Sheet) -> None:
    """Sea, stepped headlands and a white village."""
    water.mirror(sheet, (0, 636, 1920, 900), ["#bfd9c0", "#3f97a3", "#1f6f86"], (0.6, 0.05))
    water.glitter(sheet, 420, (640, 880), (120, 420), ["#fffbe8", "#f9e0a8"], 130, 0.8)
    water.ripples(sheet, (0, 640, 1920, 900), 160, ["#eef6e6", "#1f6f86"], 0.4)
    far = curve([(1100, 640), (1240, 590), (1420, 560), (1600, 500), (1930, 440)], False)
    near = curve([(1290, 704), (1420, 640), (1560, 610), (1700, 540), (1930, 490)], False)
    cape = sheet.plate(["#9fb9a0", "#c9cfa6"], [*far, (1930, 700), (1400, 656)])
    sheet.shade(cape, "#7fa59a", "bottom", 0.7, 0.8)
    hill = sheet.plate(["#8fae7a", "#5f8f78"], [*near, (1930, 830), (1500, 760)])
    sheet.shade(hill, "#3d6f6b", "bottom", 0.7, 0.8)
    with sheet.pen((1400, 480, 1920, 740)) as pen:
        for _ in range(26):
            x = sheet.rng.uniform(1480, 1900)
            y = 690 - (x - 1400) * 0.22 + sheet.rng.uniform(-14, 30)
            wide = sheet.rng.uniform(16, 30)
            pen.rect(x, y - wide, x + wide, y, "#fbf3dc")
            pen.rect(x + wide * 0.6, y - wide, x + wide, y, "#d9c9b0")
            pen.poly(
                [(x - 3, y - wide), (x + wide / 2, y - wide * 1.4), (x + wide + 3, y - wide)],
                "#d9785a",
            )


def _road(sheet: Sheet) -> None:
    """The wall above the sea, the tarmac, and grass in front."""
    wall = sheet.plate(["#f3e0b8", "#cfae88"], [(0, 830), (1920, 790), (1920, 900), (0, 930)])
    sheet.shade(wall, "#8a6f6b", "bottom", 0.6, 0.7)
    with sheet.pen((0, 760, 1920, 940)) as pen:
        for x in range(-20, 1940, 96):
            y = 830 - x * 40 / 1920
            pen.rect(x, y - 14, x + 70, y + 6, "#fbf0d2")
            pen.line([(x + 80, y + 10), (x + 80, y + 96)], 2, "#a8876f")
    road = sheet.plate(
        ["#8f8a94", "#6b6478", "#4a4560"], [(0, 920), (1920, 890), (1920, 1290), (0, 1290)]
    )
    sheet.shade(road, "#2b2842", "bottom", 0.6, 0.7)
    with sheet.pen((0, 880, 1920, 1280)) as pen:
        for _ in range(60):
            y = sheet.rng.uniform(930, 1280)
            pen.lens(
                sheet.rng.uniform(0, 1920), y, sheet.rng.uniform(60, 260), 3, sheer("#d9c9c0", 0.14)
            )
        for x in range(-60, 1920, 330):
            pen.poly([(x, 1212), (x + 190, 1209), (x + 186, 1224), (x - 6, 1227)], "#f3e6c9")


def _riders(sheet: Sheet) -> None:
    """Five riders in a line, the leader in yellow."""
    team = (
        (1600, 1050, 0.74, "#3f7f8a", "#f2ead6", 1),
        (1290, 1070, 0.82, "#7a4a78", "#f0b43f", 3),
        (400, 1110, 0.95, "#2d5a86", "#d9453c", 0),
        (760, 1130, 1.0, "#d9453c", "#f2ead6", 2),
        (1180, 1176, 1.12, "#f4b62c", "#20304a", 1),
    )
    order = sorted(team, key=lambda rider: rider[1])
    for x, y, size, shirt, helmet, tone in order:
        k = 420 * size
        with sheet.pen((x - k, y - k * 1.35, x + k, y + 60)) as pen:
            pen.oval(x, y + 6, k * 0.62, k * 0.035, sheer("#1d1b33", 0.55))
            _bicycle(pen, (x, y), k, "#20304a" if shirt != "#f4b62c" else "#c9352f")
            _rider(pen, (x, y), k, shirt, helmet, people.SKINS[tone])
    with sheet.pen((0, 700, 1920, 1240)) as pen:
        for _ in range(34):
            y = sheet.rng.uniform(760, 1200)
            pen.lens(
                sheet.rng.uniform(0, 1000), y, sheet.rng.uniform(60, 220), 3, sheer("#fff6dc", 0.3)
            )


def _bicycle(pen: Pen, foot: Point, k: float, ink: Ink) -> None:
    """A racing bicycle heading right."""

    def at(*points: Point) -> list[Point]:
        return [(foot[0] + px * k, foot[1] - py * k) for px, py in points]

    for x in (-0.34, 0.34):
        cx, cy = at((x, 0.225))[0]
        for i in range(10):
            turn = i * 0.628 + foot[0]
            pen.line(
                [(cx, cy), (cx + k * 0.2 * math.cos(turn), cy + k * 0.2 * math.sin(turn))],
                1,
                sheer("#f2ead6", 0.5),
            )
        pen.ring(cx, cy, k * 0.225, k * 0.03, "#17192b")
        pen.ring(cx, cy, k * 0.197, k * 0.008, "#d9d3c9")
    stroke = k * 0.024
    pen.line(at((-0.34, 0.225), (-0.07, 0.2), (-0.14, 0.55), (-0.34, 0.225)), stroke * 0.7, ink)
    pen.line(at((-0.07, 0.2), (0.24, 0.52), (-0.13, 0.5)), stroke, ink)
    pen.line(at((0.22, 0.6), (0.34, 0.225)), stroke, ink)
    pen.line(at((0.22, 0.6), (0.3, 0.61), (0.34, 0.56), (0.3, 0.5)), stroke * 0.8, "#17192b")
    pen.line(at((-0.2, 0.575), (-0.06, 0.58)), stroke * 1.3, "#17192b")
    pen.disc(*at((-0.07, 0.2))[0], k * 0.05, "#3d3f52")
    pen.disc(*at((-0.07, 0.2))[0], k * 0.03, "#8f90a0")


def _rider(pen: Pen, foot: Point, k: float, shirt: Ink, helmet: Ink, skin: Ink) -> None:
    """A rider crouched over the bars."""

    def at(*points: Point) -> list[Point]:
        return [(foot[0] + px * k, foot[1] - py * k) for px, py in points]

    def limb(a: Point, b: Point, ra: float, rb: float, ink: Ink) -> None:
        pen.limb(at(a)[0], at(b)[0], ra * k, rb * k, ink)

    shorts = "#20243a"
    limb((-0.12, 0.6), (0.1, 0.54), 0.07, 0.048, darker(shorts, 0.4))
    limb((0.1, 0.54), (-0.02, 0.32), 0.042, 0.026, darker(skin, 0.3))
    limb((-0.02, 0.3), (0.06, 0.28), 0.024, 0.02, "#d9d3c9")
    limb((0.2, 0.84), (0.24, 0.7), 0.038, 0.03, darker(shirt, 0.35))
    limb((0.24, 0.7), (0.33, 0.6), 0.026, 0.022, darker(skin, 0.25))
    back = [
        (-0.2, 0.6),
        (-0.17, 0.72),
        (-0.02, 0.84),
        (0.16, 0.93),
        (0.25, 0.89),
        (0.2, 0.78),
        (0.04, 0.66),
        (-0.08, 0.57),
    ]
    pen.blob(at(*back), shirt)
    pen.blob(
        at((-0.16, 0.6), (0.0, 0.69), (0.18, 0.8), (0.2, 0.77), (0.04, 0.65), (-0.08, 0.57)),
        darker(shirt, 0.25),
    )
    limb((-0.13, 0.61), (0.06, 0.48), 0.082, 0.052, shorts)
    limb((0.06, 0.48), (-0.1, 0.18), 0.044, 0.026, skin)
    limb((-0.1, 0.17), (-0.03, 0.14), 0.026, 0.02, "#f2ead6")
    limb((0.19, 0.87), (0.2, 0.7), 0.042, 0.033, mix(shirt, "#fff6dc", 0.12))
    limb((0.2, 0.7), (0.31, 0.61), 0.028, 0.023, skin)
    limb((0.22, 0.88), (0.29, 0.96), 0.036, 0.036, darker(skin, 0.15))
    hx, hy = at((0.31, 0.98))[0]
    pen.oval(hx, hy, k * 0.062, k * 0.074, skin)
    pen.poly(at((0.36, 1.0), (0.385, 0.965), (0.36, 0.955)), skin)
    pen.line(at((0.32, 1.0), (0.37, 0.995)), k * 0.022, "#17192b")
    pen.blob(
        at((0.22, 0.99), (0.24, 1.06), (0.31, 1.09), (0.38, 1.055), (0.39, 1.02), (0.3, 1.025)),
        helmet,
    )
    pen.line(
        curve(at((0.25, 1.035), (0.31, 1.055), (0.37, 1.035)), False),
        k * 0.014,
        darker(helmet, 0.4),
    )
