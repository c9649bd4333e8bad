"""The container port."""

from PIL import Image

from . import land, people, poses, town, water
from .boats import placed
from .paint import Sheet
from .palette import Ink, darker, lighter, mix, sheer
from .pen import Pen, Point

CARGO = ("#b5483a", "#d8903c", "#2f6b74", "#1f4258", "#d9c9a6", "#7c8f86", "#8b3a3f", "#3f8580")


def container_port() -> Image.Image:
    """A box ship under the gantry cranes at the end of the day."""
    sheet = Sheet("container-port")
    sheet.wash(["#17384f", "#2f6270", "#88998a", "#edab6b", "#f8c987"], (0, 0, 1920, 902))
    land.streaks(sheet, (0, 120, 1920, 560), 18, "#23505f", 0.5)
    land.streaks(sheet, (0, 480, 1920, 800), 14, "#fbd9a2", 0.6)
    land.sun(sheet, (250, 760), 64, "#fff1c9", "#ffa552", 8)
    hills = land.rolling(sheet.rng, (-60, 1980), 902, 90, 1.6)
    land.ground(sheet, hills, 904, ["#8f8a74", "#dca76f"])
    with sheet.pen((0, 100, 1920, 1000)) as pen:
        _crane(pen, (1400, 905), 400, "#7f8c7f")
        _crane(pen, (1560, 930), 560, "#4f7075")
    sheet.haze((0, 640, 1920, 940), "#f5b673", 0.4)
    water.mirror(
        sheet, (0, 900, 1920, 1280), ["#e8a768", "#5f7f7c", "#173d50", "#0c2436"], (0.7, 0.1)
    )
    water.glitter(sheet, 250, (905, 1250), (90, 330), ["#fff1c9", "#f8be78"], 150, 0.8)
    water.ripples(sheet, (0, 910, 1300, 1280), 230, ["#0f2c40", "#f3bd80", "#4f8083"], 0.45)
    _box_ship(sheet, (770, 1085))
    _quay(sheet)
    _near_crane(sheet)
    _dockers(sheet)
    return sheet.finish(vignette=0.6)


def _crane(pen: Pen, foot: Point, height: float, ink: Ink) -> None:
    """A ship-to-shore gantry crane seen side on, boom to the left."""
    stroke = height * 0.022
    lines = [
        [(-0.02, 0), (0.02, 0.62)],
        [(0.34, 0), (0.3, 0.62)],
        [(-0.01, 0.25), (0.33, 0.25)],
        [(0.0, 0.27), (0.3, 0.6)],
        [(0.02, 0.62), (0.08, 1.0)],
        [(0.3, 0.62), (0.08, 1.0)],
    ]
    for line in lines:
        pen.line(placed(foot, height, line), stroke, ink)
    boom = placed(foot, height, [(-0.95, 0.63), (0.62, 0.63)])
    town.lattice(pen, *boom, height * 0.05, 34, max(1.5, height * 0.007), ink)
    for end in ((-0.9, 0.65), (-0.45, 0.65), (0.58, 0.65)):
        pen.line(placed(foot, height, [(0.08, 0.99), end]), max(1.5, height * 0.005), ink)
    pen.poly(placed(foot, height, [(0.34, 0.66), (0.34, 0.75), (0.54, 0.75), (0.54, 0.66)]), ink)
    for x in (-0.02, 0.34):
        pen.poly(
            placed(
                foot, height, [(x - 0.06, 0), (x - 0.05, 0.035), (x + 0.05, 0.035), (x + 0.06, 0)]
            ),
            darker(ink, 0.3),
        )


def _box_ship(sheet: Sheet, spot: Point) -> None:
    """The ship bow on, boxes stacked across her deck."""
    x, y = spot
    outline = [
        (-310, 330),
        (-296, 190),
        (-240, 60),
        (-205, 0),
        (205, 0),
        (240, 60),
        (296, 190),
        (310, 330),
    ]
    hull = [(x + dx, y - dy) for dx, dy in outline]
    water.upside_down(
        sheet, lambda pen: pen.poly(hull), (x - 320, y - 560, x + 320, y), "#0b1d2c", 0.85, 0.36, 18
    )
    with sheet.pen((x - 330, y - 690, x + 330, y - 310)) as pen:
        pen.rect(x - 120, y - 680, x + 120, y - 560, "#d9cba8")
        pen.rect(x - 175, y - 640, x + 175, y - 612, "#e9dcb8")
        town.windows(
            pen,
            sheet.rng,
            town.box_quad(x - 168, y - 638, x + 168, y - 614),
            (16, 1),
            ["#ffe2a0"],
            "#23424f",
            0.5,
            (0.25, 0.3),
        )
        pen.line([(x, y - 680), (x, y - 690)], 5, "#23424f")
        _stack(pen, sheet, town.box_quad(x - 288, y - 590, x + 288, y - 325), 10, 6)
    stencil = sheet.plate(["#285a6b", "#183f54", "#10293c"], hull)
    sheet.shade(stencil, "#f2a560", "left", 0.55, 0.35)
    sheet.shade(stencil, "#081521", "right", 0.9, 0.6)
    with sheet.pen((x - 330, y - 350, x + 330, y + 30)) as pen:
        pen.poly([(x - 222, y - 30), (x - 205, y), (x + 205, y), (x + 222, y - 30)], "#8d3a34")
        pen.poly(
            [(x - 314, y - 338), (x - 309, y - 312), (x + 309, y - 312), (x + 314, y - 338)],
            "#e9dcb8",
        )
        pen.poly([(x, y - 330), (x - 9, y), (x + 9, y)], sheer("#06121d", 0.6))
        for side in (-1, 1):
            pen.limb((x + side * 120, y - 215), (x + side * 112, y - 170), 13, 7, "#0a1826")
        water.wakes(pen, x, y, 430, "#f5c487", 2)


