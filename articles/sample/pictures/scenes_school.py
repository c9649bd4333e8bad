"""The classroom."""

from random import Random

from PIL import Image

from . import people, poses, town
from .boats import placed
from .paint import Sheet
from .palette import Ink, darker, mix, sheer
from .pen import Pen, Placer, Point, curve

PALE = ("#a8713a", "#6b4328", "#8f4a2c", "#d9ac5f")


def school_classroom() -> Image.Image:
    """A lesson about the tides, hands going up."""
    sheet = Sheet("school-classroom")
    sheet.wash(["#f3dfa8", "#f0cf8c", "#d9a86b"], (0, 0, 1920, 860))
    _windows_left(sheet)
    _blackboard(sheet)
    _wall_things(sheet)
    floor = sheet.plate(["#c98f5c", "#a86b48", "#6b4236"], town.box_quad(0, 850, 1920, 1290))
    sheet.shade(floor, "#5d3a34", "bottom", 0.6, 0.7)
    _teacher(sheet)
    for start in (100, 330, 560):
        shaft = [(start - 60, 250), (start + 40, 250), (start + 760, 1290), (start + 480, 1290)]
        sheet.light(sheet.cut(shaft, soft=22), "#fff0bf", 0.22)
    for row in range(3):
        _desk_row(sheet, row)
    return sheet.finish(vignette=0.5)


def _windows_left(sheet: Sheet) -> None:
    """The window wall in perspective, trees outside."""
    wall = [(0, -60), (400, 90), (400, 860), (0, 1010)]
    side = sheet.plate(["#e9c98c", "#c99a66"], wall)
    sheet.shade(side, "#a8764f", "left", 0.4, 0.8)
    for u0, u1 in ((-0.05, 0.4), (0.5, 0.78), (0.84, 0.98)):
        pane = town.cell(wall, u0, 0.14, u1, 0.6)
        sheet.plate(
            "#fdf3d0", [(x, y) for x, y in town.cell(wall, u0 - 0.03, 0.12, u1 + 0.03, 0.62)]
        )
        glass = sheet.plate(["#bfe0d9", "#e3ecc8", "#b9cf94"], pane)
        sheet.shade(glass, "#6fa385", "bottom", 0.9, 0.5)
        with sheet.pen((0, 0, 420, 900)) as pen:
            for u in (0.33, 0.66):
                pen.line([town.inside(pane, u, 0), town.inside(pane, u, 1)], 7, "#fdf3d0")
            pen.line([town.inside(pane, 0, 0.42), town.inside(pane, 1, 0.42)], 7, "#fdf3d0")
    with sheet.pen((0, 480, 420, 1010)) as pen:
        sill = town.cell(wall, 0, 0.62, 1, 0.66)
        pen.poly(sill, "#fff6dc")
        for u, ink in ((0.35, "#c9604a"), (0.62, "#e9a84a"), (0.88, "#c9604a")):
            x, y = town.inside(sill, u, 0.3)
            for j in range(7):
                pen.limb((x, y - 26), (x + (j - 3) * 9, y - 66 - (j % 2) * 18), 5, 2, "#4f7f5c")
            pen.poly([(x - 20, y - 34), (x + 20, y - 34), (x + 14, y), (x - 14, y)], ink)
    sheet.glow((160, 380), 620, "#fff0bf", 0.5)


