"""A front is put together once for as long as the database says the same of it."""

import pytest
from django.utils import timezone, translation

from articles.fronts.compose import compose
from articles.models import Article, Credit, Section, Tag
from authors.models import Author
from media.models import Image
from newsroom import drawn
from tests.factories import hours, make_article, make_author, make_image, make_section, make_tag

from .boards import Rule, Slot, Source, front_of, new_zone, pin

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return make_article(
        headline="Bridge", section=make_section(), lead_image=make_image(), credits=[make_author()]
    )


@pytest.fixture
def document(story):
    own, elsewhere = make_image(alt_text="Own"), make_article()
    topic = make_tag(name="Harbour")
    return front_of(
        new_zone("lead", "lead", slots=(Slot(article=story.pk, picture=own.pk),), places=1),
        new_zone("tag", "topic", rule=Rule(Source.TAG, topic.pk), slots=(pin(elsewhere),)),
        new_zone("feed", "feed", places=2),
    )


def test_of_the_same_answers_it_is_the_same(document, clock):
    first = compose(document)
    clock.advance(minutes=10)
    assert compose(document).known_by is first.known_by
    assert compose(document).zones is first.zones


CHANGES = {
    "headline": lambda: Article.objects.update(headline="New"),
    "section": lambda: Section.objects.update(name="New"),
    "author": lambda: Author.objects.update(name="New"),
    "credit": lambda: Credit.objects.all().delete(),
    "picture": lambda: Image.objects.filter(lead_of__isnull=False).update(alt_text="New"),
    "topic": lambda: Tag.objects.update(name="Port"),
    "a story below what is shown": lambda: make_article(published_at=timezone.now() - hours(99)),
    "own picture": lambda: Image.objects.filter(alt_text="Own").update(alt_text="New"),
    "not out": lambda: Article.objects.filter(headline="Bridge").update(status="draft"),
    "another story": make_article,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_of_anything_on_it_makes_another(document, change):
    first = compose(document)
    change()
    again = compose(document)
    assert again.known_by is not first.known_by
    assert drawn.value(again.zones) != drawn.value(first.zones)


def test_rights_that_end_at_midnight_make_another(document, story, clock):
    Image.objects.update(rights_expire_on=clock.now().date())
    shown = compose(document).zones[0].stories[0].article
    assert shown.lead_image
    clock.advance(days=1)
    assert compose(document).zones[0].stories[0].article.lead_image is None


def test_each_language_has_its_own_headings(document):
    heading = compose(document).zones[-1].heading
    with translation.override("uk"):
        assert compose(document).zones[-1].heading != heading


def test_what_is_not_published_yet_stands_in_no_kept_front(document, clock):
    make_article(headline="Later", published_at=clock.now() + hours(1))
    first = compose(document)
    clock.advance(hours=2)
    assert "Later" in [row.headline for zone in compose(document).zones for row in zone.rows]
    assert "Later" not in [row.headline for zone in first.zones for row in zone.rows]
