"""The housing blocks."""

from PIL import Image

from . import land, people, poses, town
from .paint import Sheet
from .palette import darker, mix, sheer
from .pen import Pen, Point, curve


def housing_blocks() -> Image.Image:
    """Tower blocks at dusk with life on the balconies and the green below."""
    sheet = Sheet("housing-blocks")
    sheet.wash(["#4a4a86", "#8a6a9f", "#d38f9f", "#f8bf96", "#fbd9a6"], (0, 0, 1920, 1000))
    land.streaks(sheet, (0, 80, 1920, 500), 16, "#f3b3a3", 0.5)
    land.streaks(sheet, (0, 60, 1920, 360), 10, "#5f5690", 0.5)
    sheet.glow((1250, 860), 760, "#ffdf9f", 0.7)
    town.skyline(sheet, (-20, 1940), 1020, (120, 330), "#b98a9c", ["#ffe3a6"], 0.1, (60, 120))
    sheet.haze((0, 640, 1920, 1030), "#f3bf9c", 0.7)
    for x, top, wide, deep, tone in (
        (760, 330, 210, 130, 0.35),
        (1440, 250, 230, 150, 0.2),
        (250, 130, 330, 200, 0.0),
    ):
        _block(sheet, x, (top, 1010), (wide, deep), tone)
    _green(sheet)
    _washing(sheet)
    return sheet.finish(vignette=0.55)


def _block(sheet: Sheet, corner: float, heights: Point, widths: Point, tone: float) -> None:
    """A slab with a lit face to the right and a shaded one to the left of its corner."""
    (top, floor), (wide, deep) = heights, widths
    air = "#e9a79b"
    lit, dim = mix("#f3c9a0", air, tone), mix("#6d5a8c", air, tone)
    right = [(corner, top), (corner + wide, top + 46), (corner + wide, floor), (corner, floor)]
    left = [(corner - deep, top + 40), (corner, top), (corner, floor), (corner - deep, floor)]
    face = sheet.plate([lit, mix(lit, "#c9829a", 0.5)], right)
    sheet.shade(face, mix("#8a5f8f", air, tone), "bottom", 0.5, 0.7)
    side = sheet.plate([dim, darker(dim, 0.25)], left)
    sheet.shade(side, "#332f63", "left", 0.5, 0.8)
    rows = round((floor - top) / 62)
    with sheet.pen((corner - deep - 4, top - 80, corner + wide + 4, floor)) as pen:
        _balconies(pen, sheet, right, rows, tone)
        glass = mix("#3d3b72", air, tone)
        town.windows(
            pen, sheet.rng, left, (3, rows), ["#ffe6a8", "#ffc878"], glass, 0.3, (0.5, 0.5)
        )
        pen.poly(
            [
                (corner, top - 10),
                (corner + wide + 4, top + 38),
                (corner + wide + 4, top + 50),
                (corner, top + 4),
            ],
            darker(lit, 0.25),
        )
        pen.poly(
            [
                (corner, top - 10),
                (corner - deep - 4, top + 32),
                (corner - deep - 4, top + 46),
                (corner, top + 4),
            ],
            darker(dim, 0.4),
        )
        pen.rect(corner + wide * 0.3, top - 24, corner + wide * 0.6, top + 20, dim)
        pen.line([(corner + wide * 0.7, top + 30), (corner + wide * 0.7, top - 70)], 3, dim)
        pen.line([(corner + wide * 0.62, top - 50), (corner + wide * 0.78, top - 50)], 2, dim)


def _balconies(pen: Pen, sheet: Sheet, face: list[Point], rows: int, tone: float) -> None:
    """Balcony after balcony: recess, lit door, coloured rail, plants and washing."""
    rng = sheet.rng
    air = "#e9a79b"
    rails = ("#d9705c", "#e9b25c", "#5f8f93", "#f3e1c4", "#b5668a")
    for _, row, bay in town.grid(face, 3, rows, (0.14, 0.2)):
        on = rng.random() < 0.42
        pen.poly(bay, mix("#6b4f80", air, tone))
        pane = town.cell(bay, 0.12, 0.08, 0.52, 0.95)
        pen.poly(
            pane, mix(rng.choice(("#ffe6a8", "#ffd08a")) if on else "#4a4478", air, tone * 0.7)
        )
        other = town.cell(bay, 0.62, 0.15, 0.92, 0.6)
        pen.poly(other, mix("#ffdf9a" if rng.random() < 0.35 else "#4a4478", air, tone * 0.7))
        pen.poly(
            town.cell(bay, -0.05, 0.55, 1.05, 1.04),
            mix(rng.choice(rails) if row % 2 else "#f0cba8", air, 0.2 + tone),
        )
        pen.poly(town.cell(bay, -0.05, 0.55, 1.05, 0.6), mix("#fff0d0", air, tone))
        if rng.random() < 0.25:
            x, y = town.inside(bay, rng.uniform(0.2, 0.8), 0.55)
            for _ in range(5):
                pen.disc(
                    x + rng.uniform(-9, 9), y - rng.uniform(0, 8), 6, mix("#4f7a5c", air, tone)
                )


