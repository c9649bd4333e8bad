"""The radio studio."""

import math

from PIL import Image

from . import people, poses, town
from .paint import Sheet
from .palette import darker, lighter, mix, sheer
from .pen import Pen, Point, curve
from .presenter import presenter


def radio_studio() -> Image.Image:
    """A presenter on air, the control room behind the glass."""
    sheet = Sheet("radio-studio")
    sheet.wash(["#1a1636", "#2b1f4a", "#3a2350"])
    _foam(sheet)
    _control_room(sheet)
    sheet.glow((1500, 260), 620, "#ff4a5a", 0.35)
    sheet.glow((120, 700), 900, "#1fb5b0", 0.32)
    _air_lamp(sheet)
    presenter(sheet)
    _desk(sheet)
    _microphone(sheet)
    sheet.glow((960, 1250), 800, "#ff9a5a", 0.16, 0.4)
    return sheet.finish(vignette=0.7)


def _foam(sheet: Sheet) -> None:
    """Wedges of sound-absorbing foam on the walls."""
    with sheet.pen((0, 0, 1920, 1000)) as pen:
        for column in range(16):
            for row in range(9):
                x, y = column * 120, row * 120 - 40
                base = mix("#2a2350", "#1f4a5c", max(0.0, 1 - column / 7))
                base = mix(base, "#5a2348", max(0.0, (column - 9) / 7))
                for i in range(3):
                    a, b = i * 40, i * 40 + 40
                    if (column + row) % 2:
                        light = [
                            (x + a, y),
                            (x + a + 16, y),
                            (x + a + 16, y + 120),
                            (x + a, y + 120),
                        ]
                        dark = [
                            (x + a + 16, y),
                            (x + b, y),
                            (x + b, y + 120),
                            (x + a + 16, y + 120),
                        ]
                    else:
                        light = [
                            (x, y + a),
                            (x + 120, y + a),
                            (x + 120, y + a + 16),
                            (x, y + a + 16),
                        ]
                        dark = [
                            (x, y + a + 16),
                            (x + 120, y + a + 16),
                            (x + 120, y + b),
                            (x, y + b),
                        ]
                    pen.poly(light, lighter(base, 0.1))
                    pen.poly(dark, darker(base, 0.28))


def _control_room(sheet: Sheet) -> None:
    """A producer at the desk behind a slanting window."""
    with sheet.pen((80, 140, 1180, 720)) as pen:
        pen.rect(90, 150, 1170, 700, "#120f28")
        pen.rect(90, 150, 1170, 162, "#4a3a6b")
    glass = sheet.plate(["#2f8a96", "#246a82", "#1d3f63"], town.box_quad(114, 176, 1146, 676))
    sheet.shade(glass, "#143050", "bottom", 0.7, 0.7)
    with sheet.pen((110, 170, 1150, 680)) as pen:
        for x, y, wide, tall, ink in (
            (180, 230, 190, 120, "#5fd0c0"),
            (390, 230, 190, 120, "#f0b45a"),
            (960, 240, 150, 110, "#5fd0c0"),
        ):
            pen.rect(x - 6, y - 6, x + wide + 6, y + tall + 6, "#102840")
            pen.rect(x, y, x + wide, y + tall, mix(ink, "#143050", 0.55))
            bars = int(wide / 14)
            for i in range(bars):
                high = tall * (0.2 + 0.6 * sheet.rng.random())
                pen.rect(
                    x + 6 + i * 14,
                    y + tall - high,
                    x + 14 + i * 14,
                    y + tall - 6,
                    mix(ink, "#ffffff", 0.1),
                )
        look = people.Look(
            "#16304d", "#12233c", "#8a5a4a", "#101828", long_hair=True, rim="#8fe0d0"
        )
        people.figure(pen, (330, 860), 520, look, poses.CARRY)
        pen.arc([(308, 388), (322, 350), (352, 344), (368, 370)], 8, "#0b1524")
        pen.oval(322, 396, 14, 20, "#0b1524")
        pen.rect(114, 610, 1146, 676, "#12233c")
        for i in range(38):
            ink = ("#f0574a", "#f0b45a", "#5fd0c0", "#2f5a78")[sheet.rng.randrange(4)]
            pen.disc(140 + i * 27, 634 + 18 * (i % 2), 5, ink)
        pen.poly([(520, 176), (680, 176), (470, 676), (310, 676)], sheer("#dff6f0", 0.08))
        pen.poly([(720, 176), (760, 176), (550, 676), (510, 676)], sheer("#dff6f0", 0.08))


def _air_lamp(sheet: Sheet) -> None:
    """The red lamp that says the microphone is live, and a wall clock."""
    with sheet.pen((1280, 120, 1900, 460)) as pen:
        pen.blob([(1370, 220), (1630, 220), (1630, 310), (1370, 310)], "#2b0f22")
        pen.blob([(1386, 232), (1614, 232), (1614, 298), (1386, 298)], "#ff4a4f")
        pen.blob([(1430, 246), (1570, 246), (1566, 268), (1434, 268)], "#ffb3a0")
        pen.disc(1770, 270, 86, "#120f28")
        pen.disc(1770, 270, 76, "#efe6d6")
        for i in range(12):
            turn = i * math.tau / 12
            pen.disc(1770 + 62 * math.cos(turn), 270 + 62 * math.sin(turn), 4, "#2b1f4a")
        pen.limb((1770, 270), (1770, 222), 4, 2, "#2b1f4a")
        pen.limb((1770, 270), (1806, 284), 4, 3, "#2b1f4a")
        pen.limb((1770, 270), (1734, 306), 2, 1, "#ff4a4f")
    sheet.glow((1500, 265), 300, "#ff4a4f", 0.6)


