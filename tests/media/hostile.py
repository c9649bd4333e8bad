"""Pictures written byte by byte, as no program means them."""

import struct
from io import BytesIO

from PIL import Image as Pillow

PIXEL = b"\x02\x02\x4c\x01\x00"  # LZW data of one pixel
NETSCAPE = b"!\xff\x0bNETSCAPE2.0"
ONE_CODE = bytes([0, *([1] + [0] * 15), 0])  # a Huffman table whose only code is one bit, for 0


def gif(screen, *blocks):
    """A GIF of two colours: `blocks` are frames as (left, top, width, height), or bytes."""
    out = b"GIF89a" + struct.pack("<HHBBB", *screen, 0x80, 0, 0) + b"\x00\x00\x00\xff\xff\xff"
    for block in blocks:
        is_frame = isinstance(block, tuple)
        out += b"," + struct.pack("<HHHHB", *block, 0) + PIXEL if is_frame else block
    return out + b";"


def jpeg(width, height, components, *, scans):
    """A baseline JPEG of nothing but zeros: a bit for DC and a bit for "no more" in each block.

    `scans` lists the components of each scan, as in [[1], [2], [3]].
    """

    def segment(marker, data):
        return b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data

    numbers = range(1, components + 1)
    sizes = b"".join(bytes([number, 0x11, 0]) for number in numbers)
    out = b"\xff\xd8" + segment(0xDB, bytes([0]) + bytes([1] * 64))
    out += segment(0xC0, struct.pack(">BHHB", 8, height, width, components) + sizes)
    out += segment(0xC4, ONE_CODE) + segment(0xC4, b"\x10" + ONE_CODE[1:])
    blocks = -(-width // 8) * -(-height // 8)
    for scan in scans:
        tables = b"".join(bytes([number, 0]) for number in scan)
        out += segment(0xDA, bytes([len(scan)]) + tables + b"\x00\x3f\x00")
        out += bytes(-(-blocks * len(scan) * 2 // 8))
    return out + b"\xff\xd9"


def moving(picture_format, size=(32, 24), number=3, **options):
    """An animation of noise."""
    frames = [Pillow.effect_noise(size, 20 * n + 20) for n in range(number)]
    out = BytesIO()
    frames[0].save(out, picture_format, save_all=True, append_images=frames[1:], **options)
    return out.getvalue()
