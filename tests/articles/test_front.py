from itertools import pairwise

import pytest

from articles.fronts.compose import front
from tests.articles.markup import read
from tests.articles.stock import Crowd
from tests.factories import hours, make_article, make_image, make_section

pytestmark = pytest.mark.django_db


def publish(clock, number, **fields):
    """`number` stories of one section, an hour apart, the newest first."""
    return [make_article(published_at=clock.now() - hours(n), **fields) for n in range(number)]


def headlines(stories):
    return [story.headline for story in stories]


def test_an_empty_site_has_a_front_page(client):
    page = read(client, "/")

    assert page.one("h1").text == "Newsroom"
    assert page.one(".empty").text == "Nothing has been published here yet."


def test_a_single_story_leads_alone(client):
    article = make_article()

    page = read(client, "/")

    assert page.texts(".zone .card__headline") == [article.headline]
    assert page.one(".zone--lead .card__headline").text == article.headline
    assert page.texts(".feed .headline__link") == [article.headline]


def test_the_newest_lead_others_follow_and_the_rest_stands_in_its_sections(client, clock):
    city, sport = make_section(name="City", position=1), make_section(name="Sport", position=2)
    in_sport = publish(clock, 7, section=sport)
    clock.advance(minutes=1)
    in_city = publish(clock, 7, section=city)
    newest = [story for pair in zip(in_city, in_sport, strict=True) for story in pair]

    page = read(client, "/")

    assert page.texts(".zone--lead h3") == [newest[0].headline]
    assert page.texts(".zone--secondary h3") == headlines(newest[1:5])
    first, second = page.all("section.zone--section")
    assert first.one("h2").text == "City"
    assert first.one("h2 a")["href"] == city.get_absolute_url()
    assert first.texts("h3") == headlines(in_city[3:7])
    assert second.texts("h3") == headlines(in_sport[2:6])


def test_no_story_stands_twice_outside_the_news_feed(client):
    Crowd().add(80)

    shown = read(client, "/").texts(".card__headline")

    assert len(shown) == len(set(shown)) == 5 + 6 * 4


def test_the_lead_is_the_newest_story_with_a_picture(clock):
    stories = publish(clock, 4)
    pictured = make_article(published_at=clock.now() - hours(3.5), lead_image=make_image())

    lead, secondary, *_feed = front().zones

    assert lead.rows == [pictured]
    assert secondary.rows == stories


def test_a_picture_whose_rights_ended_makes_no_lead(clock):
    yesterday = clock.now().date() - hours(24)
    make_article(lead_image=make_image(rights_expire_on=yesterday))
    pictured = make_article(published_at=clock.now() - hours(1), lead_image=make_image())

    assert front().zones[0].rows == [pictured]


def test_an_old_picture_does_not_lead_before_the_news(clock):
    stories = publish(clock, 5)
    make_article(published_at=clock.now() - hours(6), lead_image=make_image())

    assert front().zones[0].rows == stories[:1]


def test_sections_stand_in_their_order_and_empty_ones_not_at_all(client, clock):
    for name, position in (("Sport", 3), ("City", 1), ("World", 2)):
        section = make_section(name=name, position=position)
        if name != "World":
            publish(clock, 6, section=section)

    page = read(client, "/")

    assert page.texts(".zone--section h2") == ["City", "Sport"]
    assert page.texts(".menu li") == ["News Feed", "City", "Sport"]


def test_a_quiet_section_keeps_its_block(clock):
    """Its stories stand there however many newer ones the other sections have."""
    quiet = make_section(name="Quiet")
    old = publish(clock, 2, section=quiet)
    clock.advance(days=300)
    publish(clock, 40, section=make_section())

    [block] = [shown for shown in front().zones if shown.heading == "Quiet"]

    assert block.rows == old


def test_the_news_feed_has_the_newest_twelve_and_leads_to_the_rest(client, clock):
    stories = publish(clock, 15)

    feed = read(client, "/").one("section.feed")

    assert feed.texts(".headline__link") == headlines(stories[:12])
    rest = read(client, feed.one("[data-show-more] a[rel=next]")["href"])
    assert rest.texts(".headline__link") == headlines(stories[12:])


def test_a_news_feed_of_twelve_leads_nowhere(client, clock):
    publish(clock, 12)

    assert read(client, "/").all("[data-show-more]") == []


def test_headings_of_the_front_page_skip_no_level(client):
    Crowd().add(60)

    levels = [int(e.tag[1]) for e in read(client, "/").walk() if e.tag in {"h1", "h2", "h3", "h4"}]

    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_lead_picture_is_fetched_first_and_all_others_later(client):
    Crowd().add(40)

    first, *others = read(client, "/").all("picture img")

    assert first["fetchpriority"] == "high"
    assert "loading" not in first
    assert {image["loading"] for image in others} == {"lazy"}


@pytest.mark.parametrize("kind", ["opinion", "sponsored", "live"])
def test_a_card_says_what_kind_of_story_it_is(client, kind):
    make_article(kind=kind)

    assert read(client, "/").one(".card .labels__kind").text == kind.capitalize()
