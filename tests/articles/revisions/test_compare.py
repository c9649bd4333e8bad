import html
import re
from html.parser import HTMLParser

import pytest
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from articles.revisions.compare import compare, compare_bodies, compare_words
from newsroom.html import clean
from tests.articles.revisions.bodies import BODIES, SOUP, news
from tests.factories import SHARED


class Nesting(HTMLParser):
    """Fails on markup whose elements are not closed in order."""

    def __init__(self, markup):
        super().__init__()
        self.opened = []
        self.feed(markup)
        self.close()
        assert self.opened == []

    def handle_starttag(self, tag, attrs):
        if tag not in {"br", "hr"}:
            self.opened.append(tag)

    def handle_endtag(self, tag):
        assert self.opened.pop() == tag


def as_new(marked):
    return re.sub(r"<del>.*?</del>|</?ins>", "", marked, flags=re.DOTALL)


def letters(markup):
    return "".join(re.sub(r"<[^>]*>", "", markup).split())


def states(old, new):
    return [change.state for change in compare_bodies(clean(old), clean(new))]


def only(old, new):
    """The one change between two bodies of one block."""
    (change,) = compare_bodies(clean(old), clean(new))
    return change


@given(BODIES | SOUP, BODIES | SOUP)
def test_marks_change_nothing_but_show_both_texts(old, new):
    marked = compare_words(old, new)

    Nesting(marked)
    assert as_new(marked) == new
    as_old = re.sub(r"<ins>.*?</ins>", "", marked, flags=re.DOTALL)
    assert letters(as_old) == letters(old)


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("<p>The quay is closed.</p>", "<p>The quay is open.</p>",
         "<p>The quay is <del>closed</del><ins>open</ins>.</p>"),
        ("<p>one two three</p>", "<p>one three</p>", "<p>one <del>two </del>three</p>"),
        ("<p>one two</p>", "<p>one</p>", "<p>one<del> two</del></p>"),
        ("<p>one</p>", "<p>one two</p>", "<p>one <ins>two</ins></p>"),
        ("<p>a <em>big</em> dog</p>", "<p>a <em>small</em> dog</p>",
         "<p>a <em><del>big</del><ins>small</ins></em> dog</p>"),
        ("<p>a b</p>", "<p>a <em>c d</em> e</p>",
         "<p>a <em><del>b</del><ins>c d</ins></em> <ins>e</ins></p>"),
        ("<p>R&amp;D costs 5&nbsp;000</p>", "<p>R&amp;D costs 6&nbsp;000</p>",
         "<p>R&amp;D costs <del>5</del><ins>6</ins>&nbsp;000</p>"),
        ("<p>a &lt;b&gt;</p>", "<p>a c</p>", "<p>a <del>&lt;b&gt;</del><ins>c</ins></p>"),
        ("<p>can't</p>", "<p>can’t stop</p>", "<p><del>can't</del><ins>can’t stop</ins></p>"),
        ("<p>a</p><p>b</p>", "<p></p>", "<p><del>a b</del></p>"),
        ("<p>码头今天关闭。</p>", "<p>码头明天关闭。</p>",
         "<p>码头<del>今</del><ins>明</ins>天关闭。</p>"),
        ("<p>ท่าเรือปิด</p>", "<p>ท่าเรือเปิด</p>", "<p>ท่าเรือ<ins>เ</ins>ปิด</p>"),
        ("<p>हिन्दी में</p>", "<p>हिन्दी नहीं</p>", "<p>हिन्दी <del>में</del><ins>नहीं</ins></p>"),
        ("<p>אגודה חדשה</p>", "<p>אגודה ישנה</p>",
         "<p>אגודה <del>חדשה</del><ins>ישנה</ins></p>"),
        ("", "<p>new</p>", "<p><ins>new</ins></p>"),
        ("<p>gone</p>", "", "<del>gone</del>"),
    ],
)  # fmt: skip
def test_words_are_marked(old, new, marked):
    assert compare_words(old, new) == marked


def test_what_has_nearly_nothing_in_common_is_shown_one_after_the_other():
    marked = compare_words("<p>the a b c d e</p>", "<p>the f g h i j</p>")

    assert marked == "<p><del>the a b c d e</del><ins>the f g h i j</ins></p>"


def test_deleted_words_cannot_break_out():
    marked = compare_words("<img src=x onerror=alert(1)>", "<p>a</p>")

    assert "<img" not in marked


def test_blocks_are_the_same_changed_added_or_removed():
    old = "<p>a</p><p>one two three</p><h2>c</h2>"
    new = '<p>a</p><p>one three</p><figure data-image="1"></figure><p>d</p>'

    assert states(old, new) == ["same", "changed", "removed", "added", "added"]


def test_all_words_of_an_added_and_of_a_removed_block_are_marked():
    removed, added = compare_bodies("<ul><li>a <em>b</em></li></ul>", '<pre lang="en">c</pre>')

    assert removed.marked == "<ul><li><del>a </del><em><del>b</del></em></li></ul>"
    assert (removed.kind, removed.new_html) == ("list item", "")
    assert added.marked == '<pre lang="en"><ins>c</ins></pre>'
    assert (added.kind, added.old_html) == ("preformatted text", "")


