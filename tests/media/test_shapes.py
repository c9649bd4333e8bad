import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from media.fields import tidy_keywords, validate_crops
from media.shapes import CROPS, MAX_AREA, RATIOS, WIDTHS, Shape, formats

SIDES = st.integers(1, 20_000)
FRACTIONS = st.floats(0, 1)


@given(SIDES, SIDES, st.sampled_from(sorted(RATIOS)), FRACTIONS, FRACTIONS)
def test_a_crop_lies_inside_and_keeps_ratio_and_focal_point(width, height, ratio, x, y):
    left, top, right, bottom = Shape(width, height, (x, y)).box(ratio)

    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert left - 1 <= x * width <= right + 1
    assert top - 1 <= y * height <= bottom + 1
    assert right - left == width or bottom - top == height
    across, down = RATIOS[ratio] or (width, height)
    wide, high = right - left, bottom - top
    assert abs(wide - high * across / down) <= 1 or abs(high - wide * down / across) <= 1


@given(SIDES, SIDES, st.sampled_from(sorted(RATIOS)))
def test_the_ladder_climbs_and_never_enlarges(width, height, ratio):
    shape = Shape(width, height)
    left, _top, right, _bottom = shape.box(ratio)
    steps = shape.ladder(ratio)
    widths = [step.width for step in steps]

    assert widths == sorted(set(widths))
    assert 0 < widths[-1] <= right - left
    assert all(step.height >= 1 for step in steps)
    is_long = steps[-1].width * steps[-1].height > MAX_AREA * 0.95
    assert is_long or widths[-1] in {right - left, WIDTHS[ratio][-1]}


@pytest.mark.parametrize(
    ("size", "ratio", "expected"),
    [
        ((4000, 3000), "full", [(320, 240), (640, 480), (960, 720), (1280, 960), (1920, 1440)]),
        ((4000, 3000), "16x9", [(320, 180), (640, 360), (960, 540), (1280, 720), (1920, 1080)]),
        ((4000, 3000), "1x1", [(160, 160), (320, 320), (640, 640), (1200, 1200)]),
        ((4000, 3000), "4x3", [(320, 240), (640, 480), (960, 720), (1280, 960)]),
        ((4000, 3000), "2x3", [(320, 480), (640, 960)]),
        ((1000, 9000), "full", [(320, 2880), (640, 5760), (745, 6705)]),
        ((700, 500), "full", [(320, 229), (640, 457), (700, 500)]),
        ((640, 480), "full", [(320, 240), (640, 480)]),
        ((100, 100), "16x9", [(100, 56)]),
        ((1, 1), "full", [(1, 1)]),
    ],
)
def test_the_steps_of_the_ladder(size, ratio, expected):
    assert [(step.width, step.height) for step in Shape(*size).ladder(ratio)] == expected


@pytest.mark.parametrize(
    ("focal", "box"),
    [
        ((0.5, 0.5), (100, 0, 300, 200)),
        ((0, 0.5), (0, 0, 200, 200)),
        ((1, 0.5), (200, 0, 400, 200)),
        ((0.4, 0.9), (60, 0, 260, 200)),
    ],
)
def test_a_crop_follows_the_focal_point_as_far_as_the_edge(focal, box):
    assert Shape(400, 200, focal).box("1x1") == box


@given(SIDES, SIDES, st.sampled_from(CROPS), st.lists(FRACTIONS, min_size=4, max_size=4))
def test_a_crop_by_hand_lies_inside_its_box_and_keeps_the_ratio(width, height, ratio, sides):
    across, down = sorted(sides[:2]), sorted(sides[2:])
    drawn = [across[0], down[0], across[1], down[1]]

    left, top, right, bottom = Shape(width, height, crops={ratio: drawn}).box(ratio)

    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert drawn[0] * width - 1 <= left
    assert right <= max(drawn[2] * width + 1, left + 1)
    wide, high = RATIOS[ratio]
    size = (right - left, bottom - top)
    assert abs(size[0] - size[1] * wide / high) <= 1 or abs(size[1] - size[0] * high / wide) <= 1


def test_a_crop_by_hand_stands_for_its_own_ratio_alone():
    shape = Shape(1000, 1000, (0.5, 0.5), {"1x1": [0.5, 0.5, 1, 1]})

    assert shape.box("1x1") == (500, 500, 1000, 1000)
    assert shape.box("16x9") == Shape(1000, 1000).box("16x9")


@pytest.mark.parametrize(
    "name",
    ["full-321.jpg", "full-640.gif", "full-640", "5x5-640.jpg", "-640.jpg", "full-0640.jpg", ""],
)
def test_nothing_beside_the_ladder_is_a_rendition(name):
    assert not Shape(4000, 3000).has(name)


def test_every_step_is_a_rendition():
    shape = Shape(4000, 3000)

    for ratio in RATIOS:
        for step in shape.ladder(ratio):
            assert all(shape.has(step.name(format)) for format in formats(ratio))


def test_the_card_of_a_shared_link_is_one_jpeg_inside_the_wide_crop():
    shape = Shape(4000, 3000, crops={"16x9": [0, 0, 0.5, 0.375]})

    assert [(s.width, s.height) for s in shape.ladder("social")] == [(1200, 630)]
    assert formats("social") == ["jpg"]
    assert not shape.has("social-1200.webp")
    left, top, right, bottom = shape.box("social")
    assert (left, right) == (0, 2000)
    assert 0 <= top < bottom <= 1125


@pytest.mark.parametrize(
    "crops",
    [
        [],
        "16x9",
        {"5x5": [0, 0, 1, 1]},
        {"full": [0, 0, 1, 1]},
        {"1x1": [0, 0, 1]},
        {"1x1": [0, 0, 1, 1.1]},
        {"1x1": [-0.1, 0, 1, 1]},
        {"1x1": [0.5, 0, 0.5, 1]},
        {"1x1": [0.8, 0, 0.2, 1]},
        {"1x1": [0, 0, 0.01, 1]},
        {"1x1": [0, 0, float("nan"), 1]},
        {"1x1": [0, 0, True, 1]},
        {"1x1": ["0", 0, 1, 1]},
        {"1x1": None},
    ],
)
def test_crops_that_make_no_sense_are_refused(crops):
    with pytest.raises(ValidationError):
        validate_crops(crops)


def test_crops_that_make_sense_are_taken():
    validate_crops({})
    validate_crops({"16x9": [0, 0.25, 1, 0.75], "1x1": [0, 0, 1, 1]})


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        ("", ""),
        (" harbour ,, flood; Flood\nstorm  surge,harbour", "harbour, flood, storm surge"),
        (",".join(str(n) for n in range(500)), ", ".join(str(n) for n in range(100))),
    ],
)
def test_keywords_stand_once_each_between_commas(text, tidy):
    assert tidy_keywords(text) == tidy
