import pytest
from django.template.loader import render_to_string
from django.utils import translation

from articles.models import Article
from articles.views.lists import PAGE_SIZE
from newsroom.keyset import cursor
from tests.articles.markup import read
from tests.articles.stock import Crowd
from tests.factories import (
    hours,
    make_article,
    make_author,
    make_image,
    make_section,
    make_tag,
)

pytestmark = pytest.mark.django_db

LISTS = ["/news/", "/section/city/", "/tag/harbour/", "/author/ann/"]


@pytest.fixture
def city(clock):
    """A section, tag and author whose lists are at LISTS."""
    return {
        "section": make_section(slug="city", name="City", description="Streets and council."),
        "tags": [make_tag(slug="harbour", name="Harbour")],
        "credits": [make_author(slug="ann", name="Ann Lee")],
    }


def headlines(page):
    return page.texts(".story-list .card__headline") + page.texts(".headlines .headline__link")


def pages_from(client, path, between=lambda: None):
    """Walk a list as a reader does, by the links it offers, from its first page to its last."""
    address = path
    while address:
        page = read(client, address)
        yield page
        between()
        shown = [a["href"] for a in page.all("[data-show-more] a[rel=next]")]
        told = [link["href"] for link in page.all("head link[rel=next]")]
        base = path.partition("?")[0]
        assert [base + href for href in shown] == told
        address = told[0] if told else None


WALKS = {
    "/news/": lambda crowd: Article.objects.all(),
    "/news/?view=headlines": lambda crowd: Article.objects.all(),
    "section": lambda crowd: crowd.sections[0].articles.all(),
    "tag": lambda crowd: crowd.tags[0].articles.all(),
    "author": lambda crowd: crowd.authors[0].stories,
}


@pytest.mark.parametrize("walk", WALKS)
def test_walking_a_list_shows_every_story_once_while_others_are_published(client, clock, walk):
    crowd = Crowd()
    crowd.sections = crowd.sections[:2]
    crowd.add(130)
    there = set(WALKS[walk](crowd).values_list("headline", flat=True))
    path = walk if "/" in walk else getattr(crowd, f"{walk}s")[0].get_absolute_url()

    def publish_more():
        clock.advance(seconds=30)
        crowd.add(6, newest=clock.now())

    seen = [words for page in pages_from(client, path, publish_more) for words in headlines(page)]

    assert len(seen) == len(set(seen)) > PAGE_SIZE
    assert set(seen) == there


@pytest.mark.parametrize("path", LISTS)
def test_the_last_page_that_is_just_full_has_no_next(client, city, path):
    for _ in range(PAGE_SIZE):
        make_article(**city)

    [page] = pages_from(client, path)

    assert len(headlines(page)) == PAGE_SIZE


@pytest.mark.parametrize("path", LISTS)
def test_the_newest_story_comes_first(client, clock, city, path):
    old = make_article(published_at=clock.now() - hours(2), **city)
    new = make_article(published_at=clock.now() - hours(1), **city)

    assert headlines(read(client, path)) == [new.headline, old.headline]


@pytest.mark.parametrize("path", LISTS[1:])
def test_a_list_holds_only_its_own(client, city, path):
    make_article(headline="Elsewhere", tags=[make_tag()], credits=[make_author()])

    page = read(client, path)

    assert headlines(page) == []
    assert page.one(".empty").text == "Nothing has been published here yet."


def test_the_feed_of_an_empty_site_says_so(client):
    for path in ("/news/", "/news/?view=headlines"):
        assert read(client, path).one(".empty").text == "Nothing has been published here yet."


@pytest.mark.parametrize("path", LISTS)
def test_a_page_below_the_oldest_story_says_so_and_leads_back(client, clock, city, path):
    oldest = make_article(**city)

    page = read(client, f"{path}?before={cursor(oldest)}")

    assert page.one(".empty").text == "There is nothing older."
    assert page.one(".newer a")["href"] == path


@pytest.mark.parametrize("path", LISTS)
def test_a_later_page_leads_back_to_the_newest(client, city, path):
    first, last = (make_article(**city) for _ in range(2))

    assert read(client, path).all(".newer") == []
    page = read(client, f"{path}?before={cursor(last)}")
    assert page.one(".newer a")["href"] == path
    assert headlines(page) == [first.headline]


