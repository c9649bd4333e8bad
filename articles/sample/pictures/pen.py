"""The pen: anti-aliased shapes on an enlarged piece of a sheet."""

import math
from collections.abc import Callable, Sequence

from PIL import Image, ImageDraw

from .palette import Ink

Point = tuple[float, float]
Placer = Callable[..., list[Point]]


def curve(points: Sequence[Point], closed: bool = True, steps: int = 10) -> list[Point]:
    """A smooth line through the points (Catmull-Rom)."""
    count = len(points)
    line: list[Point] = []
    for i in range(count if closed else count - 1):
        if closed:
            a, b, c, d = (points[(i + j) % count] for j in (-1, 0, 1, 2))
        else:
            a, b, c, d = (points[min(count - 1, max(0, i + j))] for j in (-1, 0, 1, 2))
        line += [_between(a, b, c, d, step / steps) for step in range(steps)]
    return line if closed else [*line, points[-1]]


def _between(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    """A point of the smooth line from b to c."""
    t2, t3 = t * t, t * t * t
    weights = (2 * t2 - t3 - t, 3 * t3 - 5 * t2 + 2, 4 * t2 - 3 * t3 + t, t3 - t2)
    spots = (a, b, c, d)
    x, y = (sum(w * p[axis] for w, p in zip(weights, spots, strict=True)) / 2 for axis in (0, 1))
    return x, y


class Pen:
    """Draws shapes given in sheet coordinates on an enlarged piece of the sheet."""

    def __init__(self, image: Image.Image, origin: Point, scale: float) -> None:
        """Draw on the image, whose corner is the origin, enlarged by the scale."""
        self.flat = image.mode == "L"
        self.ink = ImageDraw.Draw(image) if self.flat else ImageDraw.Draw(image, "RGBA")
        self.origin, self.scale = origin, scale

    def at(self, points: Sequence[Point]) -> list[Point]:
        """Sheet coordinates turned into those of the enlarged piece."""
        (ox, oy), k = self.origin, self.scale
        return [((x - ox) * k, (y - oy) * k) for x, y in points]

    def tone(self, fill: Ink) -> Ink | int:
        """The fill as given; in a stencil everything but black cuts."""
        return fill if not self.flat else 255 * (fill != "black")

    def poly(self, points: Sequence[Point], fill: Ink = "#ffffff") -> None:
        """A straight-edged shape."""
        self.ink.polygon(self.at(points), fill=self.tone(fill))

    def blob(self, points: Sequence[Point], fill: Ink = "#ffffff") -> None:
        """A smooth-edged shape."""
        self.poly(curve(points), fill)

    def rect(self, x0: float, y0: float, x1: float, y1: float, fill: Ink = "#ffffff") -> None:
        """An upright rectangle."""
        self.poly([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], fill)

    def oval(self, x: float, y: float, rx: float, ry: float, fill: Ink = "#ffffff") -> None:
        """An ellipse around a point."""
        self.ink.ellipse(self.at([(x - rx, y - ry), (x + rx, y + ry)]), fill=self.tone(fill))

    def disc(self, x: float, y: float, r: float, fill: Ink = "#ffffff") -> None:
        """A circle around a point."""
        self.oval(x, y, r, r, fill)

    def ring(self, x: float, y: float, r: float, width: float, fill: Ink = "#ffffff") -> None:
        """A circle line around a point."""
        corners = self.at([(x - r, y - r), (x + r, y + r)])
        self.ink.ellipse(corners, outline=self.tone(fill), width=max(1, round(width * self.scale)))

    def line(self, points: Sequence[Point], width: float, fill: Ink = "#ffffff") -> None:
        """A line through the points."""
        thick = max(1, round(width * self.scale))
        self.ink.line(self.at(points), fill=self.tone(fill), width=thick, joint="curve")

    def arc(self, points: Sequence[Point], width: float, fill: Ink = "#ffffff") -> None:
        """A smooth line through the points."""
        self.line(curve(points, closed=False), width, fill)

    def limb(self, a: Point, b: Point, ra: float, rb: float, fill: Ink = "#ffffff") -> None:
        """A tapered stroke with round ends."""
        angle = math.atan2(b[1] - a[1], b[0] - a[0]) + math.pi / 2
        nx, ny = math.cos(angle), math.sin(angle)
        self.poly(
            [
                (a[0] + nx * ra, a[1] + ny * ra),
                (b[0] + nx * rb, b[1] + ny * rb),
                (b[0] - nx * rb, b[1] - ny * rb),
                (a[0] - nx * ra, a[1] - ny * ra),
            ],
            fill,
        )
        self.disc(*a, ra, fill)
        self.disc(*b, rb, fill)

    def lens(self, x: float, y: float, half: float, thick: float, fill: Ink = "#ffffff") -> None:
        """A thin level sliver, pointed at both ends."""
        edge = [
            (x + half * math.cos(turn), y + thick / 2 * math.sin(turn) * abs(math.sin(turn)))
            for turn in (i * math.tau / 20 for i in range(20))
        ]
        self.poly(edge, fill)
