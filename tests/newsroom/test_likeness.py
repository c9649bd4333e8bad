import pytest

from newsroom.likeness import alike, folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Climate", "climate "),
        ("São Paulo", "Sao-Paulo"),
        ("Harbour", "Harbor"),
        ("Elections", "Election"),
        ("Budget", "Budgte"[:4] + "et"),
        ("Вибори", "ВИБОРИ!"),
    ],
)
def test_one_name_written_twice_is_found(one, other):
    assert alike([(1, one), (2, other), (3, "Something else")]) == [[1, 2]]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Iran", "Iraq"), ("Euro 2024", "Euro 2025"), ("कल", "काल"), ("Trade", "Parade"), ("!", "?")],
)
def test_two_names_that_are_two_are_not(one, other):
    assert alike([(1, one), (2, other)]) == []


def test_names_are_compared_through_their_letters():
    assert folded("  L’Été—2024 ") == "lete2024"


def test_a_chain_of_likenesses_is_one_group():
    assert alike([(1, "harbours"), (2, "harbour"), (3, "harbor")]) == [[1, 2, 3]]
