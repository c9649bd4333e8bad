"""Whatever the front and the stories: none stands twice, and what is pinned stands where it is."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.fronts.choose import choose, spread
from articles.fronts.document import Document, Rule, Slot, Zone
from articles.fronts.kinds import KINDS, Source
from articles.fronts.pools import Pools

NOW = datetime(2030, 1, 7, 9, tzinfo=UTC)
STORIES = range(1, 25)
RULES = [Rule(), Rule(Source.SECTION, 1), Rule(Source.SECTION, 2), Rule(Source.KIND, "opinion")]
hours = st.sampled_from([None, NOW - timedelta(hours=1), NOW + timedelta(hours=1)])
slots = st.builds(
    Slot,
    article=st.none() | st.sampled_from(STORIES),
    until=hours,
    rule=st.none() | st.sampled_from(RULES),
)


@st.composite
def zones(draw):
    drawn = []
    for number in range(draw(st.integers(1, 6))):
        kind = draw(st.sampled_from([key for key, facts in KINDS.items() if not facts.repeats]))
        facts = KINDS[kind]
        places = draw(st.integers(1, min(facts.most, 6)))
        own = [] if facts.tells_all else draw(st.lists(slots, max_size=places))
        rule = draw(st.sampled_from(RULES))
        drawn.append(Zone(f"z{number}", kind, "", places, facts.layout, rule, tuple(own)))
    return drawn


pools = st.builds(
    Pools,
    pinned=st.sets(st.sampled_from(STORIES)),
    of=st.fixed_dictionaries(
        {
            (rule, pictured): st.lists(st.sampled_from(STORIES), unique=True)
            for rule in RULES
            for pictured in (False, True)
        }
    ),
)


@settings(max_examples=60)
@given(zones(), pools)
def test_no_story_stands_twice_and_pinned_beats_filled(zones, pools):
    chosen = choose(zones, pools, NOW)

    placed = [
        choice
        for zone, choices in zip(zones, chosen, strict=True)
        for choice in choices
        if not zone.facts.tells_all
    ]
    keys = [choice.article for choice in placed]
    assert len(keys) == len(set(keys))
    wanted = {s.article for z in zones for s in z.slots[: z.places] if s.holds(NOW)}
    assert {c.article for c in placed if c.is_pinned} == wanted & pools.pinned


@settings(max_examples=60)
@given(zones(), pools)
def test_each_story_stands_at_a_place_that_asks_for_it(zones, pools):
    for zone, choices in zip(zones, choose(zones, pools, NOW), strict=True):
        for choice in choices:
            slot = zone.slot(choice.place)
            if choice.is_pinned:
                assert choice.article == slot.article
            else:
                want = (zone.rule_of(choice.place), zone.facts.needs_picture)
                assert choice.article in pools.of[want]


@settings(max_examples=60)
@given(zones(), pools)
def test_a_place_is_empty_only_when_its_rule_has_nothing_left(zones, pools):
    chosen = choose(zones, pools, NOW)
    used = {c.article for z, cs in zip(zones, chosen, strict=True) for c in cs}

    for zone, choices in zip(zones, chosen, strict=True):
        if zone.facts.tells_all:
            continue
        for place in set(range(zone.places)) - {choice.place for choice in choices}:
            assert set(pools.of[zone.rule_of(place), zone.facts.needs_picture]) <= used


def test_a_list_of_what_happened_leaves_nothing_out():
    document = Document((Zone("lead", "lead", places=1), Zone("feed", "feed", places=3)))

    lead, feed = choose(
        spread(document, []), Pools(of={(Rule(), False): [3, 2, 1], (Rule(), True): []}), NOW
    )

    assert [choice.article for choice in lead] == [3]
    assert [choice.article for choice in feed] == [3, 2, 1]


def test_a_block_for_every_other_section_leaves_out_those_with_their_own():
    rule = Rule(Source.SECTION, 2)
    document = Document(
        (Zone("own", "section", rule=rule), Zone("rest", "sections", rule=Rule(Source.SECTION)))
    )

    drawn = spread(document, [1, 2, 3])

    assert [(zone.id, zone.rule.key) for zone in drawn] == [
        ("own", 2),
        ("rest-1", 1),
        ("rest-3", 3),
    ]
