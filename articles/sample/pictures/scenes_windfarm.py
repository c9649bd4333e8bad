"""The wind farm in the bay."""

import math

from PIL import Image

from . import land, people, poses, water
from .boats import placed
from .paint import Sheet
from .palette import Ink, darker, sheer
from .pen import Pen, Point, curve

CARGO = ("#b5483a", "#d8903c", "#2f6b74", "#1f4258", "#d9c9a6", "#7c8f86", "#8b3a3f", "#3f8580")


def wind_farm() -> Image.Image:
    """Turbines standing out to sea on a clear morning."""
    sheet = Sheet("wind-farm")
    sheet.wash(["#3f8ba3", "#79b9bd", "#c3ddc8", "#f8e6b8", "#fbcf97"], (0, 0, 1920, 842))
    for x, y, wide, tall in ((420, 730, 620, 150), (1560, 760, 700, 190), (960, 790, 500, 90)):
        land.heap(sheet, (x, y), (wide, tall), ["#fbe9c9", "#f6d3aa"], "#fffaf0", 1)
    land.streaks(sheet, (0, 80, 1920, 420), 12, "#e9f2e4", 0.45)
    cape = curve([(-40, 770), (120, 776), (300, 800), (520, 822), (760, 834), (900, 843)], False)
    land.ground(sheet, cape, 844, ["#8fb5ae", "#d8d3ad"])
    sheet.glow((1750, 830), 800, "#ffd28a", 0.6, 0.6)
    _far_turbines(sheet)
    water.mirror(
        sheet, (0, 840, 1920, 1280), ["#bfd8c5", "#4f9ba2", "#1f6478", "#124a62"], (0.7, 0.05)
    )
    water.glitter(sheet, 1750, (846, 1260), (160, 520), ["#fff3cf", "#f9d9a0", "#a9d6c6"], 170, 0.6)
    water.ripples(sheet, (0, 850, 1920, 1280), 300, ["#e8f3df", "#174f66", "#8cc6bf"], 0.4)
    _near_turbine(sheet, (1220, 1060), 800, 20)
    _service_boat(sheet, (520, 1070))
    with sheet.pen((0, 100, 1920, 700)) as pen:
        land.gulls(pen, sheet.rng, (640, 500), (300, 130), 6, "#f7fbf2")
    return sheet.finish()


def _turbine(pen: Pen, foot: Point, height: float, turn: float, inks: tuple[Ink, Ink, Ink]) -> None:
    """Tower, nacelle and three blades; the tower's right side lies in shadow."""
    (x, y), (light, shadow, sole) = foot, inks
    hub, low, high = (x, y - height), height * 0.021, height * 0.011
    pen.poly([(x - low, y), (x - high, hub[1]), (x + high, hub[1]), (x + low, y)], light)
    pen.poly(
        [(x + low * 0.1, y), (x + high * 0.1, hub[1]), (x + high, hub[1]), (x + low, y)], shadow
    )
    pen.rect(x - low * 1.25, y - height * 0.09, x + low * 1.25, y, sole)
    pen.rect(x - low * 2, y - height * 0.098, x + low * 2, y - height * 0.086, darker(sole, 0.3))
    for blade in range(3):
        _blade(pen, hub, height * 0.47, math.radians(turn + blade * 120), light, shadow)
    pen.disc(*hub, height * 0.02, shadow)
    pen.disc(hub[0] - height * 0.003, hub[1] - height * 0.003, height * 0.015, light)


def _blade(pen: Pen, hub: Point, long: float, angle: float, light: Ink, shadow: Ink) -> None:
    """A tapered blade with a darker trailing edge."""
    ax, ay = math.sin(angle), -math.cos(angle)
    nx, ny = -ay, ax

    def at(along: float, across: float) -> Point:
        return hub[0] + (ax * along + nx * across) * long, hub[1] + (
            ay * along + ny * across
        ) * long

    edge = [at(0.02, 0.018), at(0.2, 0.052), at(0.55, 0.03), at(1, 0.004), at(1, -0.004)]
    pen.poly([at(0.02, -0.018), *edge, at(0.5, -0.014)], light)
    pen.poly([at(0.04, 0.004), *edge[:3], at(1, 0.004)], shadow)


