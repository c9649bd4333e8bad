"""The sheet a picture is printed on, layer by layer."""

import math
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import NamedTuple

from PIL import Image, ImageChops, ImageFilter, ImageOps

from .palette import Ink, Paint, fading, sheet_of
from .pen import Pen, Point

Box = tuple[int, int, int, int]
WIDTH, HEIGHT = 1920, 1280


@cache
def noise(size: tuple[int, int], blur: float = 0.6) -> Image.Image:
    """Evenly spread grey noise, the same on every run."""
    tile = Image.frombytes("L", (640, 640), random.Random("paper").randbytes(640 * 640))
    tile = ImageOps.equalize(tile.filter(ImageFilter.GaussianBlur(blur)))
    wide = Image.new("L", size)
    for x in range(0, size[0], 640):
        for y in range(0, size[1], 640):
            wide.paste(tile, (x, y))
    return wide


@cache
def falloff(power: float) -> Image.Image:
    """A round light: white in the middle, black at the rim."""
    cone = Image.radial_gradient("L")
    return cone.point([round(255 * max(0.0, 1 - v / 178) ** power) for v in range(256)])


class Stencil(NamedTuple):
    """A cut-out shape and where its top left corner lies on the sheet."""

    mask: Image.Image
    x: int
    y: int

    @property
    def box(self) -> Box:
        """The sheet area the stencil covers."""
        return self.x, self.y, self.x + self.mask.width, self.y + self.mask.height


