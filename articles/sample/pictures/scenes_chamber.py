"""The council chamber in session."""

import math

from PIL import Image

from . import people, poses, town
from .paint import Sheet
from .palette import Ink, darker, lighter, mix
from .pen import Pen, Point, curve


def council_chamber() -> Image.Image:
    """Councillors in their benches while one has the floor."""
    sheet = Sheet("council-chamber")
    sheet.wash(["#3a1a22", "#6b2c2c", "#9a4a35"], (0, 0, 1920, 760))
    _panelling(sheet)
    _dais(sheet)
    floor = sheet.plate(["#8f2f35", "#5d1f2b", "#30121f"], town.box_quad(0, 700, 1920, 1290))
    sheet.shade(floor, "#e9a05c", "top", 0.35, 0.5)
    for x in (330, 1590):
        shaft = [
            (x - 110, 130),
            (x + 110, 130),
            (x + 110 + (960 - x) * 0.9, 1000),
            (x - 230 + (960 - x) * 0.9, 1000),
        ]
        sheet.light(sheet.cut(shaft, soft=26), "#ffdf9f", 0.2)
    for i in range(5):
        _bench(sheet, i)
    sheet.glow((960, 430), 760, "#ffc878", 0.28)
    return sheet.finish(vignette=0.7)


def _panelling(sheet: Sheet) -> None:
    """Oak panels, tall windows and a coffered frieze."""
    with sheet.pen((0, 0, 1920, 760)) as pen:
        for column, row, panel in town.grid(town.box_quad(0, 120, 1920, 720), 16, 3, (0.14, 0.1)):
            ink = mix("#8a4430", "#b5653c", 1 - abs(column - 7.5) / 9)
            pen.poly(panel, darker(ink, 0.28 - 0.05 * row))
            pen.poly(town.cell(panel, 0.1, 0.06, 0.9, 0.94), ink)
            pen.poly(town.cell(panel, 0.1, 0.06, 0.9, 0.1), lighter(ink, 0.25))
        pen.rect(0, 84, 1920, 122, "#4a1f22")
        for x in range(20, 1920, 60):
            pen.rect(x, 92, x + 40, 114, "#c9853f")
    for x in (330, 1590):
        frame = [(x - 128, 640), (x - 128, 240), *town.round_arch(x, 240, 128), (x + 128, 640)]
        sheet.plate("#4a1f22", frame)
        pane = [(x - 110, 626), (x - 110, 242), *town.round_arch(x, 242, 110), (x + 110, 626)]
        glass = sheet.plate(["#fff3cf", "#fbdf9f", "#f0b872"], pane)
        sheet.shade(glass, "#c9785a", "bottom", 0.5, 0.6)
        with sheet.pen((x - 130, 110, x + 130, 640)) as pen:
            for dx in (-37, 37):
                pen.rect(x + dx - 4, 140, x + dx + 4, 626, "#5d2a28")
            for y in (242, 370, 498):
                pen.rect(x - 110, y, x + 110, y + 7, "#5d2a28")
        sheet.glow((x, 380), 420, "#ffdf9f", 0.4)


def _dais(sheet: Sheet) -> None:
    """The presiding table under the city's arms."""
    niche = [(760, 720), (760, 250), *town.round_arch(960, 250, 200), (1160, 720)]
    alcove = sheet.plate(["#2a4a52", "#1f3a48", "#16283a"], niche)
    sheet.shade(alcove, "#e0b060", "top", 0.3, 0.5)
    with sheet.pen((700, 30, 1220, 780)) as pen:
        pen.line(niche, 16, "#d9a857")
        pen.disc(960, 300, 118, "#d9a857")
        pen.disc(960, 300, 106, "#f6ead0")
        leaf = curve([(960, 214), (1008, 252), (1012, 304), (960, 344), (908, 304), (912, 252)])
        pen.poly(leaf, "#3f7a5c")
        pen.line([(960, 230), (960, 352)], 5, "#f6ead0")
        for i in range(3):
            for side in (-1, 1):
                pen.line([(960, 270 + i * 24), (960 + side * 34, 250 + i * 24)], 4, "#f6ead0")
        for i in range(2):
            pen.line(
                [(884 + j * 8, 362 + i * 16 + 5 * math.sin(j * 1.1)) for j in range(20)],
                6,
                "#2d6f8a",
            )
        for x, coat, long_hair in (
            (860, "#2a3448", True),
            (960, "#4a1f2c", False),
            (1060, "#3a3340", True),
        ):
            tall = 330 if x == 960 else 310
            look = people.Look(
                coat,
                "#20181f",
                sheet.rng.choice(people.SKINS),
                sheet.rng.choice(people.HAIRS),
                long_hair=long_hair,
            )
            if x == 960:
                pen.blob([(900, 700), (900, 470), (960, 440), (1020, 470), (1020, 700)], "#7a2b30")
            people.figure(
                pen,
                (x, 512 + tall - (18 if x == 960 else 0)),
                tall,
                look,
                poses.STAND,
                -1 if x > 960 else 1,
            )
        pen.rect(730, 636, 1190, 652, "#d9955a")
        pen.rect(742, 652, 1178, 780, "#6b2f28")
        for i in range(5):
            pen.rect(760 + i * 84, 668, 824 + i * 84, 760, "#8a4430")
        for x in (880, 960, 1040):
            pen.rect(x - 18, 622, x + 18, 636, "#fbf0d2")


