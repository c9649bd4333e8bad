from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.admin.references import MAX_RESULTS
from articles.models import Article
from media.admin.images import ImageAdmin
from media.models import Image
from tests.factories import (
    hours,
    make_article,
    make_image,
    make_section,
    make_user,
    picture_file,
)

pytestmark = pytest.mark.django_db

DESCRIBE = reverse("admin:references_describe")
PICTURES = reverse("admin:references_find_pictures")
STORIES = reverse("admin:references_find_stories")
EMBED = reverse("admin:references_embed")


@pytest.fixture
def reporter(client):
    client.force_login(make_user("Reporter"))
    return client


def titles(client, address, query=""):
    return [row["title"] for row in client.get(address, {"q": query}).json()["results"]]


@pytest.mark.parametrize("address", [DESCRIBE, PICTURES, STORIES, EMBED])
def test_a_stranger_is_sent_to_the_log_in(client, address):
    assert client.get(address).status_code == 302


@pytest.mark.parametrize("address", [PICTURES, STORIES, EMBED])
def test_staff_without_the_right_to_look_get_nothing(client, address):
    make_image()
    client.force_login(make_user())

    assert client.get(address).status_code == 403


def test_facts_are_left_out_for_staff_who_may_not_see_them(client):
    image, article = make_image(), make_article()
    client.force_login(make_user())

    answer = client.get(DESCRIBE, {"image": image.pk, "article": article.pk})

    assert answer.json() == {"image": {}, "article": {}}


@pytest.mark.parametrize("address", [DESCRIBE, PICTURES, STORIES, EMBED])
def test_nothing_can_be_posted(reporter, address):
    assert reporter.post(address).status_code == 405


def test_facts_on_many_references_cost_one_query_per_kind(reporter, django_assert_num_queries):
    images = [make_image(caption="A quay", photographer="Ann Lens") for _ in range(3)]
    article = make_article(headline="About the quay", lead_image=images[0])
    keys = ",".join(str(image.pk) for image in images)

    with django_assert_num_queries(6):  # session, account, its rights in two; pictures; stories
        answer = reporter.get(DESCRIBE, {"image": keys, "article": f"{article.pk},999999"}).json()

    assert set(answer["image"]) == {str(image.pk) for image in images}
    first = answer["image"][str(images[0].pk)]
    assert (first["caption"], first["credit"]) == ("A quay", "Ann Lens")
    assert first["has_rights"] is True
    assert first["picture"].endswith(".webp")
    assert list(answer["article"]) == [str(article.pk)]
    assert answer["article"][str(article.pk)]["visible"] is True


def test_a_picture_whose_rights_ended_says_so(reporter):
    image = make_image(rights_expire_on=timezone.localdate() - timedelta(days=1))

    facts = reporter.get(DESCRIBE, {"image": image.pk}).json()["image"][str(image.pk)]

    assert facts["has_rights"] is False


@pytest.mark.parametrize("keys", ["", ",", "0", "-1", "1 OR 1=1", "x", "٣", "9" * 30, "x," * 1000])
def test_keys_that_are_none_find_nothing(reporter, keys):
    answer = reporter.get(DESCRIBE, {"image": keys, "article": keys})

    assert answer.json() == {"image": {}, "article": {}}


def test_pictures_are_found_by_every_word_wherever_it_stands(reporter):
    make_image(title="Quay at dawn", photographer="Ann Lens")
    make_image(title="Quay at noon", credit_line="Harbour Agency")
    make_image(title="Tram", caption="Passes the quay", alt_text="A yellow tram")
    make_image(title="Crane", agency="Northern Wire", keywords="harbourside, steel")

    assert titles(reporter, PICTURES, "quay") == ["Tram", "Quay at noon", "Quay at dawn"]
    assert titles(reporter, PICTURES, "QUAY ann") == ["Quay at dawn"]
    assert titles(reporter, PICTURES, "harbour") == ["Crane", "Quay at noon"]
    assert titles(reporter, PICTURES, "steel northern") == ["Crane"]
    assert titles(reporter, PICTURES, "yellow quay") == ["Tram"]
    assert titles(reporter, PICTURES, "zebra") == []


