import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.revisions.blocks import split
from articles.revisions.merge import Choice, SideBySide, merge
from newsroom.html import clean
from tests.articles.revisions.bodies import BLOCKS, BODIES

PARTS = st.lists(BLOCKS, max_size=5)
TAGS = st.lists(st.integers(1, 6), unique=True, max_size=5)
CREDITS = st.lists(
    st.tuples(st.sampled_from(["writer", "editor"]), st.integers(1, 3)).map(list),
    unique_by=tuple,
    max_size=4,
)


def contents(bodies):
    return st.fixed_dictionaries(
        {
            "headline": st.sampled_from(["Quay closed", "Quay open", ""]),
            "section": st.sampled_from([None, 1, 2]),
            "body": bodies,
            "credits": CREDITS,
            "tags": TAGS,
        }
    )


@st.composite
def edited(draw):
    """A story and two edits of it, which share some of their blocks."""
    parts = draw(st.lists(BLOCKS, max_size=6))
    sides = []
    for _side in range(3):
        kept = [part for part in parts if draw(st.integers(0, 4))]
        new = draw(st.lists(st.tuples(st.integers(0, 6), BLOCKS), max_size=2))
        for place, block in new:
            kept.insert(place, block)
        sides.append(draw(contents(st.just(clean("\n".join(kept))))))
    return sides


def bodies(base, mine, theirs, choices=None):
    """Merge three bodies."""
    return merge({"body": base}, {"body": mine}, {"body": theirs}, choices)


def words(*texts):
    return "".join(f"<p>{text}</p>" for text in texts)


def decided(base, mine, theirs, *choices, name="body"):
    """The field when its conflicts, in their order, are decided so."""
    found = merge({name: base}, {name: mine}, {name: theirs})
    keys = [conflict.key for conflict in found.conflicts]
    chosen = dict(zip(keys, choices, strict=True))
    return merge({name: base}, {name: mine}, {name: theirs}, chosen)


@given(contents(BODIES), contents(BODIES))
def test_one_who_worked_alone_gets_what_was_saved(base, other):
    assert merge(base, other, base).content == other
    assert merge(base, base, other).content == other
    assert merge(base, other, other).content == other
    assert merge(base, other, base).conflicts == ()


@given(edited())
def test_nothing_that_anybody_wrote_is_lost(sides):
    base, mine, theirs = sides

    merged = merge(*sides)

    assert clean(merged.content["body"]) == merged.content["body"]
    conflicts = [conflict for conflict in merged.conflicts if conflict.field == "body"]
    kept = merged.content["body"] + "".join(c.mine + c.theirs for c in conflicts)
    old = {block.html for block in split(base["body"])}
    for side in (mine, theirs):
        new = [block.html for block in split(side["body"]) if block.html not in old]
        assert [block for block in new if block not in kept] == []


@given(edited())
def test_the_sides_are_equals(sides):
    base, mine, theirs = sides

    one, other = merge(base, mine, theirs), merge(base, theirs, mine)

    assert len(one.conflicts) == len(other.conflicts)
    turned = [(conflict.theirs, conflict.mine) for conflict in other.conflicts]
    assert [(conflict.mine, conflict.theirs) for conflict in one.conflicts] == turned


@given(edited(), st.sampled_from(["mine", "theirs", "both", "own"]))
def test_every_conflict_can_be_decided_by_its_key(sides, what):
    found = merge(*sides)
    keys = [conflict.key for conflict in found.conflicts]
    assert keys == [conflict.key for conflict in merge(*sides).conflicts]
    assert len(set(keys)) == len(keys)

    merged = merge(*sides, {key: Choice(what, "<p>own</p>") for key in [*keys, "unknown"]})

    fits = {"both": {"body"}, "own": {"body", "headline"}}.get(what)
    assert all(fits and conflict.field not in fits for conflict in merged.conflicts)
    assert clean(merged.content["body"]) == merged.content["body"]


def test_neighbouring_paragraphs_do_not_collide():
    merged = bodies(words("a", "b", "c"), words("a mine", "b", "c"), words("a", "b theirs", "c"))

    assert merged.content["body"] == words("a mine", "b theirs", "c")
    assert merged.conflicts == ()
    assert (merged.from_mine, merged.from_theirs) == (("body",), ("body",))
    assert (merged.blocks_from_mine, merged.blocks_from_theirs) == (("paragraph",), ("paragraph",))


def test_two_versions_of_one_paragraph_are_a_conflict():
    merged = bodies(
        "<p>before</p><ul><li>a</li></ul>",
        "<p>before</p><ul><li>a mine</li></ul>",
        "<p>before</p><ul><li>a theirs</li></ul>",
    )

    (conflict,) = merged.conflicts
    assert (conflict.field, conflict.kind) == ("body", "list item")
    assert conflict.before == "<p>before</p>"
    assert conflict.base == "<ul><li>a</li></ul>"
    assert conflict.mine == "<ul><li>a mine</li></ul>"
    assert conflict.theirs == "<ul><li>a theirs</li></ul>"
    assert merged.content["body"] == "<p>before</p><ul><li>a mine</li></ul>"


