"""The whole way of a story through the editor; what goes in comes out; how it looks."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from articles import sample
from newsroom import text
from newsroom.html import clean
from tests.factories import make_article, make_author, make_user
from tests.windows import eventually

from .desk import Desk, make_draft, make_pictures

STORIES = sorted((Path(sample.__file__).parent / "stories").glob("*.html"))


@pytest.fixture
def desk(page, live_server):
    return Desk(page, live_server, make_user(is_superuser=True))


def insert_everything(desk):
    """Every insert the toolbar has, one below the other, by keyboard where one would."""
    desk.press("newsroom-picture")
    desk.found(4)
    desk.type("dawn")
    desk.found(1)
    desk.keys("Enter")
    desk.type("Caption <here>")
    desk.keys("Tab")
    desk.type('Mist "over" the quay')
    desk.insert()
    desk.type("Behind the picture.")
    desk.press("newsroom-picture")
    desk.found(4)
    desk.keys("ArrowDown", "ArrowDown", "Enter")
    desk.dialog.get_by_label("Wider than the text").check()
    desk.insert()
    desk.press("newsroom-gallery")
    desk.found(4)
    desk.keys("Enter", "ArrowDown", "Enter", "ArrowDown", "Enter")
    desk.dialog.get_by_role("button", name="Earlier: Quay at dusk").click()
    desk.dialog.get_by_label("Caption of the gallery").fill("Four times of day")
    desk.insert()
    desk.press("newsroom-story")
    desk.type("barrier")
    desk.found(1)
    desk.keys("Enter")
    desk.dialog.wait_for(state="detached")
    desk.press("newsroom-pullquote")
    desk.type("We heard you.")
    desk.keys("Tab")
    desk.type("The mayor")
    desk.keys("Enter")
    desk.dialog.wait_for(state="detached")
    desk.press("newsroom-factbox")
    desk.dialog.get_by_label("Heading").fill("In figures")
    desk.dialog.get_by_label("Text").fill("How much it costs.\n\n- One\n- Two")
    desk.insert()
    desk.press("newsroom-embed")
    desk.type("youtu.be/dQw4w9WgXcQ")
    desk.dialog.get_by_text("YouTube: loads when a reader clicks.").wait_for()
    desk.insert()
    desk.press("horizontalrule")
    desk.press("table")
    desk.page.locator(".cke_dialog_ui_button_ok").click()
    desk.page.locator(".cke_dialog").first.wait_for(state="hidden")


def test_a_story_with_every_insert_is_written_saved_published_and_read(page, desk):
    dawn, noon, dusk, night = make_pictures(
        "Quay at dawn", "Quay at noon", "Quay at dusk", "Quay at night"
    )
    other = make_article(headline="How the barrier works", lead_image=noon)
    article = make_draft("<p>Before.</p>", credits=[make_author()])
    desk.open(article)

    desk.text.click()
    desk.keys("Control+End")
    insert_everything(desk)
    desk.save()

    article.refresh_from_db()
    assert (
        f'<figure data-alt="Mist &quot;over&quot; the quay" data-image="{dawn.pk}">' in article.body
    )
    assert "<figcaption>Caption &lt;here&gt;</figcaption></figure>" in article.body
    assert "<p>Behind the picture.</p>" in article.body
    assert f'<figure class="wide" data-image="{noon.pk}"></figure>' in article.body
    assert f'<figure data-gallery="{dusk.pk},{night.pk},{noon.pk}">' in article.body
    assert f'<div data-article="{other.pk}"></div>' in article.body
    assert (
        '<aside class="pullquote"><p>We heard you.</p><cite>The mayor</cite></aside>'
        in article.body
    )
    factbox = "<h3>In figures</h3><p>How much it costs.</p><ul><li>One</li><li>Two</li></ul>"
    assert f'<aside class="factbox">{factbox}</aside>' in one_line(article.body)
    assert '<div data-embed="https://youtu.be/dQw4w9WgXcQ"></div>' in article.body
    assert "<hr>" in article.body
    assert "<table><thead>" in article.body

    first = article.body
    desk.save()
    article.refresh_from_db()
    assert article.body == first

    page.locator("button[value=published]").click()
    page.locator(".badge--published").wait_for()
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(article.get_absolute_url())
        assert page.locator(".prose .figure picture").count() == 2
        assert page.locator(".gallery__item").count() == 3
        assert page.locator(".related").get_by_text("How the barrier works").is_visible()
        for words in ("We heard you.", "The mayor", "In figures", "Four times of day", "YouTube"):
            assert page.locator(".prose").get_by_text(words, exact=True).is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == width


def one_line(html):
    return re.sub(r">\s+<", "><", html)


def test_what_is_loaded_is_what_is_saved_for_every_story_of_the_sample(desk):
    make_pictures("Quay")
    desk.open(make_draft())

    for path in STORIES:
        written = path.read_text().split("+++\n", 2)[2]
        stored = clean(re.sub(r'data-(image|article)="[a-z0-9-]+"', r'data-\1="1"', written))

        given = clean(desk.load(stored))

        assert one_line(given) == one_line(stored), path.name
        assert clean(desk.load(given)) == given, path.name


@pytest.mark.parametrize(
    "stored",
    [
        '<p><a href="https://a.example/" rel="noopener nofollow" title="b">c</a></p>',
        '<figure class="align-start" data-alt="&lt;a&gt; &amp; b" data-image="1"></figure>',
        '<figure data-image="1"><figcaption>a <em>b</em> <a href="/c/">d</a></figcaption></figure>',
        '<figure data-gallery="3,1,2"><figcaption>a</figcaption></figure>',
        '<aside class="pullquote"><p>a</p>\n<p>b</p></aside>',
        '<aside class="pullquote"><cite>a</cite></aside>',
        '<aside class="factbox"><p>a</p>\n<ol><li>b</li></ol></aside>',
        '<aside class="factbox"><h3>a</h3>\n<blockquote><p>b</p></blockquote></aside>',
        '<div data-article="999"></div>\n<div data-embed="https://a.example/?b=c&amp;d"></div>',
        '<div data-article="1"><p>Words inside are kept.</p></div>',
        "<ul><li>a<ul><li>b</li></ul></li></ul>\n<blockquote><p>a</p></blockquote>\n<hr>",
        '<p dir="rtl" lang="ar">نشرت الصحيفة</p>\n<p><span lang="fr">a</span>&nbsp;b</p>',
        '<table><caption>a</caption><thead><tr><th scope="col">b</th></tr></thead></table>',
        '<table><tbody><tr><td colspan="2">c</td></tr></tbody></table>',
        "<h2>a</h2>\n<h3>b</h3>\n<h4>c</h4>\n<p>H<sub>2</sub>O x<sup>2</sup> <s>d</s></p>",
    ],
)
def test_what_is_loaded_is_what_is_saved(desk, stored):
    desk.open(make_draft(stored))

    assert clean(stored) == stored
    assert clean(desk.html()) == stored


def test_rows_are_added_to_a_table_from_its_menu(desk, page):
    desk.open(make_draft("<table><tbody><tr><td>cell</td></tr></tbody></table>"))

    desk.text.get_by_text("cell").click(button="right")
    menu = page.frame_locator("iframe.cke_panel_frame >> visible=true")
    menu.get_by_text("Row", exact=True).click()
    menus = page.locator("iframe.cke_panel_frame >> visible=true")
    expect(menus).to_have_count(2)
    submenu = menus.last.content_frame
    submenu.get_by_text("Insert Row After").click()

    expect(desk.text.locator("tr")).to_have_count(2)


def test_headings_links_and_lists_work_under_the_admins_policy(desk, page):
    desk.open(make_draft("<p>Words</p>"))
    desk.text.get_by_text("Words").dblclick()

    desk.press("bold")
    desk.press("link")
    desk.dialog.get_by_label("Address").fill("a.example/b")
    desk.insert()
    assert desk.html() == '<p><a href="https://a.example/b"><strong>Words</strong></a></p>'
    desk.press("newsroom-footnote")
    assert '<span class="footnote">' in desk.html()
    desk.press("newsroom-footnote")
    assert desk.html() == '<p><a href="https://a.example/b"><strong>Words</strong></a></p>'
    desk.press("newsroom-h2")
    assert desk.html().startswith("<h2>")
    desk.press("newsroom-h2")
    desk.press("bulletedlist")
    assert desk.html().startswith("<ul>")
    desk.press("maximize")
    desk.press("maximize")
    desk.press("find")
    page.locator(".cke_dialog_ui_button_cancel >> visible=true").click()


COUNTED = [
    "",
    "<p>— … !</p>",
    "<p>The council's well-known e-mail cost 2,000 or 3.5</p>",
    "<p>one—two / three</p><p>and<br>or</p><hr>x",
    '<p>One<span class="footnote">two</span> three</p>',
    "<p>П’ять п'ятниць підряд — це багато</p>",
    "<p>نشرت الصحيفة تقريرًا، أمس.</p>",
    "<p>中国经济增长</p><p>增</p>",
    "<p>2030年 GDP 增长 ½ Ⅷ a\ufeffb c\u200bd e\u0085f</p>",
    "<p>Fish &amp; chips &lt;p&gt; &quot;now&quot;&nbsp;then</p>",
    '<figure data-alt="not read" data-image="1"><figcaption>One</figcaption></figure>two',
    *(f"<p>{'word ' * words}</p>" for words in (114, 115, 116, 344, 345, 346, 575, 805, 2300)),
]


def test_words_and_minutes_are_counted_as_the_site_counts_them(desk, page):
    desk.open(make_draft())

    counted = page.evaluate(
        """samples => samples.map(sample => {
            const { countWords, readingMinutes } = newsroomEditor.count;
            return [countWords(sample), readingMinutes(countWords(sample))];
        })""",
        COUNTED,
    )

    words = [text.count_words(sample) for sample in COUNTED]
    assert counted == [[number, text.reading_minutes(number)] for number in words]


def test_the_count_follows_the_writing(desk, page):
    desk.open(make_draft("<p>One two.</p>"))
    page.get_by_text("2 words · 1 min read").wait_for()

    desk.text.click()
    desk.keys("Control+End")
    desk.type(" three four")

    page.get_by_text("4 words · 1 min read").wait_for()


def test_the_text_area_has_the_measure_and_type_of_the_site(desk, page):
    page.set_viewport_size({"width": 1600, "height": 900})
    desk.open(make_draft("<p>Words</p>"))

    style = desk.text.evaluate(
        "body => [getComputedStyle(body).fontFamily, body.getBoundingClientRect().width]"
    )
    frame = page.locator(".cke_contents").bounding_box()["width"]
    form = page.locator(".story-form__writing").bounding_box()["width"]

    assert style[0].startswith('"Newsroom Serif"')
    assert 600 < style[1] <= 42 * 16 + 48
    assert form - frame < 40


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_toolbar_follow_the_scheme(desk, page, scheme):
    page.emulate_media(color_scheme=scheme)
    desk.open(make_draft("<p>Words</p>"))

    dark = scheme == "dark"
    assert (brightness(desk.text) < 60) is dark
    assert (brightness(page.locator(".cke_top")) < 60) is dark
    assert (brightness(page.locator(".cke_bottom")) < 60) is dark


def test_the_switch_of_the_admin_turns_the_text_area_too(desk, page):
    page.emulate_media(color_scheme="light")
    desk.open(make_draft("<p>Words</p>"))

    page.evaluate("document.documentElement.dataset.theme = 'dark'")

    eventually(page, lambda: brightness(desk.text) < 60)


def brightness(locator) -> float:
    colour = locator.evaluate("element => getComputedStyle(element).backgroundColor")
    return sum(int(part) for part in re.findall(r"\d+", colour)[:3]) / 3