def test_the_dialog_finds_what_the_library_finds(reporter):
    words = {name: f"wort{number}" for number, name in enumerate(ImageAdmin.search_fields)}
    make_image(**words | {"title": "wort0"})

    assert "keywords" in words
    for word in words.values():
        assert titles(reporter, PICTURES, word) == ["wort0"], word


def test_words_of_other_scripts_are_found_in_any_case(reporter):
    make_image(title="Київська рада")
    make_article(headline="Рада проголосувала")

    assert titles(reporter, PICTURES, "РАДА") == ["Київська рада"]
    assert titles(reporter, PICTURES, "київська") == ["Київська рада"]
    assert titles(reporter, STORIES, "рада") == ["Рада проголосувала"]


def test_stories_are_found_by_headline_newest_first(reporter):
    now = timezone.now()
    make_article(headline="Old vote", published_at=now - hours(2))
    make_article(headline="New vote", published_at=now - hours(1))
    make_article(headline="Vote to come", published_at=now + hours(1))
    make_article(headline="Drafted vote", status=Article.Status.DRAFT)
    make_article(headline="Withdrawn vote", status=Article.Status.WITHDRAWN)

    rows = reporter.get(STORIES, {"q": "vote"}).json()["results"]

    assert [row["title"] for row in rows] == ["Vote to come", "New vote", "Old vote"]
    assert [row["state"] for row in rows] == ["Scheduled", "Published", "Published"]
    assert [row["visible"] for row in rows] == [False, True, True]


@pytest.mark.parametrize("address", [PICTURES, STORIES])
def test_a_search_is_one_query_and_bounded(reporter, django_assert_num_queries, address):
    section = make_section()
    for _ in range(3):
        make_image()
    image = make_image()
    Article.objects.bulk_create(
        Article(
            slug=f"story-{number}",
            headline=f"Story {number}",
            section=section,
            lead_image=image,
            status=Article.Status.PUBLISHED,
            published_at=timezone.now() - hours(number),
        )
        for number in range(MAX_RESULTS + 5)
    )

    with django_assert_num_queries(5):  # session, account, its rights in two; the rows
        rows = reporter.get(address).json()["results"]

    assert len(rows) == (MAX_RESULTS if address == STORIES else 4)


@pytest.mark.parametrize("address", [PICTURES, STORIES])
@pytest.mark.parametrize(
    "query",
    ["%", "_", "' OR 1=1 --", '"', "\x01", "\\", "(((", "a " * 5000, "\ud800", "🙂", "%00", "*"],
)
def test_a_hostile_query_finds_nothing_and_breaks_nothing(reporter, address, query):
    make_image(title="Quay", photographer="Ann")
    make_article(headline="Quay")

    answer = reporter.get(address, {"q": query.encode("utf-8", "surrogatepass")})

    assert answer.status_code == 200
    assert len(answer.json()["results"]) <= 1


@pytest.mark.parametrize("address", [PICTURES, STORIES, DESCRIBE, EMBED])
def test_a_byte_no_text_has_is_refused(reporter, address):
    assert reporter.get(f"{address}?q=%00&image=%00&url=%00").status_code == 400


@pytest.mark.parametrize(
    ("typed", "url", "provider"),
    [
        ("https://youtu.be/dQw4w9WgXcQ", "https://youtu.be/dQw4w9WgXcQ", "YouTube"),
        (" youtu.be/dQw4w9WgXcQ ", "https://youtu.be/dQw4w9WgXcQ", "YouTube"),
        ("//a.example/b", "https://a.example/b", None),
        ("https://a.example/b", "https://a.example/b", None),
        ("javascript:alert(1)", None, None),
        ("data:text/html,x", None, None),
        ("nonsense", None, None),
        ("/news/", None, None),
        ("", None, None),
        ("https://a.example/" + "x" * 3000, None, None),
    ],
)
def test_an_address_is_told_what_it_will_be(reporter, typed, url, provider):
    assert reporter.get(EMBED, {"url": typed}).json() == {"url": url, "provider": provider}


