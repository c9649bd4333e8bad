"""The radio presenter, drawn with the brushes for portraits."""

from . import dress, faces
from .faces import Face
from .paint import Sheet
from .palette import Ink, lighter
from .pen import curve

PLACE = (500, 210)


def presenter(sheet: Sheet) -> None:
    """Head and shoulders of the presenter, wearing headphones."""
    bust = Sheet("presenter", (800, 800))
    x, y = PLACE
    bust.im.paste(sheet.im.crop((x, y, x + 800, y + 800)))
    face = Face(
        skin="#c98f68",
        warmth="#7a2f3a",
        lips="#a8484f",
        brow="#1b1218",
        iris="#2b1812",
        jaw=78,
        cheek=102,
        chin=484,
        brow_weight=8,
        brow_lift=12,
        eye=20,
        lid=6,
        nose=16,
        fullness=10,
        smile=8,
        lashes=True,
    )
    hair: Ink = "#2a1a24"
    back = faces.both(
        [(0, 140), (104, 166), (150, 262), (158, 390), (150, 500), (110, 560), (0, 540)]
    )
    cut = bust.plate([lighter(hair, 0.08), hair], curve(back))
    bust.shade(cut, "#2fb5b0", "left", 0.55, 0.22)
    bust.shade(cut, "#ff5a6a", "right", 0.6, 0.22)
    dress.neck(bust, face, 48)
    dress.torso(bust, ["#e0a545", "#c07a34", "#7a4030"], 0.95)
    dress.collar(bust, "#cf9040", True, 60)
    faces.head(bust, face)
    for side in (1, -1):
        lock = [
            (400, 158),
            (462, 164),
            (516, 214),
            (532, 320),
            (540, 470),
            (516, 530),
            (498, 440),
            (502, 330),
            (478, 262),
            (404, 214),
        ]
        cut = bust.plate(hair, curve([(400 + side * (px - 400), py) for px, py in lock]))
        bust.shade(
            cut, "#2fb5b0" if side < 0 else "#ff5a6a", "left" if side < 0 else "right", 0.5, 0.3
        )
    _headphones(bust)
    sheet.im.paste(bust.im, PLACE)


def _headphones(bust: Sheet) -> None:
    """A padded band over the hair and two ear cups."""
    with bust.pen((240, 100, 560, 460)) as pen:
        band = [(274, 340), (268, 240), (318, 156), (400, 128), (482, 156), (532, 240), (526, 340)]
        pen.arc(band, 22, "#171428")
        pen.arc([(px, py - 7) for px, py in band[1:6]], 5, "#6b6490")
        for side in (-1, 1):
            x = 400 + side * 124
            pen.blob(
                [
                    (x - 24, 306),
                    (x + 24, 306),
                    (x + 30, 352),
                    (x + 24, 402),
                    (x - 24, 402),
                    (x - 30, 352),
                ],
                "#171428",
            )
            pen.blob(
                [
                    (x - 12, 322),
                    (x + 12, 322),
                    (x + 15, 352),
                    (x + 12, 386),
                    (x - 12, 386),
                    (x - 15, 352),
                ],
                "#2fb5b0" if side < 0 else "#ff5a6a",
            )
