"""The page where links to one story are made, copied and revoked."""

import pytest
from django.contrib.admin.models import LogEntry

from articles import actions
from articles.models import Article, Revision, ShareLink
from articles.revisions import content as contents
from articles.revisions.words import Words
from tests.articles.markup import errors_of, form_fields, messages_of, read_admin
from tests.factories import hours, make_article, make_share_link, make_user

pytestmark = pytest.mark.django_db


def address(article, query=""):
    return f"/admin/articles/article/{article.pk}/share/{query}"


def make(client, article, query="", **changes):
    """Fill in the form for a new link as it stands, but for `changes`."""
    path = address(article, query)
    fields = form_fields(read_admin(client, path).one(".sharing__new form"))
    return client.post(path, {**fields, "label": "Legal", **changes})


def test_a_link_is_made_for_a_week_and_the_newest_text_unless_told(clock, admin_client, admin_user):
    article = make_article(status="draft")

    response = make(admin_client, article)

    link = ShareLink.objects.get()
    assert response["Location"] == address(article, f"#link-{link.pk}")
    assert messages_of(response) == ["The link for “Legal” is ready to be copied."]
    assert (link.article, link.label, link.created_by) == (article, "Legal", admin_user)
    assert (link.revision, link.asks_name, link.pass_phrase) == (None, True, "")
    assert link.expires_at == clock.now() + hours(7 * 24)
    assert LogEntry.objects.get().change_message == "Share link for “Legal” made."


def test_everything_about_a_link_can_be_chosen(clock, admin_client):
    article = make_article(status="draft")
    fields = {"version": "1", "period": "hour", "hour": "2030-02-01T12:30"}

    make(admin_client, article, **fields, pass_phrase="quay", asks_name="")

    link = ShareLink.objects.get()
    assert (link.revision, link.asks_name) == (1, False)
    assert link.opens_with("quay")
    assert not link.opens_with("Quay")
    assert link.expires_at.isoformat() == "2030-02-01T12:30:00+00:00"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"label": " "}, "This field is required."),
        ({"label": "x" * 151}, "Ensure this value has at most 150 characters (it has 151)."),
        ({"label": "\x00"}, "Null characters are not allowed."),
        ({"version": "99"}, "Select a valid choice. 99 is not one of the available choices."),
        ({"period": "9999"}, "Select a valid choice. 9999 is not one of the available choices."),
        ({"period": "hour"}, "Give the hour."),
        ({"period": "hour", "hour": "soon"}, "Enter a valid date/time."),
        ({"period": "hour", "hour": "2030-01-07T08:59"}, "This hour is over."),
        ({"period": "hour", "hour": "9999-12-01T23:59"}, "A link works for a year at most."),
        ({"period": "hour", "hour": "9999-12-31T23:59"}, "This hour is out of all range."),
        ({"pass_phrase": "x" * 201}, "Ensure this value has at most 200 characters (it has 201)."),
    ],
)
def test_a_link_that_cannot_be_made_says_why(clock, admin_client, fields, said):
    response = make(admin_client, make_article(status="draft"), **fields)

    assert errors_of(response) == [said]
    assert ShareLink.objects.count() == 0


def test_an_old_version_can_be_shared_from_where_it_is_read(admin_client):
    article = make_article(status="draft")
    content, _names = contents.read(article)
    actions.edit(article, Words(content | {"headline": "Second"}), by=None)

    make(admin_client, article, "?revision=1")

    assert ShareLink.objects.get().revision == 1


@pytest.mark.parametrize("query", ["?revision=99", "?revision=x", "?revision=", "?revision=2"])
def test_what_is_no_version_of_the_story_is_not_offered(admin_client, admin_user, query):
    article = make_article(status="draft")
    content, _names = contents.read(article)
    actions.keep_words(article, Words(content), kind=Revision.Kind.AUTOSAVED, by=admin_user)

    page = read_admin(admin_client, address(article, query))

    values = [choice["value"] for choice in page.all("input[name=version]")]
    assert values == ["newest", "1"]
    assert "checked" in page.all("input[name=version]")[0]


