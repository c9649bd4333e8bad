import unicodedata
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.urls import resolve, reverse
from hypothesis import given
from hypothesis import strategies as st

from articles import actions
from articles.models import Article
from newsroom import slugs
from newsroom.slugs import MAX_LENGTH, RESERVED, SlugConverter, slugify, validate_slug
from tests.factories import make_article, make_author, make_section, make_tag


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("Council approves tidal barrier", "council-approves-tidal-barrier"),
        ("  Yes -- and no…  ", "yes-and-no"),
        ("C++ & C# compared: 3.5 to 1", "c-c-compared-3-5-to-1"),
        ("Рада ухвалила бюджет", "рада-ухвалила-бюджет"),
        ("П’ять п'ятниць, пʼята", "пять-пятниць-пята"),
        ("هٰذَا كِتَابٌ جَدِيدٌ", "هٰذَا-كِتَابٌ-جَدِيدٌ"),
        ("नमस्ते दुनिया", "नमस्ते-दुनिया"),
        ("中国经济增长，专家称", "中国经济增长-专家称"),
        ("Straße nach İstanbul", "straße-nach-i̇stanbul"),
        ("Ofﬁce of the №1", "office-of-the-no1"),
        ("Bundes\u00adtag am \u200eMontag\u200f", "bundestag-am-montag"),
        ("क्\u200dष", "क्ष"),
        ("Rain ☔️ on ❤️ day", "rain-on-day"),
        ("cafe\u0301", "café"),
        ("cafe\u200d\u0301", "café"),
    ],
)
def test_a_slug_keeps_the_words_of_its_script(headline, slug):
    assert slugify(headline) == slug


@pytest.mark.parametrize("headline", ["", "🎉🎉", "❤️", "👍🏽", "…—!?", "\u0301", "___", "\ufe0f"])
def test_what_has_no_letters_makes_no_slug(headline):
    assert slugify(headline) == ""


def test_a_long_headline_is_cut_at_a_word():
    slug = slugify("parliament " * 50)

    assert slug == "-".join(["parliament"] * 9)
    assert len(slugify("п" * 500)) == MAX_LENGTH


@given(st.text(max_size=300))
def test_every_slug_we_make_is_one_we_take(text):
    slug = slugify(text)

    assert len(slug) <= MAX_LENGTH
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    if slug:
        validate_slug(slug)
        assert slugify(slug) == slug


@given(st.text(min_size=1, max_size=60).map(slugify).filter(lambda s: s and s not in RESERVED))
def test_every_slug_finds_the_way_back_through_its_address(slug):
    path = Article(slug=slug).get_absolute_url()

    assert resolve(slugs.redirects.unquote(path)).kwargs == {"slug": slug}


@pytest.mark.parametrize("slug", ["Upper", "a b", "a/b", "a.b", "a%b", "cafe\u0301", "-", "\u0301"])
def test_a_typed_slug_of_another_form_is_refused(slug):
    with pytest.raises(ValidationError):
        validate_slug(slug)


def test_an_address_may_be_typed_in_decomposed_letters():
    assert SlugConverter().to_python(unicodedata.normalize("NFD", "café")) == "café"


@pytest.mark.parametrize("value", ["a.b", "a b", "x" * 121, "a\x00b", ""])
def test_what_is_no_slug_is_no_address(value):
    with pytest.raises(ValueError, match="not a slug"):
        SlugConverter().to_python(value)


@pytest.mark.django_db
def test_a_headline_of_emoji_alone_gets_a_random_address():
    first, second = make_article(headline="🎉🎉"), make_article(headline="❤️")

    assert first.slug.startswith("article-")
    assert second.slug.startswith("article-")
    assert first.slug != second.slug


@pytest.mark.django_db
def test_a_story_does_not_get_an_address_of_the_site_itself():
    assert make_article(headline="News").slug == "news-2"
    assert make_article(headline="Search").slug == "search-2"


@pytest.mark.django_db
def test_a_section_may_be_called_like_a_page_of_the_site():
    section = make_section(name="News")

    assert section.slug == "news"
    assert section.get_absolute_url() == "/section/news/"


@pytest.mark.parametrize("slug", ["admin", "news", "feed.json", ".well-known"])
def test_a_reserved_address_cannot_be_typed(slug):
    article = Article(headline="Headline", slug=slug)

    with pytest.raises(ValidationError) as refusal:
        article.clean_fields()

    assert "slug" in refusal.value.message_dict


@pytest.mark.django_db
def test_stories_of_the_same_headline_are_told_apart():
    section = make_section()

    found = [make_article(headline="Weather", section=section).slug for _ in range(12)]

    assert found[:9] == ["weather", *(f"weather-{n}" for n in range(2, 10))]
    assert len(set(found)) == 12
    assert all(slug.startswith("weather-") for slug in found[9:])


@pytest.mark.django_db
def test_a_crowded_headline_costs_no_more_than_a_new_one(django_assert_num_queries):
    section = make_section()
    for _ in range(11):
        make_article(headline="Weather", section=section)

    with django_assert_num_queries(9):  # two savepoints with their ends, two lookups, three inserts
        actions.save_article(Article(headline="Storm", section=section), by=None)
    with django_assert_num_queries(9):
        actions.save_article(Article(headline="Weather", section=section), by=None)


@pytest.mark.django_db
def test_the_longest_headline_still_has_room_for_its_suffix():
    headlines = ["ж" * 250] * 12

    assert all(len(make_article(headline=headline).slug) <= 120 for headline in headlines)


@pytest.mark.django_db
def test_an_address_stays_when_the_headline_changes():
    article = make_article(headline="First words")

    article.headline = "Quite other words"
    actions.save_article(article, by=None)

    assert Article.objects.get().slug == "first-words"


@pytest.mark.django_db
@pytest.mark.parametrize("make", [make_author, make_section, make_tag])
def test_people_sections_and_tags_are_told_apart_too(make):
    assert [make(name="Olena Koval").slug for _ in range(3)] == [
        "olena-koval",
        "olena-koval-2",
        "olena-koval-3",
    ]


@pytest.mark.django_db
def test_a_typed_address_that_is_taken_is_refused():
    make_article(slug="taken")

    with pytest.raises(ValidationError) as refusal:
        make_article(slug="taken")

    assert "slug" in refusal.value.message_dict


def test_editors_with_the_same_headline_at_the_same_moment_all_get_an_address(together):
    section = make_section()
    calls = [
        partial(actions.save_article, Article(headline="Weather", section=section), by=None)
        for _ in range(4)
    ]

    together(*calls)

    assert sorted(Article.objects.values_list("slug", flat=True)) == [
        "weather",
        "weather-2",
        "weather-3",
        "weather-4",
    ]


def test_an_address_begins_with_a_slash_and_is_encoded():
    assert reverse("articles:detail", args=["рада"]) == "/%D1%80%D0%B0%D0%B4%D0%B0/"


@pytest.mark.django_db
def test_a_story_whose_address_was_cleared_keeps_it():
    article = make_article(headline="First words")

    article.headline, article.slug = "Quite other words", ""
    actions.save_article(article, by=None)

    assert article.slug == "first-words"


@pytest.mark.django_db
def test_a_cleared_address_comes_back_if_the_headline_is_the_same():
    article = make_article(headline="First words")

    article.slug = ""
    actions.save_article(article, by=None)

    assert article.slug == "first-words"
