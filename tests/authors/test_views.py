import pytest

from tests.articles.markup import read
from tests.factories import make_article, make_author, make_image

pytestmark = pytest.mark.django_db


def test_a_profile_says_who_somebody_is(client):
    author = make_author(
        name="Ann Lee", slug="ann", role_title="Reporter", bio="One.\n\nTwo <b>bold</b>.",
        email="ann@example.org", portrait=make_image(alt_text="Ann at work"),
    )  # fmt: skip
    author.links.create(label="Website", url="https://ann.example/?a=1&b=2", position=2)
    author.links.create(label="Mastodon", url="https://social.example/@ann", position=1)

    page = read(client, "/author/ann/")

    assert page.one("h1").text == "Ann Lee"
    assert page.one(".profile__title").text == "Reporter"
    assert page.texts(".profile__bio p") == ["One.", "Two <b>bold</b>."]
    links = {link.text: link["href"] for link in page.all(".profile__links a")}
    assert links == {
        "ann@example.org": "mailto:ann@example.org",
        "Mastodon": "https://social.example/@ann",
        "Website": "https://ann.example/?a=1&b=2",
        "RSS": "/author/ann/rss/",
    }
    assert page.one(".profile .portrait img")["alt"] == "Ann at work"


def test_a_bare_profile_has_no_empty_places(client):
    make_author(name="Bo", slug="bo")

    page = read(client, "/author/bo/")

    assert page.one(".profile .portrait__initials").text == "B"
    assert page.all(".profile__title") == page.all(".profile__bio p") == []
    assert page.one(".empty").text == "Nothing has been published here yet."


def test_a_profile_lists_everything_with_the_name_on_it_once(client):
    author = make_author(slug="ann")
    wrote = make_article(credits=[author, ("photos", author)])
    pictured = make_article(credits=[make_author(), ("photos", author)])
    make_article(credits=[make_author()])
    make_article(status="draft", credits=[author])

    page = read(client, "/author/ann/")

    assert page.texts(".story-list h3") == [pictured.headline, wrote.headline]


def test_an_organisation_has_a_page_like_everybody(client):
    agency = make_author(name="Bay News Agency", slug="agency", kind="organization")
    make_article(credits=[agency])

    page = read(client, "/author/agency/")

    assert page.one("h1").text == "Bay News Agency"
    assert len(page.all(".story-list li")) == 1


def test_those_who_left_keep_their_pages_but_are_not_on_the_list(client):
    make_author(name="Ann Lee", slug="ann", role_title="Reporter", is_former=True)
    make_author(name="Bo Kim", slug="bo", role_title="Editor")

    assert read(client, "/author/ann/").one(".profile__title").text == "Reporter (former)"
    assert read(client, "/authors/").texts(".person h2") == ["Bo Kim"]


def test_a_former_author_without_a_title_is_former_too(client):
    make_author(name="Ann Lee", slug="ann", is_former=True)

    assert "former" in read(client, "/author/ann/").one(".profile").text


def test_the_list_of_authors_is_by_name_with_faces(client):
    make_author(name="Cy Ode", slug="cy", portrait=make_image())
    make_author(name="Bo Kim", slug="bo", role_title="Editor")

    page = read(client, "/authors/")

    assert page.texts(".person h2") == ["Bo Kim", "Cy Ode"]
    bo, cy = page.all(".person")
    assert bo.one("h2 a")["href"] == "/author/bo/"
    assert (bo.one(".person__title").text, bo.one(".portrait").text) == ("Editor", "BK")
    assert "1x1-" in cy.one("img")["src"]


def test_a_house_without_authors_says_so(client):
    assert read(client, "/authors/").one(".empty").text == "Nobody has a profile yet."


def test_a_name_in_any_script_has_its_page(client):
    author = make_author(name="ليلى حداد")

    assert read(client, author.get_absolute_url()).one("h1").text == "ليلى حداد"
    assert read(client, "/author/ليلى-حداد/")


def test_words_that_look_like_markup_stay_words(client):
    hostile = """<script>alert(1)</script>'"&amp;"""
    author = make_author(name=hostile, slug="ann", role_title=hostile, bio=hostile)
    author.links.create(label=hostile, url="https://a.example/'\"<script>")

    page = read(client, "/author/ann/")

    ours = page.all("script[src]") + page.all("script[type=application/ld+json]")
    assert len(page.all("script")) == len(ours)
    for part in ("h1", ".profile__title", ".profile__bio"):
        assert page.one(part).text == hostile
