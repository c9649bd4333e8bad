"""The flooded street."""

from PIL import Image

from . import land, people, poses, town, water
from .boats import dinghy
from .paint import Sheet
from .palette import Ink, darker, lighter, mix, sheer
from .pen import Pen, Point

HOUSES = ("#b9796a", "#8f9a94", "#d3b78e", "#7d8fa0", "#a8887a", "#6f8580", "#c9a08a")
FAR = (960.0, 600.0)


def flooded_street() -> Image.Image:
    """A rescue boat making its way between flooded terraces."""
    sheet = Sheet("flooded-street")
    sheet.wash(["#56697a", "#8d9ba1", "#c3c5b8", "#e3dcc2"], (0, 0, 1920, 660))
    _low_clouds(sheet)
    town.skyline(sheet, (820, 1090), 650, (30, 80), "#a3aaa5", (), 0, (30, 50))
    sheet.plate("#8b9798", [(948, 650), (954, 470), (960, 440), (966, 470), (972, 650)])
    for side in (-1, 1):
        _terrace(sheet, side)
    sheet.haze((560, 430, 1360, 700), "#d9d8c6", 0.35)
    _flood_water(sheet)
    _flood_details(sheet)
    _rescue(sheet, (1000, 1075))
    land.rain(sheet, 300, "#e6ecea", 0.12, 0.28)
    return sheet.finish(vignette=0.55)


def _low_clouds(sheet: Sheet) -> None:
    """Heavy level clouds."""
    rng = sheet.rng

    def draw(pen: Pen) -> None:
        for _ in range(26):
            pen.lens(
                rng.uniform(-100, 2000),
                rng.uniform(20, 420),
                rng.uniform(200, 520),
                rng.uniform(20, 80),
            )

    sheet.fill(sheet.stencil(draw, (0, 0, 1920, 520), soft=10), "#46586a", 0.45)


def _slot(side: int, near: float, far: float, top: float) -> list[Point]:
    """A wall facing the street between two depths, down to the water."""
    span = 1060 * side
    a, b = 1 / near, 1 / far
    return [
        (FAR[0] + span * a, FAR[1] - top * a),
        (FAR[0] + span * b, FAR[1] - top * b),
        (FAR[0] + span * b, FAR[1] + 300 * b),
        (FAR[0] + span * a, FAR[1] + 300 * a),
    ]


def _terrace(sheet: Sheet, side: int) -> None:
    """Seven terraced houses running away on one side."""
    rng = sheet.rng
    with sheet.pen((0, 0, 1920, 1000) if side < 0 else (900, 0, 1920, 1000)) as pen:
        depths = [0.8 * 1.42**i for i in range(8)]
        for i in reversed(range(7)):
            ink = mix(HOUSES[(i + 3 * (side > 0)) % 7], "#c9cbbf", min(0.75, i * 0.13))
            ink = ink if side < 0 else darker(ink, 0.22)
            top = rng.uniform(690, 840)
            _house(pen, side, (depths[i], depths[i + 1]), top, ink)


def _house(pen: Pen, side: int, depth: tuple[float, float], top: float, ink: Ink) -> None:
    """One house front with roof, chimney, windows and a half-drowned door."""
    wall = _slot(side, *depth, top)
    ridge = [(x, y - 150 / d) for (x, y), d in zip(wall[:2], depth, strict=True)]
    pen.poly(
        [
            wall[0],
            wall[1],
            (ridge[1][0] + side * 60 / depth[1], ridge[1][1]),
            (ridge[0][0] + side * 60 / depth[0], ridge[0][1]),
        ],
        darker(mix(ink, "#4a5560", 0.7), 0.15),
    )
    cx, cy = town.lerp(ridge[0], ridge[1], 0.7)
    size = 46 / depth[0]
    pen.rect(cx, cy - size * 1.3, cx + size * side, cy + size, darker(ink, 0.3))
    pen.poly(wall, ink)
    pen.poly(town.cell(wall, 0, 0.0, 1, 0.03), lighter(ink, 0.35))
    pen.poly(town.cell(wall, 0.97, 0, 1, 1), darker(ink, 0.2))
    for v, h in ((0.1, 0.2), (0.42, 0.22)):
        for u in (0.12, 0.58):
            pen.poly(town.cell(wall, u - 0.02, v - 0.015, u + 0.3, v + h + 0.02), lighter(ink, 0.4))
            pane = town.cell(wall, u, v, u + 0.26, v + h)
            pen.poly(pane, "#2f4350")
            pen.poly(town.cell(pane, 0, 0, 0.5, 0.5), "#5d7683")
            pen.line(
                [town.inside(pane, 0, 0.5), town.inside(pane, 1, 0.5)],
                max(1, 5 / depth[0]),
                lighter(ink, 0.4),
            )
    pen.poly(town.cell(wall, 0.6, 0.72, 0.88, 1), lighter(ink, 0.4))
    pen.poly(town.cell(wall, 0.63, 0.75, 0.85, 1), mix("#28505c", ink, 0.15))
    pen.poly(town.cell(wall, 0.1, 0.76, 0.42, 1), "#2f4350")
    pen.poly(town.cell(wall, 0, 0.965, 1, 1), sheer("#4a4436", 0.55))


