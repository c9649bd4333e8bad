"""Inks: colours written as "#rrggbb" strings, and how they mix."""

from collections.abc import Sequence

from PIL import Image

Ink = str
Paint = Ink | Sequence[Ink]


def channels(ink: Ink) -> tuple[int, int, int]:
    """The red, green and blue of an ink; an alpha part is ignored."""
    return int(ink[1:3], 16), int(ink[3:5], 16), int(ink[5:7], 16)


def mix(first: Ink, second: Ink, share: float) -> Ink:
    """An ink between two others; share 0 is the first, 1 the second."""
    share = min(1.0, max(0.0, share))
    pairs = zip(channels(first), channels(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def darker(ink: Ink, share: float) -> Ink:
    """The ink pulled towards black."""
    return mix(ink, "#05070d", share)


def lighter(ink: Ink, share: float) -> Ink:
    """The ink pulled towards a warm white."""
    return mix(ink, "#fffaf0", share)


def sheer(ink: Ink, opacity: float) -> Ink:
    """The ink with an alpha part, for pens that print over what is there."""
    return f"{ink[:7]}{round(255 * min(1.0, max(0.0, opacity))):02x}"


def along(stops: Sequence[Ink], place: float) -> Ink:
    """The ink at a place (0..1) of evenly spaced stops."""
    if len(stops) == 1:
        return stops[0]
    step = min(1.0, max(0.0, place)) * (len(stops) - 1)
    index = min(int(step), len(stops) - 2)
    return mix(stops[index], stops[index + 1], step - index)


def _run(strip: Image.Image, size: tuple[int, int], side: str) -> Image.Image:
    """A one pixel high strip of stops drawn out evenly over a size, from one side."""
    count = strip.width
    upright = side in ("top", "bottom", "middle")
    length = size[1] if upright else size[0]
    line = strip.resize((length, 1), Image.Resampling.BILINEAR, box=(0.5, 0, count - 0.5, 1))
    if side in ("bottom", "right"):
        line = line.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    if upright:
        line = line.transpose(Image.Transpose.ROTATE_270)
    return line.resize(size, Image.Resampling.NEAREST)


def ramp(stops: Sequence[Ink], size: tuple[int, int], side: str = "top") -> Image.Image:
    """A picture running through two or more stops, beginning at the given side."""
    strip = Image.new("RGB", (len(stops), 1))
    strip.putdata([channels(ink) for ink in stops])
    return _run(strip, size, side)


def fading(values: Sequence[float], size: tuple[int, int], side: str = "top") -> Image.Image:
    """A mask running through two or more densities (0..1), beginning at the given side."""
    strip = Image.new("L", (len(values), 1))
    strip.putdata([round(255 * value) for value in values])
    return _run(strip, size, side)


def sheet_of(paint: Paint, size: tuple[int, int], side: str = "top") -> Image.Image:
    """A picture filled with one ink or with a run of inks."""
    if isinstance(paint, str):
        return Image.new("RGB", size, paint[:7])
    return ramp(paint, size, side)
