"""The city hall and its square."""

import math

from PIL import Image

from . import land, people, poses, town
from .paint import Sheet
from .palette import lighter, mix, sheer
from .pen import Pen, curve

STONE = ("#f8e3b4", "#dcae72", "#8f6a58")


def city_hall() -> Image.Image:
    """The city hall and its square in late sun."""
    sheet = Sheet("city-hall")
    sheet.wash(["#2d7287", "#6aa9a8", "#c4d5b3", "#f7e3ae"], (0, 0, 1920, 940))
    land.heap(sheet, (300, 470), (760, 240), ["#fbeccb", "#f3d9a6"], "#fffaf0", 1)
    land.heap(sheet, (1600, 560), (800, 260), ["#fbe7c0", "#efcf9c"], "#fffaf0", 1)
    land.streaks(sheet, (0, 60, 1920, 300), 10, "#e6ecd2", 0.4)
    town.skyline(sheet, (-20, 1940), 940, (120, 250), "#a99c86", ["#fff0c4"], 0.06, (70, 140))
    sheet.haze((0, 700, 1920, 945), "#f7dfa8", 0.5)
    paving = sheet.plate(["#e3bd88", "#c79b77", "#8f7470"], town.box_quad(-2, 938, 1922, 1282))
    sheet.shade(paving, "#4f4658", "bottom", 0.6, 0.6)
    _clock_tower(sheet)
    _wings(sheet)
    _portico(sheet)
    _square(sheet)
    sheet.glow((1900, 420), 1300, "#ffd28a", 0.35)
    return sheet.finish(vignette=0.5)


def _clock_tower(sheet: Sheet) -> None:
    """The tower above the entrance with clock, belfry, copper dome and flag."""
    for half, top, low in ((120, 300, 640), (100, 214, 320)):
        wall = sheet.plate([STONE[0], STONE[1]], town.box_quad(960 - half, top, 960 + half, low))
        sheet.shade(wall, "#7d5a58", "left", 0.8, 0.55)
    with sheet.pen((780, 0, 1140, 660)) as pen:
        for half, y in ((136, 296), (112, 206), (132, 470)):
            pen.rect(960 - half, y, 960 + half, y + 16, lighter(STONE[1], 0.4))
            pen.rect(960 - half, y + 16, 960 + half, y + 22, STONE[2])
        for x in (900, 960, 1020):
            pen.poly([(x - 18, 290), *town.round_arch(x, 252, 18), (x + 18, 290)], "#4a4552")
        pen.disc(960, 386, 62, STONE[2])
        pen.disc(960, 386, 55, "#fff6dc")
        for i in range(12):
            turn = i * math.tau / 12
            spot = (960 + 45 * math.sin(turn), 386 - 45 * math.cos(turn))
            pen.disc(*spot, 3.4, "#3d3540")
        pen.limb((960, 386), (985, 366), 4, 2, "#3d3540")
        pen.limb((960, 386), (954, 346), 3, 1.6, "#3d3540")
        pen.line([(960, 110), (960, 18)], 5, "#3d3540")
        flag = [(962, 24), (1020, 18), (1068, 32), (1066, 70), (1018, 58), (962, 64)]
        pen.blob(flag, "#c94f45")
    crown = curve([(862, 186), (890, 138), (960, 102), (1030, 138), (1058, 186)], False)
    dome = [(860, 210), *crown, (1060, 210)]
    copper = sheet.plate(["#8fc4ad", "#4d8f88"], dome)
    sheet.shade(copper, "#1f4f5c", "left", 0.9, 0.6)


def _wings(sheet: Sheet) -> None:
    """Two wings of tall windows under a balustrade."""
    for left, right in ((190, 640), (1280, 1730)):
        wall = sheet.plate([STONE[0], STONE[1], "#b98a63"], town.box_quad(left, 560, right, 950))
        sheet.shade(wall, "#7d5a58", "left", 0.75, 0.6)
        with sheet.pen((left - 20, 500, right + 20, 952)) as pen:
            pen.rect(left - 16, 548, right + 16, 572, lighter(STONE[0], 0.3))
            pen.rect(left - 16, 572, right + 16, 580, STONE[2])
            pen.rect(left, 512, right, 520, STONE[0])
            for x in range(left + 6, right, 18):
                pen.rect(x, 520, x + 8, 548, STONE[1])
            for i in range(5):
                x = left + 45 + i * 90
                _hall_window(pen, x, 640, 96)
                _hall_window(pen, x, 812, 110)
            pen.rect(left, 780, right, 790, lighter(STONE[1], 0.3))
            pen.rect(left, 916, right, 950, "#b08361")


def _hall_window(pen: Pen, x: float, y: float, tall: float) -> None:
    """An arched window, half of it mirroring the sky."""
    pen.poly(
        [(x - 28, y + tall + 8), *town.round_arch(x, y, 28), (x + 28, y + tall + 8)], "#fdeecb"
    )
    pen.poly([(x - 20, y + tall), *town.round_arch(x, y, 20), (x + 20, y + tall)], "#3b5867")
    pen.poly(
        [
            (x - 20, y + tall * 0.55),
            (x - 20, y),
            *town.round_arch(x, y, 20)[:9],
            (x, y + tall * 0.3),
        ],
        "#7fa9a6",
    )
    pen.rect(x - 1.5, y - 18, x + 1.5, y + tall, "#fdeecb")
    pen.rect(x - 20, y + tall * 0.4, x + 20, y + tall * 0.4 + 3, "#fdeecb")


