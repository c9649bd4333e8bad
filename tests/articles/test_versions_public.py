"""The list of a story's versions for readers: what they saw, and never anything else."""

import pytest

from articles import actions
from articles.models import Revision
from articles.revisions.words import Words
from tests.articles.drafts import edit, story, words
from tests.articles.markup import read, read_admin
from tests.factories import hours, make_section, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def section():
    return make_section(slug="city", shows_versions=True)


@pytest.fixture
def editor():
    return make_user("Editor")


@pytest.fixture
def live(section, clock):
    """A story that went out an hour ago."""
    return story(
        slug="story", status="published", section=section, published_at=clock.now() - hours(1)
    )


def change(article, editor, **changed):
    edit(article, editor, **changed)
    actions.publish_changes(article, by=editor)


def listed(client, path="/story/versions/"):
    """The hours in the list, newest first."""
    return [time["datetime"][11:16] for time in read(client, path).all(".seen time")]


def test_readers_see_what_was_published_newest_first_with_its_hour(client, live, editor, clock):
    clock.advance(minutes=5)
    change(live, editor, headline="Zweite")
    clock.advance(minutes=5)
    change(live, editor, body="<p>One.</p><p>Two and a half.</p><p>Three.</p>")

    page = read(client, "/story/versions/")

    assert listed(client) == ["09:10", "09:05", "08:00"]
    assert page.texts(".seen__what") == [
        "What changed in version 3", "What changed in version 2", "The first version",
    ]  # fmt: skip
    assert page.one("meta[name=robots]")["content"] == "noindex"
    links = [a["href"] for a in read(client, "/story/").all(".facts a")]
    assert "/story/versions/" in links


def test_the_list_says_what_is_new_as_readers_were_told(client, live, editor, clock):
    clock.advance(minutes=5)
    edit(live, editor, headline="Second")
    actions.publish_changes(live, by=editor, declare="update", whats_new="The <mayor> answers.")

    assert read(client, "/story/versions/").texts(".seen__new") == ["The <mayor> answers."]


def test_what_changed_is_marked_word_by_word(client, live, editor, clock):
    clock.advance(minutes=5)
    text = "<p>One.</p><p>Two and a half.</p><p>Three.</p>"
    change(live, editor, headline="A bridge opens", body=text)

    page = read(client, "/story/versions/2/")

    assert page.one("meta[name=robots]")["content"] == "noindex"
    [block] = page.all(".changed--changed")
    assert block.texts("ins") == ["and a half"]
    assert page.one(".changes__label").text == "Headline"
    assert "A bridge opens" in page.one(".changes__field").text


def test_footnotes_are_read_where_they_are_written(client, live, editor, clock):
    note = '<span class="footnote">Page {}.</span>'
    noted = f"<p>One.{note.format(1)}</p><p>Two{{}}.{note.format(2)}</p>"
    clock.advance(minutes=5)
    change(live, editor, body=noted.format(""))
    clock.advance(minutes=5)
    change(live, editor, body=noted.format(" and a half"))

    page = read(client, "/story/versions/3/")

    assert page.texts(".changed--same .noted") == ["Page 1."]
    assert page.texts(".changed--changed .noted") == ["Page 2."]
    assert not page.all(".notes")


def test_drafts_autosaves_and_what_waits_are_never_there(client, live, editor, clock):
    secret = "<p>Zanzibar.</p>"
    edit(live, editor, body=secret)
    kept = Words(words(live, body=secret).content, base=live.revision, sitting="one")
    actions.keep_words(live, kept, kind=Revision.Kind.AUTOSAVED, by=editor)
    actions.publish_changes(live, by=editor, at=clock.now() + hours(1))

    assert listed(client) == ["08:00"]
    for number in range(12):
        response = client.get(f"/story/versions/{number}/")
        assert response.status_code == 404, number
        assert "Zanzibar" not in response.text


def test_changes_that_wait_are_there_from_their_hour_on_and_not_if_they_are_called_off(
    client, live, editor, clock
):
    edit(live, editor, body="<p>Zanzibar</p>")
    actions.publish_changes(live, by=editor, at=clock.now() + hours(1))
    actions.call_off_changes(live, by=editor)
    edit(live, editor, body="<p>Departed</p>")
    actions.publish_changes(live, by=editor, at=clock.now() + hours(2))
    clock.advance(hours=3)
    client.get("/")

    assert listed(client) == ["12:00", "08:00"]
    assert "Zanzibar" not in client.get("/story/versions/2/").text
    assert "Departed" in client.get("/story/versions/2/").text


