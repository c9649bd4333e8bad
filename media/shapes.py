"""The geometry of pictures: which crops and sizes exist, and what part of a picture each shows.

A rendition's name is "<ratio>-<width>.<format>", like "16x9-640.webp"; nothing else can be asked
for, so no stranger can make the server draw. A crop keeps the focal point as near to its middle as
the picture's edges allow, unless somebody drew that crop by hand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isqrt

SOCIAL = "social"  # 1200x630, the card under a shared link; drawn inside the hand-made 16x9
RATIOS = {"full": None, "16x9": (16, 9), "4x3": (4, 3), "1x1": (1, 1), "2x3": (2, 3)}
CROPS = tuple(ratio for ratio, sides in RATIOS.items() if sides)  # those made by hand
RATIOS[SOCIAL] = (40, 21)
WIDTHS = {
    "full": (320, 640, 960, 1280, 1920),
    "16x9": (320, 640, 960, 1280, 1920),
    "4x3": (320, 640, 960, 1280),
    "1x1": (160, 320, 640, 1200),
    "2x3": (320, 640),
    SOCIAL: (1200,),
}
FORMATS = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}  # best first
MAX_AREA = 5_000_000  # pixels of one rendition: a long strip is not served 1920 wide
AT_ONCE = ("webp", 960)  # the format and greatest width of what our own desks look at
MOVING = "moving"  # stands in the place of a ratio in the name of an animation
MOVING_WIDTH = 640
MAX_MOVING_AREA = 800_000
SMALLEST_CROP = 0.05  # of each side
Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Step:
    """One step of the ladder for one picture; sizes in pixels."""

    ratio: str
    width: int
    height: int

    def name(self, format: str) -> str:
        """The file's name, without its folder."""
        return f"{self.ratio}-{self.width}.{format}"


@dataclass(frozen=True)
class Shape:
    """A picture's size in pixels, what matters in it, and its hand-made crops.

    `focal` and the boxes of `crops` (ratio: left, top, right, bottom) are fractions of the sides.
    """

    width: int
    height: int
    focal: tuple[float, float] = (0.5, 0.5)
    crops: Mapping[str, Sequence[float]] = field(default_factory=dict)

    def box(self, ratio: str) -> Box:
        """The part of the picture that `ratio` shows: the largest of that form."""
        whole = (0, 0, self.width, self.height)
        if RATIOS[ratio] is None:
            return whole
        by_hand = "16x9" if ratio == SOCIAL else ratio
        if by_hand in self.crops:
            left, top, right, bottom = self.crops[by_hand]
            area = (left * self.width, top * self.height, right * self.width, bottom * self.height)
            middle = ((left + right) / 2 * self.width, (top + bottom) / 2 * self.height)
            return _largest(_whole_pixels(area, whole), RATIOS[ratio], middle)
        middle = (self.focal[0] * self.width, self.focal[1] * self.height)
        return _largest(whole, RATIOS[ratio], middle)

    def ladder(self, ratio: str = "full") -> list[Step]:
        """The steps of `ratio`, narrowest first; never wider than the crop itself."""
        left, top, right, bottom = self.box(ratio)
        width, height = right - left, bottom - top
        widest = max(1, min(width, isqrt(MAX_AREA * width // height)))
        widths = [step for step in WIDTHS[ratio] if step < widest]
        if len(widths) < len(WIDTHS[ratio]):
            widths.append(widest)
        return [Step(ratio, step, max(1, round(step * height / width))) for step in widths]

    def moving(self) -> Step:
        """The one size in which an animation is shown."""
        width = min(self.width, MOVING_WIDTH, isqrt(MAX_MOVING_AREA * self.width // self.height))
        width = max(1, width)
        return Step(MOVING, width, max(1, round(width * self.height / self.width)))

    def has(self, name: str) -> bool:
        """Whether `name` is a rendition of this picture."""
        ratio = name.partition("-")[0]
        steps = self.ladder(ratio) if ratio in RATIOS else []
        return any(name == step.name(format) for step in steps for format in formats(ratio))

    def at_once(self) -> set[str]:
        """The names of the renditions the desk looks at as soon as the picture is there."""
        format, most = AT_ONCE
        ratios = [ratio for ratio in RATIOS if format in formats(ratio)]
        steps = [step for ratio in ratios for step in self.ladder(ratio)]
        return {step.name(format) for step in steps if step.width <= most}

    def fractions(self, ratio: str) -> list[float]:
        """The box of `ratio` as fractions of the sides: for style sheets and scripts."""
        left, top, right, bottom = self.box(ratio)
        return [left / self.width, top / self.height, right / self.width, bottom / self.height]


def formats(ratio: str) -> list[str]:
    """In what formats `ratio` is drawn, best first; social networks read only JPEG well."""
    return ["jpg"] if ratio == SOCIAL else list(FORMATS)


def _largest(area: Box, sides: tuple[int, int], middle: tuple[float, float]) -> Box:
    """The largest box with `sides` inside `area`, its middle as near to `middle` as it can be."""
    left, top, right, bottom = area
    across, down = sides
    width = min(right - left, max(1, round((bottom - top) * across / down)))
    height = min(bottom - top, max(1, round((right - left) * down / across)))
    x = min(max(round(middle[0] - width / 2), left), right - width)
    y = min(max(round(middle[1] - height / 2), top), bottom - height)
    return x, y, x + width, y + height


def _whole_pixels(area: Sequence[float], whole: Box) -> Box:
    """`area` on whole pixels, at least one of them, inside `whole`."""
    left, top, right, bottom = (round(side) for side in area)
    left, top = min(max(left, 0), whole[2] - 1), min(max(top, 0), whole[3] - 1)
    return left, top, min(max(right, left + 1), whole[2]), min(max(bottom, top + 1), whole[3])