@pytest.mark.parametrize(
    ("old", "new", "is_formatting"),
    [
        ("<p>one two</p>", "<p>one <strong>two</strong></p>", True),
        ('<p><a href="/a/">one</a></p>', '<p><a href="/b/">one</a></p>', True),
        ("<ul><li>one</li></ul>", "<ol><li>one</li></ol>", True),
        ("<p>one</p>", "<h2>one</h2>", True),
        ("<p>one two</p>", "<p>one three</p>", False),
        ('<figure data-image="1"></figure>', '<figure data-image="2"></figure>', False),
        ('<figure data-image="1"></figure>', '<figure class="wide" data-image="1"></figure>', True),
    ],
)
def test_changes_of_looks_are_told_from_changes_of_words(old, new, is_formatting):
    change = only(old, new)

    assert change.state == "changed"
    assert change.is_formatting == is_formatting


def test_a_caption_is_marked_beside_its_picture():
    picture = '<figure data-image="1"><figcaption>{}</figcaption></figure>'

    change = only(picture.format("The old quay"), picture.format("The new quay"))

    assert change.marked == picture.format("The new quay")
    assert change.caption == "The <del>old </del><ins>new </ins>quay"
    assert only(picture.format("Gone"), '<figure data-image="1"></figure>').caption == (
        "<del>Gone</del>"
    )


def test_cells_of_a_table_are_compared():
    table = "<table><tbody><tr><td>For</td><td>{}</td></tr></tbody></table>"

    change = only(table.format(12), table.format(13))

    assert change.marked == table.format("<del>12</del><ins>13</ins>")


@given(BODIES | SOUP, BODIES | SOUP)
def test_all_blocks_of_both_bodies_are_there(old, new):
    changes = compare_bodies(old, new)

    assert letters("".join(change.old_html for change in changes)) == letters(old)
    assert letters("".join(change.new_html for change in changes)) == letters(new)
    for change in changes:
        Nesting(change.marked + change.caption)
        assert as_new(change.marked) == change.new_html or change.state == "removed"
        assert isinstance(change.marked, SafeString)


def test_a_body_is_the_same_as_itself():
    body = news(SHARED)["bbc.381790 en"]

    assert {change.state for change in compare_bodies(body, body)} == {"same"}


def test_fields_are_compared():
    old = {"headline": "Quay <closed>", "section": 1, "dateline": "Kyiv", "tags": [1, 2, 3]}
    new = {"headline": "Quay <open>", "section": 2, "dateline": "Kyiv", "tags": [3, 1, 4]}

    headline, section, dateline, tags = compare(old, new)

    assert headline.marked == "Quay &lt;<del>closed</del><ins>open</ins>&gt;"
    assert (section.is_changed, section.old, section.new, section.marked) == (True, 1, 2, "")
    assert (dateline.is_changed, dateline.marked) == (False, "Kyiv")
    assert (tags.added, tags.removed, tags.is_reordered) == ([4], [2], True)


@pytest.mark.parametrize(
    ("old", "new", "added", "removed", "is_reordered"),
    [
        ([["writer", 1]], [["writer", 1], ["editor", 2]], [["editor", 2]], [], False),
        ([["writer", 1]], [["editor", 1]], [["editor", 1]], [["writer", 1]], False),
        ([["writer", 1], ["writer", 2]], [["writer", 2], ["writer", 1]], [], [], True),
    ],
)
def test_credits_are_compared_as_an_ordered_set(old, new, added, removed, is_reordered):
    (change,) = compare({"credits": old}, {"credits": new})

    assert (change.added, change.removed, change.is_reordered) == (added, removed, is_reordered)


def test_a_field_from_before_it_existed_has_not_changed():
    (change,) = compare({}, {"dateline": "Kyiv"})

    assert not change.is_changed
    assert change.marked == "Kyiv"


@given(st.text(), st.text())
def test_texts_of_fields_are_escaped(old, new):
    (change,) = compare({"headline": old}, {"headline": new})

    Nesting(change.marked)
    assert html.unescape(as_new(change.marked)) == html.unescape(html.escape(new, quote=False))
    assert set(re.findall(r"<[^>]*>", change.marked)) <= {"<ins>", "</ins>", "<del>", "</del>"}


@pytest.mark.parametrize("between", [" ", "</p><p>"])
def test_a_long_story_changed_all_over_is_compared(between):
    text = long_text(5000, between)
    changed = text.replace("7", "x")

    marked = "".join(change.marked for change in compare_bodies(text, changed))

    assert as_new(marked) == changed
    assert 500 < marked.count("<ins>") < 3000


def long_text(number, between):
    lines = (" ".join(f"word{n + m} the" for m in range(20)) for n in range(0, number // 2, 20))
    return f"<p>{between.join(lines)}</p>"


def test_what_is_the_same_in_a_list_stands_together():
    old = "<ol><li>one</li><li>two</li><li>three</li><li>four</li></ol><ol><li>five</li></ol>"

    whole, changed, rest, other = compare_bodies(old, old.replace("three", "3"))

    assert whole.new_html == "<ol><li>one</li><li>two</li></ol>"
    assert changed.state == "changed"
    assert (rest.new_html, other.new_html) == ("<ol><li>four</li></ol>", "<ol><li>five</li></ol>")
