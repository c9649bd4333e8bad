"""Who is told what happened to a story, in the admin and by mail."""

import pytest
from django.urls import reverse

from articles import actions
from articles.models import Article, Notice, Section
from articles.workflow import Status
from newsroom.outbox.models import Effect
from tests.factories import hours, make_article, make_author, make_section, make_user
from tests.who.house import House

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    """A section, its reporter and its editor."""
    return make_section(), make_user("Reporter", email="rep@news.example"), make_user("Editor")


def told(user):
    return list(Notice.objects.filter(to=user).order_by("pk").values_list("kind", flat=True))


def letters():
    return [effect.payload for effect in Effect.objects.filter(kind="mail").order_by("pk")]


def draft(desk, **fields):
    section, reporter, _editor = desk
    return make_article(status="draft", section=section, by=reporter, **fields)


def test_the_round_of_a_story_is_told_to_those_it_concerns(desk):
    _section, reporter, editor = desk
    article = draft(desk)

    actions.submit(article, by=reporter)
    assert told(editor) == ["submitted"]
    actions.send_back(article, by=editor, note="Who says so?")
    actions.submit(article, by=reporter)
    actions.approve(article, by=editor)
    actions.publish(article, by=editor)
    actions.withdraw(article, by=editor, reason="It was wrong.")

    assert told(reporter) == ["sent-back", "approved", "published", "withdrawn"]
    assert told(editor) == ["submitted", "submitted"]
    notice = Notice.objects.filter(to=reporter).earliest("pk")
    assert (notice.note, notice.by, notice.article) == ("Who says so?", editor, article)


def test_a_scheduled_story_says_its_hour_and_time_zone(desk, clock, settings):
    settings.TIME_ZONE = "Europe/Kyiv"
    _section, reporter, editor = desk
    article = draft(desk)

    actions.publish(article, by=editor, at=clock.now() + hours(3))
    actions.unschedule(article, by=editor)

    assert told(reporter) == ["scheduled", "called-off"]
    assert "it goes live on 7 Jan 2030, 14:00 (Europe/Kyiv)" in letters()[0]["text"]


def test_those_with_a_credit_are_told_each_once(desk):
    _section, reporter, editor = desk
    colleague = make_user("Reporter")
    mine, theirs = make_author(user=reporter), make_author(user=colleague)
    article = draft(desk, credits=[mine, theirs, make_author()])

    actions.approve(article, by=editor)

    assert told(reporter) == told(colleague) == ["approved"]


def test_whoever_did_it_and_whoever_left_is_told_nothing(desk):
    _section, reporter, editor = desk
    gone, reader = make_user(is_active=False), make_user(is_staff=False)
    accounts = (editor, gone, reader)
    article = draft(desk, credits=[make_author(user=account) for account in accounts])

    actions.approve(article, by=editor)
    actions.spike(article, by=editor)

    assert told(reporter) == ["approved", "spiked"]
    assert told(editor) == told(gone) == told(reader) == []


def test_what_the_system_moves_is_told_nobody(desk):
    article = draft(desk)

    actions.submit(article, by=None)
    actions.publish(article, by=None)

    assert not Notice.objects.exists()


def test_a_submitted_story_is_told_to_the_editors_its_section_names(desk):
    section, reporter, everywhere = desk
    own, elsewhere = make_user("Editor"), make_user("Managing editor")
    section.editors.add(own)
    article = draft(desk)

    actions.submit(article, by=reporter)

    assert told(own) == ["submitted"]
    assert told(everywhere) == told(elsewhere) == []


def test_a_section_without_editors_has_those_bound_to_none(desk):
    _section, reporter, everywhere = desk
    bound = make_user("Editor")
    make_section().editors.add(bound)
    picture_editor = make_user("Picture editor")

    actions.submit(draft(desk), by=reporter)

    assert told(everywhere) == ["submitted"]
    assert told(bound) == told(picture_editor) == []


def test_a_newsroom_without_editors_tells_its_superuser(desk):
    _section, reporter, editor = desk
    editor.delete()
    boss = make_user(is_superuser=True)

    actions.submit(draft(desk), by=reporter)

    assert told(boss) == ["submitted"]


def test_a_writer_is_told_of_a_story_assigned_to_them(desk):
    section, reporter, editor = desk
    article = make_article(status="draft", section=section, by=editor)
    article = actions.plan(article, actions.Plan(assignee=reporter), by=editor)
    actions.plan(article, actions.Plan(assignee=reporter, brief="Soon"), by=editor)

    assert told(reporter) == ["assigned"]
    pitch = make_article(status="draft", section=section, by=editor)
    type(pitch).objects.filter(pk=pitch.pk).update(status=Status.PITCHED)
    actions.plan(pitch, actions.Plan(assignee=reporter), by=editor)
    assert told(reporter) == ["assigned", "assigned"]


def test_a_writer_is_told_that_a_story_is_no_longer_theirs(desk):
    section, reporter, editor = desk
    other = make_user("Reporter")
    article = make_article(status="draft", section=section, by=editor)
    Article.objects.filter(pk=article.pk).update(status=Status.PITCHED)

    actions.plan(article, actions.Plan(assignee=reporter), by=editor)
    actions.plan(article, actions.Plan(assignee=other), by=editor, note="You are away.")
    assert told(reporter) == ["assigned", "unassigned"]
    assert Notice.objects.filter(to=reporter).latest("pk").note == "You are away."
    actions.plan(article, actions.Plan(), by=editor)

    article.refresh_from_db()
    assert article.status == Status.PITCHED
    assert told(other) == ["assigned", "unassigned"]


