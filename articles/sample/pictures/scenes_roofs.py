"""The solar roofs."""

from random import Random

from PIL import Image

from . import land, people, poses, town
from .paint import Sheet
from .palette import Ink, darker, lighter, mix, sheer
from .pen import Pen, Point


def solar_roofs() -> Image.Image:
    """Fitters bolting panels to a roof above the old town."""
    sheet = Sheet("solar-roofs")
    sheet.wash(["#6fb0b8", "#b9d6c0", "#f7e7b9", "#fbcf98"], (0, 0, 1920, 700))
    land.heap(sheet, (420, 420), (760, 190), ["#fdf0cf", "#fbdcae"], "#fffaf0", 1)
    land.heap(sheet, (1500, 500), (700, 150), ["#fdecc8", "#fbd6a4"], "#fffaf0", -1)
    land.sun(sheet, (1480, 330), 66, "#fffbea", "#ffd27a", 9)
    land.ground(
        sheet, land.rolling(sheet.rng, (-40, 1980), 640, 120, 1.4), 700, ["#8fb9ac", "#d3d3a8"]
    )
    town.skyline(sheet, (-20, 1940), 720, (50, 130), "#c2a98b", ["#fff0c4"], 0.08, (40, 90))
    sheet.haze((0, 500, 1920, 740), "#fbe0ac", 0.55)
    _rooftops(sheet)
    _panel_roof(sheet)
    _roofers(sheet)
    sheet.glow((1480, 330), 900, "#ffd58a", 0.3)
    return sheet.finish()


def _rooftops(sheet: Sheet) -> None:
    """Rows of tiled roofs, some with panels, coming nearer."""
    rng = sheet.rng
    tiles = ("#c9704a", "#b5603f", "#d18a5c", "#a8563d")
    with sheet.pen((0, 560, 1920, 1280)) as pen:
        for row in range(4):
            y, size = 720 + row * 90, 120 + row * 62
            x = -rng.uniform(0, size)
            while x < 1920:
                wide = size * rng.uniform(1.3, 1.9)
                ink = mix(rng.choice(tiles), "#f0cf9d", 0.5 - row * 0.14)
                _gable(pen, rng, (x, y + rng.uniform(-16, 16)), wide, size, ink)
                x += wide * 0.92


def _gable(pen: Pen, rng: Random, spot: Point, wide: float, tall: float, ink: Ink) -> None:
    """A house end with its long roof side, chimney and perhaps panels."""
    x, y = spot
    wall = mix(lighter(ink, 0.62), "#f3dcb5", 0.4)
    end = wide * 0.34
    peak = (x + end / 2, y - tall * 0.52)
    pen.poly([(x, y + tall * 3), (x, y), peak, (x + end, y), (x + end, y + tall * 3)], wall)
    pen.rect(x + end, y, x + wide, y + tall * 3, darker(wall, 0.16))
    roof = [
        peak,
        (x + wide - end * 0.4, y - tall * 0.52),
        (x + wide + end * 0.1, y + 4),
        (x + end, y + 4),
    ]
    pen.poly(roof, ink)
    pen.line([(x - 4, y + 4), peak, (x + end + 4, y + 4)], max(3, tall * 0.03), darker(ink, 0.35))
    for v in range(1, 6):
        pen.line([town.inside(roof, 0, v / 6), town.inside(roof, 1, v / 6)], 1.5, darker(ink, 0.14))
    pen.rect(x + end * 0.4, y + tall * 0.1, x + end * 0.62, y + tall * 0.36, "#4d6570")
    if rng.random() < 0.45:
        for _, _, pane in town.grid(town.cell(roof, 0.15, 0.18, 0.8, 0.82), 4, 2, (0.05, 0.08)):
            pen.poly(pane, "#2f5470")
            pen.poly([pane[0], pane[1], town.inside(pane, 0.2, 1)], "#4a7c93")
    else:
        cx = x + wide * 0.72
        pen.rect(cx, y - tall * 0.82, cx + tall * 0.16, y - tall * 0.4, darker(ink, 0.25))


