"""Who the site is: data, known to every page without a query."""

import json

import pytest
from django.core.exceptions import ValidationError

from articles import actions, identity
from articles.models import FooterColumn, SiteIdentity
from newsroom.edge import remembered
from tests.articles.markup import read
from tests.factories import SHARED, make_article, make_image, make_page

pytestmark = pytest.mark.django_db
XSS = SHARED / "xss/owasp-cheat-sheet.json"


def save(**fields):
    parts = {name: fields.pop(name) for name in ("socials", "policies") if name in fields}
    row = SiteIdentity.objects.first() or SiteIdentity()
    for name, value in fields.items():
        setattr(row, name, value)
    return actions.save_identity(row, by=None, **parts)


def test_a_new_site_is_as_its_settings_say(settings):
    settings.SITE_NAME, settings.SITE_DESCRIPTION = "The Tide", "News of the coast."

    site = identity.current()

    assert (site.name, site.description, site.language) == ("The Tide", "News of the coast.", "en")
    assert (site.logo, site.social_links, site.ethics_policy) == (None, [], "")


def test_what_the_newsroom_says_of_itself_goes_before_the_settings(settings):
    logo = make_image()

    save(
        name="The Tide", logo=logo, accent="#8f1d14", accent_dark="#ff9b8a",
        contact_url="/p/contact/",
        socials=[("Mastodon", "https://social.example/@tide"), ("X", "https://x.com/tide")],
        policies={"ethics_policy": "/corrections/", "masthead": "https://tide.example/who"},
    )  # fmt: skip

    site = identity.current()
    assert (site.name, site.description) == ("The Tide", settings.SITE_DESCRIPTION)
    assert (site.logo, site.accent) == (logo, "#8f1d14")
    assert site.social_links == ["https://social.example/@tide", "https://x.com/tide"]
    assert site.contact_url == "http://testserver/p/contact/"
    assert (site.ethics_policy, site.masthead) == (
        "http://testserver/corrections/",
        "https://tide.example/who",
    )


def test_every_page_says_the_name_at_once(client):
    make_article()
    assert read(client, "/").one(".masthead__name").text == "Newsroom"

    save(name="The Tide")

    assert read(client, "/").one(".masthead__name").text == "The Tide"


def test_it_costs_pages_no_query(django_assert_num_queries, monkeypatch):
    save(name="The Tide", policies={"masthead": "/authors/"})
    identity.current()

    with django_assert_num_queries(0):
        assert identity.current().masthead
    monkeypatch.setattr(remembered, "RECHECK", 0)
    with django_assert_num_queries(1):
        assert identity.current().masthead


def test_another_process_knows_after_a_second(monkeypatch):
    save(name="The Tide")
    assert identity.current().name == "The Tide"
    SiteIdentity.objects.update(name="The Ebb", version=99)
    assert identity.current().name == "The Tide"

    monkeypatch.setattr(remembered, "RECHECK", 0)

    assert identity.current().name == "The Ebb"


def test_what_is_forgotten_while_it_is_asked_for_is_known_again(monkeypatch):
    save(name="The Tide")
    calls = []

    def monotonic():
        calls.append(len(calls))
        if len(calls) == 2:  # another thread, in the middle
            identity.forget()
        return float(len(calls))

    monkeypatch.setattr(remembered, "RECHECK", 0)
    monkeypatch.setattr(remembered.time, "monotonic", monotonic)

    assert [identity.current().name for _ in range(2)] == ["The Tide"] * 2


def test_an_old_form_does_not_turn_the_version_back():
    old = save(name="The Tide")
    for name in ("The Ebb", "The Flood"):
        save(name=name)
    before = SiteIdentity.objects.get().version

    actions.save_identity(old, by=None)

    row = SiteIdentity.objects.get()
    assert (row.name, row.version) == ("The Tide", before + 1)


def test_there_is_one_of_it():
    save(name="The Tide")

    with pytest.raises(ValidationError):
        actions.save_identity(SiteIdentity(name="Another"), by=None)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"accent": "red"}, "six digits"),
        ({"accent": "#8F1D1"}, "six digits"),
        ({"accent": "#ff9b8a"}, "Too light for the light page"),
        ({"accent_dark": "#8f1d14"}, "Too dark for the dark page"),
        ({"x_handle": "tide"}, "looks like @name"),
        ({"contact_url": "javascript:alert(1)"}, "Give an address"),
        ({"contact_url": "//evil.example"}, "Give an address"),
        ({"contact_email": "x"}, "valid email"),
        ({"socials": [("X", "https://x.com/tide/status/1")]}, "profile on x.com"),
        ({"socials": [("X", "javascript:alert(1)")]}, "valid URL"),
        ({"policies": {"ethics_policy": "data:text/html,x"}}, "Give an address"),
        ({"policies": {"ethics_policy": '/p/"onload=x'}}, "Give an address"),
        ({"accent": "#8f1d14"}, "both colours"),
        ({"policies": {"ethics_policy": "/p/ethics/"}}, "no page at /p/ethics/"),
        ({"policies": {"ethics_policy": "/a/b/c/d/"}}, "no page at"),
        ({"policies": {"manners": "/authors/"}}, "not a valid choice"),
    ],
)
def test_what_cannot_stand_on_a_page_is_refused(fields, words):
    with pytest.raises(ValidationError, match=words):
        save(**fields)


def test_a_policy_follows_its_page_and_waits_until_that_is_live(client):
    page = make_page(path="ethics", status="draft")
    save(policies={"ethics_policy": "/p/ethics/"})
    assert identity.current().ethics_policy == ""

    page.status, page.path = "live", "rules/ethics"
    actions.save_page(page, by=None)

    assert identity.current().ethics_policy == "http://testserver/p/rules/ethics/"
    assert read(client, "/news/").one(".site-footer a[href=/p/rules/ethics/]").text == "Ethics"


