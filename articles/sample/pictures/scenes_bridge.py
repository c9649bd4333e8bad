"""The bridge works on the river."""

from PIL import Image

from . import land, people, poses, town, water
from .paint import Sheet
from .palette import lighter, mix, sheer
from .pen import Pen, Point


def bridge_works() -> Image.Image:
    """The new river bridge, its two halves not yet joined."""
    sheet = Sheet("bridge-works")
    sheet.wash(["#5f7c8c", "#93a9ab", "#cdd0c0", "#ecdcb9"], (0, 0, 1920, 872))
    sheet.glow((1150, 760), 700, "#fff0c4", 0.6)
    land.streaks(sheet, (0, 140, 1920, 500), 14, "#e4e2d0", 0.5)
    town.skyline(sheet, (-20, 1940), 868, (40, 170), "#a9b3ac", (), 0, (40, 110))
    sheet.haze((0, 640, 1920, 872), "#eadfc2", 0.85)
    town.skyline(sheet, (-20, 1940), 870, (20, 80), "#8b9d9d", ["#f7e3ac"], 0.1, (50, 130))
    sheet.haze((0, 760, 1920, 872), "#eadfc2", 0.5)
    water.mirror(sheet, (0, 868, 1920, 1280), ["#cfccb6", "#6f8b93", "#2f505f"], (0.7, 0.1))
    water.glitter(sheet, 1150, (872, 1200), (140, 420), ["#fff4d2", "#efd9a4", "#b9c2b4"], 150, 0.7)
    water.ripples(sheet, (0, 876, 1920, 1280), 220, ["#eee6cb", "#38596a"], 0.4)
    _bridge_half(sheet, 470, 1, 0.0)
    _bridge_half(sheet, 1640, -1, 0.45)
    _barge(sheet, (1090, 960))
    _scaffold(sheet)
    return sheet.finish()


def _bridge_half(sheet: Sheet, x: float, side: int, fade: float) -> None:
    """A pylon with its fan of stays and the deck reaching out over the water."""
    ink, dark = mix("#27424f", "#a7b0a8", fade), mix("#1a303c", "#a7b0a8", fade)
    top, deck, foot = (150, 690, 990) if side > 0 else (290, 716, 905)
    reach, back = (470, 560) if side > 0 else (360, 420)

    def shape(pen: Pen) -> None:
        pen.rect(x - back, deck, x + reach, deck + 30)
        pen.rect(x - 46, deck, x + 46, foot)

    if side < 0:
        shape_box = (x - reach, deck, 1920, foot)
        water.upside_down(
            sheet, lambda pen: pen.rect(x - 30, deck, x + 30, foot), shape_box, ink, 0.4, 0.8
        )
    else:
        water.upside_down(sheet, shape, (0, deck, x + reach + 20, foot), ink, 0.45, 0.8)
    with sheet.pen(
        (
            min(x - side * back, x + side * reach) - 20,
            top - 40,
            max(x - side * back, x + side * reach) + 80,
            foot + 20,
        )
    ) as pen:
        for i in range(1, 10):
            y = top + 26 + i * 17
            pen.line([(x, y), (x + side * reach * (i + 0.4) / 9.6, deck)], 2.6, lighter(ink, 0.25))
            pen.line([(x, y), (x - side * back * (i + 0.4) / 9.6, deck)], 2.6, lighter(ink, 0.25))
        pen.poly([(x - 52, foot), (x - 15, top), (x - 2, top), (x - 10, foot)], ink)
        pen.poly([(x + 52, foot), (x + 15, top), (x + 2, top), (x + 10, foot)], dark)
        for y in (top + 60, top + 230, deck - 20):
            half = 15 + 37 * (y - top) / (foot - top)
            pen.rect(x - half, y, x + half, y + 14, dark)
        ends = sorted((x - side * back, x + side * reach))
        pen.rect(ends[0], deck, ends[1], deck + 12, lighter(ink, 0.3))
        pen.rect(ends[0], deck + 12, ends[1], deck + 32, dark)
        _deck_end(pen, x + side * reach, deck, side, fade)
        pen.poly(
            [(x - 80, foot + 6), (x - 64, foot - 26), (x + 64, foot - 26), (x + 80, foot + 6)], dark
        )


