"""What readers get of a picture: crops and sizes from a fixed ladder, re-encoded, metadata gone.

Memory is what limits us: a picture of 60 million pixels fills 240 MB. So it is decoded once, made
smaller strip by strip into a working copy, and only that copy is turned, recoloured and cropped.
"""

from collections.abc import Container, Iterable, Iterator
from io import BytesIO
from math import ceil, sqrt

from PIL import Image as Pillow
from PIL import ImageCms

from .shapes import RATIOS, Shape, formats
from .uploads import decoding, is_moving, kind_of

ENCODERS = {  # name: (Pillow's format, options), measured by bench/pictures.py
    "avif": ("AVIF", {"quality": 55, "speed": 9, "max_threads": 1, "subsampling": "4:2:0"}),
    "webp": ("WEBP", {"quality": 78, "method": 0}),
    "jpg": ("JPEG", {"quality": 80}),
}
MAX_WORKING_AREA = 24_000_000  # pixels
STRIP = 256  # rows
PALE = 235  # lightness that is as good as none on white
DARK = "#131517"  # the paper of the dark page (static/css/tokens.css)
MAX_PROFILE = 4 * 1024 * 1024  # bytes; those for printing have up to 2 MB
MAX_EXIF = 1024 * 1024
ORIENTATION = 0x0112  # EXIF
TURNS = {
    2: Pillow.Transpose.FLIP_LEFT_RIGHT,
    3: Pillow.Transpose.ROTATE_180,
    4: Pillow.Transpose.FLIP_TOP_BOTTOM,
    5: Pillow.Transpose.TRANSPOSE,
    6: Pillow.Transpose.ROTATE_270,
    7: Pillow.Transpose.TRANSVERSE,
    8: Pillow.Transpose.ROTATE_90,
}
# As good as bicubic for making smaller, which is all we do, at two thirds of its time.
HAMMING = Pillow.Resampling.HAMMING


def size_of(upload: Pillow.Image) -> tuple[int, int]:
    """Width and height of the upright picture."""
    across, down = upload.size
    return (down, across) if _orientation(upload) >= 5 else (across, down)


def working_copy(upload: Pillow.Image, shape: Shape) -> Pillow.Image:
    """`upload` decoded, upright, in sRGB, without holes, and no larger than the ladder needs it.

    The upload's own pixels are let go.
    """
    orientation, profile = _orientation(upload), upload.info.get("icc_profile")
    factor = _shrinking(shape)
    with decoding():
        if kind_of(upload) == "JPEG":
            width, height = upload.size
            upload.draft(None, (max(1, width // factor), max(1, height // factor)))
            factor = max(1, factor // round(width / upload.width))
        upload.load()
        picture = _smaller(upload, factor)
    if picture is not upload and not is_moving(upload):
        Pillow.Image.close(upload)  # its pixels; ImageFile.close would close the file as well
    picture = _in_srgb(picture, profile).convert("RGB")
    if orientation in TURNS:
        picture = picture.transpose(TURNS[orientation])
    picture.info = {}  # Pillow would write a JPEG's comment into the next one
    return picture


def draw(
    picture: Pillow.Image,
    shape: Shape,
    ratios: Iterable[str] = RATIOS,
    only: Container[str] | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Yield (name, bytes) of every rendition of `ratios` from a working copy of a picture.

    With `only`, those of these names. Each size is made from the next larger one.
    """
    for ratio in ratios:
        source, box = picture, _on(picture, shape.fractions(ratio))
        for step in reversed(shape.ladder(ratio)):
            wanted = [f for f in formats(ratio) if only is None or step.name(f) in only]
            if not wanted:
                continue
            source = source.resize((step.width, step.height), HAMMING, box=box, reducing_gap=2.0)
            box = None
            for format in wanted:
                yield step.name(format), _encode(source, format)


def main_colour(picture: Pillow.Image) -> str:
    """The colour most of a picture has, as "#rrggbb"."""
    few = picture.resize((48, 48), Pillow.Resampling.BOX).quantize(6)
    index = max(few.getcolors())[1]
    red, green, blue = few.getpalette()[index * 3 : index * 3 + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"


def _shrinking(shape: Shape) -> int:
    """By which whole number the sides may be divided before any rendition would lack pixels."""
    scale = max(shape.ladder(ratio)[-1].width / _width(shape.box(ratio)) for ratio in RATIOS)
    least = ceil(sqrt(shape.width * shape.height / MAX_WORKING_AREA))
    return max(1, least, int(1 / scale))


def _width(box) -> int:
    return box[2] - box[0]


def _on(picture: Pillow.Image, fractions: list[float]) -> tuple[float, ...]:
    sides = (picture.width, picture.height) * 2
    return tuple(part * side for part, side in zip(fractions, sides, strict=True))


def _smaller(picture: Pillow.Image, factor: int) -> Pillow.Image:
    """The picture on its ground with eight bits, smaller by `factor`, in RGB, L or CMYK."""
    if factor == 1 and picture.mode in {"RGB", "L", "CMYK"} and "transparency" not in picture.info:
        return picture
    rows, target, ground = factor * ceil(STRIP / factor), None, _ground(picture)
    for top in range(0, picture.height, rows):
        strip = picture.crop((0, top, picture.width, min(top + rows, picture.height)))
        strip = _flattened(strip, ground).reduce(factor)
        if target is None:
            size = (strip.width, ceil(picture.height / factor))
            target = Pillow.new(strip.mode, size)
        target.paste(strip, (0, top // factor))
    return target


def _ground(picture: Pillow.Image) -> str:
    """The colour to put under a picture with holes: white, unless most of it is as good as white.

    What is drawn in white is drawn for the dark: a logo for dark pages.
    """
    if not picture.has_transparency_data:
        return "white"
    points = picture.resize((200, 200), Pillow.Resampling.NEAREST).convert("RGBA")
    seen = points.getchannel("A").point(lambda alpha: 255 * (alpha > 127))
    histogram = points.convert("L").histogram(seen)
    return DARK if sum(histogram[PALE:]) > sum(histogram) / 2 else "white"


def _flattened(picture: Pillow.Image, ground: str) -> Pillow.Image:
    """JPEG knows no transparency, and none of the three knows sixteen bits."""
    if picture.mode.startswith("I;16"):
        return picture.point(lambda value: value / 256).convert("L")
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        ground = Pillow.new("RGBA", picture.size, ground)
        return Pillow.alpha_composite(ground, picture).convert("RGB")
    return picture if picture.mode in {"RGB", "L", "CMYK"} else picture.convert("RGB")


def _orientation(upload: Pillow.Image) -> int:
    """EXIF's 1 to 8; what cannot be read is taken as upright."""
    if len(upload.info.get("exif", b"")) > MAX_EXIF:
        return 1
    try:
        value = upload.getexif().get(ORIENTATION, 1)
    except Exception:  # a stranger's bytes: Pillow raises whatever they provoke
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _in_srgb(picture: Pillow.Image, profile: bytes | None) -> Pillow.Image:
    """The colours its profile means; a profile that fits the picture ill is not heeded."""
    if not profile or len(profile) > MAX_PROFILE:
        return picture
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(picture, source, srgb, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return picture


def _encode(picture: Pillow.Image, format: str) -> bytes:
    pillow_format, options = ENCODERS[format]
    out = BytesIO()
    picture.save(out, pillow_format, **options)  # no exif=, no icc_profile=: nothing of the camera
    return out.getvalue()
