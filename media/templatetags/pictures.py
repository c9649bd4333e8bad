from dataclasses import dataclass

from django import template
from django.template.loader import render_to_string

from media.models import Image
from media.shapes import Step
from media.storage import rendition_path, renditions
from newsroom import drawn
from newsroom.site import absolute

register = template.Library()


@dataclass(frozen=True)
class Jpeg:
    """A JPEG of a picture: its absolute address, and its size in pixels."""

    url: str
    width: int
    height: int


@register.simple_tag
def picture(image: Image, *, sizes: str, ratio: str = "full", alt=None, eager: bool = False):
    """Draw `image` cropped to `ratio` (a key of media.shapes.RATIOS), `sizes` as in HTML.

    `eager` is for the one picture that is seen first; all others load when they come near.
    """
    known = ("picture", drawn.value(image), sizes, ratio, drawn.value(alt), eager)
    return drawn.once(
        known,
        lambda: render_to_string("media/_picture.html", _facts(image, sizes, ratio, alt, eager)),
    )


def _facts(image: Image, sizes: str, ratio: str, alt: str | None, eager: bool) -> dict:
    steps = image.shape.ladder(ratio)
    return {
        "avif": _srcset(image, steps, "avif"),
        "webp": _srcset(image, steps, "webp"),
        "jpeg": _srcset(image, steps, "jpg"),
        "moving": url(image, image.shape.moving(), "webp") if _moves(image, ratio) else "",
        "src": url(image, _near(steps, 640), "jpg"),
        "width": steps[-1].width,
        "height": steps[-1].height,
        "sizes": sizes,
        "alt": image.alt_text if alt is None else alt,
        "eager": eager,
        "tone": tone(image.color),
    }


@register.simple_tag
def picture_url(image: Image, *, width: int = 1280, ratio: str = "full") -> str:
    """The absolute address of one JPEG of `image`, near `width` pixels."""
    return jpeg(image, width=width, ratio=ratio).url


def jpeg(image: Image, *, width: int = 1280, ratio: str = "full") -> Jpeg:
    """One JPEG of `image`, `width` pixels wide or the next larger there is: for machines."""
    step = _near(image.shape.ladder(ratio), width)
    return Jpeg(absolute(url(image, step, "jpg")), step.width, step.height)


def thumbnail_url(image: Image, *, width: int = 160, ratio: str = "1x1") -> str:
    """The address of one small WebP of `image`, for lists in the admin; "" without a file."""
    if not image.width:
        return ""
    return url(image, _near(image.shape.ladder(ratio), width), "webp")


def url(image: Image, step: Step, file_format: str) -> str:
    return renditions().url(rendition_path(image.token, step.name(file_format)))


def tone(color: str) -> str:
    """The class of static/css/tones.css nearest to "#rrggbb": four steps for each of the three."""
    if not color:
        return ""
    levels = (round(int(color[start : start + 2], 16) / 85) for start in (1, 3, 5))
    return "tone-" + "".join(map(str, levels))


def _moves(image: Image, ratio: str) -> bool:
    return image.is_animated and ratio == "full"


def _near(steps: list[Step], width: int) -> Step:
    return next((step for step in steps if step.width >= width), steps[-1])


def _srcset(image: Image, steps: list[Step], file_format: str) -> str:
    return ", ".join(f"{url(image, step, file_format)} {step.width}w" for step in steps)