def _blackboard(sheet: Sheet) -> None:
    """The board with a chalk drawing of the moon, the earth and the tide."""
    with sheet.pen((500, 120, 1560, 660)) as pen:
        pen.rect(520, 140, 1540, 640, "#8a5a36")
        pen.rect(520, 640, 1540, 656, "#6b4228")
    board = sheet.plate(["#2f6b5c", "#245648", "#1d463d"], town.box_quad(542, 160, 1518, 618))
    sheet.shade(board, "#6fa38c", "left", 0.35, 0.6)
    chalk = "#f3f0dc"
    with sheet.pen((540, 150, 1520, 650)) as pen:
        pen.ring(760, 380, 82, 6, sheer(chalk, 0.9))
        pen.ring(760, 380, 104, 3, sheer("#9fd3cf", 0.8))
        pen.oval(760, 380, 128, 92, sheer("#9fd3cf", 0.16))
        pen.arc([(700, 360), (740, 345), (770, 372), (812, 356)], 4, sheer(chalk, 0.8))
        pen.arc([(706, 410), (752, 400), (790, 424), (820, 408)], 4, sheer(chalk, 0.8))
        pen.disc(1010, 300, 36, sheer("#f3d98c", 0.9))
        pen.line([(880, 350), (960, 318)], 4, sheer(chalk, 0.8))
        pen.line([(940, 314), (962, 317), (948, 336)], 4, sheer(chalk, 0.8))
        for i in range(3):
            wave = [(600 + j * 24, 560 + i * 18 + (9 if j % 2 else -9)) for j in range(18)]
            pen.arc(wave, 4, sheer("#9fd3cf", 0.85 - i * 0.2))
        for i, wide in enumerate((210, 170, 230, 120)):
            y = 420 + i * 40
            pen.line([(1130, y), (1130 + wide, y)], 4, sheer(chalk, 0.65))
        pen.line([(1120, 250), (1120, 350), (1330, 350)], 4, sheer(chalk, 0.8))
        pen.arc(
            [(1124, 330), (1170, 270), (1216, 330), (1262, 270), (1310, 330)],
            5,
            sheer("#f0b08c", 0.9),
        )
        pen.rect(600, 632, 660, 644, "#f3f0dc")
        pen.rect(690, 634, 730, 644, "#f0b08c")


def _wall_things(sheet: Sheet) -> None:
    """Clock, pinned drawings, a map and a globe."""
    with sheet.pen((400, 40, 1920, 900)) as pen:
        pen.disc(1030, 84, 44, "#8a5a36")
        pen.disc(1030, 84, 37, "#fff8e2")
        pen.limb((1030, 84), (1030, 60), 3, 2, "#4a3028")
        pen.limb((1030, 84), (1046, 92), 3, 2, "#4a3028")
        drawings = (("#8fc0b5", "#e9a84a"), ("#f6e6cb", "#c9604a"), ("#e9b98c", "#4f7f8a"))
        for i, (paper, ink) in enumerate(drawings):
            x, y = 430, 210 + i * 140
            pen.poly(
                [(x - 36, y - 46), (x + 34, y - 50), (x + 38, y + 46), (x - 34, y + 50)], paper
            )
            pen.disc(x, y - 6, 18, ink)
            pen.line([(x - 24, y + 32), (x + 24, y + 28)], 5, ink)
        pen.rect(1620, 190, 1860, 520, "#f6ead0")
        pen.rect(1634, 204, 1846, 506, "#9fcac4")
        coast = [
            (1634, 204),
            (1760, 204),
            (1742, 260),
            (1700, 300),
            (1722, 360),
            (1680, 420),
            (1690, 506),
            (1634, 506),
        ]
        pen.poly(curve(coast, steps=4), "#d9c07a")
        pen.disc(1712, 330, 9, "#c9604a")
        pen.rect(1600, 184, 1880, 196, "#8a5a36")
        pen.rect(1600, 512, 1880, 524, "#8a5a36")
        pen.rect(1590, 720, 1900, 738, "#b97f4f")
        pen.rect(1600, 738, 1900, 870, "#9a6440")
        pen.disc(1690, 644, 52, "#5f9fa8")
        pen.blob([(1660, 620), (1690, 604), (1706, 640), (1680, 676), (1664, 650)], "#a9b86b")
        pen.limb((1690, 696), (1690, 718), 8, 18, "#8a5a36")
        for i, ink in enumerate(("#c9604a", "#4f7f8a", "#e9a84a", "#f6ead0", "#5f7f5c")):
            pen.rect(1766 + i * 22, 650 + 8 * (i % 2), 1784 + i * 22, 720, ink)


def _teacher(sheet: Sheet) -> None:
    """The teacher beside the board, pointing at the moon."""
    look = people.Look(
        "#b5473f",
        "#3d3a4a",
        "#8a5a3c",
        "#20181a",
        0.2,
        long_hair=True,
        scarf="#f3d98c",
        rim="#fff0c4",
    )
    with sheet.pen((880, 280, 1500, 960)) as pen:
        pen.oval(1370, 912, 90, 14, sheer("#5d3a34", 0.4))
        people.figure(pen, (1370, 910), 520, look, poses.POINT, -1)
        pen.limb((1198, 462), (1060, 330), 4, 3, "#6b4228")