def _flood_water(sheet: Sheet) -> None:
    """The street as a canal, mirroring both terraces upside down."""
    middle = 637
    edges = {side: _slot(side, 0.8, 8, 700) for side in (-1, 1)}
    street = [edges[-1][3], edges[-1][2], edges[1][2], edges[1][3], (1960, 1290), (-40, 1290)]
    flood = sheet.cut(street)
    wet = Sheet("wet")
    wet.im.paste(sheet.im)
    paint = ["#c9cbb9", "#8f9c9b", "#4d636b", "#2b3f48"]
    water.mirror(wet, (0, middle, 1920, 1280), paint, (0.55, 0.35), 24)
    wet.haze((0, middle, 1920, 900), "#d9d8c6", 0.35, "top")
    sheet.im.paste(wet.im.crop(flood.box), flood.box[:2], flood.mask)
    water.ripples(sheet, (0, 650, 1920, 1280), 300, ["#dcdccb", "#2b404a", "#9aa6a3"], 0.45)


def _flood_details(sheet: Sheet) -> None:
    """Lamp posts, a drowned car and a road sign standing in the water."""
    with sheet.pen((0, 120, 1920, 1120)) as pen:
        for side, depth in ((-1, 1.45), (1, 2.1), (-1, 3.2), (1, 4.4)):
            x, y = FAR[0] + side * 800 / depth, FAR[1] + 300 / depth
            town.street_lamp(
                pen,
                x,
                y,
                560 / depth,
                mix("#22333d", "#a3aaa5", (depth - 1) * 0.2),
                -side * 90 / depth,
            )
            water.wakes(pen, x, y, 60 / depth, "#dcdccb", 2)
        roof = [
            (1340, 905),
            (1372, 846),
            (1410, 822),
            (1530, 820),
            (1580, 846),
            (1640, 900),
            (1690, 915),
        ]
        pen.poly([*roof, (1690, 935), (1330, 935)], "#8f3a34")
        pen.poly([(1380, 852), (1414, 832), (1466, 830), (1466, 884), (1358, 890)], "#33464f")
        pen.poly([(1478, 830), (1528, 830), (1570, 850), (1606, 886), (1478, 884)], "#33464f")
        pen.poly([(1372, 870), (1406, 836), (1424, 834), (1392, 872)], "#7d949b")
        water.wakes(pen, 1510, 936, 440, "#dcdccb", 4)
        pen.rect(310, 700, 318, 960, "#33444d")
        pen.poly([(314, 610), (378, 722), (250, 722)], "#efe7cf")
        pen.poly([(314, 636), (358, 712), (270, 712)], "#c8463c")
        pen.poly([(314, 656), (342, 704), (286, 704)], "#efe7cf")
        water.wakes(pen, 314, 960, 90, "#dcdccb", 3)


def _rescue(sheet: Sheet, spot: Point) -> None:
    """The orange boat with its crew and the people they have fetched."""
    x, y = spot
    crew = people.Look("#e8743a", "#1f2d38", "#b97f56", hat="#f4d25c", stripe="#fbf3cf")
    other = people.Look("#e8743a", "#1f2d38", "#7a4a34", hat="#f4d25c", stripe="#fbf3cf")
    woman = people.Look("#3f5f78", "#2a3340", "#e2b48c", "#8d8a88", long_hair=True, scarf="#c8463c")
    child = people.Look("#d9a03f", "#2a3340", "#e2b48c", "#4a2c20")

    def draw(pen: Pen) -> None:
        people.figure(pen, (x + 195, y - 30), 330, crew, poses.POINT, -1)
        people.figure(pen, (x + 10, y - 4), 280, woman, poses.SIT, -1)
        people.figure(pen, (x + 80, y - 6), 210, child, poses.SIT, -1)
        people.figure(pen, (x - 150, y - 30), 310, other, poses.CARRY, -1)
        pen.limb((x - 190, y - 250), (x - 290, y + 50), 5, 5, "#6b4a2c")
        dinghy(pen, (x, y), 560, "#e2602f")

    water.upside_down(sheet, draw, (x - 340, y - 380, x + 380, y), "#1d2c35", 0.55, 0.45, 16)
    with sheet.pen((x - 420, y - 400, x + 460, y + 70)) as pen:
        draw(pen)
        water.wakes(pen, x + 40, y + 4, 760, "#eef0e2", 4)
