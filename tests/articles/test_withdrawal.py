"""A story taken away from readers: what they find where it was, and that it is nowhere else."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from articles import actions
from articles.actions import Told
from articles.models import Article, Correction
from articles.workflow import TransitionError
from tests.articles.markup import read
from tests.factories import hours, make_article, make_correction, make_user

pytestmark = pytest.mark.django_db

Then = Article.Then


def withdraw(article, then=Then.GONE, to=None, reason="The figures were <wrong>."):
    return actions.withdraw(article, by=None, reason=reason, then=then, to=to)


@pytest.fixture
def story():
    return make_article(slug="story", headline="Zanzibar", body="<p>Its text.</p>")


# What stands in its place


def test_a_notice_keeps_the_headline_and_the_reason_and_nothing_of_the_text(client, story, clock):
    withdraw(story, Then.NOTICE)

    page = read(client, "/story/")

    assert page.one("h1").text == "Zanzibar"
    aside = page.one("aside.correction")
    assert aside.one("h2").text == "This story has been withdrawn"
    assert aside.one(".correction__text p").text == "The figures were <wrong>."
    assert aside.one("time")["datetime"] == clock.now().isoformat()
    assert page.one("meta[name=robots]")["content"] == "noindex"
    assert page.all("link[rel=canonical]") == page.all("script[type=application/ld+json]") == []
    assert "Its text." not in page.text


def test_where_nothing_is_left_the_address_says_why(client, story):
    withdraw(story)

    page = read(client, "/story/", status=410)

    assert page.one("h1").text == "This story has been withdrawn"
    assert page.one(".notice__reason").text == "The figures were <wrong>."
    assert "Zanzibar" not in page.text


def test_readers_are_sent_to_the_story_that_took_its_place(client, story):
    withdraw(story, Then.REDIRECT, make_article(slug="new-story"))

    response = client.get("/story/")

    assert (response.status_code, response["Location"]) == (301, "/new-story/")
    assert response["Cache-Control"] == "public, no-cache"  # it may be published again


def test_an_old_address_leads_there_in_one_hop(client, story):
    story.slug = "moved"
    actions.save_article(story, by=None)
    withdraw(story, Then.REDIRECT, make_article(slug="new-story"))

    assert client.get("/story/")["Location"] == "/new-story/"


def test_when_that_story_goes_as_well_readers_are_told_the_reason(client, story, clock):
    target = make_article(slug="new-story", expires_at=clock.now() + hours(1))
    withdraw(story, Then.REDIRECT, target)

    clock.advance(hours=2)

    assert "The figures were" in read(client, "/story/", status=410).text


def test_nobody_is_sent_on_by_a_story_that_was_withdrawn_itself(client, story):
    second, third = make_article(slug="second"), make_article(slug="third")
    withdraw(story, Then.REDIRECT, second)
    withdraw(second, Then.REDIRECT, third)

    assert client.get("/story/").status_code == 410
    assert client.get("/second/")["Location"] == "/third/"


def test_two_stories_never_lead_to_each_other(client, story):
    other = make_article(slug="other")
    withdraw(story, Then.REDIRECT, other)

    with pytest.raises(ValidationError):
        withdraw(other, Then.REDIRECT, story)

    actions.publish(story, by=None)
    withdraw(other, Then.REDIRECT, story)
    assert client.get("/other/")["Location"] == "/story/"
    assert client.get("/story/").status_code == 200


@pytest.mark.parametrize("state", ["draft", "scheduled", "withdrawn", "itself", "none"])
def test_readers_are_sent_only_to_what_they_can_see(story, clock, state):
    target = {
        "draft": lambda: make_article(status="draft"),
        "scheduled": lambda: make_article(published_at=clock.now() + hours(1)),
        "withdrawn": lambda: make_article(status="withdrawn"),
        "itself": lambda: story,
        "none": lambda: None,
    }[state]()

    with pytest.raises(ValidationError):
        withdraw(story, Then.REDIRECT, target)

    story.refresh_from_db()
    assert story.status == "published"


def test_a_target_belongs_to_a_redirect_alone(story):
    for then in (Then.NOTICE, Then.GONE, "elsewhere"):
        with pytest.raises(ValidationError):
            withdraw(story, then, make_article())
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=story.pk).update(withdrawn_then="redirect")


def test_it_leaves_texts_that_refer_to_it(client, story):
    make_article(slug="about", body=f'<p>See</p><div data-article="{story.pk}"></div>')
    assert "Zanzibar" in read(client, "/about/").one(".story__body").text

    withdraw(story, Then.NOTICE)

    assert "Zanzibar" not in client.get("/about/").text


# Back again


def test_published_again_nothing_is_left_of_it(client, story):
    actions.retract(story, by=None, reason="It was wrong.", then=Then.REDIRECT, to=make_article())

    row = actions.publish(story, by=None)

    assert (row.withdrawal_reason, row.withdrawn_at, row.withdrawn_then, row.withdrawn_to) == (
        "", None, "gone", None,
    )  # fmt: skip
    assert "Its text." in client.get("/story/").text
    assert "It was wrong." not in client.get("/corrections/").text
    assert Correction.objects.get().taken_back_because == "The story was published again."


def test_a_story_saved_from_an_old_copy_stays_where_it_leads(client, story):
    old_copy = Article.objects.get(pk=story.pk)
    withdraw(story, Then.REDIRECT, make_article(slug="new-story"))

    actions.save_article(old_copy, by=None)

    assert client.get("/story/")["Location"] == "/new-story/"


def test_an_update_from_before_does_not_keep_it_from_going_out_anew(story, clock):
    make_correction(story)
    withdraw(story)
    clock.advance(hours=1)

    row = actions.publish(story, by=make_user("Editor"), at=clock.now())

    assert row.updated_at is None


def test_where_readers_go_is_changed_later(client, story):
    withdraw(story)
    new = make_article(slug="new-story")

    actions.readdress(story, by=make_user("Editor"), then=Then.REDIRECT, to=new)

    assert client.get("/story/")["Location"] == "/new-story/"
    with pytest.raises(TransitionError):
        actions.readdress(new, by=None, then=Then.NOTICE)
    with pytest.raises(PermissionDenied):
        actions.readdress(story, by=make_user("Reporter"), then=Then.NOTICE)


# Retracted


@pytest.mark.parametrize("then", [Then.NOTICE, Then.GONE])
def test_a_retraction_stays_on_the_record_with_the_headline(client, story, then):
    make_correction(story, text="An earlier one.")

    actions.retract(story, by=None, reason="We made it up.\n\nSorry.", then=then)

    page = read(client, "/corrections/")
    assert page.texts(".correction__text") == ["We made it up. Sorry."]
    assert page.one(".correction__story").text == "Zanzibar"
    links = [a["href"] for a in page.all(".correction__story a")]
    assert links == (["/story/"] if then == Then.NOTICE else [])
    assert "An earlier one." not in page.text
    assert "Retraction: Zanzibar" in client.get("/corrections/rss/").text
    own = read(client, "/story/", status=200 if then == Then.NOTICE else 410)
    assert "This story has been retracted" in own.text


def test_a_retracted_story_that_leads_on_is_not_named(client, story):
    new = make_article(slug="new-story", headline="Put right")

    actions.retract(story, by=None, reason="We made it up.", then=Then.REDIRECT, to=new)

    page = read(client, "/corrections/")
    assert page.one(".correction__story").text == "In its place: Put right"
    for path in ("/corrections/", "/corrections/rss/"):
        assert "Zanzibar" not in client.get(path).text
    assert client.get("/story/")["Location"] == "/new-story/"


def test_a_retraction_is_reworded_in_both_places_and_ends_with_its_withdrawal(client, story):
    actions.retract(story, by=None, reason="Wrong.")
    retraction = Correction.objects.get()

    actions.edit_correction(retraction, Told("All wrong.", "retraction", "above"), by=None)

    assert "All wrong." in client.get("/story/").text
    assert "All wrong." in client.get("/corrections/").text
    with pytest.raises(TransitionError):
        actions.take_back_correction(retraction, by=None)
    with pytest.raises(ValidationError):
        actions.edit_correction(retraction, Told("A note.", "note"), by=None)


def test_what_nobody_has_seen_is_not_retracted(clock):
    with pytest.raises(TransitionError):
        actions.retract(make_article(published_at=clock.now() + hours(1)), by=None, reason="No.")
    with pytest.raises(TransitionError):
        actions.retract(make_article(status="draft"), by=None, reason="No.")
    assert not Correction.objects.exists()
