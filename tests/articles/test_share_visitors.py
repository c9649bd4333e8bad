"""What readers of a share link leave behind: their visits and notes, and any rubbish."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from articles import actions
from articles.models import Article, Comment, Revision, ShareLink, ShareVisit
from articles.revisions import content as contents
from articles.revisions.words import Words
from tests.articles.markup import errors_of, parse, read
from tests.factories import hours, make_article, make_share_link, make_user

pytestmark = pytest.mark.django_db

BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"


def write(article, **fields):
    content, _names = contents.read(Article.objects.get(pk=article.pk))
    return actions.edit(article, Words(content | fields), by=None)


def enter(client, link, **fields):
    """Go through the door of a link, as far as it opens."""
    return client.post(link.get_absolute_url(), {"name": "Ann Lee", **fields}, follow=True)


def send(client, link, text="One number is wrong.", **fields):
    fields = {"name": "Ann Lee", "text": text, "revision": "1"} | fields
    return client.post(link.get_absolute_url(), fields)


def reload(link):
    return ShareLink.objects.get(pk=link.pk)


# Who opened it


def test_every_opening_is_written_down(client, clock):
    article = make_article(status="draft")
    link = make_share_link(article, asks_name=True)

    client.get(link.get_absolute_url())
    assert not link.visits.exists()
    client.post(link.get_absolute_url(), {"name": " Ann\tLee "})
    client.get(link.get_absolute_url(), headers={"user-agent": BROWSER})

    visit = link.visits.get()
    assert (visit.name, visit.revision, visit.browser) == ("Ann Lee", 1, BROWSER)


def test_a_reload_within_the_minute_is_the_same_visit(client, clock):
    article = make_article(status="draft")
    link = make_share_link(article)

    def visits_after(seconds=0, browser=BROWSER):
        clock.advance(seconds=seconds)
        client.get(link.get_absolute_url(), headers={"user-agent": browser})
        return link.visits.count()

    assert [visits_after(), visits_after(59), visits_after(2)] == [1, 1, 2]
    assert visits_after(1, browser="Another") == 3
    write(article, headline="Newer")
    assert visits_after() == 4


def test_asking_for_the_headers_is_no_visit(client):
    link = make_share_link()

    response = client.head(link.get_absolute_url())

    assert (response.status_code, response.content) == (200, b"")
    assert not link.visits.exists()


@pytest.mark.parametrize(
    ("browser", "words"),
    [
        (BROWSER, "Firefox on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Safari/604.1", "Safari on iPhone"),
        ("Slackbot-LinkExpanding 1.0", "Slackbot-LinkExpanding 1.0"),
        ("", ""),
    ],
)
def test_a_browser_is_called_what_people_call_it(browser, words):
    assert ShareVisit(browser=browser).browser_in_words == words


# Notes


def test_a_note_lands_on_the_story(client):
    link = make_share_link(label="Legal")

    response = send(client, link, text="Line one.\r\n\r\n<b>Line</b> two. ")

    note = Comment.objects.get()
    assert (note.article, note.link, note.by) == (link.article, link, None)
    assert (note.name, note.revision) == ("Ann Lee", 1)
    assert note.text == "Line one.\n\n<b>Line</b> two."
    page = read(client, response["Location"].partition("#")[0])
    assert "has reached the newsroom" in page.one(".preview-notes__sent").text
    assert page.one(".preview-notes__sent blockquote").text == "Line one.<b>Line</b> two."


def test_nobody_reads_the_notes_of_others(client):
    link, other = make_share_link(), make_share_link()
    send(client, link, text="For you alone.")
    sent = send(client, other, text="Elsewhere.")["Location"].partition("?")[2].partition("#")[0]

    for query in ("", "?sent=1", "?sent=x", f"?{sent}", "?sent=%FF"):
        text = client.get(link.get_absolute_url() + query).text
        assert "For you alone." not in text
        assert "Elsewhere." not in text


def test_who_gave_a_name_at_the_door_is_not_asked_again(client):
    link = make_share_link(asks_name=True)
    page = parse(enter(client, link).text)

    send(client, link, name="Somebody else")

    assert [field["name"] for field in page.one(".preview-notes").all("[name]")] == [
        "text", "revision",
    ]  # fmt: skip
    assert Comment.objects.get().name == "Ann Lee"


def test_a_note_belongs_to_the_version_that_was_read(client):
    article = make_article(status="draft")
    newest, first = make_share_link(article), make_share_link(article, revision=1)
    write(article, headline="Second")
    elsewhere = make_article()

    for link, said in ((newest, "1"), (newest, "2"), (newest, ""), (newest, "99"), (first, "2")):
        send(client, link, revision=said)

    assert list(Comment.objects.values_list("revision", flat=True)) == [1, 2, 2, 0, 1]
    assert elsewhere.comments.count() == 0


@pytest.mark.parametrize("text", ["", " \n ", "x" * 5001, "nul\x00byte"])
def test_a_note_that_cannot_be_taken_stays_in_the_form(client, text):
    link = make_share_link()

    response = send(client, link, text=text)

    assert errors_of(response)
    assert Comment.objects.count() == 0
    assert parse(response.text).one("textarea").text == " ".join(text.split())


def test_a_long_note_with_many_lines_fits(client):
    text = "x\r\n" * 2500

    send(client, make_share_link(), text=text)

    assert len(Comment.objects.get().text) == 4999


def test_fifty_notes_an_hour_come_through_one_link(client, clock):
    link, other = make_share_link(), make_share_link()
    for number in range(50):
        actions.add_outside_comment(link, name="Ann", text=f"{number}", revision=1)

    refused = send(client, link, text="One more")

    assert refused.status_code == 429
    assert "Try again in an hour" in refused.text
    assert "One more" in refused.text
    assert send(client, other).status_code == 302
    clock.advance(hours=1)
    assert send(client, link).status_code == 302


def test_a_note_from_a_page_left_open_too_long_is_sent_through_the_door(client):
    link = make_share_link(asks_name=True, pass_phrase="quay")

    door = send(client, link, text='The "third"\nparagraph', name="")
    fields = {f["name"]: f.attributes.get("value", "") for f in parse(door.text).all("main input")}
    client.post(link.get_absolute_url(), fields | {"name": "Ann Lee", "phrase": "quay"})

    note = Comment.objects.get()
    assert (note.name, note.text) == ("Ann Lee", 'The "third"\nparagraph')
    assert link.article.headline in client.get(link.get_absolute_url()).text


# Rubbish

RUBBISH = ["\x00", "\ud800".encode("utf-8", "surrogatepass"), b"\xff\xfe\x00", "x" * 100_000,
           "\u202e\u0000", "💥" * 150, "<script>", "{{ 7 }}", "\r\n\t"]  # fmt: skip


@pytest.mark.parametrize("rubbish", RUBBISH)
def test_rubbish_in_forms_is_answered_calmly(client, rubbish):
    for link in (
        make_share_link(asks_name=True, pass_phrase="quay"),
        make_share_link(asks_name=True),
    ):
        for name in ("name", "phrase", "text", "revision"):
            fields = {"name": "Ann", "phrase": "quay", "text": "", "revision": "1", name: rubbish}
            address = link.get_absolute_url()
            assert Client().post(address, fields).status_code in {200, 302, 429}
            assert client.post(address, fields).status_code in {200, 302, 429}
            assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "content_type",
    ["application/octet-stream", "multipart/form-data", "text/plain; charset=nonsense",
     "multipart/form-data; boundary=x", "application/x-www-form-urlencoded; charset=utf-16"],
)  # fmt: skip
def test_rubbish_instead_of_a_form_is_answered_calmly(client, content_type):
    for link in (make_share_link(), make_share_link(asks_name=True)):
        address, body = link.get_absolute_url(), b"\x00\xff--x\r\n"
        response = client.generic("POST", address, body, content_type=content_type)
        assert response.status_code in {200, 400}


def test_a_browser_may_call_itself_anything(client):
    link = make_share_link()

    for browser in ("x" * 9000, "\x00\x01", "é\xff", "💥", ""):
        assert client.get(link.get_absolute_url(), HTTP_USER_AGENT=browser).status_code == 200
    assert max(len(visit.browser) for visit in link.visits.all()) == 300


# The actions


def test_only_who_may_edit_a_story_shares_it():
    theirs = make_article(status="draft", by=make_user("Reporter"))
    link = make_share_link(theirs)
    stranger = make_user("Reporter")

    with pytest.raises(PermissionDenied):
        make_share_link(theirs, by=stranger)
    with pytest.raises(PermissionDenied):
        actions.revoke_share_link(link, by=stranger)
    assert reload(link).is_open


def test_a_link_ends_at_its_hour_within_a_year(clock):
    for fields in (
        {"expires_at": clock.now()},
        {"expires_at": clock.now() + hours(24 * 367)},
        {"label": " \n"},
        {"label": "x" * 151},
        {"revision": 2},
        {"revision": 0},
    ):
        with pytest.raises(ValidationError) as error:
            make_share_link(**fields)
        assert set(error.value.error_dict) == set(fields)
    assert ShareLink.objects.count() == 0


def test_words_somebody_only_kept_are_not_shared():
    article, user = make_article(status="draft"), make_user("Editor")
    content, _names = contents.read(article)
    kept = actions.keep_words(article, Words(content), kind=Revision.Kind.AUTOSAVED, by=user)

    with pytest.raises(ValidationError):
        make_share_link(article, revision=kept.number)


def test_revoking_twice_keeps_the_first_hour(clock):
    link = make_share_link()
    actions.revoke_share_link(link, by=link.created_by)
    first = reload(link).revoked_at
    clock.advance(hours=1)

    actions.revoke_share_link(reload(link), by=link.created_by)

    assert reload(link).revoked_at == first


def test_deleting_a_story_takes_its_links_and_notes_along(client):
    article = make_article(status="draft")
    link = make_share_link(article)
    client.get(link.get_absolute_url())
    send(client, link)

    actions.delete_article(article, by=None)

    assert ShareLink.objects.count() == ShareVisit.objects.count() == Comment.objects.count() == 0
