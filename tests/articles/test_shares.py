"""Links for people without an account: the page, the door, and what is not told."""

from functools import partial

import pytest
from django.core import signing
from django.core.signing import Signer
from django.test import Client

from articles import actions
from articles.models import Article, Comment, Revision, ShareLink, ShareVisit
from articles.revisions import content as contents
from articles.revisions.words import Words
from newsroom.headers import PUBLIC_POLICY, VISITOR_COOKIE
from tests.articles.markup import errors_of, parse, read
from tests.factories import hours, make_article, make_image, make_share_link

pytestmark = pytest.mark.django_db


def write(article, **fields):
    content, _names = contents.read(Article.objects.get(pk=article.pk))
    return actions.edit(article, Words(content | fields), by=None)


def enter(client, link, **fields):
    """Go through the door of a link, as far as it opens."""
    return client.post(link.get_absolute_url(), {"name": "Ann Lee", **fields}, follow=True)


# The page


def test_who_has_the_link_reads_the_newest_text(client):
    article = make_article(status="draft", headline="First", lead_image=make_image())
    link = make_share_link(article)
    write(article, headline="Second")

    page = read(client, link.get_absolute_url())

    assert page.one("h1").text == "Second"
    assert page.one("figure.story__lead img")


def test_a_link_to_one_version_shows_no_other(client):
    article = make_article(headline="First")
    link = make_share_link(article, revision=1)
    write(article, headline="Second")

    page = read(client, link.get_absolute_url())

    assert page.one("h1").text == "First"
    assert "Version 1 of" in page.one(".preview-bar").text


def test_the_bar_and_the_mark_say_for_whom_the_page_is(client, clock):
    page = read(client, make_share_link(label="Legal <b>").get_absolute_url())

    assert page.one(".preview-bar").text.startswith(
        "Preview for Legal <b>. Not for publication. Version 1 of 7 Jan 2030, 09:00."
    )
    assert page.one(".watermark")["aria-hidden"] == "true"
    marks = page.texts(".watermark__mark")
    assert len(marks) > 20
    assert set(marks) == {"Legal <b> · 7 Jan 2030"}


def test_the_page_is_kept_and_found_by_nobody(client):
    response = client.get(make_share_link().get_absolute_url())

    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Content-Security-Policy"] == PUBLIC_POLICY
    assert not response.has_header("ETag")
    assert not response.cookies
    page = parse(response.text)
    assert page.one("meta[name=robots]")["content"] == "noindex"
    assert page.all("link[rel=canonical]") == page.all("base") == []


@pytest.mark.parametrize("status", Article.Status)
def test_a_link_works_wherever_the_story_stands(client, status):
    link = make_share_link(make_article(status=status))

    assert client.get(link.get_absolute_url()).status_code == 200


def test_nothing_of_the_story_stands_in_the_address():
    article = make_article(status="draft", headline="Secret", slug="secret")

    address = make_share_link(article).get_absolute_url()

    assert address.startswith("/preview/")
    assert "secret" not in address.lower()


# What leads nowhere


def broken(link):
    """Addresses that are almost right."""
    token = link.token
    key, signature = token.split(".")
    yield from ["0", "x", ".", "..", token[:-1], token + "A", token.upper(), key, signature]
    yield from [f"{int(key) + 1}.{signature}", f"0{token}", f" {token}", f"{token}."]
    yield f"{key}.{signature[:-1]}{'A' if signature[-1] != 'A' else 'B'}"
    yield Signer(sep=".", salt="articles.share").sign(str(link.pk + 1000))
    yield Signer(sep=".").sign(str(link.pk))
    yield from ["é" * 50, "\u202e" + token, "%F0%9F%98%80", "a" * 1500]


def test_an_address_that_is_not_right_is_like_any_that_never_was(client):
    link, same = make_share_link(), {"X-Request-ID": "the-same-request"}
    never = client.get("/no/such-page/", headers=same)

    for token in broken(link):
        response = client.get(f"/preview/{token}/", headers=same)

        assert (response.status_code, response.content) == (404, never.content), token
        assert response.headers == never.headers, token


def test_what_is_over_revoked_or_deleted_is_like_any_that_never_was(client, clock):
    never = client.get("/no/such-page/").content
    over = make_share_link(expires_at=clock.now() + hours(1))
    revoked, gone, bare = make_share_link(), make_share_link(), make_share_link(revision=1)
    actions.revoke_share_link(revoked, by=revoked.created_by)
    actions.delete_article(gone.article, by=None)
    Revision.objects.filter(article=bare.article).delete()
    clock.advance(hours=1)

    for address in map(ShareLink.get_absolute_url, (over, revoked, bare)):
        for response in (client.get(address), client.post(address, {"text": "x"})):
            assert (response.status_code, response.content) == (404, never), address
    assert not ShareLink.objects.filter(pk=gone.pk).exists()
    assert Comment.objects.count() == ShareVisit.objects.count() == 0


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_other_methods_are_not_allowed(client, method):
    assert getattr(client, method)(make_share_link().get_absolute_url()).status_code == 405


# The door