def _desk(sheet: Sheet) -> None:
    """The desk with its mixing console, papers and a cup."""
    top = sheet.plate(
        ["#5d3a4a", "#3a2438", "#1d1428"], [(0, 960), (1920, 960), (1920, 1290), (0, 1290)]
    )
    sheet.shade(top, "#ff9a6a", "top", 0.35, 0.4)
    with sheet.pen((0, 880, 1920, 1280)) as pen:
        console = [(120, 1000), (760, 1000), (700, 1260), (-60, 1260)]
        pen.poly([(x, y + 16) for x, y in console], "#0b0918")
        pen.poly(console, "#26213f")
        for column in range(13):
            u = (column + 0.5) / 13
            pen.line([town.inside(console, u, 0.42), town.inside(console, u, 0.94)], 4, "#0f0c20")
            level = 0.48 + 0.36 * sheet.rng.random()
            knob = town.inside(console, u, level)
            pen.rect(
                knob[0] - 13,
                knob[1] - 9,
                knob[0] + 13,
                knob[1] + 9,
                "#e9dfd0" if column % 4 else "#ff5a5f",
            )
            pen.rect(knob[0] - 13, knob[1] - 1, knob[0] + 13, knob[1] + 1, "#26213f")
            for row, ink in enumerate(("#5fd0c0", "#f0b45a", "#ff5a5f")):
                spot = town.inside(console, u, 0.09 + row * 0.11)
                pen.disc(*spot, 8, ink if sheet.rng.random() < 0.75 else "#4a4468")
        pen.poly([(1180, 1040), (1430, 1020), (1500, 1150), (1220, 1180)], "#f3e8d6")
        pen.poly([(1230, 1060), (1480, 1070), (1500, 1200), (1210, 1196)], "#fff8ea")
        for i in range(6):
            pen.line([(1250, 1084 + i * 18), (1450 - 40 * (i % 3), 1092 + i * 17)], 3, "#a89aa8")
        pen.blob([(1640, 990), (1740, 990), (1730, 1100), (1650, 1100)], "#2fa5a5")
        pen.oval(1690, 996, 50, 13, "#1d6f78")
        pen.oval(1690, 998, 42, 9, "#3a1d1a")
        pen.ring(1752, 1040, 28, 10, "#2a9496")
    for spot in ((300, 1020), (560, 1024)):
        sheet.glow(spot, 200, "#5fd0c0", 0.3)


def _microphone(sheet: Sheet) -> None:
    """A large microphone on a jointed arm, close to the viewer."""
    with sheet.pen((980, 360, 1920, 1280)) as pen:
        pen.limb((1840, 980), (1700, 520), 15, 13, "#120f20")
        pen.line([(1830, 960), (1696, 524)], 4, "#7a5a8f")
        pen.limb((1700, 520), (1230, 742), 13, 11, "#120f20")
        pen.line([(1690, 516), (1240, 730)], 4, "#7a5a8f")
        pen.disc(1700, 520, 24, "#2b2444")
        pen.disc(1700, 520, 11, "#7a6a9f")
        pen.limb((1840, 980), (1840, 1010), 44, 50, "#120f20")
        _capsule(pen, (1166, 800))
    sheet.glow((1110, 770), 160, "#ffb38a", 0.2)


def _capsule(pen: Pen, spot: Point) -> None:
    """The microphone's body, its mesh towards the speaker."""
    x, y = spot

    def turned(points: list[Point]) -> list[Point]:
        cos, sin = math.cos(0.42), math.sin(0.42)
        return [(x + px * cos - py * sin, y + px * sin + py * cos) for px, py in points]

    pen.poly(
        curve(
            turned(
                [
                    (-96, -62),
                    (84, -62),
                    (112, -34),
                    (112, 34),
                    (84, 62),
                    (-96, 62),
                    (-122, 30),
                    (-122, -30),
                ]
            ),
            steps=5,
        ),
        "#1b1730",
    )
    pen.poly(
        curve(
            turned([(-96, -54), (-24, -54), (-24, 54), (-96, 54), (-114, 28), (-114, -28)]), steps=5
        ),
        "#5d5578",
    )
    for i in range(9):
        a = -104 + i * 10
        pen.line(turned([(a, -46), (a, 46)]), 2, "#2b2444")
    for i in range(9):
        b = -42 + i * 10.5
        pen.line(turned([(-112, b), (-26, b)]), 2, "#2b2444")
    pen.poly(turned([(-22, -62), (-6, -62), (-6, 62), (-22, 62)]), "#e0a545")
    pen.poly(turned([(10, -48), (92, -44), (92, -30), (10, -34)]), "#6b6490")
    pen.poly(turned([(10, 40), (96, 36), (92, 54), (10, 56)]), "#ff5a6a")
