"""What is read is counted by the hour, and nothing is known of who read it."""

import pytest

from articles import reads
from articles.models import Reads
from tests.factories import hours, make_article

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)
ROBOTS = [
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0)",
    "facebookexternalhit/1.1",
    "Slackbot-LinkExpanding 1.0",
    "curl/8.5.0",
    "python-requests/2.32",
    "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/130.0",
    "FreshRSS/1.24",
    "",
]


def visit(client, article, agent=FIREFOX, **headers):
    return client.get(article.get_absolute_url(), headers={"User-Agent": agent, **headers})


def counted():
    reads.flush()
    return {row.article_id: row.number for row in Reads.objects.all()}


def test_reading_counts_and_writes_nothing(client):
    article = make_article()
    for agent in (FIREFOX, SAFARI, FIREFOX):
        visit(client, article, agent)
    assert not Reads.objects.exists()

    assert counted() == {article.pk: 3}
    visit(client, article)
    assert counted() == {article.pk: 4}


@pytest.mark.parametrize("agent", ROBOTS)
def test_robots_are_left_out(client, agent):
    visit(client, make_article(), agent)

    assert counted() == {}


def test_a_browser_that_guesses_is_left_out(client):
    visit(client, make_article(), **{"Sec-Purpose": "prefetch;prerender"})

    assert counted() == {}


def test_only_a_page_that_was_read_counts(client):
    article = make_article()
    client.head(article.get_absolute_url(), headers={"User-Agent": FIREFOX})
    client.get("/", headers={"User-Agent": FIREFOX})
    visit(client, make_article(status="withdrawn"))

    assert counted() == {}


def test_a_preview_counts_nothing(admin_client):
    article = make_article()
    address = f"/admin/articles/article/{article.pk}/preview/page/"
    assert admin_client.get(address, headers={"User-Agent": FIREFOX}).status_code == 200

    assert counted() == {}


def test_the_most_read_of_a_day_come_first(clock):
    first, second, third = (make_article() for _ in range(3))
    for article, age, number in (
        (first, 1, 5), (second, 2, 4), (second, 20, 4), (third, 30, 99), (third, 3, 1),
    ):  # fmt: skip
        hour = clock.now() - hours(age)
        Reads.objects.create(article=article, hour=hour, number=number)

    assert reads.most_read() == [second.pk, first.pk, third.pk]
    assert reads.most_read(clock.now() - hours(28)) == [third.pk]


def test_the_ranking_is_asked_for_once_a_minute(django_assert_num_queries):
    reads.most_read()

    with django_assert_num_queries(0):
        reads.most_read()


def test_a_story_that_was_deleted_meanwhile_is_no_fault(client):
    article, other = make_article(), make_article()
    visit(client, article)
    visit(client, other)
    article.delete()

    assert counted() == {other.pk: 1}


def test_two_processes_add_up(client, together):
    article = make_article()
    key, hour = article.pk, article.published_at.replace(minute=0, second=0, microsecond=0)

    results = together(*[lambda: reads._add({(key, hour): 2})] * 4)

    assert results == [None] * 4
    assert counted() == {key: 8}


def test_counts_are_written_by_time_and_old_hours_go(client, clock, monkeypatch):
    article = make_article()
    Reads.objects.create(article=article, hour=clock.now() - hours(24 * 15), number=3)
    monkeypatch.setattr(reads, "EVERY", 0)

    visit(client, article)

    assert [row.number for row in Reads.objects.all()] == [1]


def test_nothing_grows_without_end(client, monkeypatch):
    monkeypatch.setattr(reads, "MOST_KEYS", 1)
    article, other = make_article(), make_article()
    visit(client, article)
    visit(client, other)

    assert counted() == {article.pk: 1}
