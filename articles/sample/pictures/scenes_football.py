"""The football ground."""

import math
from collections.abc import Sequence

from PIL import Image

from . import crowds, people, poses, town
from .paint import Sheet
from .palette import Ink, darker, mix, sheer
from .pen import Pen, Point


def football_stadium() -> Image.Image:
    """A shot on goal under the floodlights."""
    sheet = Sheet("football-stadium")
    sheet.wash(["#060d24", "#0d2142", "#1f4766", "#3f7f8a"], (0, 0, 1920, 560))
    _stands(sheet)
    _pitch(sheet)
    _goal(sheet)
    _masts(sheet)
    _teams(sheet)
    return sheet.finish(vignette=0.5)


def _stands(sheet: Sheet) -> None:
    """Two tiers of supporters under a cantilever roof."""
    fans = ("#c9483f", "#f2ead6", "#c9483f", "#f0b43f", "#8a2f38", "#3d5a78", "#1d3350")
    with sheet.pen((0, 130, 1920, 660)) as pen:
        pen.rect(0, 250, 1920, 660, "#0b1a33")
        crowds.dots(
            pen, sheet.rng, (0, 288, 1920, 400), 15, [mix(ink, "#10284a", 0.45) for ink in fans]
        )
        pen.rect(0, 404, 1920, 440, "#17345a")
        crowds.dots(
            pen, sheet.rng, (0, 452, 1920, 588), 19, [mix(ink, "#10284a", 0.25) for ink in fans]
        )
        pen.poly([(0, 170), (1920, 170), (1920, 252), (0, 262)], "#0a1730")
        pen.poly([(0, 256), (1920, 246), (1920, 262), (0, 274)], "#2b587a")
        for x in range(60, 1920, 150):
            pen.line([(x, 262), (x + 46, 172)], 4, "#1d3e62")
        for x in range(40, 1920, 100):
            pen.rect(x, 262, x + 60, 270, "#f6fbe9")
        for i in range(12):
            ink = ("#c9483f", "#f2ead6", "#1d3e62", "#f0b43f")[i % 4]
            pen.rect(i * 160, 596, i * 160 + 158, 640, ink)
            pen.rect(i * 160 + 24, 612, i * 160 + 120, 622, darker(ink, 0.25))
    for x in range(70, 1920, 200):
        sheet.glow((x, 268), 170, "#dff3e6", 0.4)
    sheet.haze((0, 260, 1920, 640), "#0d2142", 0.35, "top")


def _pitch(sheet: Sheet) -> None:
    """Mown stripes and white lines in perspective."""
    sheet.wash(["#5fae6b", "#2f8a58", "#146044", "#0b3d33"], (0, 640, 1920, 1280))
    with sheet.pen((0, 638, 1920, 1280)) as pen:
        y, tall, on = 640.0, 16.0, False
        while y < 1280:
            if on:
                pen.rect(0, y, 1920, y + tall, sheer("#d9f0a6", 0.16))
            y, tall, on = y + tall, tall * 1.34, not on
        white = "#eef7e6"
        pen.line([(0, 664), (1920, 664)], 5, white)
        pen.line([(1290, 664), (1130, 800), (1920, 800)], 6, white)
        pen.line([(1520, 664), (1450, 720), (1920, 720)], 5, white)
        pen.arc([(1170, 800), (1200, 850), (1330, 880), (1480, 850), (1530, 800)], 6, white)
        pen.arc([(-40, 760), (140, 790), (240, 870), (140, 980), (-40, 1020)], 7, white)
    sheet.glow((1000, 820), 900, "#d9f7c0", 0.28, 0.4)


def _goal(sheet: Sheet) -> None:
    """The goal with its net on the right."""
    front = [(1560, 486), (1850, 486), (1850, 690), (1560, 690)]
    back = [(1600, 520), (1880, 520), (1900, 664), (1610, 664)]
    with sheet.pen((1540, 470, 1920, 700)) as pen:
        for i in range(15):
            t = i / 14
            pen.line([town.inside(back, t, 0), town.inside(back, t, 1)], 1.4, sheer("#eef7e6", 0.5))
            pen.line([town.inside(back, 0, t), town.inside(back, 1, t)], 1.4, sheer("#eef7e6", 0.5))
            pen.line(
                [town.inside(front, t, 0), town.inside(back, t, 0)], 1.4, sheer("#eef7e6", 0.5)
            )
        pen.line([front[3], front[0], front[1], front[2]], 9, "#fbfdf3")
        pen.line([front[0], back[0]], 4, "#d3e3d6")


