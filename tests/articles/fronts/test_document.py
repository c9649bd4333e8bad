"""What a front may be, and what is said of one that may not."""

import json

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.fronts.document import Document, parse, read

from .boards import Rule, Slot, Source, new_zone

ZONE = {"id": "a", "kind": "stories", "places": 2}
HOUR = "2030-01-07T09:00:00+00:00"
WRONG = {
    "no zones": ({}, "A front is a list of zones."),
    "a kind there is not": ({"zones": [{"id": "a", "kind": "x"}]}, "Zone 1: this is no zone."),
    "an id that is none": ({"zones": [ZONE | {"id": "a b"}]}, "Zone 1: this is no zone."),
    "an id twice": ({"zones": [ZONE, ZONE]}, "Zone 2 (Stories): there is another"),
    "too many places": ({"zones": [ZONE | {"places": 99}]}, "between 1 and 24 places"),
    "places in words": ({"zones": [ZONE | {"places": "2"}]}, "between 1 and 24 places"),
    "more slots than places": ({"zones": [ZONE | {"slots": [{}] * 3}]}, "than it has places"),
    "a layout there is not": ({"zones": [ZONE | {"layout": "x"}]}, "cannot stand there"),
    "a rule there is not": ({"zones": [ZONE | {"rule": {"source": "x"}}]}, "no such rule"),
    "a story twice": ({"zones": [ZONE | {"slots": [{"article": 1}] * 2}]}, "pinned in another"),
    "a story in words": ({"zones": [ZONE | {"slots": [{"article": "1"}]}]}, "has no key like this"),
    "a story as yes": ({"zones": [ZONE | {"slots": [{"article": True}]}]}, "has no key like this"),
    "a huge key": ({"zones": [ZONE | {"slots": [{"article": 2**70}]}]}, "has no key like this"),
    "a long headline": (
        {"zones": [ZONE | {"slots": [{"article": 1, "headline": "x" * 251}]}]},
        "Zone 1 (Stories), place 1: the headline is a line of at most 250 characters.",
    ),
    "an hour without a zone": (
        {"zones": [ZONE | {"slots": [{"article": 1, "until": "2030-01-07T09:00"}]}]},
        "“until” is no hour.",
    ),
    "an hour that is none": (
        {"zones": [ZONE | {"slots": [{"article": 1, "until": "2030-13-40T09:00Z"}]}]},
        "“until” is no hour.",
    ),
    "zones without end": ({"zones": [ZONE | {"id": f"a{n}"} for n in range(31)]}, "at most 30"),
    "places without end": (
        {"zones": [ZONE | {"id": f"a{n}", "places": 24} for n in range(9)]}, "at most 200 places",
    ),
}  # fmt: skip
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["zones", "id", "kind", "rule", "source", "key", "slots", "article", "until"]
            ),
            inner | st.sampled_from(["lead", "stories", "tag", "section", "a"]),
            max_size=6,
        )
    ),
    max_leaves=20,
)


@pytest.mark.parametrize(("raw", "words"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_with_its_place(raw, words):
    with pytest.raises(ValidationError) as caught:
        parse(raw)

    assert any(words in message for message in caught.value.messages), caught.value.messages


@pytest.mark.parametrize("raw", [raw for raw, _words in WRONG.values()], ids=WRONG)
def test_what_was_stored_wrong_is_read_without_it(raw):
    """Nor is anything wrong with what is left."""
    document = read(raw)

    assert parse(document.as_json()) == document


@settings(max_examples=60)
@given(anything | st.dictionaries(st.just("zones"), st.lists(anything)))
def test_nothing_that_was_stored_breaks_the_reading(raw):
    assert isinstance(read(raw), Document)


def test_a_document_comes_back_as_it_was():
    slots = (
        Slot(), Slot(article=3, headline="H", picture=4, size="large"),
        Slot(rule=Rule(Source.TAG, 9), size="small"),
    )  # fmt: skip
    zones = (
        new_zone("lead", "a", title="Now"),
        new_zone("stories", "b", slots=slots, rule=Rule(Source.KIND, "opinion")),
        new_zone("sections", "c"),
    )

    assert parse(json.loads(json.dumps(Document(zones).as_json()))) == Document(zones)
