"""Nothing goes out that nobody looked at: the buttons that publish, and the page of changes."""

import pytest

from articles import actions
from articles.models import Article, Revision
from articles.revisions.words import Words
from tests.articles.markup import SMALL_FIX, messages_of, open_form, parse, send_form
from tests.factories import hours, make_article, make_author, make_tag, make_user

pytestmark = pytest.mark.django_db

TEXT = "<p>One two three.</p><p>Four five six.</p>"
MINOR = {"declare": "minor"}
LOOK = "look at the whole before you publish"


@pytest.fixture
def ann():
    return make_user("Editor", first_name="Ann", last_name="Lee")


@pytest.fixture
def ben(client):
    user = make_user("Editor", username="ben")
    client.force_login(user)
    return user


def form_of(article):
    return f"/admin/articles/article/{article.pk}/change/"


def changes_of(article):
    return f"/admin/articles/article/{article.pk}/changes/"


def edit(article, by, **changed):
    article.refresh_from_db()
    newest = Revision.objects.numbered(article, article.revision)
    return actions.edit(article, Words(newest.content | changed, base=newest.number), by=by)


def says(response, words):
    return any(words in message for message in messages_of(response))


# The buttons of the form


@pytest.mark.parametrize(
    ("status", "to"),
    [("published", "changes"), ("draft", "published"), ("ready", "published")],
)
@pytest.mark.parametrize("mine", [{"headline": "Ben's"}, {}])
def test_what_came_together_with_unseen_words_is_not_published(client, ann, ben, status, to, mine):
    article = make_article(status=status, body=TEXT)
    _form, fields = open_form(client, form_of(article))
    edit(article, ann, body=TEXT.replace("five", "half a"))

    response = client.post(form_of(article), {**fields, **mine, "_move": to})

    assert response["Location"] == form_of(article)
    answer = client.get(form_of(article))
    assert says(answer, LOOK)
    assert says(answer, "Ann Lee")
    article.refresh_from_db()
    assert article.status == status
    assert status != "published" or "half a" not in article.body
    newest = Revision.objects.numbered(article, article.revision)
    assert ("half a" in newest.content["body"], newest.headline) == (
        True,
        mine.get("headline", article.headline),
    )


def test_what_was_looked_at_is_published_by_the_next_press(client, ann, ben):
    article = make_article(body=TEXT)
    _form, fields = open_form(client, form_of(article))
    edit(article, ann, body=TEXT.replace("five", "nine"))
    client.post(form_of(article), {**fields, **SMALL_FIX, "headline": "Ben's", "_move": "changes"})

    send_form(client, form_of(article), "_move=changes", **SMALL_FIX)

    article.refresh_from_db()
    assert ("nine" in article.body, article.headline) == (True, "Ben's")


def test_the_same_words_of_both_hide_nothing(client, ann, ben):
    article = make_article(headline="Old")
    _form, fields = open_form(client, form_of(article))
    edit(article, ann, headline="New")

    client.post(form_of(article), {**fields, **SMALL_FIX, "headline": "New", "_move": "changes"})

    assert Article.objects.get().headline == "New"


def test_what_readers_do_not_see_goes_on_together_with_others_words(client, ann, ben):
    article = make_article(status="draft", body=TEXT)
    _form, fields = open_form(client, form_of(article))
    edit(article, ann, body=TEXT.replace("five", "nine"))

    client.post(form_of(article), {**fields, "headline": "Ben's", "_move": "review"})

    assert Article.objects.get().status == "review"


def test_tags_that_went_together_are_no_new_version_when_the_form_is_saved_again(client, ann, ben):
    first, second, third = make_tag(), make_tag(), make_tag()
    article = make_article(status="draft", tags=[first])
    _form, fields = open_form(client, form_of(article))
    edit(article, ann, tags=[first.pk, third.pk])
    client.post(form_of(article), {**fields, "tags": [first.pk, second.pk], "_continue": "1"})
    number = Article.objects.get().revision

    send_form(client, form_of(article))

    assert Article.objects.get().revision == number


# The page of changes


@pytest.mark.parametrize("hour", [{}, {"at_0": "2031-01-07", "at_1": "12:00"}])
def test_what_was_saved_after_the_page_was_read_does_not_go_out(clock, client, ann, ben, hour):
    article = make_article(body=TEXT, published_at=clock.now() - hours(1))
    edit(article, ann, body=TEXT.replace("five", "nine"))
    _form, fields = open_form(client, changes_of(article))
    edit(article, ann, body=TEXT.replace("five", "half a"))

    fields |= {**hour, **MINOR, "note": "Why it matters.", "_do": "publish"}
    page = client.post(changes_of(article), fields)

    article.refresh_from_db()
    assert (article.body, article.changes_at) == (TEXT, None)
    assert says(page, "Somebody saved meanwhile")
    shown = parse(page.text, is_strict=False)
    assert "half a" in shown.texts(".compared ins")
    assert shown.one("textarea[name=note]").text == "Why it matters."
    assert all(shown.one(f"input[name={name}]")["value"] == typed for name, typed in hour.items())
    send_form(client, changes_of(article), "_do=publish", **MINOR)
    assert "half a" in Article.objects.get().body


