"""Stories before they are written: pitched, planned, assigned."""

from datetime import UTC, datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied, ValidationError

from articles import actions
from articles.models import Article
from articles.workflow import TransitionError
from tests.articles.drafts import page_of
from tests.articles.markup import errors_of, messages_of, open_form, read_admin, send_form
from tests.factories import hours, make_article, make_author, make_section, make_user

pytestmark = pytest.mark.django_db

PITCH = "/admin/articles/article/pitch/"
WRITERS = "/admin/articles/article/writers/"


def log_in(client, role, **fields):
    user = make_user(role, **fields)
    client.force_login(user)
    return user


def pitched(**fields):
    return make_article(**({"status": "pitched"} | fields))


# Pitching


def test_the_hour_of_a_plan_is_of_the_newsrooms_zone_on_odd_nights_too(client, settings):
    settings.TIME_ZONE = "Europe/Kyiv"
    log_in(client, "Editor")
    page = f"/admin/articles/article/{pitched().pk}/plan/"
    assert "Time zone: Europe/Kyiv" in client.get(page).text

    night = {"due_at_0": "2030-03-31", "due_at_1": "03:30"}
    assert "There is no 03:30 on 31 Mar 2030" in str(errors_of(send_form(client, page, **night)))
    send_form(client, page, **night | {"due_at_1": "04:30"})

    assert Article.objects.get().due_at == datetime(2030, 3, 31, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize("role", ["Contributor", "Reporter", "Editor"])
def test_a_story_is_pitched_in_a_few_lines(client, role):
    user, section = log_in(client, role), make_section()

    response = send_form(
        client, PITCH, headline="Who owns  the wall?", brief="It leaks.\nNobody pays.",
        section=section.pk, kind="feature", picture_request="The wall",
        due_at_0="2030-01-08", due_at_1="14:00",
    )  # fmt: skip

    story = Article.objects.get()
    assert response["Location"] == page_of(story, "change/")
    assert "is pitched" in messages_of(response)[0]
    assert (story.status, story.headline, story.kind, story.created_by, story.section) == (
        "pitched", "Who owns the wall?", "feature", user, section,
    )  # fmt: skip
    assert (story.brief, story.picture_request) == ("It leaks.\nNobody pays.", "The wall")
    assert story.due_at == datetime(2030, 1, 8, 14, tzinfo=UTC)


def test_who_may_assign_names_a_writer_at_once(client):
    log_in(client, "Editor")
    writer = make_user("Contributor", username="cy")

    send_form(client, PITCH, headline="A", section=make_section().pk, assignee=writer.pk)

    story = Article.objects.get()
    assert (story.status, story.assignee) == ("assigned", writer)
    assert story.transitions.get().did == "Assigned"
    client.force_login(writer)
    assert read_admin(client, page_of(story, "change/")).texts(".move") == ["Start writing"]


def test_a_reporter_is_not_asked_for_a_writer_and_names_none(client):
    log_in(client, "Reporter")
    other = make_user("Reporter")

    form, fields = open_form(client, PITCH)
    client.post(PITCH, fields | {"headline": "A", "section": make_section().pk,
                                 "assignee": other.pk})  # fmt: skip

    assert form.all("[name=assignee]") == []
    assert Article.objects.get().assignee is None


def test_an_editor_assigns_in_the_own_sections_alone(client):
    make_section().editors.add(log_in(client, "Editor"))
    writer, elsewhere = make_user("Reporter"), make_section()

    response = send_form(client, PITCH, headline="A", section=elsewhere.pk, assignee=writer.pk)

    assert "You may not assign stories of this section" in errors_of(response)[0]
    assert not Article.objects.exists()


def test_the_section_of_its_one_editor_is_chosen_already(client):
    section = make_section()
    section.editors.add(log_in(client, "Editor"))

    assert open_form(client, PITCH)[1]["section"] == str(section.pk)


def test_the_same_form_sent_twice_is_one_story(client):
    log_in(client, "Reporter")
    _form, fields = open_form(client, PITCH)
    fields |= {"headline": "A", "section": make_section().pk}

    answers = {client.post(PITCH, fields)["Location"] for _ in range(2)}

    assert Article.objects.count() == len(answers) == 1


def test_one_pitch_leads_to_the_next(client):
    log_in(client, "Reporter")

    response = send_form(client, PITCH, "_another", headline="A", section=make_section().pk)

    assert response["Location"] == PITCH


@pytest.mark.parametrize(
    "fields",
    [
        {"headline": ""}, {"headline": "x" * 251}, {"headline": "\x00"}, {"section": ""},
        {"section": "9" * 30}, {"kind": "nothing"}, {"due_at_0": "never", "due_at_1": ""},
        {"brief": "x" * 5001}, {"brief": "\x00"}, {"uid": "x"}, {"uid": ""},
        {"assignee": "9" * 30}, {"assignee": "x"}, {"assignee": "\x00"},
    ],
)  # fmt: skip
def test_what_makes_no_pitch_is_refused_and_kept_in_the_form(client, fields):
    log_in(client, "Editor")
    good = {"headline": "Kept", "section": make_section().pk, "brief": "Kept too"}

    response = send_form(client, PITCH, **(good | fields))

    assert response.status_code == 200
    assert "Kept" in response.text
    assert not Article.objects.exists()


def test_the_list_of_stories_leads_to_a_pitch_for_who_may(client):
    log_in(client, "Contributor")
    assert read_admin(client, "/admin/articles/article/").all(f"a[href={PITCH}]")
    log_in(client, "Picture editor")
    assert not read_admin(client, "/admin/articles/article/").all(f"a[href={PITCH}]")


# Planning


def test_a_plan_is_changed_and_it_is_written_down_who_did(client):
    log_in(client, "Editor", first_name="Ann", last_name="Lee")
    story, writer = pitched(), make_user("Reporter", first_name="Bo", last_name="Kim")

    response = send_form(
        client, page_of(story, "plan/"), assignee=writer.pk, brief="Ask the owners.",
        due_at_0="2030-01-08", due_at_1="14:00",
    )  # fmt: skip

    story.refresh_from_db()
    assert (story.status, story.assignee, story.brief) == ("assigned", writer, "Ask the owners.")
    words = "Bo Kim writes it, due 8 Jan 2030, 14:00, desk notes changed."
    assert messages_of(response) == [f"Planned: {words}"]
    page = read_admin(client, page_of(story, "moves/"))
    assert page.texts(".moves__log li")[0].endswith(f"Ann Lee Plan: {words}")
    assert page.texts("tbody th") == ["Assigned", "Pitched"]


def test_a_plan_that_stays_is_no_news(client):
    log_in(client, "Editor")
    story = pitched()

    response = send_form(client, page_of(story, "plan/"))

    assert messages_of(response) == ["Nothing of the plan is new."]
    assert not LogEntry.objects.exists()


def test_the_writer_reads_the_plan_beside_the_story(client, clock):
    writer = log_in(client, "Contributor")
    plan = actions.Plan(writer, clock.now() - hours(1), "Ask the <owners>.", "The wall")
    story = actions.plan(pitched(), plan, by=None)

    page = read_admin(client, page_of(story, "change/")).one(".plan")

    assert all(words in page.text for words in ("Ask the <owners>.", "The wall", "Late"))
    assert page.all("a") == []
    assert client.get(page_of(story, "plan/")).status_code == 403


def test_who_pitched_plans_it_until_the_desk_has_it(client):
    reporter = log_in(client, "Reporter")
    story = pitched(by=reporter)

    send_form(client, page_of(story, "plan/"), brief="More of it.")
    story.refresh_from_db()
    assert story.brief == "More of it."
    actions.start_writing(story, by=None)

    assert client.get(page_of(story, "plan/")).status_code == 403


def test_two_people_at_one_plan_do_not_undo_each_other(client):
    log_in(client, "Editor")
    story = pitched()
    path = page_of(story, "plan/")
    _form, fields = open_form(client, path)
    actions.plan(story, actions.Plan(brief="Theirs"), by=None)

    response = client.post(path, fields | {"brief": "Mine"})

    assert "Somebody changed the plan meanwhile" in errors_of(response)[0]
    assert all(words in response.text for words in ("Mine", "Theirs"))
    story.refresh_from_db()
    assert story.brief == "Theirs"
    assert open_form_again(response)["brief"] == "Mine"
    client.post(path, open_form_again(response))
    story.refresh_from_db()
    assert story.brief == "Mine"


def open_form_again(response):
    from tests.articles.markup import form_fields, parse

    page = parse(response.text, is_strict=False)
    return form_fields(page.one("[id=content-main] form"))


@pytest.mark.parametrize("status", ["published", "withdrawn", "spiked"])
def test_nothing_is_planned_of_what_is_over(client, status):
    log_in(client, "Editor")
    story = make_article(status=status)

    assert "Nothing is planned" in read_admin(client, page_of(story, "plan/")).text
    with pytest.raises(TransitionError):
        actions.plan(story, actions.Plan(), by=None)


def test_only_who_writes_here_is_assigned():
    story = pitched()

    for user in (make_user("Picture editor"), make_user("Reporter", is_active=False), make_user()):
        with pytest.raises(ValidationError):
            actions.plan(story, actions.Plan(assignee=user), by=None)


def test_a_writer_who_left_does_not_keep_the_hour_from_being_moved(clock):
    writer = make_user("Reporter")
    story = actions.plan(pitched(), actions.Plan(assignee=writer), by=None)
    writer.is_active = False
    writer.save()

    moved = actions.plan(story, actions.Plan(writer, clock.now()), by=make_user("Editor"))

    assert moved.due_at == clock.now()


def test_planning_ends_at_the_section():
    editor = make_user("Editor")
    make_section().editors.add(editor)

    with pytest.raises(PermissionDenied):
        actions.plan(pitched(), actions.Plan(brief="A"), by=editor)


def test_whoever_starts_to_write_signs_unless_others_do():
    writer = make_user("Reporter")
    author = make_author(user=writer)
    plan = actions.Plan(assignee=writer)

    open_story = actions.start_writing(actions.plan(pitched(), plan, by=None), by=writer)
    signed = pitched(credits=[make_author(name="Bo")])
    signed = actions.start_writing(actions.plan(signed, plan, by=None), by=writer)

    assert [credit.author for credit in open_story.credits.all()] == [author]
    newest = open_story.revisions.get(number=open_story.revision)
    assert newest.content["credits"] == [["writing", author.pk]]
    assert [credit.author.name for credit in signed.credits.all()] == ["Bo"]


# Finding a writer


def test_writers_are_found_by_their_names_and_nobody_else_is(client):
    log_in(client, "Editor", username="zoe")
    make_user("Reporter", username="u1", first_name="Марія", last_name="Kim")
    make_user("Picture editor", username="kim2")
    make_user("Reporter", username="kim3", is_active=False)

    def found(term):
        return [row["text"] for row in client.get(WRITERS, {"term": term}).json()["results"]]

    assert found("kim") == found("мар") == ["Марія Kim"]
    assert found("nobody") == []


def test_writers_come_a_page_at_a_time(client):
    log_in(client, "Editor", username="zoe")
    for number in range(25):
        make_user("Reporter", username=f"bo{number}")

    pages = [client.get(WRITERS, {"term": "bo", "page": page}).json() for page in (1, 2, "x", 0)]

    assert [len(page["results"]) for page in pages] == [20, 5, 20, 20]
    assert [page["pagination"]["more"] for page in pages] == [True, False, True, True]
    assert client.get(WRITERS, {"term": "' OR 1=1--", "page": "9" * 9}).status_code == 200
    assert client.get(WRITERS, {"term": "\x00"}).status_code == 400


def test_without_a_script_a_writer_can_be_chosen_too(client):
    log_in(client, "Editor")
    writer = make_user("Reporter")

    form, _fields = open_form(client, page_of(pitched(), "plan/"))

    assert str(writer.pk) in [o["value"] for o in form.all("select[name=assignee] option")]
