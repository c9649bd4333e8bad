"""The old lighthouse."""

import math

from PIL import Image, ImageChops

from . import land, town, water
from .paint import Sheet
from .palette import darker, fading, mix, sheer
from .pen import Pen, Point


def old_lighthouse() -> Image.Image:
    """The light sweeping a stormy evening sea."""
    sheet = Sheet("old-lighthouse")
    sheet.wash(
        ["#11183a", "#24295a", "#4b4280", "#8e5f92", "#e08f8a", "#f8bd93"], (0, 0, 1920, 850)
    )
    for x, y, wide, tall in ((300, 330, 900, 230), (1500, 250, 1100, 200), (760, 500, 760, 190)):
        land.heap(sheet, (x, y), (wide, tall), ["#3a3776", "#2b2d66"], "#9c6fa0")
    land.streaks(sheet, (0, 520, 1920, 780), 18, "#3b3470", 0.65)
    _open_sea(sheet)
    _cliff(sheet)
    _tower(sheet, (1330, 700), 520)
    _spray(sheet)
    land.rain(sheet, 220, "#a7a5d6", 0.35, 0.22)
    return sheet.finish(vignette=0.6)


def _open_sea(sheet: Sheet) -> None:
    """Rows of swell, darker and taller towards the viewer."""
    sheet.wash(["#8b6393", "#3d3f78", "#161f48"], (0, 838, 1920, 1280))
    water.ripples(sheet, (0, 842, 1920, 960), 160, ["#f2a993", "#2c2f66"], 0.6)
    with sheet.pen((0, 850, 1920, 1280)) as pen:
        for i in range(6):
            near = i / 5
            fill = mix("#4a4a86", "#0d1436", near)
            crest = mix("#d99aa8", "#6f78b8", near)
            water.swell(pen, sheet, 905 + i * 68, 16 + 34 * near, 210 + 260 * near, fill, crest)


def _cliff(sheet: Sheet) -> None:
    """The rock the tower stands on."""
    rock = [
        (1010, 1010),
        (1050, 930),
        (1040, 880),
        (1110, 800),
        (1130, 740),
        (1210, 705),
        (1460, 690),
        (1640, 660),
        (1800, 668),
        (1920, 640),
        (1920, 1160),
        (1500, 1130),
        (1250, 1090),
    ]
    stencil = sheet.plate(["#3d3568", "#1a1d47", "#0f1434"], rock)
    sheet.shade(stencil, "#0a0e28", "right", 0.8, 0.8)
    _slabs(sheet, rock)
    with sheet.pen((1000, 540, 1920, 1160)) as pen:
        grass = [(1130, 742), (1210, 703), (1460, 688), (1640, 658), (1800, 666), (1920, 638)]
        pen.poly([*grass, (1920, 668), (1640, 690), (1460, 712), (1220, 724)], "#3f4a72")
        _cottage(pen)
    sheet.glow((1632, 640), 90, "#ffc572", 0.7)


def _slabs(sheet: Sheet, rock: list[Point]) -> None:
    """Buttresses of stone, their left sides catching the last light."""
    for i, (x, top) in enumerate(
        ((1128, 760), (1232, 716), (1352, 716), (1486, 704), (1640, 682), (1800, 684))
    ):
        low, wide = 1150 - 8 * (i % 2), 74 + 12 * (i % 3)
        lit = [(x, top), (x + 16, top + 150), (x + 2, top + 300), (x + 8, low), (x - wide, low)]
        lit += [(x - wide * 0.62, top + 230), (x - wide * 0.3, top + 90)]
        face = sheet.plate([mix("#9a6a92", "#2b2a5c", 0.25 + i * 0.13), "#1d1f4c"], lit)
        sheet.shade(face, "#10143a", "bottom", 0.8, 0.9)
        dark = [
            (x, top),
            (x + wide * 0.55, top + 60),
            (x + wide * 0.4, top + 260),
            (x + wide * 0.8, low),
        ]
        side = sheet.plate(
            ["#181a45", "#0c1030"], [*dark, (x + 8, low), (x + 2, top + 300), (x + 16, top + 150)]
        )
        sheet.shade(side, "#070a20", "right", 0.7, 0.8)


def _cottage(pen: Pen) -> None:
    """The keeper's house with one window lit."""
    pen.poly([(1540, 672), (1540, 610), (1740, 604), (1740, 664)], "#8c7aa8")
    pen.poly([(1540, 672), (1540, 610), (1585, 580), (1600, 612), (1600, 670)], "#5b5288")
    pen.poly([(1525, 614), (1585, 566), (1716, 560), (1756, 606), (1604, 614)], "#262a58")
    pen.rect(1690, 530, 1712, 580, "#262a58")
    pen.rect(1618, 626, 1646, 654, "#ffd98c")
    pen.rect(1684, 622, 1708, 660, "#33336b")


