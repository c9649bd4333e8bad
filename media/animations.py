"""An animation as readers get it: one size, WebP, a frame in memory at a time."""

from io import BytesIO

from PIL import Image as Pillow

from .shapes import Step
from .uploads import DamagedError, decoding

OPTIONS = {"quality": 70, "method": 1}
SHORTEST = 20  # milliseconds; browsers show what is shorter for 100
USUAL = 100
FOR_EVER = 0


def draw(upload: Pillow.Image, step: Step) -> bytes:
    """`upload` as an animated WebP of the size of `step`."""
    frames = _Frames(upload, (step.width, step.height))
    first = frames.read(0)
    out = BytesIO()
    first.save(
        out,
        "WEBP",
        save_all=True,
        append_images=[frames],
        duration=frames.durations,
        loop=FOR_EVER if upload.info.get("loop", 1) == FOR_EVER else 1,
        background=(0, 0, 0, 0),
        **OPTIONS,
    )
    return out.getvalue()


class _Frames:
    """All frames after the first, each read when the encoder asks: in a list they would not fit."""

    def __init__(self, upload: Pillow.Image, size: tuple[int, int]):
        self.upload, self.size_wanted = upload, size
        self.canvas = upload.size
        with decoding():
            self.n_frames = upload.n_frames - 1
        self.durations: list[int] = []
        self.frame = None

    def read(self, index: int) -> Pillow.Image:
        with decoding():
            self.upload.seek(index)
            if self.upload.size != self.canvas:  # Pillow would make room for the larger one
                raise DamagedError
            picture = self.upload.convert("RGBA")
        picture = picture.resize(self.size_wanted, Pillow.Resampling.BILINEAR)
        duration = round(self.upload.info.get("duration") or 0)
        self.durations.append(duration if duration >= SHORTEST else USUAL)
        return picture

    def seek(self, index: int) -> None:
        self.frame = self.read(index + 1)

    def __getattr__(self, name):
        return getattr(self.frame, name)
