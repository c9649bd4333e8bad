from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from articles import actions
from articles.checks import (
    before_publication,
    body_picture_ids,
    expiring_pictures,
    picture_problems,
)
from articles.models import Article
from tests.factories import hours, make_article, make_image, make_user

pytestmark = pytest.mark.django_db
Status = Article.Status


def figure(image):
    return f'<p>Text.</p><figure data-image="{image.pk}"><figcaption>Words</figcaption></figure>'


def uses(image):
    return [{"lead_image": image}, {"social_image": image}, {"body": figure(image)}]


def publish(article):
    return actions.publish(article, by=make_user("Editor"))


@pytest.mark.parametrize("place", range(3))
def test_a_picture_without_a_credit_does_not_go_out(place):
    image = make_image(photographer="", title="Harbour at night")
    article = make_article(status=Status.READY, **uses(image)[place])

    with pytest.raises(ValidationError) as refusal:
        publish(article)

    (message,) = refusal.value.messages
    assert "“Harbour at night” has no credit." in message
    assert ["lead picture", "social picture", "picture in the text"][place] in message
    article.refresh_from_db()
    assert article.status == Status.READY


@pytest.mark.parametrize("place", range(3))
def test_a_picture_whose_rights_are_over_does_not_go_out(place, clock):
    image = make_image(rights_expire_on=date(2030, 1, 6))
    article = make_article(status=Status.READY, **uses(image)[place])

    with pytest.raises(ValidationError, match="Its rights ended on 6 January 2030"):
        publish(article)


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ({"published_at": datetime(2030, 1, 9, 23, tzinfo=UTC)}, 9),
        ({"published_at": datetime(2030, 1, 10, 1, tzinfo=UTC)}, 10),
        ({"embargo_until": datetime(2030, 1, 10, tzinfo=UTC)}, 10),
        ({"published_at": datetime(2029, 1, 1, tzinfo=UTC)}, 7),
        ({}, 7),
    ],
)
def test_rights_must_last_until_the_story_goes_live(clock, fields, day):
    image = make_image(title="Harbour", rights_expire_on=date(2030, 1, 9))
    article = make_article(status=Status.READY, lead_image=image, **fields)

    problems = picture_problems(article)

    assert any("Its rights end on 9 January 2030." in words for words in problems) is (day > 9)


def test_the_hour_a_story_is_published_for_counts_before_its_own(clock):
    image = make_image(rights_expire_on=date(2030, 1, 9))
    article = make_article(status=Status.READY, lead_image=image)

    before_publication(article, clock.now() + hours(48))
    with pytest.raises(ValidationError, match="Its rights end on 9 January"):
        before_publication(article, clock.now() + hours(72))


def test_every_reason_is_given_at_once(clock):
    one = make_image(photographer="", rights_expire_on=date(2030, 1, 1), title="One")
    two = make_image(photographer="", title="Two")
    article = make_article(status=Status.READY, lead_image=one, body=figure(two))

    with pytest.raises(ValidationError) as refusal:
        publish(article)

    assert ["One" in m for m in refusal.value.messages] == [True, False, True]
    assert "Its rights ended" in refusal.value.messages[2]
    assert "no credit. Its rights ended" in picture_problems(article)[0]


def test_a_picture_in_order_goes_out(clock):
    image = make_image(rights_expire_on=clock.now().date())
    article = make_article(status=Status.READY, lead_image=image, body=figure(image))

    assert publish(article).is_visible


def test_what_the_system_brings_is_not_held_up():
    image = make_image(photographer="")

    assert make_article(lead_image=image).is_visible


def test_the_checks_cost_one_query(django_assert_num_queries):
    images = [make_image() for _ in range(5)]
    body = "".join(figure(image) for image in images)
    article = make_article(status=Status.READY, lead_image=images[0], body=body)

    with django_assert_num_queries(1):
        picture_problems(article)


@pytest.mark.parametrize(
    ("body", "ids"),
    [
        ("", set()),
        ('<figure data-image="12"></figure><figure lang="en" data-image="3"></figure>', {12, 3}),
        ('<p>She wrote data-image="12" here.</p>', set()),
        ('<p>She wrote &lt;figure data-image="12"&gt;</p>', set()),
        ('<p title="&lt;figure data-image=&quot;12&quot;">x</p>', set()),
    ],
)
def test_references_are_found_in_tags_alone(body, ids):
    assert body_picture_ids(body) == ids


def test_the_pictures_of_a_text_are_written_down_and_follow_it():
    one, two = make_image(), make_image()
    article = make_article(body=figure(one) + figure(one) + '<figure data-image="999"></figure>')
    assert [row.image for row in article.body_pictures.all()] == [one]

    article.body = figure(two)
    actions.save_article(article, by=None)
    assert [row.image for row in article.body_pictures.all()] == [two]

    article.body = "<p>None.</p>"
    actions.save_article(article, by=None)
    assert not article.body_pictures.exists()


def expiring(**options):
    out = StringIO()
    call_command("pictures_expiring", stdout=out, **options)
    return out.getvalue().splitlines()


def test_live_stories_with_pictures_about_to_expire_are_listed(clock):
    today = clock.now().date()
    ends = [
        make_image(title=f"In {n}", rights_expire_on=today + hours(24 * n)) for n in (-1, 13, 14)
    ]
    make_article(headline="Lead", lead_image=ends[1])
    make_article(headline="Text", body=figure(ends[0]))
    make_article(headline="Later", lead_image=ends[2])
    make_article(headline="Draft", lead_image=ends[0], status=Status.DRAFT)
    make_article(headline="Gone", lead_image=ends[0], status=Status.WITHDRAWN)
    make_article(headline="Coming", lead_image=ends[1], published_at=clock.now() + hours(9))

    lines = expiring()

    assert [line.split("“")[2].split("”")[0] for line in lines] == ["Text", "Coming", "Lead"]
    assert lines[0].startswith("2030-01-06 rights ended: “In -1” (Pat Lens), picture in the text")
    assert "http://testserver/lead/" in lines[2]
    assert len(expiring(days=30)) == 4
    assert len(expiring(days=0)) == 1


@pytest.mark.parametrize("number", [1, 8])
def test_the_list_costs_one_query_for_each_place(clock, number, django_assert_num_queries):
    for _ in range(number):
        image = make_image(rights_expire_on=clock.now().date())
        make_article(lead_image=image, social_image=image, body=figure(image))
        make_image(rights_expire_on=date(2020, 1, 1))

    with django_assert_num_queries(3):
        found = expiring_pictures(14)
        words = [f"{image} {story} {story.get_absolute_url()}" for image, story, _place in found]

    assert len(words) == number * 3


def test_nothing_about_to_expire_prints_nothing():
    make_article(lead_image=make_image())

    assert expiring() == []
