"""Portraits: Marta Hale, Daniel Okoro, Tomas Lindgren."""

from PIL import Image

from . import dress, faces
from .faces import Face, both
from .palette import darker, sheer
from .portrait_parts import framed, ground, hair, strands


def marta_hale() -> Image.Image:
    """Silver bob, dark glasses, navy jacket, ochre ground."""
    sheet = ground("marta-hale", ["#e9b860", "#d99a45", "#b9742f"], "#f4d08a")
    face = Face(
        skin="#f0c9a8",
        warmth="#b5553f",
        lips="#b5504f",
        brow="#6f6a68",
        iris="#4a6b7a",
        jaw=74,
        cheek=100,
        chin=482,
        brow_weight=7,
        brow_lift=11,
        lines=True,
        smile=7,
    )
    ink = "#b9bcc2"
    hair(
        sheet,
        darker(ink, 0.35),
        both([(0, 150), (96, 172), (142, 260), (146, 380), (134, 470), (96, 492), (0, 470)]),
    )
    dress.neck(sheet, face, 48)
    dress.torso(sheet, ["#2f4a72", "#1f3358", "#162544"], 0.92)
    dress.lapels(sheet, "#25406a", "#f4ead8", skin=face.shadow(0.12))
    faces.head(sheet, face)
    left = [
        (404, 160),
        (330, 160),
        (276, 214),
        (258, 320),
        (256, 420),
        (274, 484),
        (306, 482),
        (298, 420),
        (300, 340),
        (316, 286),
        (372, 248),
        (430, 206),
    ]
    right = [
        (396, 160),
        (470, 158),
        (524, 214),
        (542, 320),
        (544, 420),
        (526, 486),
        (494, 482),
        (502, 420),
        (500, 340),
        (490, 280),
        (452, 232),
        (410, 200),
    ]
    hair(sheet, ink, right, left, light=0.5)
    strands(
        sheet,
        "#7d828c",
        [
            [(404, 176), (330, 206), (284, 300), (276, 440)],
            [(420, 184), (350, 226), (304, 290), (286, 400)],
            [(440, 180), (504, 240), (522, 330), (520, 450)],
        ],
    )
    dress.glasses(sheet, "#1d2233")
    return framed(sheet)


def daniel_okoro() -> Image.Image:
    """Cropped hair, short beard, rust roll-neck, teal ground."""
    sheet = ground("daniel-okoro", ["#3f8f93", "#256a75", "#154a5a"], "#6fb5ad")
    face = Face(
        skin="#7d4e34",
        warmth="#3d1a1a",
        lips="#8a4a44",
        brow="#15100e",
        iris="#20130e",
        jaw=92,
        cheek=108,
        chin=492,
        brow_weight=11,
        brow_lift=8,
        nose=22,
        mouth=36,
        fullness=11,
    )
    dress.neck(sheet, face, 64)
    dress.torso(sheet, ["#c9673a", "#a84e2e", "#7d3526"], 1.08)
    faces.head(sheet, face)
    crop = [
        (292, 330),
        (286, 262),
        (312, 196),
        (400, 164),
        (488, 196),
        (514, 262),
        (508, 330),
        (498, 276),
        (470, 236),
        (400, 222),
        (330, 236),
        (302, 276),
    ]
    hair(sheet, "#1d1614", crop, light=0.14)
    dress.beard(sheet, face, "#1d1614", 0.7)
    dress.collar(sheet, "#b5562f", True, 80)
    return framed(sheet)


def tomas_lindgren() -> Image.Image:
    """White side parting, moustache, tweed and a blue tie, grey-rose ground."""
    sheet = ground("tomas-lindgren", ["#c9a3a0", "#a97f86", "#7a5a6b"], "#e3c3b9")
    face = Face(
        skin="#edc3a4",
        warmth="#a84a3c",
        lips="#b06a5f",
        brow="#b9b3ac",
        iris="#5f7f8f",
        jaw=88,
        chin=490,
        brow_weight=11,
        brow_lift=6,
        eye=17,
        lid=4,
        nose=20,
        mouth=32,
        fullness=6,
        smile=3,
        lines=True,
    )
    dress.neck(sheet, face, 58)
    dress.torso(sheet, ["#6f7a66", "#56624f", "#3d4a3f"], 1.04)
    dress.lapels(sheet, "#5f6b57", "#f3efe3", "#3d5f86")
    with sheet.pen((120, 560, 680, 800)) as pen:
        for _ in range(240):
            x, y = sheet.rng.uniform(130, 670), sheet.rng.uniform(650, 800)
            if not 290 < x < 510:
                pen.disc(x, y, 1.6, sheer(sheet.rng.choice(("#d9d3b9", "#2b332b")), 0.5))
    faces.head(sheet, face)
    shape = [
        (294, 336),
        (282, 270),
        (300, 206),
        (356, 166),
        (440, 158),
        (500, 198),
        (518, 262),
        (507, 336),
        (498, 290),
        (478, 250),
        (430, 236),
        (370, 226),
        (346, 214),
        (322, 244),
        (304, 290),
    ]
    hair(sheet, "#e9e4dc", shape, light=0.5)
    strands(
        sheet,
        "#a8a29c",
        [
            [(346, 212), (400, 188), (470, 214), (500, 270)],
            [(350, 206), (410, 176), (480, 206)],
            [(330, 220), (306, 256), (298, 310)],
        ],
    )
    stache = both([(0, 420), (20, 416), (44, 428), (52, 440), (30, 438), (0, 434)])
    hair(sheet, "#dcd6cd", stache, light=0.4)
    dress.glasses(sheet, "#8a6a3f", round_rims=True)
    return framed(sheet)