def _panel_roof(sheet: Sheet) -> None:
    """The near roof, its panels mirroring the sky."""
    roof = [(300, 760), (2040, 900), (2040, 1400), (-260, 1400)]
    stencil = sheet.plate(["#c46a43", "#9c4a34"], roof)
    sheet.shade(stencil, "#5d2a2b", "left", 0.7, 0.7)
    with sheet.pen((0, 720, 1920, 1280)) as pen:
        for v in range(1, 17):
            pen.line(
                [town.inside(roof, 0, v / 17), town.inside(roof, 1, v / 17)],
                2.2,
                sheer("#5d2a2b", 0.6),
            )
        for u in range(1, 60):
            for v in range(17):
                shift = 0.5 if v % 2 else 0
                a, b = (
                    town.inside(roof, (u + shift) / 60, v / 17),
                    town.inside(roof, (u + shift) / 60, (v + 1) / 17),
                )
                pen.line([a, b], 1.4, sheer("#6f3430", 0.35))
        pen.line([roof[0], roof[1]], 20, "#8a4130")
        pen.line([(x, y - 5) for x, y in roof[:2]], 6, "#e9a06c")
    field = town.cell(roof, 0.3, 0.1, 0.93, 0.84)
    for column, row, pane in town.grid(field, 5, 3, (0.035, 0.05)):
        if (column, row) == (0, 2):
            continue
        _panel(sheet, pane, column + row)
    with sheet.pen((0, 720, 1920, 1280)) as pen:
        gap = next(p for c, r, p in town.grid(field, 5, 3, (0.035, 0.05)) if (c, r) == (0, 2))
        for v in (0.25, 0.75):
            pen.line([town.inside(gap, -0.05, v), town.inside(gap, 1, v)], 7, "#cfd3c6")


def _panel(sheet: Sheet, pane: list[Point], shine: int) -> None:
    """One panel: frame, cells and a slanting reflection."""
    sheet.plate("#dfe3d6", [(x, y + 5) for x, y in pane])
    face = town.cell(pane, 0.02, 0.025, 0.98, 0.975)
    stencil = sheet.plate(["#5d93a8", "#2b5878", "#17345a"], face)
    sheet.shade(stencil, "#fbdba4", "top", 0.42 - 0.05 * shine, 0.6)
    xs, ys = [p[0] for p in pane], [p[1] for p in pane]
    with sheet.pen((min(xs), min(ys), max(xs), max(ys))) as pen:
        for u in range(1, 6):
            pen.line(
                [town.inside(face, u / 6, 0), town.inside(face, u / 6, 1)],
                1.6,
                sheer("#b9d3d6", 0.5),
            )
        for v in range(1, 4):
            pen.line(
                [town.inside(face, 0, v / 4), town.inside(face, 1, v / 4)],
                1.6,
                sheer("#b9d3d6", 0.5),
            )
        glare = [town.inside(face, u, v) for u, v in ((0.5, 0), (0.78, 0), (0.34, 1), (0.06, 1))]
        pen.poly(glare, sheer("#fdf0cf", 0.16))


def _roofers(sheet: Sheet) -> None:
    """Two fitters at work on the slope."""
    first = people.Look("#f2b632", "#274058", "#b97f56", hat="#f6f3e6", stripe="#fdf6dc")
    second = people.Look(
        "#f2b632", "#1f3348", "#7a4a34", "#20181a", hat="#e2602f", stripe="#fdf6dc", long_hair=True
    )
    with sheet.pen((120, 420, 1000, 1280)) as pen:
        pen.poly([(250, 1210), (320, 1200), (620, 1250), (560, 1268)], sheer("#3d1a20", 0.5))
        people.figure(pen, (330, 1225), 430, first, poses.STOOP)
        people.figure(pen, (720, 812), 330, second, poses.CARRY, -1)
        pen.line([(420, 772), (700, 640)], 4, "#e9dcc0")
        panel = [(405, 1010), (540, 1030), (500, 1150), (370, 1128)]
        pen.poly(panel, "#dfe3d6")
        pen.poly(town.cell(panel, 0.05, 0.06, 0.95, 0.94), "#2b5878")
        pen.poly(town.cell(panel, 0.05, 0.06, 0.5, 0.5), "#4a7c93")
