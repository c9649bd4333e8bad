"""What a tag or an author has is listed the same whichever way it is found."""

from datetime import timedelta

import pytest
from django.db import connection

from articles import belonging
from articles.models import Article
from newsroom import statistics
from newsroom.keyset import cursor, read_page
from tests.articles.stock import Crowd
from tests.articles.test_scale import steps
from tests.factories import hours, make_article, make_author, make_tag

pytestmark = pytest.mark.django_db
on_sqlite = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL chooses its way itself."
)


@pytest.fixture
def small(monkeypatch):
    """As in an archive of thousands."""
    monkeypatch.setattr(belonging, "FEW", 3)
    monkeypatch.setattr(belonging, "LOOK", 20)
    monkeypatch.setattr(belonging, "SPARE", 2)


@pytest.fixture
def archive(clock, small):
    """Sixty stories of others; of one author and tag some lately, none for long, then many."""
    crowd, author, tag = Crowd(), make_author(), make_tag()
    crowd.add(60, newest=clock.now() - hours(1))
    for age in (2, 3, 4, 50, *range(200, 212)):
        at = clock.now() - hours(1) - timedelta(minutes=age)
        make_article(published_at=at, credits=[author, ("photos", author)], tags=[tag])
    for hidden in ({"status": "draft"}, {"expires_at": clock.now() - timedelta(minutes=1)}) * 4:
        at = clock.now() - hours(1) - timedelta(minutes=3)
        make_article(published_at=at, credits=[author], tags=[tag], **hidden)
    make_article(published_at=clock.now() + hours(1), credits=[author], tags=[tag])
    return {"author": author, "tag": tag, "often": crowd.authors[0], "everywhere": crowd.tags[0]}


@pytest.mark.parametrize("whose", ["author", "tag", "often", "everywhere"])
def test_every_page_is_that_of_the_plain_list(archive, whose):
    subject = archive[whose]
    plain = list(subject.articles.published().distinct().newest_first())
    visible, seen, before = Article.objects.published().for_cards(), [], None
    while before != "":
        page = read_page(visible, before, 4, subject.newest)
        assert [story.pk for story in page.rows] == [story.pk for story in plain[: len(page.rows)]]
        seen, plain, before = seen + page.rows, plain[len(page.rows) :], page.next_cursor

    assert plain == []
    assert len(seen) >= 16


def test_what_is_left_out_of_a_list_stays_out(archive):
    visible = Article.objects.published()
    first, second, *others = archive["everywhere"].newest(visible, 6)
    without = visible.exclude(pk__in=[first.pk, second.pk])
    assert archive["everywhere"].newest(without, 4) == others


@pytest.fixture
def prolific(clock):
    """One of four who wrote 1,500 stories between them, before 60 others."""
    crowd = Crowd()
    crowd.add(1_500, newest=clock.now() - hours(5))
    author, crowd.authors = crowd.authors[0], [make_author() for _ in range(4)]
    crowd.add(60, newest=clock.now())
    statistics.refresh()
    return author


@on_sqlite
def test_of_an_author_who_writes_much_little_is_read(prolific):
    visible = Article.objects.published()
    plain = steps(lambda: list(visible.credited_to(prolific).newest_first()[:5]))
    assert steps(lambda: prolific.newest(visible, 5)) < plain / 2
    oldest = list(visible.credited_to(prolific).newest_first())[-20]
    assert steps(lambda: read_page(visible, cursor(oldest), 5, prolific.newest)) < plain / 2


@on_sqlite
def test_who_wrote_nothing_lately_is_not_looked_for_in_all_the_archive(clock, monkeypatch):
    monkeypatch.setattr(belonging, "FEW", 20)
    monkeypatch.setattr(belonging, "LOOK", 50)
    crowd = Crowd()
    crowd.add(200, newest=clock.now() - hours(10))
    author, crowd.authors = crowd.authors[0], [make_author() for _ in range(4)]
    crowd.add(1_500, newest=clock.now())
    statistics.refresh()

    visible = Article.objects.published()
    plain = steps(lambda: list(visible.credited_to(author).newest_first()[:5]))
    assert steps(lambda: author.newest(visible, 5)) < 2 * plain
