"""Brushes for what a portrait wears: clothes, collars, glasses, a beard."""

import math
from collections.abc import Sequence

from .faces import MIDDLE, Face, both, mouth
from .paint import Sheet, Stencil
from .palette import Ink, darker, lighter, mix, sheer
from .pen import Pen, Point, curve


def torso(sheet: Sheet, inks: Sequence[Ink], width: float = 1.0, slope: float = 0) -> Stencil:
    """Shoulders and chest, shaded away from the light."""
    half = [
        (0, 548),
        (62, 556),
        (120, 590 + slope),
        (206 * width, 632 + slope),
        (262 * width, 700),
        (290 * width, 830),
        (0, 840),
    ]
    body = sheet.plate(inks, curve(both(half)))
    return sheet.shade(body, darker(inks[-1], 0.6), "right", 0.75, 0.6)


def neck(sheet: Sheet, face: Face, width: float = 54) -> None:
    """The neck, in the shade of the chin."""
    shape = curve(both([(0, 420), (width, 430), (width, 510), (width + 26, 566), (0, 612)]))
    sheet.plate([face.shadow(0.42), face.shadow(0.16), face.skin], shape)
    cut = sheet.cut(
        curve(both([(0, 430), (width, 440), (width - 2, face.chin + 26), (0, face.chin + 42)]))
    )
    sheet.fill(cut, face.shadow(0.45), 0.8)


def _circle(spot: Point, r: float) -> list[Point]:
    """Eight points around a spot."""
    turns = (i * math.tau / 8 for i in range(8))
    return [(spot[0] + r * math.cos(t), spot[1] + r * math.sin(t)) for t in turns]


def glasses(sheet: Sheet, ink: Ink, round_rims: bool = False) -> None:
    """Spectacles with a trace of reflection."""
    with sheet.pen((270, 300, 530, 400)) as pen:
        for side in (-1, 1):
            x = MIDDLE + side * 46
            if round_rims:
                rim = curve(_circle((x, 349), 33))
            else:
                rim = curve([(x - 36, 330), (x + 36, 328), (x + 32, 372), (x - 32, 374)])
            pen.poly(rim, sheer("#ffffff", 0.1))
            pen.line([*rim, rim[0]], 5, ink)
            pen.line([(x - 16, 366), (x + 6, 330)], 4, sheer("#ffffff", 0.3))
            pen.line([(x + side * 34, 338), (MIDDLE + side * 106, 342)], 5, ink)
        pen.arc([(MIDDLE - 13, 344), (MIDDLE, 338), (MIDDLE + 13, 344)], 5, ink)


def beard(sheet: Sheet, face: Face, ink: Ink, full: float = 1.0, strength: float = 1.0) -> None:
    """A beard along the jaw with a moustache, open around the lips."""
    half = [
        (0, 424),
        (26, 420),
        (46, 428),
        (58, 420),
        (face.cheek - 22, 392),
        (face.cheek - 3, 350),
        (face.cheek - 2, 390),
        (face.jaw + 6, 440),
        (face.jaw * 0.6, face.chin + 8 * full),
        (0, face.chin + 16 * full),
    ]

    def draw(pen: Pen) -> None:
        pen.poly(curve(both(half), steps=6))
        pen.poly(
            curve(both([(0, 431), (20, 431), (face.mouth + 7, 440), (22, 462), (0, 466)])), "black"
        )

    cut = sheet.stencil(draw, (280, 330, 520, 530))
    sheet.fill(cut, [mix(ink, face.skin, 0.25), ink], strength)
    sheet.shade(cut, darker(ink, 0.5), "right", 0.6, 0.7)
    with sheet.pen((330, 420, 470, 480)) as pen:
        mouth(pen, face)


def lapels(sheet: Sheet, jacket: Ink, shirt: Ink, tie: Ink = "", skin: Ink = "") -> None:
    """A jacket's opening over a shirt and perhaps a tie."""
    with sheet.pen((190, 520, 610, 800)) as pen:
        pen.poly([(328, 542), (472, 542), (500, 590), (424, 800), (376, 800), (300, 590)], shirt)
        if skin:
            pen.poly([(338, 536), (462, 536), (402, 614), (398, 614)], skin)
        if tie:
            pen.poly([(384, 606), (416, 606), (410, 636), (390, 636)], darker(tie, 0.15))
            pen.poly([(390, 636), (410, 636), (426, 800), (374, 800)], tie)
        for side in (-1, 1):
            wing = [(62, 548), (78, 574), (24, 636), (0, 606)]
            pen.poly(
                [(MIDDLE + side * out, y) for out, y in wing],
                lighter(shirt, 0.2 if side < 0 else 0),
            )
            lapel = [
                (72, 556),
                (112, 580),
                (132, 668),
                (96, 672),
                (104, 694),
                (10, 800),
                (-6, 800),
                (24, 720),
            ]
            tone = lighter(jacket, 0.1) if side < 0 else darker(jacket, 0.25)
            pen.poly([(MIDDLE + side * out, y) for out, y in lapel], tone)
            edge = [(MIDDLE + side * out, y) for out, y in lapel[1:6]]
            pen.line(edge, 2.4, darker(jacket, 0.5))


def collar(sheet: Sheet, ink: Ink, roll: bool = False, width: float = 62) -> None:
    """The round or rolled neck of a pullover."""
    top = 508 if roll else 548
    shape = curve(
        both([(0, top + 24), (width, top), (width + 12, 560), (width + 22, 588), (0, 622)])
    )
    band = sheet.plate([lighter(ink, 0.1), ink, darker(ink, 0.25)], shape)
    sheet.shade(band, darker(ink, 0.6), "right", 0.7, 0.7)
    with sheet.pen((300, 490, 500, 640)) as pen:
        for out in range(-66, 67, 12):
            pen.line(
                [
                    (MIDDLE + out * 0.92, top + 22 - abs(out) * 0.22),
                    (MIDDLE + out * 1.05, 612 - abs(out) * 0.4),
                ],
                2,
                sheer(darker(ink, 0.5), 0.4),
            )