def test_what_was_saved_after_the_page_was_read_is_not_discarded(client, ann, ben):
    article = make_article(body=TEXT)
    edit(article, ann, headline="New")
    _form, fields = open_form(client, changes_of(article))
    edit(article, ann, headline="Newer")

    client.post(changes_of(article), {**fields, "_do": "discard"})

    assert Article.objects.get().has_unpublished_changes


@pytest.mark.parametrize("seen", [None, "", "x", "0", "-1", "9" * 30])
def test_who_does_not_say_what_was_looked_at_publishes_nothing(client, ann, ben, seen):
    article = make_article(headline="Old")
    edit(article, ann, headline="New")
    said = MINOR if seen is None else MINOR | {"seen": seen}

    response = client.post(changes_of(article), {**said, "_do": "publish"})

    assert response.status_code in {200, 302}
    assert Article.objects.get().headline == "Old"


def test_a_mistake_in_the_page_hides_no_newer_words(client, ann, ben):
    article = make_article(headline="Old")
    edit(article, ann, headline="New")
    _form, fields = open_form(client, changes_of(article))
    edit(article, ann, headline="Newer")

    answer = client.post(changes_of(article), {**fields, **MINOR, "at_0": "x", "_do": "publish"})

    assert says(answer, "Somebody saved meanwhile")
    page = parse(answer.text, is_strict=False)
    assert page.one("input[name=seen]")["value"] == str(Article.objects.get().revision)
    assert "Newer" in page.texts(".differences ins")


def test_discarding_beside_scheduled_changes_says_what_stays(clock, client, ann, ben):
    article = make_article(headline="Old", published_at=clock.now() - hours(1))
    edit(article, ann, headline="Scheduled")
    actions.publish_changes(article, by=ann, at=clock.now() + hours(3))
    edit(article, ann, headline="Newer")

    response = send_form(client, changes_of(article), "_do=discard")

    assert says(response, "the text is again the one that goes live on")
    _form, fields = open_form(client, form_of(article))
    assert fields["headline"] == "Scheduled"


# Bringing back


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"headline": ""}, "Headline: This field cannot be blank."),
        ({"headline": "x" * 300}, "Headline: Ensure this value has at most 250"),
    ],
)
def test_words_that_were_refused_are_refused_when_they_are_brought_back(client, ben, wrong, said):
    article = make_article(status="draft", headline="Old")
    send_form(client, form_of(article), **wrong)
    refused = Revision.objects.get(kind="refused")

    response = client.post(
        f"/admin/articles/article/{article.pk}/history/{refused.number}/restore/"
    )

    assert says(response, said)
    assert Article.objects.get().headline == "Old"


@pytest.mark.parametrize("field", ["credits", "tags"])
def test_credits_and_tags_are_brought_back_by_their_button(client, ann, ben, field):
    article = make_article(status="draft", credits=[make_author()], tags=[make_tag()])
    edit(article, ann, credits=[], tags=[])

    response = client.post(
        f"/admin/articles/article/{article.pk}/history/1/restore/", {"field": field}
    )

    assert says(response, "of version 1 is back")
    assert article.revisions.first().note == f"{field.capitalize()} from version 1."
    counts = {"credits": article.credits.count(), "tags": article.tags.count()}
    assert counts == {"credits": 0, "tags": 0} | {field: 1}


def test_an_hour_gone_by_lets_nothing_out(clock, client):
    client.force_login(make_user("Editor"))
    article = make_article(headline="Old", published_at=clock.now() - hours(2))
    content = article.revisions.first().content
    actions.edit(article, Words(content | {"headline": "New"}), by=None)
    _form, fields = open_form(client, f"/admin/articles/article/{article.pk}/changes/")
    hour = {"at_0": "2030-01-07", "at_1": "08:59", "_do": "publish"}

    response = client.post(f"/admin/articles/article/{article.pk}/changes/", fields | MINOR | hour)

    assert "This hour has passed. Leave it blank for now." in response.text
    article.refresh_from_db()
    assert article.headline == "Old"


def test_published_changes_are_answered_with_the_way_to_the_page(client):
    client.force_login(make_user("Editor"))
    article = make_article(headline="Old")
    content = article.revisions.first().content
    actions.edit(article, Words(content | {"headline": "New"}), by=None)
    page = f"/admin/articles/article/{article.pk}/changes/"
    _form, fields = open_form(client, page)

    response = client.post(page, fields | MINOR | {"_do": "publish"}, follow=True)

    link = f'<a href="{article.get_absolute_url()}">See the story on the site</a>'
    assert f"Changes published. {link}" in response.text
