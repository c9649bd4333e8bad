"""The crops made by hand as numbers: what a script sets by dragging can also be typed."""

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from media.shapes import CROPS

SIDES = {"left": _("left"), "top": _("top"), "right": _("right"), "bottom": _("bottom")}


class CropsInput(forms.Widget):
    """Four numbers for each ratio, in percent of the picture's sides, from its top left corner."""

    template_name = "admin/media/image/_crop_numbers.html"
    use_fieldset = True

    def render(self, name, value, attrs=None, renderer=None):
        ratios = [
            {"ratio": ratio, "label": ratio.replace("x", ":"), "sides": [
                {"label": label, "name": f"{name}-{ratio}-{side}", "value": number}
                for (side, label), number in zip(SIDES.items(), numbers, strict=True)
            ]}
            for ratio, numbers in _in_percent(value).items()
        ]  # fmt: skip
        return render_to_string(self.template_name, {"ratios": ratios})

    def value_from_datadict(self, data, files, name):
        return {
            ratio: [data.get(f"{name}-{ratio}-{side}", "").strip() for side in SIDES]
            for ratio in CROPS
        }

    def value_omitted_from_data(self, data, files, name):
        return not any(key.startswith(f"{name}-") for key in data)

    def id_for_label(self, id_):
        return ""


class CropsField(forms.Field):
    """{ratio: [left, top, right, bottom]} in fractions; a ratio without numbers has no crop."""

    widget = CropsInput

    def to_python(self, value):
        crops = {}
        for ratio, texts in (value or {}).items():
            if any(texts):
                crops[ratio] = [_fraction(text, ratio) for text in texts]
        return crops

    def has_changed(self, initial, data):
        """Whether other numbers stand there than were shown: those are rounded."""
        return _in_percent(initial) != data


def only_new(crops: dict, old: dict) -> dict:
    """Those of `crops` that do not read as in `old`."""
    new, known = _in_percent(crops), _in_percent(old)
    return {ratio: box for ratio, box in crops.items() if new[ratio] != known[ratio]}


def _in_percent(value) -> dict[str, list[str]]:
    """What stands in the fields: numbers as they are kept, or texts as they were typed."""
    value = value if isinstance(value, dict) else {}
    return {ratio: [_text(side) for side in value.get(ratio, [""] * 4)] for ratio in CROPS}


def _text(side: float | str) -> str:
    return side if isinstance(side, str) else f"{side * 100:.2f}".rstrip("0").rstrip(".")


def _fraction(text: str, ratio: str) -> float:
    try:
        return round(float(text) / 100, 6)
    except ValueError:
        raise ValidationError(
            _("Give all four sides of the crop %(ratio)s in percent, or none."),
            params={"ratio": ratio.replace("x", ":")},
        ) from None