def _portico(sheet: Sheet) -> None:
    """Six columns, a pediment and the steps."""
    sheet.plate(["#6b5158", "#4a3c4c", "#8f6a58"], town.box_quad(640, 600, 1280, 950))
    with sheet.pen((560, 420, 1360, 1030)) as pen:
        for x in (800, 960, 1120):
            pen.poly([(x - 34, 948), *town.round_arch(x, 740, 34), (x + 34, 948)], "#2c2734")
            pen.poly(
                [(x - 26, 948), *town.round_arch(x, 744, 26), (x + 26, 948)],
                "#f2b761" if x == 960 else "#5a4350",
            )
        pen.poly([(600, 580), (960, 436), (1320, 580)], lighter(STONE[0], 0.35))
        pen.poly([(660, 568), (960, 452), (1260, 568)], "#cf9f68")
        pen.disc(960, 528, 32, lighter(STONE[0], 0.3))
        for i in range(3):
            wave = [(936 + j * 8, 518 + i * 11 + 3 * math.sin(j * 1.6)) for j in range(7)]
            pen.line(wave, 4, "#4d8f88")
        pen.rect(600, 580, 1320, 622, STONE[0])
        pen.rect(600, 612, 1320, 624, STONE[2])
        for i in range(8):
            y, half = 948 + i * 10, 350 + i * 16
            pen.rect(960 - half, y, 960 + half, y + 10, mix("#fbe8bd", "#b98a63", i / 9))
            pen.rect(960 - half, y + 7, 960 + half, y + 10, "#a97b5c")
    for i in range(6):
        x = 655 + i * 122
        shaft = sheet.plate(
            ["#fdf0cd", "#efcf98"], [(x - 22, 640), (x + 22, 640), (x + 25, 936), (x - 25, 936)]
        )
        sheet.shade(shaft, "#7d5a58", "left", 1.0, 0.6)
        with sheet.pen((x - 40, 618, x + 40, 952)) as pen:
            pen.rect(x - 32, 624, x + 32, 642, "#fdf0cd")
            pen.rect(x - 32, 934, x + 32, 950, "#fdf0cd")


def _square(sheet: Sheet) -> None:
    """Paving, trees, lamps and passers-by with long shadows."""
    rng = sheet.rng
    with sheet.pen((0, 560, 1920, 1280)) as pen:
        for i in range(13):
            pen.line(
                [(960 + (i - 6) * 130, 1030), (960 + (i - 6) * 420, 1290)], 2, sheer("#fbe8bd", 0.3)
            )
        for i in range(6):
            y = 1036 + i * i * 9
            pen.line([(0, y), (1920, y)], 2, sheer("#fbe8bd", 0.3))
        for x, tall in ((80, 420), (1850, 440)):
            land.tree(pen, rng, (x, 985), tall, "#3f6b5c", "#d9b65e", "#4a3a38")
        for x in (430, 1490):
            _lamp(pen, x, 1010)
        spots = [(rng.uniform(260, 1660), rng.uniform(985, 1060)) for _ in range(15)]
        spots += [(380, 1150), (450, 1156), (760, 1120), (1240, 1140), (1560, 1180), (1010, 1105)]
        for x, y in sorted(spots, key=lambda s: s[1]):
            tall = 84 + (y - 985) * 0.72
            cast = [
                (x - 4, y),
                (x + 6, y + 3),
                (x - tall * 1.1, y + tall * 0.2),
                (x - tall * 1.25, y + tall * 0.14),
            ]
            pen.poly(cast, sheer("#3f3448", 0.4))
            look = people.anyone(
                rng,
                ("#c94f45", "#2d7287", "#f2c668", "#f6ead0", "#4a4552", "#6f8f6a"),
                ("#3d3540", "#4a4046"),
            )
            people.figure(
                pen,
                (x, y),
                tall,
                look,
                rng.choice((poses.STAND, poses.WALK, poses.WALK)),
                rng.choice((-1, 1)),
            )
        for x, y in ((640, 1190), (690, 1204), (610, 1220), (1390, 1230), (1440, 1216)):
            pen.oval(x, y, 15, 9, "#5f5a66")
            pen.disc(x + 12, y - 9, 6, "#4a5a66")
            pen.poly([(x - 12, y - 2), (x - 26, y + 5), (x - 8, y + 5)], "#5f5a66")


def _lamp(pen: Pen, x: float, y: float) -> None:
    """A two-armed square lamp."""
    pen.limb((x, y), (x, y - 230), 7, 4, "#3d3540")
    pen.line([(x - 40, y - 214), (x + 40, y - 214)], 5, "#3d3540")
    for dx in (-40, 0, 40):
        lift = 250 if dx == 0 else 232
        pen.disc(x + dx, y - lift, 14, "#fff6dc")
        pen.rect(x + dx - 6, y - lift + 12, x + dx + 6, y - lift + 20, "#3d3540")
