"""Brushes for the open air: skies, hills, trees, birds."""

import itertools
import math
from collections.abc import Sequence
from random import Random

from PIL import ImageChops

from .paint import Sheet, Stencil
from .palette import Ink, Paint, darker, fading, lighter, mix, sheer
from .pen import Pen, Point, curve


def ridge(
    rng: Random, span: tuple[float, float], base: float, rise: float, rough: float = 0.55
) -> list[Point]:
    """A jagged mountain line from left to right."""
    heights = [rng.random() * 0.5, rng.random() * 0.5]
    swing = 1.0
    for _ in range(7):
        middles = [
            (a + b) / 2 + (rng.random() - 0.5) * swing for a, b in itertools.pairwise(heights)
        ]
        heights = [h for pair in zip(heights, [*middles, 0.0], strict=True) for h in pair][:-1]
        swing *= rough
    low, high = min(heights), max(heights)
    step = (span[1] - span[0]) / (len(heights) - 1)
    return [
        (span[0] + i * step, base - rise * (h - low) / (high - low)) for i, h in enumerate(heights)
    ]


def rolling(
    rng: Random, span: tuple[float, float], base: float, rise: float, waves: float = 2
) -> list[Point]:
    """A soft hill line from left to right."""
    first, second = rng.random() * 6.3, rng.random() * 6.3
    width = span[1] - span[0]
    line = []
    for i in range(97):
        turn = i / 96 * math.tau * waves
        height = 0.5 + 0.32 * math.sin(turn + first) + 0.18 * math.sin(turn * 2.3 + second)
        line.append((span[0] + width * i / 96, base - rise * height))
    return line


def ground(sheet: Sheet, line: Sequence[Point], floor: float, paint: Paint) -> Stencil:
    """Print everything from a line down to a floor."""
    return sheet.plate(paint, [*line, (line[-1][0], floor), (line[0][0], floor)])


def streaks(
    sheet: Sheet, area: tuple[float, float, float, float], count: int, ink: Ink, strength: float
) -> None:
    """Long thin clouds, flatter and thinner towards the bottom of the area."""
    rng = sheet.rng
    x0, y0, x1, y1 = area

    def draw(pen: Pen) -> None:
        for _ in range(count):
            depth = rng.random()
            y = y1 - (y1 - y0) * depth
            half = rng.uniform(120, 420) * (0.5 + depth)
            x = rng.uniform(x0, x1)
            for _ in range(5):
                pen.lens(
                    x + rng.uniform(-half, half) * 0.6,
                    y + rng.uniform(-8, 8) * (1 + depth),
                    half * rng.uniform(0.3, 0.9),
                    rng.uniform(5, 20) * (0.4 + depth),
                )

    sheet.fill(sheet.stencil(draw, (x0 - 500, y0 - 60, x1 + 500, y1 + 60)), ink, strength)


def billows(
    rng: Random, spot: Point, size: tuple[float, float]
) -> list[tuple[float, float, float]]:
    """The round lumps of a heaped cloud standing on a spot: x, y, radius."""
    lumps = []
    for _ in range(round(10 + size[0] / 28)):
        place = rng.uniform(-1, 1)
        swell = (1 - place * place) ** 0.8
        radius = size[1] * rng.uniform(0.16, 0.34) * (0.45 + swell * 0.7)
        lift = rng.random() * max(0.0, size[1] * swell - radius)
        lumps.append((spot[0] + place * size[0] / 2, spot[1] - lift, radius))
    return sorted(lumps, key=lambda lump: lump[1])


def heap(
    sheet: Sheet, spot: Point, size: tuple[float, float], paint: Paint, light: Ink, side: float = -1
) -> None:
    """A heaped cloud, lit from one side and dissolving at its foot."""
    lumps = billows(sheet.rng, spot, size)
    box = (spot[0] - size[0] * 0.75, spot[1] - size[1] * 1.3, spot[0] + size[0] * 0.75, spot[1] + 2)
    body = sheet.stencil(lambda pen: [pen.disc(*lump) for lump in lumps], box)
    fade = fading((1, 1, 0.8, 0.12, 0), body.mask.size)
    body = body._replace(mask=ImageChops.multiply(body.mask, fade))
    sheet.fill(body, paint)

    def lit(pen: Pen) -> None:
        for x, y, r in lumps:
            pen.disc(x, y, r, "#ffffff")
            pen.disc(x - side * r * 0.3, y + r * 0.3, r * 1.02, "black")

    edge = sheet.stencil(lit, box)
    edge = edge._replace(mask=ImageChops.multiply(edge.mask, body.mask))
    sheet.fill(edge, light, 0.75)
    sheet.shade(body, light, "top", 0.5, 0.6)


def sun(sheet: Sheet, spot: Point, radius: float, disc: Ink, halo: Ink, reach: float = 7) -> None:
    """A low sun with its halo."""
    sheet.glow(spot, radius * reach, halo, 0.75)
    sheet.glow(spot, radius * reach * 0.42, halo, 0.6)
    with sheet.pen((spot[0] - radius, spot[1] - radius, spot[0] + radius, spot[1] + radius)) as pen:
        pen.disc(*spot, radius - 1, disc)


