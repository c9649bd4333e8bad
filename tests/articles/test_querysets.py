from datetime import timedelta
from itertools import product

import pytest

from articles.models import Article, Section
from articles.planned import rows_by_part
from articles.workflow import Status
from tests.factories import hours, make_article, make_author, make_image, make_section, make_tag

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
MOMENTS = {"none": None, "past": -HOUR, "now": timedelta(), "next": HOUR}


def readers_see(status, hour, expiry, embargo):
    """The promise in words: published, its hour has come, not expired, not under embargo."""
    return (
        status == "published"
        and hour in {"past", "now"}
        and expiry in {"none", "next"}
        and embargo in {"none", "past", "now"}
    )


def test_readers_see_what_is_published_and_nothing_else(clock):
    def at(moment):
        return None if MOMENTS[moment] is None else clock.now() + MOMENTS[moment]

    section = make_section()
    cases = [
        (status, hour, expiry, embargo)
        for status, hour, expiry, embargo in product(Status, MOMENTS, MOMENTS, MOMENTS)
        if not (status == "published" and hour == "none")
        if "none" in {hour, expiry} or MOMENTS[expiry] > MOMENTS[hour]
    ]
    Article.objects.bulk_create(
        Article(
            slug="-".join(case),
            section=section,
            status=case[0],
            published_at=at(case[1]),
            expires_at=at(case[2]),
            embargo_until=at(case[3]),
        )
        for case in cases
    )

    visible = set(Article.objects.published().values_list("slug", flat=True))

    assert visible == {"-".join(case) for case in cases if readers_see(*case)}
    assert visible == {article.slug for article in Article.objects.all() if article.is_visible}
    for advance in (-2, -1, 1, 2):
        clock.advance(hours=advance)
        seen = set(Article.objects.published().values_list("slug", flat=True))
        assert seen == {article.slug for article in Article.objects.all() if article.is_visible}
        clock.advance(hours=-advance)


def test_a_scheduled_story_appears_at_its_hour_without_any_job(client, clock):
    article = make_article(published_at=clock.now() + hours(1))

    assert client.get(article.get_absolute_url()).status_code == 404
    clock.advance(minutes=59, seconds=59)
    assert client.get(article.get_absolute_url()).status_code == 404
    clock.advance(seconds=1)
    assert client.get(article.get_absolute_url()).status_code == 200


def test_a_story_disappears_when_it_expires(client, clock):
    article = make_article(expires_at=clock.now() + hours(1))

    assert client.get(article.get_absolute_url()).status_code == 200
    clock.advance(hours=1)
    assert client.get(article.get_absolute_url()).status_code == 404


def test_a_story_under_embargo_waits_for_its_end(client, clock):
    article = make_article(embargo_until=clock.now() + hours(1))

    assert client.get(article.get_absolute_url()).status_code == 404
    clock.advance(hours=1)
    assert client.get(article.get_absolute_url()).status_code == 200


def test_one_may_ask_what_readers_will_see(clock):
    article = make_article(published_at=clock.now() + hours(1))

    assert not Article.objects.published().exists()
    assert list(Article.objects.published(at=clock.now() + hours(1))) == [article]
    assert list(Article.objects.scheduled()) == [article]


def test_scheduled_stories_are_those_whose_hour_is_to_come(clock):
    make_article()
    make_article(status="ready", published_at=clock.now() + hours(1))
    make_article(status="withdrawn", published_at=clock.now() + hours(1))

    assert not Article.objects.scheduled().exists()


def test_newest_stories_come_first_and_of_the_same_moment_the_later_made(clock):
    older = make_article(published_at=clock.now() - hours(1))
    one, two = make_article(), make_article()

    assert list(Article.objects.newest_first()) == [two, one, older]


def test_stories_are_found_by_section_tag_and_author_each_once():
    section, tag, author = make_section(), make_tag(), make_author()
    article = make_article(
        section=section, tags=[tag, make_tag()], credits=[author, ("photos", author)]
    )
    make_article(tags=[make_tag()], credits=[make_author()])

    assert list(Article.objects.in_section(section)) == [article]
    assert list(Article.objects.tagged(tag)) == [article]
    assert list(Article.objects.credited_to(author)) == [article]
    assert list(author.stories) == [article]


def make_full_article(**fields):
    authors = [make_author(portrait=make_image()) for _ in range(2)]
    for author in authors:
        author.links.create(label="Site", url="https://a.example/")
    return make_article(
        credits=authors, tags=[make_tag(), make_tag()], lead_image=make_image(), **fields
    )


def read_list(article):
    return article.headline, article.section.name, article.published_at, article.get_absolute_url()


def read_card(article):
    byline = [(c.signed_name, c.author.get_absolute_url()) for c in article.writers]
    return read_list(article), article.standfirst, article.lead_image.credit, byline


def read_feed(article):
    tags = [tag.name for tag in article.tags.all()]
    told = [correction.text for correction in article.standing_corrections]
    return read_card(article), article.body, tags, told


def read_page(article):
    portraits = [c.author.portrait.token for c in article.writers]
    tags = [tag.name for tag in article.tags.all()]
    return read_card(article), article.body, tags, article.social_image, portraits


@pytest.mark.parametrize(
    ("method", "read", "queries"),
    [
        ("for_list", read_list, 1),
        ("for_cards", read_card, 2),
        ("for_feed", read_feed, 4),
        ("for_page", read_page, 4),
    ],
)
def test_a_list_of_any_length_costs_the_same(method, read, queries, django_assert_num_queries):
    for _ in range(3):
        make_full_article()

    with django_assert_num_queries(queries):
        for article in getattr(Article.objects.published(), method)():
            read(article)


def test_lists_do_not_carry_the_text(django_assert_num_queries):
    make_full_article()

    with django_assert_num_queries(1) as queries:
        list(Article.objects.for_list())

    assert "body" not in queries[0]["sql"]


def test_the_newest_of_many_sections_are_one_query(clock, django_assert_num_queries):
    world, sport, arts = make_section(), make_section(), make_section()
    made = {
        section: [
            make_article(section=section, published_at=clock.now() - hours(age + n))
            for n in range(3)
        ]
        for section, age in ((world, 0), (sport, 10), (arts, 20))
    }
    make_article(section=world, published_at=clock.now() + hours(1))
    make_article(section=world, status="draft")

    newest = Article.objects.published().newest_first()
    parts = [newest[:2], newest.in_section(sport)[:1], newest.in_section(arts)[:2]]

    with django_assert_num_queries(1):
        found = rows_by_part(parts, "pk")

    wanted = [made[world][:2], made[sport][:1], made[arts][:2]]
    assert [{key for (key,) in rows} for rows in found] == [
        {article.pk for article in part} for part in wanted
    ]


def test_the_newest_of_nothing_are_none(django_assert_num_queries):
    newest = Article.objects.published().newest_first()

    assert rows_by_part([newest.in_section(make_section())[:1]], "pk") == [[]]
    with django_assert_num_queries(0):
        assert rows_by_part([], "pk") == []


def test_a_section_without_stories_is_not_offered(clock):
    full = make_section()
    make_article(section=full)
    make_article(section=make_section(), status="draft")
    make_article(section=make_section(), published_at=clock.now() + hours(1))
    make_section()

    assert list(Section.objects.with_stories()) == [full]
