"""Linked data is written once; what it says is what is so now."""

import pytest

from articles import actions, identity
from articles.models import Article, Correction, SiteIdentity, Tag
from media.models import Licence
from tests.articles.markup import read
from tests.factories import make_article, make_author, make_correction, make_image, make_tag

pytestmark = pytest.mark.django_db
CHANGES = {
    "licence of the logo": lambda: Licence.objects.update(url="https://new.example/"),
    "name": lambda: SiteIdentity.objects.update(name="New", version=99),
    "headline": lambda: Article.objects.update(headline="New"),
}
OF_A_STORY = CHANGES | {
    "author": lambda: Article.objects.get(slug="story").credits.get().delete(),
    "tag": lambda: Tag.objects.update(name="New"),
    "correction": lambda: make_correction(Article.objects.get(slug="story")),
    "words of a correction": lambda: Correction.objects.update(text="New"),
    "translation": lambda: Article.objects.filter(language="uk").update(headline="New"),
}
CASES = {f"front: {name}": ("/", change) for name, change in CHANGES.items()}
CASES |= {f"story: {name}": ("/story/", change) for name, change in OF_A_STORY.items()}


@pytest.fixture
def story():
    logo = make_image(licence=Licence.objects.create(name="CC", url="https://old.example/"))
    SiteIdentity.objects.create(name="The Tide", language="en", logo=logo)
    identity.forget()
    story = make_article(slug="story", credits=[make_author()], tags=[make_tag()])
    actions.link_translation(make_article(language="uk"), story, by=None)
    make_correction(story)
    return story


def graph(client, path):
    identity.forget()
    return read(client, path).one("script[type=application/ld+json]").text


@pytest.mark.parametrize(("path", "change"), CASES.values(), ids=CASES)
def test_it_says_what_changed(client, story, path, change):
    before = graph(client, path)
    assert graph(client, path) == before
    change()
    assert graph(client, path) != before
