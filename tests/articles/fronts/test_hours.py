"""Hours typed about fronts and breaking news, on the autumn night and at the calendar's ends."""

from datetime import UTC, datetime

import pytest

from articles.fronts.document import read
from articles.models import BreakingBar, FrontShown, FrontVersion
from tests.articles.markup import read_admin
from tests.factories import hours, make_article, make_user

from .boards import front_of, new_zone, published

pytestmark = pytest.mark.django_db

FRONT = "/admin/articles/front/site/"
LEAD = {"zone": "lead", "lead-kind": "lead", "lead-slot": "s0"}
TWICE = "2030-10-27T03:30"  # in Kyiv: clocks go back at 04:00
SECOND = datetime(2030, 10, 27, 1, 30, tzinfo=UTC)
ENDS = ("0001-01-01T00:00", "9999-12-31T23:59")


@pytest.fixture
def editor(clock, client, settings):
    settings.TIME_ZONE = "Europe/Kyiv"
    clock.advance(days=(datetime(2030, 10, 26, 12, tzinfo=UTC) - clock.now()).days)
    client.force_login(make_user("Editor"))
    return client


def test_of_an_hour_that_comes_twice_the_second_is_meant(editor):
    story = make_article()
    sent = LEAD | {"s0-article": story.pk, "s0-until": TWICE, "at": TWICE, "do": "schedule"}

    editor.post(FRONT, sent)
    editor.post(
        "/admin/articles/breakingbar/",
        {"text": "x", "hours": "", "ends_at": TWICE, "do": "publish"},
    )

    version = FrontVersion.objects.get()
    [(_zone, _place, slot)] = read(version.document).pins()
    assert version.goes_live_at == slot.until == BreakingBar.objects.get().ends_at == SECOND
    for page in ("past/", "versions/1/preview/", "versions/1/preview/page/"):
        assert editor.get(f"{FRONT}{page}", {"at": TWICE}).status_code == 200


def test_the_change_before_leads_into_the_first_of_two_hours(editor, clock):
    published(front_of(new_zone("lead", "lead")))
    front = FrontVersion.objects.get().front
    FrontShown.objects.all().delete()
    first = SECOND - hours(1)
    for at in (first, first + hours(3)):
        FrontShown.objects.create(front=front, at=at, zones=[])
    clock.advance(days=2)

    page = read_admin(editor, f"{FRONT}past/")
    [before] = [a for a in page.all(".front-hour a") if "before" in a.text]

    assert "since 27 Oct 2030, 03:30:00" in read_admin(editor, f"{FRONT}past/{before['href']}").text


@pytest.mark.parametrize("zone", ["Europe/Kyiv", "UTC", "America/New_York"])
@pytest.mark.parametrize("hour", ENDS)
def test_an_hour_at_an_end_of_the_calendar_is_refused_in_words(editor, settings, zone, hour):
    settings.TIME_ZONE = zone
    published(front_of(new_zone("read", "read")))
    words = "This hour is out of all range."

    for page in ("past/", "versions/1/preview/"):
        assert words in read_admin(editor, f"{FRONT}{page}?at={hour}").text
    assert editor.get(f"{FRONT}versions/1/preview/page/?at={hour}").status_code == 200
    for sent in ({"do": "schedule", "at": hour}, {"do": "save", "s0-article": 7, "s0-until": hour}):
        answer = editor.post(FRONT, LEAD | sent)
        assert (answer.status_code, words in answer.text) == (200, True)
