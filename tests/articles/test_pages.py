"""Pages that are no stories: who sees them, where they live, that no save is lost."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from articles import actions
from articles.models import FooterColumn, Page, PageVersion
from media.actions import PictureInUseError, delete_image
from tests.articles.markup import read, read_admin
from tests.factories import SHARED, make_article, make_image, make_page, make_user

pytestmark = pytest.mark.django_db
XSS = SHARED / "xss/owasp-cheat-sheet.json"
LIST = "/admin/articles/page/"


def form_of(page, **fields):
    """What the admin's form sends."""
    sent = {name: getattr(page, name) for name in PageVersion.FIELDS}
    return sent | {"base": page.revision} | fields


def test_readers_see_a_live_page_with_its_head(client):
    page = make_page(title="Ethics", path="policies/ethics", standfirst="What we do.", body="<p>A")

    found = read(client, page.get_absolute_url())

    assert page.get_absolute_url() == "/p/policies/ethics/"
    assert "/p/policies/ethics/</loc>" in client.get("/sitemaps/pages.xml").text
    assert found.one("h1").text == "Ethics"
    assert found.one("meta[name=description]")["content"] == "What we do."
    assert found.one("link[rel=canonical]")["href"] == "http://testserver/p/policies/ethics/"
    graph = json.loads(found.one("script[type=application/ld+json]").text)["@graph"]
    assert graph[0]["@type"] == "WebPage"
    assert graph[0]["name"] == "Ethics"


def test_a_page_in_another_script_has_its_language_and_direction(client):
    page = make_page(title="من نحن", path="ar/من-نحن", language="ar")

    article = read(client, page.get_absolute_url()).one("article.own-page")

    assert (article["lang"], article["dir"]) == ("ar", "rtl")


def test_a_draft_is_not_there_and_the_newsroom_can_look_at_it(client, admin_client):
    page = make_page(title="Zanzibar", status="draft")

    assert client.get(page.get_absolute_url()).status_code == 404
    assert page.path not in client.get("/sitemaps/pages.xml").text
    preview = f"{LIST}{page.pk}/preview/"
    assert client.get(preview).status_code == 302
    assert read(admin_client, preview).one("h1").text == "Zanzibar"


def test_what_the_text_refers_to_is_drawn_as_it_is_now(client):
    image, story = make_image(), make_article(headline="Bridge closed")
    hidden = make_article(headline="Zanzibar", status="draft")
    body = f'<figure data-image="{image.pk}"></figure>' + "".join(
        f'<div data-article="{each.pk}"></div>' for each in (story, hidden)
    )

    page = make_page(body=body)

    text = read(client, page.get_absolute_url()).one(".own-page__body")
    assert text.one("img")["alt"] == image.alt_text
    assert "Bridge closed" in text.text
    assert "Zanzibar" not in text.text
    with pytest.raises(PictureInUseError):
        delete_image(image, by=None)


def test_it_costs_no_more_than_its_row_and_what_it_refers_to(client, django_assert_num_queries):
    image, story = make_image(), make_article()
    page = make_page(
        body=f'<figure data-image="{image.pk}"></figure><div data-article="{story.pk}"></div>'
    )
    client.get(page.get_absolute_url())

    with django_assert_num_queries(3):  # the page, pictures, stories
        client.get(page.get_absolute_url())


@pytest.mark.parametrize(
    "path",
    ["", "About", "a b", "a//b", "/a", "a/", "a/b/c/d/e", "..", "a/../b", "rss", "x/versions",
     "a.html", "a?b", "x" * 201, "<script>"],
)  # fmt: skip
def test_an_address_that_cannot_be_is_refused(path):
    with pytest.raises(ValidationError):
        make_page(path=path)


@pytest.mark.parametrize("path", ["/p/", "/p//", "/p/a/../b/", "/p/%00/", "/p/" + "x/" * 400])
def test_odd_addresses_get_a_page(client, path):
    assert client.get(path).status_code in {301, 400, 404}


def test_an_address_that_changes_leads_to_the_new_one_while_that_is_live(client):
    page = make_page(path="ethics")
    page.path = "policies/ethics"
    actions.save_page(page, by=None)

    assert client.get("/p/ethics/")["Location"] == "/p/policies/ethics/"
    page.refresh_from_db()
    page.status = "draft"
    actions.save_page(page, by=None)

    assert client.get("/p/ethics/").status_code == 404


