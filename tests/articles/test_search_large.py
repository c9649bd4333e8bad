"""What keeps a search of PostgreSQL quick where millions of stories have its words."""

import pytest
from django.db import connection
from django.utils import timezone

from articles.models import Article
from articles.search import Search, find, postgres
from articles.search.query import parse
from tests.factories import hours, make_article

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite walks in order of time."),
]


def slugs(text, most=10, in_headline=0):
    asked = Search(parse(text), Article.objects.published(), most, in_headline=in_headline)
    return [Article.objects.get(pk=hit.key).slug for hit in find(asked)]


@pytest.fixture
def stories():
    texts = ["blue whale", "whale of blue", "blue whale", "blue and whale", "blue whale"]
    now = timezone.now()
    for number, text in enumerate(texts):
        body, at = f"<p>A {text}.</p>", now - hours(1 + number)
        make_article(headline="Sea", slug=f"s{number}", body=body, published_at=at)
    make_article(
        headline="Blue whale", slug="old", body="<p>Old.</p>", published_at=now - hours(90_000)
    )


def test_a_phrase_is_found_wherever_it_stands(stories):
    assert slugs('"blue whale"') == ["s0", "s2", "s4", "old"]
    assert slugs('"blue whale"', most=2) == ["s0", "s2"]
    assert slugs('sea -"blue whale"') == ["s1", "s3"]


def test_a_phrase_is_looked_for_in_the_newest_that_have_its_words_and_in_headlines(
    stories, monkeypatch
):
    monkeypatch.setattr(postgres, "REREAD", 3)

    assert slugs('"blue whale"') == ["s0", "s2"]
    assert slugs('"blue whale"', in_headline=5) == ["s0", "s2", "old"]


def test_what_may_not_be_seen_is_not_found_by_a_phrase(stories):
    Article.objects.filter(slug__in=["s0", "old"]).update(status=Article.Status.DRAFT)

    assert slugs('"blue whale"', in_headline=5) == ["s2", "s4"]


def test_readers_are_told_how_far_a_phrase_is_looked_for(client):
    assert "newest 2500 stories" in client.get('/search/?q="two words"').content.decode()
    assert "newest 2500 stories" not in client.get("/search/?q=two words").content.decode()
