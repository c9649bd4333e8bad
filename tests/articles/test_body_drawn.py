import pytest

from articles import body
from articles.models import Article
from media.actions import delete_image
from tests.articles.markup import read
from tests.articles.stock import UNPUBLISHED
from tests.factories import hours, make_article, make_image

pytestmark = pytest.mark.django_db


def prose(client, markup):
    """What readers get of a story's text."""
    article = make_article(body=markup)
    return read(client, article.get_absolute_url()).one(".story__body")


def picture_of(image, caption=""):
    return f'<figure data-image="{image.pk}"><figcaption>{caption}</figcaption></figure>'


def card_of(article):
    return f'<div data-article="{article.pk}"></div>'


def test_headings_lists_quotes_and_boxes_stand_as_they_were_written(client):
    text = prose(
        client,
        "<h2>One</h2><p>Text with <a href='/tag/x/'>a link</a>.</p><ul><li>Item</li></ul>"
        "<ol start='3'><li>Third</li></ol><blockquote><p>Quote</p></blockquote><h3>Two</h3>"
        "<aside class='pullquote'><p>Pulled</p><cite>Who</cite></aside>"
        "<aside class='factbox'><h3>Facts</h3><div><p>Fact</p></div></aside><hr><pre>code</pre>",
    )

    tags = [child.tag for child in text.children if not isinstance(child, str)]
    assert tags == ["h2", "p", "ul", "ol", "blockquote", "h3", "aside", "aside", "hr", "pre"]
    assert text.one("p a")["href"] == "/tag/x/"
    assert text.one("ol")["start"] == "3"
    assert text.one("aside.pullquote cite").text == "Who"


def test_a_wide_table_scrolls_in_its_own_box(client):
    text = prose(client, "<table><caption>Votes</caption><tr><th>For</th></tr></table><p>After</p>")

    box = text.one("div.table-scroll")
    assert box["tabindex"] == "0"
    assert box.one("table caption").text == "Votes"
    assert text.all("p")[-1].parent is text


def test_a_table_in_a_table_does_not_break_the_page(client):
    text = prose(client, "<table><tr><td><table><tr><td>in</td></tr></table></td></tr></table>")

    assert text.text == "in"
    assert len(text.all("div.table-scroll table")) == 2


def test_a_picture_is_drawn_from_the_library(client):
    image = make_image(caption="The quay.", alt_text="Boats", photographer="Pat Lens")

    figure = prose(client, f"<p>One</p>{picture_of(image)}<p>Two</p>").one("figure")

    assert figure.one("img")["alt"] == "Boats"
    assert figure.one("img")["loading"] == "lazy"
    assert figure.one(".figure__words").text == "The quay."
    assert figure.one(".figure__credit").text == "Picture: Pat Lens"


def test_a_caption_in_the_text_replaces_that_of_the_picture(client):
    image = make_image(caption="The quay.")

    figure = prose(client, picture_of(image, "Fish &amp; <em>chips</em> &lt;b&gt;")).one("figure")

    assert figure.one(".figure__words").text == "Fish & chips <b>"


def test_a_changed_picture_changes_in_every_text(client):
    image = make_image(caption="Wrong name.")
    article = make_article(body=picture_of(image))

    image.caption, image.photographer = "Right name.", "Ann Lee"
    image.save()

    page = read(client, article.get_absolute_url())
    assert page.one(".figure__words").text == "Right name."
    assert page.one(".figure__credit").text == "Picture: Ann Lee"


def test_a_picture_without_rights_or_that_is_gone_leaves_nothing_behind(client, clock):
    over = make_image(caption="Over", rights_expire_on=clock.now().date() - hours(24))
    gone = make_image(caption="Gone")
    delete_image(gone, by=None)
    gone.pk = 10**6
    article = make_article(body=f"<p>A</p>{picture_of(over, 'x')}{picture_of(gone, 'y')}<p>B</p>")

    text = read(client, article.get_absolute_url()).one(".story__body")

    assert text.texts("p") == ["A", "B"]
    assert text.all("figure") == text.all("img") == []


# Related stories