def test_a_name_is_asked_for_before_anything_is_shown(client):
    link = make_share_link(label="Their lawyers", asks_name=True)

    door = client.get(link.get_absolute_url())

    page = parse(door.text)
    assert link.article.headline not in door.text
    assert "Their lawyers" not in door.text
    assert [field["name"] for field in page.all("main input")] == ["name"]
    assert (door["Cache-Control"], door["Referrer-Policy"]) == ("no-store", "no-referrer")
    story = enter(client, link)
    bar = parse(story.text).one(".preview-bar").text
    assert bar.startswith("Preview for Ann Lee (Their lawyers).")


def test_who_gives_no_name_stays_outside(client):
    link = make_share_link(asks_name=True)

    response = client.post(link.get_absolute_url(), {"name": "  "})

    assert errors_of(response) == ["This field is required."]
    assert link.article.headline not in response.text


def test_the_pass_phrase_is_kept_as_a_hash_alone_and_opens_the_door(client):
    link = make_share_link(pass_phrase="quay at dawn")

    wrong = client.post(link.get_absolute_url(), {"phrase": "Quay at dawn"})
    right = enter(client, link, phrase=" quay at dawn ")

    assert "quay" not in link.pass_phrase
    assert errors_of(wrong) == ["This is not the pass phrase of this link."]
    assert link.article.headline not in wrong.text
    assert link.article.headline in right.text


def test_after_ten_wrong_pass_phrases_none_is_looked_at_for_ten_minutes(client, settings):
    link, other = make_share_link(pass_phrase="quay"), make_share_link(pass_phrase="quay")
    address = link.get_absolute_url()
    for _ in range(10):
        assert client.post(address, {"phrase": "wrong"}).status_code == 200

    settings.PASSWORD_HASHERS = []  # any look at the hash would fail now
    response = client.post(address, {"phrase": "quay"})

    assert response.status_code == 429
    assert "Try again in ten minutes" in response.text
    assert link.article.headline not in response.text
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    assert other.article.headline in enter(client, other, phrase="quay").text


def test_after_ten_minutes_pass_phrases_are_looked_at_again(client, clock):
    link = make_share_link(pass_phrase="quay")
    for _ in range(11):
        client.post(link.get_absolute_url(), {"phrase": "wrong"})

    clock.advance(minutes=11)

    assert link.article.headline in enter(client, link, phrase="quay").text


def test_many_pass_phrases_at_once_are_not_more_than_many_in_a_row(together):
    link = make_share_link(pass_phrase="quay")
    address = link.get_absolute_url()

    answers = together(*[partial(Client().post, address, {"phrase": "wrong"}) for _ in range(12)])

    assert sorted(answer.status_code for answer in answers) == [200] * 10 + [429] * 2


def test_right_pass_phrases_are_never_too_many():
    link = make_share_link(pass_phrase="quay")

    for _ in range(12):
        assert link.article.headline in enter(Client(), link, phrase="quay").text


def test_the_cookie_opens_one_link_and_travels_nowhere_else(client, settings):
    settings.SESSION_COOKIE_SECURE = True
    link = make_share_link(asks_name=True)

    cookie = client.post(link.get_absolute_url(), {"name": "Ann"}).cookies[VISITOR_COOKIE]

    assert cookie["path"] == link.get_absolute_url()
    assert cookie["httponly"]
    assert cookie["secure"]
    assert (cookie["samesite"], cookie["max-age"]) == ("Lax", 12 * 3600)
    assert link.article.headline not in signing.loads(cookie.value, salt="articles.visitor")


def forged(link):
    other = make_share_link(asks_name=True)
    known = {"link": link.pk, "name": "Ann"}
    yield from ["", "x", '"', "a;b", "\\", "=" * 50, "é", "\xff\xfe", "x" * 5000]
    yield signing.dumps(known)
    yield signing.dumps(known, salt="articles.visitor", key="another")
    yield signing.dumps({"link": other.pk, "name": "Ann"}, salt="articles.visitor")
    yield signing.dumps(known, salt="articles.visitor")[:-1]


def test_no_other_cookie_opens_a_door(rf, client):
    link = make_share_link(asks_name=True)

    for value in forged(link):
        sent = f"sessionid=x; {VISITOR_COOKIE}={value}; csrftoken=y"
        response = client.get(link.get_absolute_url(), HTTP_COOKIE=sent)
        assert response.status_code == 200, value
        assert link.article.headline not in response.text, value


def test_a_cookie_is_worth_nothing_after_twelve_hours(client, monkeypatch):
    link = make_share_link(asks_name=True)
    enter(client, link)
    later = signing.time.time() + 12 * 3600 + 1

    monkeypatch.setattr("django.core.signing.time.time", lambda: later)

    assert link.article.headline not in client.get(link.get_absolute_url()).text


def test_nobody_is_known_below_preview_but_by_its_own_cookie(rf, admin_client):
    link = make_share_link()

    response = admin_client.get(link.get_absolute_url())

    assert not response.cookies
    assert "sessionid" not in response.wsgi_request.COOKIES
    assert response.wsgi_request.user.is_anonymous
    home = Client().get("/", HTTP_COOKIE=f"{VISITOR_COOKIE}=x; sessionid=y")
    assert home.wsgi_request.COOKIES == {}
