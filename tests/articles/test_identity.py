"""Who the site is: data, known to every page without a query."""

import pytest
from django.core.exceptions import ValidationError

from articles import actions, identity
from articles.models import SiteIdentity
from tests.articles.markup import read
from tests.factories import make_article, make_image

pytestmark = pytest.mark.django_db


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
        name="The Tide", logo=logo, accent="#8f1d14", contact_url="/p/contact/",
        socials=[("Mastodon", "https://social.example/@tide"), ("X", "https://x.com/tide")],
        policies={"ethics_policy": "/p/ethics/", "masthead": "https://tide.example/who"},
    )  # fmt: skip

    site = identity.current()
    assert (site.name, site.description) == ("The Tide", settings.SITE_DESCRIPTION)
    assert (site.logo, site.accent) == (logo, "#8f1d14")
    assert site.social_links == ["https://social.example/@tide", "https://x.com/tide"]
    assert site.contact_url == "http://testserver/p/contact/"
    assert (site.ethics_policy, site.masthead) == (
        "http://testserver/p/ethics/",
        "https://tide.example/who",
    )


def test_every_page_says_the_name_at_once(client):
    make_article()
    assert read(client, "/").one(".masthead__name").text == "Newsroom"

    save(name="The Tide")

    assert read(client, "/").one(".masthead__name").text == "The Tide"


def test_it_costs_pages_no_query(django_assert_num_queries, monkeypatch):
    save(name="The Tide", policies={"masthead": "/p/who/"})
    identity.current()

    with django_assert_num_queries(0):
        assert identity.current().masthead
    monkeypatch.setattr(identity, "RECHECK", 0)
    with django_assert_num_queries(1):
        assert identity.current().masthead


def test_another_process_knows_after_a_second(monkeypatch):
    save(name="The Tide")
    assert identity.current().name == "The Tide"
    SiteIdentity.objects.update(name="The Ebb", version=99)
    assert identity.current().name == "The Tide"

    monkeypatch.setattr(identity, "RECHECK", 0)

    assert identity.current().name == "The Ebb"


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
        ({"policies": {"manners": "/p/ethics/"}}, "not a valid choice"),
    ],
)
def test_what_cannot_stand_on_a_page_is_refused(fields, words):
    with pytest.raises(ValidationError, match=words):
        save(**fields)
