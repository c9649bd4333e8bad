from django import template
from django.core.files.storage import default_storage

from media.models import Image
from media.renditions import ladder
from media.storage import rendition_path
from newsroom.site import absolute

register = template.Library()


@register.inclusion_tag("media/_picture.html")
def picture(image: Image, *, sizes: str, ratio: str = "full", alt=None, eager: bool = False):
    """Draw `image` cropped to `ratio` ("full", "16x9", "1x1"), `sizes` as in HTML.

    `eager` is for the one picture that is seen first; all others load when they come near.
    """
    steps = ladder(image.width, image.height, ratio)
    return {
        "webp": _srcset(image, steps, "webp"),
        "jpeg": _srcset(image, steps, "jpg"),
        "src": url(image, _near(steps, 640), "jpg"),
        "width": steps[-1].width,
        "height": steps[-1].height,
        "sizes": sizes,
        "alt": image.alt_text if alt is None else alt,
        "eager": eager,
    }


@register.simple_tag
def picture_url(image: Image, *, width: int = 1280, ratio: str = "full") -> str:
    """The absolute address of one JPEG of `image`, near `width` pixels: for feeds, link cards."""
    return absolute(url(image, _near(ladder(image.width, image.height, ratio), width), "jpg"))


def thumbnail_url(image: Image, *, width: int = 160, ratio: str = "1x1") -> str:
    """The address of one small WebP of `image`, for lists in the admin; "" without a file."""
    if not image.width:
        return ""
    return url(image, _near(ladder(image.width, image.height, ratio), width), "webp")


def url(image: Image, step, file_format: str) -> str:
    name = f"{step.ratio}-{step.width}.{file_format}"
    return default_storage.url(rendition_path(image.token, name))


def _near(steps, width: int):
    return next((step for step in steps if step.width >= width), steps[-1])


def _srcset(image: Image, steps, file_format: str) -> str:
    return ", ".join(f"{url(image, step, file_format)} {step.width}w" for step in steps)
