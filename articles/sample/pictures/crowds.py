"""Brushes for crowds: rows of heads, far stands."""

from collections.abc import Sequence
from random import Random

from .palette import Ink, darker, mix
from .pen import Pen, Point
from .people import SKINS


def heads(pen: Pen, rng: Random, span: Point, y: float, size: float, ink: Ink) -> None:
    """A row of heads and shoulders seen from behind."""
    x = span[0]
    while x < span[1]:
        bob, r = rng.uniform(-0.4, 0.4) * size, size * rng.uniform(0.85, 1.1)
        tone = mix(ink, darker(ink, 0.3), rng.random())
        pen.blob(
            [
                (x - r * 2.1, y + r * 4 + bob),
                (x - r * 1.9, y + r * 1.7 + bob),
                (x - r * 0.7, y + r * 1.05 + bob),
                (x + r * 0.7, y + r * 1.05 + bob),
                (x + r * 1.9, y + r * 1.7 + bob),
                (x + r * 2.1, y + r * 4 + bob),
            ],
            tone,
        )
        pen.oval(x, y + bob, r * 0.92, r * 1.12, tone)
        pen.rect(x - r * 0.45, y + bob, x + r * 0.45, y + r * 1.4 + bob, tone)
        x += size * rng.uniform(3.6, 4.6)


def dots(
    pen: Pen, rng: Random, box: tuple[float, float, float, float], step: float, inks: Sequence[Ink]
) -> None:
    """A far crowd: rows of small heads and bodies."""
    x0, y0, x1, y1 = box
    y, row = y0, 0
    while y < y1:
        x = x0 + (row % 2) * step / 2
        while x < x1:
            ink = rng.choice(inks)
            at = x + rng.uniform(-0.2, 0.2) * step
            pen.oval(at, y + step * 0.55, step * 0.42, step * 0.5, ink)
            pen.disc(at, y, step * 0.26, mix(rng.choice(SKINS), ink, 0.35))
            x += step
        y, row = y + step * 0.9, row + 1
