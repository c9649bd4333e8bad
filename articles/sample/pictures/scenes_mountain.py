"""The mountains in snow."""

import math

from PIL import Image

from . import land, people, poses
from .paint import Sheet
from .palette import mix, sheer
from .pen import Pen, Point, curve


def mountain_snow() -> Image.Image:
    """Alpenglow above a snowbound valley, one hut alight."""
    sheet = Sheet("mountain-snow")
    sheet.wash(["#1b2a5c", "#3a4c8f", "#7f80b5", "#d9a3b5", "#f6cdb8"], (0, 0, 1920, 860))
    with sheet.pen((0, 0, 1920, 420)) as pen:
        for _ in range(90):
            pen.disc(
                sheet.rng.uniform(0, 1920),
                sheet.rng.random() ** 2 * 400,
                sheet.rng.uniform(0.8, 2.4),
                sheer("#fdf6ea", 0.8),
            )
    far = land.ridge(sheet.rng, (-40, 1980), 700, 330, 0.5)
    land.ground(sheet, far, 860, ["#8f8fc0", "#c9a9c3", "#e0bcc3"])
    _peak(sheet, (1180, 170), (330, 2080), 900)
    _peak(sheet, (420, 360), (-260, 1000), 900)
    sheet.haze((0, 600, 1920, 930), "#d9c3d6", 0.65)
    for base, ink, tall in ((850, "#6f7fb0", (60, 110)), (930, "#40568f", (90, 170))):
        line = land.rolling(sheet.rng, (-40, 1980), base, 70, 1.6)
        land.ground(sheet, line, 1290, [mix(ink, "#f3e6ee", 0.5), mix(ink, "#dfe3f3", 0.6)])
        land.pines(sheet, line, 90, tall, ink)
    _snowfield(sheet)
    return sheet.finish(vignette=0.6)


def _peak(sheet: Sheet, top: Point, span: Point, base: float) -> None:
    """A mountain with a glowing face and a blue one."""
    rng = sheet.rng
    left = [
        (
            span[0] + (top[0] - span[0]) * t,
            base - (base - top[1]) * t**1.25 + rng.uniform(-26, 26) * (0 < t < 1),
        )
        for t in (i / 14 for i in range(15))
    ]
    right = [
        (
            span[1] + (top[0] - span[1]) * t,
            base - (base - top[1]) * t**1.2 + rng.uniform(-26, 26) * (0 < t < 1),
        )
        for t in (i / 14 for i in range(15))
    ]
    crest = [
        (
            top[0] + rng.uniform(-60, 60) * (t > 0) + 60 * math.sin(t * 5),
            top[1] + (base - top[1]) * t,
        )
        for t in (i / 9 for i in range(10))
    ]
    sunny = sheet.plate(["#fff0e0", "#fbc0a3", "#e59aa6", "#b58fb8"], [*left, *crest])
    sheet.shade(sunny, "#c77f9f", "left", 0.35, 0.7)
    cold = sheet.plate(["#8f9ad0", "#6274b5", "#5a69a8"], [*right, *crest])
    sheet.shade(cold, "#33438a", "right", 0.6, 0.8)
    with sheet.pen((span[0], top[1], span[1], base)) as pen:
        for _ in range(44):
            t = rng.uniform(0.06, 0.85)
            y = top[1] + (base - top[1]) * t
            middle = top[0] + 60 * math.sin(t * 5)
            half = (span[1] - span[0]) * 0.36 * t**0.9
            x = middle + rng.uniform(-1, 1) * half
            fall, wide = rng.uniform(40, 130) * (0.4 + t), rng.uniform(8, 30)
            side = 1 if x > middle else -1
            rock = [
                (x, y),
                (x + side * wide, y + fall * 0.4),
                (x + side * wide * 2.4, y + fall),
                (x + side * wide * 0.5, y + fall * 0.62),
            ]
            pen.poly(rock, sheer("#3f4a8f" if side > 0 else "#8a5f8f", 0.55))
            pen.poly(
                [
                    (x, y),
                    (x - side * wide * 0.4, y + fall * 0.5),
                    (x + side * wide * 0.5, y + fall * 0.62),
                ],
                sheer("#fff3e6" if side < 0 else "#a9b3e0", 0.6),
            )


