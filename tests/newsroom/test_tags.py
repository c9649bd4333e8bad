"""No word outside of a tag is lost, whatever element it stands in or behind."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom import text
from newsroom.html import KNOWN, TAGS, clean
from newsroom.tags import LONG_TEXT, in_parts, is_too_deep, known_only

OTHERS = (  # elements with a meaning of their own for parsers, and some nobody knows
    "svg g path text title desc foreignObject math mi mo mtext semantics annotation-xml "
    "template noscript iframe noembed noframes textarea select option optgroup button xmp "
    "plaintext listing frameset frame html head body base object embed applet marquee form "
    "fieldset input img image video audio source dialog details summary dl dt dd ruby rt rp "
    "font u big small nobr center section article col colgroup map slot o:p x-y"
).split()


@pytest.mark.parametrize(
    ("markup", "cleaned"),
    [
        ("<p>a<noscript>b</noscript>c</p>", "<p>abc</p>"),
        ("<template><p>a</p></template>", "<p>a</p>"),
        (
            "<p>The formula <math><mi>E</mi><mo>=</mo></math> holds.</p>",
            "<p>The formula E= holds.</p>",
        ),
        ("<p>a</p><svg><desc><p>b</p><p>c</p>", "<p>a</p><p>b</p><p>c</p>"),
        ("<svg><title>a</title><text>b</text></svg>c", "abc"),
        ("<math><mtext>a<p>b", "a<p>b</p>"),
        ("<select><option>a<p>b</select>", "a<p>b</p>"),
        ("<textarea>a</textarea><title>b</title>c", "abc"),
        ("<plaintext>a<p>b", "a<p>b</p>"),
        ("<frameset><p>a</frameset>", "<p>a</p>"),
        ("a<script>x()</script><style>p{}</STYLE >b", "ab"),
        ("a<script>b<p>c", "ab<p>c</p>"),
        ("a<!-- x > y -->b<!-->c<!--->d<!-- e", "abcd e"),
        ("a<![if !mso]>b<![endif]><?xml:namespace x/>c<!DOCTYPE html '1.0'>d", "abcd"),
        ("<![CDATA[a <b>b</b>", "a <strong>b</strong>"),
        ("1 <2 & 3</4", "1 &lt;2 &amp; 3&lt;/4"),
        ("if x <y and y> z", "if x  z"),
        ("Ask <Ann@desk.example>, or not", "Ask &lt;Ann@desk.example&gt;, or not"),
        ("see <https://a.example/b?c=d>", "see &lt;https://a.example/b?c=d&gt;"),
        ("see <www.a.example>", "see &lt;www.a.example&gt;"),
        ('<a@b c="<script>d</script>">', '&lt;a@b c="&lt;script&gt;d&lt;/script&gt;"&gt;'),
        ("if x <y, the rest", "if x &lt;y, the rest"),
        ("<y and <b>z</b>", "&lt;y and <strong>z</strong>"),
        ('<p>a <a href="/b>c</a></p>', '<p>a &lt;a href="/b&gt;c</p>'),
        ('<p lang="&lt;i>">a</p>', '<p lang="&lt;i&gt;">a</p>'),
        ('<p title="<!--">a</p><p title="-->">b</p>', "<p>a</p><p>b</p>"),
    ],
)
def test_what_a_parser_would_hide_stays(markup, cleaned):
    assert clean(markup) == cleaned


@pytest.mark.parametrize(
    ("frame", "cleaned"),
    [
        (
            '<iframe src="https://a.example/b?c&amp;d=e">f</iframe>',
            '<div data-embed="https://a.example/b?c&amp;d=e"></div>f',
        ),
        ("<IFRAME width=560 SRC=//a.example/b />", '<div data-embed="https://a.example/b"></div>'),
        ("<iframe src='javascript:alert(1)'></iframe>", ""),
        ("<iframe srcdoc='<p>a</p>'></iframe>", ""),
        ('<iframe src="https://a.example/ns.html" height="0" width="0"></iframe>', ""),
        ("</iframe>", ""),
    ],
)
def test_a_frame_becomes_the_embed_of_its_address(frame, cleaned):
    assert clean(frame) == cleaned


def whole_tags(name):
    return [f"<{name}>", f"</{name}>", f'<{name} title="<p>" x>', f"<{name}/>"]


PIECES = st.one_of(
    st.just("word"),
    st.sampled_from([tag for name in (*OTHERS, *sorted(TAGS)) for tag in whole_tags(name)]),
    st.sampled_from(["<!-- no -->", "<script>no()</script>", "<style>no</style>", "<?no?>", "<"]),
)


@given(st.lists(PIECES, max_size=20))
def test_no_word_between_whole_tags_is_lost_whatever_they_are(pieces):
    soup = " ".join(f" w{n} " if piece == "word" else piece for n, piece in enumerate(pieces))

    kept = re.findall(r"w\d+", text.plain(clean(soup)))

    assert sorted(kept) == sorted(re.findall(r"w\d+", soup))


@given(
    st.lists(st.sampled_from(["<!--", "<script>", "<style x>", "<svg", "<p", "<b>", "</", "<!"]))
)
def test_no_word_is_lost_behind_what_never_ends(openings):
    soup = "".join(f"{piece} w{n} " for n, piece in enumerate(openings))

    assert re.findall(r"w\d+", text.plain(clean(soup))) == re.findall(r"w\d+", soup)


@given(st.lists(st.sampled_from([*(f"<{t}>" for t in TAGS), "</p>", "a", "&lt;", ' b="<c>" '])))
def test_what_is_clean_stays_as_it_is(pieces):
    cleaned = clean("".join(pieces))

    assert known_only(cleaned, KNOWN) == cleaned


@pytest.mark.parametrize(
    ("markup", "is_too_much"),
    [
        ("<div>" * 500, False),
        ("<div>" * 501, True),
        ("<div></i>" * 501, True),
        ("<div></div>" * 501, False),
        ("<p><a href=/>b" * 3000, False),
        ("<b>" * 20 + "<p>x" * 3000, False),
        ("".join(f"<b lang=l{n}>" for n in range(99)) + "<p>x" * 3000, True),
        ("<table>" + "<p>x" * 10_001, True),
        ("<table><tr><td>" + "<p>x" * 10_001, False),
        ("<table><tr><td>x</td></tr></table>" + "<p>x" * 10_001, False),
        ("<table>" + "<tr><td><p>x</p></td></tr>" * 10_001, False),
    ],
    ids=range(11),
)
def test_what_nobody_writes_is_told_from_what_is_only_long(markup, is_too_much):
    assert is_too_deep(markup, KNOWN) is is_too_much


def test_a_very_long_text_is_read_in_parts():
    text = "Fish &amp; chips &lt;b&gt; " * 1000
    markup = f'<p title="{text}">{text}</p>{text}<br>{"x" * 5000}'

    parts = in_parts(markup)

    assert parts.replace("<!---->", "") == markup
    assert f'<p title="{text}">' in parts
    assert (
        max(map(len, re.findall(r"[^<>]*&[^<>]*", parts.replace(f'title="{text}"', ""))))
        < LONG_TEXT
    )
    assert in_parts(markup[:100]) == markup[:100]
    assert clean(text) == text.strip()
