"""Whoever made a picture is named beside it, wherever it stands."""

import pytest

from articles import actions
from tests.articles.markup import parse
from tests.factories import make_article, make_author, make_image, make_section

pytestmark = pytest.mark.django_db
PAGES = {  # address: pictures on it
    "/": 2,
    "/news/": 2,
    "/section/city/": 2,
    "/author/ann/": 3,
    "/authors/": 1,
    "/story/": 6,
}


@pytest.fixture
def site():
    """Two stories with a picture in every place one can stand, none with a caption."""
    images = [make_image(caption="", photographer="Pat & Lens") for _ in range(6)]
    ann = make_author(name="Ann", slug="ann", portrait=images[0])
    city = make_section(slug="city")
    other = make_article(section=city, lead_image=images[1], credits=[ann])
    body = (
        f'<figure data-image="{images[2].pk}"></figure>'
        f'<figure data-gallery="{images[3].pk},{images[4].pk}"></figure>'
        f'<div data-article="{other.pk}"></div>'
    )
    story = make_article(slug="story", section=city, lead_image=images[5], body=body, credits=[ann])
    actions.save_article(story, by=None)


@pytest.mark.parametrize("path", PAGES)
def test_every_picture_on_a_page_has_its_credit(client, site, path):
    page = parse(client.get(path).text)

    pictures = page.all("figure picture")
    assert len(pictures) == len(page.all("picture")) == PAGES[path]
    for picture in pictures:
        figure = next(element for element in picture.ancestors() if element.tag == "figure")
        assert "Pat & Lens" in figure.one("figcaption").text


def test_a_picture_without_a_credit_has_no_empty_caption(client):
    make_article(lead_image=make_image(photographer=""))

    assert parse(client.get("/news/").text).all("figcaption") == []


def test_an_author_without_a_portrait_is_no_figure(client):
    make_author(name="Bo Kim")

    page = parse(client.get("/authors/").text)

    assert page.all("figure") == []
    assert page.one(".portrait__initials").text == "BK"
