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

MAX_BYTES = 50 * 1024 * 1024
MAX_PIXELS = 60_000_000
MAX_SIDE = 16_383  # what WebP can hold
ENDINGS = {  # Pillow's format: the endings its files have
    "JPEG": {".jpg", ".jpeg", ".jpe"},
    "PNG": {".png"},
    "WEBP": {".webp"},
    "GIF": {".gif"},
}


@contextmanager
def opened(file: BinaryIO, name: str) -> Iterator[Pillow.Image]:
    """Open an upload called `name` as a picture whose header is in order, or raise ValidationError.

    The pixels are decoded by whoever uses them; a truncated file then fails as ValidationError too.
    """
    file.seek(0, 2)
    if file.tell() > MAX_BYTES:
        raise ValidationError(_("%(name)s is larger than 50 MB.") % {"name": name})
    file.seek(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)  # our own limit is lower
        try:
            picture = Pillow.open(file, formats=list(ENDINGS))
            _check_header(picture, name)
            yield picture
        except Pillow.DecompressionBombError as error:
            raise ValidationError(_too_many_pixels(name)) from error
        except (OSError, SyntaxError, ValueError, EOFError) as error:
            raise ValidationError(
                _("%(name)s is damaged, or not a JPEG, PNG, WebP or GIF picture.") % {"name": name}
            ) from error


def all_endings() -> set[str]:
    """Every file ending we take, with its dot."""
    return set().union(*ENDINGS.values())


def check(file: BinaryIO, name: str) -> None:
    """Decode the whole of an upload once, or raise ValidationError that says what is wrong."""
    with opened(file, name) as picture:
        picture.load()
    file.seek(0)


def sha256(file: BinaryIO) -> str:
    """The hash of the whole file, as hexadecimal digits."""
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest


def _check_header(picture: Pillow.Image, name: str) -> None:
    # A telephone's JPEG with more pictures behind the first is what Pillow calls an MPO.
    picture_format = "JPEG" if picture.format == "MPO" else picture.format
    if PurePosixPath(name).suffix.lower() not in ENDINGS[picture_format]:
        raise ValidationError(
            _("%(name)s is a %(format)s picture; its name must end accordingly.")
            % {"name": name, "format": picture_format}
        )
    if picture.width * picture.height > MAX_PIXELS:
        raise ValidationError(_too_many_pixels(name))
    if max(picture.size) > MAX_SIDE:
        raise ValidationError(
            _("%(name)s is more than 16,383 pixels long; make it smaller first.") % {"name": name}
        )


def _too_many_pixels(name: str) -> str:
    return _("%(name)s has more than 60 million pixels; make it smaller first.") % {"name": name}
