"""Brushes for the heads of portraits."""

from collections.abc import Sequence
from dataclasses import dataclass

from .paint import Sheet, Stencil
from .palette import Ink, darker, lighter, mix, sheer
from .pen import Pen, Point, curve

MIDDLE = 400


@dataclass(frozen=True)
class Face:
    """What makes one face itself; lengths are in sheet pixels."""

    skin: Ink
    warmth: Ink = "#8a3b2c"
    lips: Ink = "#b5605a"
    brow: Ink = "#2b1d18"
    iris: Ink = "#3a2a20"
    jaw: float = 84
    cheek: float = 106
    chin: float = 488
    brow_weight: float = 9
    brow_lift: float = 10
    eye: float = 19
    lid: float = 5
    nose: float = 17
    mouth: float = 33
    fullness: float = 9
    smile: float = 5
    lashes: bool = False
    lines: bool = False

    def shadow(self, depth: float = 0.3) -> Ink:
        """The skin where the light does not reach."""
        return mix(darker(self.skin, depth * 0.55), self.warmth, depth)


def both(right: Sequence[Point]) -> list[Point]:
    """A closed outline from its right half, given as (out, y) from top to bottom."""
    left = [(MIDDLE - out, y) for out, y in reversed(right) if out > 0]
    return [(MIDDLE + out, y) for out, y in right] + left


def head_outline(face: Face) -> list[Point]:
    """Skull, cheeks, jaw and chin."""
    half = [
        (0, 186),
        (62, 200),
        (99, 250),
        (face.cheek, 320),
        (face.cheek - 5, 376),
        (face.jaw, 432),
        (face.jaw * 0.56, face.chin - 14),
        (0, face.chin),
    ]
    return curve(both(half))


def head(sheet: Sheet, face: Face) -> None:
    """Ears, face, features and the shaded side."""
    with sheet.pen((270, 290, 530, 430)) as pen:
        for side, ink in ((-1, mix(face.skin, face.warmth, 0.12)), (1, face.shadow(0.34))):
            pen.oval(MIDDLE + side * (face.cheek - 1), 352, 17, 29, ink)
            pen.oval(MIDDLE + side * (face.cheek + 2), 353, 8, 17, face.shadow(0.4))
    skull = sheet.plate([face.skin, mix(face.skin, face.warmth, 0.07)], head_outline(face))
    _planes(sheet, face, skull)
    with sheet.pen((270, 180, 530, 500)) as pen:
        _nose(pen, face)
        for side in (-1, 1):
            _eye(pen, face, side)
            _brow(pen, face, side)
        mouth(pen, face)
        if face.lines:
            _lines(pen, face)


def _planes(sheet: Sheet, face: Face, skull: Stencil) -> None:
    """Soft cheeks, the side plane in shadow and a lit brow."""
    sheet.tint(skull, face.shadow(0.42), "right", 0.8, 0.62)
    sheet.tint(skull, face.shadow(0.4), "bottom", 0.5, 0.4)
    sheet.shade(skull, face.shadow(0.42), "right", 0.3, 0.5)
    for side in (-1, 1):
        blush = sheet.round_spot(MIDDLE + side * 62, 402, 46, 34, 1.4)
        sheet.fill(blush, mix(face.skin, face.warmth, 0.5), 0.34)
    sheet.glow((362, 262), 92, mix(face.skin, "#ffffff", 0.3), 0.16)


def _nose(pen: Pen, face: Face) -> None:
    """A shadow down one side and under the tip."""
    n = face.nose
    shadow = face.shadow(0.3)
    side = [
        (MIDDLE + 9, 330),
        (MIDDLE + 9, 378),
        (MIDDLE + n + 2, 402),
        (MIDDLE + n - 4, 411),
        (MIDDLE + 2, 413),
        (MIDDLE + 6, 396),
        (MIDDLE + 2, 360),
    ]
    pen.poly(curve(side), sheer(shadow, 0.6))
    under = [
        (MIDDLE - n, 406),
        (MIDDLE - 7, 413),
        (MIDDLE, 415),
        (MIDDLE + 7, 413),
        (MIDDLE + n, 406),
    ]
    pen.arc(under, 4, face.shadow(0.5))
    pen.limb((MIDDLE - 3, 352), (MIDDLE - 3, 392), 2, 3.4, sheer(lighter(face.skin, 0.4), 0.6))


