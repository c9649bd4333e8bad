"""What was drawn once is shown again only while nothing that stands in it has changed."""

import pytest
from django.utils import translation
from django.utils.safestring import mark_safe

from articles import actions, body, reading
from articles.actions.identity import save_footer_column
from articles.models import (
    Article,
    Correction,
    Credit,
    FooterColumn,
    Section,
    Series,
    SiteIdentity,
    Tag,
)
from authors.actions import save_author
from authors.models import Author, ProfileLink
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


def page(client, path="/news/"):
    return client.get(path).content.decode()


@pytest.fixture
def story():
    author = make_author(name="Ann Ash")
    return make_article(
        headline="Old headline", section=make_section(name="Harbour"), lead_image=make_image(),
        credits=[author],
    )  # fmt: skip


def test_the_second_time_a_card_is_not_drawn_but_found(client, story, monkeypatch):
    first = page(client)
    monkeypatch.setattr(drawn, "render_to_string", lambda *given: pytest.fail("drawn again"))

    assert page(client) == first


@pytest.mark.parametrize(
    ("change", "now"),
    [
        (lambda story: Article.objects.update(headline="New headline"), "New headline"),
        (lambda story: Article.objects.update(standfirst="Said anew."), "Said anew."),
        (lambda story: Image.objects.update(photographer="Other Lens"), "Other Lens"),
        (lambda story: Image.objects.update(token="other-token"), "other-token"),
        (lambda story: Credit.objects.update(name="Other Name"), "Other Name"),
        (lambda story: type(story.section).objects.update(name="Docks"), "Docks"),
        (lambda story: Article.objects.update(kind="opinion"), "card--opinion"),
    ],
)
def test_a_card_shows_what_has_changed(client, story, change, now):
    assert now not in page(client)

    change(story)

    assert now in page(client)


def site_is(**fields):
    actions.save_identity(SiteIdentity(**fields), by=None)


@pytest.fixture
def whole(clock):
    """A story with what stands around it, each part with words of its own."""
    author = make_author(name="Ann Ash", bio="Old biography.")
    story = make_article(
        section=make_section(name="Harbour"), credits=[author], tags=[make_tag(name="Old topic")],
        series=make_series(name="Old series"), lead_image=make_image(caption="Old caption"),
        standfirst="Old standfirst.", body="<p>Old body.</p>",
    )  # fmt: skip
    make_correction(story, text="Old correction.")
    make_article(headline="Old neighbour", section=story.section)
    return story


@pytest.mark.parametrize(
    ("change", "now"),
    [
        (lambda story: Article.objects.update(headline="New headline"), "New headline"),
        (lambda story: Article.objects.update(body="<p>New body.</p>"), "New body."),
        (lambda story: Article.objects.update(kind="opinion"), "labels__kind--opinion"),
        (lambda story: Image.objects.update(caption="New caption"), "New caption"),
        (lambda story: Author.objects.update(bio="New biography."), "New biography."),
        (lambda story: Credit.objects.update(name="Other Name"), "Other Name"),
        (
            lambda story: ProfileLink.objects.create(
                author=Author.objects.get(), label="X", url="https://x.com/annash"
            ),
            "@annash",
        ),
        (lambda story: Tag.objects.update(name="New topic"), "New topic"),
        (lambda story: Series.objects.update(name="New series"), "New series"),
        (lambda story: Section.objects.update(name="Docks"), "Docks"),
        (lambda story: Section.objects.update(shows_versions=True), "/versions/"),
        (lambda story: Correction.objects.update(text="New correction."), "New correction."),
        (lambda story: make_correction(story, text="One more."), "One more."),
        (lambda story: make_article(section=make_section(name="Opened")), "Opened"),
        (lambda story: make_article(headline="Came in"), "Came in"),
        (lambda story: site_is(name="The Other Paper"), "The Other Paper"),
        (lambda story: site_is(description="What we are now"), "What we are now"),
        (
            lambda story: save_footer_column(
                FooterColumn(title="New menu"),
                [("New link", "/news/")],
                by=None,
            ),
            "New link",
        ),
    ],
)
def test_a_story_shows_what_has_changed(client, whole, change, now):
    before = page(client, whole.get_absolute_url())
    assert now not in before

    change(whole)
    reading.forget()  # a generation later

    after = page(client, whole.get_absolute_url())
    assert now in after


def test_a_card_shows_no_picture_whose_rights_have_ended(client, clock):
    image = make_image(rights_expire_on=clock.now().date())
    make_article(lead_image=image, published_at=clock.now())
    assert image.token in page(client)

    clock.advance(days=1)

    assert image.token not in page(client)


def test_a_card_is_drawn_for_each_language(client, story):
    values = {"article": Article.objects.for_cards().get(), "level": 3}

    with translation.override("en"):
        english = drawn.drawn("articles/_card.html", values)
    with translation.override("de"):
        german = drawn.drawn("articles/_card.html", values)

    assert english != german


def body_of(text):
    return body.render(text, body.references([text]))


def test_a_text_shows_what_it_refers_to_as_it_is_now(client, clock):
    image = make_image(caption="Before", rights_expire_on=clock.now().date())
    other = make_article(headline="The other", published_at=clock.now() - hours(1))
    text = f'<p>Words.</p><figure data-image="{image.pk}"></figure>'
    text += f'<div data-article="{other.pk}"></div>'
    assert "Before" in body_of(text)
    assert "The other" in body_of(text)

    Image.objects.update(caption="After")
    assert "After" in body_of(text)
    assert "Before" not in body_of(text)

    actions.withdraw(other, by=None, reason="Wrong.")
    assert "The other" not in body_of(text)

    clock.advance(days=1)
    assert image.token not in body_of(text)
    assert body_of(text) == "<p>Words.</p>"


def test_a_feed_and_a_page_have_each_their_own(client):
    image = make_image()
    text = f'<figure data-gallery="{image.pk}"></figure>'
    refs = body.references([text])

    on_page = body.render(text, refs)

    assert body.render(text, refs, body.Medium.FEED) != on_page
    assert body.render(text, refs) == on_page


def test_markup_and_the_same_words_that_are_none_are_not_taken_for_each_other():
    safe = drawn.value(mark_safe("<b>"))

    assert safe != drawn.value("<b>")


def test_what_cannot_be_known_is_refused():
    with pytest.raises(TypeError):
        drawn.value({1, 2})
    with pytest.raises(TypeError):
        drawn.value(Article.objects.all())


def test_a_profile_that_is_renamed_changes_a_byline_that_is_not_signed(client):
    author = make_author(name="Ann Ash")
    article = make_article(status="draft", credits=[author])
    row = Article.objects.for_cards().get(pk=article.pk)
    values = {"article": row, "level": 2}
    assert "Ann Ash" in drawn.drawn("articles/_card.html", values)

    author.name = "Ann Oak"
    save_author(author, by=None)

    row = Article.objects.for_cards().get(pk=article.pk)
    assert "Ann Oak" in drawn.drawn("articles/_card.html", values | {"article": row})
