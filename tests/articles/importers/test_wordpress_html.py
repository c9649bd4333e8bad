import html
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.importers.records import IncomingPost
from articles.importers.wordpress_html import convert
from articles.importers.wordpress_text import TooDeepError
from articles.importers.wxr import parse
from newsroom import text
from newsroom.html import clean

from .exports import SMALL, THEME_TEST
from .library import Library

EMPTY = Library(is_full=False)


def body(content: str, pictures=EMPTY, **options) -> str:
    return convert(content, pictures, **options).body.replace("\n", "")


CLASSIC = {
    "an empty line ends a paragraph": ("One.\n\nTwo.", "<p>One.</p><p>Two.</p>"),
    "a new line breaks it": ("One\nTwo", "<p>One<br>Two</p>"),
    "a break and a new line are one": ("One<br />\nTwo", "<p>One<br>Two</p>"),
    "two breaks end a paragraph": ("One<br><br/>Two", "<p>One</p><p>Two</p>"),
    "Windows line ends count": ("One\r\n\r\nTwo\rThree", "<p>One</p><p>Two<br>Three</p>"),
    "emphasis goes on over an empty line": (
        "<b>One\n\nTwo</b>",
        "<p><strong>One</strong></p><p><strong>Two</strong></p>",
    ),
    "text around blocks is paragraphs": (
        "One\n<h2>Two</h2>\nThree",
        "<p>One</p><h2>Two</h2><p>Three</p>",
    ),
    "lists get no paragraphs": (
        "<ul>\n\t<li>One</li>\n\n\t<li>Two</li>\n</ul>",
        "<ul><li>One</li><li>Two</li></ul>",
    ),
    "a list in an item stays there": (
        "<ol><li>One\n<ul>\n<li>Two</li>\n</ul>\n</li></ol>",
        "<ol><li>One<ul><li>Two</li></ul></li></ol>",
    ),
    "tables get no paragraphs": (
        "<table>\n<tr>\n\n<td>One</td>\n<td>Two</td></tr></table>",
        "<table><tbody><tr><td>One</td><td>Two</td></tr></tbody></table>",
    ),
    "quotations do": (
        "<blockquote>One\n\nTwo</blockquote>",
        "<blockquote><p>One</p><p>Two</p></blockquote>",
    ),
    "what is preformatted stays": (
        "<pre>\na\n\n  b</pre>",
        "<pre>a  b</pre>",  # new lines taken out by body()
    ),
    "empty paragraphs go": ("One<p>&nbsp;</p><p> </p>\n\n&nbsp;\n\nTwo", "<p>One</p><p>Two</p>"),
    "right-to-left stays so": (
        '<div dir="rtl" lang="ar">أ\n\nب</div>',
        '<p dir="rtl" lang="ar">أ</p><p dir="rtl" lang="ar">ب</p>',
    ),
}


@pytest.mark.parametrize(("content", "expected"), CLASSIC.values(), ids=CLASSIC.keys())
def test_texts_of_the_classic_editor_get_paragraphs(content, expected):
    assert body(content) == clean(expected)


def test_new_lines_in_blocks_mean_nothing():
    content = (
        "<!-- wp:paragraph -->\n<p>One\ntwo</p>\n<!-- /wp:paragraph -->\n\n"
        '<!-- wp:group {"x":1} --><div class="wp-block-group"><!-- wp:heading -->\n<h1>Three</h1>'
        "<!-- /wp:heading --></div><!-- /wp:group -->\n<!-- wp:latest-posts /-->"
    )

    assert body(content) == "<p>One two</p><h2>Three</h2>"


