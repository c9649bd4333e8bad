from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from articles import actions, body
from articles.models import Article
from newsroom.html import TAGS, clean
from newsroom.text import plain
from tests.factories import hours, make_article, make_image, make_user

pytestmark = pytest.mark.django_db


def draw(markup, medium=body.Medium.PAGE):
    stored = clean(markup)
    return body.render(stored, body.references([stored]), medium)


def one_line(markup):
    return " ".join(markup.split())


def figure(image, inside="", **attributes):
    written = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f'<figure data-image="{image.pk}"{written}>{inside}</figure>'


def gallery(*images, caption=""):
    keys = ",".join(str(image.pk) for image in images)
    return f'<figure data-gallery="{keys}"><figcaption>{caption}</figcaption></figure>'


def expire(image):
    image.rights_expire_on = timezone.localdate() - timedelta(days=1)
    image.save()


# Pictures


def test_a_picture_is_drawn_with_its_own_caption_credit_and_alt_text():
    image = make_image(caption="Own <words>", photographer="Ann Lens", alt_text="A quay")

    drawn = draw(figure(image))

    assert "Own &lt;words&gt;" in drawn
    assert "Ann Lens" in drawn
    assert 'alt="A quay"' in drawn
    assert "data-image" not in drawn


def test_the_caption_of_this_use_replaces_it_and_keeps_emphasis_and_links():
    image = make_image(caption="Own words")
    caption = '<p>Here <em>so</em> <strong>and</strong></p><p><a href="/a/">there</a></p>'

    drawn = draw(figure(image, f"<figcaption>{caption}</figcaption>"))

    assert 'Here <em>so</em> <strong>and</strong> <a href="/a/">there</a>' in drawn
    assert "Own words" not in drawn
    assert image.credit in drawn


def test_a_picture_has_the_alt_text_and_place_of_this_use():
    image = make_image(alt_text="A quay")

    drawn = draw(figure(image, data_alt="Mist &quot;over&quot; the quay", **{"class": "align-end"}))

    assert 'alt="Mist &quot;over&quot; the quay"' in drawn
    assert 'class="figure figure--align-end"' in drawn
    assert "A quay" not in drawn


def test_a_changed_caption_and_credit_show_at_the_next_request(client):
    image = make_image(caption="Before", photographer="Before Lens")
    article = make_article(body=figure(image))
    assert "Before Lens" in client.get(article.get_absolute_url()).text

    image.caption, image.photographer = "After", "After Lens"
    image.save()

    page = client.get(article.get_absolute_url()).text
    assert "After" in page
    assert "After Lens" in page
    assert "Before" not in page


def test_a_picture_whose_rights_ended_leaves_nothing_not_even_its_caption():
    image = make_image()
    markup = f"<p>a</p>{figure(image, '<figcaption>Here</figcaption>')}<p>b</p>"
    expire(image)

    assert draw(markup) == "<p>a</p><p>b</p>"


def test_a_picture_may_be_shown_on_the_last_day_of_its_rights(clock):
    image = make_image(rights_expire_on=date(2030, 1, 7))

    assert "<picture>" in draw(figure(image))
    clock.advance(days=1)
    assert draw(figure(image)) == ""


@pytest.mark.parametrize("key", ["999999999999999999", "123456"])
def test_a_picture_that_does_not_exist_leaves_nothing(key):
    assert draw(f'<figure data-image="{key}"><figcaption>x</figcaption></figure>') == ""


# Galleries


def test_a_gallery_shows_its_pictures_in_order_with_credits():
    first, second = make_image(caption="One", photographer="A"), make_image(caption="Two")

    drawn = draw(gallery(second, first, caption="All <em>of</em> them"))

    assert drawn.index("Two") < drawn.index("One")
    assert drawn.count("<picture>") == 2
    assert "All <em>of</em> them" in drawn
    assert "2/2" in drawn


def test_a_gallery_leaves_out_what_may_not_be_shown():
    kept, expired = make_image(), make_image()
    expire(expired)

    drawn = draw(gallery(kept, expired, kept) + gallery(expired, caption="Nothing left"))

    assert drawn.count("<picture>") == 1
    assert "1/1" in drawn
    assert "Nothing left" not in drawn


# Related stories


def test_a_related_story_is_a_card_that_follows_its_headline(client):
    other = make_article(headline="Before it changed", lead_image=make_image())
    article = make_article(body=f'<div data-article="{other.pk}"></div>')
    assert "Before it changed" in client.get(article.get_absolute_url()).text

    other.headline = "After it changed"
    actions.save_article(other, by=None)

    page = client.get(article.get_absolute_url()).text
    assert "After it changed" in page
    assert page.split('class="related"')[1].count("<picture>") == 1


