import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from newsroom import colours


def test_contrast_is_that_of_the_standard():
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colours.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert colours.contrast("#8f1d14", "#8f1d14") == 1


def test_the_papers_are_those_of_the_style_sheet():
    css = (Path(settings.BASE_DIR) / "static/css/tokens.css").read_text()

    for name, at in (("--paper", 0), ("--paper-raised", 1)):
        light, dark = re.search(
            rf"{name}: light-dark\((#[0-9a-f]{{6}}), (#[0-9a-f]{{6}})", css
        ).groups()
        assert light == colours.LIGHT_PAPERS[at]
        assert dark == colours.DARK_PAPERS[at]


def test_a_colour_that_cannot_be_read_is_refused_with_its_contrast():
    colours.validate_on_light("#6f6f6f")

    with pytest.raises(ValidationError) as refused:
        colours.validate_on_light("#888888")

    [words] = refused.value.messages
    assert words.startswith("Too light for the light page")
    assert "3.2 : 1" in words
