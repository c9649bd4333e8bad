"""What the desk's pages tell contributors of the work of others: nothing; and of their own: all."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied

from articles import actions, checks, desk
from articles.fronts import rights
from articles.models import Article, CheckOverride, Notice
from newsroom.outbox.models import Effect
from tests.articles.drafts import page_of
from tests.articles.markup import read_admin
from tests.factories import hours, make_article, make_section, make_user, timezone

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/article/"
NOTICES = "/admin/articles/notice/"
SECRET = "Minister resigns at noon"


def allow(user, *names):
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    return user


@pytest.fixture
def contributor(client):
    user = make_user("Contributor", username="ann", email="ann@news.example")
    client.force_login(user)
    return user


@pytest.fixture
def secret(contributor):
    """What was the contributor's to write, is late, and has a correction and an override."""
    plan = actions.Plan(assignee=contributor, due_at=timezone.now() - hours(1))
    story = actions.plan(make_article(status="pitched"), plan, by=make_user("Editor"))
    story = actions.plan(story, actions.Plan(make_user("Reporter"), plan.due_at), by=None)
    Article.objects.filter(pk=story.pk).update(headline=SECRET)
    story.refresh_from_db()
    actions.add_correction(story, actions.Told(f"On {SECRET}", kind="note"), by=None)
    CheckOverride.objects.create(
        article=story, revision=1, by=story.assignee, at=timezone.now(), reason="So", findings=[]
    )
    return story


def test_no_page_of_the_desk_tells_a_contributor_of_anothers_story(client, contributor, secret):
    allow(contributor, "view_checkoverride")
    paths = [
        "/admin/", NOTICES, "/admin/articles/correction/", "/admin/articles/checkoverride/",
        *(f"{LIST}{end}/" for end in ("board", "calendar", "late", "mine")),
        actions.renew_calendar_link(by=contributor).get_absolute_url(),
        *(page_of(secret, end) for end in ("corrections/", "legal/", "withdraw/", "plan/")),
    ]  # fmt: skip

    for path in paths:
        assert SECRET not in client.get(path, follow=True).text, path
    for end in ("corrections/", "legal/", "withdraw/"):
        assert client.get(page_of(secret, end)).status_code == 404


def test_a_notice_is_closed_with_the_sight_of_its_story(client, contributor, secret):
    notice = Notice.objects.filter(to=contributor).earliest("pk")

    assert client.get(f"{NOTICES}{notice.pk}/").status_code == 404
    assert "1 unread" in client.get(NOTICES).text  # that it was taken
    assert SECRET not in client.get(NOTICES).text
    actions.plan(secret, actions.Plan(contributor), by=None)
    assert SECRET in client.get(NOTICES).text
    assert "3 unread" in client.get(NOTICES).text


def test_a_note_that_mentions_who_may_not_see_its_story_tells_them_nothing(contributor, secret):
    before = Notice.objects.filter(to=contributor).count(), Effect.objects.count()

    actions.add_comment(secret, by=make_user("Editor"), text="@ann said so")

    assert (Notice.objects.filter(to=contributor).count(), Effect.objects.count()) == before
    with pytest.raises(PermissionDenied):
        actions.tell(secret, [make_user("Reporter")], "mentioned", by=contributor)


def test_a_check_names_no_story_its_reader_may_not_see(client, contributor, secret):
    card = f'<div data-article="{secret.pk}"></div>'
    own = make_article(status="draft", by=contributor, body=f"<p>Text.</p>{card}")

    def said(by):
        found = checks.results(own, by=by)
        return " ".join(str(result.message) for result in found if result.check == "related")

    assert SECRET in said(make_user("Reporter"))
    assert f"“{secret.pk}”" in said(contributor)
    assert SECRET not in client.get(page_of(own, "change/")).text


def test_a_contributors_own_stories_stand_on_the_desk_however_many_others_have(
    contributor, monkeypatch
):
    monkeypatch.setattr(desk, "COLUMN", 1)
    now = timezone.now()
    for by in (*(make_user("Reporter") for _ in range(3)), contributor):
        late = actions.Plan(due_at=now - hours(2 if by != contributor else 1))
        actions.plan(make_article(status="pitched", by=by), late, by=None)
    make_article(published_at=now + hours(1))
    mine = make_article(published_at=now + hours(2), by=contributor)

    start = desk.start(contributor, 1)

    assert [column.key for column in desk.board(contributor) if column.stories] == [
        "pitched",
        "scheduled",
    ]
    assert [story.created_by for story in start.late] == [contributor]
    assert start.scheduled == [mine]


def test_who_is_not_shown_what_colleagues_prepare_edits_no_front_and_breaks_no_news(client):
    user = allow(make_user("Contributor"), "edit_front", "edit_breaking")
    client.force_login(user)

    assert not rights.may_edit(user, None)
    assert not rights.may_break(user)
    for path in ("/admin/articles/front/", "/admin/articles/breakingbar/"):
        assert client.get(path).status_code == 403


def test_legal_signs_off_in_its_sections(client):
    section, other = make_section(), make_section()
    lawyer = allow(make_user("Reporter"), "sign_off_article")
    lawyer.desk_sections.add(section)
    story, elsewhere = (make_article(status="draft", section=s) for s in (section, other))

    actions.sign_off(story, by=lawyer, seen=story.revision)
    with pytest.raises(PermissionDenied):
        actions.sign_off(elsewhere, by=lawyer, seen=elsewhere.revision)
    client.force_login(lawyer)
    assert "Sign off" not in read_admin(client, page_of(elsewhere, "legal/")).one("main").text
