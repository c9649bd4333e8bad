"""The swimming pool."""

import math

from PIL import Image

from . import people, poses, town
from .paint import Sheet
from .palette import Ink, darker, lighter, mix, sheer
from .pen import Pen, Point

EYE = (960.0, -260.0)


def swimming_pool() -> Image.Image:
    """A butterfly final, seen from the starting blocks."""
    sheet = Sheet("swimming-pool")
    sheet.wash(["#0f5f7f", "#1b8fa8", "#3fc0c4", "#1f9fb5"], (0, 250, 1920, 1280))
    _far_side(sheet)
    _caustics(sheet)
    _lanes(sheet)
    for lane, depth, pose in ((-2, 1.75, 0), (-1, 2.15, 1), (1, 1.62, 1), (2, 2.05, 0)):
        _swimmer(sheet, lane, depth, pose)
    _swimmer(sheet, 0, 1.12, 0)
    return sheet.finish(vignette=0.6)


def _lane_x(edge: float) -> float:
    """Where the rope at a lane edge lies at depth 1."""
    return edge * 470


def _far_side(sheet: Sheet) -> None:
    """The far deck: tiled wall, windows, officials and flags."""
    sheet.wash(["#f3ecd2", "#e0d6b8", "#c9bd9f"], (0, 0, 1920, 262))
    with sheet.pen((0, 0, 1920, 300)) as pen:
        for i in range(8):
            x = 20 + i * 242
            pen.rect(x, 0, x + 214, 122, "#bfe3df")
            pen.poly([(x + 30, 0), (x + 120, 0), (x + 50, 122), (x, 122), (x, 60)], "#dff3ea")
            pen.rect(x + 104, 0, x + 110, 122, "#f3ecd2")
        pen.rect(0, 200, 1920, 232, "#e9e0c6")
        pen.rect(0, 232, 1920, 262, "#7fb5b5")
        for x in range(0, 1920, 40):
            pen.rect(x, 234, x + 2, 262, "#e9e0c6")
        inks = ("#d9453c", "#f0b43f", "#f6f3e6", "#1d5f86")
        line = town.sagging((-20, 120), (1940, 120), 34, 64)
        pen.line(line, 2, "#4d6570")
        for i, (x, y) in enumerate(line[1:-1]):
            pen.poly([(x - 11, y), (x + 11, y), (x, y + 32)], inks[i % 4])
        for x, coat in (
            (300, "#d9453c"),
            (720, "#f6f3e6"),
            (1010, "#d9453c"),
            (1330, "#1d5f86"),
            (1620, "#f6f3e6"),
        ):
            look = people.Look(
                coat, "#28405a", sheet.rng.choice(people.SKINS), hat="#f6f3e6" if x % 3 else ""
            )
            people.figure(pen, (x, 226), 116, look, poses.STAND)
        for lane in range(-2, 3):
            x = town.seen(EYE, lane * 470, 0, 3.0)[0]
            pen.rect(x - 28, 206, x + 28, 246, "#1d5f86")
            pen.rect(x - 32, 200, x + 32, 210, "#f6f3e6")


def _caustics(sheet: Sheet) -> None:
    """A net of light wobbling on the pool floor, and the lanes' black lines."""
    rng = sheet.rng
    with sheet.pen((0, 262, 1920, 1280)) as pen:
        for lane in range(-2, 3):
            stripe = [
                town.seen(EYE, _lane_x(lane) + dx, 1560, d)
                for dx, d in ((-38, 2.9), (38, 2.9), (38, 0.95), (-38, 0.95))
            ]
            pen.poly(stripe, sheer("#0a4a66", 0.55))
        for row in range(30):
            depth = 0.96 + 2.0 * (row / 29) ** 1.2
            for turn in (0.0, math.pi):
                line = []
                for i in range(121):
                    x = -3400 + i * 6800 / 120
                    sway = math.sin(x / 88 + turn + row * 1.7) + 0.6 * math.sin(x / 203 + row * 2.9)
                    line.append(town.seen(EYE, x + rng.uniform(-9, 9), 1540 + 17 * sway, depth))
                pen.line(line, 3.6 / depth, sheer("#b5f3e8", 0.26))


