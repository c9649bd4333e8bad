"""Nothing of an unpublished story stands on any surface of the site."""

import pytest

from articles import actions
from newsroom import redirects
from tests.articles.stock import UNPUBLISHED
from tests.factories import hours, make_article, make_author, make_image, make_section, make_tag

pytestmark = pytest.mark.django_db

WORD = "Zanzibar"
LISTS = [
    "/", "/news/", "/news/?view=headlines", "/authors/", "/visible/",
    "/section/city/", "/tag/harbour/", "/author/ann/",
    "/rss/", "/section/city/rss/", "/tag/harbour/rss/", "/author/ann/rss/",
]  # fmt: skip


@pytest.fixture
def place(clock):
    """Where stories of both kinds stand: one section, tag and author."""
    return {
        "section": make_section(slug="city"),
        "tags": [make_tag(slug="harbour")],
        "credits": [make_author(slug="ann")],
    }


def make_hidden(state, clock, place):
    fields = UNPUBLISHED[state](clock.now())
    words = {"headline", "standfirst", "dateline", "seo_title", "seo_description", "social_title"}
    article = make_article(
        slug="zanzibar-story", body=f"<p>{WORD}</p>", lead_image=make_image(caption=WORD),
        lead_caption=WORD, withdrawal_reason="The reason.",
        **dict.fromkeys(words, WORD), **place, **fields,
    )  # fmt: skip
    redirects.moved("/old/", article.get_absolute_url())
    return article


def revealed(response):
    """Everything a stranger gets to see of a response, in one string."""
    return f"{response.content.decode()} {dict(response.items())}".lower()


@pytest.mark.parametrize("state", UNPUBLISHED)
def test_no_page_or_feed_tells_of_it(client, clock, place, state):
    hidden = make_hidden(state, clock, place)
    body = f'<p>See</p><div data-article="{hidden.pk}"></div>'
    make_article(slug="visible", headline="Visible", body=body, **place)

    for path in [*LISTS, "/no-such-page/", "/zanzibar-story/rss/"]:
        text = revealed(client.get(path))

        assert WORD.lower() not in text, path
        assert hidden.lead_image.token not in text, path
        assert ("visible" in text) == (path != "/authors/"), path


@pytest.mark.parametrize("path", ["/old/", "/old", "/old/rss/", "/old/atom/", "/old/feed.json"])
def test_no_old_address_tells_of_it(client, clock, place, path):
    for state in UNPUBLISHED.keys() - {"withdrawn"}:  # whose readers are told why
        hidden = make_hidden(state, clock, place)

        assert WORD.lower() not in revealed(client.get(path)), state
        assert client.get(path, follow=True).status_code == 404
        hidden.delete()


@pytest.mark.parametrize("state", UNPUBLISHED)
def test_its_own_address_tells_nothing(client, admin_client, clock, place, state):
    article = make_hidden(state, clock, place)

    for reader in (client, admin_client):
        response = reader.get(article.get_absolute_url())

        assert response.status_code == (410 if state == "withdrawn" else 404)
        assert WORD not in response.text
        assert ("The reason." in response.text) == (state == "withdrawn")


@pytest.mark.parametrize("state", UNPUBLISHED)
def test_once_published_it_is_on_every_surface(client, clock, place, state):
    article = make_hidden(state, clock, place)

    if article.status in {article.Status.PITCHED, article.Status.ASSIGNED}:
        article = actions.start_writing(article, by=None)
    if article.status == article.Status.SPIKED:
        article = actions.reopen(article, by=None)
    elif article.status in {article.Status.PITCHED, article.Status.ASSIGNED}:
        article = actions.start_writing(article, by=None)
    if article.status != article.Status.PUBLISHED:
        actions.publish(article, by=None)
    type(article).objects.update(expires_at=None)
    clock.advance(hours=2)

    for path in LISTS:
        if path not in {"/authors/", "/visible/"}:
            assert WORD in client.get(path).text, path
    assert client.get("/old/")["Location"] == "/zanzibar-story/"


def test_a_section_with_nothing_to_read_is_not_in_the_menu(client, clock):
    make_article(section=make_section(name="Secret plans"), published_at=clock.now() + hours(1))

    assert "Secret plans" not in client.get("/").text
