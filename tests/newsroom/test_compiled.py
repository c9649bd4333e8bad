"""A question whose SQL was written once is answered as if it were written anew."""

import sys
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections
from django.db.models.sql import compiler as sql_compiler

from articles.models import Article
from articles.planned import CompiledParts, rows_by_part
from newsroom.compiled import Compiled, in_hand, padded
from tests.factories import hours, make_article, make_section

pytestmark = pytest.mark.django_db


def _visible(now, slugs):
    return Article.objects.published(now).filter(slug__in=slugs).select_related("section")


def _in_section(size, now, section):
    return Article.objects.published(now).in_section(section).newest_first()[:size]


def test_it_finds_what_the_queryset_finds_for_each_value(clock):
    now = clock.now()
    stories = [make_article(published_at=now - hours(age)) for age in (3, 2, 1, -1)]
    ask = Compiled(_visible)

    for moment in (now, now - hours(1.5), now + hours(2)):
        for some in (stories[:1], stories[1:2], stories[:2], stories):
            slugs = tuple(story.slug for story in some)
            found, wanted = ask(now=moment, slugs=slugs), _visible(moment, slugs)
            assert [row.__dict__.keys() for row in found] == [row.__dict__.keys() for row in wanted]
            assert list(found) == list(wanted)
            assert [row.section for row in found] == [row.section for row in wanted]


def test_its_sql_is_written_once_for_each_shape(clock, monkeypatch, django_assert_num_queries):
    ask, section = Compiled(_in_section), make_section()
    made = [make_article(section=section, published_at=clock.now()) for _ in range(3)]
    assert list(ask(2, now=clock.now(), section=section.pk)) == made[:0:-1]
    other = make_article(published_at=clock.now())
    monkeypatch.setattr(
        sql_compiler.SQLCompiler,
        "pre_sql_setup",
        lambda *given, **more: pytest.fail("written anew"),
    )

    with django_assert_num_queries(1):
        assert list(ask(2, now=clock.now(), section=other.section_id)) == [other]
    assert ask.first(2, now=clock.now() - timedelta(days=1), section=section.pk) is None


def test_another_thread_asks_by_its_own_connection(clock, transactional_db):
    story, ask, found = make_article(published_at=clock.now()), Compiled(_visible), []
    list(ask(now=clock.now(), slugs=(story.slug,)))
    used = []

    def elsewhere():
        with connections["default"].execute_wrapper(
            lambda execute, *given: (used.append(1), execute(*given))[1]
        ):
            found.extend(ask(now=clock.now(), slugs=(story.slug,)))
        connections.close_all()

    thread = Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert (found, used) == ([story], [1])


def test_what_it_answers_cannot_be_narrowed(clock):
    asked = Compiled(_visible)(now=clock.now(), slugs=("one",))
    for change in ("filter", "exclude", "order_by", "all", "values", "count"):
        with pytest.raises(TypeError, match="compiled"):
            getattr(asked, change)()


@pytest.mark.parametrize("value", [True, None, 1.5, ["a"], object()])
def test_a_value_of_another_kind_is_refused(value):
    ask = Compiled(lambda some: Article.objects.filter(pk=some))
    with pytest.raises(TypeError, match="compiled SQL"):
        list(ask(some=value))


def test_a_value_that_is_no_parameter_is_refused():
    ask = Compiled(lambda key, size: Article.objects.filter(pk=key)[:size])
    with pytest.raises(ValueError, match="no parameters"):
        list(ask(key=1, size=3))


def test_parts_are_the_rows_of_each(clock, django_assert_num_queries):
    now, sections = clock.now(), [make_section(), make_section()]
    for section in sections:
        for age in range(3):
            make_article(section=section, published_at=now - hours(age))
    ask = CompiledParts(
        lambda now, keys: [_in_section(2, now, key) for key in keys], "published_at", "pk"
    )

    for moment in (now, now - hours(1.5)):
        for some in (sections, sections[::-1]):
            with django_assert_num_queries(1):
                found = ask(now=moment, keys=tuple(section.pk for section in some))
            parts = [_in_section(2, moment, section.pk) for section in some]
            assert found == rows_by_part(parts, "published_at", "pk")


def test_threads_that_ask_for_the_first_time_at_once_write_the_same(clock):
    """As at a cold front page: what one has written wrong would stay."""
    values = {"now": clock.now(), "slugs": ("a", "b")}
    sys.setswitchinterval(1e-6)
    try:
        for _time in range(30):
            ask, written, start = Compiled(_visible), [], Barrier(6)

            def write(ask=ask, written=written, start=start):
                start.wait()
                asked = ask(**values)
                written.append(asked.query.get_compiler("default").as_sql())

            threads = [Thread(target=write) for _ in range(6)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert len(written) == 6
            assert all(each == written[0] for each in written)
    finally:
        sys.setswitchinterval(0.005)


def test_keys_are_padded_to_few_lengths():
    assert padded({3}) == (3,)
    assert padded({5, 3, 9}) == (3, 5, 9, 9)
    assert {len(padded(range(n))) for n in range(1, 65)} == {1, 2, 4, 8, 16, 32, 64}


def test_rows_in_hand_are_not_asked_for(django_assert_num_queries):
    section = make_section()
    stories = [make_article(section=section) for _ in range(2)]
    in_hand(section, "articles", stories[:1])

    with django_assert_num_queries(0):
        assert list(section.articles.all()) == stories[:1]
