"""Which stories somebody sees in the newsroom: one rule, on every page, list and search."""

import pytest
from django.core.exceptions import PermissionDenied

from articles import actions, workflow
from articles.models import Article, Comment
from articles.roles import ROLES
from media import uses
from tests.articles.drafts import page_of
from tests.articles.markup import open_form, read_admin
from tests.articles.stock import UNPUBLISHED
from tests.factories import (
    hours,
    make_article,
    make_author,
    make_image,
    make_section,
    make_user,
    timezone,
)

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/article/"
SECRET = "Minister resigns at noon"


@pytest.fixture
def contributor(client):
    user = make_user("Contributor")
    client.force_login(user)
    return user


@pytest.fixture
def secret():
    """What a colleague works on, with a picture and a note."""
    story = make_article(headline=SECRET, status="draft", by=make_user("Reporter"))
    actions.add_comment(story, by=make_user("Editor"), text="Says who? " + SECRET)
    return story


@pytest.mark.parametrize("role", [*ROLES, None])
def test_the_list_and_the_single_story_say_the_same(role):
    user = make_user(role)
    writes = role not in {None, "Picture editor", "Staff manager"}
    stories = [
        make_article(status="draft", by=make_user("Reporter")),
        make_article(status="draft", credits=[make_author(user=user)]),
        make_article(),
    ]
    if writes:
        stories.append(make_article(status="draft", by=user))
        stories.append(
            actions.plan(make_article(status="pitched"), actions.Plan(assignee=user), by=None)
        )

    seen = set(Article.objects.seen_by(user))

    assert seen == {story for story in stories if workflow.can_see(story, by=user)}
    assert len(seen) == {"Contributor": 3, None: 0}.get(role, len(stories))


def test_a_contributor_sees_own_stories_and_no_others(client, contributor, secret):
    own = make_article(headline="Mine", status="draft", by=contributor)

    assert read_admin(client, LIST).texts(".field-title") == ["Mine"]
    assert read_admin(client, page_of(own, "change/"))
    assert client.get(f"{LIST}?q=minister").text.count(SECRET) == 0


def test_no_page_of_the_newsroom_tells_a_contributor_of_it(client, contributor, secret):
    image = make_image()
    Article.objects.filter(pk=secret.pk).update(lead_image=image)
    note = Comment.objects.get()
    paths = [
        LIST, "/admin/", "/admin/articles/comment/?whose=all&state=all",
        "/admin/articles/article/references/stories/?q=minister",
        f"/admin/articles/article/references/?article={secret.pk}",
        f"/admin/media/image/{image.pk}/change/", "/admin/media/image/",
        "/admin/autocomplete/?app_label=articles&model_name=credit&field_name=article&term=min",
        f"/admin/articles/article/{secret.pk}/comments/?thread={note.pk}",
        *(page_of(secret, end) for end in ("change/", "history/", "moves/", "preview/")),
    ]  # fmt: skip

    for path in paths:
        assert SECRET not in client.get(path, follow=True).text, path


def test_a_contributor_may_quote_what_readers_see_and_nothing_else(client, contributor, secret):
    make_article(headline="Minister speaks")
    make_article(headline="Minister to speak", published_at=timezone.now() + hours(1))
    make_article(headline="Minister and I", by=contributor, published_at=timezone.now() + hours(1))

    found = client.get(f"{LIST}references/stories/?q=minister").json()["results"]

    assert {story["title"] for story in found} == {"Minister speaks", "Minister and I"}


def test_notes_are_for_who_sees_the_story(contributor, secret):
    thread = Comment.objects.get()

    for call in (
        lambda: actions.add_comment(secret, by=contributor, text="I saw this"),
        lambda: actions.resolve_comment(thread, by=contributor),
    ):
        with pytest.raises(PermissionDenied):
            call()


def test_the_uses_of_a_picture_are_counted_but_not_named(client, contributor, secret):
    image = make_image()
    Article.objects.filter(pk=secret.pk).update(lead_image=image)

    assert uses.of(image, contributor) == []
    assert [use.row for use in uses.of(image, make_user("Reporter"))] == [secret]
    assert uses.tally(image).all == 1


@pytest.mark.parametrize("state", ["draft", "in review", "withdrawn"])
def test_a_reporter_sees_what_colleagues_do(client, state):
    client.force_login(make_user("Reporter"))
    make_article(**({"headline": "Storm"} | UNPUBLISHED[state](timezone.now())))

    assert read_admin(client, LIST).texts(".field-title") == ["Storm"]


def test_words_for_a_story_that_is_hidden_by_now_are_kept(client, contributor):
    author = make_author(user=contributor)
    story = make_article(status="draft", credits=[author], section=make_section())
    path = page_of(story, "change/")
    _form, fields = open_form(client, path)

    story.credits.all().delete()
    response = client.post(path, fields | {"headline": "Not lost", "_continue": "1"})

    assert response.status_code == 403
    assert "What you wrote is kept" in response.text
    assert story.revisions.get(kind="refused").headline == "Not lost"


def test_the_way_to_the_site_tells_nobody_of_a_hidden_story(client, contributor, secret):
    from django.contrib.contenttypes.models import ContentType

    kind = ContentType.objects.get_for_model(Article).pk
    for path in (f"{kind}/{secret.pk}/", f"{kind}/x/", "x/1/", f"{kind}/{'9' * 30}/", "0/0/"):
        assert client.get(f"/admin/r/{path}").status_code == 404, path
