"""How long a picture takes on one core: .venv/bin/python bench/pictures.py [file.jpg]

Draws the whole ladder of a 24-megapixel JPEG (6000 x 4000, detailed all over, harder than most
photographs) three times and prints the median; the limit is 3 seconds. Fails above it.
"""

import os
import statistics
import sys
import time
from collections import Counter
from io import BytesIO
from pathlib import Path

LIMIT = 3.0
ROUNDS = 3
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # before any library starts threads

import django  # noqa: E402
from django.conf import settings  # noqa: E402

settings.configure(USE_I18N=False)
django.setup()

from PIL import Image as Pillow  # noqa: E402

from media import renditions  # noqa: E402
from media.shapes import RATIOS, Shape  # noqa: E402


def photograph() -> bytes:
    """Noise at two scales over gradients: nothing an encoder can skip."""
    size = (6000, 4000)
    coarse = Pillow.effect_noise((1500, 1000), 60).resize(size, Pillow.Resampling.BICUBIC)
    slope = Pillow.linear_gradient("L").resize(size)
    swirl = Pillow.effect_mandelbrot((1500, 1000), (-2, -1.2, 1, 1.2), 60).resize(size)
    bands = [Pillow.blend(coarse, slope, 0.5), Pillow.blend(coarse, swirl, 0.5)]
    out = BytesIO()
    Pillow.merge("RGB", [*bands, Pillow.blend(slope, swirl, 0.3)]).save(out, "JPEG", quality=92)
    return out.getvalue()


def draw(content: bytes) -> tuple[float, Counter, Counter]:
    """Seconds for the whole, files and bytes by format."""
    files, sizes = Counter(), Counter()
    start = time.perf_counter()
    with Pillow.open(BytesIO(content)) as upload:
        shape = Shape(*renditions.size_of(upload))
        for name, data in renditions.draw(renditions.working_copy(upload, shape), shape):
            files[name.rpartition(".")[2]] += 1
            sizes[name.rpartition(".")[2]] += len(data)
    return time.perf_counter() - start, files, sizes


def main():
    content = Path(sys.argv[1]).read_bytes() if sys.argv[1:] else photograph()
    runs = [draw(content) for _ in range(ROUNDS)]
    seconds = statistics.median(run[0] for run in runs)
    _seconds, files, sizes = runs[0]
    with Pillow.open(BytesIO(content)) as picture:
        shape = Shape(*renditions.size_of(picture))
    steps = [step for ratio in RATIOS for step in shape.ladder(ratio)]
    drawn = sum(step.width * step.height for step in steps) / 1e6
    print(f"{shape.width} x {shape.height}, {len(content) / 1e6:.1f} MB JPEG")  # noqa: T201
    print(f"{len(steps)} sizes, {drawn:.1f} megapixels in each of {len(files)} formats")  # noqa: T201
    for name, number in files.items():
        print(f"  {name:5} {number:3} files {sizes[name] / 1e6:6.2f} MB")  # noqa: T201
    print(f"{seconds:.2f} s on one core (limit {LIMIT} s)")  # noqa: T201
    sys.exit(seconds > LIMIT)


if __name__ == "__main__":
    main()
