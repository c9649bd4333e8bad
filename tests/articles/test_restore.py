"""An old version, or a field of it, becomes the newest text; what is gone is named."""

import pytest

from articles import actions
from articles.models import Revision
from tests.factories import (
    make_author,
    make_image,
    make_section,
    make_tag,
    make_user,
)

from .drafts import TEXT, newest, story, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann():
    return make_user("Editor", username="ann")


def test_a_version_is_brought_back_as_a_new_one(ann):
    article = story(headline="First", credits=[make_author()])
    actions.edit(article, words(article, headline="Second", credits=[]), by=ann)

    actions.restore(Revision.objects.numbered(article, 1), by=ann)

    assert [r.headline for r in article.revisions.all()] == ["First", "Second", "First"]
    assert (article.credits.count(), newest(article).kind) == (1, "restored")


def test_one_field_alone_is_brought_back(ann):
    article = story(headline="First", dateline="KYIV")
    actions.edit(article, words(article, headline="Second", dateline="LVIV"), by=ann)

    actions.restore(Revision.objects.numbered(article, 1), by=ann, fields=("headline",))

    article.refresh_from_db()
    assert (article.headline, article.dateline) == ("First", "LVIV")


def test_what_an_old_version_refers_to_and_is_gone_is_named_and_left_out(ann):
    author, tag = make_author(name="Ann Lee"), make_tag(name="Sea")
    image, section = make_image(title="Boats"), make_section(name="World")
    article = story(credits=[author], tags=[tag], lead_image=image, section=section)
    other = make_section()
    changed = {"credits": [], "tags": [], "lead_image": None, "section": other.pk}
    actions.edit(article, words(article, **changed), by=ann)
    for gone in (author, tag, image, section):
        gone.delete()

    done = actions.restore(Revision.objects.numbered(article, 1), by=ann)

    assert [sentence.split(" no longer")[0] for sentence in done.gone] == [
        "The picture “Boats”", "The section “World”", "The author “Ann Lee”", "The tag “Sea”",
    ]  # fmt: skip
    article.refresh_from_db()
    assert (article.section, article.lead_image) == (other, None)


def test_the_version_of_a_live_story_that_is_brought_back_waits_for_publication(ann):
    article = story(status="published", headline="Old")
    actions.edit(article, words(article, headline="New"), by=ann)
    actions.publish_changes(article, by=ann)

    actions.restore(Revision.objects.numbered(article, 1), by=ann)

    article.refresh_from_db()
    assert (article.headline, newest(article).headline) == ("New", "Old")


def test_pictures_of_an_old_text_that_are_gone_are_counted(ann):
    image = make_image()
    article = story(body=f'{TEXT}<figure data-image="{image.pk}"></figure>')
    actions.edit(article, words(article, body=TEXT), by=ann)
    image.delete()

    done = actions.restore(Revision.objects.numbered(article, 1), by=ann)

    assert done.gone == ["Of the pictures in the text 1 are no longer there."]


def test_a_name_that_was_deleted_before_the_changes_went_out_is_said(ann):
    author = make_author(name="Ann Lee")
    article = story(status="published")
    actions.edit(article, words(article, credits=[["writing", author.pk]]), by=ann)
    author.delete()

    published = actions.publish_changes(article, by=ann)

    assert published.gone == ["The author “Ann Lee” no longer exists and is left out."]