def test_a_related_story_is_a_card_with_title_excerpt_and_picture(client):
    related = make_article(
        headline="How it works", standfirst="In five steps.", lead_image=make_image(), slug="how"
    )

    card = prose(client, f"<p>A</p>{card_of(related)}<p>B</p>").one("aside.related")

    assert card.one(".related__headline a")["href"] == "/how/"
    assert card.one(".related__headline").text == "How it works"
    assert card.one(".related__standfirst").text == "In five steps."
    assert card.one(".related__label").text == related.section.name
    assert "16x9" in card.one(".related__picture img")["src"]
    assert card.one("img")["alt"] == ""  # the headline beside it says it


def test_a_related_story_says_its_language(client):
    related = make_article(language="ar")

    words = prose(client, card_of(related)).one(".related__words")

    assert (words["lang"], words["dir"]) == ("ar", "rtl")


def test_a_related_story_without_standfirst_or_rights_to_its_picture_has_neither(client, clock):
    image = make_image(rights_expire_on=clock.now().date() - hours(24))
    related = make_article(standfirst="", lead_image=image)

    card = prose(client, card_of(related)).one("aside.related")

    assert card.all(".related__picture") == card.all(".related__standfirst") == []


@pytest.mark.parametrize("state", UNPUBLISHED)
def test_a_related_story_that_may_not_be_shown_leaves_nothing_behind(client, clock, state):
    fields = UNPUBLISHED[state](clock.now())
    related = make_article(headline="Not yet", standfirst="Nor this", slug="secret", **fields)

    article = make_article(body=f"<p>A</p>{card_of(related)}<p>B</p>")

    response = client.get(article.get_absolute_url())
    assert b"<p>A</p><p>B</p>" in response.content
    for words in (b"Not yet", b"Nor this", b"secret"):
        assert words not in response.content


def test_a_related_story_appears_and_goes_with_its_own_hours(client, clock):
    now = clock.now()
    related = make_article(published_at=now + hours(1), expires_at=now + hours(2))
    path = make_article(body=card_of(related)).get_absolute_url()

    seen = []
    for _hour in range(3):
        seen.append(len(read(client, path).all("aside.related")))
        clock.advance(hours=1)

    assert seen == [0, 1, 0]


@pytest.mark.parametrize(
    "markup",
    [
        '<div data-article="{story}"><div>in</div>after</div>',
        '<div data-article="{story}"><div data-article="{story}"></div>after</div>',
        '<figure data-image="{image}"><figure data-image="{image}"></figure>after</figure>',
        '<figure data-image="{image}"><table><tr><td>in</td></tr></table></figure>',
        '<p>before<div data-article="{story}">text</div>after</p>',
        '<table><tr><td><figure data-image="{image}"></figure></td></tr></table>',
        '<blockquote><div data-article="{story}"></div></blockquote>',
        '<figure lang="a&gt;b" data-image="{image}"></figure>',
        '<div data-article="999999999999999999"></div><figure data-image="0"></figure>',
        '<figure data-image="{image}"><figcaption>Never closed',
        '<p title="&lt;table">a &lt;table&gt; &lt;div data-article="{story}"&gt;</p>',
    ],
)
def test_no_reference_breaks_the_page_however_it_is_nested(client, markup):
    text = prose(client, markup.format(story=make_article().pk, image=make_image().pk))

    assert text.parent.one("footer.story__foot")


def test_references_of_any_number_are_two_queries(django_assert_num_queries):
    stories = [make_article(credits=(), lead_image=make_image()) for _ in range(3)]
    bodies = [picture_of(story.lead_image) + card_of(story) for story in stories]

    with django_assert_num_queries(2):
        refs = body.references(bodies)
        for text in bodies:
            assert "related" in body.render(text, refs)

    assert set(refs.stories.values()) == set(stories)


def test_a_text_without_references_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        refs = body.references(["<p>Words</p>"])

        assert body.render("<p>Words</p>", refs) == "<p>Words</p>"


def test_reading_a_text_does_not_change_it(client):
    markup = picture_of(make_image(), "Here") + card_of(make_article())
    article = make_article(body=markup)

    client.get(article.get_absolute_url())

    assert Article.objects.get(pk=article.pk).body == markup