def test_a_story_without_versions_is_shared_as_its_newest_text(admin_client):
    article = make_article(status="draft")
    Article.objects.update(revision=0)

    page = read_admin(admin_client, address(article))

    assert [choice["value"] for choice in page.all("input[name=version]")] == ["newest"]


def test_the_list_says_all_about_each_link(clock, admin_client, admin_user):
    article = make_article(status="draft")
    link = make_share_link(article, by=admin_user, label="Legal", asks_name=True, pass_phrase="x")
    for name in ("Ann Lee", "Bo <b>Kim</b>"):
        actions.note_visit(link, name=name, browser="Firefox", revision=1)
    make_share_link()

    page = read_admin(admin_client, address(article))

    card = page.one(".share-link")
    assert card.one("h3").text == "Legal"
    assert card.one("[data-copy-from]")["value"] == f"http://testserver{link.get_absolute_url()}"
    facts = dict(zip(card.texts("dt"), card.texts("dd"), strict=True))
    assert facts["Shows"] == "always the newest"
    assert facts["Works until"] == "14 Jan 2030, 09:00"
    assert facts["Asks for"] == "name and pass phrase"
    assert facts["Made by"] == f"{admin_user}, 7 Jan 2030, 09:00"
    assert card.one("summary").text == "Opened 2 times"
    rows = [row.texts("td") for row in card.all("tbody tr")]
    when = "7 Jan 2030, 09:00"
    assert sorted(rows) == [
        ["Ann Lee", when, "1", "Firefox"],
        ["Bo <b>Kim</b>", when, "1", "Firefox"],
    ]


def test_a_link_is_revoked_by_a_button(client, admin_client):
    article = make_article(status="draft")
    link = make_share_link(article, label="Legal")

    response = admin_client.post(address(article), {"revoke": str(link.pk)})

    assert messages_of(response) == ["The link for “Legal” leads nowhere any more."]
    assert client.get(link.get_absolute_url()).status_code == 404
    card = read_admin(admin_client, address(article)).one(".share-link")
    assert card.texts(".badge") == ["Revoked"]
    assert card.all("[data-copy-from]") == card.all("form") == []


@pytest.mark.parametrize("key", ["", "x", "\x00", "-1", "9" * 40, "①"])
def test_only_links_of_the_story_are_revoked(admin_client, key):
    article, other = make_article(status="draft"), make_share_link()

    assert admin_client.post(address(article), {"revoke": key}).status_code == 404
    assert admin_client.post(address(article), {"revoke": str(other.pk)}).status_code == 404
    assert ShareLink.objects.get().is_open


def test_only_who_may_edit_the_story_comes_here(client):
    author = make_user("Contributor")
    article = make_article(status="draft", by=author)
    link = make_share_link(article)

    others = [(make_user("Contributor"), 404), (make_user("Reporter"), 403), (make_user(), 403)]
    for user, status in [(author, 200), *others]:
        client.force_login(user)
        assert client.get(address(article)).status_code == status
    assert client.post(address(article), {"revoke": str(link.pk)}).status_code == 403
    assert client.post(address(article), {"label": "Legal"}).status_code == 403
    assert ShareLink.objects.get().is_open
    client.force_login(author)
    assert client.get("/admin/articles/article/999999/share/").status_code == 404


def test_the_list_costs_the_same_however_many_links_there_are(
    admin_client, admin_user, django_assert_num_queries
):
    article = make_article(status="draft")
    make_share_link(article, by=admin_user)
    admin_client.get(address(article))

    for number in range(5):
        link = make_share_link(article, by=make_user("Editor", is_superuser=True))
        for visit in range(3):
            actions.note_visit(link, name=f"{number} {visit}", browser="", revision=1)

    with django_assert_num_queries(6):  # session, account, story, links, visits, notices
        admin_client.get(address(article))
