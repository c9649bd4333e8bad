"""What the bytes of a picture tell before a decoder makes room for it."""

from collections.abc import Iterator
from typing import BinaryIO

GIF_EXTENSION, GIF_FRAME, GIF_END = b"!", b",", b";"
GIF_COMMENT, GIF_APPLICATION = b"\xfe", b"\xff"
JPEG_SCAN = 0xDA
JPEG_BARE = {0x01, *range(0xD0, 0xDA)}  # markers without a length behind them


def gif_reaches(file: BinaryIO) -> Iterator[tuple[int, int]]:
    """Yield how far right and down each frame reaches (GIF89a, 20), as Pillow finds the frames.

    Pillow makes its canvas larger for a frame that leaves the screen, however large.
    """
    file.seek(10)
    flags = file.read(3)[:1]
    _skip_gif_palette(file, flags)
    is_first = True
    while (kind := file.read(1)) not in {b"", GIF_END}:
        if kind == GIF_EXTENSION:
            _skip_gif_extension(file, is_first)
        elif kind == GIF_FRAME:
            left, top, width, height = (int.from_bytes(file.read(2), "little") for _ in range(4))
            yield left + width, top + height
            is_first = False
            _skip_gif_palette(file, file.read(1))
            file.read(1)
            _skip_gif_blocks(file)


def jpeg_first_scan(file: BinaryIO) -> int:
    """How many components the first scan of a JPEG holds (ITU-T T.81, B.2.3); 0 without a scan.

    If these are not all, libjpeg keeps the coefficients of the whole picture until its end.
    """
    file.seek(2)
    while marker := _jpeg_marker(file):
        if marker == JPEG_SCAN:
            return int.from_bytes(file.read(3)[2:])
        if marker not in JPEG_BARE:
            length = int.from_bytes(file.read(2))
            file.seek(max(0, length - 2), 1)
    return 0


def _skip_gif_palette(file: BinaryIO, flags: bytes) -> None:
    if flags and flags[0] & 0x80:
        file.seek(3 << ((flags[0] & 7) + 1), 1)


def _skip_gif_extension(file: BinaryIO, is_first: bool) -> None:
    label, block = file.read(1), _gif_block(file)
    if label == GIF_APPLICATION and is_first and block.startswith(b"NETSCAPE2.0"):
        _gif_block(file)
    if label != GIF_COMMENT or block:
        _skip_gif_blocks(file)


def _skip_gif_blocks(file: BinaryIO) -> None:
    while _gif_block(file):
        pass


def _gif_block(file: BinaryIO) -> bytes:
    return file.read(int.from_bytes(file.read(1)))


def _jpeg_marker(file: BinaryIO) -> int:
    """The next marker's second byte; 0 at the end of the file."""
    while byte := file.read(1):
        if byte != b"\xff":
            continue
        while byte == b"\xff":
            byte = file.read(1)
        if byte != b"\x00":
            return int.from_bytes(byte)
    return 0