def test_the_same_change_of_both_is_made_once():
    merged = bodies(words("a", "b"), words("a x", "new", "b"), words("a x", "new", "b"))

    assert merged.content["body"] == words("a x", "new", "b")
    assert (merged.from_mine, merged.from_theirs) == ((), ())


def test_what_one_deleted_and_the_other_changed_is_a_conflict():
    merged = bodies(words("a", "b", "c"), words("a", "c"), words("a", "b x", "c"))

    (conflict,) = merged.conflicts
    assert (conflict.base, conflict.mine, conflict.theirs) == ("<p>b</p>", "", "<p>b x</p>")
    assert merged.content["body"] == words("a", "c")


def test_what_both_inserted_at_one_place_stands_side_by_side_and_is_said():
    merged = bodies(words("a"), words("a", "mine"), words("a", "theirs"))

    assert merged.content["body"] == words("a", "theirs", "mine")
    assert merged.side_by_side == (SideBySide("<p>theirs</p>", "<p>mine</p>"),)
    assert merged.conflicts == ()


def test_what_both_inserted_alike_stands_there_once():
    mine, theirs = words("a", "same", "mine", "b"), words("a", "theirs", "same", "b")

    merged = bodies(words("a", "b"), mine, theirs)

    assert merged.content["body"] == words("a", "theirs", "same", "mine", "b")
    assert merged.side_by_side == ()


def test_an_insertion_beside_what_the_other_deleted_stays():
    merged = bodies(words("a", "b", "c"), words("a", "c"), words("a", "b", "new", "c"))

    assert merged.content["body"] == words("a", "new", "c")
    assert merged.conflicts == ()


LIST = "<ul><li>a</li><li>b</li></ul>"


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        ("<ul><li>a</li><li>m</li><li>b</li></ul>", "<ul><li>a</li><li>b</li><li>t</li></ul>",
         "<ul><li>a</li><li>m</li><li>b</li><li>t</li></ul>"),
        ("<ul><li>a</li><li>b</li><li>m</li></ul>", "<ul><li>a</li><li>b</li><li>t</li></ul>",
         "<ul><li>a</li><li>b</li><li>t</li><li>m</li></ul>"),
        ("<ol><li>a</li><li>b</li></ol>", "<ul><li>a</li><li>t</li><li>b x</li></ul>",
         "<ol><li>a</li><li>t</li><li>b x</li></ol>"),
        ("<blockquote><ul><li>a</li><li>b</li></ul></blockquote>", "<ul><li>a</li><li>t</li></ul>",
         "<blockquote><ul><li>a</li><li>t</li></ul></blockquote>"),
        ("<ul><li>a</li></ul><p>m</p><ul><li>b</li></ul>",
         "<ul><li>a</li><li>b</li><li>t</li></ul>",
         "<ul><li>a</li></ul><p>m</p><ul><li>b</li><li>t</li></ul>"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "<ul><li>t</li><li>a</li><li>b</li></ul>",
         "<ul><li>t</li><li>a</li></ul><ul><li>b</li></ul>"),
        ("<p>m</p>", "<ul><li>a</li><li>b</li><li>t</li></ul>", "<p>m</p><ul><li>t</li></ul>"),
        (LIST + "<ul><li>m</li></ul>", LIST + "<ul><li>t</li></ul>",
         LIST + "<ul><li>t</li></ul><ul><li>m</li></ul>"),
        (LIST + "<ul><li>m</li></ul>", LIST + "<p>t</p>", LIST + "<p>t</p><ul><li>m</li></ul>"),
    ],
)  # fmt: skip
def test_lists_keep_their_shape(mine, theirs, merged):
    found = bodies(LIST, mine, theirs)

    assert found.content["body"] == merged
    assert found.conflicts == ()


@pytest.mark.parametrize(
    ("choice", "body"),
    [
        (Choice("mine"), words("a", "b m", "c")),
        (Choice("theirs"), words("a", "b t", "c")),
        (Choice("both"), words("a", "b t", "b m", "c")),
        (Choice("own", "<p onclick=x>b1</p><h2>b2</h2>"), "<p>a</p><p>b1</p><h2>b2</h2><p>c</p>"),
        (Choice("own", "only words"), words("a", "only words", "c")),
        (Choice("own", ""), words("a", "c")),
    ],
)
def test_a_conflict_of_the_body_is_decided(choice, body):
    merged = decided(words("a", "b", "c"), words("a", "b m", "c"), words("a", "b t", "c"), choice)

    assert merged.content["body"] == body
    assert merged.conflicts == ()


