"""Show more: the next page of a list appended where one is."""

import pytest

from tests.articles.stock import Crowd
from tests.factories import make_article

FIRST, PAGE = 20, 20  # stories on the first page of /news/, and on each that follows


@pytest.fixture
def stories(transactional_db):
    """Sixty-five stories, the newest first."""
    return sorted(Crowd().add(65), key=lambda a: (a.published_at, a.pk), reverse=True)


def shown(page):
    return page.locator("[data-show-more-list] > li").count()


def wait_for(page, number):
    """Until the list has so many items."""
    page.wait_for_function(
        "n => document.querySelectorAll('[data-show-more-list] > li').length === n", arg=number
    )


def focused(page):
    return page.evaluate("document.activeElement.textContent.trim()")


def show_more(page):
    page.get_by_role("link", name="Show more").click()


def test_more_stories_are_added_below_and_the_next_one_is_at_hand(page, stories):
    page.goto("/news/")
    assert shown(page) == FIRST

    show_more(page)
    wait_for(page, FIRST + PAGE)

    assert focused(page) == stories[FIRST].headline
    assert page.locator("[role=status]").inner_text() == f"Stories added: {PAGE}"
    headlines = page.locator(".card__headline").all_inner_texts()
    assert headlines == [story.headline for story in stories[:40]]
    assert "?before=" in page.url


def test_it_goes_on_to_the_last_story_and_then_says_no_more(page, stories):
    page.goto("/news/?view=headlines")

    for number in (40, 60, 65):
        page.get_by_role("link", name="Show more").press("Enter")
        wait_for(page, number)
        assert focused(page) == stories[(number - 1) // PAGE * PAGE].headline

    assert page.get_by_role("link", name="Show more").count() == 0
    assert page.locator("[role=status]").inner_text() == "Stories added: 5"
    headlines = page.locator(".headline__link").all_inner_texts()
    assert headlines == [story.headline for story in stories]


def test_back_takes_each_step_away_again(page, stories):
    page.goto("/news/")
    for number in (40, 60):
        show_more(page)
        wait_for(page, number)

    page.go_back()
    wait_for(page, 40)
    page.go_back()
    wait_for(page, 20)

    assert page.url.endswith("/news/")
    show_more(page)
    wait_for(page, 40)
    assert focused(page) == stories[FIRST].headline


def test_forward_and_reload_show_what_their_address_is(page, stories):
    page.goto("/news/")
    show_more(page)
    wait_for(page, 40)
    address = page.url
    page.go_back()
    wait_for(page, 20)

    page.go_forward()
    page.locator(".newer").wait_for()
    assert page.url == address
    assert page.locator(".card__headline").first.inner_text() == stories[FIRST].headline
    page.reload()
    assert page.locator(".card__headline").first.inner_text() == stories[FIRST].headline
    show_more(page)
    wait_for(page, 40)
    page.go_back()
    wait_for(page, 20)
    page.go_back()
    page.locator(".newer").wait_for(state="detached")
    assert page.locator(".card__headline").first.inner_text() == stories[0].headline


def test_one_comes_back_from_a_story_to_where_one_was(page, stories):
    page.goto("/news/")
    show_more(page)
    wait_for(page, 40)

    page.get_by_role("link", name=stories[25].headline, exact=True).click()
    page.locator("h1", has_text=stories[25].headline).wait_for()
    page.go_back()

    page.get_by_role("link", name=stories[25].headline, exact=True).wait_for()


@pytest.mark.parametrize("failure", ["no network", "an error"])
def test_a_page_that_does_not_come_says_so_and_can_be_asked_for_again(
    page, page_problems, stories, failure
):
    page.goto("/news/")
    address = page.url
    broken = "**/news/?before=*"
    if failure == "no network":
        page.route(broken, lambda route: route.abort())
    else:
        page.route(broken, lambda route: route.fulfill(status=500, body="Oh."))

    show_more(page)
    page.get_by_text("That did not work. Try again.").wait_for()
    assert (shown(page), page.url) == (FIRST, address)
    page_problems.clear()  # the browser notes what did not come
    page.unroute(broken)
    show_more(page)
    wait_for(page, 40)

    assert page.get_by_text("That did not work").count() == 0


def test_beside_a_story_headlines_are_added_and_its_address_stays(page, stories):
    article = make_article(headline="The story")
    page.goto(article.get_absolute_url())
    address = page.url

    for number in (8 + PAGE, 8 + 2 * PAGE):
        show_more(page)
        wait_for(page, number)

    assert page.url == address
    assert focused(page) == stories[8 + PAGE].headline
    headlines = page.locator(".headline__link").all_inner_texts()
    assert headlines == [story.headline for story in stories[: 8 + 2 * PAGE]]
    page.go_back()
    assert page.url == "about:blank"


def test_two_impatient_clicks_are_one_step(page, stories):
    page.goto("/news/")

    page.get_by_role("link", name="Show more").dblclick()
    wait_for(page, 40)
    page.wait_for_timeout(200)

    headlines = page.locator(".card__headline").all_inner_texts()
    assert len(headlines) == len(set(headlines))


def test_without_javascript_the_link_leads_to_the_next_page(page_without_javascript, stories):
    page = page_without_javascript
    page.goto("/news/")

    seen = page.locator(".card__headline").all_inner_texts()
    while page.get_by_role("link", name="Show more").count():
        show_more(page)
        page.wait_for_load_state()
        seen += page.locator(".card__headline").all_inner_texts()

    assert seen == [story.headline for story in stories]


def test_the_link_can_be_opened_in_a_tab_of_its_own(page, stories):
    page.goto("/news/")

    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Show more").click(modifiers=["ControlOrMeta"])

    opened.value.wait_for_url("**/?before=*")
    assert shown(page) == FIRST
