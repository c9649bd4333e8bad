"""The forest fire."""

from PIL import Image

from . import land, people, poses
from .paint import Sheet
from .palette import mix, sheer
from .pen import Pen, Point


def forest_smoke() -> Image.Image:
    """Smoke over the pine forest, a helicopter bringing water."""
    sheet = Sheet("forest-smoke")
    sheet.wash(["#4a3a3f", "#8a5440", "#c9743f", "#eea052", "#f7c272"], (0, 0, 1920, 900))
    sheet.glow((560, 330), 520, "#ff8a45", 0.5)
    with sheet.pen((480, 250, 640, 410)) as pen:
        pen.disc(560, 330, 66, "#ffd9a0")
    _plume(sheet, (1360, 760), 620, 1.0)
    _plume(sheet, (240, 800), 430, 0.7)
    _ridges(sheet)
    _helicopter(sheet, (720, 330), 230)
    _crew(sheet)
    _embers(sheet)
    return sheet.finish(vignette=0.75)


def _plume(sheet: Sheet, foot: Point, tall: float, weight: float) -> None:
    """A leaning column of smoke, lit from below."""
    rng = sheet.rng
    for layer, (ink, low) in enumerate(
        (("#5d4640", "#b5653f"), ("#46373a", "#8f4f3a"), ("#6f5a52", "#d9854a"))
    ):
        puffs = []
        for i in range(40):
            t = i / 39
            drift = -(t**1.7) * tall * 0.75 * weight - layer * 26 * t
            wide = (30 + 150 * t**0.8) * weight * (1 - layer * 0.26)
            puffs.append(
                (
                    foot[0] + drift + rng.gauss(0, wide * 0.55),
                    foot[1] - t * tall * 1.25 + rng.gauss(0, 16),
                    wide * rng.uniform(0.5, 0.95),
                )
            )

        def draw(pen: Pen, spots: list[tuple[float, float, float]] = puffs) -> None:
            for spot in spots:
                pen.disc(*spot)

        box = (foot[0] - tall * 1.7, foot[1] - tall * 1.7, foot[0] + tall, foot[1] + 60)
        cut = sheet.stencil(draw, box, soft=5 if layer < 2 else 8)
        sheet.fill(cut, [ink, ink, mix(ink, low, 0.5), low], 0.92 if layer < 2 else 0.55)
        sheet.shade(cut, "#33292e", "top", 0.35, 0.8)


def _ridges(sheet: Sheet) -> None:
    """Row upon row of pines with fire burning between them."""
    steps = (
        (690, 130, "#a8643f", (26, 50), 150),
        (770, 120, "#7d4a38", (46, 84), 150),
        (880, 110, "#523436", (80, 150), 120),
        (1010, 90, "#2f242c", (130, 240), 80),
    )
    for i, (base, rise, ink, heights, count) in enumerate(steps):
        line = land.rolling(sheet.rng, (-60, 1980), base, rise, 1.3 + 0.3 * i)
        if i in (1, 2):
            _fire(sheet, line, 1360 - 120 * i, 240 + 60 * i)
        land.ground(sheet, line, 1290, [ink, mix(ink, "#f0a050", 0.25)])
        land.pines(sheet, line, count, heights, ink)
        sheet.haze((0, base - 140, 1920, base + 180), "#f0a050", 0.38 - 0.1 * i, "middle")


def _fire(sheet: Sheet, line: list[Point], middle: float, spread: float) -> None:
    """A seam of flame along a ridge with its glare in the smoke."""
    rng = sheet.rng
    near = [p for p in line if abs(p[0] - middle) < spread]
    top = min(y for _, y in near)
    sheet.glow((middle, top - 10), spread * 1.7, "#ff6a2a", 0.85, 0.6)
    flames = []
    for _ in range(42):
        x, y = near[rng.randrange(len(near))]
        x += rng.uniform(-14, 14)
        fall = 1 - abs(x - middle) / (spread * 1.15)
        flames.append((x, y + 20, rng.uniform(50, 130) * fall))
    with sheet.pen((middle - spread - 60, top - 220, middle + spread + 60, top + 220)) as pen:
        for size, ink in ((1.0, "#f0622a"), (0.66, "#ffa53f"), (0.36, "#ffe39a")):
            for x, y, tall in flames:
                h = max(6, tall * size)
                tongue = [
                    (x - h * 0.2, y),
                    (x - h * 0.17, y - h * 0.4),
                    (x + h * 0.08, y - h),
                    (x + h * 0.14, y - h * 0.45),
                    (x + h * 0.2, y),
                ]
                pen.blob(tongue, ink)


