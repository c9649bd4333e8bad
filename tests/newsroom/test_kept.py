"""What a process keeps stays within a size."""

import pytest

from newsroom.kept import Kept


@pytest.fixture
def kept():
    return Kept(1_000)


def test_what_was_asked_for_longest_ago_gives_way(kept):
    for number in range(11):
        kept.put(number, f"it {number}", 90)
    assert kept.get(0) == "it 0"
    for number in range(11, 15):
        kept.put(number, f"it {number}", 90)

    assert len(kept) == 11
    assert kept.size == 990
    assert kept.get(0) == "it 0"
    assert kept.get(1) is None
    assert kept.get(14) == "it 14"


def test_what_is_too_large_is_not_kept_and_pushes_nothing_out(kept):
    kept.put("small", "it", 90)
    kept.put("large", "it", 101)

    assert kept.get("large") is None
    assert kept.get("small") == "it"


def test_the_first_of_two_that_made_the_same_stays(kept):
    kept.put("key", "one", 90)
    kept.put("key", "two", 90)
    assert (kept.get("key"), kept.size) == ("one", 90)


def test_nothing_is_left_of_what_was_forgotten(kept):
    kept.put("key", "it", 90)
    kept.forget()
    assert (kept.get("key"), kept.size, len(kept)) == (None, 0, 0)
