"""The write door: what it refuses, whoever comes, and what it leaves behind."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from articles import actions
from articles.models import Article, Section, Tag
from authors.actions import delete_author, save_author
from newsroom import redirects
from tests.articles.markup import SMALL_FIX, send_form
from tests.factories import hours, make_article, make_author, make_section, make_tag, make_user

pytestmark = pytest.mark.django_db


def signed(article):
    return [(c.name, c.author.name) for c in article.credits.select_related("author")]


def form_of(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def lines(*authors):
    """The credits' lines of a form, with these authors in this order."""
    return {
        f"credits-{row}-{name}": value
        for row, author in enumerate(authors)
        for name, value in (("author", author.pk), ("role", "writing"), ("position", row))
    }


@pytest.fixture
def two_writers():
    first, second = make_author(name="First"), make_author(name="Second")
    return make_article(credits=[first, second]), first, second


def test_another_author_in_a_signed_row_signs_with_the_own_name(admin_client, two_writers):
    article, _first, second = two_writers
    third = make_author(name="Third")

    send_form(admin_client, form_of(article), "_move=changes", **SMALL_FIX, **lines(third, second))

    assert signed(article) == [("Third", "Third"), ("Second", "Second")]


def test_two_writers_change_places(admin_client, two_writers):
    article, first, second = two_writers

    response = send_form(
        admin_client, form_of(article), "_move=changes", **SMALL_FIX, **lines(second, first)
    )

    assert response.status_code == 302
    assert signed(article) == [("Second", "Second"), ("First", "First")]


def test_credits_and_tags_are_only_for_who_may_edit_the_story():
    reporter, article = make_user("Reporter"), make_article()

    for call in (
        lambda: actions.save_article(article, by=reporter, credits=[]),
        lambda: actions.save_article(article, by=reporter, tags=[make_tag()]),
        lambda: actions.submit(make_article(status="draft"), by=reporter),
    ):
        with pytest.raises(PermissionDenied):
            call()


@pytest.mark.parametrize(
    "call",
    [
        lambda by: actions.save_section(Section(name="New"), by=by),
        lambda by: actions.save_tag(Tag(name="New"), by=by),
        lambda by: actions.delete_section(make_section(), by=by),
        lambda by: actions.delete_tag(make_tag(), by=by),
        lambda by: actions.delete_article(make_article(status="draft"), by=by),
        lambda by: save_author(make_author(), by=by),
        lambda by: delete_author(make_author(), by=by),
    ],
)
def test_each_write_takes_its_right(call):
    with pytest.raises(PermissionDenied):
        call(make_user("Contributor"))


def test_a_story_without_text_is_not_published_by_a_person():
    empty = make_article(status="draft", body="")

    with pytest.raises(ValidationError):
        actions.publish(empty, by=make_user("Editor"))


@pytest.mark.parametrize("slug", ["admin", "news", "a/b", "Ünï CODE", "rss"])
def test_no_address_of_our_own_or_of_no_shape_comes_in(slug):
    with pytest.raises(ValidationError):
        actions.save_article(Article(headline="A", section=make_section(), slug=slug), by=None)


def test_what_readers_saw_is_not_deleted():
    with pytest.raises(ValidationError):
        actions.delete_article(make_article(), by=None)


def test_old_addresses_of_what_is_deleted_lead_nowhere():
    tag = make_tag(name="Rain")
    redirects.moved("/tag/wet/", tag.get_absolute_url())

    actions.delete_tag(tag, by=None)

    assert redirects.find("/tag/wet/") is None


def test_an_embargo_counts_as_not_yet_seen(clock):
    article = make_article(status="draft", embargo_until=clock.now() + hours(5))

    article = actions.publish(article, by=None)

    assert article.is_scheduled
    assert not article.has_been_public
    assert actions.unschedule(article, by=None).first_published_at is None


def test_a_scheduled_story_takes_no_readers_old_address_away(clock, client):
    living = make_article(headline="Living", slug="y")
    redirects.moved("/x/", "/y/")
    waiting = make_article(headline="Waiting", slug="x", published_at=clock.now() + hours(48))

    actions.save_article(waiting, by=None)

    assert client.get("/x/")["Location"] == living.get_absolute_url()


def test_two_tags_do_not_differ_in_capitals_alone(admin_client):
    make_tag(name="Hydrogen")

    admin_client.post(reverse("admin:articles_tag_add"), {"name": "hydrogen", "slug": ""})

    assert Tag.objects.count() == 1


def test_publishing_is_answered_with_the_way_to_the_page(client):
    client.force_login(make_user("Editor"))
    article = make_article()
    article = actions.withdraw(article, by=None, reason="Wrong.")

    response = send_form(client, form_of(article), "_move=published")

    page = client.get(response["Location"])
    assert f'<a href="{article.get_absolute_url()}">See it on the site</a>' in page.text


def test_a_staff_manager_cannot_rise_by_a_role(client):
    manager = make_user("Staff manager")
    client.force_login(manager)
    top = Group.objects.get(name="Managing editor")
    chief, other = make_user("Managing editor"), make_user("Reporter")

    def page(user):
        return client.get(reverse("admin:authors_user_change", args=[user.pk]))

    assert f'<option value="{top.pk}"' not in page(other).text
    assert 'name="groups"' not in page(manager).text
    assert 'name="groups"' not in page(chief).text
    password = reverse("admin:auth_user_password_change", args=[chief.pk])
    assert client.get(password).status_code == 403


def test_who_may_only_look_reads_the_text_and_not_its_markup(client):
    client.force_login(make_user("Picture editor"))
    article = make_article(body="<p>Tide <strong>tables</strong></p>")

    page = client.get(form_of(article)).text

    assert "<p>Tide <strong>tables</strong></p>" in page
    assert "&lt;p&gt;Tide" not in page