@pytest.mark.parametrize("own", ["b x", "<li>b x</li>", "<ul><li>b x</li></ul>"])
def test_own_text_for_a_list_item_stays_in_its_list(own):
    items = "<ul>\n<li>a</li>\n<li>{}</li>\n<li>c</li>\n</ul>"
    lists = [items.format(text) for text in ("b", "b m", "b t")]

    merged = decided(*lists, Choice("own", own))

    assert merged.content["body"] == "<ul>\n<li>a</li>\n<li>b x</li>\n<li>c</li>\n</ul>"


@pytest.mark.parametrize(
    ("choice", "value", "is_open"),
    [
        (Choice("mine"), "M", False),
        (Choice("theirs"), "T", False),
        (Choice("own", "O & <b>"), "O & <b>", False),
        (Choice("both"), "M", True),
        (Choice("nonsense"), "M", True),
    ],
)
def test_a_conflict_of_a_field_is_decided(choice, value, is_open):
    merged = decided("B", "M", "T", choice, name="headline")

    assert merged.content == {"headline": value}
    assert bool(merged.conflicts) == is_open


def test_equal_conflicts_have_keys_of_their_own():
    merged = bodies(words("a", "x", "a"), words("a m", "x", "a m"), words("a t", "x", "a t"))

    one, other = merged.conflicts
    assert one.key != other.key


def test_fields_that_only_one_changed_are_taken_over():
    base = {"headline": "a", "slug": "a", "section": 1}

    merged = merge(base, base | {"headline": "b"}, base | {"section": None})

    assert merged.content == {"headline": "b", "slug": "a", "section": None}
    assert (merged.from_mine, merged.from_theirs) == (("headline",), ("section",))


def test_a_key_of_a_picture_cannot_be_written_by_hand():
    merged = decided(1, 2, 3, Choice("own", "4"), name="lead_image")

    assert merged.content == {"lead_image": 2}
    assert len(merged.conflicts) == 1


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged"),
    [
        ({"a": 1}, {}, {"a": 2}, {"a": 2}),
        ({"a": 1}, {"a": 2}, {}, {"a": 2}),
        ({}, {"a": 1}, {}, {"a": 1}),
        ({}, {}, {"a": 1}, {"a": 1}),
        ({}, {"a": ""}, {"a": "b"}, {"a": "b"}),
        ({}, {"tags": [2]}, {"tags": [1]}, {"tags": [1, 2]}),
    ],
)
def test_a_revision_from_before_a_field_existed_says_nothing_about_it(base, mine, theirs, merged):
    found = merge(base, mine, theirs)

    assert found.content == merged
    assert found.conflicts == ()


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged"),
    [
        ([1, 2], [1, 2, 3], [4, 1, 2], [4, 1, 2, 3]),
        ([1, 2, 3], [1, 3], [1, 2], [1]),
        ([1, 2, 3], [3, 2, 1], [1, 4, 2, 3], [3, 2, 1, 4]),
        ([1, 2, 3], [1, 2, 3, 4], [3, 1, 2], [3, 4, 1, 2]),
        ([1, 2], [2, 1], [2, 1, 3], [2, 1, 3]),
        ([1, 2], [3, 2], [1, 4, 2], [4, 3, 2]),
        ([], [1], [1, 2], [1, 2]),
        (
            [["writer", 1]],
            [["editor", 1]],
            [["writer", 1], ["writer", 2]],
            [["writer", 2], ["editor", 1]],
        ),
    ],
)
def test_credits_merge_as_ordered_sets(base, mine, theirs, merged):
    found = merge({"credits": base}, {"credits": mine}, {"credits": theirs})

    assert found.content == {"credits": merged}
    assert found.conflicts == ()


def test_merged_tags_stand_as_content_keeps_them():
    found = merge({"tags": [1]}, {"tags": [1, 2]}, {"tags": [1, 3]})

    assert found.content == {"tags": [1, 2, 3]}


def test_two_new_orders_are_a_conflict():
    merged = decided([1, 2, 3], [3, 2, 1], [2, 1, 3], Choice("theirs"), name="credits")

    assert merged.content == {"credits": [2, 1, 3]}
    sides = ([1, 2, 3], [3, 2, 1], [2, 1, 3])
    (conflict,) = merge(*({"credits": side} for side in sides)).conflicts
    assert (conflict.field, conflict.mine, conflict.theirs) == ("credits", *sides[1:])


@given(TAGS, TAGS, TAGS)
def test_no_addition_and_no_removal_is_lost(base, mine, theirs):
    merged = merge({"tags": base}, {"tags": mine}, {"tags": theirs})

    if not merged.conflicts:
        gone = set(base) - (set(mine) & set(theirs))
        assert len(set(merged.content["tags"])) == len(merged.content["tags"])
        assert set(merged.content["tags"]) == (set(base) | set(mine) | set(theirs)) - gone
