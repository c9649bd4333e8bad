"""What may come into the picture library, checked before a single pixel is decoded."""

import hashlib
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image as Pillow

from .kinds import why_not

MAX_BYTES = 50 * 1024 * 1024
MAX_SIDE = 16_383  # what WebP can hold
ENDINGS = {  # Pillow's format: the endings its files have
    "JPEG": {".jpg", ".jpeg", ".jpe", ".jfif"},
    "PNG": {".png"},
    "WEBP": {".webp"},
    "AVIF": {".avif"},
    "GIF": {".gif"},
}
# What a decoder holds for each pixel decides how many we take: bench/picture_memory.py measures it.
MAX_PIXELS = {
    "JPEG": 60_000_000,
    "PNG": 60_000_000,
    "GIF": 60_000_000,
    "WEBP": 14_000_000,
    "AVIF": 24_000_000,
}
MAX_COEFFICIENTS = 240_000_000  # bytes libjpeg keeps of a progressive file until its end
MAX_FRAMES = 600
MAX_MOVING_PIXELS = 4_000_000  # of one frame
MAX_MOVING_TOTAL = 400_000_000  # of all frames together
MOVING = {"GIF", "WEBP", "PNG"}
LONGEST_NAME = 80


@contextmanager
def opened(file: BinaryIO, name: str) -> Iterator[Pillow.Image]:
    """Open an upload called `name` as a picture whose header is in order, or raise ValidationError.

    The pixels are decoded by whoever uses them; a truncated file then fails as ValidationError too.
    """
    name = name[:LONGEST_NAME]
    file.seek(0, 2)
    if file.tell() > MAX_BYTES:
        raise ValidationError(_("%(name)s is larger than 50 MB.") % {"name": name})
    file.seek(0)
    head = file.read(1024)
    file.seek(0)
    with warnings.catch_warnings():
        # Pillow warns of bombs (our own limits are lower) and of metadata it cannot make sense of.
        warnings.simplefilter("ignore")
        try:
            picture = Pillow.open(file, formats=list(ENDINGS))
            _check_header(picture, name)
            yield picture
        except Pillow.DecompressionBombError as error:
            raise ValidationError(_too_many_pixels(name, MAX_PIXELS["JPEG"])) from error
        except (OSError, SyntaxError, ValueError, EOFError, OverflowError) as error:
            raise ValidationError(why_not(head, name)) from error


def all_endings() -> set[str]:
    """Every file ending we take, with its dot."""
    return set().union(*ENDINGS.values())


def check(file: BinaryIO, name: str) -> None:
    """Read the whole of an upload once, or raise ValidationError that says what is wrong."""
    with opened(file, name) as picture:
        if picture.format in {"JPEG", "MPO"}:
            picture.draft(None, (1, 1))  # every byte is read, few pixels are made
        picture.load()
    file.seek(0)


def sha256(file: BinaryIO) -> str:
    """The hash of the whole file, as hexadecimal digits."""
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest


def kind_of(picture: Pillow.Image) -> str:
    """Its format. What Pillow calls MPO is a telephone's JPEG with more pictures behind it."""
    return "JPEG" if picture.format == "MPO" else picture.format


def is_moving(picture: Pillow.Image) -> bool:
    """Whether it has more than one frame; an AVIF or MPO is shown by its first picture."""
    return picture.format in MOVING and getattr(picture, "is_animated", False)


def _check_header(picture: Pillow.Image, name: str) -> None:
    kind = kind_of(picture)
    if PurePosixPath(name).suffix.lower() not in ENDINGS[kind]:
        raise ValidationError(
            _("%(name)s is a %(format)s picture; its name must end accordingly.")
            % {"name": name, "format": kind}
        )
    if picture.width * picture.height > MAX_PIXELS[kind]:
        raise ValidationError(_too_many_pixels(name, MAX_PIXELS[kind]))
    if max(picture.size) > MAX_SIDE:
        raise ValidationError(
            _("%(name)s is more than 16,383 pixels long; make it smaller first.") % {"name": name}
        )
    if _coefficients(picture) > MAX_COEFFICIENTS:
        raise ValidationError(
            _("%(name)s is too large for a progressive JPEG; save it as a baseline JPEG.")
            % {"name": name}
        )
    if is_moving(picture):
        _check_frames(picture, name)


def _check_frames(picture: Pillow.Image, name: str) -> None:
    pixels = picture.width * picture.height
    if pixels > MAX_MOVING_PIXELS:
        raise ValidationError(_("%(name)s is too large for an animation.") % {"name": name})
    most = min(MAX_FRAMES, MAX_MOVING_TOTAL // pixels)
    if picture.format == "GIF":  # has no count in its header: look for one frame too many
        try:
            picture.seek(most)
        except EOFError:
            picture.seek(0)
            return
    elif picture.n_frames <= most:
        return
    raise ValidationError(
        _("%(name)s is too long for an animation; make it a film instead.") % {"name": name}
    )


def _coefficients(picture: Pillow.Image) -> int:
    """Bytes of the DCT coefficients of a progressive JPEG, all in memory at once; 0 for others."""
    if not picture.info.get("progressive"):
        return 0
    layers = picture.layer  # (id, samples across, samples down, table) of each component
    across, down = max(x[1] for x in layers), max(x[2] for x in layers)
    share = sum(x[1] * x[2] for x in layers) / (across * down)
    return round(picture.width * picture.height * share * 2)


def _too_many_pixels(name: str, most: int) -> str:
    return _("%(name)s has more than %(number)s million pixels; make it smaller first.") % {
        "name": name,
        "number": most // 1_000_000,
    }
