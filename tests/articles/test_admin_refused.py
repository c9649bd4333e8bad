"""What cannot be saved is kept: no right, no session, an old page, wrong fields, a forged base."""

import time
from dataclasses import asdict

import pytest
from django.contrib.auth.models import Group
from django.core import signing
from django.test import Client

from articles import actions
from articles.models import Article, Revision
from articles.revisions import words as words_module
from articles.revisions.words import Opening, Words
from tests.articles.markup import errors_of, messages_of, open_form, parse, read_admin, send_form
from tests.factories import make_article, make_author, make_section, make_tag, make_user

pytestmark = pytest.mark.django_db

ADD = "/admin/articles/article/add/"
KEPT = "/admin/articles/article/kept/"
KEEP = "/admin/articles/article/keep/"
TYPED = "<p>What I typed for an hour.</p>"


def form_of(article):
    return f"/admin/articles/article/{article.pk}/change/"


@pytest.fixture
def ann(client):
    user = make_user("Editor", username="ann")
    client.force_login(user)
    return user


def waiting(user):
    return Revision.objects.waiting_for(user).get()


def test_a_form_with_a_wrong_field_keeps_its_words_and_what_could_not_be_read(client, ann):
    article = make_article(status="draft")

    response = send_form(
        client, form_of(article), body=TYPED, published_at_0="tomorrow", published_at_1="25:99"
    )

    assert "Enter a valid date." in " ".join(errors_of(response))
    kept = waiting(ann)
    assert (kept.kind, kept.article, kept.content["body"]) == ("refused", article, TYPED)
    assert kept.typed == {"published_at": "tomorrow 25:99"}
    assert "published_at" not in kept.content


def test_the_form_opens_with_the_words_that_were_refused(client, ann):
    article = make_article(status="draft")
    send_form(client, form_of(article), body=TYPED, headline="")

    page = read_admin(client, form_of(article))

    assert page.one("textarea[name=body]").text == TYPED
    assert "Not saved yet." in page.one(".kept").text
    send_form(client, form_of(article), headline="At last")
    article.refresh_from_db()
    assert (article.headline, article.body) == ("At last", TYPED)
    assert not Revision.objects.filter(waits=True).exists()


def test_a_new_story_that_is_refused_waits_to_be_gone_on_with(client, ann):
    send_form(client, ADD, headline="Begun", body=TYPED)

    kept = waiting(ann)
    assert (kept.article, kept.headline) == (None, "Begun")
    assert "Begun" in read_admin(client, ADD).one(".kept").text
    assert "Your unsaved words" in read_admin(client, "/admin/articles/article/").text
    response = send_form(client, f"{ADD}?kept={kept.pk}", section=make_section().pk)

    assert response.status_code == 302
    article = Article.objects.get()
    assert (article.headline, article.body) == ("Begun", TYPED)
    assert not Revision.objects.filter(waits=True).exists()


def test_a_new_story_that_is_sent_twice_is_one_story_with_the_later_words(client, ann):
    _form, fields = open_form(client, ADD)
    fields |= {"headline": "Once", "section": make_section().pk, "_continue": "1"}

    answers = [client.post(ADD, fields | {"body": body}) for body in ("<p>One.</p>", TYPED)]

    article = Article.objects.get()
    assert [answer["Location"] for answer in answers] == [form_of(article)] * 2
    assert (article.body, article.revision) == (TYPED, 2)


@pytest.mark.django_db(transaction=True)
def test_a_new_story_sent_twice_at_once_is_one_story(together):
    user = make_user("Editor")
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(user)
    _form, fields = open_form(clients[0], ADD)
    fields |= {"headline": "Once", "section": make_section().pk, "_continue": "1"}

    together(*(lambda client=client: client.post(ADD, fields) for client in clients))

    assert Article.objects.count() == 1


def test_words_sent_after_the_session_ended_are_kept_for_who_typed_them(client, ann):
    article = make_article(status="draft", headline="Old")
    _form, fields = open_form(client, form_of(article))
    client.logout()

    response = client.post(form_of(article), fields | {"body": TYPED, "_continue": "1"})

    assert response.status_code == 403
    assert "What you wrote is kept." in response.text
    assert f"/admin/login/?next={form_of(article)}" in response.text
    kept = waiting(ann)
    assert (kept.content["body"], kept.by, kept.base) == (TYPED, ann, 1)
    client.force_login(ann)
    assert read_admin(client, form_of(article)).one("textarea[name=body]").text == TYPED


def test_words_of_a_new_story_sent_after_the_session_ended_are_kept(client, ann):
    _form, fields = open_form(client, ADD)
    client.logout()

    response = client.post(ADD, fields | {"headline": "Begun", "body": TYPED})

    assert response.status_code == 403
    assert waiting(ann).headline == "Begun"


