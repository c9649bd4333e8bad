from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, Credit, Revision
from newsroom import redirects
from tests.articles.markup import (
    SMALL_FIX,
    errors_of,
    messages_of,
    open_form,
    read_admin,
    send_form,
)
from tests.factories import (
    hours,
    make_article,
    make_author,
    make_image,
    make_section,
    make_tag,
    make_user,
)

pytestmark = pytest.mark.django_db

ADD = "/admin/articles/article/add/"
LIST = "/admin/articles/article/"


@pytest.fixture
def editor(client):
    """A client somebody in the role Editor is logged in with."""
    client.force_login(make_user("Editor"))
    return client


def form_of(article):
    return f"{LIST}{article.pk}/change/"


def test_the_form_has_the_writing_left_and_the_rest_right(editor):
    page = read_admin(editor, ADD)

    left, right = page.one(".story-form__writing"), page.one(".story-form__side")
    assert [f["name"] for f in left.all("textarea")][:3] == ["headline", "standfirst", "body"]
    names = {field["name"] for field in right.all("[name]")}
    fields = "section kind tags lead_image slug language credits-0-author credits-0-role"
    hours = "published_at_0 embargo_until_0 expires_at_0"
    assert {*fields.split(), *hours.split()} <= names
    headings = right.texts("h2")
    assert headings.index("Section") < headings.index("Credits") < headings.index("Lead picture")


def test_every_relation_is_chosen_by_typing(editor):
    page = read_admin(editor, ADD)

    relations = ["section", "tags", "lead_image", "social_image", "credits-0-author"]
    for name in relations:
        [field] = page.all(f"select[name={name}]")
        assert "admin-autocomplete" in field["class"].split(), name


def test_a_new_story_gets_its_address_its_length_and_its_names(editor):
    section, tag, author = make_section(), make_tag(), make_author(name="Ann Lee")

    response = send_form(
        editor, ADD, headline="Рада\nухвалила  бюджет", standfirst="Коротко.",
        body="<p>Three short <b>words</b></p>", section=section.pk, tags=[tag.pk],
        **{"credits-0-author": author.pk, "credits-0-role": "photos"},
    )  # fmt: skip

    article = Article.objects.get()
    assert response["Location"] == form_of(article)
    assert article.headline == "Рада ухвалила бюджет"
    assert article.slug == "рада-ухвалила-бюджет"
    assert (article.word_count, article.status, article.language) == (3, "draft", "en")
    assert article.created_by.groups.get().name == "Editor"
    assert [(c.author, c.role) for c in article.credits.all()] == [(author, "photos")]
    assert list(article.tags.all()) == [tag]
    shown = read_admin(editor, form_of(article)).one(".field-standing")
    assert "Draft" in shown.text
    assert "3 words, 1 min read" in shown.text


def test_saving_a_form_that_nobody_changed_changes_nothing(editor):
    now = timezone.now().replace(microsecond=0)
    article = make_article(
        credits=[make_author(), ("photos", make_author())], tags=[make_tag()],
        lead_image=make_image(), seo_title="Search", canonical_url="https://a.example/",
        expires_at=now + hours(9), updated_at=now + hours(1), embargo_until=now,
    )  # fmt: skip
    rows = [list(table.values()) for table in (Article.objects, Credit.objects)]

    response = send_form(editor, form_of(article))

    assert messages_of(response) == ["Nothing was new: version 2 stands."]
    assert Revision.objects.count() == 2
    assert [list(table.values()) for table in (Article.objects, Credit.objects)] == rows


def test_what_the_editor_sends_is_cleaned(editor):
    article = make_article(status="draft")

    send_form(editor, form_of(article), body='<p onclick="x()">A<script>b()</script></p>')

    article.refresh_from_db()
    assert article.body == "<p>A</p>"


@pytest.mark.parametrize(
    ("slug", "complaint"),
    [
        ("taken", "Story with this Slug already exists."),
        ("admin", "This address belongs to a page of the site itself."),
        ("news", "This address belongs to a page of the site itself."),
        ("Two Words", "Use small letters, digits and hyphens only."),
        ("a/b", "Use small letters, digits and hyphens only."),
        ("--", "Use small letters, digits and hyphens only."),
        ("x" * 121, "Ensure this value has at most 120 characters (it has 121)."),
    ],
)
def test_an_address_that_cannot_be_is_refused_in_the_form(editor, slug, complaint):
    make_article(slug="taken")

    response = send_form(editor, ADD, headline="A", slug=slug, section=make_section().pk)

    assert complaint in errors_of(response)
    assert Article.objects.count() == 1


def test_a_story_may_be_saved_before_anybody_signs_it(editor):
    send_form(editor, ADD, headline="Storm", section=make_section().pk)

    assert not Article.objects.get().credits.exists()


def test_a_new_story_begins_with_the_byline_of_who_writes_it(client):
    user = make_user("Reporter")
    author = make_author(user=user)
    client.force_login(user)

    send_form(client, ADD, headline="Storm", section=make_section().pk)

    assert Article.objects.get().credits.get().author == author


