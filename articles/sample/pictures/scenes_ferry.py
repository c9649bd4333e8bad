"""The ferry terminal."""

from PIL import Image

from . import land, people, poses, town, water
from .boats import placed
from .paint import Sheet
from .palette import Ink, darker, mix, sheer
from .pen import Pen, Placer, Point


def ferry_terminal() -> Image.Image:
    """Foot passengers walking to the morning ferry."""
    sheet = Sheet("ferry-terminal")
    sheet.wash(["#4f87a3", "#86b2c0", "#c3d8d6", "#efe9d6"], (0, 0, 1920, 862))
    land.streaks(sheet, (0, 80, 1920, 520), 16, "#dfeaea", 0.55)
    far = land.rolling(sheet.rng, (-40, 1980), 862, 180, 1.7)
    land.ground(sheet, far, 864, ["#7fa6b3", "#c8d8d3"])
    near = land.rolling(sheet.rng, (-40, 1980), 862, 90, 1.3)
    land.ground(sheet, near, 864, ["#6491a3", "#a9c4c6"])
    sheet.haze((0, 640, 1920, 864), "#eef0e2", 0.6)
    water.mirror(sheet, (0, 860, 1920, 1100), ["#a9c6c8", "#4a7f93", "#2c6078"], (0.6, 0.2))
    water.ripples(sheet, (0, 866, 1920, 1100), 170, ["#eef4ea", "#2f637b"], 0.5)
    _ferry(sheet, (640, 952), 1180)
    _terminal(sheet)
    _forecourt(sheet)
    _passengers(sheet)
    return sheet.finish()


def _ferry(sheet: Sheet, spot: Point, size: float) -> None:
    """A white car ferry alongside, bow to the left."""

    def at(*points: Point) -> list[Point]:
        return placed(spot, size, points)

    def outline(pen: Pen) -> None:
        pen.poly(at((0.02, 0.14), (1.2, 0.14), (1.2, 0), (0.08, 0)))
        pen.poly(at((0.16, 0.14), (0.2, 0.3), (0.92, 0.3), (0.97, 0.14)))

    box = (spot[0] - 40, spot[1] - size * 0.34, 1920, spot[1])
    water.upside_down(sheet, outline, box, "#e9efe8", 0.6, 0.4, 12)
    with sheet.pen((spot[0] - 60, 340, 1920, spot[1] + 20)) as pen:
        _funnels(pen, at)
        _decks(pen, sheet, at)
    bow = [(-0.03, 0.165), (0.2, 0.155), (1.1, 0.15), (1.1, 0.0), (0.075, 0.0), (0.03, 0.06)]
    hull = sheet.plate(["#2d5f86", "#1b4064"], at(*bow))
    sheet.shade(hull, "#0d2440", "bottom", 0.8, 0.7)
    with sheet.pen(box) as pen:
        pen.poly(at((0.045, 0.04), (1.1, 0.035), (1.1, 0.022), (0.057, 0.022)), "#f4f1e4")
        pen.poly(at((0.068, 0.012), (1.1, 0.012), (1.1, 0.0), (0.075, 0.0)), "#c8463c")
        for i in range(14):
            pen.disc(*at((0.14 + i * 0.06, 0.1))[0], 7, "#0e2742")
        water.wakes(pen, spot[0] + 640, spot[1] + 4, 1200, "#f4f7ee", 2)


def _decks(pen: Pen, sheet: Sheet, at: Placer) -> None:
    """Three decks of cabins with lifeboats and the bridge."""
    levels = ((0.15, 0.205, 0.1), (0.205, 0.26, 0.14), (0.26, 0.315, 0.2))
    for low, high, bow in levels:
        wall = at((bow + 0.02, high), (1.1, high), (1.1, low), (bow, low))
        pen.poly(wall, mix("#fbf8ec", "#d5dedc", (0.315 - high) * 5))
        pen.poly(at((bow, low), (1.1, low), (1.1, low + 0.007), (bow, low + 0.007)), "#aebfc4")
        panes = at(
            (bow + 0.06, high - 0.014),
            (1.06, high - 0.014),
            (1.06, low + 0.022),
            (bow + 0.06, low + 0.022),
        )
        town.windows(
            pen, sheet.rng, panes, (38, 1), ["#ffe9b3", "#f7d58c"], "#31566c", 0.2, (0.4, 0)
        )
    bridge = at((0.23, 0.315), (0.25, 0.365), (0.42, 0.365), (0.42, 0.315))
    pen.poly(bridge, "#fbf8ec")
    pen.poly(at((0.235, 0.33), (0.245, 0.353), (0.41, 0.353), (0.41, 0.33)), "#274a61")
    for i in range(4):
        x = 0.5 + i * 0.105
        pen.blob(
            at(
                (x, 0.232),
                (x + 0.04, 0.238),
                (x + 0.08, 0.232),
                (x + 0.07, 0.212),
                (x + 0.01, 0.212),
            ),
            "#e8743a",
        )
        pen.line(at((x + 0.005, 0.226), (x + 0.075, 0.226)), 3, "#fbf8ec")