def test_words_sent_with_an_old_csrf_token_are_kept(ann):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ann)
    article = make_article(status="draft")
    _form, fields = open_form(strict, form_of(article))

    response = strict.post(
        form_of(article), fields | {"csrfmiddlewaretoken": "x" * 64, "body": TYPED}
    )

    assert response.status_code == 403
    assert "Go on writing" in response.text
    assert waiting(ann).content["body"] == TYPED


def test_an_old_token_elsewhere_gets_the_ordinary_answer(ann):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ann)

    assert strict.post("/admin/articles/tag/add/", {"name": "Sea"}).status_code == 403
    assert not Revision.objects.exists()


def test_words_of_somebody_who_lost_the_right_are_kept_and_can_be_read(client, ann):
    article = make_article(status="draft")
    _form, fields = open_form(client, form_of(article))
    ann.groups.set([Group.objects.get(name="Picture editor")])

    response = client.post(form_of(article), fields | {"body": TYPED, "_continue": "1"})

    assert response.status_code == 403
    assert "What you wrote is kept." in response.text
    assert TYPED in [area.text for area in read_admin(client, KEPT).all("textarea")]
    assert waiting(ann).kind == "refused"


def test_words_that_nobody_vouches_for_are_given_back(client):
    article = make_article(status="draft")

    response = client.post(form_of(article), {"headline": "Mine", "body": TYPED, "_opening": "x"})

    assert response.status_code == 403
    assert TYPED in [area.text for area in parse(response.text, is_strict=False).all("textarea")]
    assert not Revision.objects.filter(waits=True).exists()


@pytest.mark.parametrize("forged", ["", "nonsense", "\x00", "of another story", "of no story"])
def test_a_forged_version_is_refused_with_the_words_kept(client, ann, forged):
    article, other = make_article(status="draft"), make_article(status="draft")
    openings = {
        "of another story": Opening.now(ann, other, base=1).sign(),
        "of no story": Opening.now(ann, None, base=None).sign(),
    }

    response = send_form(
        client, form_of(article), body=TYPED, _opening=openings.get(forged, forged)
    )

    assert response.status_code == 302
    assert any("which version" in words for words in messages_of(response))
    assert waiting(ann).content["body"] == TYPED
    assert Article.objects.get(pk=article.pk).body == article.body


def test_a_version_that_is_not_there_any_more_holds_up_nobody(client, ann):
    """As after yesterday's copy of the database was brought back."""
    article = make_article(status="draft")
    lost = Opening.now(ann, article, base=7).sign()
    response = send_form(client, form_of(article), body=TYPED, _opening=lost)
    assert any("is not known. Your words are kept." in words for words in messages_of(response))

    page = read_admin(client, form_of(article))
    response = send_form(client, form_of(article), headline="Goes on")

    assert "bring back what is missing" in page.one(".kept").text
    assert response["Location"] == form_of(article)
    assert Article.objects.get().headline == "Goes on"
    assert waiting(ann).content["body"] == TYPED


def test_what_cannot_stand_together_is_kept(client, ann):
    article = make_article(status="draft")
    _form, fields = open_form(client, form_of(article))
    noon = {"published_at_0": "2030-01-07", "published_at_1": "12:00"}
    send_form(client, form_of(article), **noon)

    early = {"expires_at_0": "2030-01-07", "expires_at_1": "11:00", "body": TYPED}
    response = client.post(form_of(article), fields | early | {"_continue": "1"})

    assert response["Location"] == form_of(article)
    assert any("cannot expire before" in words for words in messages_of(response))
    assert waiting(ann).content["body"] == TYPED


@pytest.mark.parametrize("body", ["\x00\x01\x02", "\ud800", "<p>" + "é" * 1_000_000 + "</p>"])
def test_rubbish_and_very_much_of_it_break_nothing(client, ann, body):
    article = make_article(status="draft")
    _form, fields = open_form(client, form_of(article))
    fields |= {"body": body, "headline": "A\x00B", "standfirst": body[:50], "_continue": "1"}

    response = client.post(form_of(article), {k: _sendable(v) for k, v in fields.items()})

    assert response.status_code in {200, 302}
    assert Revision.objects.filter(waits=True).count() <= 1


def _sendable(value):
    return (
        value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
        if (isinstance(value, str))
        else value
    )


