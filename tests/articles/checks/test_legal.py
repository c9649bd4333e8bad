"""Stories that legal reads: who asks, who signs, and which text that is about."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from articles import actions, checks
from articles.models import Article, CheckRule
from articles.revisions.words import Words
from tests.articles.drafts import edit
from tests.articles.markup import messages_of, read_admin, send_form
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def lawyer():
    return make_user("Managing editor", username="lawyer")


@pytest.fixture
def ann():
    return make_user("Editor", username="ann")


@pytest.fixture
def marked(ann):
    return actions.mark_for_legal(make_article(status="ready"), by=ann)


def test_a_marked_story_waits_for_legal(marked, ann, lawyer):
    with pytest.raises(ValidationError, match="Legal has not signed it off"):
        actions.publish(marked, by=ann)

    actions.sign_off(marked, by=lawyer, seen=marked.revision, note="Read twice.")

    assert actions.publish(marked, by=ann).is_visible


def test_another_text_needs_another_sign_off(marked, ann, lawyer):
    signed = marked.revision
    actions.sign_off(marked, by=lawyer, seen=signed)
    edit(marked, ann, headline="Sharper than before")

    with pytest.raises(ValidationError, match=f"signed off version {signed}; the text has changed"):
        actions.publish(marked, by=ann)


def test_going_out_and_coming_back_changes_no_word(marked, ann, lawyer):
    actions.sign_off(marked, by=lawyer, seen=marked.revision)
    article = actions.publish(marked, by=ann)
    article = actions.withdraw(article, by=ann, reason="Wait.")

    assert actions.publish(article, by=ann).is_visible


def test_changes_of_a_live_story_need_their_own(marked, ann, lawyer):
    actions.sign_off(marked, by=lawyer, seen=marked.revision)
    article = actions.publish(marked, by=ann)
    edit(article, ann, headline="Sharper than before")

    with pytest.raises(ValidationError, match="the text has changed"):
        actions.publish_changes(article, by=ann)

    article.refresh_from_db()
    actions.sign_off(article, by=lawyer, seen=article.revision)
    actions.publish_changes(article, by=ann)


def test_only_what_was_read_is_signed(marked, ann, lawyer):
    seen = marked.revision
    edit(marked, ann, headline="Sharper than before")

    with pytest.raises(ValidationError, match="Somebody saved meanwhile"):
        actions.sign_off(marked, by=lawyer, seen=seen)


def test_who_may(marked, ann, lawyer):
    with pytest.raises(PermissionDenied):
        actions.sign_off(marked, by=ann, seen=marked.revision)
    with pytest.raises(PermissionDenied):  # the way around it
        actions.mark_for_legal(marked, by=ann, needs=False)
    with pytest.raises(PermissionDenied):
        actions.mark_for_legal(marked, by=make_user("Reporter"))

    assert not actions.mark_for_legal(marked, by=lawyer, needs=False).needs_legal


def test_a_rule_sends_a_whole_section_to_legal(ann):
    article = make_article(status="ready")
    rule = CheckRule(check_code="legal_always", section=article.section, level="block")
    actions.weigh_check(rule, by=None)

    with pytest.raises(ValidationError, match="Legal has not signed it off"):
        actions.publish(article, by=ann)


def test_words_that_are_being_written_void_it_already(marked, lawyer):
    actions.sign_off(marked, by=lawyer, seen=marked.revision)
    content = marked.revisions.first().content

    assert checks.sign_off_state(marked, content).is_signed_off
    assert not checks.sign_off_state(marked, content | {"headline": "New"}).is_signed_off


def test_the_mark_is_not_lost_when_the_system_writes(marked):
    stale = Article.objects.get(pk=marked.pk)
    stale.needs_legal = False
    actions.save_article(stale, by=None)

    assert Article.objects.get().needs_legal


def test_the_page_marks_and_signs(client, ann, lawyer):
    article = make_article(status="ready")
    page = f"/admin/articles/article/{article.pk}/legal/"
    client.force_login(ann)
    assert messages_of(send_form(client, page, "_do=mark")) == ["Legal must sign it off."]
    assert "Needs legal" in read_admin(client, page).one(".legal__state").text
    assert client.post(page, {"_do": "sign", "seen": article.revision}).status_code == 403

    client.force_login(lawyer)
    send_form(client, page, "_do=sign", note="Read twice.")

    assert "Signed off" in read_admin(client, page).one(".legal__state").text
    assert "Read twice." in read_admin(client, page).one(".legal__list").text
    actions.edit(article, Words(article.revisions.first().content | {"headline": "New"}), by=None)
    assert "Changed since" in read_admin(client, page).one(".legal__state").text


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 40])
def test_the_page_signs_nothing_that_was_not_named(client, lawyer, seen):
    article = make_article(status="ready")
    client.force_login(lawyer)

    client.post(f"/admin/articles/article/{article.pk}/legal/", {"_do": "sign", "seen": seen})

    assert not article.sign_offs.exists()
