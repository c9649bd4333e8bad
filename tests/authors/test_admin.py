import pytest
from django.contrib.auth.models import Group

from articles.models import Article
from authors.models import Author, User
from newsroom import redirects
from tests.articles.markup import errors_of, open_form, parse, read_admin, send_form
from tests.factories import PASSWORD, make_article, make_author, make_image, make_section, make_user

pytestmark = pytest.mark.django_db

AUTHORS = "/admin/authors/author/"
USERS = "/admin/authors/user/"


@pytest.fixture
def manager(client):
    """A client a staff manager is logged in with."""
    client.force_login(make_user("Staff manager", username="manager"))
    return client


# Profiles


def test_a_profile_is_added_with_its_links(manager):
    portrait = make_image()

    response = send_form(
        manager, AUTHORS + "add/", name="Ann Lee", role_title="Reporter", bio="Ann writes.",
        portrait=portrait.pk, kind="person",
        **{"links-0-label": "Website", "links-0-url": "ann.example", "links-0-position": "1"},
    )  # fmt: skip

    author = Author.objects.get()
    assert response["Location"] == f"{AUTHORS}{author.pk}/change/"
    assert (author.slug, author.portrait) == ("ann-lee", portrait)
    assert [link.url for link in author.links.all()] == ["https://ann.example"]
    assert manager.get("/author/ann-lee/").status_code == 200


def test_a_profile_needs_no_account_and_may_get_one(manager):
    author, account = make_author(name="Ann Lee"), make_user("Reporter")

    send_form(manager, f"{AUTHORS}{author.pk}/change/", user=account.pk)

    author.refresh_from_db()
    assert author.user == account


def test_an_account_belongs_to_one_profile(manager):
    account = make_user()
    make_author(user=account)

    response = send_form(manager, AUTHORS + "add/", name="Bo", user=account.pk)

    assert "Author profile with this Account already exists." in errors_of(response)


def test_a_profile_that_moves_leaves_its_old_address_behind(manager):
    author = make_author(slug="old")

    send_form(manager, f"{AUTHORS}{author.pk}/change/", slug="new")

    assert redirects.find("/author/old/") == "/author/new/"


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"slug": "taken"}, "Author profile with this Slug already exists."),
        ({"slug": "A B"}, "Use small letters, digits and hyphens only."),
        ({"name": ""}, "This field is required."),
        ({"email": "nobody"}, "Enter a valid email address."),
        ({"links-0-label": "X", "links-0-url": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"links-0-label": "X", "links-0-url": "ftp://a.example/"}, "Enter a valid URL."),
    ],
)
def test_what_cannot_be_is_refused_in_the_form(manager, fields, complaint):
    make_author(slug="taken")

    response = send_form(manager, AUTHORS + "add/", **({"name": "Ann"} | fields))

    assert complaint in errors_of(response)
    assert Author.objects.count() == 1


@pytest.mark.parametrize("rubbish", ["x", "\x00", "9" * 40])
def test_rubbish_instead_of_a_portrait_is_refused(manager, rubbish):
    response = send_form(manager, AUTHORS + "add/", name="Ann", portrait=rubbish, user=rubbish)

    assert len(errors_of(response)) == 2
    assert not Author.objects.exists()


def test_an_author_is_added_from_inside_a_story(client):
    """The story's form opens this page in a window, and takes over who was added."""
    client.force_login(make_user("Editor"))
    form, _fields = open_form(client, "/admin/articles/article/add/")
    [link] = [
        a["href"] for a in form.all("a.related-widget-wrapper-link[id=add_id_credits-0-author]")
    ]

    page = read_admin(client, f"{link}")
    assert page.all("nav.newsroom-menu") == []
    response = send_form(client, link, button="_save", name="Ann Lee")

    author = Author.objects.get()
    answer = parse(response.text, is_strict=False).one("script[data-popup-response]")
    assert f'"value": "{author.pk}"' in answer["data-popup-response"]
    assert "Ann Lee" in answer["data-popup-response"]


def test_somebody_who_signed_a_story_cannot_be_deleted(manager):
    author = make_author()
    make_article(credits=[author])

    manager.post(f"{AUTHORS}{author.pk}/delete/", {"post": "yes"})
    manager.post(AUTHORS, {"action": "delete_selected", "_selected_action": [author.pk],
                           "post": "yes"})  # fmt: skip

    assert Author.objects.filter(pk=author.pk).exists()


