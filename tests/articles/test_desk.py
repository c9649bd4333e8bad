from datetime import UTC, date, datetime, timedelta

import pytest

from articles import actions, desk
from articles.actions import Plan
from articles.models import Article, CalendarLink
from articles.workflow import Status
from tests.factories import hours, make_article, make_author, make_section, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_user("Editor")


def planned(status="draft", *, due=None, assignee=None, **fields):
    article = make_article(status="draft", **fields)
    Article.objects.filter(pk=article.pk).update(status=status, due_at=due, assignee=assignee)
    return Article.objects.get(pk=article.pk)


def headlines(stories):
    return [story.headline for story in stories]


def test_mine_is_what_i_write_begin_or_sign_the_most_pressing_first(clock, editor):
    reporter = make_user("Reporter")
    author = make_author(user=reporter)
    planned(headline="Signed", credits=[author])
    planned("assigned", headline="Tomorrow", assignee=reporter, due=clock.now() + hours(24))
    planned("pitched", headline="Began", by=reporter)
    planned("review", headline="Today", assignee=reporter, due=clock.now() + hours(2))
    planned(headline="A colleague's", by=editor)
    planned(headline="Given away", by=reporter, assignee=editor)
    make_article(headline="Out", by=None, credits=[author])

    found = headlines(desk.mine(reporter, 10))

    assert found[:2] == ["Today", "Tomorrow"]
    assert set(found[2:]) == {"Signed", "Began"}


def test_what_was_sent_back_says_who_sent_it_and_why(editor):
    reporter = make_user("Reporter")
    story = make_article(status="review", by=reporter)
    actions.send_back(story, by=editor, note="The second source is missing.")

    [found] = desk.mine(reporter, 10)

    assert found.sent_back.by == editor
    assert found.sent_back.note == "The second source is missing."
    actions.submit(found, by=reporter)
    assert desk.mine(reporter, 10)[0].sent_back is None


def test_in_review_is_what_an_editor_may_approve(editor):
    here, elsewhere = make_section(), make_section()
    make_article(status="review", headline="Here", section=here)
    make_article(status="review", headline="Elsewhere", section=elsewhere)

    assert set(headlines(desk.start(editor).in_review)) == {"Here", "Elsewhere"}
    here.editors.add(bound := make_user("Editor"))
    assert headlines(desk.start(bound).in_review) == ["Here"]
    assert desk.start(make_user("Reporter")).in_review == []


def test_next_out_goes_by_the_hour_readers_see_it(clock, editor):
    now = clock.now()
    make_article(headline="Noon", published_at=now + hours(3))
    make_article(headline="Held", published_at=now - hours(1), embargo_until=now + hours(1))
    live = make_article(headline="Live, with changes")
    Article.objects.filter(pk=live.pk).update(changes_at=now + hours(2))
    make_article(headline="Out")

    found = headlines(desk.start(editor).scheduled)

    assert found == ["Held", "Live, with changes", "Noon"]


def test_a_story_is_late_once_its_hour_has_come(clock, editor):
    planned(headline="Late", due=clock.now() + hours(1))
    planned("spiked", headline="Shelved", due=clock.now() + hours(1))

    assert desk.late(editor, 10) == []
    clock.advance(hours=1, seconds=1)
    assert headlines(desk.late(editor, 10)) == ["Late"]


def test_the_board_has_a_column_for_each_state(clock, editor):
    for status in ["pitched", "assigned", "draft", "review", "ready"]:
        planned(status, headline=status.title())
    make_article(headline="Scheduled", published_at=clock.now() + hours(5))
    make_article(headline="Out")

    found = {column.key: headlines(column.stories) for column in desk.board(editor)}

    assert found == {
        key: [key.title()]
        for key in ["pitched", "assigned", "draft", "review", "ready", "scheduled"]
    }


def test_the_board_may_show_one_section_or_one_writer(editor):
    section = make_section()
    planned(headline="There", section=section)
    planned(headline="Somebody's", assignee=editor)

    by_section = desk.board(editor, section=section)
    by_writer = desk.board(editor, assignee=editor)

    assert [h for c in by_section for h in headlines(c.stories)] == ["There"]
    assert [h for c in by_writer for h in headlines(c.stories)] == ["Somebody's"]


