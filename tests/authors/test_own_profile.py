"""What people say of themselves, on the page of their own profile."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from articles.roles import ROLES
from authors.actions import OwnWords, save_own_profile
from authors.models import ProfileLink
from tests.articles.markup import errors_of, messages_of, read_admin, send_form
from tests.factories import make_author, make_image, make_user

pytestmark = pytest.mark.django_db

MINE = "/admin/authors/author/mine/"


@pytest.fixture
def author(client):
    """Who is logged in, as readers know them."""
    account = make_user("Contributor")
    client.force_login(account)
    return make_author(name="Ann Lee", role_title="Reporter", slug="ann", user=account)


def links(author):
    return [(link.label, link.url) for link in author.links.all()]


def test_people_say_what_readers_learn_of_them(client, author):
    portrait = make_image()

    response = send_form(
        client, MINE, bio="Ann writes.", email="ann@paper.example", portrait=portrait.pk,
        **{"links-0-label": "Website", "links-0-url": "ann.example"},
    )  # fmt: skip

    author.refresh_from_db()
    assert messages_of(response) == ["Readers see your profile so now."]
    assert (author.bio, author.email) == ("Ann writes.", "ann@paper.example")
    assert author.portrait == portrait
    assert links(author) == [("Website", "https://ann.example")]
    assert "Ann writes." in client.get("/author/ann/").text


def test_links_are_changed_and_taken_out(client, author):
    for number in (1, 2):
        ProfileLink.objects.create(author=author, label=f"L{number}", url="https://a.example",
                                   position=number)  # fmt: skip

    send_form(client, MINE, **{
        "links-0-label": "", "links-0-url": "", "links-2-label": "New",
        "links-2-url": "https://b.example",
    })  # fmt: skip

    assert links(author) == [("L2", "https://a.example"), ("New", "https://b.example")]


def test_how_they_sign_and_what_they_are_stays(client, author):
    other = make_user()

    send_form(client, MINE, bio="New", name="Boss", slug="boss", role_title="Chief", kind="x",
              is_former="on", user=other.pk)  # fmt: skip

    before = (author.name, author.slug, author.role_title, author.user, author.is_former)
    author.refresh_from_db()
    assert (author.name, author.slug, author.role_title, author.user, author.is_former) == before
    assert author.bio == "New"


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"email": "nobody"}, "Enter a valid email address."),
        ({"portrait": "9" * 30}, "Select a valid choice"),
        ({"portrait": "x"}, "Select a valid choice"),
        ({"links-0-label": "X", "links-0-url": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"links-0-label": "X", "links-0-url": "ftp://a.example/"}, "Enter a valid URL."),
        (
            {"links-0-label": "X", "links-0-url": "https://www.linkedin.com/feed/update/1"},
            "This is not the address of a profile on linkedin.com.",
        ),
        ({"links-0-label": "X"}, "Fill in both, or neither."),
        ({"links-0-url": "https://a.example"}, "Fill in both, or neither."),
        ({"links-0-label": "x" * 61, "links-0-url": "https://a.example"}, "at most 60"),
        ({"bio": "\x00"}, "Null characters are not allowed."),
        ({"links-TOTAL_FORMS": "x"}, "ManagementForm data is missing"),
        ({"links-TOTAL_FORMS": "99"}, "at most 12"),
    ],
)
def test_what_cannot_be_is_refused_and_kept_in_the_form(client, author, fields, complaint):
    response = send_form(client, MINE, **({"bio": "Kept"} | fields))

    assert any(complaint in words for words in errors_of(response))
    author.refresh_from_db()
    assert (author.bio, links(author)) == ("", [])


def test_a_link_to_what_is_no_profile_leaves_the_words_in_the_form(client, author):
    wrong = "https://www.linkedin.com/feed/update/1"

    response = send_form(
        client, MINE, bio="Ann writes.", **{"links-0-label": "Work", "links-0-url": wrong}
    )

    assert "Ann writes." in response.text
    assert 'value="Work"' in response.text
    assert f'value="{wrong}"' in response.text


def test_the_list_of_profiles_leads_there(client, author):
    assert read_admin(client, "/admin/authors/author/").all(f"a[href={MINE}]")


@pytest.mark.parametrize("role", ROLES)
def test_without_a_profile_there_is_no_such_page(client, role):
    client.force_login(make_user(role))
    make_author(user=make_user())

    assert client.get(MINE).status_code == 403
    if "authors.view_author" in ROLES[role]:
        assert not read_admin(client, "/admin/authors/author/").all(f"a[href={MINE}]")


def test_nobody_speaks_for_somebody_else(author):
    for by in (make_user("Managing editor"), make_user(is_superuser=True)):
        with pytest.raises(PermissionDenied):
            save_own_profile(author, OwnWords(bio="Mine"), by=by)


@pytest.mark.parametrize("fields", [{"is_active": False}, {"is_staff": False}])
def test_an_account_that_was_shut_says_nothing_more(fields):
    author = make_author(user=make_user("Reporter", **fields))

    with pytest.raises(PermissionDenied):
        save_own_profile(author, OwnWords(bio="Mine"), by=author.user)


def test_the_action_checks_the_shape_of_what_it_is_given(author):
    for said in (OwnWords(email="x"), OwnWords(links=(("A", "javascript:x"),))):
        with pytest.raises(ValidationError):
            save_own_profile(author, said, by=author.user)