def test_every_save_is_kept_and_can_be_brought_back(client, admin_client):
    page = make_page(title="First", body="<p>One.</p>", status="draft")
    admin_client.post(f"{LIST}{page.pk}/change/", form_of(page, title="Second", body="<p>Two.</p>"))

    versions = list(page.versions.values_list("number", "content__title", "by__username"))
    assert versions == [(2, "Second", "admin"), (1, "First", None)]
    compared = read_admin(admin_client, f"{LIST}{page.pk}/history/compare/?from=1&to=2")
    assert "First" in compared.one(".differences del").text
    admin_client.post(f"{LIST}{page.pk}/history/1/restore/")

    page.refresh_from_db()
    assert (page.title, page.body, page.revision) == ("First", "<p>One.</p>", 3)
    assert read(admin_client, f"{LIST}{page.pk}/preview/?version=2").one("h1").text == "Second"


def test_two_editors_of_one_page_lose_nothing(admin_client):
    page = make_page(title="Ethics", body="<p>One.</p><p>Two.</p>")
    change = f"{LIST}{page.pk}/change/"
    sent = form_of(page)

    admin_client.post(change, sent | {"body": "<p>One, first.</p><p>Two.</p>"})
    admin_client.post(change, sent | {"body": "<p>One.</p><p>Two, second.</p>"})
    page.refresh_from_db()
    assert page.body == "<p>One, first.</p><p>Two, second.</p>"
    answer = admin_client.post(change, sent | {"body": "<p>One, third.</p><p>Two.</p>"})

    assert answer["Location"] == f"{LIST}{page.pk}/history/compare/?from=3&to=4"
    compared = read_admin(admin_client, answer["Location"])
    assert "third" in compared.one(".compared__block--changed ins").text
    assert Page.objects.get(pk=page.pk).body == page.body
    admin_client.post(f"{LIST}{page.pk}/history/4/restore/")
    assert Page.objects.get(pk=page.pk).body == "<p>One, third.</p><p>Two.</p>"


def test_what_readers_saw_is_not_deleted_and_neither_is_what_a_menu_leads_to():
    draft, live = make_page(path="draft", status="draft"), make_page()
    column = actions.save_footer_column(FooterColumn(title="A"), [("B", "/p/draft/")], by=None)

    with pytest.raises(ValidationError, match="make it a draft"):
        actions.delete_page(live, by=None)
    with pytest.raises(ProtectedError):
        actions.delete_page(draft, by=None)
    actions.delete_footer_column(column, by=None)
    actions.delete_page(draft, by=None)

    assert list(Page.objects.all()) == [live]


def test_an_address_is_understood_as_people_write_it(admin_client):
    page = make_page(status="draft")

    admin_client.post(f"{LIST}{page.pk}/change/", form_of(page, path="/p/About/Us/"))

    page.refresh_from_db()
    assert page.path == "about/us"


def test_a_taken_or_reserved_address_is_said_beside_the_field(admin_client):
    make_page(path="about")

    for path, words in (("about", "already exists"), ("x/rss", "belongs to a page of the site")):
        page = admin_client.post(f"{LIST}add/", form_of(Page(title="T", path=path), base=""))
        assert page.status_code == 200
        assert words in page.text


def test_hostile_words_stay_words(client):
    hostile = [words for words in json.loads(XSS.read_text()) if "\x00" not in words]
    every = "\n".join(hostile)
    page = make_page(title=every[:150], standfirst=every, body=every, seo_description=every)

    found = read(client, page.get_absolute_url())

    assert found.one("h1").text == " ".join(every[:150].split())
    inside = {element.tag for element in found.one("article.own-page").walk()}
    assert not inside & {"script", "style", "iframe", "object", "embed", "img", "svg", "form"}


@pytest.mark.parametrize("role", ["Editor", "Reporter"])
def test_others_neither_write_nor_read_them_in_the_admin(client, role):
    page = make_page()
    client.force_login(make_user(role))

    for end in ("", "add/", f"{page.pk}/change/", f"{page.pk}/preview/", f"{page.pk}/history/"):
        assert client.get(f"{LIST}{end}").status_code == 403
