from urllib.parse import unquote

import pytest

from articles import actions
from authors.actions import save_author
from newsroom import redirects
from tests.factories import make_article, make_author, make_section, make_tag

pytestmark = pytest.mark.django_db

MAKE = {
    "": (make_article, actions.save_article),
    "section/": (make_section, actions.save_section),
    "tag/": (make_tag, actions.save_tag),
    "author/": (make_author, save_author),
}


def moved(prefix, old, new):
    make, save = MAKE[prefix]
    row = make(slug=old)
    row.slug = new
    return save(row, by=None)


@pytest.mark.parametrize("prefix", MAKE)
def test_an_old_address_leads_to_the_new_one_for_good(client, prefix):
    moved(prefix, "old", "new")

    response = client.get(f"/{prefix}old/")

    assert (response.status_code, response["Location"]) == (301, f"/{prefix}new/")
    assert client.get(response["Location"]).status_code == 200
    assert client.head(f"/{prefix}old/").status_code == 301


@pytest.mark.parametrize("prefix", MAKE)
def test_an_old_address_in_another_script_leads_on_in_ascii(client, prefix):
    moved(prefix, "стара-назва", "الاسم-الجديد")

    for path in (f"/{prefix}стара-назва/", f"/{prefix}%D1%81тара-назва/"):
        response = client.get(path)

        assert response.status_code == 301
        assert response["Location"].isascii()
        assert unquote(response["Location"]) == f"/{prefix}الاسم-الجديد/"
        assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize("prefix", ["section/", "tag/", "author/"])
@pytest.mark.parametrize("feed", ["rss/", "atom/", "feed.json"])
def test_the_feed_of_what_moved_is_found_too(client, prefix, feed):
    moved(prefix, "old", "new")

    response = client.get(f"/{prefix}old/{feed}")

    assert (response.status_code, response["Location"]) == (301, f"/{prefix}new/{feed}")
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize("path", ["/old/rss/", "/section/old/latest/", "/section/old/feed.xml"])
def test_nobody_is_sent_to_a_page_that_is_not_there(client, path):
    moved("", "old", "new")
    moved("section/", "old", "new")

    assert client.get(path).status_code == 404


def test_an_old_address_is_only_for_those_who_look(client):
    moved("", "old", "new")

    assert client.post("/old/").status_code in {404, 405}


def test_a_withdrawn_story_is_explained_at_its_old_address_too(client):
    article = moved("", "old", "new")
    actions.withdraw(article, by=None, reason="It was wrong.")

    response = client.get("/old/", follow=True)

    assert response.redirect_chain == [("/new/", 301)]
    assert response.status_code == 410


@pytest.mark.parametrize(
    "path", ["/news", "/authors", "/rss", "/story", "/section/city", "/section/city/rss"]
)
def test_a_missing_slash_is_added(client, path):
    make_article(slug="story", section=make_section(slug="city"))

    response = client.get(path)

    assert (response.status_code, response["Location"]) == (301, f"{path}/")


def test_an_old_address_without_its_slash_is_found_too(client):
    moved("", "old", "new")

    response = client.get("/old", follow=True)

    assert response.redirect_chain == [("/new/", 301)]
    assert response.status_code == 200


def test_what_was_asked_with_it_survives_the_slash(client):
    assert client.get("/news?view=headlines")["Location"] == "/news/?view=headlines"


@pytest.mark.parametrize("path", ["//evil.example", "//evil.example/", "/\\evil.example/"])
def test_no_address_leads_to_another_site(client, path):
    response = client.get(path)

    location = response.get("Location", "/")
    assert not location.startswith(("//", "/\\", "http"))


def test_an_old_address_is_compared_whatever_its_form(client):
    """The same letter, composed and decomposed, is the same address."""
    redirects.moved("/caf\u00e9/", "/new/")
    make_article(slug="new")
    make_article(slug="r\u00e9sum\u00e9")

    assert client.get("/re\u0301sume\u0301/").status_code == 200