def test_what_was_replaced_before_its_hour_was_seen_by_nobody(client, section, editor, clock):
    early = story(
        slug="story", status="published", section=section, body="<p>Zanzibar.</p>",
        published_at=clock.now() + hours(1),
    )  # fmt: skip
    change(early, editor, body="<p>Seen.</p>")
    clock.advance(hours=2)

    assert listed(client) == ["10:00"]
    assert client.get("/story/versions/2/").status_code == 404


def test_a_publication_that_was_called_off_leaves_no_version(client, section, editor, clock):
    early = story(
        slug="story", status="published", section=section, published_at=clock.now() + hours(1)
    )
    actions.unschedule(early, by=editor)
    edit(early, editor, body="<p>Other.</p>", published_at=None)
    clock.advance(hours=3)
    early.refresh_from_db()
    actions.publish(early, by=editor)

    assert listed(client) == ["12:00"]


def test_after_a_withdrawal_the_list_begins_anew(client, live, editor, clock):
    clock.advance(minutes=5)
    change(live, editor, body="<p>Zanzibar.</p>")
    actions.withdraw(live, by=editor, reason="Libel.")
    assert client.get("/story/versions/").status_code == 404
    edit(live, editor, body="<p>Clean.</p>")
    clock.advance(minutes=5)
    live.refresh_from_db()
    actions.publish(live, by=editor)

    assert listed(client) == ["09:10"]
    for path in ("/story/versions/", "/story/versions/2/", "/story/versions/1/"):
        assert "Zanzibar" not in client.get(path).text


def test_discarded_changes_are_no_version(client, live, editor):
    edit(live, editor, body="<p>Zanzibar.</p>")
    actions.discard_changes(live, by=editor)

    assert listed(client) == ["08:00"]


@pytest.mark.parametrize("path", ["/story/versions/", "/story/versions/2/"])
def test_where_the_newsroom_does_not_allow_it_there_is_no_list(client, live, editor, clock, path):
    clock.advance(minutes=5)
    change(live, editor, headline="Second")
    assert client.get(path).status_code == 200

    actions.show_versions(live, shown=False, by=editor)
    assert client.get(path).status_code == 404
    assert "versions/" not in client.get("/story/").text

    actions.show_versions(live, shown=True, by=editor)
    live.section.shows_versions = False
    actions.save_section(live.section, by=None)
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/news/versions/", "/nothing/versions/", "/story/versions/x/",
                                  "/story/versions/99999999999999999999/"])  # fmt: skip
def test_there_are_no_versions_of_what_is_no_story(client, live, path):
    assert client.get(path).status_code == 404


def test_an_old_address_of_the_list_leads_to_the_new_one(client, live):
    live.slug = "moved"
    actions.save_article(live, by=None)

    assert client.get("/story/versions/")["Location"] == "/moved/versions/"
    actions.withdraw(live, by=None, reason="Gone.")
    assert client.get("/story/versions/").status_code == 404


def test_the_desk_hides_a_storys_versions_from_readers(client, live, editor):
    client.force_login(editor)
    page = f"/admin/articles/article/{live.pk}/corrections/"
    assert read_admin(client, page).one("button[name=_versions]")["value"] == "hide"

    client.post(page, {"_versions": "hide"})

    assert client.get("/story/versions/").status_code == 404
    assert read_admin(client, page).one("button[name=_versions]")["value"] == "show"
    client.force_login(make_user("Reporter"))
    assert client.post(page, {"_versions": "show"}).status_code == 403


def test_what_was_seen_is_never_pruned(live, editor, clock):
    for number in range(3):
        clock.advance(minutes=1)
        change(live, editor, headline=f"Headline {number}")
    seen = set(Revision.objects.exclude(public_at=None).values_list("pk", flat=True))
    assert len(seen) == 4

    actions.prune_revisions(before=clock.now() + hours(24))

    assert seen <= set(Revision.objects.values_list("pk", flat=True))


def test_what_an_update_said_was_new_stands_on_the_page_of_its_change(client, live, editor, clock):
    clock.advance(minutes=5)
    edit(live, editor, headline="Zweite")
    actions.publish_changes(live, by=editor, declare="update", whats_new="The <vote> was held.")
    clock.advance(minutes=5)
    change(live, editor, headline="Dritte")

    told = [read(client, f"/story/versions/{n}/").texts(".seen__new") for n in (2, 3)]

    assert told == [["What is new: The <vote> was held."], []]
