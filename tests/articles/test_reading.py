"""What readers' pages ask, written once, fetches what articles.querysets says."""

import pytest

from articles import actions, reading, seo
from articles.models import Article, Section, Series, SiteIdentity, Tag
from articles.seo import article_meta
from authors.models import ProfileLink
from media.models import Image
from newsroom import drawn
from tests.factories import (
    hours,
    make_article,
    make_author,
    make_correction,
    make_image,
    make_section,
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

    del found.known_by
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


def test_the_sections_of_the_menu_are_asked_for_once_a_generation(clock, django_assert_num_queries):
    first = make_article().section
    assert reading.sections() == (first,)
    second = make_article(section=make_section(name="Second")).section
    with django_assert_num_queries(0):
        assert reading.sections() == (first,)

    reading.forget()
    assert set(reading.sections()) == {first, second}


@pytest.mark.parametrize(
    "change",
    [
        lambda story: Article.objects.update(body="<p>Other</p>"),
        lambda story: story.credits.filter(author__isnull=False).update(role_title="Guest"),
        lambda story: ProfileLink.objects.update(label="Home"),
        lambda story: Tag.objects.update(description="Other"),
        lambda story: story.tags.remove(story.tags.first()),
        lambda story: Image.objects.filter(pk=story.lead_image_id).update(alt_text="Other"),
        lambda story: Section.objects.update(name="Other"),
        lambda story: Series.objects.update(name="Other"),
    ],
)
def test_a_story_is_known_by_all_that_stands_in_it(full, change):
    known, same = (drawn.value(reading.story(full.slug)) for _time in range(2))
    assert known == same
    assert hash(known) == hash(same)
    change(full)
    assert drawn.value(reading.story(full.slug)) != known


def test_the_meta_of_a_story_follows_it(full, monkeypatch):
    article_meta(reading.story(full.slug))["title"] = "of this page alone"
    with monkeypatch.context() as changed:
        changed.setattr(seo, "_meta", lambda article: pytest.fail("put together again"))
        assert article_meta(reading.story(full.slug))["title"] == full.headline
    Tag.objects.filter(name="b").update(name="Bridges")
    assert "Bridges" in article_meta(reading.story(full.slug))["tags"]
    actions.save_identity(SiteIdentity(licence_name="CC BY", licence_url="/p/terms/"), by=None)
    assert article_meta(reading.story(full.slug))["licence"]["name"] == "CC BY"
    translation = make_article(language="uk")
    actions.link_translation(translation, full, by=None)
    assert article_meta(reading.story(full.slug))["other_languages"] == ["uk"]
