"""What each check looks at, and what all of them cost."""

import pytest

from articles import actions, checks
from articles.models import Article
from newsroom import redirects
from tests.factories import (
    hours,
    make_article,
    make_author,
    make_image,
    make_section,
    make_tag,
    make_user,
)

pytestmark = pytest.mark.django_db

LIVE, WARN, BLOCK = "published", "warn", "block"


def make_whole(**fields):
    """A draft in which nothing is missing."""
    fields = {
        "status": "draft", "dateline": "PORT ALDER", "credits": [make_author()],
        "tags": [make_tag()], "lead_image": make_image(),
    } | fields  # fmt: skip
    return make_article(**fields)


def found(article, at=None):
    """{check: level} of what is not in order."""
    return {result.check: result.level for result in checks.results(article, at)}


def link(path, words="Words"):
    return f'<p>Text. <a href="{path}">{words}</a></p>'


def test_nothing_is_missing_in_a_whole_story():
    assert found(make_whole()) == {}


@pytest.mark.parametrize(
    ("fields", "check", "level"),
    [
        ({"headline": "Too short"}, "headline", WARN),
        ({"headline": "x" * 111}, "headline", WARN),
        ({"standfirst": ""}, "standfirst", WARN),
        ({"standfirst": "x" * 301}, "standfirst", WARN),
        ({"body": "<p> </p>"}, "text", BLOCK),
        ({"dateline": " "}, "dateline", WARN),
        ({"credits": []}, "credit", WARN),
        ({"tags": []}, "tags", WARN),
        ({"lead_image": None}, "lead_picture", WARN),
    ],
)
def test_a_check_sees_what_is_missing(fields, check, level):
    assert found(make_whole(**fields)) == {check: level}


def test_a_story_in_no_section_does_not_go_out():
    article = make_whole()
    article.section_id = None

    assert found(article) == {"section": BLOCK}


def test_an_opinion_needs_no_dateline():
    assert found(make_whole(dateline="", kind="opinion")) == {}


def test_every_picture_needs_words_for_who_cannot_see_it():
    mute = make_image(alt_text="", title="Boats")
    own_words = f'<p>Text.</p><figure data-image="{mute.pk}" data-alt="Boats at dawn"></figure>'

    assert found(make_whole(lead_image=mute)) == {"picture_alt": BLOCK}
    assert found(make_whole(body=own_words)) == {}
    both = own_words + f'<figure data-gallery="{mute.pk}"></figure>'
    [result] = checks.results(make_whole(body=both))
    assert result.message == "The picture in the text “Boats” has no alt text."


# Links and cards


def test_links_of_our_own_that_lead_nowhere_are_named(settings):
    settings.SITE_ORIGIN = "https://paper.example"
    make_article(slug="live-story")
    make_article(slug="gone-story", status="withdrawn")
    make_article(slug="draft-story", status="draft")
    section, tag, author = make_section(), make_tag(), make_author()
    alive = ["/", "/news/", "/live-story/", "/live-story/#part", "https://paper.example/live-story",
             "https://elsewhere.example/nothing/", "mailto:a@b.example", "#note", "/rss/",
             *(row.get_absolute_url() for row in (section, tag, author))]  # fmt: skip
    dead = ["/gone-story/", "/draft-story/", "/never/", "/section/never/", "/tag/never/",
            "/author/never/rss/", "/admin/", "/a/b/c/", "//paper.example/never/"]  # fmt: skip
    article = make_whole(body="".join(map(link, alive + dead)))

    results = checks.results(article)

    said = {result.message.removeprefix("The link “Words” leads nowhere: ") for result in results}
    assert said == {path.replace("//paper.example", "") for path in dead}
    assert {result.check for result in results} == {"links"}


def test_an_old_address_is_as_good_as_the_page_it_leads_to():
    make_article(slug="new-place")
    redirects.moved("/old-place/", "/new-place/")
    redirects.moved("/older/", "/nowhere-now/")

    assert found(make_whole(body=link("/old-place/") + link("/old-place"))) == {}
    assert found(make_whole(body=link("/older/"))) == {"links": WARN}


def test_a_story_may_lead_to_itself():
    assert found(make_whole(slug="itself", body=link("/itself/"))) == {}


def test_what_goes_live_by_the_hour_of_publication_counts_as_there(clock):
    later = make_article(slug="later", published_at=clock.now() + hours(2))
    article = make_whole(body=link("/later/") + f'<div data-article="{later.pk}"></div>')

    assert found(article) == {"links": WARN, "related": WARN}
    assert found(article, clock.now() + hours(2)) == {}


def test_a_card_of_a_story_that_is_not_out_is_named():
    hidden = make_article(status="draft", headline="Not out yet")
    shown = make_article()
    body = "".join(f'<div data-article="{key}"></div>' for key in (hidden.pk, shown.pk, 999))

    results = checks.results(make_whole(body=f"<p>Text.</p>{body}"))

    assert [result.message.split("”")[0] for result in results] == [
        "The card of “Not out yet", "The card of “999",
    ]  # fmt: skip


@pytest.mark.parametrize("href", ["http://[", "/%00", "/" + "x" * 3000 + "/", "/%E2%28%A1/"])
def test_addresses_that_nobody_can_read_break_nothing(href):
    assert set(found(make_whole(body=link(href)))) <= {"links"}


def test_a_text_of_nothing_but_links_breaks_nothing():
    body = "".join(f'<p><a href="/{number}/">x</a></p>' for number in range(2_000))

    assert found(make_whole(body=body + '<div data-article="999"></div>' * 2_000)) == {
        "links": WARN,
        "related": WARN,
    }


# What they cost


@pytest.mark.parametrize("number", [1, 12])
def test_all_checks_together_ask_a_few_times_however_much_there_is(
    number, django_assert_max_num_queries
):
    parts = ["<p>Text.</p>"]
    for _ in range(number):
        other, image = make_article(), make_image()
        parts += [
            *map(link, (other.get_absolute_url(), other.section.get_absolute_url())),
            *map(link, (make_tag().get_absolute_url(), make_author().get_absolute_url())),
            link("/never/"), f'<figure data-image="{image.pk}"></figure>',
            f'<div data-article="{other.pk}"></div>',
        ]  # fmt: skip
    article = make_whole(body="".join(parts))
    actions.mark_for_legal(article, by=None)
    article = Article.objects.get(pk=article.pk)

    with django_assert_max_num_queries(10):
        results = checks.results(article)

    assert {result.check for result in results} == {"links", "legal"}


def test_a_plain_story_costs_four_queries(django_assert_num_queries):
    article = make_whole()

    with django_assert_num_queries(4):
        checks.results(article)


def test_before_publication_only_says_what_stops_it():
    article = make_whole(headline="Short", tags=[])

    checks.before_publication(article)

    assert actions.publish(article, by=make_user("Editor")).is_visible
