"""Which language a page speaks: that of what it shows for readers, the browser's in the admin."""

import pytest

from tests.articles.markup import parse, read
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


def chrome(page):
    return page.one("html")["lang"], page.one("html")["dir"], page.one(".skip-link").text


def spoken(client, **headers):
    page = client.get("/admin/", **headers).content.decode()
    return parse(page, is_strict=False).one("html")["lang"]


def test_a_ukrainian_story_has_a_ukrainian_page(client):
    make_article(slug="story", language="uk")

    page = read(client, "/story/")

    assert chrome(page) == ("uk", "ltr", "Перейти до змісту")


def test_an_arabic_story_stands_in_a_page_of_the_sites_language(client, settings):
    make_article(slug="story", language="ar")

    page = read(client, "/story/")

    assert chrome(page) == ("en", "ltr", "Skip to the content")
    assert (page.one("article.story")["lang"], page.one("article.story")["dir"]) == ("ar", "rtl")
    settings.LANGUAGE_CODE = "uk"
    assert chrome(read(client, "/story/"))[0] == "uk"


def test_lists_speak_the_sites_language(client, settings):
    make_article(language="uk")

    assert chrome(read(client, "/news/"))[0] == "en"
    settings.LANGUAGE_CODE = "uk"
    assert chrome(read(client, "/news/"))[0] == "uk"
    settings.LANGUAGE_CODE = "pl"  # a language without a catalogue
    assert chrome(read(client, "/news/"))[0] == "en"


def test_public_pages_do_not_ask_the_browser(client):
    make_article(slug="story")
    told = {"HTTP_ACCEPT_LANGUAGE": "uk", "HTTP_COOKIE": "django_language=uk"}

    for path in ("/", "/news/", "/story/", "/rss/", "/no-such-page/"):
        plain, asked = client.get(path), client.get(path, **told)
        assert plain.content == asked.content, path
        assert "language" not in asked.get("Vary", "").lower(), path


def test_the_admins_scripts_speak_its_language_too(client):
    client.force_login(make_user(is_superuser=True))

    words = client.get("/admin/jsi18n/", HTTP_ACCEPT_LANGUAGE="uk").text

    assert "Довідка".encode("unicode_escape").decode() in words  # ours
    assert '"Choose a Date"' in words  # Django's


def test_the_admin_speaks_its_accounts_language(client):
    client.force_login(make_user(is_superuser=True))

    uk = {"HTTP_ACCEPT_LANGUAGE": "uk-UA,uk;q=0.9,en;q=0.8"}
    other = {"HTTP_ACCEPT_LANGUAGE": "de,fr;q=0.5"}
    assert spoken(client, **uk) == "uk"
    assert spoken(client, **other) == "en"
    assert "Accept-Language" in client.get("/admin/")["Vary"]
    client.cookies["django_language"] = "uk"
    assert spoken(client, **other) == "uk"
    client.cookies["django_language"] = "../../etc"
    assert spoken(client, **other) == "en"


def test_an_account_chooses_its_language_for_every_browser(client):
    user = make_user(is_superuser=True)
    client.force_login(user)
    page = parse(client.get("/admin/articles/tag/?q=a").content.decode(), is_strict=False)
    form = page.one("form.speaking")

    answer = client.post(form["action"], {"language": form.one("button")["value"]})

    assert answer["Location"] == "/admin/articles/tag/?q=a"
    assert spoken(client, HTTP_ACCEPT_LANGUAGE="en") == "uk"
    assert client.get("/admin/")["Content-Language"] == "uk"
    assert client.post(form["action"], {"language": "xx"}).status_code == 400
    elsewhere = form["action"].partition("?")[0] + "?next=//elsewhere.example/"
    away = client.post(elsewhere, {"language": "en"})
    assert away["Location"] == "/admin/"
    assert spoken(client, HTTP_ACCEPT_LANGUAGE="uk") == "en"


def test_a_language_with_stories_has_a_page_and_a_feed(client, settings):
    make_article(headline="First", language="uk")
    make_article(headline="Second", language="en")

    page = read(client, "/in/uk/")

    assert chrome(page)[0] == "uk"
    assert page.texts(".card__headline") == ["First"]
    links = {link["hreflang"]: link["href"] for link in page.all("link[hreflang]")}
    origin = settings.SITE_ORIGIN
    assert links == {
        "en": f"{origin}/news/",
        "uk": f"{origin}/in/uk/",
        "x-default": f"{origin}/news/",
    }
    assert [a["href"] for a in page.one(".languages").all("a")] == ["/", "/in/uk/"]
    assert page.one(".languages a[aria-current]").text == "Українська"
    feed = client.get("/in/uk/rss/").content.decode()
    assert "<language>uk</language>" in feed
    assert "Second" not in feed
    assert client.get("/in/en/")["Location"] == "/news/"


@pytest.mark.parametrize(
    "path", ["/in/pl/", "/in/xx/", "/in/uk/", "/in/UK/", "/in/pl/rss/", "/in/"]
)
def test_a_language_without_stories_has_none(client, path):
    make_article()

    assert client.get(path).status_code == 404
    assert read(client, "/news/").all(".languages") == []


@pytest.mark.parametrize("page", ["", "articles/article/", "articles/article/add/", "media/image/"])
def test_the_admin_opens_in_ukrainian(client, page):
    client.force_login(make_user(is_superuser=True))

    answer = client.get(f"/admin/{page}", HTTP_ACCEPT_LANGUAGE="uk")

    assert answer.status_code == 200
    assert "Матеріали" in answer.content.decode()