def _stack(pen: Pen, sheet: Sheet, quad: list[Point], columns: int, rows: int) -> None:
    """Container ends stacked on deck, some bays a box lower."""
    heights = [sheet.rng.choice((0, 0, 1, 2)) for _ in range(columns)]
    for column, row, face in town.grid(quad, columns, rows, (0.06, 0.08)):
        if row < heights[column]:
            continue
        ink = mix(sheet.rng.choice(CARGO), "#e7a868", 0.22 - 0.022 * column)
        ink = darker(ink, row * 0.05 + column * 0.03)
        pen.poly(face, ink)
        pen.line([town.inside(face, 0.5, 0.06), town.inside(face, 0.5, 0.94)], 2, darker(ink, 0.35))
        for u in (0.25, 0.75):
            pen.line(
                [town.inside(face, u, 0.1), town.inside(face, u, 0.9)], 1.4, lighter(ink, 0.18)
            )


def _quay(sheet: Sheet) -> None:
    """The quay with stacked boxes."""
    stencil = sheet.plate(
        ["#3d4f52", "#1c2f3b"],
        [(1130, 1120), (1300, 1010), (1920, 1000), (1920, 1280), (1060, 1280)],
    )
    sheet.shade(stencil, "#e9a766", "left", 0.4, 0.5)
    sheet.plate(["#16303f", "#0a1a27"], [(1130, 1120), (1130, 1280), (1010, 1280), (1110, 1120)])
    with sheet.pen((1100, 640, 1920, 1280)) as pen:
        _stack(pen, sheet, town.box_quad(1560, 760, 1920, 1020), 3, 4)


def _dockers(sheet: Sheet) -> None:
    """A lorry waiting under the crane and two dockers."""
    with sheet.pen((1200, 1000, 1920, 1280)) as pen:
        _lorry(pen, (1235, 1215))
        look = people.Look("#ec8a3a", "#16242f", "#a4714c", hat="#f2cf5c", stripe="#fbf0c8")
        people.figure(pen, (1680, 1205), 156, look, poses.STAND, -1)
        people.figure(pen, (1590, 1222), 160, look, poses.POINT, -1)


def _lorry(pen: Pen, spot: Point) -> None:
    """A tractor unit with a box on its trailer."""
    x, y = spot
    pen.rect(x + 90, y - 132, x + 350, y - 28, "#b5483a")
    for i in range(16):
        pen.line([(x + 98 + i * 16, y - 126), (x + 98 + i * 16, y - 34)], 2, "#8e352f")
    pen.poly(
        [(x, y - 18), (x, y - 66), (x + 20, y - 112), (x + 76, y - 112), (x + 76, y - 18)],
        "#e8dab4",
    )
    pen.poly([(x + 8, y - 66), (x + 25, y - 102), (x + 56, y - 102), (x + 56, y - 66)], "#1d4354")
    pen.rect(x, y - 28, x + 350, y - 14, "#0d1c28")
    for dx in (36, 240, 300):
        pen.disc(x + dx, y - 12, 20, "#0b141d")
        pen.disc(x + dx, y - 12, 9, "#54646a")
    pen.disc(x + 3, y - 40, 6, "#fff0b8")


def _near_crane(sheet: Sheet) -> None:
    """The near crane lowering a box onto the stack."""
    with sheet.pen((400, 60, 1920, 1120)) as pen:
        _crane(pen, (1420, 1105), 900, "#c65a36")
        trolley = (905, 545)
        pen.rect(trolley[0] - 34, trolley[1] - 6, trolley[0] + 34, trolley[1] + 20, "#14303f")
        hang = [(866, 660), (952, 660), (952, 734), (866, 734)]
        pen.rect(1000, 545, 1044, 592, "#14303f")
        for x, top in ((872, 880), (946, 930)):
            pen.line([(x, 655), (top, 560)], 2, "#0d1c28")
        pen.rect(860, 648, 958, 660, "#e9b23c")
    with sheet.pen((840, 560, 1060, 760)) as pen:
        pen.rect(1006, 556, 1038, 578, "#ffe2a0")
        pen.poly(hang, "#3f8580")
        for i in range(5):
            pen.line([(876 + i * 16, 666), (876 + i * 16, 728)], 2, "#2c6664")
    sheet.glow((1022, 567), 60, "#ffd28a", 0.8)