def _funnels(pen: Pen, at: Placer) -> None:
    """The red funnel, the mast and a wisp of steam."""
    pen.poly(at((0.66, 0.31), (0.675, 0.44), (0.76, 0.43), (0.78, 0.31)), "#c8463c")
    pen.poly(at((0.735, 0.31), (0.73, 0.434), (0.76, 0.43), (0.78, 0.31)), "#9b3236")
    pen.poly(at((0.669, 0.385), (0.673, 0.415), (0.765, 0.406), (0.768, 0.376)), "#fbf8ec")
    pen.poly(at((0.674, 0.43), (0.675, 0.446), (0.76, 0.436), (0.762, 0.42)), "#1d3346")
    pen.limb(*at((0.36, 0.36), (0.37, 0.5)), 6, 3, "#3d6077")
    pen.line(at((0.345, 0.44), (0.39, 0.44)), 5, "#3d6077")
    pen.line(at((0.352, 0.41), (0.382, 0.41)), 5, "#3d6077")


def _terminal(sheet: Sheet) -> None:
    """The glass terminal with its canopy, in perspective on the left."""
    front = [(-20, 420), (560, 600), (560, 960), (-20, 1010)]
    stencil = sheet.plate(["#8fc0c6", "#5e97a6", "#35667c"], front)
    sheet.shade(stencil, "#eef2e2", "top", 0.5, 0.7)
    with sheet.pen((0, 340, 860, 1060)) as pen:
        for column, row, pane in town.grid(front, 9, 4, (0.08, 0.06)):
            if sheet.rng.random() < 0.24:
                pen.poly(pane, sheer("#ffe3a6", 0.75))
            elif (column + row) % 3 == 0:
                pen.poly(pane, sheer("#d9ebe6", 0.3))
        for u in range(10):
            pen.line([town.inside(front, u / 9, 0), town.inside(front, u / 9, 1)], 6, "#1d4258")
        for v in range(5):
            pen.line([town.inside(front, 0, v / 4), town.inside(front, 1, v / 4)], 5, "#1d4258")
        pen.poly([(-20, 330), (-20, 425), (700, 622), (724, 596)], "#f3efe0")
        pen.poly([(-20, 400), (-20, 440), (700, 630), (700, 618)], "#b4c6c6")
        pen.limb((672, 615), (672, 985), 9, 9, "#f3efe0")
        walk = [(520, 800), (760, 830), (760, 872), (520, 868)]
        pen.poly(walk, "#d9e2dc")
        town.windows(
            pen,
            sheet.rng,
            town.cell(walk, 0.04, 0.2, 0.96, 0.75),
            (7, 1),
            ["#ffe3a6"],
            "#31566c",
            0.3,
            (0.2, 0),
        )


def _forecourt(sheet: Sheet) -> None:
    """The wet quay the passengers cross."""
    quay = [(0, 985), (600, 962), (960, 1010), (1920, 1046), (1920, 1280), (0, 1280)]
    stencil = sheet.plate(["#c2cdc6", "#86a0a4", "#4d7080"], quay)
    sheet.shade(stencil, "#26495f", "bottom", 0.6, 0.7)
    sheet.plate("#1f4459", [(600, 962), (960, 1010), (1920, 1046), (1920, 1072), (950, 1032)])
    with sheet.pen((0, 960, 1920, 1280)) as pen:
        for i in range(9):
            y = 1010 + i * i * 4.4
            pen.line([(0, y + 8), (1920, y + 46 + i * 4)], 1.6, sheer("#eef2e6", 0.28))
        for x in (1090, 1400, 1760):
            y = 1026 + (x - 960) * 0.03
            pen.limb((x, y), (x, y - 30), 14, 12, "#16303f")
            pen.limb((x - 12, y - 32), (x + 12, y - 32), 8, 8, "#16303f")


def _passengers(sheet: Sheet) -> None:
    """People with luggage, the nearest ones largest."""
    rng = sheet.rng
    coats = ("#c8463c", "#2d5f86", "#e0a63f", "#3f6b6a", "#f1ead6", "#5b4a66")
    line = [(150 + i * 62, 1020 + i * 1.5, 120) for i in range(9)]
    line += [
        (120, 1110, 190),
        (330, 1125, 200),
        (700, 1105, 186),
        (880, 1140, 210),
        (1180, 1130, 205),
    ]
    line += [(520, 1240, 330), (1010, 1262, 350), (1500, 1225, 300)]
    with sheet.pen((0, 840, 1920, 1280)) as pen:
        for x, y, tall in line:
            look = people.anyone(rng, coats, ("#20364a", "#2c3440"))
            near = tall > 250
            pose = poses.WALK if near or rng.random() < 0.75 else poses.STAND
            pen.poly(
                [
                    (x, y),
                    (x + 20, y + 4),
                    (x - tall * 0.5, y + tall * 0.22),
                    (x - tall * 0.62, y + tall * 0.18),
                ],
                sheer("#1a3a50", 0.35),
            )
            if near or rng.random() < 0.6:
                _suitcase(pen, (x - tall * 0.22, y), tall, rng.choice(coats))
            people.figure(pen, (x, y), tall, look, pose, 1)


def _suitcase(pen: Pen, spot: Point, tall: float, ink: Ink) -> None:
    """A case on wheels pulled behind."""
    x, y = spot
    wide, high = tall * 0.13, tall * 0.24
    pen.line([(x, y - high), (x + tall * 0.13, y - tall * 0.5)], max(2, tall * 0.012), "#20364a")
    pen.blob(
        [
            (x - wide / 2, y - high),
            (x + wide / 2, y - high),
            (x + wide / 2, y - 4),
            (x - wide / 2, y - 4),
        ],
        darker(ink, 0.15),
    )
    for dx in (-0.3, 0.3):
        pen.disc(x + wide * dx, y - 2, max(2, tall * 0.016), "#16242f")
