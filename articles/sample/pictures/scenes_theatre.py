"""The stage of the city theatre."""

import math

from PIL import Image

from . import crowds, people, poses, town
from .paint import Sheet
from .palette import darker, lighter, mix, sheer
from .pen import curve


def theatre_stage() -> Image.Image:
    """Two players in the light before a full house."""
    sheet = Sheet("theatre-stage")
    sheet.wash(["#0c1030", "#1a2352", "#3a4a86", "#7f86b5"], (0, 0, 1920, 800))
    _backdrop(sheet)
    _boards(sheet)
    _curtains(sheet)
    _players(sheet)
    _valance(sheet)
    _house(sheet)
    return sheet.finish(vignette=0.75)


def _backdrop(sheet: Sheet) -> None:
    """A painted night harbour: moon, sea, cut-out waves and a paper boat."""
    rng = sheet.rng
    sheet.glow((1180, 320), 420, "#f7e3b5", 0.7)
    with sheet.pen((300, 100, 1620, 820)) as pen:
        for _ in range(60):
            x, y = rng.uniform(320, 1600), rng.uniform(120, 520)
            pen.disc(x, y, rng.uniform(1, 3), sheer("#fbeecb", rng.uniform(0.4, 1)))
        pen.disc(1180, 320, 96, "#fbeecb")
        for dx, dy, r in ((-30, -20, 18), (26, 24, 26), (30, -36, 12)):
            pen.disc(1180 + dx, 320 + dy, r, "#ecd9a8")
        roofs = [(300, 720), (300, 520), (360, 480), (420, 520), (420, 560), (500, 560), (500, 470)]
        roofs += [(530, 420), (560, 470), (560, 600), (640, 560), (700, 610), (700, 720)]
        pen.poly(roofs, "#1d2858")
        for x, y in ((345, 560), (385, 560), (520, 520), (540, 580), (460, 620), (640, 620)):
            pen.rect(x, y, x + 18, y + 26, "#ffd98a")
    for i, ink in enumerate(("#4a5a9c", "#334284", "#222c66")):
        y = 640 + i * 56
        line = [(x, y - 26 * abs(math.sin(x / 92 + i * 1.1))) for x in range(280, 1660, 12)]
        wave = sheet.plate([lighter(ink, 0.12), ink], [*line, (1660, 860), (280, 860)])
        sheet.shade(wave, "#0c1030", "bottom", 0.6, 0.8)
        if i == 1:
            _paper_boat(sheet)


def _paper_boat(sheet: Sheet) -> None:
    """The stage boat among the waves."""
    with sheet.pen((1180, 420, 1560, 780)) as pen:
        pen.line([(1370, 724), (1370, 504)], 7, "#7a4a34")
        pen.poly([(1378, 514), (1378, 674), (1486, 674)], "#f6ead0")
        pen.poly([(1362, 534), (1362, 674), (1290, 674)], "#d9c9a6")
        pen.poly([(1250, 684), (1500, 684), (1450, 764), (1300, 764)], "#c94f45")
        pen.poly([(1250, 684), (1500, 684), (1492, 698), (1260, 698)], "#f0b95c")


def _boards(sheet: Sheet) -> None:
    """The stage floor in perspective with pools of light."""
    floor = [(240, 790), (1680, 790), (2000, 1120), (-80, 1120)]
    stencil = sheet.plate(["#5d3a3f", "#8a5240", "#b5703f"], floor)
    sheet.shade(stencil, "#1d1026", "top", 0.8, 0.6)
    with sheet.pen((0, 780, 1920, 1130)) as pen:
        for i in range(25):
            pen.line(
                [town.inside(floor, i / 24, 0), town.inside(floor, i / 24, 1)],
                2,
                sheer("#2b1420", 0.6),
            )
    for x, wide in ((800, 330), (1130, 240)):
        sheet.light(sheet.round_spot(x, 1010, wide, wide * 0.26, 0.7), "#ffdf9f", 0.75)


def _curtains(sheet: Sheet) -> None:
    """Heavy red folds drawn to both sides."""
    for side in (-1, 1):
        base = 0 if side < 0 else 1920
        for i in reversed(range(9)):
            a, b = base - side * (i * 46 - 20), base - side * (i + 1) * 47
            edge = [(b, -20), (b - side * 6, 380), (b + side * 26, 690), (b - side * 14, 1120)]
            paint = (
                ["#6b1225", "#c9303a", "#7d182b"] if i % 2 else ["#560e20", "#ab2635", "#651326"]
            )
            stencil = sheet.plate(paint, [(a, -20), *curve(edge, False), (a, 1120)])
            sheet.shade(stencil, "#2b0716", "left" if side < 0 else "right", 0.7, 1.0)
        drape = sheet.cut(town.box_quad(min(base, b) - 20, 0, max(base, b) + 20, 420))
        sheet.shade(drape, "#2b0716", "top", 0.5, 0.9)
    with sheet.pen((0, 640, 1920, 800)) as pen:
        for side in (-1, 1):
            base = 0 if side < 0 else 1920
            tie = [(base, 660), (base - side * 220, 720), (base - side * 400, 680)]
            pen.arc(tie, 22, "#d9a03f")
            pen.arc([(x, y - 6) for x, y in tie], 5, "#f7d68a")


