"""The fish market, and the brush for fish."""

import math

from PIL import Image

from . import people, poses, town
from .paint import Sheet
from .palette import Ink, mix, sheer
from .pen import Pen, Point, curve

SILVER = ("#dce8e6", "#6f9ba6", "#2c5566")
CORAL = ("#fbd3c0", "#e9765c", "#a83f43")
MACKEREL = ("#d5e6dc", "#4d8f8c", "#1d4a5a")


def fish_market() -> Image.Image:
    """The morning's catch on ice in the covered market."""
    sheet = Sheet("fish-market")
    sheet.wash(["#123f4d", "#2b7076", "#6fa9a3", "#a9cfc0"], (0, 0, 1920, 820))
    _market_wall(sheet)
    for x in (330, 960, 1590):
        _pendant(sheet, (x, 250))
    _monger(sheet, 640, "#e9765c", 1)
    _monger(sheet, 1330, "#2c5566", -1)
    _counter(sheet)
    _shoppers(sheet)
    return sheet.finish(vignette=0.6)


def _market_wall(sheet: Sheet) -> None:
    """White tiles, three tall arched windows and iron columns."""
    with sheet.pen((0, 0, 1920, 840)) as pen:
        for y in range(40, 820, 40):
            for x in range(-40 + y % 80, 1920, 80):
                pen.rect(
                    x + 2, y + 2, x + 78, y + 38, sheer("#d9ece2", 0.08 + 0.1 * sheet.rng.random())
                )
    for x in (330, 960, 1590):
        arch = [(x - 170, 700), (x - 170, 280), *town.round_arch(x, 280, 170), (x + 170, 700)]
        stencil = sheet.plate(["#fdf3d6", "#f6e0b4", "#c7dccb"], arch)
        sheet.shade(stencil, "#7fb5ae", "bottom", 0.7, 0.8)
        with sheet.pen((x - 180, 90, x + 180, 710)) as pen:
            for dx in (-85, 0, 85):
                pen.line([(x + dx, 700), (x + dx, 120)], 7, "#1f5560")
            for y in (280, 420, 560):
                pen.line([(x - 170, y), (x + 170, y)], 7, "#1f5560")
            pen.line(arch, 14, "#1f5560")
        sheet.glow((x, 380), 430, "#f9dfa6", 0.4)
    with sheet.pen((600, 0, 1320, 840)) as pen:
        for x in (645, 1275):
            pen.limb((x, 0), (x, 840), 16, 20, "#123f4d")
            pen.line([(x - 6, 0), (x - 6, 840)], 4, "#5f9c9a")
            pen.arc([(x - 120, 0), (x - 60, 60), (x, 170)], 12, "#123f4d")
            pen.arc([(x + 120, 0), (x + 60, 60), (x, 170)], 12, "#123f4d")


def _pendant(sheet: Sheet, spot: Point) -> None:
    """An enamel lamp hanging over the counter."""
    x, y = spot
    cone = sheet.cut([(x - 70, y), (x + 70, y), (x + 420, 900), (x - 420, 900)], soft=24)
    sheet.light(cone, "#f7d694", 0.16)
    sheet.glow((x, y + 10), 220, "#ffe0a0", 0.6)
    with sheet.pen((x - 90, 0, x + 90, y + 40)) as pen:
        pen.line([(x, 0), (x, y - 60)], 4, "#0d2c38")
        pen.poly([(x - 14, y - 66), (x + 14, y - 66), (x + 84, y), (x - 84, y)], "#173f4c")
        pen.poly([(x - 14, y - 66), (x - 4, y - 66), (x - 50, y), (x - 84, y)], "#3d7f83")
        pen.oval(x, y, 84, 12, "#fff1c0")


def _monger(sheet: Sheet, x: float, shirt: Ink, facing: int) -> None:
    """A fishmonger in an apron behind the counter."""
    skin = "#8a5a3c" if facing > 0 else "#e2b48c"
    look = people.Look(
        shirt, "#173f4c", skin, "#20181a" if facing > 0 else "#6b4328", 0.0, "#f3efe0"
    )
    with sheet.pen((x - 300, 300, x + 300, 840)) as pen:
        people.figure(pen, (x, 1130), 760, look, poses.CARRY, facing)
        apron = [(-64, 0), (48, 0), (66, 200), (60, 340), (-70, 340), (-74, 200)]
        pen.poly([(x + dx * facing + 8 * facing, 560 + dy) for dx, dy in apron], "#eef3ea")
        for side in (-40, 34):
            pen.line(
                [(x + side * facing, 562), (x + (side * 0.75 + 8) * facing, 516)], 8, "#eef3ea"
            )
        people.lone_arm(pen, (x, 1130), 760, look, poses.CARRY, facing)
    hand = x + 165 * facing
    fish(
        sheet, (hand - 10 * facing, 670), 330, CORAL if facing > 0 else SILVER, 12 * facing, facing
    )


def fish(
    sheet: Sheet, spot: Point, long: float, inks: tuple[Ink, Ink, Ink], tilt: float, facing: int = 1
) -> None:
    """One fish: dark back, pale belly, tail, fins and eye."""
    x, y = spot
    reach = long * 0.7
    with sheet.pen((x - reach, y - reach * 0.6, x + reach, y + reach * 0.6)) as pen:
        draw_fish(pen, spot, long, inks, tilt, facing)


