"""Pictures as schema.org knows them."""

from .models import Image
from .templatetags.pictures import jpeg

RATIOS = ("16x9", "4x3", "1x1", "full")  # what search engines ask for, and the picture as it is
WIDTH = 1200  # pixels, where the picture has them


def image_objects(image: Image | None, *, caption: str = "") -> list[dict]:
    """https://schema.org/ImageObject of each of RATIOS; none of what may not be shown.

    `caption` is what the picture says here instead of its own.
    """
    if image is None or not image.has_rights:
        return []
    found = [image_object(image, ratio, caption=caption) for ratio in RATIOS]
    return list({each["url"]: each for each in found}.values())


def image_object(image: Image, ratio: str = "full", *, caption: str = "") -> dict:
    """One crop, with whose it is: the IPTC fields that image search shows."""
    drawn = jpeg(image, width=WIDTH, ratio=ratio)
    licence = image.licence.url if image.licence_id else ""
    return {
        "@type": "ImageObject",
        "url": drawn.url,
        "contentUrl": drawn.url,
        "width": drawn.width,
        "height": drawn.height,
        "caption": caption or image.caption or image.alt_text,
        "creditText": image.credit,
        "creator": _creator(image),
        "copyrightNotice": image.copyright_notice,
        "license": licence,
        "acquireLicensePage": image.source_url,
    }


def _creator(image: Image) -> dict | None:
    if image.photographer:
        return {"@type": "Person", "name": image.photographer}
    return {"@type": "Organization", "name": image.agency} if image.agency else None