def _far_turbines(sheet: Sheet) -> None:
    """Rows of turbines growing paler with distance."""
    rows = [(i, 840, 150 + 22 * (i % 3)) for i in range(60, 1900, 190)]
    with sheet.pen((0, 250, 1920, 842)) as pen:
        for x, y, height in rows:
            _turbine(pen, (x, y), height, x * 7 % 120, ("#e7ebd6", "#bcd3c8", "#d9cf9a"))
        for x, height, turn in ((1690, 470, 75), (230, 400, 40), (640, 520, 100)):
            _turbine(pen, (x, 841), height, turn, ("#f4f4e4", "#a3c5c3", "#d8b95e"))


def _near_turbine(sheet: Sheet, foot: Point, height: float, turn: float) -> None:
    """The turbine the picture is about, standing in the water."""
    x, y = foot
    inks = ("#fdfbf0", "#9fbfc4", "#e9b23c")

    def draw(pen: Pen) -> None:
        _turbine(pen, foot, height, turn, inks)

    water.upside_down(sheet, draw, (x - 60, y - 560, x + 60, y), "#eef2df", 0.5, 0.39, 14)
    with sheet.pen((x - 500, 0, x + 500, y + 40)) as pen:
        draw(pen)
        pen.line([(x - 34, y - 106), (x + 34, y - 106)], 2.5, "#7d5f22")
        for dx in range(-34, 35, 17):
            pen.line([(x + dx, y - 106), (x + dx, y - 78)], 2, "#7d5f22")
        pen.line([(x + 26, y - 78), (x + 26, y)], 3, "#a97b22")
        pen.line([(x + 34, y - 78), (x + 34, y)], 3, "#a97b22")
        water.wakes(pen, x, y, 120, "#f7fbf0", 3)


def _service_boat(sheet: Sheet, spot: Point) -> None:
    """A crew boat heading out, throwing a bow wave."""
    x, y = spot
    with sheet.pen((x - 500, y - 180, x + 320, y + 60)) as pen:
        for i in range(7):
            pen.lens(
                x - 190 - i * 42,
                y + 2 + i % 3 * 7,
                150 - i * 12,
                13 - i,
                sheer("#f4faee", 0.75 - i * 0.09),
            )
        hull = [(-0.5, 0.19), (-0.5, 0.02), (-0.44, -0.01), (0.4, -0.01), (0.56, 0.25), (0.2, 0.18)]
        pen.poly(placed(spot, 300, hull), "#1c4358")
        stripe = [(-0.5, 0.19), (-0.5, 0.15), (0.22, 0.14), (0.54, 0.2), (0.56, 0.25), (0.2, 0.18)]
        pen.poly(placed(spot, 300, stripe), "#e9703c")
        house = [(-0.1, 0.18), (-0.06, 0.4), (0.16, 0.4), (0.24, 0.18)]
        pen.poly(placed(spot, 300, house), "#f7f3e4")
        pen.poly(
            placed(spot, 300, [(-0.03, 0.29), (-0.02, 0.37), (0.14, 0.37), (0.175, 0.29)]),
            "#21566b",
        )
        pen.poly(
            placed(spot, 300, [(-0.1, 0.18), (-0.08, 0.28), (-0.03, 0.28), (-0.03, 0.18)]),
            "#cfd8cf",
        )
        pen.line(placed(spot, 300, [(0.0, 0.4), (-0.02, 0.6)]), 4, "#1c4358")
        pen.line(placed(spot, 300, [(-0.06, 0.53), (0.05, 0.53)]), 4, "#1c4358")
        for dx in (-0.4, -0.28):
            look = people.Look("#e9703c", "#1c2f44", hat="#f3d25a", stripe="#fbf3cf")
            people.figure(pen, placed(spot, 300, [(dx, 0.12)])[0], 74, look, poses.STAND)
        pen.lens(x + 150, y - 2, 70, 26, "#f4faee")
        pen.lens(x + 20, y + 2, 230, 9, sheer("#f4faee", 0.8))
