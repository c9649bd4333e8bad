"""A page of the store holds no answer of an older generation, whichever process changed it."""

import pytest
from django.utils import timezone

from articles import actions
from articles.models import Article, BreakingBar, Section, SiteIdentity
from media.models import Image
from newsroom import edge
from newsroom.announcing.models import Pings
from newsroom.edge import generation, remembered
from tests.articles.drafts import edit
from tests.factories import hours, make_article, make_image, make_section

pytestmark = pytest.mark.django_db


def put_up_breaking_news(hours_on=1):
    now = timezone.now()
    BreakingBar.objects.create(text="Bridge closed", begins_at=now, ends_at=now + hours(hours_on))


CHANGES = {  # as another process writes them: this one is told of nothing but the generation
    "who the site is": (
        lambda: SiteIdentity.objects.update_or_create(defaults={"name": "The Ebb", "version": 99}),
        "/",
        "The Ebb",
    ),
    "its logo": (lambda: Image.objects.update(token="f" * 32), "/", "f" * 32),
    "breaking news": (put_up_breaking_news, "/", "Bridge closed"),
    "the menu": (lambda: make_article(section=make_section(name="Docks")), "/authors/", "Docks"),
    "a name in the menu": (lambda: Section.objects.update(name="Quays"), "/authors/", "Quays"),
    "editions": (lambda: Article.objects.update(language="uk"), "/news/", "/in/uk/"),
    "the hub": (
        lambda: Pings.objects.create(hub_url="https://hub.example/"),
        "/rss/",
        "https://hub.example/",
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_page_of_a_new_generation_knows(site, what):
    change, path, words = CHANGES[what]
    make_article()
    SiteIdentity.objects.create(logo=make_image())
    assert words not in site.get(path).text

    change()
    edge.publish()
    generation.tell()

    assert words in site.get(path).text


def test_a_section_is_in_the_menu_as_the_hour_of_its_first_story_comes(site, clock):
    docks = make_section(name="Docks")
    make_article(section=docks, published_at=clock.now() + hours(1))
    generation.tell()
    assert "Docks" not in site.get("/authors/").text

    clock.advance(hours=1, seconds=1)
    assert "Docks" in site.get("/series/").text


def test_what_nobody_tells_of_is_known_as_a_page_is_made_anew(site, monkeypatch):
    make_article(section=make_section(name="Harbour"))
    generation.tell()
    assert "Harbour" in site.get("/authors/").text
    Section.objects.update(name="Quays")
    assert "Quays" not in site.get("/series/").text
    monkeypatch.setattr(remembered, "STAYS", -1.0)  # they are over
    assert "Quays" in site.get("/corrections/").text


def test_outside_the_store_a_process_knows_its_own_change(client):
    assert "Docks" not in client.get("/no-such-page/").text
    make_article(section=make_section(name="Docks"))
    assert "Docks" not in client.get("/no-such-page/").text, "asked once a second"
    generation.tell()
    assert "Docks" in client.get("/no-such-page/").text


def test_changes_go_live_at_an_hour_that_another_process_set(site):
    story = make_article(slug="a-story")
    edit(story, None, headline="Another headline")
    actions.publish_changes(story, by=None, at=timezone.now() + hours(1))
    generation.tell()
    assert "Another headline" not in site.get("/a-story/").text

    Article.objects.filter(pk=story.pk).update(changes_at=timezone.now())
    edge.publish()
    generation.tell()

    assert "Another headline" in site.get("/a-story/").text
