import re

import pytest
from django.test import Client

from tests.articles.markup import parse, read
from tests.factories import make_article, make_author, make_section, make_tag, make_user

ROUTES = [
    "/", "/news/", "/news/?view=headlines", "/section/city/", "/tag/harbour/", "/author/ann/",
    "/authors/", "/story/", "/withdrawn/", "/rss/", "/section/city/rss/", "/tag/harbour/rss/",
    "/author/ann/rss/", "/corrections/", "/corrections/rss/",
]  # fmt: skip
HOSTILE = [
    "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "' OR 1=1 --", "%27%20OR%201=1", "<script>",
    "{{7*7}}", "${7*7}", "%00", "%ff", "%c0%ae", "%ed%a0%80", "\u202e", "😀", "\u0661", "%",
    "%zz", "a" * 10_000, "%d0%b0" * 300, "-", "_", ".", "..", "%2e%2e", "con", "admin%2f",
    "%0d%0aSet-Cookie:%20x=y", "\\", "//evil.example", ";", "?", "a?b#c", "\u0301", "ﷺ" * 50,
]  # fmt: skip


@pytest.fixture
def site(db):
    """Something at each of ROUTES."""
    place = {
        "section": make_section(slug="city"),
        "tags": [make_tag(slug="harbour")],
        "credits": [make_author(slug="ann")],
    }
    make_article(slug="story", **place)
    make_article(slug="withdrawn", status="withdrawn", **place)


@pytest.mark.parametrize(
    "place",
    ["/{}/", "/{}", "/section/{}/", "/tag/{}/", "/author/{}/", "/section/{}/rss/", "/news/{}/",
     "/media/renditions/{}/x/full-320.webp", "/media/renditions/aa/{}/x", "/media/{}"],
)  # fmt: skip
def test_no_address_a_reader_types_breaks_the_site(client, site, place):
    for word in HOSTILE:
        response = client.get(place.format(word), follow=True)

        assert response.status_code in {200, 400, 404, 414}, word
        if response.status_code == 200:
            assert response.request["PATH_INFO"] in {"/", "/news/", "/admin/login/"}, word


@pytest.mark.parametrize("route", [route for route in ROUTES if "?" not in route])
def test_no_query_a_reader_types_breaks_the_site(client, site, route):
    usual = client.get(route).status_code

    for word in [*HOSTILE, "99999999", "-1", ""]:
        query = "&".join(f"{name}={word}" for name in ("page", "q", "view", "next", word))
        response = client.get(f"{route}?{query}")

        assert response.status_code in {usual, 400, 414}, word


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_a_public_page_only_answers_those_who_look(client, site, route, method):
    response = getattr(client, method)(route)

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("route", ROUTES)
def test_a_form_from_elsewhere_gets_nowhere(site, route):
    response = Client(enforce_csrf_checks=True).post(route, {"a": "b"})

    assert response.status_code in {403, 405}
    assert not response.cookies


@pytest.mark.parametrize("route", [*ROUTES, "/no-such-page/"])
def test_head_is_get_without_the_body(client, site, route):
    response, head = client.get(route), client.head(route)

    assert (head.status_code, head.content) == (response.status_code, b"")
    assert head["Content-Type"] == response["Content-Type"]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_what_is_nowhere_is_nowhere_for_every_method(client, db, method):
    assert getattr(client, method)("/no/such/page/").status_code == 404


# The pages that say what went wrong


def test_a_missing_page_offers_the_newest_stories(client, clock, db):
    stories = [make_article() for _ in range(8)]

    page = read(client, "/no-such-page/", status=404)

    assert page.one("h1").text == "This page does not exist"
    newest = [story.headline for story in reversed(stories)][:6]
    assert page.texts(".headlines .headline__link") == newest
    assert page.one(".notice a.button")["href"] == "/"
    assert page.all("[data-show-more]") == []


def test_a_missing_page_of_an_empty_site_has_no_list(client, db):
    page = read(client, "/no-such-page/", status=404)

    assert page.all(".headlines") == page.all("main h2") == []


def test_a_strange_host_is_refused_with_a_page(client, db):
    response = client.get("/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert parse(response.text).one("h1").text == "This request cannot be read"


def test_what_an_account_may_not_do_is_refused_with_a_page(client, db):
    client.force_login(make_user("Reporter"))

    response = client.get("/admin/articles/section/add/")

    assert response.status_code == 403
    assert parse(response.text).one("h1").text == "You may not do this"


def test_when_the_database_is_out_of_reach_readers_get_a_page(client, caplog):
    """This test may not use the database, so that every query fails."""
    client.raise_request_exception = False

    response = client.get("/")

    assert response.status_code == 500
    page = parse(response.text)
    assert page.one("h1").text == "Something went wrong here"
    assert page.one("meta[name=robots]")["content"] == "noindex"
    assert "Content-Security-Policy" in response
    assert not re.search(r"Traceback|RuntimeError|settings", response.text)
    assert "Internal Server Error: /" in caplog.text


def test_no_page_tells_what_the_site_is_made_of(client, site):
    for path in ("/no-such-page/", "/withdrawn/", "/admin/nothing/"):
        response = client.get(path, follow=True)

        assert not re.search(r"django|python|traceback|urlconf", response.text, re.IGNORECASE)