def _deck_end(pen: Pen, x: float, deck: float, side: int, fade: float) -> None:
    """The works at the free end: a lifting frame, bare bars, orange netting."""
    orange = mix("#e9762f", "#a7b0a8", fade * 0.7)
    for i in range(6):
        pen.line(
            [(x, deck + 4 + i * 5), (x + side * (26 + i % 3 * 8), deck + 4 + i * 5)], 2, "#7a4a32"
        )
    pen.line(
        [(x - side * 110, deck), (x - side * 70, deck - 84), (x + side * 30, deck - 96)], 8, orange
    )
    pen.line([(x - side * 20, deck), (x - side * 40, deck - 88)], 8, orange)
    pen.line([(x - side * 110, deck), (x - side * 40, deck - 88)], 4, orange)
    for i in range(5):
        left = x - side * (150 + i * 30)
        pen.rect(min(left, left + 24), deck - 26, max(left, left + 24), deck, sheer(orange, 0.8))


def _barge(sheet: Sheet, spot: Point) -> None:
    """A crane barge lifting the next piece of deck into the gap."""
    x, y = spot
    with sheet.pen((x - 340, 200, x + 420, y + 60)) as pen:
        foot, tip = (x + 70, y - 110), (x - 2, 300)
        town.lattice(pen, foot, tip, 30, 22, 3.4, "#e9762f")
        pen.line([tip, (x + 210, y - 120)], 3, "#26404d")
        pen.line([tip, (x - 2, 540)], 3, "#26404d")
        for end in (x - 78, x + 74):
            pen.line([(x - 2, 540), (end, 668)], 2.4, "#26404d")
        pen.rect(x - 92, 668, x + 88, 682, "#5d7680")
        pen.rect(x - 92, 682, x + 88, 704, "#203a48")
        pen.poly(
            [
                (x + 40, y - 30),
                (x + 40, y - 130),
                (x + 120, y - 150),
                (x + 230, y - 130),
                (x + 230, y - 30),
            ],
            "#e9762f",
        )
        pen.poly(
            [(x + 52, y - 90), (x + 52, y - 124), (x + 100, y - 136), (x + 100, y - 90)], "#dfe6da"
        )
        pen.poly(
            [(x - 260, y - 36), (x + 330, y - 36), (x + 300, y + 18), (x - 230, y + 18)], "#1f3947"
        )
        pen.rect(x - 260, y - 40, x + 330, y - 26, "#b5523a")
        for dx in (-190, -120, -90):
            look = people.Look("#e9762f", "#1f2d38", hat="#f3d25a", stripe="#f7efcf")
            people.figure(pen, (x + dx, y - 38), 74, look, poses.STAND)
        water.wakes(pen, x + 40, y + 18, 560, "#eee6cb", 3)


def _scaffold(sheet: Sheet) -> None:
    """Two workers on the near scaffold, looking over a plan."""
    vest = people.Look("#ef7f2d", "#1b2b36", "#9a6a49", "#1d1512", 0.02, "#f3d25a", "#fbf3cf")
    other = people.Look(
        "#ef7f2d", "#24343d", "#6b452f", "#15100e", 0.02, "#f6f3e6", "#fbf3cf", True
    )
    stencil = sheet.plate(["#2a4350", "#14252f"], [(0, 1206), (780, 1226), (780, 1280), (0, 1280)])
    sheet.shade(stencil, "#e2cfa4", "top", 0.35, 0.5)
    with sheet.pen((0, 700, 900, 1280)) as pen:
        for x in (60, 700):
            pen.rect(x, 760, x + 12, 1230, "#152833")
        for y in (980, 1096):
            pen.line([(0, y - 2), (780, y + 18)], 9, "#152833")
        people.figure(pen, (300, 1214), 410, vest, poses.CARRY)
        people.figure(pen, (540, 1220), 390, other, poses.POINT, -1)
        pen.poly([(352, 946), (466, 930), (480, 992), (362, 1004)], "#eef0e2")
        pen.poly([(352, 946), (466, 930), (468, 942), (354, 958)], "#b9c8c6")
        for i in range(3):
            pen.line([(372, 970 + i * 11), (458, 960 + i * 11)], 2, "#5f8594")