def _snowfield(sheet: Sheet) -> None:
    """The near slope: hut, laden pines, ski tracks and two tourers."""
    slope = curve(
        [(-40, 1010), (300, 1000), (700, 1060), (1100, 1040), (1500, 1080), (1960, 1020)], False
    )
    field = land.ground(sheet, slope, 1290, ["#f3e3ee", "#c3cbe9", "#8f9fd0"])
    sheet.shade(field, "#5568ac", "bottom", 0.7, 0.8)
    with sheet.pen((0, 560, 1920, 1280)) as pen:
        for shift in (0, 26):
            track = [
                (700 + shift, 1290),
                (860 + shift, 1200),
                (1040 + shift * 0.7, 1150),
                (1180 + shift * 0.5, 1090),
                (1210 + shift * 0.3, 1050),
            ]
            pen.arc(track, 5, sheer("#7584c0", 0.8))
        _hut(pen, (1330, 1066))
        for x, y, tall in (
            (90, 1080, 420),
            (230, 1120, 330),
            (1800, 1090, 430),
            (1660, 1110, 300),
            (1900, 1170, 360),
            (1560, 1076, 200),
        ):
            _snowy_pine(pen, sheet, (x, y), tall)
        for x, y, tall, coat in ((890, 1190, 120, "#c9453f"), (1010, 1160, 100, "#e9b04a")):
            look = people.Look(coat, "#2b3560", hat="#20284f")
            people.figure(pen, (x, y), tall, look, poses.WALK)
            pen.line([(x - tall * 0.4, y + 4), (x + tall * 0.45, y - 6)], 3, "#20284f")
            pen.line([(x + tall * 0.16, y - tall * 0.52), (x + tall * 0.3, y)], 2, "#20284f")
    drift = curve([(1200, 1074), (1260, 1052), (1330, 1066), (1410, 1054), (1470, 1080)], False)
    sheet.plate(["#f6ecf3", "#e3dbec"], [*drift, (1470, 1092), (1200, 1092)])
    puffs = [(1371 + i * 11 + 6 * math.sin(i), 850 - i * 26, 9 + i * 5) for i in range(9)]
    smoke = sheet.stencil(
        lambda pen: [pen.disc(*puff) for puff in puffs], (1300, 560, 1600, 900), 6
    )
    sheet.fill(smoke, ["#b9b5d9", "#e9d9e6"], 0.5)
    for spot in ((1300, 1016), (1362, 1016)):
        sheet.glow(spot, 150, "#ffb45a", 0.75)
    sheet.glow((1320, 1110), 190, "#ffb45a", 0.4, 0.35)


def _hut(pen: Pen, foot: Point) -> None:
    """A log hut under deep snow with its windows lit."""
    x, y = foot
    pen.rect(x - 90, y - 92, x + 90, y, "#4a3346")
    for i in range(6):
        pen.line([(x - 90, y - 14 - i * 14), (x + 90, y - 14 - i * 14)], 2, "#33223a")
    pen.poly(
        [(x - 124, y - 84), (x - 66, y - 158), (x + 66, y - 158), (x + 124, y - 84)], "#f6ecf3"
    )
    pen.poly([(x + 20, y - 158), (x + 66, y - 158), (x + 124, y - 84), (x + 70, y - 84)], "#a9b5e0")
    pen.rect(x + 30, y - 190, x + 52, y - 140, "#4a3346")
    pen.rect(x + 26, y - 198, x + 56, y - 186, "#f6ecf3")
    for dx in (-46, 16):
        pen.rect(x + dx, y - 66, x + dx + 32, y - 34, "#ffd98a")
        pen.rect(x + dx + 14, y - 66, x + dx + 18, y - 34, "#4a3346")


def _snowy_pine(pen: Pen, sheet: Sheet, foot: Point, tall: float) -> None:
    """A conifer with snow lying on its branches."""
    x, y = foot
    rng = sheet.rng
    pen.rect(x - tall * 0.02, y - tall * 0.1, x + tall * 0.02, y, "#20284f")
    tiers = 7
    for i in range(tiers):
        low = y - tall * (0.06 + 0.86 * i / tiers)
        half = tall * 0.27 * (1 - i / tiers) + tall * 0.03
        high = low - tall * 0.25
        tilt = rng.uniform(-0.02, 0.02) * tall
        pen.poly(
            [
                (x, high),
                (x + half, low + tilt),
                (x + half * 0.4, low - 6),
                (x, low + 8),
                (x - half * 0.5, low - 4),
                (x - half, low - tilt),
            ],
            mix("#24336b", "#34487f", i / tiers),
        )
        pen.poly(
            [
                (x, high),
                (x - half, low - tilt),
                (x - half * 0.55, low - tall * 0.035),
                (x - half * 0.3, low - tall * 0.02),
                (x - half * 0.05, low - tall * 0.06),
            ],
            "#f3e6ee",
        )
        pen.poly(
            [
                (x, high),
                (x + half * 0.7, low - tall * 0.05 + tilt),
                (x + half * 0.3, low - tall * 0.08),
                (x, low - tall * 0.1),
            ],
            "#a9b5e0",
        )