def _tower(sheet: Sheet, foot: Point, height: float) -> None:
    """The banded tower, its lantern and both arms of the beam."""
    x, y = foot
    lamp = (x, y - height - 34)
    for end, width, strength in ((-260, 210, 0.7), (2260, 150, 0.55)):
        beam = sheet.cut([lamp, (end, lamp[1] + 60 - width), (end, lamp[1] + 60 + width)], soft=9)
        fade = fading((1, 0.25), beam.mask.size, "right" if end < x else "left")
        beam = beam._replace(mask=ImageChops.multiply(beam.mask, fade))
        sheet.light(beam, "#f2a988", strength * 0.75)
    body = [(x - 74, y), (x - 44, y - height), (x + 44, y - height), (x + 74, y)]
    tower = sheet.plate(["#fdf0dc", "#d8b9c0", "#9a84ae"], body)
    for low, high in ((0.18, 0.38), (0.58, 0.78)):
        a, b = 74 - 30 * low, 74 - 30 * high
        band = [(x - a, y - height * low), (x - b, y - height * high)]
        band += [(x + b, y - height * high), (x + a, y - height * low)]
        sheet.plate(["#d9565a", "#a83f5c"], band)
    sheet.shade(tower, "#1d1d4a", "right", 1.0, 0.9)
    with sheet.pen((x - 120, y - height - 130, x + 120, y)) as pen:
        _lantern(pen, x, y - height)
        for share in (0.12, 0.48, 0.86):
            pen.blob(
                town.box_quad(x - 11, y - height * share - 26, x + 9, y - height * share), "#2a2850"
            )
    sheet.glow(lamp, 420, "#ffd98a", 0.8)
    sheet.glow(lamp, 120, "#fff7dc", 1.0)


def _lantern(pen: Pen, x: float, y: float) -> None:
    """Gallery, glass and cap."""
    pen.poly([(x - 66, y), (x - 56, y + 20), (x + 56, y + 20), (x + 66, y)], "#1d1f4a")
    pen.rect(x - 36, y - 66, x + 36, y, "#fff3c4")
    for dx in (-36, -13, 10, 32):
        pen.rect(x + dx, y - 66, x + dx + 4, y, "#2a2850")
    pen.poly([(x - 48, y - 64), (x, y - 112), (x + 48, y - 64)], "#a83f5c")
    pen.limb((x, y - 110), (x, y - 128), 4, 2, "#1d1f4a")
    for dx in range(-64, 65, 16):
        pen.line([(x + dx, y), (x + dx, y - 26)], 2, "#1d1f4a")
    pen.line([(x - 64, y - 26), (x + 64, y - 26)], 2.5, "#1d1f4a")


def _spray(sheet: Sheet) -> None:
    """Breakers at the foot of the cliff."""
    rng = sheet.rng
    foot = (1075, 1128)
    jets = []
    for _ in range(46):
        turn = rng.gauss(-1.95, 0.42)
        long = rng.uniform(110, 330) * (1 - 0.5 * abs(turn + 1.95))
        tip = (foot[0] + math.cos(turn) * long, foot[1] + math.sin(turn) * long)
        bend = (
            foot[0] + math.cos(turn + 0.12) * long * 0.55,
            foot[1] + math.sin(turn + 0.12) * long * 0.6,
        )
        jets.append((bend, tip))
    area = (760, 720, 1420, 1160)

    def splash(pen: Pen) -> None:
        for bend, tip in jets:
            pen.limb(foot, bend, 46, 20)
            pen.limb(bend, tip, 20, 2)
        for _, tip in jets:
            for _ in range(4):
                at = (tip[0] + rng.gauss(0, 22), tip[1] + rng.gauss(-6, 22))
                pen.disc(*at, rng.uniform(1.5, 6))

    sheet.fill(sheet.stencil(splash, area, 12), "#8e88bd", 0.7)
    body = sheet.stencil(splash, area)
    sheet.fill(body, ["#f3d3d3", "#c9b3d3", "#7f83bd"], 0.92)
    sheet.shade(body, "#5a5f9f", "right", 0.6, 0.7)
    with sheet.pen((860, 1080, 1300, 1180)) as pen:
        for i in range(6):
            half = sheet.rng.uniform(60, 190)
            pen.lens(1080 + i * 14, 1118 + i * 7, half, 13, sheer("#d9c3d6", 0.8 - i * 0.1))
    with sheet.pen((0, 1020, 1920, 1280)) as pen:
        water.swell(pen, sheet, 1150, 44, 420, "#10183c", "#5d69a8")
        water.swell(pen, sheet, 1235, 50, 520, darker("#0d1436", 0.2), "#47528f")
