"""What the editor's buttons make of a front in hand."""

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.fronts import edits
from articles.fronts.document import parse

from .boards import Slot, front_of, new_zone


def board(**zones):
    """A board of zones by kind, each with the stories pinned in it (None: an open place)."""
    made = [
        new_zone(kind, kind, slots=tuple(Slot(article=key) for key in keys))
        for kind, keys in zones.items()
    ]
    return front_of(*made).as_json()


def pins(board):
    """The stories of each zone; None for an open place above one."""
    found = {}
    for zone in board["zones"]:
        keys = [slot.get("article") for slot in zone["slots"]]
        while keys and keys[-1] is None:
            keys.pop()
        found[zone["id"]] = keys
    return found


def test_a_new_lead_pushes_the_old_one_down():
    hand = board(lead=[1], feed=[], secondary=[2, 3])

    edits.pin(hand, "lead", 9)
    said = edits.settle(hand)

    assert pins(hand) == {"lead": [9], "feed": [], "secondary": [1, 2, 3]}
    assert said == ["What had no place above stands in Secondary now."]


def test_the_last_pin_of_the_page_falls_off_and_that_is_said():
    hand = board(lead=[1])

    edits.pin(hand, "lead", 9)

    assert edits.settle(hand) == ["The last pin found no place below and was removed."]
    assert pins(hand) == {"lead": [9]}


def test_a_zone_grows_for_its_pins_as_far_as_it_may():
    hand = board(secondary=[1, 2, 3, 4])

    edits.pin(hand, "secondary", 5)

    assert edits.settle(hand) == []
    assert pins(hand)["secondary"] == [5, 1, 2, 3, 4]
    assert hand["zones"][0]["places"] == 5


def test_a_story_that_is_pinned_again_moves_with_its_own_words():
    hand = board(lead=[1], secondary=[2])
    hand["zones"][0]["slots"][0]["headline"] = "Ours"

    edits.pin(hand, "secondary", 1)
    edits.settle(hand)

    assert pins(hand) == {"lead": [], "secondary": [1, 2]}
    assert hand["zones"][1]["slots"][0]["headline"] == "Ours"


def test_an_open_place_is_pinned_where_it_is():
    hand = board(secondary=[1])

    edits.pin(hand, "secondary", 7, 2)
    edits.settle(hand)

    assert pins(hand)["secondary"] == [1, None, 7]


def test_places_go_up_and_down_and_are_left_to_the_rule():
    hand = board(secondary=[1, 2])

    edits.move(hand, "secondary", 1, 1)
    edits.unpin(hand, "secondary", 0)
    edits.settle(hand)

    assert pins(hand)["secondary"] == [None, None, 2]


def test_zones_go_up_and_down_come_and_go():
    hand = board(lead=[], secondary=[])

    edits.move_zone(hand, "secondary", -1)
    edits.add_zone(hand, "strip")
    edits.remove_zone(hand, "lead")

    assert [zone["kind"] for zone in hand["zones"]] == ["secondary", "strip"]


numbers = st.integers(-2, 8)
keys = st.sampled_from(["lead", "secondary", "feed", "strip", "none"])
presses = st.one_of(
    st.tuples(st.just(edits.pin), keys, st.integers(1, 9), st.none() | numbers),
    st.tuples(st.just(edits.unpin), keys, numbers),
    st.tuples(st.just(edits.move), keys, numbers, st.sampled_from([-1, 1])),
    st.tuples(st.just(edits.move_to), keys, numbers, keys),
    st.tuples(st.just(edits.move_zone), keys, st.sampled_from([-1, 1])),
    st.tuples(st.just(edits.give_picture), keys, numbers, st.none() | st.integers(1, 9)),
    st.tuples(st.just(edits.remove_zone), keys),
    st.tuples(st.just(edits.add_zone), st.sampled_from(["strip", "sections", "none"])),
)


@settings(max_examples=60)
@given(st.lists(presses, max_size=12))
def test_whatever_is_pressed_the_front_can_be_stored(pressed):
    hand = board(lead=[1], secondary=[2, 3, 4], feed=[], strip=[5])

    for press, *arguments in pressed:
        press(hand, *arguments)
        edits.settle(hand)

        parse(hand)


def test_an_unknown_place_does_nothing():
    hand = board(lead=[1])
    before = board(lead=[1])

    for nothing in (
        edits.move(hand, "lead", -1, 1), edits.unpin(hand, "x", 0), edits.pin(hand, "x", 3),
        edits.move_zone(hand, "lead", 1), edits.give_picture(hand, "lead", 7, 1),
    ):  # fmt: skip
        assert nothing == ""
    assert hand == before


def test_places_beyond_those_of_a_front_are_taken_where_nothing_is_lost():
    zones = [new_zone("stories", f"z{n}", places=24) for n in range(9)]
    hand = front_of(*zones).as_json()
    hand["zones"][8]["slots"] = [{"article": n + 1} for n in range(20)]
    hand["zones"][7]["slots"] = [{}, {}, {"size": "large"}]

    assert edits.fit(hand) == ["A front has at most 200 places; some were taken away."]

    assert [zone["places"] for zone in hand["zones"]] == [24] * 7 + [12, 20]
    assert pins(hand)["z8"] == [*range(1, 21)]
    assert {"size": "large"} in hand["zones"][7]["slots"]
    parse(hand)
    assert edits.fit(hand) == []


def test_more_pins_than_a_front_has_places_lose_the_last_and_that_is_said():
    zones = [new_zone("stories", f"z{n}", places=24) for n in range(9)]
    hand = front_of(*zones).as_json()
    for n, zone in enumerate(hand["zones"]):
        zone["slots"] = [{"article": 100 * n + m} for m in range(1, 25)]

    assert edits.fit(hand)[1:] == ["The last pin found no place below and was removed."]

    assert pins(hand)["z8"] == [*range(801, 809)]
    parse(hand)
