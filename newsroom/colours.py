"""Colours of a site: how they are written, and whether they can be read on its paper.

Contrast is that of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# What the pages are printed on (static/css/tokens.css): the plain paper, and what is raised on it.
LIGHT_PAPERS = ("#ffffff", "#f6f4f1")
DARK_PAPERS = ("#131517", "#1c1f22")
LEGIBLE = 4.5  # for text of any size, level AA


def validate_colour(value: str) -> None:
    if not re.fullmatch(r"#[0-9a-f]{6}", value):
        raise ValidationError(
            _("Write the colour as # and six digits or letters from a to f: #8f1d14."), "colour"
        )


def validate_on_light(value: str) -> None:
    """Refuse a colour whose letters cannot be read on the light paper."""
    ratio = _least_contrast(value, LIGHT_PAPERS)
    if ratio < LEGIBLE:
        words = _("Too light for the light page: contrast %(ratio)s : 1, at least 4.5 is needed.")
        raise ValidationError(words, "contrast", {"ratio": _short(ratio)})


def validate_on_dark(value: str) -> None:
    """Refuse a colour whose letters cannot be read on the dark paper."""
    ratio = _least_contrast(value, DARK_PAPERS)
    if ratio < LEGIBLE:
        words = _("Too dark for the dark page: contrast %(ratio)s : 1, at least 4.5 is needed.")
        raise ValidationError(words, "contrast", {"ratio": _short(ratio)})


def contrast(one: str, other: str) -> float:
    """The ratio of two colours ("#rrggbb"), from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _least_contrast(value: str, papers: tuple[str, ...]) -> float:
    validate_colour(value)
    return min(contrast(value, paper) for paper in papers)


def _short(ratio: float) -> str:
    """Cut, not rounded: 4.49 is not enough."""
    return f"{int(ratio * 10) / 10:.1f}"


def _luminance(colour: str) -> float:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