def pine(pen: Pen, rng: Random, x: float, y: float, height: float, ink: Ink) -> None:
    """A conifer's silhouette, ragged on both sides."""
    half = height * rng.uniform(0.17, 0.23)
    left: list[Point] = []
    right: list[Point] = []
    tiers = max(5, int(height / 16))
    for i in range(tiers):
        level = i / tiers
        reach = half * (0.08 + level) * rng.uniform(0.8, 1.15)
        drop = y - height * (1 - level * 0.93)
        left += [(x - reach * 0.35, drop), (x - reach, drop + height * 0.93 / tiers * 1.1)]
        reach *= rng.uniform(0.85, 1.1)
        right += [(x + reach * 0.35, drop), (x + reach, drop + height * 0.93 / tiers * 1.1)]
    pen.poly([(x, y - height * 1.03), *right, *reversed(left)], ink)
    pen.rect(x - height * 0.018, y - height * 0.1, x + height * 0.018, y, ink)


def pines(
    sheet: Sheet, line: Sequence[Point], count: int, heights: tuple[float, float], ink: Ink
) -> None:
    """A belt of conifers standing along a line."""
    rng = sheet.rng
    top = min(y for _, y in line) - heights[1] * 1.2
    spots = sorted((rng.choice(line) for _ in range(count)), key=lambda p: p[1])
    with sheet.pen((0, top, sheet.im.width, max(y for _, y in line) + 40)) as pen:
        for x, y in spots:
            shift = rng.uniform(-20, 20)
            tone = mix(ink, darker(ink, 0.25), rng.random())
            pine(pen, rng, x + shift, y + 14, rng.uniform(*heights), tone)


def tree(
    pen: Pen, rng: Random, spot: Point, height: float, ink: Ink, light: Ink, trunk: Ink = "#2b2320"
) -> None:
    """A leafy tree: dark crown, lighter clusters towards the upper left."""
    x, y = spot
    crown = height * 0.34
    pen.limb((x, y), (x, y - height * 0.55), height * 0.028, height * 0.018, trunk)
    centre = y - height * 0.64
    for i in range(12):
        angle = i / 12 * math.tau
        far = crown * rng.uniform(0.5, 0.66)
        at = (x + math.cos(angle) * far, centre + math.sin(angle) * far * 0.92)
        pen.disc(*at, crown * rng.uniform(0.34, 0.46), ink)
    pen.disc(x, centre, crown * 0.6, ink)
    for step, (shift, count) in enumerate(((0.1, 34), (0.22, 28), (0.34, 18))):
        tone = mix(ink, light, 0.3 + 0.3 * step)
        for _ in range(count):
            angle, far = rng.random() * math.tau, rng.random() ** 0.55 * crown * (0.78 - shift)
            pen.disc(
                x + math.cos(angle) * far - crown * shift,
                centre + math.sin(angle) * far - crown * shift * 1.1,
                crown * rng.uniform(0.07, 0.16),
                tone,
            )


def gull(pen: Pen, x: float, y: float, span: float, ink: Ink, tilt: float = 0) -> None:
    """A gliding bird."""
    wing = span / 2
    upper = [
        (x - wing, y - tilt),
        (x - wing * 0.5, y - span * 0.17 - tilt * 0.6),
        (x, y),
        (x + wing * 0.5, y - span * 0.17 + tilt * 0.6),
        (x + wing, y + tilt),
    ]
    lower = [
        (x + wing * 0.48, y - span * 0.09 + tilt * 0.6),
        (x, y + span * 0.07),
        (x - wing * 0.48, y - span * 0.09 - tilt * 0.6),
    ]
    pen.poly([*curve(upper, closed=False), *lower], ink)


def gulls(pen: Pen, rng: Random, centre: Point, spread: Point, count: int, ink: Ink) -> None:
    """A loose flock."""
    for _ in range(count):
        x = centre[0] + rng.uniform(-1, 1) * spread[0]
        y = centre[1] + rng.uniform(-1, 1) * spread[1]
        gull(pen, x, y, rng.uniform(26, 54), ink, rng.uniform(-8, 8))


def blades(
    pen: Pen, rng: Random, span: tuple[float, float], y: float, height: float, inks: Sequence[Ink]
) -> None:
    """A fringe of grass or grain along a level line."""
    x = span[0]
    while x < span[1]:
        tall = height * rng.uniform(0.5, 1.0)
        lean = rng.uniform(-0.25, 0.35) * tall
        half = max(1.2, height * 0.025)
        foot = y + height * rng.uniform(-0.1, 0.45)
        pen.poly([(x - half, foot), (x + lean, foot - tall), (x + half, foot)], rng.choice(inks))
        x += half * rng.uniform(1.2, 3.0)


def rain(sheet: Sheet, count: int, ink: Ink, slant: float = 0.2, strength: float = 0.35) -> None:
    """Slanting rain over the whole sheet."""
    rng = sheet.rng
    with sheet.pen() as pen:
        for _ in range(count):
            x, y = rng.uniform(-100, 2000), rng.uniform(-60, 1280)
            fall = rng.uniform(24, 70)
            fade = sheer(lighter(ink, 0.1), strength * rng.uniform(0.3, 1))
            pen.line([(x, y), (x - fall * slant, y + fall)], 1.4, fade)
