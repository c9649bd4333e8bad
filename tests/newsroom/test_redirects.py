from urllib.parse import unquote

import pytest
from django.db import IntegrityError, transaction

from articles import actions
from authors.actions import save_author
from newsroom import redirects
from newsroom.redirects.models import Redirect
from tests.factories import make_article, make_author, make_section, make_tag

pytestmark = pytest.mark.django_db


def move(article, slug):
    article.slug = slug
    return actions.save_article(article, by=None)


def test_a_moved_story_leaves_its_old_address_behind(client):
    article = make_article(slug="old")

    move(article, "new")

    response = client.get("/old/")
    assert (response.status_code, response["Location"]) == (301, "/new/")
    assert client.get("/new/").status_code == 200


def test_a_draft_that_moves_leaves_nothing_behind():
    move(make_article(status="draft", slug="old"), "new")

    assert not Redirect.objects.exists()


def test_an_address_in_another_script_leads_on(client):
    move(make_article(headline="Рада ухвалила бюджет"), "бюджет")

    assert redirects.find("/рада-ухвалила-бюджет/") == "/бюджет/"
    response = client.get("/рада-ухвалила-бюджет/")
    assert response.status_code == 301
    assert unquote(response["Location"]) == "/бюджет/"
    assert response["Location"].isascii()


def test_the_redirect_and_the_new_address_are_stored_together_or_not_at_all():
    article = make_article(slug="old")

    with transaction.atomic():
        move(article, "new")
        transaction.set_rollback(True)  # something else in the same transaction failed

    article.refresh_from_db()
    assert article.slug == "old"
    assert redirects.find("/old/") is None


def test_a_story_that_moved_often_is_one_hop_away_from_each_old_address():
    article = make_article(slug="a")

    for slug in ("b", "c", "d"):
        move(article, slug)

    assert [redirects.find(path) for path in ("/a/", "/b/", "/c/")] == ["/d/"] * 3
    assert redirects.find("/d/") is None


def test_a_story_that_returns_to_its_address_is_found_there():
    article = make_article(slug="a")

    move(article, "b")
    move(article, "a")

    assert redirects.find("/a/") is None
    assert redirects.find("/b/") == "/a/"


def test_two_stories_may_change_places(client):
    one, two = make_article(slug="a", headline="One"), make_article(slug="b", headline="Two")

    move(one, "c")
    move(two, "a")
    move(one, "b")

    assert b"Two" in client.get("/a/").content
    assert b"One" in client.get("/b/").content
    assert redirects.find("/c/") == "/b/"


@pytest.mark.parametrize("ending", ["rss/", "atom/", "feed.json"])
def test_the_feeds_of_a_moved_page_move_with_it(ending):
    section = make_section(slug="old")

    section.slug = "new"
    actions.save_section(section, by=None)

    assert redirects.find(f"/section/old/{ending}") == f"/section/new/{ending}"
    assert redirects.find(f"/section/other/{ending}") is None


def test_tags_and_authors_leave_their_old_addresses_too():
    tag, author = make_tag(slug="old"), make_author(slug="old")

    tag.slug = author.slug = "new"
    actions.save_tag(tag, by=None)
    save_author(author, by=None)

    assert redirects.find("/tag/old/") == "/tag/new/"
    assert redirects.find("/author/old/") == "/author/new/"


def test_a_new_story_never_gets_the_old_address_of_another():
    move(make_article(headline="Weather"), "storm")

    assert make_article(headline="Weather").slug == "weather-2"
    assert redirects.find("/weather/") == "/storm/"


def test_a_draft_with_a_typed_old_address_takes_no_readers_away(client):
    move(make_article(slug="old"), "new")

    draft = make_article(status="draft", slug="old")
    assert client.get("/old/")["Location"] == "/new/"

    actions.publish(draft, by=None)
    assert client.get("/old/").status_code == 200


def test_a_section_with_a_typed_old_address_is_found_there():
    section = make_section(slug="old")
    section.slug = "new"
    actions.save_section(section, by=None)

    make_section(slug="old")

    assert redirects.find("/section/old/") is None


def test_an_address_is_known_whether_encoded_or_not():
    redirects.moved("/%D1%80%D0%B0%D0%B4%D0%B0/", "/new/")

    assert redirects.known(["/%D1%80%D0%B0%D0%B4%D0%B0/", "/x/"]) == {"/%D1%80%D0%B0%D0%B4%D0%B0/"}
    assert redirects.find("/рада/") == "/new/"


def test_an_address_does_not_lead_to_itself():
    redirects.moved("/%61/", "/a/")

    assert not Redirect.objects.exists()
    with pytest.raises(IntegrityError):
        Redirect.objects.create(old_path="/a/", new_path="/a/")


def test_finding_an_old_address_is_one_query(django_assert_num_queries):
    redirects.moved("/section/old/", "/section/new/")

    with django_assert_num_queries(1):
        assert redirects.find("/section/old/rss/") == "/section/new/rss/"