ELEMENTS = {
    "headings": ("<h1>A</h1><h5>B</h5><h6>C</h6>", "<h2>A</h2><h4>B</h4><h4>C</h4>"),
    "emphasis": ("<b>a</b> <i>b</i> <u>c</u>", "<p><strong>a</strong> <em>b</em> c</p>"),
    "deletions": ("<del>a</del> <strike>b</strike>", "<p><s>a</s> <s>b</s></p>"),
    "quotation marks": ("<q>a</q>", "<p>“a”</p>"),
    "definitions": ("<dl><dt>A</dt><dd>B</dd></dl>", "<p><strong>A</strong></p><p>B</p>"),
    "centred and coloured": ("<center><font color=red>a</font></center>b", "<p>a</p><p>b</p>"),
    "sections": ("<section>a</section><article>b</article>", "<p>a</p><p>b</p>"),
    "addresses": ("<address>1 Port St\nOdesa</address>", "<p>1 Port St<br>Odesa</p>"),
    "anchors": ('<a name="x"></a><a href="#x">a</a> <a>b</a>', "<p>a b</p>"),
    "a pull quote": (
        '<figure class="wp-block-pullquote"><blockquote><p>A</p><cite>B</cite></blockquote>',
        '<aside class="pullquote"><p>A</p><p><cite>B</cite></p></aside>',
    ),
    "a table's caption": (
        (
            '<figure class="wp-block-table"><table><tr><td>A</td></tr></table>'
            "<figcaption>B</figcaption></figure>"
        ),
        "<table><caption>B</caption><tbody><tr><td>A</td></tr></tbody></table>",
    ),
    "frames": (
        '<p>a</p><iframe src="https://maps.example/?q=1&amp;z=2"></iframe>b',
        (
            '<p>a</p><p><a href="https://maps.example/?q=1&amp;z=2">'
            "https://maps.example/?q=1&amp;z=2</a></p><p>b</p>"
        ),
    ),
    "a frame never closed": (
        '<iframe src="https://a.example/" />The story.',
        '<p><a href="https://a.example/">https://a.example/</a></p><p>The story.</p>',
    ),
    "sound and film": (
        '<video controls><source src="/v.mp4">No player.</video><audio src="/a.mp3"></audio>',
        '<p><a href="/v.mp4">/v.mp4</a></p><p><a href="/a.mp3">/a.mp3</a></p>',
    ),
    "an old player": (
        (
            '<object><param name="movie" value="http://t.example/v"><embed src="http://t.example/v">'
            "</object>"
        ),
        '<p><a href="http://t.example/v">http://t.example/v</a></p>',
    ),
    "an embed": (
        (
            '<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\nhttps://t.example/1\n'
            "</div><figcaption>A clip</figcaption></figure>"
        ),
        '<p><a href="https://t.example/1">https://t.example/1</a></p><p>A clip</p>',
    ),
    "an address on a line of its own": (
        "See\nhttps://t.example/1\nor https://t.example/2",
        (
            '<p>See<br><a href="https://t.example/1">https://t.example/1</a><br>'
            "or https://t.example/2</p>"
        ),
    ),
    "where to stop and turn the page": (
        "One<!--more Read on--> and on.\n<!--nextpage-->\nTwo",
        "<p>One and on.</p><p>Two</p>",
    ),
    "scripts": ("a<script>x()</script><style>p{}</style><noscript>n</noscript>b", "<p>anb</p>"),
    "what only programs saw": (
        '<noscript><img src="/a.jpg"><b>Vote</b></noscript><svg><title>Chart</title></svg>',
        "<p>Vote Chart</p>",
    ),
    "what takes in all that follows": (
        "One<title>two</title><xmp>three</xmp><select><option>four</select><plaintext>five",
        "<p>Onetwothree</p><p>fourfive</p>",
    ),
    "attacks": ('<a href="javascript:x()" onclick="x()">a</a><svg onload="x()">', "<p>a</p>"),
}


@pytest.mark.parametrize(("content", "expected"), ELEMENTS.values(), ids=ELEMENTS.keys())
def test_wordpress_markup_becomes_ours(content, expected):
    assert body(content) == clean(expected)


@pytest.mark.parametrize(
    "content",
    [
        "He said it [sic] himself [1].",
        "[Applause] [a long pause] [the] [VIDEO]",
        "a[0] = b[i], [n=5], [where n=5]",
        "5 < 6, x<y and <mail@paper.example> or 1 <2",
        "[/closing] and [ opening",
    ],
)
def test_ordinary_brackets_stay(content):
    assert text.plain(body(content)) == content


SHORTCODES = {
    "paired": (
        '[vc_row][box colour="red"]A <b>b</b>[/box][/vc_row]',
        "<p>A <strong>b</strong></p>",
    ),
    "alone": ('A [contact-form-7 id="1" title="C"] b [ad/] c', "<p>A b c</p>"),
    "of a film": (
        "[youtube https://www.youtube.com/watch?v=abc&w=1]",
        (
            '<p><a href="https://www.youtube.com/watch?v=abc&amp;w=1">'
            "https://www.youtube.com/watch?v=abc&amp;w=1</a></p>"
        ),
    ),
    "of a film by its key": (
        "[vimeo 1234]",
        '<p><a href="https://vimeo.com/1234">https://vimeo.com/1234</a></p>',
    ),
    "of an embed": (
        'A [embed width="1"]https://t.example/1[/embed] b',
        '<p>A</p><p><a href="https://t.example/1">https://t.example/1</a></p><p>b</p>',
    ),
    "of sound": (
        '[audio mp3="https://t.example/a.mp3"][/audio]',
        '<p><a href="https://t.example/a.mp3">https://t.example/a.mp3</a></p>',
    ),
    "of code": ('[code lang="c"]a[0] &lt; b[/code]', "<pre>a[0] &lt; b</pre>"),
    "written about": (
        "[[gallery]] and [[caption]x[/caption]]",
        "<p>[gallery] and [caption]x[/caption]</p>",
    ),
    "in an attribute": (
        '<a href="/x" title="[gallery]">a</a>',
        '<p><a href="/x" title="[gallery]">a</a></p>',
    ),
}


