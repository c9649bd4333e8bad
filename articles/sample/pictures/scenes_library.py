"""The library's reading room."""

from PIL import Image

from . import people, poses, town
from .paint import Sheet
from .palette import Ink, darker, mix, sheer
from .pen import Pen, Point

EYE = (960.0, 590.0)
SPINES = ("#8f3a34", "#2f5f58", "#c98f4a", "#3d4a5f", "#6b3a4a", "#d9c39a", "#4a6b4a", "#7a4a2c")


def library_reading_room() -> Image.Image:
    """Readers under green lamps in the great reading room."""
    sheet = Sheet("library-reading-room")
    sheet.wash(["#2b2a22", "#4d4430", "#6b5534"])
    _vault(sheet)
    _far_wall(sheet)
    _floor(sheet)
    for side in (-1, 1):
        _bookcases(sheet, side)
    sheet.glow((960, 470), 900, "#ffe3a0", 0.4)
    _shafts(sheet)
    for depths in ((2.5, 3.3), (1.6, 2.15), (1.02, 1.38)):
        for side in (-1, 1):
            _table(sheet, side, depths)
    return sheet.finish(vignette=0.7)


def _vault(sheet: Sheet) -> None:
    """A coffered barrel vault with its ribs running back."""
    with sheet.pen((0, 0, 1920, 620)) as pen:
        steps = [0.7 * 1.16**i for i in range(11)]
        for i, depth in enumerate(steps):
            tone = mix("#3a3426", "#c9a566", i / 12)
            pen.poly([*_rib(depth), (1920, 0), (0, 0)] if i == 0 else _rib(depth), tone)
            pen.line(_rib(depth), 16 / depth, mix("#8f6f3d", "#f0d08a", i / 12))
        for turn in range(1, 20):
            near, far = _rib(steps[0])[turn], _rib(steps[-1])[turn]
            pen.line([near, far], 3, sheer("#e0bc78", 0.35))


def _rib(depth: float) -> list[Point]:
    """One arch of the vault."""
    x, y = town.seen(EYE, 0, -330, depth)
    arch = town.round_arch(0, 0, 1)
    return [(x + px * 1010 / depth, y + py * 620 / depth) for px, py in arch]


def _far_wall(sheet: Sheet) -> None:
    """The end wall with its great window."""
    half, top, low = 1010 / 3.6, 590 - 330 / 3.6, 590 + 430 / 3.6
    wall = [(960 - half, low), (960 - half, top), *_rib(3.6), (960 + half, top), (960 + half, low)]
    sheet.plate(["#d9b878", "#8a6a42"], wall)
    frame = [(820, 640), (820, 470), *town.round_arch(960, 470, 140), (1100, 640)]
    sheet.plate("#5d4a2c", frame)
    pane = [(834, 626), (834, 470), *town.round_arch(960, 470, 126), (1086, 626)]
    glass = sheet.plate(["#fffbe4", "#fff0bf", "#f7d38a"], pane)
    sheet.shade(glass, "#9fb59a", "bottom", 0.4, 0.5)
    with sheet.pen((810, 320, 1110, 650)) as pen:
        for x in (897, 960, 1023):
            pen.rect(x - 3, 345, x + 3, 626, "#5d4a2c")
        for y in (470, 548):
            pen.rect(834, y - 3, 1086, y + 3, "#5d4a2c")
        pen.ring(960, 470, 70, 5, "#5d4a2c")


def _floor(sheet: Sheet) -> None:
    """Boards with the window's light along the aisle."""
    boards = sheet.plate(
        ["#8f6f42", "#5d4228", "#2b1f1a"], town.slab(EYE, 430, (-1100, 1100), (0.6, 3.6))
    )
    sheet.shade(boards, "#1d1614", "bottom", 0.6, 0.6)
    runner = sheet.plate(
        ["#8a4a34", "#6b2f2a", "#3d1c1f"], town.slab(EYE, 430, (-150, 150), (0.6, 3.6))
    )
    sheet.shade(runner, "#f7d38a", "top", 0.6, 0.7)
    with sheet.pen((0, 690, 1920, 1280)) as pen:
        for i in range(-11, 12):
            a, b = town.seen(EYE, i * 100, 430, 3.6), town.seen(EYE, i * 100, 430, 0.6)
            pen.line([a, b], 1.6, sheer("#20160f", 0.5))
        for x in (-150, 150):
            pen.line(
                [town.seen(EYE, x * 0.93, 430, 3.6), town.seen(EYE, x * 0.93, 430, 0.6)],
                4,
                "#d9a857",
            )


