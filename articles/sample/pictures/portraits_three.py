"""Portraits: Amara Diallo, Olena Kovalchuk."""

import itertools
import math
from random import Random

from PIL import Image

from . import dress, faces
from .faces import MIDDLE, Face, both
from .paint import Sheet
from .palette import Ink, darker, lighter, mix
from .pen import Pen, curve
from .portrait_parts import framed, ground, hair, strands


def amara_diallo() -> Image.Image:
    """A round natural crown of hair, gold earrings, emerald dress, coral ground."""
    sheet = ground("amara-diallo", ["#f09a7a", "#e0735a", "#b54a48"], "#f8bf9f")
    face = Face(
        skin="#6f432d",
        warmth="#3a1518",
        lips="#8f3a40",
        brow="#120d0c",
        iris="#1d100c",
        jaw=74,
        cheek=102,
        chin=482,
        brow_weight=8,
        brow_lift=13,
        eye=20,
        lid=6,
        nose=20,
        mouth=34,
        fullness=13,
        smile=7,
        lashes=True,
    )
    rng = sheet.rng
    _crown(sheet, rng)
    dress.neck(sheet, face, 46)
    dress.torso(sheet, ["#2f9a78", "#1f7a62", "#12524a"], 0.88)
    neckline = curve(both([(0, 520), (70, 536), (96, 574), (70, 622), (0, 650)]))
    sheet.plate([face.shadow(0.35), face.skin], neckline)
    with sheet.pen((270, 520, 530, 690)) as pen:
        necklace = [(308, 560), (330, 610), (400, 646), (470, 610), (492, 560)]
        pen.arc(necklace, 8, "#e9b84a")
        for x, y in curve(necklace, False, 3):
            pen.disc(x, y + 6, 7, "#f7d67a")
    faces.head(sheet, face)
    fringe = [
        (296, 330),
        (286, 262),
        (310, 206),
        (400, 176),
        (490, 206),
        (514, 262),
        (504, 330),
        (494, 276),
        (462, 238),
        (400, 226),
        (338, 238),
        (306, 276),
    ]
    hair(sheet, "#1d1417", fringe, light=0.12)
    with sheet.pen((270, 370, 530, 450)) as pen:
        for side in (-1, 1):
            pen.ring(MIDDLE + side * 106, 410, 22, 5, "#f0c65a" if side < 0 else "#c9963a")
    return framed(sheet)


def _crown(sheet: Sheet, rng: Random) -> None:
    """A cloud of tight curls around the head."""
    spots = []
    for i in range(46):
        turn = math.pi * (0.86 + 1.28 * i / 45)
        far = 150 + rng.uniform(-8, 14)
        spots.append(
            (400 + math.cos(turn) * far, 300 + math.sin(turn) * far * 1.02, rng.uniform(26, 40))
        )

    def draw(pen: Pen) -> None:
        pen.oval(400, 292, 164, 160)
        for spot in spots:
            pen.disc(*spot)

    puff = sheet.stencil(draw, (180, 90, 620, 500))
    sheet.fill(puff, ["#33242a", "#191114"])
    sheet.shade(puff, "#6f4a4a", "left", 0.5, 0.45)
    sheet.shade(puff, "#0b0708", "right", 0.7, 0.6)


def olena_kovalchuk() -> Image.Image:
    """A fair braid across the head, red pullover, pale blue ground."""
    sheet = ground("olena-kovalchuk", ["#b9d6e0", "#8fb8cc", "#5f8fae"], "#e0eef0")
    face = Face(
        skin="#f4d0b3",
        warmth="#c05a4a",
        lips="#c0504f",
        brow="#9a7040",
        iris="#4f86a8",
        jaw=74,
        cheek=101,
        chin=484,
        brow_weight=7,
        eye=20,
        nose=15,
        mouth=31,
        smile=6,
        lashes=True,
    )
    ink = "#d9ab5c"
    hair(
        sheet,
        darker(ink, 0.3),
        both([(0, 150), (90, 170), (128, 250), (126, 350), (104, 420), (0, 440)]),
    )
    dress.neck(sheet, face, 46)
    dress.torso(sheet, ["#c9423c", "#a82f35", "#7a1f2c"], 0.9)
    dress.collar(sheet, "#b93a3a")
    faces.head(sheet, face)
    left = [
        (408, 176),
        (330, 178),
        (282, 240),
        (280, 330),
        (292, 384),
        (300, 330),
        (318, 274),
        (372, 232),
        (420, 204),
    ]
    right = [
        (392, 176),
        (470, 178),
        (520, 240),
        (520, 330),
        (508, 384),
        (500, 330),
        (484, 274),
        (440, 236),
        (398, 206),
    ]
    hair(sheet, ink, left, right, light=0.4)
    strands(
        sheet,
        "#9a6f30",
        [
            [(400, 186), (330, 214), (294, 280), (290, 350)],
            [(408, 196), (352, 222), (312, 270)],
            [(400, 186), (470, 214), (506, 280), (510, 350)],
            [(404, 198), (452, 226), (488, 276)],
        ],
    )
    _braid(sheet, ink)
    return framed(sheet)


def _braid(sheet: Sheet, ink: Ink) -> None:
    """The braid laid over the crown, strand crossing strand."""
    path = curve(
        [(272, 300), (284, 214), (336, 160), (400, 146), (464, 160), (516, 214), (528, 300)],
        False,
        4,
    )
    with sheet.pen((230, 110, 570, 330)) as pen:
        for i, ((ax, ay), (bx, by)) in enumerate(itertools.pairwise(path)):
            turn = math.atan2(by - ay, bx - ax) + (0.7 if i % 2 else -0.7)
            tone = mix(lighter(ink, 0.3), darker(ink, 0.35), i / len(path))
            start = (ax - math.cos(turn) * 14, ay - math.sin(turn) * 14)
            end = (ax + math.cos(turn) * 14, ay + math.sin(turn) * 14)
            pen.limb(start, end, 15.5, 12, darker(tone, 0.2))
            pen.limb(start, end, 13, 9.5, tone)
