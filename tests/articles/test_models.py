from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from articles.models import Article, Credit
from authors.models import Author
from tests.factories import hours, make_article, make_author, make_section, make_tag, make_user

NOON = datetime(2030, 1, 7, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        ("en", "ltr"),
        ("ar", "rtl"),
        ("he", "rtl"),
        ("uk", "ltr"),
        ("zh-hans", "ltr"),
    ],
)
def test_a_story_knows_which_way_its_language_runs(language, direction):
    assert Article(language=language).direction == direction


def test_the_summary_is_the_standfirst_or_the_beginning_of_the_text():
    body = f"<p>The <strong>council</strong> met.</p><p>{'It said so. ' * 30}</p>"

    assert Article(standfirst="In short.", body=body).summary == "In short."
    assert Article(body=body).summary.startswith("The council met. It said so.")
    assert len(Article(body=body).summary) <= 200


def test_reading_takes_as_long_as_the_words_do():
    assert Article(word_count=690).reading_minutes == 3


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, None),
        ({"published_at": NOON, "updated_at": NOON - hours(1)}, "published_at"),
        ({"published_at": NOON, "updated_at": NOON}, None),
        ({"published_at": NOON, "first_published_at": NOON - hours(48)}, "published_at"),
        (
            {
                "published_at": NOON - hours(48),
                "first_published_at": NOON - hours(48),
                "embargo_until": NOON,
            },
            "embargo_until",
        ),
    ],
)
def test_what_cannot_be_true_is_refused_in_a_form(clock, fields, wrong):
    article = Article(headline="Headline", **fields)

    if wrong is None:
        article.clean()
    else:
        with pytest.raises(ValidationError) as refusal:
            article.clean()
        assert set(refusal.value.message_dict) == {wrong}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [
        {"status": "published", "published_at": None},
        {"published_at": NOON, "expires_at": NOON},
        {"published_at": NOON, "expires_at": NOON - hours(1)},
        {"headline": "Same", "import_ref": "a:1"},
    ],
)
def test_what_cannot_be_true_cannot_be_stored(fields):
    article = make_article(status="draft")
    make_article(import_ref="a:1")

    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(**fields)


@pytest.mark.django_db
def test_what_a_story_stands_on_cannot_be_deleted():
    author, user, section = make_author(), make_user("Reporter"), make_section()
    make_article(credits=[author], by=user, section=section)

    for used in (author, user, section):
        with pytest.raises(ProtectedError):
            used.delete()


@pytest.mark.django_db
def test_a_tag_that_goes_leaves_its_stories():
    tag = make_tag()
    article = make_article(tags=[tag])

    tag.delete()

    assert list(article.tags.all()) == []


@pytest.mark.django_db
def test_a_byline_names_writers_and_reporters_and_the_rest_stand_apart():
    ann, bo, cy, di = (make_author(name=name) for name in ("Ann", "Bo", "Cy", "Di"))
    article = make_article(
        credits=[("photos", di), ("writing", bo), ("reporting", ann), ("editing", cy)]
    )

    assert [credit.signed_name for credit in article.writers] == ["Bo", "Ann"]
    assert [str(credit) for credit in article.other_credits] == ["Di (Photos)", "Cy (Editing)"]


@pytest.mark.django_db
def test_nobody_is_credited_twice_for_the_same():
    author = make_author()
    article = make_article(credits=[author])

    with pytest.raises(IntegrityError), transaction.atomic():
        Credit.objects.create(article=article, author=author)


def test_a_credit_reads_from_the_profile_until_it_is_signed():
    author = Author(name="Ann", role_title="Editor")

    unsigned = Credit(author=author)
    signed = Credit(author=author, name="Ann Old", role_title="")

    assert (unsigned.signed_name, unsigned.signed_title) == ("Ann", "Editor")
    assert (signed.signed_name, signed.signed_title) == ("Ann Old", "")


def test_an_address_is_public_once_readers_could_have_seen_it(clock):
    assert not Article().has_been_public
    assert not Article(first_published_at=clock.now() + hours(1)).has_been_public
    assert Article(first_published_at=clock.now()).has_been_public


@pytest.mark.django_db
def test_everything_is_called_by_its_name():
    assert str(make_article(headline="Tidal barrier")) == "Tidal barrier"
    assert str(make_section(name="World")) == "World"
    assert str(make_tag(name="Floods")) == "Floods"
    assert make_tag(name="Rain").get_absolute_url() == "/tag/rain/"


@pytest.mark.django_db
def test_a_story_notes_when_it_was_begun_and_last_saved(clock):
    begun = clock.now()
    article = make_article(status="draft")

    clock.advance(minutes=5)
    article.save()

    article.refresh_from_db()
    assert (article.created_at, article.modified_at) == (begun, clock.now())
