"""The desk's pages fit a telephone and can be read in both colour schemes."""

import pytest

from articles import actions
from articles.models import Article
from articles.revisions import content as contents
from articles.revisions.words import Words
from tests.factories import make_article, make_author, make_user

from .test_looks import OVERFLOW, PALE

BODY = "<h2>A heading</h2><p>The council met on Tuesday night.</p><ul><li>One</li></ul>"


@pytest.fixture
def ann(transactional_db):
    return make_user("Editor", username="ann")


@pytest.fixture
def story(ann):
    """A live story with changes of Bo's that readers do not see, and a conflict of Ann's."""
    long = make_author(name="Bartholomew Featherstonehaugh-Kim-Oyelaran")
    article = make_article(body=BODY, credits=[long], headline="A headline " * 8, by=ann)
    content, _names = contents.read(article)

    def save(by, word):
        body = content["body"].replace("Tuesday", word).replace("<li>One", f"<li>{word}")
        new = content | {"body": body, "headline": word * 9, "standfirst": "Words. " * 20}
        words = Words(new, base=article.revision, sitting=word)
        return actions.edit(Article.objects.get(pk=article.pk), words, by=by)

    save(make_user("Editor", username="bo"), "Wednesday")
    save(ann, "Thursday")
    return Article.objects.get()


def pages(story):
    conflict = story.revisions.get(kind="conflict")
    base = f"/admin/articles/article/{story.pk}"
    return [
        f"{base}/decide/{conflict.number}/", f"{base}/history/", f"{base}/changes/",
        f"{base}/history/compare/?from={story.public_revision}&to={conflict.number}",
        "/admin/articles/article/kept/", f"{base}/change/",
    ]  # fmt: skip


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light"), (320, "light")])
def test_the_pages_of_versions_fit_and_can_be_read(at_desk, ann, story, width, scheme):
    desk = at_desk(ann)
    desk.page.set_viewport_size({"width": width, "height": 844})
    desk.page.emulate_media(color_scheme=scheme)

    for path in pages(story):
        desk.page.goto(path)
        if path.endswith("/change/"):
            desk.wait()

        assert desk.page.evaluate(OVERFLOW) == [], path
        pale = [words for words in desk.page.evaluate(PALE) if "cke_resizer" not in words]
        assert pale == [], path


@pytest.mark.parametrize("width", [390, 1280])
def test_the_line_is_on_screen_wherever_one_writes(at_desk, ann, story, width):
    desk = at_desk(ann)
    desk.page.set_viewport_size({"width": width, "height": 844})
    desk.open(story)
    desk.says("All saved")

    for place in (0, 400, 10_000):
        desk.page.evaluate("y => scrollTo(0, y)", place)
        box = desk.page.locator(".desk__state").bounding_box()
        assert 0 <= box["y"] <= 844 - box["height"], place