def _eye(pen: Pen, face: Face, side: int) -> None:
    """An almond with iris, lid and catch-light."""
    x, y, w = MIDDLE + side * 45, 346, face.eye
    socket = curve([(x - w - 6, y - 2), (x, y - 17), (x + w + 6, y - 2), (x, y + 13)])
    pen.poly(socket, sheer(face.shadow(0.3), 0.4))
    almond = curve(
        [(x - w, y + 1), (x - w * 0.4, y - 7), (x + w * 0.4, y - 7), (x + w, y + 1), (x, y + 8)]
    )
    pen.poly(almond, mix("#fbf4ea", face.skin, 0.14))
    pen.disc(x, y - 0.5, 8.9, face.iris)
    pen.disc(x, y - 0.5, 4.6, "#120d0d")
    pen.disc(x - 3, y - 4.4, 2.1, "#ffffff")
    lid = [(x - w - 1, y + 2), (x - w * 0.45, y - 7.5), (x + w * 0.45, y - 7.5), (x + w + 1, y + 2)]
    pen.arc(lid, face.lid, darker(face.brow, 0.3))
    if face.lashes:
        pen.limb((x + side * w, y), (x + side * (w + 7), y - 5), 2.4, 1, darker(face.brow, 0.4))
    crease = [(x - w, y - 9), (x, y - 17), (x + w, y - 9)]
    pen.arc(crease, 2, sheer(face.shadow(0.55), 0.7))
    pen.arc(
        [(x - w * 0.7, y + 10), (x, y + 13), (x + w * 0.7, y + 9)],
        1.6,
        sheer(face.shadow(0.5), 0.5),
    )


def _brow(pen: Pen, face: Face, side: int) -> None:
    """A tapered brow."""
    b = face.brow_weight
    top = [(18, 320), (44, 320 - face.brow_lift - b * 0.4), (78, 324)]
    low = [(50, 321 - face.brow_lift + b * 0.7), (19, 320 + b * 0.9)]
    line = curve([(MIDDLE + side * out, y) for out, y in top], closed=False)
    pen.poly([*line, *[(MIDDLE + side * out, y) for out, y in low]], face.brow)


def mouth(pen: Pen, face: Face) -> None:
    """Closed lips with a hint of a smile."""
    w, f, y, up = face.mouth, face.fullness, 444, face.smile
    ends = ((MIDDLE - w, y - up), (MIDDLE + w, y - up))
    bow = [ends[0], (MIDDLE - 11, y - f), (MIDDLE, y - f * 0.62), (MIDDLE + 11, y - f), ends[1]]
    parting = [
        ends[1],
        (MIDDLE + w * 0.5, y + 1),
        (MIDDLE, y + 2),
        (MIDDLE - w * 0.5, y + 1),
        ends[0],
    ]
    pen.poly([*bow, *curve(parting, False)], darker(face.lips, 0.16))
    lower = [(MIDDLE + w * 0.6, y + f), (MIDDLE, y + f * 1.5), (MIDDLE - w * 0.6, y + f)]
    pen.poly(
        [*curve([ends[0], *parting[::-1][1:4], ends[1]], False), *curve(lower, False)], face.lips
    )
    pen.arc([ends[0], *parting[::-1][1:4], ends[1]], 2.6, darker(face.lips, 0.5))
    pen.arc(
        [(MIDDLE - w * 0.36, y + f * 2.3), (MIDDLE, y + f * 2.6), (MIDDLE + w * 0.36, y + f * 2.3)],
        3.4,
        sheer(face.shadow(0.4), 0.55),
    )
    for side in (-1, 1):
        pen.arc(
            [
                (MIDDLE + side * (w + 3), y - up - 4),
                (MIDDLE + side * (w + 6), y - up + 1),
                (MIDDLE + side * (w + 3), y - up + 5),
            ],
            2,
            sheer(face.shadow(0.5), 0.6),
        )


def _lines(pen: Pen, face: Face) -> None:
    """The marks of some years: beside the mouth, the eyes, on the forehead."""
    ink = sheer(face.shadow(0.5), 0.5)
    for side in (-1, 1):
        pen.arc(
            [(MIDDLE + side * 24, 404), (MIDDLE + side * 42, 424), (MIDDLE + side * 47, 446)],
            2.2,
            ink,
        )
        for lift in (0, 7):
            pen.line(
                [(MIDDLE + side * 72, 346 + lift), (MIDDLE + side * 86, 342 + lift * 1.6)], 1.6, ink
            )
    for y in (262, 278):
        pen.arc([(MIDDLE - 46, y + 3), (MIDDLE, y - 2), (MIDDLE + 46, y + 3)], 1.8, ink)