def _helicopter(sheet: Sheet, spot: Point, k: float) -> None:
    """A helicopter flying right, a bucket on a line below it."""

    def at(*points: Point) -> list[Point]:
        return [(spot[0] + px * k, spot[1] - py * k) for px, py in points]

    dark, red = "#2a1f28", "#d9432f"
    with sheet.pen(
        (spot[0] - k * 1.6, spot[1] - k * 0.7, spot[0] + k * 1.4, spot[1] + k * 1.7)
    ) as pen:
        pen.line(at((0.05, -0.22), (-0.12, -0.95)), 2, dark)
        pen.blob(at((-0.26, -0.95), (0.02, -0.95), (-0.01, -1.16), (-0.23, -1.16)), "#e9a03f")
        for i in range(9):
            drop = at((-0.16 + i % 3 * 0.05, -1.2 - i * 0.045))[0]
            pen.limb(drop, (drop[0] - 4, drop[1] + 15), 2.2, 1, sheer("#f6e6cf", 0.75))
        pen.poly(at((-0.2, 0.1), (-1.15, 0.16), (-1.2, 0.2), (-1.1, 0.22), (-0.2, 0.24)), red)
        pen.poly(at((-1.1, 0.18), (-1.3, 0.42), (-1.18, 0.42), (-1.0, 0.2)), red)
        pen.ring(*at((-1.2, 0.24))[0], k * 0.13, 4, dark)
        pen.blob(
            at(
                (-0.34, 0.2),
                (-0.1, 0.31),
                (0.24, 0.27),
                (0.48, 0.06),
                (0.48, -0.08),
                (0.2, -0.2),
                (-0.16, -0.18),
                (-0.36, 0.0),
            ),
            red,
        )
        pen.blob(at((0.14, 0.23), (0.32, 0.18), (0.46, 0.03), (0.4, -0.03), (0.14, 0.0)), "#f6d9a6")
        pen.poly(at((-0.2, 0.18), (0.04, 0.22), (0.04, 0.02), (-0.2, 0.0)), "#f6d9a6")
        pen.blob(at((-0.34, 0.02), (0.46, -0.08), (0.2, -0.2), (-0.16, -0.18)), "#8f2b2a")
        pen.line(at((-0.2, -0.3), (0.4, -0.3), (0.5, -0.24)), 6, dark)
        for x in (-0.08, 0.22):
            pen.line(at((x, -0.17), (x - 0.03, -0.3)), 4, dark)
        pen.rect(*at((-0.03, 0.38))[0], *at((0.05, 0.26))[0], dark)
        pen.lens(*at((0.01, 0.39))[0], k * 1.15, 7, sheer(dark, 0.85))
        pen.lens(*at((0.2, 0.4))[0], k * 0.8, 16, sheer("#f6d9a6", 0.25))


def _crew(sheet: Sheet) -> None:
    """Firefighters on a rock in the foreground, hose and spade in hand."""
    rock = [
        (900, 1290),
        (980, 1180),
        (1120, 1120),
        (1380, 1096),
        (1640, 1110),
        (1800, 1060),
        (1940, 1040),
        (1940, 1290),
    ]
    stencil = sheet.plate(["#2a2028", "#150f18"], rock)
    sheet.shade(stencil, "#e9843f", "top", 0.5, 0.45)
    rim = "#ffb566"
    coat = {"legs": "#241d2b", "hat": "#e9b23c", "stripe": "#f6e9a8", "rim": rim, "hem": 0.05}
    one = people.Look("#4a3a2f", skin="#8a5a3c", **coat)
    two = people.Look("#55432f", skin="#c98f6b", **{**coat, "hat": "#d9432f"})
    with sheet.pen((900, 640, 1920, 1280)) as pen:
        people.figure(pen, (1660, 1112), 400, one, poses.POINT, -1)
        people.figure(pen, (1390, 1106), 390, two, poses.CARRY, -1)
        people.figure(pen, (1200, 1122), 370, one, poses.STAND, -1)
        pen.limb((1130, 800), (1152, 1130), 5, 5, "#1d151c")
        pen.poly([(1136, 1110), (1168, 1108), (1166, 1160), (1150, 1172), (1138, 1160)], "#3d3038")
        hose = [
            (1290, 866),
            (1340, 880),
            (1420, 900),
            (1470, 1000),
            (1540, 1120),
            (1700, 1180),
            (1920, 1190),
        ]
        pen.arc(hose, 15, "#d98a3f")
        pen.arc([(x, y - 4) for x, y in hose], 3, "#f7c98a")
        pen.limb((1296, 868), (1252, 856), 8, 11, "#1d151c")
    land.pines(sheet, [(x, 1300.0) for x in range(-40, 700, 40)], 16, (260, 520), "#1b141c")


def _embers(sheet: Sheet) -> None:
    """Sparks on the wind."""
    rng = sheet.rng
    with sheet.pen() as pen:
        for _ in range(150):
            turn = rng.random() ** 0.7
            x, y = 1300 - turn * 1300 * rng.random() + rng.uniform(-90, 500), 900 - turn * 800
            pen.disc(
                x,
                y,
                rng.uniform(1, 3.6),
                sheer(rng.choice(("#ffcf7a", "#ff8a3f", "#ffe9b8")), rng.uniform(0.4, 0.95)),
            )
