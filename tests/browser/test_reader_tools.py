"""What readers choose is kept in their browser; the menu needs no script."""

import re

import pytest
from playwright.sync_api import expect

from articles.actions import save_identity
from articles.models import SiteIdentity
from tests.factories import make_article, make_image

pytestmark = pytest.mark.django_db(transaction=True)
VOICES = """
    const spoken = [];
    window.spoken = spoken;
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
    Object.defineProperty(window, "speechSynthesis", { value: {
        getVoices: () => [{ lang: "uk-UA" }],
        speak: (one) => spoken.push([one.text.trim(), one.lang]),
        cancel() {},
    } });
"""


@pytest.fixture
def story():
    return make_article(headline="Trams to run", body="<p>One. Two.</p><p>Three.</p>", slug="trams")


def test_a_reader_switches_to_dark_and_back_to_what_the_system_says(page, story):
    save_identity(SiteIdentity(logo=make_image(), logo_dark=make_image()), by=None)
    page.emulate_media(color_scheme="light")
    page.goto("/trams/")
    logo, dark_logo = page.locator("header .logo").all()
    expect(logo).to_be_visible()
    expect(dark_logo).to_be_hidden()
    switch = page.get_by_role("switch", name="Dark colours")
    ground = "getComputedStyle(document.body).backgroundColor"

    switch.click()
    page.goto("/")

    expect(switch).to_be_checked()
    expect(dark_logo).to_be_visible()
    expect(logo).to_be_hidden()
    assert page.evaluate(ground) == "rgb(19, 21, 23)"
    switch.click()
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(ground) == "rgb(19, 21, 23)"
    expect(dark_logo).to_be_visible()
    expect(logo).to_be_hidden()


def test_a_story_is_saved_listed_and_removed(page, story):
    page.goto("/trams/")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Saved stories").click()
    link = page.get_by_role("link", name="Trams to run")

    expect(link).to_have_attribute("href", "/trams/")
    expect(page.get_by_text(re.compile(r"\d{1,2} [A-Z][a-z]+ 20\d\d"))).to_be_visible()
    page.get_by_role("button", name="Remove Trams to run").click()

    expect(link).to_have_count(0)
    expect(page.get_by_text("Nothing is saved yet.")).to_be_visible()
    page.goto("/trams/")
    expect(page.get_by_role("button", name="Save")).to_have_attribute("aria-pressed", "false")


def test_what_a_browser_was_made_to_keep_leads_nowhere_else(page, story):
    page.goto("/saved/")
    page.evaluate("""localStorage.saved = JSON.stringify([
        { url: "javascript:alert(1)", headline: "A" }, { url: "//evil.example/", headline: "B" }, 7,
        { url: "/\\\\evil.example/", headline: "C" },
        { url: "/trams/", headline: "<img src=x>" }])""")
    page.reload()

    expect(page.locator("[data-saved-list] a")).to_have_text(["<img src=x>"])


def test_there_is_no_saving_where_a_browser_keeps_nothing(page, story):
    page.add_init_script("""Object.defineProperty(window, "localStorage", { get() {
        throw new DOMException("Denied", "SecurityError"); } })""")

    page.goto("/trams/")

    expect(page.get_by_role("button", name="Print")).to_be_visible()
    expect(page.get_by_role("button", name="Save")).to_be_hidden()


def test_larger_letters_stay(page, story):
    page.goto("/trams/")
    size = "parseFloat(getComputedStyle(document.querySelector('.prose')).fontSize)"
    before = page.evaluate(size)

    page.get_by_role("button", name="Text size").click()
    page.reload()

    assert page.evaluate(size) > before


def test_a_story_is_read_aloud_in_its_language(page, story):
    story.language = "uk"
    story.save()
    page.add_init_script(VOICES)
    page.goto("/trams/")

    page.get_by_role("button", name="Слухати").click()
    expect(page.get_by_role("button", name="Зупинити")).to_be_visible()
    page.get_by_role("button", name="Пауза").click()

    assert page.evaluate("spoken") == [["Trams to run", "uk"]]
    expect(page.get_by_role("button", name="Далі")).to_be_visible()


def test_there_is_no_listening_where_no_voice_speaks_the_language(page, story):
    page.add_init_script(VOICES)

    page.goto("/trams/")

    expect(page.get_by_role("button", name="Listen")).to_have_count(0)


def test_without_a_script_menu_and_sharing_work_and_no_button_is_dead(browser, live_server, story):
    window = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, viewport={"width": 390, "height": 844}
    )
    page = window.new_page()
    page.goto("/trams/")

    menu = page.get_by_role("navigation", name="Sections")
    expect(menu).to_be_hidden()
    page.get_by_text("Menu", exact=True).click()
    expect(menu).to_be_visible()
    page.locator("summary", has_text="Share").click()

    expect(page.get_by_role("link", name="Telegram")).to_be_visible()
    assert page.locator(".tools button:visible, .masthead button[type=button]:visible").count() == 0
    window.close()