def test_the_list_shows_faces_and_those_who_left(manager):
    portrait = make_image()
    make_author(name="Ann Lee", portrait=portrait, role_title="Reporter", user=make_user("Editor"))
    make_author(name="Bo Kim", is_former=True)

    page = read_admin(manager, AUTHORS)

    assert page.texts("td.field-name") == ["Ann Lee", "Bo Kim"]
    assert portrait.token in page.one("img.face")["src"]
    assert page.one(".face--missing").text == "BK"
    assert page.texts(".field-account")[1] == "-"


# Accounts


def test_an_account_is_added_with_a_role(manager):
    send_form(
        manager, USERS + "add/", username="ann", usable_password="true",
        password1="ink-and-paper-and-tea", password2="ink-and-paper-and-tea",
    )  # fmt: skip
    account = User.objects.get(username="ann")
    reporter = Group.objects.get(name="Reporter")

    send_form(manager, f"{USERS}{account.pk}/change/", is_staff="on", groups=[reporter.pk])

    account.refresh_from_db()
    assert (account.is_staff, list(account.groups.all())) == (True, [reporter])
    assert account.check_password("ink-and-paper-and-tea")


@pytest.mark.parametrize("password", ["short", "password1234", "manager-of-staff1"])
def test_a_weak_password_is_refused(manager, password):
    response = send_form(
        manager, USERS + "add/", username="manager-of-staff", usable_password="true",
        password1=password, password2=password,
    )  # fmt: skip

    assert errors_of(response)
    assert not User.objects.filter(username="manager-of-staff").exists()


@pytest.fixture
def root():
    return make_user(username="root", is_superuser=True)


def test_only_a_superuser_touches_a_superuser(manager, root):
    before = User.objects.filter(pk=root.pk).values().get()
    new = {"password1": "stolen-ink-and-tea", "password2": "stolen-ink-and-tea"}

    for path in (f"{USERS}{root.pk}/change/", f"{USERS}{root.pk}/delete/",
                 f"{USERS}{root.pk}/password/"):  # fmt: skip
        response = manager.post(path, new | {"username": "me", "post": "yes"})
        assert response.status_code == 403, path

    assert User.objects.filter(pk=root.pk).values().get() == before


def test_nobody_becomes_a_superuser_by_a_staff_manager(manager):
    account = make_user("Reporter")

    for pk in (account.pk, User.objects.get(username="manager").pk):
        send_form(manager, f"{USERS}{pk}/change/", is_superuser="on", user_permissions=["1"])
    send_form(
        manager, USERS + "add/", username="new", usable_password="true", is_superuser="on",
        is_staff="on", password1="ink-and-paper-and-tea", password2="ink-and-paper-and-tea",
    )  # fmt: skip

    assert User.objects.count() == 3
    assert not User.objects.filter(is_superuser=True).exists()
    assert not User.objects.filter(user_permissions__isnull=False).exists()


def test_a_superuser_may_make_another(admin_client):
    account = make_user()

    send_form(admin_client, f"{USERS}{account.pk}/change/", is_superuser="on")

    account.refresh_from_db()
    assert account.is_superuser


@pytest.mark.parametrize("role", ["Contributor", "Reporter", "Editor", "Picture editor"])
def test_accounts_are_for_those_who_manage_people(client, role):
    client.force_login(make_user(role))
    account = make_user()

    for path in (USERS, USERS + "add/", f"{USERS}{account.pk}/change/",
                 f"{USERS}{account.pk}/password/"):  # fmt: skip
        assert client.get(path).status_code == 403, path


def test_a_password_is_never_shown(admin_client):
    account = make_user()

    for path in (USERS, f"{USERS}{account.pk}/change/"):
        text = admin_client.get(path).text
        assert PASSWORD not in text
        assert account.password not in text


def test_the_list_shows_roles(admin_client):
    make_user("Editor", username="ann")

    page = read_admin(admin_client, USERS)

    assert page.texts(".field-roles") == ["Superuser", "Editor"]


def test_an_account_that_began_stories_stays(admin_client):
    account = make_user("Reporter")
    make_article(by=account, status="draft", section=make_section())

    admin_client.post(f"{USERS}{account.pk}/delete/", {"post": "yes"})

    assert Article.objects.get().created_by == account