def _bench(sheet: Sheet, row: int) -> None:
    """One curved row of desks with the members' backs in front of it."""
    rng = sheet.rng
    near = row / 4
    rx, ry = 560 + 190 * row + 60 * row * near, 60 + 62 * row
    cy, size = 770 + 22 * row, 84 + 38 * row
    coats = ("#2a3448", "#3d2b3a", "#4a5a5c", "#8a3a3c", "#5d4a3a", "#30405c", "#b5895a")
    arc = [math.pi * (0.09 + 0.82 * i / 60) for i in range(61)]
    outer = [(960 + rx * math.cos(t), cy + ry * math.sin(t)) for t in arc]
    thick = 12 + 9 * row
    inner = [(x, y - thick * 1.5) for x, y in outer]
    front = [(x, y + thick * 1.9) for x, y in outer]
    with sheet.pen((0, 600, 1920, 1280)) as pen:
        pen.poly([*inner, *reversed(outer)], mix("#d9955a", "#a8623f", near))
        pen.poly([*outer, *reversed(front)], mix("#7a3a2c", "#4a2026", near))
        pen.line(outer, 2 + row, mix("#f0c080", "#c9804f", near))
        count = 7 + row
        for i in range(count):
            t = math.pi * (0.13 + 0.74 * (i + 0.5) / count)
            x, y = 960 + rx * math.cos(t), cy + ry * math.sin(t)
            if (row, i) == (2, 6):
                continue
            pen.poly(
                [
                    (x - size * 0.25, y - thick),
                    (x + size * 0.1, y - thick * 1.2),
                    (x + size * 0.2, y - thick * 0.5),
                    (x - size * 0.2, y - thick * 0.4),
                ],
                "#fbf0d2",
            )
            pen.line(
                [(x + size * 0.34, y - thick * 0.7), (x + size * 0.3, y - thick - size * 0.34)],
                2,
                "#20141c",
            )
            _member(pen, (x, y + thick * 2), size, rng.choice(coats), sheet, near)
    if row == 2:
        _speaker(
            sheet, (960 + rx * math.cos(math.pi * 0.65), cy + ry * math.sin(math.pi * 0.65) + 150)
        )


def _member(pen: Pen, foot: Point, size: float, coat: Ink, sheet: Sheet, near: float) -> None:
    """A seated councillor from behind, with the chair's back."""
    x, y = foot
    rng = sheet.rng
    hair = rng.choice(people.HAIRS)
    warm = mix(coat, "#8a4430", 0.3 - 0.25 * near)
    pen.blob(
        [
            (x - size * 0.5, y + size * 0.5),
            (x - size * 0.48, y - size * 0.2),
            (x - size * 0.2, y - size * 0.42),
            (x + size * 0.2, y - size * 0.42),
            (x + size * 0.48, y - size * 0.2),
            (x + size * 0.5, y + size * 0.5),
        ],
        darker(warm, 0.15 + 0.3 * near),
    )
    pen.limb(
        (x, y - size * 0.4),
        (x, y - size * 0.6),
        size * 0.1,
        size * 0.1,
        darker(rng.choice(people.SKINS), 0.25),
    )
    pen.oval(x, y - size * 0.72, size * 0.19, size * 0.23, darker(hair, 0.1))
    if rng.random() < 0.4:
        pen.blob(
            [
                (x - size * 0.21, y - size * 0.75),
                (x + size * 0.21, y - size * 0.75),
                (x + size * 0.2, y - size * 0.42),
                (x - size * 0.2, y - size * 0.42),
            ],
            darker(hair, 0.1),
        )
    back = [
        (x - size * 0.42, y + size * 0.7),
        (x - size * 0.4, y - size * 0.02),
        (x + size * 0.4, y - size * 0.02),
        (x + size * 0.42, y + size * 0.7),
    ]
    pen.poly(back, mix("#7a2b30", "#3a1522", near))
    pen.line(back[1:3], 2 + 2 * near, mix("#c9604f", "#8a3a3c", near))


def _speaker(sheet: Sheet, foot: Point) -> None:
    """The member who has the floor, standing with notes."""
    x, y = foot
    look = people.Look(
        "#2d6f8a",
        "#20283a",
        "#8a5a3c",
        "#20181a",
        0.03,
        long_hair=True,
        scarf="#f2c668",
        rim="#ffdf9f",
    )
    with sheet.pen((x - 250, y - 440, x + 250, min(1280, y + 10))) as pen:
        people.figure(pen, (x, y), 400, look, poses.CARRY, 1)
        pen.poly(
            [(x + 66, y - 262), (x + 118, y - 272), (x + 126, y - 224), (x + 72, y - 214)],
            "#fbf0d2",
        )
