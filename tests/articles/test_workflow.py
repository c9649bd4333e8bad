from datetime import timedelta
from itertools import product

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles import workflow
from articles.models import Article, Credit
from articles.roles import ROLES
from articles.workflow import Status, TransitionError
from tests.factories import hours, make_article, make_author, make_user

pytestmark = pytest.mark.django_db
MOVES = {  # from: to, and whether writers may do it too
    "pitched": {"assigned": False, "draft": True, "spiked": False},
    "assigned": {"draft": True, "pitched": False, "spiked": False},
    "draft": {"review": True, "ready": False, "published": False, "spiked": False},
    "review": {"draft": False, "ready": False, "published": False, "spiked": False},
    "ready": {"draft": False, "published": False, "spiked": False},
    "published": {"withdrawn": False, "ready": False},
    "withdrawn": {"published": False},
    "spiked": {"draft": False},
}
EDITORS = {"Editor", "Managing editor"}
WRITERS = {"Contributor", "Reporter"}


def scheduled(status):
    """A story at `status` whose hour is to come, so that every move of the table is open."""
    return Article(status=status, published_at=timezone.now() + hours(1))


@pytest.mark.parametrize("role", [*ROLES, None, "the system"])
def test_who_may_send_a_story_where(role):
    by = None if role == "the system" else make_user(role)

    for start, to in product(Status, Status):
        to_writers = MOVES[start].get(to)
        if to_writers is None:
            with pytest.raises(TransitionError):
                workflow.check(scheduled(start), to, by=by)
        elif by is None or role in EDITORS or (to_writers and role in WRITERS):
            workflow.check(scheduled(start), to, by=by)
        else:
            with pytest.raises(PermissionDenied):
                workflow.check(scheduled(start), to, by=by)


def test_the_moves_on_offer_are_those_that_work():
    editor, reporter = make_user("Editor"), make_user("Reporter")

    assert workflow.moves(scheduled("draft"), by=editor) == [
        "review",
        "ready",
        "published",
        "spiked",
    ]
    assert workflow.moves(scheduled("draft"), by=reporter) == ["review"]
    assert workflow.moves(scheduled("review"), by=reporter) == []
    assert workflow.moves(scheduled("withdrawn"), by=None) == ["published"]


def test_only_a_story_whose_hour_is_to_come_can_be_called_off(clock):
    story = Article(status="published", published_at=clock.now() + hours(1))
    assert workflow.moves(story, by=None) == ["withdrawn", "ready"]

    clock.advance(hours=1)

    assert workflow.moves(story, by=None) == ["withdrawn"]
    with pytest.raises(TransitionError, match="Readers have seen this story"):
        workflow.check(story, Status.READY, by=None)


def test_a_refused_move_says_where_the_story_stands():
    with pytest.raises(TransitionError, match="“Spiked” cannot become “Published”"):
        workflow.check(Article(status="spiked"), Status.PUBLISHED, by=None)


def test_an_account_that_was_shut_moves_nothing():
    editor = make_user("Editor", is_active=False)

    assert workflow.moves(scheduled("draft"), by=editor) == []


@pytest.mark.parametrize("status", Status)
def test_the_owner_of_the_site_may_do_whatever_is_lawful(status):
    owner = make_user(is_superuser=True)

    assert workflow.moves(scheduled(status), by=owner) == list(MOVES[status])


@pytest.mark.parametrize(
    ("role", "status", "whose", "may"),
    [
        ("Reporter", "draft", "own", True),
        ("Reporter", "review", "own", True),
        ("Reporter", "draft", "signed", True),
        ("Reporter", "draft", "other", False),
        ("Reporter", "published", "own", False),
        ("Reporter", "withdrawn", "own", False),
        ("Contributor", "draft", "own", True),
        ("Contributor", "draft", "other", False),
        ("Editor", "draft", "other", True),
        ("Editor", "published", "other", True),
        ("Editor", "withdrawn", "other", True),
        ("Managing editor", "spiked", "other", True),
        ("Picture editor", "draft", "other", False),
        ("Staff manager", "published", "other", False),
    ],
)
def test_who_may_edit_the_text(role, status, whose, may):
    user = make_user(role)
    credits = [make_author(user=user)] if whose == "signed" else []
    creator = user if whose == "own" else make_user("Reporter")
    article = make_article(status=status, by=creator, credits=[])
    for author in credits:
        Credit.objects.create(article=article, author=author)

    assert workflow.can_edit(article, by=user) is may


def test_everybody_may_begin_a_story_and_the_system_may_edit_all():
    assert workflow.can_edit(Article(), by=make_user("Contributor"))
    assert workflow.can_edit(Article(pk=1, status="published"), by=None)


def test_a_story_is_scheduled_until_its_hour(clock):
    story = Article(status="published", published_at=clock.now() + timedelta(seconds=1))

    assert story.is_scheduled
    assert not Article(status="ready", published_at=story.published_at).is_scheduled
    clock.advance(seconds=1)
    assert not story.is_scheduled