@pytest.mark.parametrize(("content", "expected"), SHORTCODES.values(), ids=SHORTCODES.keys())
def test_shortcodes_go_and_their_words_stay(content, expected):
    assert body(content) == clean(expected)


def test_shortcodes_that_went_are_told():
    notes = convert('[poll id="3"] [gallery]', Library()).notes

    assert notes == ("shortcode taken away: [poll]",)


def test_footnotes_are_footnotes():
    content = '<!-- wp:paragraph --><p>Text<sup class="fn"><a href="#a">1</a></sup></p>'
    notes = '[{"content":"A <em>source</em>.","id":"a"}]'

    assert body(content, footnotes=notes) == (
        '<p>Text<span class="footnote">A <em>source</em>.</span></p>'
    )
    assert body("Text", footnotes=notes) == "<p>Text</p><ol><li>A <em>source</em>.</li></ol>"
    assert body("Text[efn_note]A <em>source</em>.[/efn_note] goes [note] on.") == (
        '<p>Text<span class="footnote">A <em>source</em>.</span> goes [note] on.</p>'
    )
    assert body("Text", footnotes="{broken") == "<p>Text</p>"


@pytest.mark.parametrize(
    "content",
    [
        "Before <!-- after it",
        "Before <script>after it",
        "Before <style media=x> after it",
        "Before <textarea>after it",
        'Before [caption width="1"] after it',
        "Before [embed] after it",
        "Before <![if !mso]>after it",
    ],
)
def test_what_follows_an_element_never_closed_is_not_lost(content):
    found = text.plain(body(content))

    assert found.startswith("Before")
    assert found.endswith("after it")


def test_a_story_whose_broken_html_hides_words_is_told_of():
    content = '<a href="https://x.example/>link</a> ' + "and a long story. " * 9 + '<b lang="x">'

    assert "words may be missing, its HTML is broken" in convert(content, EMPTY).notes


@pytest.mark.parametrize("library", [Library(), EMPTY], ids=["with pictures", "without"])
@pytest.mark.parametrize("path", [THEME_TEST, SMALL], ids=["theme test", "small"])
def test_no_word_of_wordpress_own_examples_is_lost(path, library):
    with path.open("rb") as file:
        posts = [
            r for r in parse(file) if isinstance(r, IncomingPost) and r.type in {"post", "page"}
        ]

    for post in posts:
        converted = convert(post.content, library)
        shown = re.sub(
            r"<!--.*?-->|\[/?(?:caption|gallery|audio)[^]]*\]", "", post.content, flags=re.S
        )
        embedded = " ".join(re.findall(r'data-embed="([^"]*)"', converted.body))
        kept = text.plain(converted.body) + embedded
        lost = letters(re.sub(r"<[^>]*>", "", shown)) - letters(kept)
        assert not lost, post.title
        assert not converted.notes


def letters(words: str) -> Counter:
    return Counter(filter(str.isalnum, html.unescape(words)))


MARKUP = (
    "text [sic] [gallery] [caption] [/caption] [x a='b'] [[y]] <p> </p> <b> </b> <ul> <li> </ul> "
    "<td> <table> </table> <div> </div> <figure> </figure> <img/src=x> <a/href=y> </a> <pre> "
    "</pre> <h2> </h2> <!-- --> <br> <iframe/src=//z> &amp; &lt; < > \" ' <script> </script> <q> "
    "<dl> <dt>"
).split()
PIECES = st.sampled_from([*MARKUP, "\n", "\n\n", " "])


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=30))
def test_any_markup_ends_as_clean_html(pieces):
    result = convert("".join(pieces), Library()).body

    assert clean(result) == result


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text("abcdefgh,.!?—абв中文ا", min_size=1), min_size=1))
def test_plain_text_comes_out_as_it_went_in(paragraphs):
    assert text.plain(body("\n\n".join(paragraphs).replace("\n\n", "\n\n "))) == " ".join(
        paragraphs
    )


@pytest.mark.parametrize(
    "content",
    [
        "<div>" * 10_000,
        "<p>" + "".join(f"<b lang=l{n}>" for n in range(450)) + "<p>x" * 2_000,
    ],
    ids=["deep", "left open"],
)
def test_html_no_person_wrote_is_refused(content):
    with pytest.raises(TooDeepError):
        convert(content, EMPTY)
