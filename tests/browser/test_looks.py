"""Every page fits a telephone, can be read in both colour schemes, and breaks no policy."""

import pytest

from tests.articles.stock import Crowd
from tests.factories import make_article, make_author, make_image, make_tag, picture_file

PUBLIC = [
    "/", "/news/", "/news/?view=headlines", "/story/", "/arabic/", "/author/ann/", "/authors/",
    "/section/city/", "/withdrawn/", "/no-such-page/",
]  # fmt: skip
OVERFLOW = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.body.querySelectorAll("*")]
        .filter((e) => e.getBoundingClientRect().right > width + 1)
        .map((e) => `${e.tagName}.${e.className}`).slice(0, 5).concat("page is too wide");
}"""
PALE = """() => {
    const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const light = ([r, g, b]) => {
        const part = (c) => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
        return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
    };
    const ground = (e) => {
        for (; e; e = e.parentElement) {
            const colour = channels(getComputedStyle(e).backgroundColor);
            if (colour[3] !== 0) return colour;
        }
        return [255, 255, 255];
    };
    const pale = new Set();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const element = texts.currentNode.parentElement;
        const box = element.getBoundingClientRect();
        if (!texts.currentNode.data.trim() || box.width < 3 || box.height < 3) continue;
        if (element.closest("script, option, [hidden], .visually-hidden, .skip-link")) continue;
        const style = getComputedStyle(element);
        if (style.visibility === "hidden" || style.backgroundImage !== "none") continue;
        const pair = [light(channels(style.color)), light(ground(element))].sort((a, b) => b - a);
        const contrast = (pair[0] + 0.05) / (pair[1] + 0.05);
        const isLarge = parseFloat(style.fontSize) >= 24;
        if (contrast < (isLarge ? 3 : 4.5)) {
            pale.add(`${element.tagName}.${element.className} ${contrast.toFixed(1)}`);
        }
    }
    return [...pale];
}"""


@pytest.fixture
def site(transactional_db):
    """A site with every part of every page, some of it hard to fit."""
    crowd = Crowd()
    crowd.add(30)
    city = crowd.sections[0]
    city.name, city.slug, city.description = "City", "city", "Streets. " * 30
    city.save()
    ann = make_author(
        name="Ann Lee", slug="ann", role_title="Reporter", bio="Ann writes. " * 40,
        portrait=crowd.images[0], email=f"ann{'.long' * 12}@example.org",
    )  # fmt: skip
    ann.links.create(label="Website", url="https://ann.example/")
    image = make_image(file=picture_file((1600, 900)), caption="The quay. " * 20)
    row = "<td>Eastmere harbour</td><td>1,340,000</td><td>24.5 per cent</td>" * 4
    body = (
        f"<h2>{'W' * 60}</h2><p>Text with <a href='/'>a link</a> {'unbroken' * 40}</p>"
        f"<ul><li>Item</li></ul><blockquote><p>Quote</p></blockquote><pre>{'code ' * 60}</pre>"
        f"<table><caption>Votes</caption><thead><tr>{'<th>Head</th>' * 12}</tr></thead>"
        f"<tbody><tr>{row}</tr></tbody></table><figure data-image='{image.pk}'></figure>"
        f"<div data-article='{crowd.add(1)[0].pk}'></div>"
        "<aside class='pullquote'><p>Never again</p><cite>A skipper</cite></aside>"
        "<aside class='factbox'><h3>Facts</h3><div><p>Fact</p></div></aside>"
    )
    place = {"section": city, "lead_image": image, "tags": [make_tag() for _ in range(9)]}
    credits = [ann, make_author(name="Bo Kim", role_title="Editor"), ("photos", ann)]
    make_article(slug="withdrawn", status="withdrawn")
    make_article(
        slug="arabic", headline="إعادة فتح جناح الأطفال " * 4, standfirst="نص " * 30, language="ar",
        body=body, credits=credits, **place,
    )  # fmt: skip
    return make_article(
        slug="story", headline="A headline with one Nationalversammlungsmitglied " * 3, body=body,
        standfirst="Standfirst. " * 20, kind="analysis", dateline="PORT ALDER",
        credits=credits, **place,
    )  # fmt: skip


def visit(page, path, problems):
    """Open a page; that one is missing on purpose is no problem."""
    page.goto(path)
    if path in {"/withdrawn/", "/no-such-page/"}:
        problems[:] = [problem for problem in problems if path not in problem]


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_page_is_wider_than_its_window(page, page_problems, site, width):
    page.set_viewport_size({"width": width, "height": 844})

    for path in PUBLIC:
        visit(page, path, page_problems)

        assert page.evaluate(OVERFLOW) == [], path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_can_be_read_in_both_schemes(page, page_problems, site, scheme):
    page.emulate_media(color_scheme=scheme)

    for path in PUBLIC:
        visit(page, path, page_problems)

        assert page.evaluate(PALE) == [], path
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    lightness = sum(int(part) for part in ground[4:-1].split(",")[:3]) / 3
    assert (lightness > 128) == (scheme == "light")


def test_every_picture_of_a_story_is_drawn(page, site):
    page.goto("/story/")

    broken = page.evaluate(
        """async () => {
            const images = [...document.images];
            images.forEach((image) => { image.loading = "eager"; });
            const drawn = await Promise.allSettled(images.map((image) => image.decode()));
            return [images.length, drawn.filter((one) => one.status === "rejected").length];
        }"""
    )

    assert broken[0] >= 4
    assert broken[1] == 0


def test_the_keyboard_reaches_the_content_first(page, site):
    page.goto("/")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")

    assert page.url.endswith("#content")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def admin_pages(site):
    return [
        "/admin/", "/admin/articles/article/", f"/admin/articles/article/{site.pk}/change/",
        "/admin/articles/article/add/", f"/admin/articles/article/{site.pk}/withdraw/",
        "/admin/media/image/", f"/admin/media/image/{site.lead_image.pk}/change/",
        "/admin/authors/author/", "/admin/authors/author/add/",
    ]  # fmt: skip


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_the_newsroom_fits_and_breaks_no_policy(desk, site, width, scheme):
    desk.set_viewport_size({"width": width, "height": 844})
    desk.emulate_media(color_scheme=scheme)

    for path in admin_pages(site):
        desk.goto(path)
        for editor in desk.locator("textarea[data-type=ckeditortype]").all():
            editor.locator("xpath=following::iframe").first.wait_for()

        assert desk.evaluate(OVERFLOW) == [], path
        if scheme == "dark":
            ground = desk.evaluate("getComputedStyle(document.body).backgroundColor")
            assert sum(int(part) for part in ground[4:-1].split(",")[:3]) < 3 * 80, path
