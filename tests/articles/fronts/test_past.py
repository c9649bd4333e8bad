"""What readers were shown at any hour gone by."""

import pytest

from articles import actions
from articles.fronts import past
from articles.models import FrontShown
from tests.articles.markup import read_admin
from tests.factories import hours, make_article, make_section

from .boards import front_of, new_zone, pin, published

pytestmark = pytest.mark.django_db


def shown():
    return [[zone[2] for zone in row.zones] for row in FrontShown.objects.order_by("at", "pk")]


def visit(client, path="/"):
    client.get(path)
    past.flush()


def test_a_view_writes_nothing(client, django_assert_num_queries):
    make_article()
    client.get("/")

    assert not FrontShown.objects.exists()


def test_what_changed_is_written_once_and_what_did_not_never(client, clock):
    published(front_of(new_zone("lead", "lead")))
    FrontShown.objects.all().delete()
    first = make_article()
    visit(client)
    visit(client)
    clock.advance(minutes=5)
    second = make_article(published_at=clock.now())
    visit(client)
    past.forget()  # another process
    visit(client)

    assert shown() == [[[first.pk]], [[second.pk]]]


def test_all_that_changed_between_two_writes_is_kept(client, clock):
    published(front_of(new_zone("lead", "lead")))
    FrontShown.objects.all().delete()
    stories = []
    for _ in range(3):
        stories.append(make_article(published_at=clock.now()))
        client.get("/")
        clock.advance(minutes=1)
    past.flush()

    assert shown() == [[[story.pk]] for story in stories]


def test_publishing_a_front_writes_down_what_it_shows(django_capture_on_commit_callbacks):
    article = make_article()
    with django_capture_on_commit_callbacks(execute=True):
        published(front_of(new_zone("lead", "lead", slots=(pin(article),))))

    [row] = FrontShown.objects.all()
    assert (row.version, row.zones) == (1, [["lead", "Top story", [article.pk]]])


def test_a_section_that_was_deleted_meanwhile_is_no_fault(client):
    section = make_section(slug="city")
    story = make_article(section=section)
    published(front_of(new_zone("lead", "lead")), section=section)
    client.get("/section/city/")
    story.delete()
    section.delete()

    past.flush()

    assert not FrontShown.objects.exists()


def test_the_page_says_what_stood_there_at_an_hour(clock, client, admin_client):
    old = make_article(headline="Stood there")
    slot = pin(old, headline="Told anew")
    published(front_of(new_zone("lead", "lead", slots=(slot,), title="Top")))
    visit(client)
    clock.advance(hours=5)
    make_article(headline="Came later", published_at=clock.now())
    actions.withdraw(old, by=None, reason="It was wrong.")
    visit(client)
    address = "/admin/articles/front/site/past/"

    then = read_admin(admin_client, f"{address}?at=2030-01-07T12:00")
    now = read_admin(admin_client, address)

    assert then.texts(".front-past h2") == ["Top"]
    assert then.texts(".front-past li a") == ["Told anew"]
    assert "Withdrawn" in then.one(".front-past li").text
    assert now.texts(".front-past li a") == ["Came later"]
    [before] = [a for a in now.all(".front-hour a") if "before" in a.text]
    assert read_admin(admin_client, address + before["href"]).texts(".front-past li a") == [
        "Told anew"
    ]


def test_where_nothing_was_written_down_it_is_reckoned_and_that_is_said(clock, admin_client):
    make_article(headline="Old", published_at=clock.now() - hours(3))

    page = read_admin(admin_client, "/admin/articles/front/site/past/?at=2030-01-07T08:00")

    assert "This is reckoned" in page.text
    assert "Old" in page.texts(".front-past li a")


@pytest.mark.parametrize("at", ["x", "2030-13-01T00:00", "2099-01-01T00:00"])
def test_no_hour_breaks_the_page(admin_client, at):
    assert admin_client.get("/admin/articles/front/site/past/", {"at": at}).status_code == 200
