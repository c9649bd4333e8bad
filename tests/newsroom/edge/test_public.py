import pytest
from django.http import HttpResponse

from newsroom import edge
from tests.factories import make_article, make_section

pytestmark = pytest.mark.django_db


@edge.public
def story(request):
    """A view."""
    return HttpResponse("words")


@edge.public
def report(request):
    return HttpResponse("words", headers={"Cache-Control": "no-store"})


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_public_view_answers_those_who_only_look(rf, method):
    response = story(getattr(rf, method)("/"))

    assert response.status_code == 200
    assert response["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_a_public_view_takes_nothing(rf, method):
    response = story(getattr(rf, method)("/"))

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"


def test_a_public_view_may_say_itself_how_long_it_keeps(rf):
    assert report(rf.get("/"))["Cache-Control"] == "no-store"


def test_a_public_view_keeps_its_name():
    assert (story.__name__, story.__doc__) == ("story", "A view.")


@pytest.mark.parametrize("path", ["/", "/news/", "/section/world/", "/a-story/", "/authors/"])
def test_a_public_page_is_the_same_for_everybody(client, admin_client, path):
    make_article(slug="a-story", section=make_section(slug="world"))

    response, to_staff = client.get(path), admin_client.get(path)

    assert response.status_code == 200
    assert response.content == to_staff.content
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert client.post(path).status_code in {403, 405}


def test_a_page_that_did_not_change_is_not_sent_again(client):
    article = make_article(slug="a-story")

    etag = client.get("/a-story/")["ETag"]
    assert client.get("/a-story/", headers={"If-None-Match": etag}).status_code == 304

    type(article).objects.update(headline="Other words")
    assert client.get("/a-story/", headers={"If-None-Match": etag}).status_code == 200
