"""How much memory awkward pictures take: .venv/bin/python bench/picture_memory.py

Each picture is added by a process of its own; the number is the most memory that process ever held
(VmHWM; ru_maxrss would begin with that of the process before exec), Django and all. The limit is
400 MB. Arguments narrow it: .venv/bin/python bench/picture_memory.py WebP AVIF
"""

import os
import random
import re
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

LIMIT = 400
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.media import hostile  # noqa: E402


def png(path, width, height, colour_type, bits, extra=b""):  # noqa: PLR0913, PLR0917
    """A PNG written row by row; Pillow cannot write every kind it reads."""
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour_type]
    length = width * channels * bits // 8
    noise = (random.Random(1).randbytes(997) * (length // 997 + 1))[:length]  # noqa: S311

    def chunk(name, data):
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    with path.open("wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        header = struct.pack(">IIBBBBB", width, height, bits, colour_type, 0, 0, 0)
        file.write(chunk(b"IHDR", header) + extra)
        if colour_type == 3:
            palette = random.Random(2).randbytes(768)  # noqa: S311
            file.write(chunk(b"PLTE", palette) + chunk(b"tRNS", bytes(range(256))))
        packer = zlib.compressobj(1)
        for _row in range(height):
            data = packer.compress(b"\x00" + noise)
            if data:
                file.write(chunk(b"IDAT", data))
        file.write(chunk(b"IDAT", packer.flush()) + chunk(b"IEND", b""))


def text_chunks(count):
    """Uncompressed XMP chunks of nearly a megabyte each, as PNG allows."""
    data = b"XML:com.adobe.xmp\x00\x00\x00\x00\x00" + b"x" * 1_000_000
    body = b"iTXt" + data
    return (struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))) * count


def photograph(width, height, mode="RGB"):
    from PIL import Image

    noise = Image.effect_noise((width // 8, height // 8), 60).resize((width, height))
    return noise if mode == "L" else Image.merge(mode, [noise] * len(mode))


def jpeg(width, height, mode="RGB", **options):
    return lambda path: photograph(width, height, mode).save(path, quality=85, **options)


def scans(width, height, components):
    each = [[number] for number in range(1, components + 1)]
    return lambda path: path.write_bytes(hostile.jpeg(width, height, components, scans=each))


def with_profile(path):
    jpeg(4000, 3000, icc_profile=bytes(14_000_000))(path)


def heavy_webp(path):
    photograph(3000, 2000).save(path, quality=80, xmp=b"x" * 20_000_000, exif=b"y" * 20_000_000)


def moving(width, height, frames):
    def write(path):
        from PIL import Image

        first, *others = (
            Image.linear_gradient("L").rotate(n * 7).quantize(8).resize((width, height), 0)
            for n in range(frames)
        )
        first.save(path, save_all=True, append_images=others, duration=40, loop=0)

    return write


PICTURES = {
    "60 MP PNG, RGB.png": lambda path: png(path, 9000, 6666, 2, 8),
    "60 MP PNG, RGBA.png": lambda path: png(path, 9000, 6666, 6, 8),
    "60 MP PNG, 16 bit RGB.png": lambda path: png(path, 9000, 6666, 2, 16),
    "60 MP PNG, 16 bit RGBA.png": lambda path: png(path, 9000, 6666, 6, 16),
    "60 MP PNG, 16 bit grey.png": lambda path: png(path, 9000, 6666, 0, 16),
    "60 MP PNG, grey with alpha.png": lambda path: png(path, 9000, 6666, 4, 8),
    "60 MP PNG, palette with alpha.png": lambda path: png(path, 9000, 6666, 3, 8),
    "60 MP PNG, a tall strip.png": lambda path: png(path, 3660, 16383, 6, 8),
    "24 MP PNG, RGBA.png": lambda path: png(path, 6000, 4000, 6, 8),
    "PNG with 40 MB of XMP.png": lambda path: png(path, 3000, 2000, 2, 8, text_chunks(40)),
    "60 MP JPEG.jpg": jpeg(9000, 6660),
    "60 MP JPEG, full chroma.jpg": jpeg(9000, 6660, subsampling=0),
    "60 MP progressive JPEG.jpg": jpeg(9000, 6660, progressive=True),
    "40 MP progressive JPEG, full chroma.jpg": jpeg(8000, 5000, progressive=True, subsampling=0),
    "60 MP CMYK JPEG.jpg": jpeg(9000, 6660, "CMYK"),
    "30 MP progressive CMYK JPEG.jpg": jpeg(6000, 5000, "CMYK", progressive=True),
    "39 MP JPEG, a scan for each component.jpg": scans(6300, 6200, 3),
    "60 MP JPEG, a scan for each component.jpg": scans(7744, 7744, 3),
    "30 MP CMYK JPEG, a scan for each component.jpg": scans(6000, 5000, 4),
    "60 MP PNG, RGBA, four at once.png": lambda path: png(path, 9000, 6666, 6, 8),
    "60 MP progressive JPEG, four at once.jpg": jpeg(9000, 6660, progressive=True),
    "12 MP JPEG with a 14 MB profile.jpg": with_profile,
    "14 MP WebP, lossless.webp": lambda path: photograph(4300, 3250, "RGBA").save(
        path, lossless=True, method=0
    ),
    "6 MP WebP with 40 MB of metadata.webp": heavy_webp,
    "24 MP AVIF, full chroma.avif": lambda path: photograph(6000, 4000).save(
        path, subsampling="4:4:4", speed=10
    ),
    "GIF, 600 frames.gif": moving(800, 600, 600),
    "GIF, 100 frames of 4 MP.gif": moving(2400, 1660, 100),
    "GIF whose second frame has 166 MP.gif": lambda path: path.write_bytes(
        hostile.gif((1, 1), (0, 0, 1, 1), (0, 0, 12900, 12900), (0, 0, 1, 1))
    ),
    "WebP, 100 frames of 4 MP.webp": moving(2400, 1660, 100),
    "PNG, 100 frames of 4 MP.png": moving(2400, 1660, 100),
}


def main():
    limit_reached = False
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "NEWSROOM_VAR": folder,
            "SECRET_KEY": "only-for-this-measurement-" + "x" * 30,
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        }
        run = [sys.executable, str(ROOT / "manage.py"), "migrate", "--verbosity", "0"]
        subprocess.run(run, check=True, env=environment)  # noqa: S603
        for name, write in PICTURES.items():
            if sys.argv[1:] and not any(part in name for part in sys.argv[1:]):
                continue
            path = Path(folder) / name
            write(path)
            run = [sys.executable, __file__, "--add", str(path)]  # our own files
            done = subprocess.run(run, check=True, env=environment, stdout=-1, text=True)  # noqa: S603
            held, seconds, words = done.stdout.strip().split("|")
            limit_reached |= int(held) > LIMIT
            size = path.stat().st_size / 1e6
            print(f"{held:>5} MB  {seconds:>5} s  {size:5.1f} MB file  {name}  {words}", flush=True)  # noqa: T201
            path.unlink()
    sys.exit(limit_reached)


def bring(path):
    """Look at the header as the form does, then add it; why not, if it is refused."""
    from django.core.exceptions import ValidationError
    from django.core.files import File

    from media import actions, uploads

    with path.open("rb") as file:
        try:
            uploads.check(file, path.name)
            actions.add_image(File(file), name=path.name, by=None)
        except ValidationError as error:
            return "refused: " + " ".join(error.messages)
    return ""


def add(path):
    import django

    django.setup()
    start, times = time.process_time(), 4 if "four at once" in path.name else 1
    with ThreadPoolExecutor(times) as threads:
        words = " ".join({*threads.map(bring, [path] * times)})
    status = Path("/proc/self/status").read_text()
    held = int(re.search(r"VmHWM:\s+(\d+)", status)[1]) // 1024
    print(f"{held}|{time.process_time() - start:.1f}|{words}")  # noqa: T201


if __name__ == "__main__":
    add(Path(sys.argv[2])) if "--add" in sys.argv else main()