def test_a_writer_is_told_that_the_desk_took_a_story_back(desk):
    section, reporter, editor = desk
    article = make_article(status="draft", section=section, by=editor)
    Article.objects.filter(pk=article.pk).update(status=Status.ASSIGNED, assignee=reporter)

    actions.take_back(article, by=editor, note="Not now.")

    assert told(reporter) == ["unassigned"]
    assert Notice.objects.get(to=reporter).note == "Not now."


def test_whose_story_was_taken_reads_the_headline_they_knew_and_no_later_one(desk, client):
    section, _reporter, editor = desk
    writer = make_user("Contributor", email="con@news.example")
    article = make_article(status="draft", section=section, by=editor, headline="As it was")
    article = actions.plan(article, actions.Plan(assignee=writer), by=editor)
    actions.plan(article, actions.Plan(), by=editor, note="Thank you.")
    Article.objects.filter(pk=article.pk).update(headline="Secret turn")

    client.force_login(writer)
    page = client.get("/admin/articles/notice/?state=unread").text

    assert told(writer) == ["assigned", "unassigned"]
    assert "As it was" in page
    assert "Thank you." in page
    assert "Secret turn" not in page
    assert "As it was" in letters()[-1]["text"]
    notice = Notice.objects.latest("pk")
    assert client.get(f"/admin/articles/notice/{notice.pk}/")["Location"].endswith("/notice/")


def test_changes_of_a_live_story_are_told_to_those_it_concerns(desk, clock):
    section, reporter, editor = desk
    article = make_article(section=section, by=reporter)
    for headline, hour in (("A", None), ("B", clock.now() + hours(3))):
        actions.edit(article, House.words(article, headline=headline), by=editor)
        actions.publish_changes(article, by=editor, at=hour, note="Because.")
        article.refresh_from_db()
    actions.call_off_changes(article, by=editor)

    assert told(reporter) == ["changed", "changes-set", "changes-off"]
    assert told(editor) == []
    assert Notice.objects.filter(to=reporter).earliest("pk").note == "Because."
    assert "they go live on 7 Jan 2030, 12:00" in letters()[1]["text"]


def test_who_gives_a_story_away_is_told_nothing(desk):
    section, reporter, editor = desk
    article = make_article(status="draft", section=section, by=editor)

    actions.plan(article, actions.Plan(assignee=editor), by=editor)
    actions.plan(article, actions.Plan(assignee=reporter), by=editor)

    assert told(editor) == []


def test_who_is_mentioned_in_a_note_is_told_of_it(desk):
    _section, reporter, editor = desk
    article = draft(desk)

    note = actions.add_comment(article, by=editor, text=f"Why, @{reporter.username}, @{editor}?")

    notice = Notice.objects.get()
    assert (notice.to, notice.kind, notice.comment) == (reporter, "mentioned", note)
    assert notice.note == note.text


# By mail


def test_one_letter_for_each_person_and_event(desk):
    _section, reporter, editor = desk
    article = draft(desk, headline="Harbour\nreopens")

    actions.submit(article, by=reporter)  # the editor has no address
    actions.send_back(article, by=editor, note="Who says so?")

    (letter,) = letters()
    notice = Notice.objects.get(to=reporter)
    assert letter["to"] == "rep@news.example"
    assert letter["subject"] == "Sent back: Harbour reopens"
    assert f"Sent back ({editor})." in letter["text"]
    assert "Who says so?" in letter["text"]
    go = reverse("admin:articles_notice_go", args=[notice.pk])
    assert f"http://testserver{go}" in letter["text"]


def test_who_wants_no_mail_gets_none(desk):
    _section, reporter, editor = desk
    article = draft(desk)
    actions.choose_mail(by=reporter, by_mail=False)

    actions.approve(article, by=editor)
    assert (told(reporter), letters()) == (["approved"], [])

    actions.choose_mail(by=reporter, by_mail=True)
    actions.send_back(article, by=editor, note="Who says so?")
    assert len(letters()) == 1


def test_an_address_that_is_none_stops_no_move(desk):
    _section, reporter, editor = desk
    type(reporter).objects.update(email="rep@news.example\nBcc: x@y.example")
    article = draft(desk)

    actions.approve(article, by=editor)

    assert (told(reporter), letters()) == (["approved"], [])


def test_telling_twenty_costs_no_more_queries_than_telling_two_but_for_their_letters(
    desk, django_assert_max_num_queries
):
    _section, _reporter, editor = desk
    article = draft(desk)
    people = [make_user("Reporter", email=f"p{number}@news.example") for number in range(20)]

    with django_assert_max_num_queries(12 + 20):  # a task in the queue for each letter
        actions.tell(article, people, "approved", by=editor)

    assert Notice.objects.count() == len(letters()) == 20


def test_a_story_takes_its_notices_with_it(desk):
    _section, _reporter, editor = desk
    article = draft(desk)
    actions.approve(article, by=editor)

    actions.delete_article(article, by=None)

    assert not Notice.objects.exists()
    assert Section.objects.exists()