def test_a_column_says_that_there_is_more(editor, monkeypatch):
    monkeypatch.setattr(desk, "COLUMN", 2)
    section = make_section()
    for _ in range(3):
        planned(section=section)

    drafts = desk.board(editor)[2]

    assert len(drafts.stories) == 2
    assert drafts.has_more


def test_the_calendar_has_every_hour_on_its_day_by_the_newsrooms_clock(clock, editor, settings):
    settings.TIME_ZONE = "Europe/Kyiv"
    monday = date(2030, 1, 7)
    late_evening = datetime(2030, 1, 7, 22, 30, tzinfo=UTC)  # Tuesday in Kyiv
    planned(headline="Due", due=late_evening)
    planned("ready", headline="Meant", published_at=clock.now() + hours(2))
    make_article(headline="Will go", published_at=clock.now() + hours(26))
    make_article(headline="Went", published_at=clock.now() - hours(1))
    make_article(headline="Held", published_at=clock.now() - hours(300), embargo_until=late_evening)
    make_article(headline="Next week", published_at=clock.now() + timedelta(days=8))

    week = desk.agenda(editor, monday, 7)

    there = [[(m.kind, m.story.headline) for m in day.moments] for day in week]
    assert there[0] == [("out", "Went"), ("meant", "Meant")]
    assert there[1] == [("due", "Due"), ("embargo", "Held"), ("out", "Will go")]
    assert [moment.label for moment in week[1].moments][2] == "goes live"
    assert not any(there[2:])


def test_a_day_with_more_hours_than_are_listed_says_so(editor, clock):
    section = make_section()
    for minutes in range(3):
        make_article(section=section, published_at=clock.now() - hours(minutes / 60))

    [day] = desk.agenda(editor, date(2030, 1, 7), 1, most=2)

    assert len(day.moments) == 2
    assert day.has_more
    assert not desk.agenda(editor, date(2030, 1, 7), 1)[0].has_more


def test_the_days_of_a_week_with_a_clock_change_are_all_there(editor, settings):
    settings.TIME_ZONE = "Europe/Kyiv"
    make_article(headline="Before", published_at=datetime(2030, 3, 30, 23, 0, tzinfo=UTC))
    make_article(headline="After", published_at=datetime(2030, 3, 31, 20, 59, tzinfo=UTC))

    week = desk.agenda(editor, date(2030, 3, 25), 7)

    assert len(week) == 7
    assert headlines(m.story for m in week[6].moments) == ["Before", "After"]


def test_a_pitch_that_gets_a_writer_is_assigned(editor):
    pitch = planned("pitched", by=make_user("Reporter"))
    writer = make_user("Reporter")

    done = actions.plan(pitch, Plan(assignee=writer, brief=" Ask the port. "), by=editor)

    assert (done.status, done.assignee, done.brief) == (Status.ASSIGNED, writer, "Ask the port.")
    assert done.transitions.get().by == editor
    assert actions.plan(done, Plan(), by=editor).status == Status.PITCHED


def test_a_calendar_link_made_anew_closes_the_former(editor):
    former = actions.renew_calendar_link(by=editor).get_absolute_url()
    newer = actions.renew_calendar_link(by=editor).get_absolute_url()

    assert former != newer
    assert CalendarLink.objects.count() == 1


def test_what_a_colleague_takes_away_while_the_page_is_made_breaks_nothing(
    clock, editor, monkeypatch
):
    stories = [planned(due=clock.now() - hours(n)) for n in (1, 2)]
    stories += [make_article(published_at=clock.now() + hours(n)) for n in (1, 2)]
    read = desk.keys_by_part

    def read_then_changed(parts):
        keys = read(parts)
        Article.objects.update(due_at=None, status="ready", published_at=None)
        return keys

    monkeypatch.setattr(desk, "keys_by_part", read_then_changed)

    start = desk.start(editor)
    [day] = desk.agenda(editor, date(2030, 1, 7), 1)

    assert (start.late, start.scheduled, start.just_out, day.moments) == ([], [], [], [])