def _players(sheet: Sheet) -> None:
    """A woman speaking, a man listening with a lantern, each in a follow spot."""
    for lamp, foot, wide in (((420, -40), (800, 1010), 330), ((1560, -40), (1130, 1010), 240)):
        cone = [
            (lamp[0] - 12, lamp[1]),
            (lamp[0] + 12, lamp[1]),
            (foot[0] + wide, foot[1]),
            (foot[0] - wide, foot[1]),
        ]
        sheet.light(sheet.cut(cone, soft=16), "#ffe3a6", 0.3)
    with sheet.pen((500, 440, 1420, 1080)) as pen:
        for x in (800, 1130):
            pen.oval(x, 1012, 90, 13, sheer("#1d1026", 0.6))
        heroine = people.Look(
            "#e9b23c", "#7a2b30", "#b97f56", "#20181a", 0.3, long_hair=True, rim="#fff6d8"
        )
        people.figure(pen, (800, 1012), 500, heroine, poses.DECLAIM)
        sailor = people.Look(
            "#2d4a78",
            "#20243f",
            "#e2b48c",
            "#3a2620",
            0.06,
            "#1d2850",
            scarf="#c94f45",
            rim="#fff6d8",
        )
        people.figure(pen, (1130, 1012), 490, sailor, poses.CARRY, -1)
        pen.line([(1020, 700), (1020, 736)], 3, "#20243f")
        pen.rect(1002, 736, 1038, 790, "#20243f")
        pen.rect(1008, 744, 1032, 782, "#fff0bf")
    sheet.glow((1020, 763), 130, "#ffcf7a", 0.9)


def _valance(sheet: Sheet) -> None:
    """The swagged top curtain with its gold fringe and the proscenium."""
    for i in range(6):
        a, b = i * 320, i * 320 + 320
        swag = [
            (a, -10),
            (b, -10),
            *curve([(b, 60), (a + 240, 150), (a + 160, 176), (a + 80, 150), (a, 60)], False),
        ]
        stencil = sheet.plate(["#4a0c1f", "#a82433", "#c9303a"], swag)
        sheet.shade(stencil, "#2b0716", "top", 0.8, 0.7)
        with sheet.pen((a - 10, 40, b + 10, 210)) as pen:
            hem = curve([(a, 60), (a + 80, 150), (a + 160, 176), (a + 240, 150), (b, 60)], False)
            for x, y in hem[::2]:
                pen.line([(x, y), (x, y + 22)], 3, "#d9a03f")
            pen.line(hem, 9, "#f0c05c")
            for j in (0.25, 0.5, 0.75):
                fold = [
                    (a + 320 * j, 0),
                    (a + 160 + (j - 0.5) * 200, 90),
                    (a + 160 + (j - 0.5) * 60, 165),
                ]
                pen.arc(fold, 4, sheer("#5d0f22", 0.7))


def _house(sheet: Sheet) -> None:
    """Footlights, and rows of heads against the stage."""
    with sheet.pen((0, 1080, 1920, 1280)) as pen:
        pen.rect(0, 1096, 1920, 1130, "#2b1420")
        pen.rect(0, 1092, 1920, 1100, "#d9a03f")
        for x in range(60, 1920, 120):
            pen.blob([(x - 26, 1098), (x - 18, 1078), (x + 18, 1078), (x + 26, 1098)], "#20101c")
            pen.oval(x, 1080, 18, 5, "#fff0bf")
    for x in range(60, 1920, 120):
        sheet.glow((x, 1076), 80, "#ffcf7a", 0.5)
    rows = ((1150, 27, "#3a1830"), (1200, 33, "#240f26"), (1262, 40, "#12081a"))
    with sheet.pen((0, 1060, 1920, 1280)) as pen:
        for y, size, ink in rows:
            state = sheet.rng.getstate()
            crowds.heads(pen, sheet.rng, (-40, 1980), y - 4, size, mix(ink, "#e9a05c", 0.45))
            sheet.rng.setstate(state)
            crowds.heads(pen, sheet.rng, (-40, 1980), y, size, darker(ink, 0.1))
