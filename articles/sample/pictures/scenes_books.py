"""The bookshop in the rain."""

from random import Random

from PIL import Image

from . import land, people, poses, town, water
from .paint import Sheet
from .palette import Ink, darker, mix, sheer
from .pen import Pen, Point, curve


def bookshop_window() -> Image.Image:
    """A lit bookshop on a rainy evening."""
    sheet = Sheet("bookshop-window")
    sheet.wash(["#1b2c46", "#2c4560", "#3f5c70"], (0, 0, 1920, 1000))
    _brickwork(sheet)
    sheet.wash(["#3a5364", "#22384c", "#131f33"], (0, 996, 1920, 1280))
    _shopfront(sheet)
    for left, right in ((270, 850), (1110, 1690)):
        _display(sheet, left, right)
    _shop_door(sheet)
    water.mirror(sheet, (0, 1040, 1920, 1280), ["#2f4658", "#1a2a40", "#111a2e"], (0.62, 0.18), 9)
    sheet.haze((0, 1030, 1920, 1050), "#182338", 0.6, "top")
    water.ripples(sheet, (0, 1050, 1920, 1280), 190, ["#ffd98a", "#0f1830", "#6f8796"], 0.35)
    for x in (560, 1400):
        sheet.glow((x, 760), 640, "#ffb45a", 0.32)
    _window_shopper(sheet)
    land.rain(sheet, 420, "#bcd0d8", 0.16, 0.4)
    return sheet.finish(vignette=0.65)


def _brickwork(sheet: Sheet) -> None:
    """The upper wall with two dark sash windows."""
    rng = sheet.rng
    with sheet.pen((0, 0, 1920, 330)) as pen:
        for row in range(12):
            for i in range(-1, 31):
                x, y = i * 66 + row % 2 * 33, row * 27
                ink = mix("#33445a", "#51525f", rng.random())
                pen.rect(x + 2, y + 2, x + 64, y + 25, sheer(ink, 0.7))
        for x in (420, 860, 1300):
            pen.rect(x - 14, 0, x + 214, 205, "#5f7280")
            pen.rect(x, 0, x + 200, 190, "#14243c")
            pen.rect(x + 96, 0, x + 104, 190, "#5f7280")
            pen.rect(x, 92, x + 200, 99, "#5f7280")
            pen.poly([(x + 8, 0), (x + 60, 0), (x + 20, 190), (x + 8, 190)], sheer("#5f8296", 0.3))
            pen.rect(x - 24, 190, x + 224, 208, "#75878f")


def _shopfront(sheet: Sheet) -> None:
    """Bottle-green woodwork with a lamp-lit sign board."""
    frame = sheet.plate(["#1d5548", "#144037", "#0d2c2a"], town.box_quad(180, 320, 1780, 1044))
    sheet.shade(frame, "#08201f", "bottom", 0.6, 0.6)
    with sheet.pen((150, 280, 1810, 1046)) as pen:
        pen.poly([(150, 330), (170, 300), (1790, 300), (1810, 330)], "#2c7361")
        pen.rect(150, 330, 1810, 344, "#0c2926")
        pen.rect(230, 358, 1730, 452, "#103630")
        for y in (364, 440):
            pen.rect(242, y, 1718, y + 5, "#d9a857")
        for i in range(9):
            _gilt_book(pen, (640 + i * 80, 404), 22 + 8 * (i % 2))
        for x in (196, 872, 1056, 1732):
            pen.rect(x, 470, x + 34, 1044, "#1f5f50")
            pen.rect(x + 4, 470, x + 9, 1044, "#3f8a74")
            pen.rect(x - 6, 470, x + 40, 494, "#2c7361")
            pen.rect(x - 6, 990, x + 40, 1044, "#123a33")
        for x in (420, 960, 1500):
            pen.arc([(x, 330), (x + 10, 306), (x + 50, 300), (x + 74, 330)], 5, "#0b201f")
            pen.poly([(x + 54, 330), (x + 94, 330), (x + 108, 356), (x + 40, 356)], "#0b201f")
    for x in (494, 1034, 1574):
        sheet.glow((x, 380), 260, "#ffcf87", 0.5, 0.4)


def _gilt_book(pen: Pen, spot: Point, size: float) -> None:
    """An open book painted in gold, standing in for lettering."""
    x, y = spot
    for side in (-1, 1):
        page = [(x, y + size * 0.3), (x, y - size * 0.3), (x + side * size * 0.5, y - size * 0.45)]
        page += [(x + side * size, y - size * 0.3), (x + side * size, y + size * 0.3)]
        pen.poly(
            [*page, (x + side * size * 0.5, y + size * 0.16)], "#d9a857" if side < 0 else "#f0c878"
        )