def _bookcases(sheet: Sheet, side: int) -> None:
    """Two tiers of shelves down one side, with a gallery between them."""
    box = (0, 0, 960, 1280) if side < 0 else (960, 0, 1920, 1280)
    steps = [0.62 * 1.29**i for i in range(8)]
    with sheet.pen(box) as pen:
        pen.poly(town.panel(EYE, side * 1000, (-340, 430), (0.6, 3.6)), "#3a2a1f")
        for i in reversed(range(7)):
            depths = (steps[i], min(3.6, steps[i + 1]))
            haze = i / 9
            for heights, rows in (((-310, -90), 4), ((-10, 400), 6)):
                _bay(pen, sheet, town.panel(EYE, side * 990, heights, depths), rows, haze, side)
            pillar = town.panel(
                EYE, side * 970, (-340, 430), (depths[0] * 0.985, depths[0] * 1.035)
            )
            pen.poly(pillar, mix("#6b4a2c", "#d9b878", haze))
            pen.poly(town.cell(pillar, 0, 0, 0.35, 1), mix("#9a6f42", "#e9cc8f", haze))
        gallery = town.panel(EYE, side * 900, (-60, -20), (0.6, 3.6))
        pen.poly(gallery, "#5d4028")
        pen.poly(town.cell(gallery, 0, 0, 1, 0.25), "#c9964f")
        for i in range(60):
            depth = 0.62 * 1.031**i
            pen.line(
                [town.seen(EYE, side * 900, -130, depth), town.seen(EYE, side * 900, -60, depth)],
                3 / depth,
                "#2b1f17",
            )
        pen.line(
            [town.seen(EYE, side * 900, -132, 0.6), town.seen(EYE, side * 900, -132, 3.6)],
            6,
            "#c9964f",
        )


def _bay(pen: Pen, sheet: Sheet, quad: list[Point], rows: int, haze: float, side: int) -> None:
    """One bookcase with its rows of spines."""
    rng = sheet.rng
    pen.poly(quad, mix("#20160f", "#8a6a42", haze))
    count = max(4, round(16 - haze * 14))
    for row in range(rows):
        low = (row + 0.92) / rows
        for i in range(count):
            if rng.random() < 0.06:
                continue
            top = (row + rng.uniform(0.16, 0.36)) / rows
            u = 0.05 + 0.9 * i / count
            ink = mix(rng.choice(SPINES), "#e0bc78", haze * 0.85)
            ink = darker(ink, 0.12 * row / rows + (0.12 if side > 0 else 0))
            pen.poly(town.cell(quad, u, top, u + 0.9 / count * 0.88, low), ink)
        pen.poly(town.cell(quad, 0, low, 1, (row + 1) / rows), mix("#6b4a2c", "#d9b878", haze))


def _shafts(sheet: Sheet) -> None:
    """Slanting daylight from high windows on the left."""
    for x, strength in ((120, 0.2), (470, 0.14)):
        beam = [(x, -20), (x + 130, -20), (x + 950, 1100), (x + 620, 1100)]
        sheet.light(sheet.cut(beam, soft=24), "#ffe7ae", strength)


