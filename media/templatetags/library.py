"""For the library's own pages in the admin."""

from django import template

from .pictures import thumbnail_url

register = template.Library()


@register.simple_tag
def thumbnail(image, width: int = 320, ratio: str = "4x3") -> str:
    """The address of a small WebP of `image`."""
    return thumbnail_url(image, width=width, ratio=ratio)