def draw_fish(
    pen: Pen, spot: Point, long: float, inks: tuple[Ink, Ink, Ink], tilt: float, facing: int = 1
) -> None:
    """A fish with the head towards the facing side, turned by tilt degrees."""
    belly, side, back = inks
    cos, sin = math.cos(math.radians(tilt)), math.sin(math.radians(tilt))

    def at(*points: Point) -> list[Point]:
        scaled = [(px * long * facing, py * long) for px, py in points]
        return [(spot[0] + px * cos - py * sin, spot[1] + px * sin + py * cos) for px, py in scaled]

    pen.poly(at((-0.36, 0.0), (-0.54, -0.13), (-0.49, 0.0), (-0.53, 0.12)), back)
    pen.poly(at((-0.12, -0.1), (0.02, -0.19), (0.16, -0.12)), back)
    pen.poly(at((-0.05, 0.1), (-0.1, 0.17), (0.08, 0.11)), side)
    top = [(0.5, 0.02), (0.38, -0.08), (0.12, -0.135), (-0.15, -0.1), (-0.4, -0.025)]
    low = [(-0.4, 0.03), (-0.15, 0.085), (0.15, 0.125), (0.4, 0.08)]
    pen.blob(at(*top, *low), side)
    pen.blob(at(*top, (-0.4, 0.0), (-0.12, -0.035), (0.16, -0.045), (0.4, -0.02)), back)
    pen.blob(at((0.47, 0.04), (0.25, 0.045), (-0.1, 0.035), (-0.38, 0.02), *low), belly)
    pen.line(
        curve(at((0.27, -0.09), (0.22, 0.0), (0.27, 0.09)), False), max(1.2, long * 0.012), back
    )
    pen.disc(*at((0.385, -0.015))[0], long * 0.022, belly)
    pen.disc(*at((0.387, -0.014))[0], long * 0.012, "#0c1f28")


def _counter(sheet: Sheet) -> None:
    """A sloping bank of ice with rows of fish and trays of shellfish."""
    bank = [(0, 800), (1920, 800), (2100, 1170), (-180, 1170)]
    stencil = sheet.plate(["#b9d8d4", "#e4f1ea", "#f4f8f0"], bank)
    sheet.shade(stencil, "#5d9ba3", "top", 0.55, 0.6)
    rng = sheet.rng
    with sheet.pen((0, 760, 1920, 1280)) as pen:
        for _ in range(420):
            x, y, s = rng.uniform(0, 1920), rng.uniform(805, 1165), rng.uniform(4, 14)
            chip = [
                (x, y),
                (x + s, y - s * 0.5),
                (x + s * 1.4, y + s * 0.4),
                (x + s * 0.4, y + s * 0.7),
            ]
            pen.poly(chip, sheer(rng.choice(("#ffffff", "#a9cdd0", "#ffffff")), 0.6))
        bays = ((-60, 470, MACKEREL), (470, 890, CORAL), (890, 1400, SILVER), (1400, 1990, CORAL))
        for left, right, inks in bays:
            _fish_bay(pen, sheet, left, right, inks)
        for x in (466, 890, 1404):
            foot = 960 + (x - 960) * 1.2
            pen.poly([(x - 5, 800), (x + 5, 800), (foot + 8, 1170), (foot - 8, 1170)], "#2b7076")
        for _ in range(26):
            x, y = rng.uniform(20, 1900), rng.uniform(820, 1150)
            pen.disc(x, y, 13, "#f3c64a")
            pen.disc(x, y, 9, "#fbe39a")
    front = sheet.plate(
        ["#2b7076", "#174b58", "#0d2c38"], [(0, 1160), (1920, 1160), (1920, 1280), (0, 1280)]
    )
    sheet.shade(front, "#f9dfa6", "top", 0.5, 0.4)


def _fish_bay(
    pen: Pen, sheet: Sheet, left: float, right: float, inks: tuple[Ink, Ink, Ink]
) -> None:
    """Fish laid slantwise in rows, larger towards the front."""
    rng = sheet.rng
    for row in range(4):
        depth = (row + 0.7) / 4
        y = 800 + 345 * depth
        spread = 1 + 0.2 * depth
        a, b = 960 + (left - 960) * spread, 960 + (right - 960) * spread
        long = 140 + 90 * depth
        count = max(2, round((b - a) / (long * 0.52)))
        for i in range(count):
            x = a + (b - a) * (i + 0.5) / count
            tone = rng.uniform(0, 0.16)
            skin = tuple(mix(ink, "#f4f8f0", tone) for ink in inks)
            pen.oval(x + 4, y + 20, long * 0.4, long * 0.1, sheer("#2b6470", 0.35))
            draw_fish(pen, (x, y), long, skin, -52 + rng.uniform(-6, 6))


def _shoppers(sheet: Sheet) -> None:
    """Customers in the foreground, seen from behind."""
    shoppers = (
        (120, 620, "#17404d", "#0d2029", False, "#c9543f"),
        (1800, 640, "#123240", "#20181a", False, ""),
        (1660, 560, "#7a3a3f", "#3a2620", True, ""),
    )
    with sheet.pen((0, 560, 1920, 1280)) as pen:
        for x, tall, coat, hair, long_hair, hat in shoppers:
            look = people.Look(
                coat,
                "#0b1d26",
                "#a8714f",
                hair,
                0.1,
                hat,
                long_hair=long_hair,
                back=True,
                rim="#8cc5bb",
            )
            people.figure(pen, (x, 780 + tall * 0.98), tall, look)