def _table(sheet: Sheet, side: int, depths: tuple[float, float]) -> None:
    """A long table with lamps, open books and readers."""
    near, far = depths
    inner, outer = side * 300, side * 760
    sides = (min(inner, outer), max(inner, outer))
    haze = (near - 1) / 3.2
    spots = [near * 1.04 + (far - near) * t for t in (0.06, 0.62)]
    reach = 900 / near
    with sheet.pen((0, 300, 1920, 1280)) as pen:
        for depth in reversed(spots):
            _reader(pen, sheet, town.seen(EYE, outer, 430, depth), 420 / depth, -side, haze)
        top = town.slab(EYE, 210, sides, depths)
        for x in (inner, outer):
            leg = town.seen(EYE, x * 0.96, 225, near * 1.02)
            foot = town.seen(EYE, x * 0.96, 430, near * 1.02)
            pen.limb(leg, foot, 14 / near, 10 / near, "#3a2418")
        edge = [top[3], top[2], *[(x, y + 24 / near) for x, y in (top[2], top[3])]]
        pen.poly(top, mix("#a86b38", "#e0b060", haze))
        pen.poly(edge, mix("#6b3f22", "#c9964f", haze))
        for t in (0.12, 0.5, 0.86):
            _papers(pen, sheet, town.cell(top, 0.12, t - 0.1, 0.36, t + 0.06))
            _papers(pen, sheet, town.cell(top, 0.64, t - 0.1, 0.88, t + 0.06))
    for t in (0.35, 0.85):
        _lamp(sheet, town.inside(top, 0.5, t), 150 / (far + (near - far) * t), haze)
    with sheet.pen((max(0, 960 - reach), 300, min(1920, 960 + reach), 1280)) as pen:
        for depth in reversed(spots):
            _reader(pen, sheet, town.seen(EYE, inner * 0.92, 430, depth), 420 / depth, side, haze)


def _papers(pen: Pen, sheet: Sheet, quad: list[Point]) -> None:
    """An open book lying on the table, or nothing."""
    if sheet.rng.random() < 0.75:
        pen.poly(quad, "#fbeecb")
        pen.line([town.inside(quad, 0.5, 0), town.inside(quad, 0.5, 1)], 2, "#b98f5c")


def _lamp(sheet: Sheet, spot: Point, size: float, haze: float) -> None:
    """A brass lamp with a green glass shade."""
    x, y = spot
    with sheet.pen((x - size, y - size * 1.2, x + size, y + size * 0.2)) as pen:
        pen.oval(x, y, size * 0.22, size * 0.07, "#c9964f")
        pen.limb((x, y), (x, y - size * 0.66), size * 0.035, size * 0.03, "#d9ac5c")
        shade = [
            (-0.46, -0.56),
            (-0.38, -0.78),
            (-0.2, -0.88),
            (0.2, -0.88),
            (0.38, -0.78),
            (0.46, -0.56),
        ]
        pen.poly(
            [(x + px * size, y + py * size) for px, py in shade], mix("#2f8a5f", "#8fc08a", haze)
        )
        pen.poly(
            [(x + px * size, y + py * size) for px, py in shade[:3]]
            + [(x - size * 0.05, y - size * 0.6)],
            mix("#5fc08a", "#b9dca4", haze),
        )
        pen.poly(
            [
                (x - size * 0.46, y - size * 0.56),
                (x + size * 0.46, y - size * 0.56),
                (x + size * 0.42, y - size * 0.5),
                (x - size * 0.42, y - size * 0.5),
            ],
            "#fff6cf",
        )
    sheet.glow((x, y - size * 0.45), size * 1.5, "#ffd98a", 0.7, 0.8)


def _reader(pen: Pen, sheet: Sheet, foot: Point, tall: float, facing: int, haze: float) -> None:
    """Somebody bent over a book, on a chair."""
    rng = sheet.rng
    coat: Ink = rng.choice(("#8f3a34", "#2f5f68", "#d9b878", "#4a5f4a", "#5d4a6b", "#c9764a"))
    look = people.veiled(people.anyone(rng, (coat,), ("#2b2a33", "#3a2f2b")), "#c9a566", haze)
    x, y = foot
    back = x - tall * 0.14 * facing
    chair = mix("#3a2418", "#a8793f", haze)
    pen.limb(
        (back, y), (back - tall * 0.02 * facing, y - tall * 0.62), tall * 0.018, tall * 0.018, chair
    )
    pen.limb(
        (back, y - tall * 0.3),
        (x + tall * 0.12 * facing, y - tall * 0.3),
        tall * 0.02,
        tall * 0.02,
        chair,
    )
    pen.limb(
        (x + tall * 0.12 * facing, y - tall * 0.3),
        (x + tall * 0.13 * facing, y),
        tall * 0.016,
        tall * 0.014,
        chair,
    )
    people.figure(pen, foot, tall, look, poses.SIT, facing)
