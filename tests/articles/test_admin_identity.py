"""Who the site is, as the managing editor edits it."""

import pytest

from articles import actions, identity
from articles.models import FooterColumn, SiteIdentity
from tests.articles.markup import read_admin
from tests.factories import make_image, make_page, make_user

pytestmark = pytest.mark.django_db

PAGE = "/admin/articles/siteidentity/"
MENUS = "/admin/articles/footercolumn/"


def rows(prefix, *rows):
    """What a table of the form sends."""
    sent = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        sent |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return sent


@pytest.fixture
def editor(client):
    client.force_login(make_user("Managing editor"))
    return client


def test_the_managing_editor_says_who_the_site_is(editor):
    make_page(path="policies/ethics")
    offered = [o["value"] for o in read_admin(editor, PAGE).all("datalist option")]
    assert "/p/policies/ethics/" in offered
    socials = rows(
        "socials",
        {"label": "X", "url": "https://x.com/tide", "position": 2},
        {"label": "Mastodon", "url": "https://social.example/@tide", "position": 1},
    )

    answer = editor.post(
        PAGE,
        socials | {
            "name": "The Tide", "language": "en", "accent": "#0B4A6F", "accent_dark": "#8cc7ea",
            "contact_url": "/authors/", "policy_ethics_policy": "/p/policies/ethics/",
        },
    )  # fmt: skip

    assert answer.status_code == 302
    site = identity.current()
    assert (site.name, site.accent) == ("The Tide", "#0b4a6f")
    assert [link.label for link in site.socials] == ["Mastodon", "X"]
    assert site.ethics_policy == "http://testserver/p/policies/ethics/"
    form = read_admin(editor, PAGE)
    assert form.one("input[name=policy_ethics_policy]")["value"] == "/p/policies/ethics/"


def test_beside_a_logo_nothing_deletes_the_picture(editor):
    logo = make_image()
    actions.save_identity(SiteIdentity(name="The Tide", logo=logo), by=None)

    form = read_admin(editor, PAGE)

    assert form.all(".field-logo .change-related")
    assert not form.all(".delete-related")


@pytest.mark.parametrize(("path", "row"), [(PAGE, "socials-0"), (MENUS + "add/", "links-0")])
def test_every_field_of_a_row_has_a_name(editor, path, row):
    fields = [field for field in read_admin(editor, path).all("input") if row in field["name"]]

    names = [field.attributes.get("aria-label") for field in fields if field["type"] != "hidden"]
    assert names == ["Label", "Address", "Order"]


def test_the_log_in_page_says_whose_newsroom_it_is(client):
    actions.save_identity(SiteIdentity(name="The Tide"), by=None)

    page = read_admin(client, "/admin/login/")

    assert page.one("div[id=site-name]").text == "The Tide"
    assert page.one("title").text == "Log in | The Tide"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("accent", "#eeeeee", "Too light for the light page"),
        ("accent", "#0b4a6f", "Give both colours"),
        ("policy_masthead", "/p/nowhere/", "There is no page at /p/nowhere/."),
        ("policy_masthead", "javascript:alert(1)", "Give an address like"),
        ("x_handle", "tide", "A name on X looks like @name."),
        ("founding_date", "soon", "Enter a valid date."),
        ("logo", "99999999999999999999", "not one of the available choices"),
        ("socials-0-url", "https://x.com/tide/status/1", "not the address of a profile"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(editor, field, value, words):
    sent = rows("socials", {"label": "X", "url": "https://x.com/tide", "position": 0})

    page = editor.post(PAGE, sent | {"language": "en", "name": "The Tide", field: value})

    assert page.status_code == 200
    assert words in page.text
    assert not SiteIdentity.objects.exists()


def test_a_menu_of_the_foot_is_edited_with_its_links(editor):
    make_page(path="about")
    links = rows(
        "links",
        {"label": "Shop", "address": "https://shop.example/", "position": 0},
        {"label": "About", "address": "/p/about/", "position": 1},
        {"label": "", "address": "", "position": 0},
    )

    assert editor.post(f"{MENUS}add/", links | {"title": "Paper", "position": 1}).status_code == 302

    column = FooterColumn.objects.get()
    assert [(link.label, link.address) for link in column.links.all()] == [
        ("About", "/p/about/"),
        ("Shop", "https://shop.example/"),
    ]
    form = read_admin(editor, f"{MENUS}{column.pk}/change/")
    assert form.one("input[name=links-0-address]")["value"] == "/p/about/"


def test_a_link_of_a_menu_that_leads_nowhere_is_refused(editor):
    links = rows("links", {"label": "About", "address": "/p/about/", "position": 1})

    page = editor.post(f"{MENUS}add/", links | {"title": "Paper", "position": 1})

    assert "There is no page at /p/about/." in page.text
    assert not FooterColumn.objects.exists()
