"""What is pasted keeps its lines, its words apart, and the spaces that must not break."""

import pytest

from articles.models import Article
from tests.factories import make_article, make_user

from .desk import Desk

WORD = (
    '<html xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name=Generator '
    'content="Microsoft Word 15"></head><body><!--StartFragment-->%s<!--EndFragment-->'
    "</body></html>"
)


@pytest.fixture
def desk(page, live_server):
    desk = Desk(page, live_server, make_user(is_superuser=True))
    desk.open(make_article(status=Article.Status.DRAFT))
    return desk


def pasted(desk, html, text=""):
    return " ".join(desk.paste(html, text).split())


def test_plain_text_keeps_its_lines(desk):
    for text in ("Line one\nLine two", "Line one\r\nLine two"):
        assert pasted(desk, "", text) == "<p>Line one<br>Line two</p>"
    assert pasted(desk, "", "a\n\nb\nc") == "<p>a</p> <p>b<br>c</p>"


LINES = {
    "<p>Line one<br>Line two</p>": "<p>Line one<br>Line two</p>",
    "<p><span>Rua A, 5</span><br><span>Lisboa</span></p>": "<p>Rua A, 5<br>Lisboa</p>",
    "<ul><li>a<br>b</li></ul>": "<ul><li>a<br>b</li></ul>",
    "<p>End.<br></p><br><p>Next.<br><br></p>": "<p>End.</p> <p>Next.</p>",
    "One<br>Two": "<p>One<br>Two</p>",
    "One<br><br>Two<br>": "<p>One</p> <p>Two</p>",
    "<p>One<br><br>Two</p>": "<p>One</p> <p>Two</p>",
    "One<p>Two</p>Three<br>": "<p>One</p> <p>Two</p> <p>Three</p>",
    "<p>It was <b>one</b><br><i>two</i> words</p>": (
        "<p>It was <strong>one</strong><br><em>two</em> words</p>"
    ),
    "<table><tr><td>a<br>b</td></tr></table>": (
        "<table><tbody><tr><td>a<br>b</td></tr></tbody></table>"
    ),
}


def test_breaks_stay_and_only_those_at_an_end_go(desk):
    for html, expected in LINES.items():
        assert pasted(desk, html) == expected, html


def test_no_two_blocks_become_one_word(desk):
    blocks = (
        "section article header main center address footer details div dt dd summary aside figure"
    ).split()
    for name in blocks:
        html = f"<{name}>One</{name}><{name}>Two</{name}>"
        assert pasted(desk, html) == "<p>One</p> <p>Two</p>", name
        html = f"<{name}>One<p>Two</p>Three</{name}><{name}>Four<p>Five</p></{name}>"
        words = "".join(f"<p>{word}</p> " for word in ("One", "Two", "Three", "Four", "Five"))
        assert pasted(desk, html) == words.strip(), name
    html = "<dl><dt>Tide</dt><dd>4.2 m</dd><dt>Wind</dt><dd>9 bft</dd></dl>"
    assert pasted(desk, html) == "<p>Tide</p> <p>4.2 m</p> <p>Wind</p> <p>9 bft</p>"
    html = "<figure><img src='x'><figcaption>The quay</figcaption></figure><p>Next</p>"
    assert pasted(desk, html) == "<p>The quay</p> <p>Next</p>"


def test_a_space_that_must_not_break_stays_one_that_only_fills_does_not(desk):
    nbsp = "&nbsp;"

    assert pasted(desk, f"<p>10{nbsp}000 €</p>") == f"<p>10{nbsp}000 €</p>"
    assert pasted(desk, f"<p>Quoi{nbsp}? 10<span>{nbsp}</span>000</p>") == (
        f"<p>Quoi{nbsp}? 10{nbsp}000</p>"
    )
    assert pasted(desk, f"<p>a {nbsp}b{nbsp}{nbsp}c{nbsp}</p>") == "<p>a b c</p>"
    assert pasted(desk, f"<p>a{nbsp}<b>b</b></p>") == "<p>a <strong>b</strong></p>"


def test_changes_tracked_in_word_come_accepted(desk):
    text = (
        "<p class=MsoNormal>It cost <del cite='mailto:Ann' datetime='2026-01-01T10:00'><span "
        "class=msoDel>nine</span></del><ins cite='mailto:Ann' datetime='2026-01-01T10:00'>ten"
        "</ins> <s>million</s> euros.<o:p></o:p></p>"
    )

    assert pasted(desk, WORD % text) == "<p>It cost ten <s>million</s> euros.</p>"
    assert pasted(desk, "<p>It was <del>nine</del> ten.</p>") == "<p>It was <s>nine</s> ten.</p>"


def test_footnotes_of_word_are_words_and_no_dead_links(desk):
    text = (
        '<p class=MsoNormal>True.<a style=\'mso-footnote-id:ftn1\' href="#_ftn1" name="_ftnref1">'
        "<span class=MsoFootnoteReference>[1]</span></a></p>"
    )

    assert "href" not in pasted(desk, WORD % text)
    assert "True.[1]" in pasted(desk, WORD % text).replace("<sup>", "").replace("</sup>", "")


@pytest.mark.parametrize("address", ["https://a.example/b?c=d&e=f#g"])
def test_links_lead_where_they_mean(desk, address, live_server):
    from urllib.parse import quote

    href = address.replace("&", "&amp;")
    for detour in (
        f"https://www.google.com/url?q={quote(address, safe='')}&amp;sa=D&amp;ust=1",
        f"https://eur01.safelinks.protection.outlook.com/?url={quote(address, safe='')}&amp;data=x",
        f"https://l.facebook.com/l.php?u={quote(address, safe='')}&amp;h=x",
    ):
        assert pasted(desk, f'<p><a href="{detour}">x</a></p>') == f'<p><a href="{href}">x</a></p>'
    own = f'<p><a href="{live_server.url}/story/">x</a></p>'
    assert pasted(desk, own) == '<p><a href="/story/">x</a></p>'
    trap = '<p><a href="https://www.google.com/url?q=javascript:alert(1)">x</a></p>'
    assert "javascript" not in pasted(desk, trap).replace("q=javascript", "")
