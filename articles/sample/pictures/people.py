"""Brushes for people: small figures built from joints."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from .palette import Ink, darker, mix, sheer
from .pen import Pen, Point, curve
from .poses import JOINTS, STAND

SKINS = ("#f0c8a4", "#dba67d", "#b97f56", "#8a5a3c", "#5f3c2a")

HAIRS = ("#20181a", "#3a2620", "#6b4328", "#8d8a88", "#b07d42")


@dataclass(frozen=True)
class Look:
    """What a figure wears."""

    coat: Ink = "#34495e"
    legs: Ink = "#20283a"
    skin: Ink = "#dba67d"
    hair: Ink = "#2b1d18"
    hem: float = 0.0
    hat: Ink = ""
    stripe: Ink = ""
    long_hair: bool = False
    back: bool = False
    scarf: Ink = ""
    rim: Ink = ""


def joints(spot: Point, height: float, pose: Sequence[Point], facing: int) -> dict[str, Point]:
    """Where a pose puts each joint on the sheet."""
    return {
        name: (spot[0] + dx * height * facing, spot[1] - dy * height)
        for name, (dx, dy) in zip(JOINTS, pose, strict=True)
    }


def figure(
    pen: Pen, spot: Point, height: float, look: Look, pose: Sequence[Point] = STAND, facing: int = 1
) -> None:
    """One person with the feet at a spot."""
    if look.rim:
        rim = look.rim
        edge = Look(rim, rim, rim, rim, look.hem, look.hat and rim, "", look.long_hair, look.back)
        shift = height * 0.009
        figure(pen, (spot[0] + shift, spot[1] - shift * 0.7), height, edge, pose, facing)
    body = joints(spot, height, pose, facing)
    _arm(pen, body, height, darker(look.coat, 0.25), look, "2")
    _leg(pen, body, height, darker(look.legs, 0.25), "2", facing)
    _leg(pen, body, height, look.legs, "", facing)
    _torso(pen, body, height, look, facing)
    _head(pen, body, height, look, facing)
    _arm(pen, body, height, darker(look.coat, 0.1), look, "")


def _leg(pen: Pen, body: dict[str, Point], h: float, ink: Ink, which: str, facing: int) -> None:
    """A leg from hip to shoe."""
    knee, foot = body["knee" + which], body["foot" + which]
    hip = (body["hip"][0] + (knee[0] - body["hip"][0]) * 0.35, body["hip"][1])
    pen.limb(hip, knee, h * 0.058, h * 0.04, ink)
    pen.limb(knee, foot, h * 0.04, h * 0.026, ink)
    shoe = darker(ink, 0.55)
    pen.limb(foot, (foot[0] + h * 0.045 * facing, foot[1] + h * 0.004), h * 0.022, h * 0.016, shoe)


def _arm(pen: Pen, body: dict[str, Point], h: float, ink: Ink, look: Look, which: str) -> None:
    """An arm from shoulder to hand."""
    neck, elbow, hand = body["neck"], body["elbow" + which], body["hand" + which]
    side = -1 if elbow[0] < neck[0] else 1
    shoulder = (neck[0] + side * h * 0.066, neck[1] + h * 0.036)
    pen.limb(shoulder, elbow, h * 0.033, h * 0.026, ink)
    pen.limb(elbow, hand, h * 0.026, h * 0.018, ink)
    pen.disc(*hand, h * 0.02, look.skin)


def _torso(pen: Pen, body: dict[str, Point], h: float, look: Look, facing: int) -> None:
    """Shoulders to hips, with the hem of a coat or skirt below."""
    (nx, ny), (hx, hy) = body["neck"], body["hip"]
    low = hy + h * (0.02 + look.hem)
    wide = h * (0.074 + look.hem * 0.2)
    mx, my = (nx + hx) / 2, (ny + hy) / 2
    right = [
        (h * 0.03, -h * 0.012, nx, ny),
        (h * 0.082, h * 0.022, nx, ny),
        (h * 0.092, h * 0.07, nx, ny),
        (h * 0.078, 0, mx, my),
        (wide, 0, hx, low),
    ]
    sides = [(ox + dx, oy + dy) for dx, dy, ox, oy in right]
    sides += [(ox - dx, oy + dy) for dx, dy, ox, oy in reversed(right)]
    outline = curve(sides)
    pen.poly(outline, look.coat)
    rear = outline[:50] if facing < 0 else outline[50:]
    pen.poly([*rear, (nx - h * 0.02 * facing, ny + h * 0.02)], sheer(darker(look.coat, 0.7), 0.2))
    if h > 120 and not look.back and not look.stripe:
        seam = [(nx + h * 0.022 * facing, ny + h * 0.02), (hx + h * 0.026 * facing, low - h * 0.01)]
        pen.line(seam, max(1.0, h * 0.006), darker(look.coat, 0.3))
    if look.scarf:
        pen.limb(
            (nx - h * 0.034, ny + h * 0.002),
            (nx + h * 0.036, ny + h * 0.006),
            h * 0.022,
            h * 0.022,
            look.scarf,
        )
    if look.stripe:
        lean = math.atan2(hx - nx, hy - ny)
        across = (math.cos(lean) * h * 0.082, -math.sin(lean) * h * 0.082)
        for share in (0.45, 0.75):
            mx, my = nx + (hx - nx) * share, ny + (hy - ny) * share
            ends = [(mx - across[0], my - across[1]), (mx + across[0], my + across[1])]
            pen.line(ends, h * 0.028, look.stripe)


def _head(pen: Pen, body: dict[str, Point], h: float, look: Look, facing: int) -> None:
    """Neck, face and hair or hat."""
    (nx, ny), (x, y) = body["neck"], body["head"]
    pen.limb((nx, ny + h * 0.01), (x, y), h * 0.026, h * 0.026, darker(look.skin, 0.2))
    pen.oval(x, y, h * 0.045, h * 0.062, look.skin)
    if look.back:
        _nape(pen, (x, y), h, look)
    else:
        _face_and_hair(pen, (x, y), h, look, facing)
    if look.hat:
        pen.oval(x, y - h * 0.035, h * 0.06, h * 0.052, look.hat)
        brim = 0.05 if look.back else 0.085
        pen.limb(
            (x - h * 0.05 * facing, y - h * 0.025),
            (x + h * brim * facing, y - h * 0.022),
            h * 0.012,
            h * (0.012 if look.back else 0.01),
            darker(look.hat, 0.15),
        )


def _nape(pen: Pen, spot: Point, h: float, look: Look) -> None:
    """The head from behind: ears and short hair, or a bob."""
    x, y = spot
    if not look.long_hair:
        for side in (-1, 1):
            pen.oval(
                x + side * h * 0.049, y + h * 0.004, h * 0.008, h * 0.015, darker(look.skin, 0.1)
            )
        pen.oval(x, y - h * 0.012, h * 0.049, h * 0.064, look.hair)
        return
    half = [(0, -0.08), (0.043, -0.058), (0.056, -0.005), (0.066, 0.062), (0.04, 0.088), (0, 0.09)]
    sides = [(x + dx * h, y + dy * h) for dx, dy in half]
    sides += [(x - dx * h, y + dy * h) for dx, dy in reversed(half[1:-1])]
    pen.blob(sides, look.hair)


def _face_and_hair(pen: Pen, spot: Point, h: float, look: Look, facing: int) -> None:
    """The face seen from the side, framed by its hair."""
    x, y = spot
    back = x - h * 0.014 * facing
    if look.long_hair:
        pen.oval(back - h * 0.01 * facing, y + h * 0.02, h * 0.054, h * 0.085, look.hair)
        pen.oval(x + h * 0.02 * facing, y + h * 0.01, h * 0.028, h * 0.048, look.skin)
    _profile(pen, spot, h, look.skin, facing)
    pen.blob(
        [
            (x + h * 0.05 * facing, y - h * 0.026),
            (x + h * 0.03 * facing, y - h * 0.07),
            (back, y - h * 0.078),
            (back - h * 0.05 * facing, y - h * 0.04),
            (back - h * 0.046 * facing, y + h * 0.028),
            (back - h * 0.012 * facing, y - h * 0.012),
        ],
        look.hair,
    )


def _profile(pen: Pen, spot: Point, h: float, skin: Ink, facing: int) -> None:
    """Nose and chin on the side the figure faces, and the cheek in shadow."""
    x, y = spot
    nose = [(0.038, -0.014), (0.058, 0.014), (0.04, 0.02)]
    pen.poly([(x + dx * h * facing, y + dy * h) for dx, dy in nose], skin)
    pen.oval(x + h * 0.016 * facing, y + h * 0.04, h * 0.027, h * 0.024, skin)
    if h > 150:
        pen.disc(x + h * 0.03 * facing, y - h * 0.004, max(1.0, h * 0.0042), darker(skin, 0.75))
        brow = [(x + h * 0.02 * facing, y - h * 0.017), (x + h * 0.041 * facing, y - h * 0.018)]
        pen.line(brow, max(1.0, h * 0.006), darker(skin, 0.6))
        pen.oval(
            x - h * 0.012 * facing, y + h * 0.004, h * 0.006, h * 0.01, mix(skin, "#6b3a2c", 0.3)
        )


def anyone(rng: Random, coats: Sequence[Ink], legs: Sequence[Ink] = ("#222a3a", "#2d2a33")) -> Look:
    """A passer-by dressed from a palette."""
    tone = rng.randrange(len(SKINS))
    return Look(
        coat=rng.choice(coats),
        legs=rng.choice(legs),
        skin=SKINS[tone],
        hair=rng.choice(HAIRS[: 5 - tone]),
        hem=rng.choice((0, 0, 0.06, 0.14)),
        long_hair=rng.random() < 0.4,
        scarf=rng.choice(("", "", *coats)),
    )


def veiled(look: Look, ink: Ink, share: float) -> Look:
    """The same clothes seen through air of one colour."""
    tones = (look.coat, look.legs, look.skin, look.hair)
    coat, legs, skin, hair = (mix(tone, ink, share) for tone in tones)
    return replace(look, coat=coat, legs=legs, skin=skin, hair=hair)


def lone_arm(
    pen: Pen, spot: Point, height: float, look: Look, pose: Sequence[Point], facing: int = 1
) -> None:
    """Only the near arm of a figure, to lay over an apron or a desk."""
    body = joints(spot, height, pose, facing)
    _arm(pen, body, height, darker(look.coat, 0.1), look, "")
