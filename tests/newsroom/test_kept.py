"""What a process keeps stays within a size."""

import pytest

from newsroom.kept import OF_A_VALUE, Kept, weight


@pytest.fixture
def kept():
    return Kept(1_000)  # a key that is a number takes 40 of them


def test_what_was_asked_for_longest_ago_gives_way(kept):
    for number in range(11):
        kept.put(number, f"it {number}", 50)
    assert kept.get(0) == "it 0"
    for number in range(11, 15):
        kept.put(number, f"it {number}", 50)

    assert len(kept) == 11
    assert kept.size == 990
    assert kept.get(0) == "it 0"
    assert kept.get(1) is None
    assert kept.get(14) == "it 14"


def test_what_is_too_large_is_not_kept_and_pushes_nothing_out(kept):
    kept.put(1, "small", 50)
    kept.put(2, "large", 61)
    kept.put("a long key" * 6, "small", 1)

    assert kept.get(2) is kept.get("a long key" * 6) is None
    assert kept.get(1) == "small"


def test_the_first_of_two_that_made_the_same_stays(kept):
    kept.put(1, "one", 50)
    kept.put(1, "two", 50)
    assert (kept.get(1), kept.size) == ("one", 90)


def test_nothing_is_left_of_what_was_forgotten(kept):
    kept.put(1, "it", 50)
    kept.forget()
    assert (kept.get(1), kept.size, len(kept)) == (None, 0, 0)


def test_words_are_weighed_wherever_they_stand():
    words = "x" * 1_000
    for it in (words, [words], ("page", [None, {"title": words}]), {words: 1}):
        assert 1_000 < weight(it) < 1_000 + 10 * OF_A_VALUE