ADD = reverse("admin:references_add_picture")


def pages(client, address):
    """The titles of every page, one list each."""
    before, found = "", []
    while True:
        answer = client.get(address, {"before": before} if before else {}).json()
        found.append([row["title"] for row in answer["results"]])
        before = answer["next"]
        if not before:
            return found


def test_searches_go_on_where_they_ended(reporter):
    section = make_section()
    numbers = range(2 * MAX_RESULTS + 1)
    Image.objects.bulk_create(Image(title=f"Picture {n}", token=f"token{n}") for n in numbers)
    Article.objects.bulk_create(
        Article(
            slug=f"story-{n}", headline=f"Story {n}", section=section,
            status=Article.Status.PUBLISHED, published_at=timezone.now() - hours(1),
        )
        for n in numbers
    )  # fmt: skip

    for address, name in ((PICTURES, "Picture"), (STORIES, "Story")):
        found = pages(reporter, address)
        assert [len(page) for page in found] == [MAX_RESULTS, MAX_RESULTS, 1]
        everything = [title for page in found for title in page]
        assert everything == [f"{name} {n}" for n in reversed(numbers)]


@pytest.mark.parametrize("before", ["x", "-1", "9" * 40, "1 OR 1=1", "\u0663"])
def test_a_page_that_never_was_breaks_nothing(reporter, before):
    make_image()

    assert reporter.get(PICTURES, {"before": before}).status_code == 200
    assert reporter.get(STORIES, {"before": before}).status_code == 404


def test_stories_are_found_by_standfirst_and_slug_and_tell_their_date_and_address(reporter):
    article = make_article(headline="Gates", standfirst="Of steel.", slug="the-barrier")

    assert titles(reporter, STORIES, "STEEL gates") == ["Gates"]
    (row,) = reporter.get(STORIES, {"q": "the-barrier"}).json()["results"]
    assert row["address"] == article.get_absolute_url()
    assert str(timezone.localdate().year) in row["date"]


def test_a_story_is_not_offered_to_itself(reporter):
    own, other = make_article(headline="Own"), make_article(headline="Other")

    rows = reporter.get(STORIES, {"not": own.pk}).json()["results"]

    assert [row["id"] for row in rows] == [other.pk]


def send_picture(client, **fields):
    file = SimpleUploadedFile("quay.jpg", picture_file().read(), "image/jpeg")
    return client.post(ADD, {"file": file} | fields)


def test_a_picture_is_added_with_its_words_and_noted_in_its_history(reporter):
    answer = send_picture(reporter, alt_text="A quay", credit_line="Ann Lens").json()

    image = Image.objects.get()
    assert (image.alt_text, image.credit_line) == ("A quay", "Ann Lens")
    assert answer["is_known"] is False
    assert (answer["picture"]["id"], answer["picture"]["credit"]) == (image.pk, "Ann Lens")
    assert LogEntry.objects.get().object_id == str(image.pk)
    again = send_picture(reporter, credit_line="Another").json()
    assert (again["picture"]["id"], again["is_known"]) == (image.pk, True)
    assert Image.objects.get().credit_line == "Ann Lens"


def test_a_picture_that_is_refused_says_why_and_leaves_nothing(reporter):
    broken = SimpleUploadedFile("quay.jpg", b"no picture", "image/jpeg")

    assert reporter.post(ADD, {"file": broken}).json()["reasons"]
    assert reporter.post(ADD, {}).json()["reasons"]
    assert send_picture(reporter, credit_line="x" * 301).json()["reasons"]
    assert Image.objects.count() == 0


def test_only_who_may_add_pictures_can_send_one(client):
    assert send_picture(client).status_code == 302
    client.force_login(make_user())

    assert send_picture(client).status_code == 403
    assert client.get(ADD).status_code == 405
    assert Image.objects.count() == 0


def test_a_picture_is_not_taken_from_another_site():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user("Reporter"))

    assert send_picture(client).status_code == 403
    assert Image.objects.count() == 0