def test_the_foot_of_every_page_has_what_the_newsroom_put_there(client):
    save(
        name="The Tide", legal_name="Tide Ltd", contact_email="desk@tide.example",
        socials=[("Mastodon", "https://social.example/@tide")],
    )  # fmt: skip
    make_page(path="about", status="live")
    actions.save_footer_column(
        FooterColumn(title="The paper"),
        [("About", "/p/about/"), ("Shop", "https://shop.example/")],
        by=None,
    )

    foot = read(client, "/news/").one("footer.site-footer")

    assert foot.one(".site-footer__social a")["href"] == "https://social.example/@tide"
    assert "Tide Ltd" in foot.one(".site-footer__end").text
    menu = foot.all(".footer-menu")[0]
    assert menu.texts("h2") == ["The paper"]
    assert [(a["href"], a.text) for a in menu.all("a")] == [
        ("/p/about/", "About"),
        ("https://shop.example/", "Shop"),
    ]


def test_a_page_in_another_script_is_found_by_the_address_a_browser_shows(client):
    page = make_page(path="о-нас", status="live")
    for address in ("/p/о-нас/", page.get_absolute_url()):
        column = FooterColumn(title="The paper")
        actions.save_footer_column(column, [("About", address)], by=None)
        assert column.links.get().page == page

    links = read(client, page.get_absolute_url()).all(".footer-menu a[aria-current=page]")
    assert [link.text for link in links] == ["About", "About"]


def test_the_foot_leads_to_no_page_twice(client):
    about, ethics = make_page(path="about"), make_page(path="ethics")
    policies = {"publishing_principles": "/p/ethics/", "ethics_policy": "/p/ethics/"}
    save(policies=policies | {"coverage_policy": "/p/about/"})
    column = FooterColumn(title="The paper")
    actions.save_footer_column(column, [("About", "/p/about/")], by=None)

    foot = read(client, "/news/").one("footer.site-footer")

    addresses = [link["href"] for link in foot.all(".footer-menu a")]
    assert [addresses.count(page.get_absolute_url()) for page in (about, ethics)] == [1, 1]
    assert foot.one("a[href=/p/ethics/]").text == "Publishing principles"


def test_a_menu_leads_to_no_draft(client):
    page = make_page(path="about", status="live")
    column = FooterColumn(title="The paper")
    actions.save_footer_column(column, [("About", "/p/about/")], by=None)
    assert "The paper" in read(client, "/news/").texts(".footer-menu h2")

    page.status = "draft"
    actions.save_page(page, by=None)

    assert "The paper" not in read(client, "/news/").texts(".footer-menu h2")


def test_colours_come_in_a_style_sheet_that_may_be_kept(client):
    links = "link[rel=stylesheet]"
    before = [link["href"] for link in read(client, "/news/").all(links)]
    assert client.get("/colours.css").status_code == 404

    save(accent="#0b4a6f", accent_dark="#8cc7ea")

    [address] = [
        h for link in read(client, "/news/").all(links) if (h := link["href"]) not in before
    ]
    sheet = client.get(address)
    assert (sheet["Content-Type"], "immutable" in sheet["Cache-Control"]) == ("text/css", True)
    assert "--accent: light-dark(#0b4a6f, #8cc7ea);" in sheet.text
    assert "immutable" not in client.get("/colours.css?v=other")["Cache-Control"]


def test_the_logo_is_shown_as_a_rendition_with_the_name_in_words(client):
    logo = make_image()
    save(name="The Tide", logo=logo)

    page = read(client, "/news/")
    images = [*page.all(".masthead__name img"), *page.all(".site-footer .logo img")]

    assert [image["alt"] for image in images] == ["The Tide", "The Tide"]
    assert all(logo.token in image["src"] for image in images)


def test_a_second_logo_is_there_for_the_dark(client):
    logo, dark = make_image(), make_image()
    save(name="The Tide", logo=logo, logo_dark=dark)

    page = read(client, "/news/")

    for place in ("header.masthead", "footer.site-footer"):
        [first, second] = page.all(f"{place} .logo img")
        assert (logo.token in first["src"], dark.token in second["src"]) == (True, True)
        assert (first["alt"], second["alt"]) == ("The Tide", "The Tide")


def test_a_logo_for_the_dark_alone_is_refused():
    with pytest.raises(ValidationError, match="a logo for the light page as well"):
        save(logo_dark=make_image())


def test_the_list_of_corrections_leads_to_how_we_correct(client):
    make_page(path="correcting")
    save(policies={"corrections_policy": "/p/correcting/"})

    [link] = read(client, "/corrections/").all(".page-heading__about a")

    assert link["href"] == "http://testserver/p/correcting/"


def test_hostile_words_stay_words(client):
    hostile = [words for words in json.loads(XSS.read_text()) if "\x00" not in words][::4]
    make_page(path="about")
    column = FooterColumn()

    for words in hostile:
        short = words[:40].strip()
        save(name=words[:80], legal_name=short, socials=[(short, "https://a.example/")])
        column.title = short
        actions.save_footer_column(column, [(short, "/p/about/")], by=None)
        foot = read(client, "/p/about/").one("footer.site-footer")
        assert foot.one(".site-footer__name").text == " ".join(words[:80].split())
        assert foot.texts(".footer-menu h2")[0] == " ".join(short.split())
        assert not [tag for tag in foot.walk() if tag.tag in {"script", "img", "iframe"}]