@pytest.mark.parametrize(
    "before",
    ["", "0", "-1", "1-", "-1-1", "1-1-1", "a-b", "1.5-2", " 1-1", "1-1%0a", "\u0661-\u0662",
     "9" * 19 + "-1", "1-" + "9" * 19, "9" * 18 + "-1", "x" * 10_000, "%ff-1", "2030-01-07",
     "';DROP TABLE--", "<script>", "%F0%9F%98%80"],
)  # fmt: skip
def test_a_cursor_nobody_gave_out_leads_nowhere(client, city, before):
    for path in LISTS:
        assert client.get(f"{path}?before={before}").status_code == 404


@pytest.mark.parametrize("before", ["0-0", "0-1", "1-1", "1-999999999999999999"])
def test_a_cursor_before_all_time_finds_nothing(client, before):
    make_article()

    assert read(client, f"/news/?before={before}").one(".empty").text == "There is nothing older."


@pytest.mark.parametrize("path", ["/section/none/", "/tag/none/", "/author/none/", "/none/"])
def test_what_does_not_exist_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_a_topic_says_what_it_is(client, city):
    make_article(**city)

    section, tag = read(client, "/section/city/"), read(client, "/tag/harbour/")

    assert section.texts(".page-heading p") == ["Section", "Streets and council.", "RSS"]
    assert tag.texts(".page-heading p") == ["Topic", "RSS"]
    assert (section.one("h1").text, tag.one("h1").text) == ("City", "Harbour")
    assert section.one(".page-heading__feed a")["href"] == "/section/city/rss/"
    assert section.one(".menu a[aria-current]").text == "City"


def test_a_card_shows_what_a_reader_chooses_by(client, city):
    article = make_article(kind="opinion", lead_image=make_image(), **city)

    card = read(client, "/news/").one("article.card")

    assert card.one(".labels__section")["href"] == "/section/city/"
    assert card.one(".labels__kind").text == "Opinion"
    assert card.one("h2.card__headline a")["href"] == article.get_absolute_url()
    assert card.one(".card__standfirst").text == article.standfirst
    assert card.one(".byline").text == "By Ann Lee"
    assert card.one("time")["datetime"] == "2030-01-07T09:00:00+00:00"
    assert card.one("img")["alt"] == ""


def test_a_card_draws_no_picture_whose_rights_ended(client, clock):
    image = make_image(rights_expire_on=clock.now().date() - hours(24))
    make_article(lead_image=image)

    assert read(client, "/news/").all(".card img") == []


def test_only_the_first_picture_is_fetched_at_once(client):
    for _ in range(3):
        make_article(lead_image=make_image())

    pictures = read(client, "/news/").all(".card img")

    assert ["loading" in picture for picture in pictures] == [False, True, True]


def test_headlines_only_is_a_list_of_lines(client, clock):
    article = make_article(lead_image=make_image(), language="ar")

    page = read(client, "/news/?view=headlines")

    line = page.one(".headlines li")
    assert line.one("a")["href"] == article.get_absolute_url()
    assert (line.one("a")["lang"], line.one("a")["dir"]) == ("ar", "rtl")
    assert line.one("time").text == "09:00 7 Jan"
    assert page.all("img") == []
    assert page.one(".page-heading__switch a")["href"] == "/news/"


def test_a_slug_in_any_script_has_its_page(client):
    section = make_section(name="Культура")
    make_article(section=section, headline="写真展")

    assert headlines(read(client, section.get_absolute_url())) == ["写真展"]
    assert headlines(read(client, "/section/культура/")) == ["写真展"]


@pytest.mark.parametrize(("language", "day"), [("en", "7 Jan"), ("uk", "7 січ"), ("de", "7 Jan")])
def test_the_feed_writes_months_as_its_language_does(language, day, clock):
    story = make_article(published_at=clock.now())

    with translation.override(language):
        row = render_to_string("articles/_headlines.html", {"rows": [story]})

    assert f'<span class="headline__day">{day}</span>' in row
