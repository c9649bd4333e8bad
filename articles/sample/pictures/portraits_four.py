"""The portrait of Layla Haddad."""

from PIL import Image

from . import dress, faces
from .faces import Face
from .paint import Sheet
from .palette import Ink, darker, lighter
from .pen import Pen, curve
from .portrait_parts import framed, ground, strands


def layla_haddad() -> Image.Image:
    """A rose headscarf, dark green coat, apricot ground."""
    sheet = ground("layla-haddad", ["#f6d3a6", "#edb57c", "#cf8a55"], "#fbe7c9")
    face = Face(
        skin="#d6a27a",
        warmth="#8f3f30",
        lips="#b04f52",
        brow="#231613",
        iris="#3a2418",
        jaw=74,
        cheek=100,
        chin=482,
        brow_lift=11,
        eye=20,
        lid=6,
        nose=15,
        mouth=31,
        fullness=10,
        smile=7,
        lashes=True,
    )
    scarf: Ink = "#b5576b"
    back = curve(
        [
            (400, 128),
            (500, 156),
            (552, 260),
            (556, 400),
            (600, 560),
            (560, 660),
            (240, 660),
            (200, 560),
            (244, 400),
            (248, 260),
            (300, 156),
        ]
    )
    drape = sheet.plate([lighter(scarf, 0.15), scarf, darker(scarf, 0.3)], back)
    sheet.shade(drape, darker(scarf, 0.6), "right", 0.8, 0.6)
    dress.torso(sheet, ["#3f6b5c", "#2b5048", "#1b3836"], 0.98)
    dress.neck(sheet, face, 47)
    faces.head(sheet, face)
    _scarf_front(sheet, scarf)
    return framed(sheet)


def _scarf_front(sheet: Sheet, ink: Ink) -> None:
    """The cloth framing the face and wrapped beneath the chin."""
    outer = curve(
        [
            (400, 132),
            (494, 158),
            (546, 258),
            (546, 380),
            (520, 480),
            (560, 600),
            (400, 690),
            (236, 610),
            (282, 480),
            (254, 380),
            (254, 258),
            (306, 158),
        ]
    )
    opening = curve(
        [
            (400, 214),
            (458, 226),
            (492, 276),
            (498, 350),
            (484, 420),
            (446, 472),
            (400, 490),
            (354, 472),
            (316, 420),
            (302, 350),
            (308, 276),
            (342, 226),
        ]
    )

    def draw(pen: Pen) -> None:
        pen.poly(outer)
        pen.poly(opening, "black")

    cloth = sheet.stencil(draw, (220, 110, 580, 710))
    sheet.fill(cloth, [lighter(ink, 0.22), ink, darker(ink, 0.2)])
    sheet.shade(cloth, lighter(ink, 0.4), "left", 0.45, 0.5)
    sheet.shade(cloth, darker(ink, 0.6), "right", 0.8, 0.55)
    shade = sheet.cut(
        curve(
            [
                (318, 428),
                (354, 476),
                (400, 494),
                (446, 476),
                (484, 426),
                (470, 500),
                (400, 530),
                (330, 500),
            ]
        )
    )
    sheet.fill(shade, darker(ink, 0.4), 0.75)
    _folds(sheet, ink)


def _folds(sheet: Sheet, ink: Ink) -> None:
    """Creases in the cloth and the end laid over the shoulder."""
    folds = [
        [(300, 470), (340, 540), (430, 590), (540, 596)],
        [(286, 500), (330, 580), (420, 630), (500, 640)],
        [(510, 470), (470, 540), (400, 580)],
        [(270, 330), (272, 250), (316, 190), (390, 164)],
        [(282, 380), (280, 280), (316, 220), (360, 196)],
    ]
    strands(sheet, darker(ink, 0.5), folds, 4)
    strands(sheet, lighter(ink, 0.5), [[(x - 5, y - 4) for x, y in fold] for fold in folds[:2]], 3)
    wrap = [
        (262, 560),
        (330, 600),
        (440, 600),
        (520, 540),
        (566, 600),
        (520, 690),
        (420, 720),
        (300, 700),
        (240, 640),
    ]
    over = sheet.plate([lighter(ink, 0.12), darker(ink, 0.15)], curve(wrap))
    sheet.shade(over, darker(ink, 0.6), "right", 0.8, 0.6)
    strands(
        sheet,
        darker(ink, 0.5),
        [
            [(270, 610), (340, 650), (450, 650), (546, 600)],
            [(290, 660), (380, 690), (480, 676), (540, 640)],
        ],
        4,
    )
