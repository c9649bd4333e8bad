import pytest
from django.urls import reverse
from icalendar import Calendar

from articles import actions
from articles.models import Article
from tests.articles.markup import read_admin
from tests.factories import hours, make_article, make_author, make_user

pytestmark = pytest.mark.django_db
PAGES = ["board", "calendar", "late", "mine"]
HOSTILE = "<script>alert(1)</script>"


def address(name):
    return reverse(f"admin:articles_article_{name}")


@pytest.fixture
def editor(client, clock):  # who logs in before the clock is moved is logged out by it
    user = make_user("Editor")
    client.force_login(user)
    return user


@pytest.fixture
def stories(editor, clock):
    """A story in every state the desk knows, one of them late and mine, ten of each."""
    section = make_article().section
    for number in range(10):
        for status in ["pitched", "assigned", "draft", "review", "ready"]:
            story = make_article(status="draft", section=section, headline=f"{status} {number}")
            Article.objects.filter(pk=story.pk).update(
                status=status, due_at=clock.now() - hours(1), assignee=editor
            )
        make_article(published_at=clock.now() + hours(number + 1), section=section)
    return Article.objects.all()


def test_the_start_page_is_the_desk(client, editor, stories):
    page = client.get(reverse("admin:index")).content.decode()

    for title in ["Mine", "To be looked at", "In review", "Scheduled", "Just published"]:
        assert f">{title}</h2>" in page
    for name in PAGES:
        assert address(name) in page


@pytest.mark.parametrize("name", ["index", *PAGES])
def test_no_page_of_the_desk_asks_more_when_there_is_more(
    client, editor, stories, name, django_assert_max_num_queries
):
    page = reverse("admin:index") if name == "index" else address(name)
    client.get(page)

    with django_assert_max_num_queries(15):
        response = client.get(page)

    assert response.status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_who_may_see_no_stories_sees_no_desk(client, name):
    client.force_login(make_user())

    assert client.get(address(name)).status_code == 403
    assert "Mine" not in client.get(reverse("admin:index")).content.decode()


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("week=2030-W02", "Jan. 7, 2030"),
        ("week=2030-01-09", "Jan. 7, 2030"),
        ("day=2030-01-09", "Jan. 9, 2030"),
        ("week=2030-W99", "Jan. 7, 2030"),
        ("day=9999-12-31", "Jan. 7, 2030"),
        ("week=0001-W01", "Jan. 7, 2030"),
        ("day=²&week=<x>", "Jan. 7, 2030"),
    ],
)
def test_the_calendar_shows_what_was_asked_or_this_week(client, editor, clock, asked, title):
    response = client.get(f"{address('calendar')}?{asked}")

    assert response.status_code == 200
    assert response.context["first"].strftime("%b. %-d, %Y") == title


@pytest.mark.parametrize("asked", ["section=x", "assignee=²", f"section={'9' * 30}", "section=0"])
def test_the_board_shows_everything_for_a_filter_that_is_none(client, editor, stories, asked):
    response = client.get(f"{address('board')}?{asked}")

    assert response.status_code == 200
    assert len(response.context["columns"][0].stories) == 10


def test_hostile_words_stay_words(client, editor, clock):
    story = make_article(status="draft", by=editor, headline=HOSTILE)
    Article.objects.filter(pk=story.pk).update(due_at=clock.now(), assignee=editor)
    clock.advance(seconds=1)

    for page in [reverse("admin:index"), *map(address, PAGES)]:
        assert HOSTILE not in client.get(page).content.decode()


def test_a_calendar_program_reads_the_hours_without_a_session(client, editor, clock):
    story = make_article(headline="Ferry; back, \n soon", published_at=clock.now() + hours(2))
    client.post(address("calendar_link"))
    link = client.get(address("calendar")).context["link"]
    client.logout()

    response = client.get(link.removeprefix("http://testserver"))

    assert response["Content-Type"].startswith("text/calendar")
    assert "no-store" in response["Cache-Control"]
    [event] = Calendar.from_ical(response.content).walk("VEVENT")
    assert str(event["summary"]).startswith(story.headline.split(";")[0])
    assert event.decoded("dtstart") == clock.now() + hours(2)


def test_an_address_that_was_replaced_altered_or_whose_account_is_closed_leads_nowhere(
    client, editor
):
    former = actions.renew_calendar_link(by=editor).get_absolute_url()
    newer = actions.renew_calendar_link(by=editor).get_absolute_url()

    assert client.get(newer).status_code == 200
    assert client.get(former).status_code == 404
    assert client.get(newer.replace(".ics", "x.ics")).status_code == 404
    editor.is_active = False
    editor.save()
    assert client.get(newer).status_code == 404


def test_a_late_story_of_ones_own_stands_on_the_start_page_once(client, editor, clock):
    for headline, writer in (("Own", editor), ("Of another", make_user("Reporter"))):
        story = make_article(status="draft", headline=headline, by=make_user("Reporter"))
        Article.objects.filter(pk=story.pk).update(due_at=clock.now() - hours(1), assignee=writer)

    page = read_admin(client, "/admin/")

    assert page.texts("a.desk-story__headline") == ["Own", "Of another"]


def test_the_start_page_leads_to_ones_own_profile(client, editor):
    assert "authors/author/mine" not in client.get("/admin/").text
    make_author(user=editor)

    assert "authors/author/mine" in client.get("/admin/").text


def test_the_list_of_stories_is_one_of_the_pages_of_the_desk(client, editor):
    page = read_admin(client, address("changelist"))

    assert page.one(".desk-pages [aria-current]").text == "All stories"