@pytest.mark.parametrize("rubbish", ["\x00", "x", "-1", "9" * 40, "\x00\ufffd'\\"])
def test_rubbish_in_every_field_is_answered_calmly_and_kept(client, ann, rubbish):
    article = make_article(status="draft", tags=[make_tag()], credits=[make_author()])
    form, fields = open_form(client, form_of(article))
    names = {*fields, *(select["name"] for select in form.all("select"))}
    names -= {"_opening", "credits-TOTAL_FORMS", "credits-INITIAL_FORMS", "headline"}
    fields |= dict.fromkeys(names, rubbish) | {"_move": rubbish}

    answers = [client.post(path, fields) for path in (form_of(article), KEEP)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert waiting(ann).typed["tags"] == rubbish.replace("\x00", "")
    assert read_admin(client, form_of(article)).one(".kept")


def test_words_for_a_story_that_was_deleted_meanwhile_are_kept(client, ann):
    article = make_article(status="draft")
    path = form_of(article)
    _form, fields = open_form(client, path)
    actions.delete_article(article, by=None)

    response = client.post(path, fields | {"body": TYPED, "_continue": "1"})

    assert response.status_code == 403
    assert "deleted this story meanwhile" in response.text
    assert (waiting(ann).article, waiting(ann).content["body"]) == (None, TYPED)
    assert client.post(KEEP, fields | {"body": TYPED}).json()["state"] == "kept"


def test_somebody_with_an_open_decision_goes_on_from_the_newest_text(client, ann):
    article = make_article(status="draft", headline="Old")
    content = article.revisions.get().content
    actions.edit(article, Words(content | {"headline": "Ben's"}, base=1), by=make_user("Editor"))
    actions.edit(article, Words(content | {"headline": "Ann's"}, base=1), by=ann)

    response = send_form(client, form_of(article), headline="Newer")

    assert response["Location"] == form_of(article)
    assert Article.objects.get().headline == "Newer"
    assert waiting(ann).kind == "conflict"


@pytest.mark.parametrize("wrong", ["author twice", "tag deleted"])
def test_kept_words_with_credits_or_tags_that_cannot_be_read_take_none_away(client, ann, wrong):
    author, tags = make_author(), [make_tag(), make_tag()]
    article = make_article(status="draft", credits=[author], tags=tags)
    _form, fields = open_form(client, form_of(article))
    if wrong == "author twice":
        fields |= {"credits-TOTAL_FORMS": "2", "credits-1-author": author.pk,
                   "credits-1-role": "writing", "credits-1-position": "1"}  # fmt: skip
    else:
        tags.pop().delete()
    client.post(KEEP, fields | {"body": TYPED})

    send_form(client, form_of(article))

    article.refresh_from_db()
    assert (article.body, article.credits.get().author) == (TYPED, author)
    assert list(article.tags.all()) == tags


def test_words_that_say_no_version_are_not_put_over_what_others_did(client, ann):
    article = make_article(status="draft", body="<p>Old.</p>")
    send_form(client, form_of(article), body=TYPED, _opening="nonsense")

    page = read_admin(client, form_of(article))

    assert page.one("textarea[name=body]").text == "<p>Old.</p>"
    assert "bring back what is missing" in page.one(".kept").text


def test_words_kept_under_an_opening_of_last_month_are_merged_from_its_version(client, ann):
    article = make_article(status="draft", headline="Old")
    _form, fields = open_form(client, form_of(article))
    actions.edit(
        article, Words(article.revisions.get().content | {"dateline": "LVIV"}, base=1), by=None
    )
    old = {"_opening": signed_long_ago(fields["_opening"])}

    client.post(form_of(article), fields | old | {"headline": "Mine", "_continue": "1"})

    article.refresh_from_db()
    assert (article.headline, article.dateline) == ("Mine", "LVIV")
    assert client.post(KEEP, fields | old).status_code == 403


def signed_long_ago(token):
    signer = signing.TimestampSigner(salt=words_module.SALT)
    signer.timestamp = lambda: signing.b62_encode(int(time.time()) - 40 * 86_400)
    return signer.sign_object(asdict(Opening.read(token)))


@pytest.mark.parametrize("path", ["change", "keep"])
def test_a_text_longer_than_any_is_refused_and_kept(client, ann, path):
    article = make_article(status="draft")
    _form, fields = open_form(client, form_of(article))
    fields["body"] = "<p>" + "word " * 700_000 + "</p>"

    response = client.post(form_of(article) if path == "change" else KEEP, fields)

    assert response.status_code == 200
    assert waiting(ann).typed["body"] == fields["body"]


def test_two_megabytes_of_another_script_arrive(client, ann):
    article = make_article(status="draft")
    form, fields = open_form(client, form_of(article))
    body = f"<p>{'слово ' * 180_000}</p>".replace(" </p>", "</p>")

    response = client.post(form_of(article), fields | {"body": body, "_continue": "1"})

    assert (form["enctype"], response.status_code) == ("multipart/form-data", 302)
    assert Article.objects.get().body == body
