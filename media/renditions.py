"""What readers get of a picture: crops and sizes from a fixed ladder, re-encoded, metadata gone.

A rendition's name is "<ratio>-<width>.<format>", like "16x9-640.webp"; nothing else can be asked
for, so no stranger can make the server draw. Crops keep the focal point as near to their middle as
the picture's edges allow.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from PIL import Image as Pillow
from PIL import ImageCms, ImageOps

RATIOS = {"full": None, "16x9": (16, 9), "1x1": (1, 1)}
WIDTHS = (320, 640, 960, 1280, 1920)
SQUARE_WIDTHS = (160, 320, 640)
FORMATS = {  # name: (Pillow's format, media type, options)
    "webp": ("WEBP", "image/webp", {"quality": 78, "method": 3}),
    "jpg": ("JPEG", "image/jpeg", {"quality": 80, "optimize": True, "progressive": True}),
}
Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Rendition:
    """One step of the ladder for one picture; sizes in pixels."""

    ratio: str
    width: int
    height: int
    format: str

    @property
    def name(self) -> str:
        return f"{self.ratio}-{self.width}.{self.format}"


def ladder(width: int, height: int, ratio: str = "full", format: str = "webp") -> list[Rendition]:
    """The steps for a picture of `width` x `height`, narrowest first; never wider than its crop."""
    left, top, right, bottom = crop_box(width, height, ratio)
    crop_width, crop_height = right - left, bottom - top
    steps = SQUARE_WIDTHS if ratio == "1x1" else WIDTHS
    widths = [step for step in steps if step < crop_width]
    if len(widths) < len(steps):
        widths.append(crop_width)  # the picture itself is smaller than the next step
    return [
        Rendition(ratio, step, max(1, round(step * crop_height / crop_width)), format)
        for step in widths
    ]


def crop_box(width: int, height: int, ratio: str, focal: tuple[float, float] = (0.5, 0.5)) -> Box:
    """The largest box of `ratio` inside the picture, its middle as near to `focal` as it can be."""
    if RATIOS[ratio] is None:
        return 0, 0, width, height
    across, down = RATIOS[ratio]
    box_width = min(width, max(1, round(height * across / down)))
    box_height = min(height, max(1, round(width * down / across)))
    left = min(max(round(focal[0] * width - box_width / 2), 0), width - box_width)
    top = min(max(round(focal[1] * height - box_height / 2), 0), height - box_height)
    return left, top, left + box_width, top + box_height


def draw_all(picture: Pillow.Image, focal: tuple[float, float]) -> Iterator[tuple[str, bytes]]:
    """Yield (name, bytes) of every rendition of an upright `picture`."""
    picture = _flattened(picture)
    for ratio in RATIOS:
        box = crop_box(*picture.size, ratio, focal)
        source = picture.crop(box)
        for step in reversed(ladder(*picture.size, ratio)):
            source = source.resize((step.width, step.height), Pillow.Resampling.LANCZOS)
            for format in FORMATS:
                yield f"{ratio}-{step.width}.{format}", _encode(source, format)


def upright(picture: Pillow.Image) -> Pillow.Image:
    """The picture turned as its EXIF orientation says (values 1 to 8)."""
    return ImageOps.exif_transpose(picture)


def _flattened(picture: Pillow.Image) -> Pillow.Image:
    """sRGB on white, eight bits, nothing else: JPEG knows no transparency."""
    profile = picture.info.get("icc_profile")
    if picture.mode.startswith("I;16"):
        picture = picture.point(lambda value: value / 256).convert("L")
    elif picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        ground = Pillow.new("RGBA", picture.size, "white")
        picture = Pillow.alpha_composite(ground, picture).convert("RGB")
    elif picture.mode not in {"L", "CMYK"}:
        picture = picture.convert("RGB")
    picture = _in_srgb(picture, profile).convert("RGB")
    picture.info = {}  # Pillow would write a JPEG's comment into the next one
    return picture


def _in_srgb(picture: Pillow.Image, profile: bytes | None) -> Pillow.Image:
    """The colours its profile means; a profile that fits the picture ill is not heeded."""
    if not profile:
        return picture
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(picture, source, srgb, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return picture


def _encode(picture: Pillow.Image, format: str) -> bytes:
    pillow_format, _media_type, options = FORMATS[format]
    out = BytesIO()
    picture.save(out, pillow_format, **options)  # no exif=, no icc_profile=: nothing of the camera
    return out.getvalue()
