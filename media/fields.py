"""What may stand in the JSON and text fields of a picture."""

import math
import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .shapes import CROPS, SMALLEST_CROP

MAX_KEYWORDS = 100


def validate_crops(value) -> None:
    """Refuse anything but {ratio: [left, top, right, bottom]} in fractions of the sides."""
    if not isinstance(value, dict) or not set(value) <= set(CROPS):
        raise ValidationError(_("Crops are known for %(ratios)s.") % {"ratios": ", ".join(CROPS)})
    for ratio, box in value.items():
        if not _is_box(box):
            raise ValidationError(
                _("The crop %(ratio)s must lie inside the picture and not be tiny.")
                % {"ratio": ratio}
            )


def _is_box(box) -> bool:
    if not isinstance(box, list | tuple) or len(box) != 4:
        return False
    if not all(isinstance(side, int | float) and not isinstance(side, bool) for side in box):
        return False
    if not all(math.isfinite(side) and 0 <= side <= 1 for side in box):
        return False
    left, top, right, bottom = box
    return right - left >= SMALLEST_CROP and bottom - top >= SMALLEST_CROP


def tidy_keywords(text: str) -> str:
    """Keywords separated by commas, each once, in the order they came."""
    unique: dict[str, str] = {}
    for part in re.split(r"[,;\n]", text):
        word = " ".join(part.split())
        unique.setdefault(word.lower(), word)
    return ", ".join(list(filter(None, unique.values()))[:MAX_KEYWORDS])
