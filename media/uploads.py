"""What may come into the picture library, checked before a single pixel is decoded."""

import hashlib
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import PurePosixPath
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image as Pillow

from . import headers
from .kinds import why_not
from .memory import alone

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
MAX_COEFFICIENTS = 240_000_000  # bytes libjpeg keeps of a file in several scans until its end
MAX_FRAMES = 600
MAX_MOVING_PIXELS = 4_000_000  # of one frame
MAX_MOVING_TOTAL = 400_000_000  # of all frames together
MOVING = {"GIF", "WEBP", "PNG"}
LONGEST_NAME = 80


class DamagedError(Exception):
    """Pillow could not make sense of a stranger's bytes."""


@contextmanager
def decoding() -> Iterator[None]:
    """Stand around Pillow's reading, and nothing else: what it raises becomes DamagedError.

    Its decoders raise whatever the bytes provoke, so no list of exceptions is long enough.
    """
    try:
        yield
    except (ValidationError, Pillow.DecompressionBombError):
        raise
    except Exception as error:
        raise DamagedError from error


@contextmanager
def opened(file: BinaryIO, name: str) -> Iterator[Pillow.Image]:
    """Open an upload called `name` as a picture whose header is in order, or raise ValidationError.

    The pixels are decoded by whoever uses them, inside decoding(); a truncated file then fails as
    ValidationError too. Others wait until this picture is let go.
    """
    name = name[:LONGEST_NAME]
    file.seek(0, 2)
    if file.tell() > MAX_BYTES:
        raise ValidationError(_("%(name)s is larger than 50 MB.") % {"name": name})
    file.seek(0)
    head = file.read(1024)
    file.seek(0)
    with alone(), warnings.catch_warnings():
        # Pillow warns of bombs (our own limits are lower) and of metadata it cannot make sense of.
        warnings.simplefilter("ignore")
        picture = None
        try:
            with decoding():
                picture = Pillow.open(file, formats=list(ENDINGS))
                _check_header(picture, name)
            yield picture
        except Pillow.DecompressionBombError as error:
            raise ValidationError(_too_many_pixels(name, MAX_PIXELS["JPEG"])) from error
        except DamagedError as error:
            raise ValidationError(why_not(head, name)) from error
        finally:
            if picture:  # its pixels go; ImageFile.close would close the file as well
                Pillow.Image.close(picture)


def all_endings() -> set[str]:
    """Every file ending we take, with its dot."""
    return set().union(*ENDINGS.values())


def check(file: BinaryIO, name: str) -> None:
    """Raise ValidationError if the header of an upload says that we do not take it."""
    with opened(file, name):
        pass
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
            _(
                "%(name)s is too large for a progressive or multi-scan JPEG; save it as a "
                "baseline JPEG in one scan."
            )
            % {"name": name}
        )
    if is_moving(picture):
        _check_frames(picture, name)


def _check_frames(picture: Pillow.Image, name: str) -> None:
    pixels = picture.width * picture.height
    if pixels > MAX_MOVING_PIXELS:
        raise ValidationError(_("%(name)s is too large for an animation.") % {"name": name})
    most = min(MAX_FRAMES, MAX_MOVING_TOTAL // pixels)
    if picture.format == "GIF":  # has no count in its header
        reaches = list(islice(headers.gif_reaches(picture.fp), most + 1))
        if any(right > picture.width or down > picture.height for right, down in reaches):
            raise ValidationError(
                _("%(name)s has frames that leave its canvas; save it anew.") % {"name": name}
            )
        number = len(reaches)
    else:
        number = picture.n_frames
    if number > most:
        raise ValidationError(
            _("%(name)s is too long for an animation; make it a film instead.") % {"name": name}
        )


def _coefficients(picture: Pillow.Image) -> int:
    """Bytes of the DCT coefficients of a JPEG in several scans, all in memory; 0 for others."""
    if kind_of(picture) != "JPEG":
        return 0
    layers = picture.layer  # (id, samples across, samples down, table) of each component
    is_whole = headers.jpeg_first_scan(picture.fp) == len(layers)
    if is_whole and not picture.info.get("progressive"):
        return 0
    across, down = max(x[1] for x in layers), max(x[2] for x in layers)
    share = sum(x[1] * x[2] for x in layers) / (across * down)
    return round(picture.width * picture.height * share * 2)


def _too_many_pixels(name: str, most: int) -> str:
    return _("%(name)s has more than %(number)s million pixels; make it smaller first.") % {
        "name": name,
        "number": most // 1_000_000,
    }
