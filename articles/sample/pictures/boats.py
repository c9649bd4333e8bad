"""Brushes for vessels, drawn in shares of their length with the bow to the left."""

from collections.abc import Sequence

from .palette import Ink, darker, lighter, mix
from .pen import Pen, Placer, Point, curve


def placed(spot: Point, size: float, points: Sequence[Point], facing: int = 1) -> list[Point]:
    """Shares of a size (forward, up) turned into sheet coordinates."""
    return [(spot[0] + x * size * facing, spot[1] - y * size) for x, y in points]


def trawler(pen: Pen, spot: Point, size: float, hull: Ink, house: Ink, lamp: Ink) -> None:
    """A fishing boat with wheelhouse, mast, boom and gallows."""

    def at(*points: Point) -> list[Point]:
        return placed(spot, size, points)

    rig = darker(hull, 0.35)
    _rigging(pen, at, size, rig)
    pen.poly(at((0.2, 0.1), (0.2, 0.25), (0.46, 0.25), (0.5, 0.08)), house)
    pen.poly(at((0.4, 0.1), (0.4, 0.25), (0.46, 0.25), (0.5, 0.08)), darker(house, 0.25))
    pen.poly(at((0.22, 0.25), (0.225, 0.335), (0.42, 0.335), (0.42, 0.25)), mix(house, hull, 0.15))
    pen.poly(at((0.185, 0.335), (0.2, 0.352), (0.45, 0.352), (0.45, 0.335)), rig)
    for i in range(4):
        left = 0.232 + i * 0.046
        pen.poly(
            at((left, 0.272), (left, 0.322), (left + 0.034, 0.322), (left + 0.034, 0.272)), lamp
        )
    for i in range(2):
        pen.disc(*at((0.27 + i * 0.09, 0.18))[0], size * 0.017, mix(lamp, house, 0.2))
    sheer_line = curve(
        at((-0.03, 0.2), (0.12, 0.145), (0.4, 0.095), (0.75, 0.09), (1.0, 0.125)), closed=False
    )
    pen.poly([*sheer_line, *at((0.975, 0.0), (0.09, 0.0), (0.03, 0.08))], hull)
    pen.poly([*sheer_line, *at((0.998, 0.1), (0.75, 0.066), (0.4, 0.07), (0.12, 0.115))], house)
    pen.poly(at((0.976, 0.022), (0.078, 0.022), (0.09, 0.0), (0.975, 0.0)), "#8f3b36")
    for i in range(5):
        pen.disc(*at((0.5 + i * 0.085, 0.052))[0], size * 0.014, darker(hull, 0.5))


def _rigging(pen: Pen, at: Placer, size: float, rig: Ink) -> None:
    """Mast, boom, gallows and stays."""
    pen.limb(*at((0.53, 0.08), (0.53, 0.62)), size * 0.009, size * 0.005, rig)
    pen.limb(*at((0.53, 0.2), (0.84, 0.43)), size * 0.006, size * 0.004, rig)
    pen.limb(*at((0.33, 0.34), (0.33, 0.5)), size * 0.005, size * 0.003, rig)
    pen.line(at((0.305, 0.43), (0.355, 0.43)), size * 0.008, rig)
    for foot in (0.88, 0.955):
        pen.limb(*at((foot, 0.1), (0.93, 0.33)), size * 0.008, size * 0.007, rig)
    pen.disc(*at((0.73, 0.12))[0], size * 0.05, mix(rig, "#4d7f7a", 0.45))
    pen.disc(*at((0.73, 0.12))[0], size * 0.025, rig)
    for end in ((-0.02, 0.2), (0.93, 0.33), (0.99, 0.12), (0.84, 0.43)):
        pen.line(at((0.53, 0.61), end), max(1, size * 0.0022), rig)
    pen.line(at((0.84, 0.43), (0.84, 0.1)), max(1, size * 0.0022), rig)


def sailboat(pen: Pen, spot: Point, size: float, ink: Ink, furled: bool = True) -> None:
    """A small yacht, mostly mast."""
    pen.poly(placed(spot, size, [(-0.5, 0.13), (0.5, 0.1), (0.42, 0.0), (-0.36, 0.0)]), ink)
    pen.poly(
        placed(spot, size, [(-0.15, 0.1), (-0.1, 0.18), (0.2, 0.18), (0.26, 0.1)]), darker(ink, 0.2)
    )
    mast = placed(spot, size, [(-0.08, 0.1), (-0.08, 1.35)])
    pen.line(mast, max(2, size * 0.02), ink)
    pen.line(placed(spot, size, [(-0.08, 0.28), (0.4, 0.26)]), max(2, size * 0.035), ink)
    for end in ((-0.5, 0.13), (0.5, 0.1)):
        pen.line([mast[1], *placed(spot, size, [end])], 1.2, ink)
    if not furled:
        pen.poly(
            placed(spot, size, [(-0.05, 1.28), (0.1, 0.8), (0.4, 0.3), (-0.05, 0.3)]),
            lighter(ink, 0.75),
        )
        pen.poly(placed(spot, size, [(-0.1, 1.2), (-0.1, 0.25), (-0.47, 0.18)]), lighter(ink, 0.6))


def dinghy(pen: Pen, spot: Point, size: float, ink: Ink, facing: int = 1) -> None:
    """An inflatable boat with an outboard motor."""
    tube = placed(
        spot,
        size,
        [
            (-0.55, 0.2),
            (-0.42, 0.05),
            (-0.3, 0.0),
            (0.46, 0.0),
            (0.5, 0.08),
            (0.46, 0.16),
            (-0.28, 0.17),
            (-0.44, 0.25),
        ],
        facing,
    )
    motor = [(0.47, 0.02), (0.47, 0.24), (0.5, 0.3), (0.6, 0.28), (0.58, 0.18), (0.54, 0.0)]
    pen.poly(placed(spot, size, motor, facing), "#20242c")
    pen.blob(tube, ink)
    pen.poly(
        placed(spot, size, [(-0.38, 0.05), (0.48, 0.03), (0.46, 0.0), (-0.3, 0.0)], facing),
        darker(ink, 0.4),
    )
    pen.line(
        placed(spot, size, [(-0.4, 0.17), (-0.25, 0.12), (0.45, 0.11)], facing),
        3,
        lighter(ink, 0.5),
    )
