"""Clipboards as Word and Google Docs fill them, and what of them ends up in a story."""

import pytest

from articles.models import Article
from tests.factories import make_article, make_user

from .desk import Desk

WORD = """<html
xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"
xmlns="http://www.w3.org/TR/REC-html40">
<head><meta name=ProgId content=Word.Document><meta name=Generator content="Microsoft Word 15">
<style><!-- p.MsoNormal {margin:0cm; font-family:"Calibri",sans-serif;} --></style>
</head><body lang=EN-GB link="#0563C1" style='tab-interval:36.0pt'><!--StartFragment-->
<h1><span lang=EN-US style='mso-ansi-language:EN-US'>The vote<o:p></o:p></span></h1>
<p class=MsoNormal style='margin-bottom:8.0pt'><span lang=EN-GB>The council <b>voted</b> on
<i>Monday</i> <span style='color:red'>evening</span>.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if
!supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>&middot;<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>First
point<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if
!supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>&middot;<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Second
point<o:p></o:p></p>
<p class=MsoNormal><a href="https://a.example/b"><span lang=EN-GB>A link</span></a> and
<a href="file:///C:/secret.docx">a file</a>.<o:p></o:p></p>
<!--EndFragment--></body></html>"""

GOOGLE_DOCS = """<meta charset='utf-8'><b style="font-weight:normal;"
id="docs-internal-guid-1a2b3c4d-7fff-0000-1111-222233334444"><h1 dir="ltr"
style="line-height:1.38;margin-top:20pt;"><span style="font-size:20pt;font-family:Arial;
font-weight:400;">The vote</span></h1><p dir="ltr" style="line-height:1.38;"><span
style="font-size:11pt;font-weight:400;white-space:pre-wrap;">The council </span><span
style="font-size:11pt;font-weight:700;white-space:pre-wrap;">voted</span><span
style="font-weight:400;white-space:pre-wrap;"> on </span><span
style="font-weight:400;font-style:italic;white-space:pre-wrap;">Monday</span><span
style="font-weight:400;white-space:pre-wrap;"> evening.</span></p><br /><ul
style="margin-top:0;padding-inline-start:48px;"><li dir="ltr" style="list-style-type:disc;"
aria-level="1"><p dir="ltr" style="line-height:1.38;" role="presentation"><span
style="font-weight:400;">First point</span></p></li><li dir="ltr" aria-level="1"><p dir="ltr"
role="presentation"><span style="font-weight:400;">Second point</span></p></li></ul><p
dir="ltr"><a href="https://a.example/b" style="text-decoration:none;"><span
style="color:#1155cc;text-decoration:underline;">A link</span></a><span> and a file.</span></p>
<p dir="ltr"><span><span style="border:none;"><img src="https://lh3.example/x=w602"
width="602" /></span></span></p></b><br class="Apple-interchange-newline">"""

WEB_PAGE = """<meta charset='utf-8'><div class="post" style="x"><h2 class="t" id="a">The vote</h2>
<div>The council <strong class="x">voted</strong>.</div><div><br></div>
<p onclick="alert(1)">Then <span style="font-weight: bold">it</span> rose.</p>
<script>alert(1)</script><iframe src="https://evil.example"></iframe>
<a href="javascript:alert(1)">Press</a><img src="data:image/gif;base64,R0lGOD">
<button>No</button></div>"""


@pytest.fixture
def desk(page, live_server):
    desk = Desk(page, live_server, make_user(is_superuser=True))
    desk.open(make_article(status=Article.Status.DRAFT))
    return desk


def words(html):
    return " ".join(html.split())


def test_word_leaves_clean_paragraphs_headings_and_lists(desk):
    pasted = desk.paste(WORD)

    assert words(pasted) == (
        "<h2>The vote</h2> "
        "<p>The council <strong>voted</strong> on <em>Monday</em> evening.</p> "
        "<ul><li>First point</li><li>Second point</li></ul> "
        '<p><a href="https://a.example/b">A link</a> and a file.</p>'
    )


def test_google_docs_leaves_the_same(desk):
    pasted = desk.paste(GOOGLE_DOCS)

    assert words(pasted) == (
        "<h2>The vote</h2> "
        "<p>The council <strong>voted</strong> on <em>Monday</em> evening.</p> "
        "<ul><li>First point</li><li>Second point</li></ul> "
        '<p><a href="https://a.example/b">A link</a> and a file.</p>'
    )


def test_a_web_page_leaves_its_words_and_nothing_that_acts(desk, page):
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))

    pasted = words(desk.paste(WEB_PAGE))

    assert pasted.startswith("<h2>The vote</h2> <p>The council <strong>voted</strong>.</p> ")
    assert "<p>Then <strong>it</strong> rose.</p>" in pasted
    assert "Press" in pasted
    for part in ("script", "iframe", "onclick", "style", "class", "img", "<p></p>", "&nbsp;"):
        assert part not in pasted
    assert dialogs == []


def test_plain_text_becomes_paragraphs(desk):
    pasted = desk.paste("", "One & two.\n\nThree <b>.")

    assert words(pasted) == "<p>One &amp; two.</p> <p>Three &lt;b&gt;.</p>"


def test_what_was_copied_in_the_editor_keeps_its_references(desk):
    pasted = desk.paste('<p>a</p><figure data-image="1"><figcaption>b</figcaption></figure>')

    assert '<figure data-image="1"><figcaption>b</figcaption></figure>' in pasted