def _withdrawn():
    return make_article(status=Article.Status.WITHDRAWN)


def _draft():
    return make_article(status=Article.Status.DRAFT)


def _scheduled():
    return make_article(published_at=timezone.now() + hours(1))


def _expired():
    return make_article(expires_at=timezone.now() + hours(1), published_at=timezone.now())


@pytest.mark.parametrize("make", [_withdrawn, _draft, _scheduled])
def test_a_story_readers_may_not_see_leaves_a_plain_nothing(make):
    assert draw(f'<p>a</p><div data-article="{make().pk}"></div><p>b</p>') == "<p>a</p><p>b</p>"


def test_a_story_that_expires_disappears_from_cards(clock):
    markup = f'<div data-article="{_expired().pk}"></div>'
    assert "related" in draw(markup)

    clock.advance(hours=2)

    assert draw(markup) == ""


# Embeds


def test_an_embed_is_a_block_that_asks_nobody_before_a_click():
    drawn = draw('<div data-embed="https://youtu.be/dQw4w9WgXcQ"></div>')

    assert "YouTube" in drawn
    assert '<a href="https://youtu.be/dQw4w9WgXcQ" rel="noopener">' in drawn
    assert 'data-embed-frame="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ' in drawn
    assert "<iframe" not in drawn
    assert "hidden>" in drawn
    assert drawn.count("<script") == 1


def test_the_script_comes_once_and_only_with_an_embed():
    embed = '<div data-embed="https://youtu.be/dQw4w9WgXcQ"></div>'

    assert draw(embed * 3).count("<script") == 1
    assert "<script" not in draw('<div data-embed="https://a.example/"></div>')


def test_an_unknown_host_is_a_plain_link():
    drawn = draw('<div data-embed="https://www.a.example/b?c=d&amp;e"></div>')

    link = '<p class="embed-link"><a href="https://www.a.example/b?c=d&amp;e" rel="noopener">'
    assert one_line(drawn) == f"{link}a.example/b?c=d&amp;e</a></p>"


def test_a_feed_gets_no_script_no_button_and_no_strip():
    image = make_image()
    markup = (
        '<div data-embed="https://youtu.be/dQw4w9WgXcQ"></div>'
        f"{gallery(image, caption='All')}<table><tbody><tr><td>a</td></tr></tbody></table>"
    )

    drawn = draw(markup, body.Medium.FEED)

    assert '<a href="https://youtu.be/dQw4w9WgXcQ" rel="noopener">' in drawn
    assert "<picture>" in drawn
    for word in ("<script", "<button", "tabindex", 'class="gallery'):
        assert word not in drawn


# Tables and plain text


def test_a_footnote_is_a_mark_and_its_words_below_the_text():
    note = '<span class="footnote">See <a href="/a/">the <em>report</em></a>.</span>'
    stored = clean(
        f'<p>One{note} two.<span class="footnote">  </span></p><table><tr><td>3{note}</table>'
    )

    page, feed = draw(stored), draw(stored, body.Medium.FEED)

    assert stored == clean(stored)
    for drawn in (page, feed):
        text, _section, notes = one_line(drawn).partition('<section class="notes"')
        for number in (1, 2):
            assert f'id="note-{number}-mark" href="#note-{number}"' in text
            assert f'<li id="note-{number}">See <a href="/a/">the <em>report</em></a>. <a' in notes
            assert f'href="#note-{number}-mark"' in notes
        assert "note-3" not in drawn
        assert "footnote" not in drawn
        assert "report" not in text
    assert plain(stored).startswith("One See the report. two.")


def test_a_table_scrolls_in_a_box_named_after_its_caption():
    drawn = draw("<table><caption>Votes <em>cast</em></caption><tbody><tr><td>a</td></tr></table>")

    assert 'class="table-scroll" tabindex="0" role="region" aria-label="Votes cast"><table' in drawn


def test_a_table_in_a_table_stays_in_the_box_of_the_outer_one():
    inner = "<table><tbody><tr><td>a</td></tr></tbody></table>"

    assert draw(f"<table><tbody><tr><td>{inner}</td></tr></table>").count("table-scroll") == 1