def test_what_is_missing_is_said_beside_its_field(editor):
    response = send_form(editor, ADD, headline=" \n ")

    assert errors_of(response) == ["This field is required."] * 2
    assert not Article.objects.exists()


def test_a_moved_story_leaves_its_old_address_behind(editor):
    article = make_article(slug="old")

    send_form(editor, form_of(article), "_move=changes", slug="new", **SMALL_FIX)

    assert redirects.find("/old/") == "/new/"
    assert editor.get("/old/")["Location"] == "/new/"


def test_a_live_story_cannot_lose_its_hour(editor):
    article = make_article()

    hour = article.published_at

    fields = {"published_at_0": "", "published_at_1": "", "headline": "New"}
    send_form(editor, form_of(article), "_move=changes", **fields, **SMALL_FIX)

    article.refresh_from_db()
    assert (article.headline, article.published_at) == ("New", hour)


def test_hours_that_contradict_each_other_are_refused(editor):
    article = make_article(published_at=timezone.now() - hours(5))
    yesterday = str((timezone.now() - timedelta(days=1)).date())
    tomorrow = str((timezone.now() + timedelta(days=1)).date())

    def complaints(name, day):
        fields = {f"{name}_0": day, f"{name}_1": "12:00"}
        return errors_of(send_form(editor, form_of(article), **fields))

    assert "A story cannot expire before it goes live." in complaints("expires_at", yesterday)
    seen = "Readers have seen this story; to take it away from them, withdraw it."
    assert seen in complaints("published_at", tomorrow)
    assert seen in complaints("embargo_until", tomorrow)


def test_the_same_person_has_a_role_once(editor):
    author = make_author()
    article = make_article(status="draft", credits=[author])

    response = send_form(
        editor, form_of(article),
        **{"credits-TOTAL_FORMS": "2", "credits-1-author": author.pk, "credits-1-role": "writing",
           "credits-1-position": "1"},
    )  # fmt: skip

    assert "This person already has this role on the story." in errors_of(response)
    assert article.credits.count() == 1


def test_a_writer_who_is_added_to_a_live_story_signs_it(editor):
    author = make_author(name="Ann Lee", role_title="Reporter")
    article = make_article()

    send_form(
        editor, form_of(article), "_move=changes", **SMALL_FIX, **{"credits-0-author": author.pk}
    )

    credit = article.credits.get()
    assert (credit.name, credit.role_title) == ("Ann Lee", "Reporter")


@pytest.mark.parametrize("state", ["draft", "scheduled", "expired", "withdrawn", "published"])
def test_only_what_readers_see_can_be_viewed_on_the_site(editor, state):
    now = timezone.now()
    fields = {
        "scheduled": {"published_at": now + hours(1)},
        "expired": {"published_at": now - hours(2), "expires_at": now - hours(1)},
    }.get(state, {"status": state})
    article = make_article(**fields)

    links = read_admin(editor, form_of(article)).all("a.viewsitelink")

    assert [link["href"] for link in links] == (
        [article.get_absolute_url()] if state == "published" else []
    )


def test_what_readers_have_seen_cannot_be_deleted(client):
    client.force_login(make_user("Managing editor"))
    live, gone = make_article(), make_article(status="withdrawn")

    for article in (live, gone):
        assert client.get(f"{LIST}{article.pk}/delete/").status_code == 403
        assert client.post(f"{LIST}{article.pk}/delete/", {"post": "yes"}).status_code == 403
        assert read_admin(client, form_of(article)).all("a.deletelink") == []
    assert Article.objects.count() == 2


def test_what_readers_have_seen_is_not_deleted_in_bulk_either(client):
    client.force_login(make_user("Managing editor"))
    keys = [make_article().pk, make_article(status="draft").pk]
    action = {"action": "delete_selected", "_selected_action": keys}

    client.post(LIST, action)
    client.post(LIST, action | {"post": "yes"})

    assert Article.objects.count() == 2


def test_what_nobody_has_seen_can_be_deleted(client):
    client.force_login(make_user("Managing editor"))
    draft, scheduled = (
        make_article(status="draft"),
        make_article(published_at=timezone.now() + hours(1)),
    )
    action = {"action": "delete_selected", "_selected_action": [scheduled.pk], "post": "yes"}

    client.post(f"{LIST}{draft.pk}/delete/", {"post": "yes"})
    client.post(LIST, action)

    assert not Article.objects.exists()


def test_a_story_that_is_not_there_is_said_to_be_missing(editor):
    for key in ("999", "x", "99999999999999999999999999", "-1", "1_2F"):
        response = editor.get(f"{LIST}{key}/change/", follow=True)

        assert response.status_code == 200
        assert "doesn’t exist" in messages_of(response)[0]


def test_the_form_keeps_what_was_typed_when_something_is_wrong(editor):
    response = send_form(editor, ADD, headline="", standfirst="Half a day's work")

    assert "Half a day&#x27;s work" in response.text
    _form, fields = open_form(editor, ADD)
    assert fields["standfirst"] == ""
