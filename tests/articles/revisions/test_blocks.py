import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.revisions.align import align
from articles.revisions.blocks import Block, join, kind_of, split, standing
from newsroom.html import clean
from tests.articles.revisions.bodies import BODIES, SOUP, news, real_bodies
from tests.factories import SHARED


def blocks(*texts):
    return [Block(f"<p>{text}</p>") for text in texts]


def partners(base, other):
    return align(blocks(*base), blocks(*other)).partners


@given(BODIES | SOUP)
def test_a_body_taken_apart_is_put_together_letter_for_letter(body):
    assert join(split(body)) == body


def test_real_stories_are_put_together_letter_for_letter():
    bodies = real_bodies(SHARED)

    assert [body for body in bodies if join(split(body)) != body] == []
    assert len(bodies) > 150


@given(BODIES | SOUP, st.randoms(use_true_random=False))
def test_without_any_of_its_blocks_and_in_any_order_a_body_is_well_formed(body, random):
    blocks = [block for block in split(body) if random.random() < 0.6]
    random.shuffle(blocks)

    joined = join(blocks).strip()

    assert clean(joined) == joined


@given(BODIES)
def test_no_block_is_blank_or_begins_with_white_space(body):
    assert all(block.html == block.html.strip() != "" for block in split(body))


def test_neighbouring_lists_stay_apart():
    body = "<ul><li>a</li><li>b</li></ul><ul><li>c</li><li>d</li></ul>"
    a, b, c, d = split(body)

    assert join([a, b, d]) == "<ul><li>a</li><li>b</li></ul><ul><li>d</li></ul>"
    assert join([a, c]) == "<ul><li>a</li></ul><ul><li>c</li></ul>"
    assert standing(d) == "<ul><li>d</li></ul>"


def test_words_without_a_block_of_their_own_do_not_run_together():
    a, _hr, b = split("one<hr>two")

    assert join([a, b]) == "one\ntwo"


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        ("<p>a</p>b<h3>c</h3>", ["paragraph", "paragraph", "heading"]),
        ("<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>", ["list item", "list item"]),
        ('<figure class="wide" data-alt="b" data-image="1"></figure>', ["picture"]),
        ('<figure data-gallery="1,2"></figure><figure>a</figure>', ["gallery", "figure"]),
        ('<div data-article="1"></div><div data-embed="https://a.b/"></div>',
         ["related story", "embed"]),
        ("<blockquote><p>a</p><cite>b</cite></blockquote>", ["quote", "quote"]),
        ('<aside class="pullquote"><p>a</p><cite>b</cite></aside>', ["quote"]),
        ('<aside class="factbox"><h3>a</h3><p>b</p><ul><li>c</li></ul></aside>',
         ["heading", "fact box", "list item"]),
        ("<table><tbody><tr><td><p>a</p></td></tr></tbody></table><hr>",
         ["table", "section break"]),
        ("<pre>a\n\nb</pre><ul></ul><div></div>", ["preformatted text", "list", "box"]),
    ],
)  # fmt: skip
def test_blocks_are_called_what_an_editor_calls_them(body, kinds):
    assert [kind_of(block) for block in split(clean(body))] == kinds


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("<p></p>" * 285_000, 285_000),
        ("<ul>" + "<li>a</li>" * 100_000 + "</ul>", 100_000),
        ("<blockquote>" * 400 + "<div><p>a</p></div>" * 20_000 + "</blockquote>" * 400, 1),
        ("<div>" * 7 + "<div><p>a</p></div>" * 20_000 + "</div>" * 7, 20_000),
        ("<em>a</em> " * 100_000 + "b", 1),
    ],
)
def test_a_body_of_any_size_is_taken_apart(body, count):
    found = split(body)

    assert len(found) == count
    assert join(found) == body


def test_a_changed_paragraph_is_told_from_the_new_one_behind_it():
    base = ["the quay was closed on Monday", "ferries went on"]
    other = ["the quay was closed on Tuesday", "nobody knew why", "ferries went on"]

    found = align(blocks(*base), blocks(*other))

    assert found.partners == [0, 2]
    assert found.inserted == [[], [1], []]


def test_a_paragraph_written_anew_is_a_changed_one():
    assert partners(["a", "one two", "b"], ["a", "three", "b"]) == [0, 1, 2]


def test_a_picture_is_the_same_whatever_its_caption_says():
    base = split('<p>a</p><figure data-image="1"><figcaption>one two</figcaption></figure>')
    other = split('<figure data-image="1"><figcaption>three</figcaption></figure><p>b</p>')

    assert align(base, other).partners == [None, 0]


def test_paragraphs_are_recognised_in_every_script():
    for body in news(SHARED).values():
        base = split(body)
        other = [Block(block.html[:-6] + ".</p>") for block in base if len(block.html) > 40]

        found = align(base, other).partners

        assert [place for place in found if place is not None] == list(range(len(other)))


@given(BODIES, BODIES)
def test_every_block_has_its_place_in_order(base, other):
    base, other = split(base), split(other)

    found = align(base, other)

    kept = [place for place in found.partners if place is not None]
    new = [place for gap in found.inserted for place in gap]
    assert kept == sorted(kept)
    assert new == sorted(new)
    assert sorted(kept + new) == list(range(len(other)))


def test_thousands_of_blocks_are_aligned_whatever_they_hold():
    base = blocks("first", *["same"] * 5000, *range(5000), "last")
    other = blocks("other", *["same"] * 4000, *range(2500, 9000), *["same"] * 900, "end")

    found = align(base, other).partners

    assert sum(place is not None for place in found) > 6000