def test_text_without_references_is_left_letter_for_letter():
    markup = '<p>a &lt;figure data-image="1"&gt;</p>\n<hr><aside class="factbox"><h3>b</h3></aside>'

    assert draw(markup) == markup


# Whatever else stands in a body


@pytest.mark.parametrize(
    "around",
    [
        "<ul><li>%s</li></ul>",
        "<blockquote>%s</blockquote>",
        "<table><tbody><tr><td>%s</td></tr></tbody></table>",
        '<aside class="factbox">%s</aside>',
        "<h2>%s</h2>",
        "<em><strong>%s</strong></em>",
        "<div><div>%s</div></div>",
    ],
)
def test_a_reference_is_drawn_wherever_it_stands(around):
    image, story = make_image(), make_article()

    drawn = draw(around % f'{figure(image)}<div data-article="{story.pk}"></div>')

    assert drawn.count("<picture>") == 1
    assert story.headline in drawn


def test_words_inside_a_reference_are_drawn_after_it():
    image, story = make_image(caption="", photographer="Z"), _draft()
    markup = (
        f"{figure(image, '<p>inside</p><figcaption>one</figcaption><figcaption>two</figcaption>')}"
        f'<div data-article="{story.pk}"><p>left</p></div>'
    )

    drawn = draw(markup)

    assert drawn.index("one") < drawn.index("</figure>") < drawn.index("<p>inside</p>")
    assert drawn.index("inside") < drawn.index("two") < drawn.index("<p>left</p>")


def test_a_picture_inside_a_picture_is_drawn_behind_it():
    outer, inner = make_image(alt_text="outer"), make_image(alt_text="inner")

    drawn = draw(figure(outer, figure(inner)))

    assert drawn.index('alt="outer"') < drawn.index("</figure>") < drawn.index('alt="inner"')


def test_a_reference_in_a_caption_is_not_drawn():
    image, story = make_image(), make_article()

    drawn = draw(figure(image, f'<figcaption>a<div data-article="{story.pk}"></div></figcaption>'))

    assert story.headline not in drawn
    assert drawn.count("<picture>") == 1


def test_depth_is_no_problem():
    image = make_image()

    assert draw("<div>" * 200 + figure(image) + "</div>" * 200).count("<picture>") == 1
    draw(f'<figure data-image="{image.pk}">' * 200)


def test_a_thousand_references_cost_one_query_per_kind(django_assert_num_queries):
    image, story = make_image(), make_article(lead_image=make_image())
    keys = range(story.pk + 100_000, story.pk + 101_000)
    markup = "".join(
        f'<figure data-image="{key}"></figure><div data-article="{key}"></div>'
        f'<figure data-gallery="{key},{image.pk}"></figure>'
        for key in keys
    )
    stored = clean(markup + f'<div data-article="{story.pk}"></div>')

    with django_assert_num_queries(2):
        drawn = body.render(stored, body.references([stored]))

    assert drawn.count('class="gallery"') == 1_000
    assert story.headline in drawn


def test_text_without_references_asks_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        draw('<p>data-image="1"</p><table><tbody><tr><td>a</td></tr></tbody></table>')


def test_the_form_keeps_what_was_written(client):
    image = make_image()
    article = make_article(body=figure(image, "<figcaption>Here</figcaption>"))
    client.force_login(make_user("Editor"))

    page = client.get(f"/admin/articles/article/{article.pk}/change/").text

    assert f"&lt;figure data-image=&quot;{image.pk}&quot;&gt;" in page


SOUP = st.lists(
    st.one_of(
        st.sampled_from([f"<{tag}>" for tag in sorted(TAGS)]),
        st.sampled_from([f"</{tag}>" for tag in sorted(TAGS)]),
        st.sampled_from(
            [
                '<figure data-image="1">',
                '<figure data-gallery="1,2,1">',
                '<figure data-image="2" data-gallery="1" data-alt="x" class="wide">',
                '<div data-article="1">',
                '<div data-embed="https://youtu.be/dQw4w9WgXcQ">',
                '<div data-embed="https://a.example/" data-article="2">',
                '<aside class="pullquote">',
            ]
        ),
        st.sampled_from(["Wort", "&amp;", "<", " "]),
    ),
    max_size=25,
).map("".join)


@given(SOUP)
def test_whatever_is_clean_can_be_drawn_and_keeps_its_words(soup):
    stored = clean(soup)

    for medium in body.Medium:
        drawn = body.render(stored, body.References({}, {}), medium)

        assert "<figcaption" in stored or drawn.count("Wort") == stored.count("Wort")
