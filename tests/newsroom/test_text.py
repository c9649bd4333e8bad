import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.html import clean
from newsroom.text import count_words, plain, reading_minutes, shorten


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>One</p><p>two</p>", "One two"),
        ("<p>One<br>two</p><hr>three", "One two three"),
        ("<h2>One</h2>two<p>three</p>", "One two three"),
        ("<ul><li>One<ul><li>two</li></ul></li><li>three</li></ul>", "One two three"),
        (
            "<table><caption>One</caption><tbody><tr><th>two</th><td>three</td></tr></tbody></table>",
            "One two three",
        ),
        ('<figure data-image="1"><figcaption>One</figcaption></figure>two', "One two"),
        ("<p>Half<strong>bold</strong>word</p>", "Halfboldword"),
        ('<p><a href="/" title="a > b">One</a></p>', "One"),
        ("<p>Fish &amp; chips &lt;p&gt; &quot;now&quot;</p>", 'Fish & chips <p> "now"'),
        ("<p>One\n   two&nbsp;three</p>", "One two three"),
        ("", ""),
    ],
)
def test_plain_text_reads_like_the_page(markup, words):
    assert plain(clean(markup)) == words


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("", 0),
        ("<p>— … !</p>", 0),
        ("<p>The council's well-known e-mail cost 2,000 or 3.5</p>", 8),
        ("<p>and</p><p>or</p>", 2),
        ("<p>one—two / three</p>", 3),
        ("<p>П’ять п'ятниць підряд — це багато</p>", 5),
        ("<p>هٰذَا كِتَابٌ جَدِيدٌ</p>", 3),
        ("<p>نشرت الصحيفة تقريرًا، أمس.</p>", 4),
        ("<p>नमस्ते दुनिया, यह हिन्दी है।</p>", 5),
        ("<p>中国经济增长</p>", 3),
        ("<p>中国经济</p><p>增</p>", 3),
        ("<p>2030年 GDP 增长</p>", 4),
        ("<p>cafe\u0301 ouvert</p>", 2),
    ],
)
def test_words_are_counted_in_every_script(markup, words):
    assert count_words(markup) == words


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (1, 1), (344, 1), (346, 2), (2300, 10)])
def test_reading_takes_whole_minutes_and_at_least_one(words, minutes):
    assert reading_minutes(words) == minutes


@pytest.mark.parametrize(
    ("text", "length", "short"),
    [
        ("Short enough", 12, "Short enough"),
        ("The council met on Monday", 15, "The council…"),
        ("The council, which met", 14, "The council…"),
        ("Donaudampfschifffahrt", 10, "Donaudamp…"),
        ("A Donaudampfschifffahrtsgesellschaft", 20, "A Donaudampfschifff…"),
    ],
)
def test_a_long_text_is_cut_at_a_word(text, length, short):
    assert shorten(text, length) == short


@given(st.text(), st.integers(2, 50))
def test_a_shortened_text_is_never_too_long_and_begins_the_same(text, length):
    short = shorten(text, length)

    assert len(short) <= length
    assert text.startswith(short.removesuffix("…"))
