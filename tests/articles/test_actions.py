from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from articles import actions
from articles.models import Article
from articles.workflow import TransitionError
from authors.actions import save_author
from tests.factories import hours, make_article, make_author, make_user

pytestmark = pytest.mark.django_db


def test_a_new_story_notes_who_began_it_and_how_long_it_is():
    reporter = make_user("Reporter")

    article = make_article(status="draft", by=reporter, body="<p>Three <b>short</b> words</p>")

    article.refresh_from_db()
    assert (article.created_by, article.word_count) == (reporter, 3)


def test_the_first_hand_stays_noted_when_another_edits():
    reporter = make_user("Reporter")
    article = make_article(status="draft", by=reporter)

    actions.save_article(article, by=make_user("Editor"))

    assert Article.objects.get().created_by == reporter


def test_words_that_are_cleaned_away_are_not_counted():
    article = make_article(body="<p>One</p><script>two three four</script>")

    assert article.word_count == 1


def test_a_story_of_somebody_else_is_not_saved():
    article = make_article(status="draft", headline="Mine", by=make_user("Reporter"))

    article.headline = "Theirs"
    with pytest.raises(PermissionDenied):
        actions.save_article(article, by=make_user("Reporter"))

    assert Article.objects.get().headline == "Mine"


def test_a_story_goes_through_the_desk_to_its_readers(client):
    reporter, editor = make_user("Reporter"), make_user("Editor")
    article = make_article(status="draft", by=reporter)

    article = actions.submit(article, by=reporter)
    assert article.status == "review"
    article = actions.send_back(article, by=editor, note="Too long.")
    assert article.status == "draft"
    article = actions.approve(article, by=editor)
    assert article.status == "ready"
    article = actions.publish(article, by=editor)

    assert client.get(article.get_absolute_url()).status_code == 200


def test_a_spiked_story_can_be_taken_up_again():
    article = actions.spike(make_article(status="draft"), by=None)
    assert article.status == "spiked"

    assert actions.reopen(article, by=None).status == "draft"


@pytest.mark.parametrize("action", ["approve", "publish", "spike"])
def test_a_reporter_does_not_decide(action):
    article = make_article(status="draft")

    with pytest.raises(PermissionDenied):
        getattr(actions, action)(article, by=make_user("Reporter"))

    article.refresh_from_db()
    assert article.status == "draft"


def test_publishing_counts_from_this_moment(clock):
    article = make_article(status="draft")

    article = actions.publish(article, by=None)

    assert article.published_at == article.first_published_at == clock.now()
    assert article.is_visible


def test_publishing_for_later_schedules(clock):
    article = actions.publish(make_article(status="draft"), by=None, at=clock.now() + hours(2))

    assert article.is_scheduled
    assert not article.is_visible
    assert article.published_at == clock.now() + hours(2)


def test_an_hour_set_beforehand_counts_if_it_is_to_come(clock):
    ahead = make_article(status="ready", published_at=clock.now() + hours(2))
    behind = make_article(status="ready", published_at=clock.now() - hours(2))

    assert actions.publish(ahead, by=None).published_at == clock.now() + hours(2)
    assert actions.publish(behind, by=None).published_at == clock.now()


def test_an_imported_story_keeps_the_hour_it_had(clock):
    article = make_article(published_at=clock.now() - hours(10_000))

    assert article.published_at == article.first_published_at == clock.now() - hours(10_000)


def test_a_story_does_not_expire_before_it_goes_live(clock):
    article = make_article(status="draft", expires_at=clock.now() + hours(1))

    with pytest.raises(ValidationError) as refusal:
        actions.publish(article, by=None, at=clock.now() + hours(1))

    assert "expires_at" in refusal.value.message_dict
    assert Article.objects.get().status == "draft"


def test_a_publication_can_be_called_off_before_its_hour(clock):
    article = make_article(published_at=clock.now() + hours(1))

    article = actions.unschedule(article, by=None)

    assert (article.status, article.first_published_at) == ("ready", None)
    clock.advance(hours=2)
    assert not Article.objects.published().exists()
    assert actions.publish(article, by=None).published_at == clock.now()


def test_a_publication_cannot_be_called_off_once_readers_saw_it():
    with pytest.raises(TransitionError):
        actions.unschedule(make_article(), by=None)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_readers_are_told_why_a_story_was_withdrawn(reason):
    article = make_article()

    with pytest.raises(ValidationError) as refusal:
        actions.withdraw(article, by=None, reason=reason)

    assert "withdrawal_reason" in refusal.value.message_dict
    assert Article.objects.get().status == "published"


def test_a_withdrawn_story_is_gone_with_a_reason(client):
    article = actions.withdraw(make_article(), by=None, reason=" It named a child. ")

    response = client.get(article.get_absolute_url())
    assert (response.status_code, article.withdrawal_reason) == (410, "It named a child.")
    assert b"It named a child." in response.content