def _green(sheet: Sheet) -> None:
    """The lawn, its trees, a path and children at play."""
    rng = sheet.rng
    lawn = land.rolling(rng, (-40, 1980), 1010, 26, 1.5)
    stencil = land.ground(sheet, lawn, 1290, ["#8a9a72", "#4f6f5f", "#27434f"])
    sheet.shade(stencil, "#1c2f44", "bottom", 0.7, 0.7)
    path = curve(
        [
            (960, 1000),
            (1010, 1060),
            (900, 1140),
            (700, 1290),
            (1120, 1290),
            (1170, 1130),
            (1080, 1050),
            (1000, 1000),
        ]
    )
    sheet.plate(["#e9bd98", "#b58a8f"], path)
    with sheet.pen((0, 560, 1920, 1280)) as pen:
        for x, y, tall in (
            (640, 1010, 210),
            (1180, 1015, 190),
            (1290, 1020, 230),
            (1760, 1030, 330),
            (60, 1040, 300),
            (1880, 1060, 380),
        ):
            land.tree(pen, rng, (x, y), tall, "#3a5560", "#a38f72", "#2b2740")
        _swings(pen)
        coats = ("#d9705c", "#e9b25c", "#5f8f93", "#f3e1c4", "#b5668a")
        for x, y, tall, pose in (
            (1010, 1070, 92, poses.WALK),
            (1050, 1074, 62, poses.WALK),
            (930, 1170, 150, poses.WALK),
            (1330, 1120, 88, poses.RUN),
            (1430, 1128, 84, poses.CHEER),
            (1560, 1190, 170, poses.STAND),
        ):
            pen.oval(x - tall * 0.3, y + 2, tall * 0.4, tall * 0.03, sheer("#1c2340", 0.4))
            people.figure(pen, (x, y), tall, people.anyone(rng, coats), pose, -1 if x > 1300 else 1)
        pen.disc(1378, 1122, 10, "#fbe9c4")


def _swings(pen: Pen) -> None:
    """A pair of swings, one in use."""
    for x in (190, 470):
        pen.line([(x - 34, 1150), (x, 960), (x + 34, 1156)], 7, "#2b2740")
    pen.line([(186, 960), (474, 960)], 7, "#2b2740")
    for x, lean in ((270, 46), (390, 0)):
        pen.line([(x - 14, 962), (x - 14 + lean, 1098)], 2, "#2b2740")
        pen.line([(x + 14, 962), (x + 14 + lean, 1094)], 2, "#2b2740")
        pen.rect(x - 20 + lean, 1094, x + 20 + lean, 1100, "#d9705c")
    look = people.Look("#e9b25c", "#3d3b72", "#a8714f", "#20181a")
    people.figure(pen, (312, 1136), 118, look, poses.SIT)


def _washing(sheet: Sheet) -> None:
    """A line of washing across the foreground on the right."""
    line = town.sagging((1400, 1010), (1960, 960), 40, 40)
    with sheet.pen((1380, 860, 1920, 1280)) as pen:
        pen.line([(1400, 1260), (1400, 1000)], 9, "#241f3d")
        pen.line(line, 2.4, "#241f3d")
        for i, (share, wide, tall, ink) in enumerate(
            (
                (4, 62, 130, "#f6e6cb"),
                (11, 70, 96, "#d9705c"),
                (18, 96, 150, "#8fb0ab"),
                (27, 54, 110, "#f0b95c"),
                (34, 80, 140, "#f6e6cb"),
            )
        ):
            x, y = line[share]
            sway = 8 * (-1) ** i
            pen.poly(
                [(x, y), (x + wide, y + 2), (x + wide + sway, y + tall), (x + sway, y + tall + 5)],
                mix(ink, "#6d5a8c", 0.25),
            )
            pen.poly(
                [
                    (x, y),
                    (x + wide * 0.4, y + 1),
                    (x + wide * 0.3 + sway, y + tall + 3),
                    (x + sway, y + tall + 5),
                ],
                ink,
            )