def _display(sheet: Sheet, left: float, right: float) -> None:
    """A window full of books under small lamps."""
    rng = sheet.rng
    stencil = sheet.plate(
        ["#ffdf95", "#fdc873", "#e58f3f"], town.box_quad(left - 36, 492, right + 24, 960)
    )
    sheet.shade(stencil, "#8c4320", "bottom", 0.5, 0.6)
    covers = ("#b5413a", "#23566b", "#e9dcc0", "#3f7a62", "#6b3f63", "#e0a33c", "#1f3550")
    with sheet.pen((left - 40, 480, right + 40, 980)) as pen:
        for y in (600, 676):
            _spines(pen, rng, (left - 30, right + 18), y, covers)
        for row, (y, tall) in enumerate(((808, 104), (934, 136))):
            pen.rect(left - 36, y, right + 24, y + 14, "#7a4322")
            x = left - 14 + row * 24
            while x + tall * 0.7 < right + 20:
                _cover(
                    pen, (x, y), tall * rng.uniform(0.86, 1), rng.choice(covers), rng.choice(covers)
                )
                x += tall * 0.96
        for i in range(3):
            x = left + 90 + i * 200
            pen.line([(x, 492), (x, 528)], 3, "#4a2c1c")
            pen.poly([(x - 10, 526), (x + 10, 526), (x + 28, 552), (x - 28, 552)], "#1d4a42")
        glass = [(left + 120, 492), (left + 230, 492), (left + 40, 960), (left - 70, 960)]
        pen.poly([(max(left - 36, x), y) for x, y in glass], sheer("#fff6dc", 0.14))
        pen.poly(
            [(left + 300, 492), (left + 330, 492), (left + 140, 960), (left + 110, 960)],
            sheer("#fff6dc", 0.12),
        )
    for i in range(3):
        sheet.glow((left + 90 + i * 200, 566), 130, "#fff0c0", 0.6)


def _spines(pen: Pen, rng: Random, span: Point, y: float, inks: tuple[Ink, ...]) -> None:
    """A shelf of books at the back of the window, spines out."""
    pen.rect(span[0], y, span[1], y + 6, "#a8632f")
    x = span[0] + 6
    while x < span[1] - 16:
        wide, tall = rng.uniform(8, 17), rng.uniform(38, 60)
        pen.rect(x, y - tall, x + wide - 1.5, y, mix(rng.choice(inks), "#f2a650", 0.42))
        x += wide


def _cover(pen: Pen, spot: Point, tall: float, ink: Ink, accent: Ink) -> None:
    """A book shown face out, with an abstract cover."""
    x, y = spot
    wide = tall * 0.7
    pen.rect(x + 4, y - tall + 4, x + wide + 5, y, "#6b3519")
    pen.rect(x, y - tall, x + wide, y, ink)
    pen.rect(x, y - tall, x + 5, y, darker(ink, 0.3))
    if accent == ink:
        accent = "#f3e3bd"
    kind = int(x + y) % 3
    if kind == 0:
        pen.disc(x + wide * 0.55, y - tall * 0.56, wide * 0.24, accent)
    elif kind == 1:
        pen.poly([(x + 5, y), (x + wide * 0.5, y - tall * 0.6), (x + wide, y)], accent)
    else:
        pen.rect(x + wide * 0.2, y - tall * 0.8, x + wide * 0.85, y - tall * 0.62, accent)
        pen.rect(x + wide * 0.2, y - tall * 0.54, x + wide * 0.65, y - tall * 0.48, accent)


def _shop_door(sheet: Sheet) -> None:
    """The glazed door with a reader inside."""
    sheet.plate(["#1f5f50", "#123a33"], town.box_quad(912, 492, 1050, 1040))
    sheet.plate(["#ffdf95", "#f6b45f", "#c46f30"], town.box_quad(930, 512, 1032, 930))
    with sheet.pen((906, 486, 1056, 1044)) as pen:
        look = people.Look("#7a3b2c", "#4a2a22", "#a8683f", "#4a2a22", long_hair=True)
        people.figure(pen, (984, 1080), 440, look, poses.CARRY, -1)
        pen.rect(912, 930, 1050, 1040, "#154a3f")
        pen.rect(932, 950, 1030, 1022, "#1f5f50")
        pen.rect(912, 492, 930, 1040, "#1a5547")
        pen.rect(1032, 492, 1050, 1040, "#1a5547")
        pen.disc(1041, 790, 7, "#f0c878")
        pen.rect(954, 560, 1008, 592, "#fbefd0")


def _window_shopper(sheet: Sheet) -> None:
    """A woman under an umbrella, looking in, and her reflection."""
    x, y = 700, 1150
    look = people.Look(
        "#8f2f3a", "#141c30", "#c98a64", "#1d1518", 0.16, back=True, long_hair=True, rim="#ffb968"
    )

    def draw(pen: Pen) -> None:
        people.figure(pen, (x, y), 470, look, poses.STAND)
        pen.limb((x + 46, y - 250), (x + 26, y - 560), 5, 4, "#0d1424")
        brim = [
            (x - 190, y - 450),
            (x - 120, y - 560),
            (x + 26, y - 612),
            (x + 170, y - 560),
            (x + 236, y - 450),
        ]
        ribs = [
            (x + 170, y - 468),
            (x + 98, y - 450),
            (x + 24, y - 470),
            (x - 50, y - 450),
            (x - 124, y - 468),
        ]
        pen.poly([*curve(brim, False), *ribs], "#d9a03f")
        for tip, shade in ((-124, 0.18), (-50, 0.0), (98, 0.22), (170, 0.3)):
            rib = [(x + 26, y - 610), (x + tip * 0.75 + 6, y - 545), (x + tip, y - 460)]
            pen.arc(rib, 3, darker("#d9a03f", 0.25 + shade))
        pen.limb((x + 26, y - 610), (x + 26, y - 632), 3, 2, "#0d1424")

    water.upside_down(sheet, draw, (x - 240, y - 640, x + 260, y), "#0c1226", 0.6, 0.3, 10)
    with sheet.pen((x - 240, y - 650, x + 260, y + 20)) as pen:
        draw(pen)