def _desk_row(sheet: Sheet, row: int) -> None:
    """A row of desks with children seen from behind."""
    rng = sheet.rng
    y, size, step = 880 + row * 120, 88 + row * 38, 330 + row * 90
    shirts = ("#4f7f8a", "#c9604a", "#e9b04f", "#6f8f6a", "#f6ead0", "#7a5a7f", "#3d5a78")
    raised = {(0, 1), (1, 3), (2, 0)}
    count = 5 if row < 2 else 4
    with sheet.pen((0, 480, 1920, 1280)) as pen:
        for i in range(count):
            x = 960 + (i - (count - 1) / 2) * step + (0 if row != 1 else 40)
            wide = size * 1.25
            top = [
                (x - wide * 0.9, y - size * 0.32),
                (x + wide * 0.9, y - size * 0.32),
                (x + wide, y),
                (x - wide, y),
            ]
            pen.poly(top, mix("#e0ac6b", "#b97a45", row / 2))
            pen.rect(x - wide, y, x + wide, y + size * 0.1, mix("#a86b3f", "#7a4a30", row / 2))
            for leg in (-0.88, 0.82):
                pen.rect(
                    x + wide * leg,
                    y + size * 0.1,
                    x + wide * (leg + 0.05),
                    y + size * 1.4,
                    "#5d463c",
                )
            pen.poly(town.cell(top, 0.12, 0.2, 0.34, 0.8), "#fff8e2")
            pen.poly(town.cell(top, 0.64, 0.3, 0.8, 0.7), rng.choice(shirts))
            _pupil(pen, rng, (x, y + size * 0.5), size, rng.choice(shirts), (row, i) in raised)


def _pupil(pen: Pen, rng: Random, spot: Point, size: float, shirt: Ink, raised: bool) -> None:
    """A child from behind on a chair, perhaps with a hand up."""
    tone = rng.randrange(5)
    skin, hair = people.SKINS[tone], rng.choice(people.HAIRS[: 5 - tone] + PALE[: max(0, 3 - tone)])

    def at(*points: Point) -> list[Point]:
        return placed(spot, size, points)

    if raised:
        pen.limb(*at((0.36, 0.55), (0.5, 1.1)), size * 0.14, size * 0.11, darker(shirt, 0.1))
        pen.limb(*at((0.5, 1.1), (0.5, 1.62)), size * 0.1, size * 0.08, skin)
        pen.disc(*at((0.5, 1.7))[0], size * 0.12, skin)
    left = [(-0.5, -0.5), (-0.5, 0.3), (-0.24, 0.68)]
    pen.blob(at(*left, *[(-x, y) for x, y in reversed(left)]), shirt)
    lit = at((-0.5, -0.4), (-0.47, 0.35), (-0.3, 0.6), (-0.34, -0.4))
    pen.poly(lit, sheer("#fff0c4", 0.35))
    pen.limb(*at((0, 0.62), (0, 0.86)), size * 0.12, size * 0.12, darker(skin, 0.18))
    for side in (-0.3, 0.3):
        pen.disc(*at((side, 1.02))[0], size * 0.07, skin)
    pen.oval(*at((0, 1.1))[0], size * 0.3, size * 0.36, hair)
    _haircut(pen, at, size, hair, rng.randrange(4))
    back = at((-0.44, -0.02), (0.44, -0.02), (0.46, -0.34), (-0.46, -0.34))
    pen.poly(back, "#a86b3f")
    pen.poly(town.cell(back, 0, 0, 1, 0.16), "#d99a5f")
    for side in (-0.4, 0.36):
        pen.poly(
            at((side, -0.34), (side + 0.05, -0.34), (side + 0.05, -1.3), (side, -1.3)), "#5d463c"
        )


def _haircut(pen: Pen, at: Placer, size: float, hair: Ink, style: int) -> None:
    """Long hair, bunches, a bun, or short."""
    if style == 0:
        pen.blob(at((-0.32, 1.1), (0.32, 1.1), (0.3, 0.55), (-0.3, 0.55)), hair)
    elif style == 1:
        for side in (-1, 1):
            pen.limb(*at((side * 0.3, 1.2), (side * 0.4, 0.72)), size * 0.1, size * 0.05, hair)
    elif style == 2:
        pen.disc(*at((0, 1.46))[0], size * 0.14, hair)
