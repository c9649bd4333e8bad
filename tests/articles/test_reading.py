"""What readers' pages ask, written once, fetches what articles.querysets says."""

import pytest

from articles import actions, reading
from articles.models import Article
from newsroom import drawn
from tests.factories import (
    hours,
    make_article,
    make_author,
    make_correction,
    make_image,
    make_series,
    make_tag,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def full():
    writers = [make_author(portrait=make_image()), make_author()]
    writers[0].links.create(label="Site", url="https://ann.example/")
    return make_article(
        series=make_series(), lead_image=make_image(), social_image=make_image(),
        credits=[*writers, ("photos", make_author())], tags=[make_tag(name="b"), make_tag()],
    )  # fmt: skip


def test_a_story_comes_with_all_that_its_page_reads(full, django_assert_num_queries):
    with django_assert_num_queries(4):
        found = reading.story(full.slug)
        [list(credit.author.links.all()) for credit in found.credits.all()]
        list(found.tags.all())

    assert drawn.value(found) == drawn.value(Article.objects.for_page().get(pk=full.pk))


def test_a_story_that_is_not_out_is_not_there(clock):
    for story in (
        make_article(status="draft"),
        make_article(published_at=clock.now() + hours(1)),
        make_article(embargo_until=clock.now() + hours(1)),
        make_article(published_at=clock.now() - hours(2), expires_at=clock.now() - hours(1)),
        make_article(status="withdrawn"),
    ):
        assert reading.story(story.slug) is None
    assert reading.story("no-such-story") is None


def test_cards_are_those_of_the_queryset(full, clock, django_assert_num_queries):
    others = [make_article(credits=[make_author()]), make_article()]
    hidden = make_article(published_at=clock.now() + hours(1))
    keys = [full.pk, *(other.pk for other in others), hidden.pk]
    with django_assert_num_queries(2):
        found = reading.Cards(keys, clock.now()).by_key()

    wanted = Article.objects.published().for_cards().in_bulk(keys)
    assert drawn.value(list(found.values())) == drawn.value([wanted[key] for key in found])
    assert found.keys() == wanted.keys()
    with django_assert_num_queries(0):
        assert reading.Cards([], clock.now()).by_key() == reading.related(set()) == {}


def test_corrections_know_their_story(full, django_assert_num_queries):
    stands = make_correction(full)
    actions.take_back_correction(make_correction(full), by=None, because="It was right.")
    article = reading.story(full.slug)

    with django_assert_num_queries(1):
        found = reading.corrections(article)
        assert found == [stands]
        assert found[0].article is article