class Sheet:
    """A picture in the making."""

    def __init__(self, name: str, size: tuple[int, int] = (WIDTH, HEIGHT)) -> None:
        """An empty sheet whose chance is decided by its name."""
        self.rng = random.Random(name)
        self.im = Image.new("RGB", size)

    @property
    def full(self) -> Box:
        """The whole sheet."""
        return 0, 0, *self.im.size

    def clip(self, box: Sequence[float] | None) -> Box:
        """The part of a box that lies on the sheet, in whole pixels."""
        x0, y0, x1, y1 = box or self.full
        width, height = self.im.size
        left, top = max(0, min(width - 1, math.floor(x0))), max(0, min(height - 1, math.floor(y0)))
        return (
            left,
            top,
            max(left + 1, min(width, math.ceil(x1))),
            max(top + 1, min(height, math.ceil(y1))),
        )

    @contextmanager
    def pen(self, box: Sequence[float] | None = None, scale: int = 2) -> Iterator[Pen]:
        """A pen for sharp many-coloured drawing inside a box."""
        area = self.clip(box)
        size = ((area[2] - area[0]) * scale, (area[3] - area[1]) * scale)
        piece = self.im.crop(area).resize(size, Image.Resampling.NEAREST)
        yield Pen(piece, area[:2], scale)
        self.im.paste(piece.reduce(scale), area[:2])

    def stencil(
        self, draw: Callable[[Pen], object], box: Sequence[float] | None = None, soft: float = 0
    ) -> Stencil:
        """What the pen draws, as a stencil; soft ones are blurred that many pixels."""
        area = self.clip(box)
        size = (area[2] - area[0], area[3] - area[1])
        scale = 2 if not soft else 0.25
        big = Image.new("L", (max(1, round(size[0] * scale)), max(1, round(size[1] * scale))))
        draw(Pen(big, area[:2], scale))
        if soft:
            big = big.filter(ImageFilter.GaussianBlur(soft * scale))
            return Stencil(big.resize(size, Image.Resampling.BICUBIC), *area[:2])
        return Stencil(big.reduce(2), *area[:2])

    def cut(self, *outlines: Sequence[Point], soft: float = 0) -> Stencil:
        """A stencil of straight-edged shapes."""
        xs = [x for outline in outlines for x, _ in outline]
        ys = [y for outline in outlines for _, y in outline]
        more = soft * 3 + 1
        box = (min(xs) - more, min(ys) - more, max(xs) + more, max(ys) + more)
        return self.stencil(lambda pen: [pen.poly(o) for o in outlines], box, soft)

    def fill(
        self, stencil: Stencil, paint: Paint, strength: float = 1.0, side: str = "top"
    ) -> Stencil:
        """Print one ink, or a run of inks, through a stencil."""
        mask = stencil.mask if strength >= 1 else stencil.mask.point(lambda v: v * strength)
        self.im.paste(sheet_of(paint, mask.size, side), stencil.box[:2], mask)
        return stencil

    def plate(self, paint: Paint, *outlines: Sequence[Point], side: str = "top") -> Stencil:
        """Cut shapes and print them at once."""
        return self.fill(self.cut(*outlines), paint, side=side)

    def wash(self, paint: Paint, box: Sequence[float] | None = None, side: str = "top") -> None:
        """Cover a box, or the whole sheet, with a run of inks."""
        area = self.clip(box)
        size = (area[2] - area[0], area[3] - area[1])
        self.im.paste(sheet_of(paint, size, side), area[:2])

    def shade(
        self,
        stencil: Stencil,
        ink: Ink,
        side: str = "bottom",
        strength: float = 0.6,
        reach: float = 1.0,
    ) -> Stencil:
        """Sprinkle grainy ink through a stencil, densest at one side."""
        size = stencil.mask.size
        fade = fading((1, 0), size, side)
        fade = fade.point([_eased(v, strength, reach) for v in range(256)])
        grain = noise(self.im.size).crop((0, 0, *size))
        dots = ImageChops.add(fade, grain, 0.3, -850)
        self.im.paste(ink[:7], stencil.box[:2], ImageChops.multiply(dots, stencil.mask))
        return stencil

    def tint(
        self, stencil: Stencil, ink: Ink, side: str, strength: float = 0.6, reach: float = 1.0
    ) -> Stencil:
        """Lay smooth ink through a stencil, deepest at one side."""
        fade = fading((1, 0), stencil.mask.size, side)
        fade = fade.point([_eased(v, strength, reach) for v in range(256)])
        mask = ImageChops.multiply(fade, stencil.mask)
        self.im.paste(ink[:7], stencil.box[:2], mask)
        return stencil

    def light(self, stencil: Stencil, ink: Ink, strength: float = 1.0) -> None:
        """Add light of one colour through a stencil."""
        mask = stencil.mask.point(lambda v: v * strength)
        beam = Image.new("RGB", mask.size)
        beam.paste(ink[:7], (0, 0), mask)
        self.im.paste(ImageChops.screen(self.im.crop(stencil.box), beam), stencil.box[:2])

    def dim(self, stencil: Stencil, ink: Ink, strength: float = 1.0) -> None:
        """Print a shadow of one colour through a stencil."""
        mask = stencil.mask.point(lambda v: v * strength)
        shadow = Image.new("RGB", mask.size, "white")
        shadow.paste(ink[:7], (0, 0), mask)
        self.im.paste(ImageChops.multiply(self.im.crop(stencil.box), shadow), stencil.box[:2])

    def round_spot(self, x: float, y: float, rx: float, ry: float, power: float = 2) -> Stencil:
        """A soft round stencil."""
        spot = falloff(power).resize((round(rx * 2), round(ry * 2)), Image.Resampling.BICUBIC)
        left, top = round(x - rx), round(y - ry)
        area = self.clip((left, top, left + spot.width, top + spot.height))
        inner = (area[0] - left, area[1] - top, area[2] - left, area[3] - top)
        return Stencil(spot.crop(inner), *area[:2])

    def glow(
        self,
        spot: Point,
        radius: float,
        ink: Ink,
        strength: float = 1.0,
        squash: float = 1.0,
        power: float = 2,
    ) -> None:
        """A light source's halo."""
        self.light(self.round_spot(*spot, radius, radius * squash, power), ink, strength)

    def haze(self, box: Sequence[float], ink: Ink, strength: float, side: str = "bottom") -> None:
        """A veil of ink over a box, thickest at one side or in the middle."""
        area = self.clip(box)
        densities = (strength, 0) if side != "middle" else (0, strength, 0)
        mask = fading(densities, (area[2] - area[0], area[3] - area[1]), side)
        self.im.paste(ink[:7], area[:2], mask)

    def finish(self, grain: float = 0.045, vignette: float = 0.5) -> Image.Image:
        """The printed picture: film grain over all, corners a little darker."""
        size = self.im.size
        film = noise(size, 0.8).point(lambda v: 128 + (v - 128) * grain * 2)
        picture = ImageChops.overlay(self.im, Image.merge("RGB", [film] * 3))
        rim = Image.radial_gradient("L").resize(size, Image.Resampling.BICUBIC)
        rim = rim.point([round(255 * vignette * max(0, v / 255 - 0.4) ** 1.7) for v in range(256)])
        return Image.composite(Image.new("RGB", size, "#070a16"), picture, rim)


def _eased(value: int, strength: float, reach: float) -> int:
    """How densely grain falls where a fade has this value."""
    place = max(0.0, 1 - (1 - value / 255) / reach)
    return round(255 * strength * place**1.4)
