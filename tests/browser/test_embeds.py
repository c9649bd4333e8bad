import pytest

from tests.factories import make_article

FRAME = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"
BODY = (
    '<p>Before</p><div data-embed="https://youtu.be/dQw4w9WgXcQ"></div>'
    '<div data-embed="https://x.com/nasa/status/1234567890"></div>'
    '<div data-embed="https://unknown.example/page"></div><p>After</p>'
)


@pytest.fixture
def requests(page, live_server):
    """Addresses of other sites the page asks for; they are answered here."""
    asked = []

    def answer(route):
        asked.append(route.request.url)
        route.fulfill(body="<p>Their player</p>", content_type="text/html")

    page.route(lambda url: not url.startswith(live_server.url), answer)
    return asked


def test_nobody_else_is_asked_before_a_reader_says_so(page, requests):
    page.goto(make_article(body=BODY).get_absolute_url())
    button = page.get_by_role("button", name="Load from YouTube")

    button.wait_for()
    page.mouse.wheel(0, 2000)
    page.wait_for_timeout(300)
    assert requests == []

    button.click()
    page.frame_locator("iframe").get_by_text("Their player").wait_for()
    assert requests == [FRAME]
    frame = page.locator("iframe")
    assert frame.get_attribute("title") == "YouTube: youtu.be/dQw4w9WgXcQ"
    assert "allow-scripts" in frame.get_attribute("sandbox")
    assert "allow-top-navigation" not in frame.get_attribute("sandbox")
    assert frame.get_attribute("referrerpolicy") == "strict-origin-when-cross-origin"
    assert page.get_by_role("link", name="youtu.be/dQw4w9WgXcQ").is_visible()
    assert page.get_by_role("button", name="Load from X").is_visible()


def test_the_policy_lets_no_other_site_into_a_frame(page, requests, page_problems):
    page.goto(make_article(body=BODY).get_absolute_url())

    page.evaluate(
        """() => {
            const block = document.querySelector("[data-embed-frame]");
            block.dataset.embedFrame = "https://evil.example/";
            block.querySelector("button").click();
        }"""
    )
    page.wait_for_timeout(300)

    assert requests == []
    assert any("frame-src" in problem for problem in page_problems)
    page_problems.clear()


def test_without_javascript_there_is_a_link_and_no_dead_button(page_without_javascript):
    page = page_without_javascript
    page.goto(make_article(body=BODY).get_absolute_url())

    assert page.get_by_role("link", name="youtu.be/dQw4w9WgXcQ").is_visible()
    assert page.get_by_role("link", name="unknown.example/page").is_visible()
    assert page.locator(".prose button:visible").count() == 0