def _masts(sheet: Sheet) -> None:
    """Two floodlight masts and their beams."""
    for x, aim in ((190, 700), (1730, 1220)):
        cone = [(x - 90, 60), (x + 90, 60), (aim + 620, 1290), (aim - 620, 1290)]
        sheet.light(sheet.cut(cone, soft=30), "#bfe6d9", 0.13)
        sheet.glow((x, 62), 420, "#8fc9e0", 0.6)
        sheet.glow((x, 62), 150, "#dff6f2", 0.7)
        with sheet.pen((x - 130, 0, x + 130, 260)) as pen:
            town.lattice(pen, (x, 260), (x, 100), 26, 8, 4, "#1d3e62")
            pen.poly([(x - 104, 20), (x + 104, 20), (x + 96, 106), (x - 96, 106)], "#16304f")
            for column in range(6):
                for row in range(3):
                    pen.disc(x - 80 + column * 32, 36 + row * 27, 11, "#fbfff0")


def _player(
    pen: Pen, spot: Point, tall: float, look: people.Look, pose: Sequence[Point], facing: int
) -> None:
    """A footballer in shorts with two shadows on the grass."""
    x, y = spot
    for side in (-0.3, 0.3):
        pen.oval(x + side * tall, y + tall * 0.02, tall * 0.3, tall * 0.025, sheer("#06281f", 0.3))
    people.figure(pen, spot, tall, look, pose, facing)
    body = people.joints(spot, tall, pose, facing)
    for which, dim in (("2", 0.2), ("", 0.0)):
        knee, foot = body["knee" + which], body["foot" + which]
        hip = (body["hip"][0] + (knee[0] - body["hip"][0]) * 0.35, body["hip"][1])
        skin, shorts, sock = (darker(ink, dim) for ink in (look.skin, look.legs, look.coat))
        pen.limb(town.lerp(hip, knee, 0.5), knee, tall * 0.048, tall * 0.038, skin)
        pen.limb(knee, town.lerp(knee, foot, 0.3), tall * 0.038, tall * 0.034, skin)
        pen.limb(town.lerp(knee, foot, 0.3), foot, tall * 0.037, tall * 0.026, sock)
        toe = (foot[0] + tall * 0.05 * facing, foot[1] + tall * 0.004)
        pen.limb(foot, toe, tall * 0.024, tall * 0.016, "#1b1d26")
        pen.limb(hip, town.lerp(hip, knee, 0.55), tall * 0.066, tall * 0.062, shorts)


def _teams(sheet: Sheet) -> None:
    """Red against white, the keeper diving, the striker nearest of all."""

    def kit(shirt: Ink, shorts: Ink, tone: int, rim: Ink = "") -> people.Look:
        return people.Look(
            shirt, shorts, people.SKINS[tone], people.HAIRS[0 if tone > 2 else tone + 1], rim=rim
        )

    red, white, keeper = ("#d9453c", "#f2ead6"), ("#eef3ea", "#1d3350"), ("#f0b43f", "#20242c")
    spots = [
        (560, 720, 132, white, 1, poses.RUN, -1),
        (330, 752, 146, red, 3, poses.RUN, 1),
        (1010, 742, 142, white, 2, poses.STAND, -1),
        (1240, 726, 136, red, 0, poses.RUN, 1),
        (1400, 770, 158, white, 4, poses.RUN, -1),
        (800, 830, 190, red, 1, poses.RUN, 1),
        (1690, 700, 130, keeper, 1, poses.CHEER, -1),
        (1120, 930, 240, white, 0, poses.RUN, -1),
    ]
    with sheet.pen((0, 480, 1920, 1280)) as pen:
        for x, y, tall, colours, tone, pose, facing in spots:
            _player(pen, (x, y), tall, kit(*colours, tone), pose, facing)
        _player(pen, (470, 1190), 600, kit(*red, 3, "#e6fbf0"), poses.SHOOT, 1)
        _ball(pen, (880, 990), 34)
        for i in range(5):
            pen.lens(800 - i * 26, 1012 + i * 14, 34 - i * 4, 3, sheer("#eef7e6", 0.5 - i * 0.08))
        for _ in range(16):
            x, y = 520 + sheet.rng.uniform(-40, 120), 1190 - sheet.rng.uniform(0, 70)
            pen.disc(x, y, sheet.rng.uniform(2, 5), "#2f8a58")


def _ball(pen: Pen, spot: Point, r: float) -> None:
    """A football."""
    x, y = spot
    pen.oval(x, y + 200, r, r * 0.25, sheer("#06281f", 0.4))
    pen.disc(x, y, r, "#fbfdf3")
    pen.blob(
        [
            (x - r * 0.5, y + r * 0.85),
            (x + r * 0.75, y + r * 0.62),
            (x + r * 0.9, y - r * 0.3),
            (x + r * 0.4, y + r * 0.4),
        ],
        "#bcd0c6",
    )
    for turn in range(5):
        angle = turn * math.tau / 5 - 1.2
        pen.disc(
            x + math.cos(angle) * r * 0.72, y + math.sin(angle) * r * 0.72, r * 0.18, "#1d3350"
        )
    pen.disc(x, y, r * 0.24, "#1d3350")