def _lanes(sheet: Sheet) -> None:
    """Lane ropes of red, white and blue floats."""
    with sheet.pen((0, 262, 1920, 1280)) as pen:
        for edge in (-2.5, -1.5, -0.5, 0.5, 1.5, 2.5):
            depth, i = 2.98, 0
            while depth > 0.95:
                step = 0.022 * depth
                a, b = (
                    town.seen(EYE, _lane_x(edge), 1530, d) for d in (depth, depth - step * 0.82)
                )
                end = depth < 1.25 or depth > 2.5
                ink = "#d9352f" if end else ("#f6f3e6", "#1d5f86")[i // 4 % 2]
                half = 15 / depth
                pen.limb(
                    (a[0] + 4, a[1] + 26 / depth),
                    (b[0] + 4, b[1] + 26 / depth),
                    half,
                    half,
                    sheer("#0a4a66", 0.35),
                )
                pen.limb(a, b, half, half * 1.02, ink)
                pen.limb(
                    (a[0] - half * 0.3, a[1] - half * 0.4),
                    (b[0] - half * 0.3, b[1] - half * 0.4),
                    half * 0.25,
                    half * 0.25,
                    lighter(ink, 0.5),
                )
                depth, i = depth - step, i + 1


def _swimmer(sheet: Sheet, lane: int, depth: float, pose: int) -> None:
    """A butterfly swimmer from the front: arms out, cap, goggles, spray."""
    rng = sheet.rng
    x, y = town.seen(EYE, _lane_x(lane), 1530, depth)
    k = 372 / depth
    skin: Ink = ("#c98f6b", "#8a5a3c", "#e2b48c", "#b97f56", "#5f3c2a")[lane + 2]
    cap = ("#d9453c", "#f6f3e6", "#f0b43f", "#1d3a5f", "#8a2f5a")[lane + 2]
    _wake(sheet, (x, y), k)
    with sheet.pen((x - k, y - k * 0.6, x + k, y + k * 0.4)) as pen:
        pen.oval(x, y + k * 0.1, k * 0.62, k * 0.1, sheer("#0a4a66", 0.45))
        _stroke(pen, (x, y), k, skin, pose)
        _head(pen, (x, y - k * 0.1), k, skin, cap)
        for _ in range(round(90 + k * 0.16)):
            side = rng.choice((-1, 1))
            at = (x + side * rng.gauss(0.36, 0.17) * k, y + k * 0.07 - abs(rng.gauss(0, 0.11)) * k)
            pen.disc(*at, rng.uniform(0.003, 0.016) * k, sheer("#f4fdf8", rng.uniform(0.5, 1)))
        for _ in range(26):
            pen.lens(
                x + rng.gauss(0, 0.36) * k,
                y + k * rng.uniform(0.06, 0.15),
                k * rng.uniform(0.05, 0.2),
                k * 0.024,
                sheer("#eafcf4", 0.85),
            )


def _wake(sheet: Sheet, spot: Point, k: float) -> None:
    """White water spreading behind and to both sides."""
    x, y = spot
    rng = sheet.rng

    def foam(pen: Pen) -> None:
        for _ in range(70):
            back = rng.random()
            pen.lens(
                x + rng.gauss(0, 0.2 + 0.1 * back) * k,
                y - back * k * 0.42,
                k * rng.uniform(0.06, 0.22),
                k * 0.035 * (1 - back * 0.6),
            )

    box = (x - k, y - k * 0.55, x + k, y + k * 0.3)
    sheet.fill(sheet.stencil(foam, box, soft=6), "#dff7f0", 0.5)
    sheet.fill(sheet.stencil(foam, box), "#f4fdf8", 0.45)


def _stroke(pen: Pen, spot: Point, k: float, skin: Ink, pose: int) -> None:
    """Shoulders and arms, swung forward or spread wide."""
    x, y = spot
    reach = ((0.34, -0.2), (0.6, 0.02)) if pose == 0 else ((0.32, -0.1), (0.5, -0.27))
    for side in (-1, 1):
        shoulder = (x + side * k * 0.15, y - k * 0.02)
        elbow = (x + side * k * reach[0][0], y + k * reach[0][1])
        hand = (x + side * k * reach[1][0], y + k * reach[1][1])
        tone = skin if side < 0 else darker(skin, 0.2)
        pen.limb(shoulder, elbow, k * 0.066, k * 0.05, tone)
        pen.limb(elbow, hand, k * 0.05, k * 0.03, tone)
        pen.limb(hand, (hand[0] + side * k * 0.06, hand[1] + k * 0.02), k * 0.03, k * 0.016, tone)
        shine = [(shoulder[0], shoulder[1] - k * 0.035), (elbow[0], elbow[1] - k * 0.03)]
        pen.line(shine, k * 0.014, lighter(skin, 0.45))
    pen.blob(
        [
            (x - k * 0.22, y + k * 0.1),
            (x - k * 0.19, y - k * 0.07),
            (x, y - k * 0.13),
            (x + k * 0.19, y - k * 0.07),
            (x + k * 0.22, y + k * 0.1),
        ],
        skin,
    )
    pen.blob(
        [
            (x + k * 0.02, y + k * 0.1),
            (x + k * 0.05, y - k * 0.1),
            (x + k * 0.19, y - k * 0.07),
            (x + k * 0.22, y + k * 0.1),
        ],
        darker(skin, 0.2),
    )


def _head(pen: Pen, spot: Point, k: float, skin: Ink, cap: Ink) -> None:
    """Face, cap and goggles."""
    x, y = spot
    pen.oval(x, y + k * 0.02, k * 0.092, k * 0.115, skin)
    pen.blob(
        [
            (x + k * 0.02, y - k * 0.02),
            (x + k * 0.09, y - k * 0.02),
            (x + k * 0.07, y + k * 0.09),
            (x + k * 0.02, y + k * 0.13),
        ],
        darker(skin, 0.22),
    )
    pen.blob(
        [
            (x - k * 0.096, y),
            (x - k * 0.085, y - k * 0.08),
            (x, y - k * 0.125),
            (x + k * 0.085, y - k * 0.08),
            (x + k * 0.096, y),
            (x, y - k * 0.03),
        ],
        cap,
    )
    pen.blob(
        [
            (x + k * 0.03, y - k * 0.03),
            (x + k * 0.03, y - k * 0.11),
            (x + k * 0.085, y - k * 0.07),
            (x + k * 0.096, y),
        ],
        darker(cap, 0.25),
    )
    pen.line([(x - k * 0.09, y), (x + k * 0.09, y)], k * 0.014, "#12222f")
    for side in (-1, 1):
        pen.oval(x + side * k * 0.038, y + k * 0.008, k * 0.032, k * 0.02, "#12222f")
        pen.oval(x + side * k * 0.034, y + k * 0.004, k * 0.014, k * 0.008, "#7fd0d6")
    pen.oval(x, y + k * 0.085, k * 0.026, k * 0.017, mix("#5d2024", skin, 0.2))