def test_a_story_published_again_keeps_its_first_hour(clock):
    first = clock.now()
    article = make_article(status="withdrawn")

    clock.advance(hours=5)
    article = actions.publish(article, by=None)

    assert article.published_at == article.first_published_at == first
    assert (article.withdrawal_reason, article.is_visible) == ("", True)


def test_a_story_published_again_may_get_a_new_hour_and_remembers_its_first(clock):
    first = clock.now()
    article = make_article(status="withdrawn")

    article = actions.publish(article, by=None, at=clock.now() + hours(5))
    assert (article.published_at, article.first_published_at) == (first + hours(5), first)

    article = actions.unschedule(article, by=None)
    assert article.first_published_at == first


def test_a_story_withdrawn_before_its_hour_was_never_public(clock):
    article = make_article(status="withdrawn", published_at=clock.now() + hours(1))
    assert not article.has_been_public

    clock.advance(hours=2)
    assert actions.publish(article, by=None).published_at == clock.now()


def test_a_scheduled_story_may_be_moved_to_another_hour(clock):
    article = make_article(published_at=clock.now() + hours(1))

    article.published_at = clock.now() + hours(3)
    actions.save_article(article, by=None)

    article.refresh_from_db()
    assert article.first_published_at == clock.now() + hours(3)
    clock.advance(hours=2)
    assert not article.is_visible


def test_a_byline_keeps_the_name_and_title_of_its_day():
    author = make_author(name="Ann Reed", role_title="Reporter")
    article = make_article(credits=[author])

    author.name, author.role_title = "Ann Hill", "Editor"
    save_author(author, by=None)

    (credit,) = Article.objects.get(pk=article.pk).writers
    assert (credit.signed_name, credit.signed_title) == ("Ann Reed", "Reporter")


def test_a_byline_without_a_title_does_not_get_one_later():
    author = make_author(role_title="")
    article = make_article(credits=[author])

    author.role_title = "Editor"
    save_author(author, by=None)

    assert Article.objects.get(pk=article.pk).writers[0].signed_title == ""


def test_a_story_published_again_keeps_its_signature():
    author = make_author(role_title="Reporter")
    article = make_article(status="withdrawn", credits=[author])

    author.role_title = "Editor"
    save_author(author, by=None)
    article = actions.publish(article, by=None)

    assert article.writers[0].signed_title == "Reporter"


def test_a_draft_is_signed_when_it_is_published_not_before():
    author = make_author(role_title="Reporter")
    article = make_article(status="draft", credits=[author])

    author.role_title = "Editor"
    save_author(author, by=None)
    article = actions.publish(article, by=None)

    assert article.writers[0].signed_title == "Editor"


def test_credits_stand_in_their_order_each_once():
    ann, bo = make_author(name="Ann"), make_author(name="Bo")
    article = make_article(status="draft")

    credits = [("writing", bo), ("photos", bo), ("writing", ann), ("writing", bo)]
    actions.save_article(article, by=None, credits=credits)

    credits = Article.objects.get().credits.all()
    assert [(c.role, c.author) for c in credits] == [
        ("writing", bo),
        ("photos", bo),
        ("writing", ann),
    ]


def test_a_changed_byline_keeps_old_signatures_and_signs_the_new():
    ann, bo = make_author(role_title="Reporter"), make_author(role_title="Fellow")
    article = make_article(credits=[ann])
    for author in (ann, bo):
        author.role_title = "Editor"
        save_author(author, by=None)

    credits = [("writing", bo), ("writing", ann)]
    actions.save_article(article, by=None, credits=credits)

    titles = [credit.role_title for credit in article.credits.all()]
    assert titles == ["Editor", "Reporter"]


def test_an_editor_who_saves_late_does_not_take_a_story_back():
    article = make_article(status="ready", headline="Old words")
    late = Article.objects.get(pk=article.pk)
    published = actions.publish(article, by=None)

    late.headline = "New words"
    actions.save_article(late, by=None)

    article = Article.objects.get(pk=article.pk)
    assert (article.headline, article.status) == ("New words", "published")
    assert article.published_at == article.first_published_at == published.published_at


def test_a_move_counts_from_where_the_story_stands_now():
    article = make_article(status="ready")
    actions.spike(Article.objects.get(), by=None)

    with pytest.raises(TransitionError):
        actions.publish(article, by=None)


def test_a_story_is_published_by_one_of_two_editors(together):
    make_article(status="ready", credits=[make_author()])

    results = together(*[partial(actions.publish, Article.objects.get(), by=None) for _ in "ab"])

    assert {type(result) for result in results} == {Article, TransitionError}
    assert Article.objects.get().status == "published"


def test_a_story_is_either_spiked_or_published(together):
    one, two = make_article(status="ready"), Article.objects.get()

    results = together(partial(actions.publish, one, by=None), partial(actions.spike, two, by=None))

    (done,) = (result for result in results if isinstance(result, Article))
    assert sum(isinstance(result, TransitionError) for result in results) == 1
    assert Article.objects.get().status == done.status
