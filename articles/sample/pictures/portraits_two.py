"""Portraits: Priya Raman, Jonas Weber."""

from PIL import Image

from . import dress, faces
from .faces import MIDDLE, Face
from .paint import Sheet
from .portrait_parts import framed, ground, hair, strands


def priya_raman() -> Image.Image:
    """Long dark hair over one shoulder, mustard blouse, plum ground."""
    sheet = ground("priya-raman", ["#7a4a78", "#5a3060", "#3a1d46"], "#a86f98")
    face = Face(
        skin="#b97e56",
        warmth="#6b2a26",
        lips="#a8424a",
        brow="#1a1212",
        iris="#2b1712",
        jaw=72,
        cheek=101,
        chin=482,
        brow_weight=8,
        brow_lift=12,
        eye=20,
        lid=6,
        nose=15,
        mouth=32,
        fullness=11,
        smile=7,
        lashes=True,
    )
    back = [
        (400, 140),
        (490, 166),
        (534, 260),
        (540, 400),
        (556, 540),
        (548, 690),
        (470, 720),
        (330, 600),
        (250, 560),
        (262, 400),
        (266, 250),
        (310, 168),
    ]
    hair(sheet, "#191318", back, light=0.16)
    dress.neck(sheet, face, 47)
    dress.torso(sheet, ["#f0bf4f", "#dd9f34", "#b57622"], 0.88)
    _blouse(sheet, face)
    faces.head(sheet, face)
    left = [
        (410, 150),
        (330, 158),
        (278, 220),
        (266, 320),
        (272, 430),
        (258, 520),
        (290, 540),
        (304, 440),
        (298, 340),
        (330, 262),
        (396, 210),
    ]
    right = [
        (392, 150),
        (476, 156),
        (530, 236),
        (536, 340),
        (530, 450),
        (556, 580),
        (548, 720),
        (500, 760),
        (462, 700),
        (476, 580),
        (496, 460),
        (500, 340),
        (474, 262),
        (410, 206),
    ]
    hair(sheet, "#20181d", left, right, light=0.18)
    strands(
        sheet,
        "#5f4450",
        [
            [(420, 166), (494, 230), (516, 340), (510, 470), (522, 600), (510, 720)],
            [(440, 166), (510, 240), (524, 380), (528, 520)],
            [(384, 168), (310, 226), (282, 330), (286, 440)],
        ],
    )
    with sheet.pen((280, 370, 320, 420)) as pen:
        pen.disc(300, 392, 6, "#f3d07a")
    return framed(sheet)


def _blouse(sheet: Sheet, face: Face) -> None:
    """An open collar and two buttons."""
    with sheet.pen((280, 520, 520, 800)) as pen:
        pen.poly([(338, 556), (400, 676), (462, 556)], face.skin)
        pen.poly([(338, 556), (400, 600), (462, 556), (452, 540), (348, 540)], face.shadow(0.3))
        for side in (-1, 1):
            tone = "#f7d074" if side < 0 else "#c98a2b"
            pen.poly(
                [
                    (MIDDLE + side * x, y)
                    for x, y in ((66, 546), (96, 566), (40, 676), (0, 700), (0, 672))
                ],
                tone,
            )
        pen.disc(400, 722, 5, "#8f5a1d")
        pen.disc(400, 768, 5, "#8f5a1d")


def jonas_weber() -> Image.Image:
    """Wavy chestnut hair, beard, denim shirt, sand ground."""
    sheet = ground("jonas-weber", ["#e6d3ae", "#d3b486", "#ae8a5f"], "#f3e6c9")
    face = Face(
        skin="#eebf9c",
        warmth="#b04f38",
        lips="#b5625a",
        brow="#6b3a20",
        iris="#4f6b58",
        jaw=86,
        cheek=104,
        chin=490,
        brow_lift=8,
        smile=6,
    )
    dress.neck(sheet, face, 57)
    dress.torso(sheet, ["#5f86a8", "#42678c", "#2c4768"], 1.02)
    with sheet.pen((280, 520, 520, 800)) as pen:
        pen.poly(
            [(340, 556), (400, 640), (460, 556), (440, 590), (400, 612), (360, 590)], "#f3efe6"
        )
        for side in (-1, 1):
            tone = "#7aa0bf" if side < 0 else "#3a5c80"
            pen.poly(
                [
                    (MIDDLE + side * x, y)
                    for x, y in ((60, 544), (100, 566), (84, 650), (40, 620), (4, 646), (0, 628))
                ],
                tone,
            )
        pen.line([(400, 640), (400, 800)], 3, "#2c4768")
        for y in (690, 760):
            pen.disc(408, y, 5, "#e9dcc0")
    faces.head(sheet, face)
    shape = [
        (292, 350),
        (276, 300),
        (278, 236),
        (300, 190),
        (346, 150),
        (400, 156),
        (452, 140),
        (502, 176),
        (524, 236),
        (522, 300),
        (507, 350),
        (500, 300),
        (486, 262),
        (450, 246),
        (420, 256),
        (376, 236),
        (340, 256),
        (312, 270),
        (300, 310),
    ]
    hair(sheet, "#7a4526", shape, light=0.3)
    strands(
        sheet,
        "#c98a55",
        [
            [(300, 260), (320, 206), (370, 186), (420, 200)],
            [(340, 240), (380, 206), (440, 196), (490, 230)],
            [(420, 240), (462, 210), (504, 256)],
        ],
        3,
    )
    dress.beard(sheet, face, "#84492a", 1.0)
    return framed(sheet)
