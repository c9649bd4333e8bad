"""Every page of the admin opens, for everybody who may be there, and for nobody else."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from articles import actions
from articles.models import (
    Article,
    BreakingBar,
    CheckOverride,
    CheckRule,
    Comment,
    Correction,
    FooterColumn,
    Front,
    Notice,
    Page,
    Section,
    Series,
    SiteIdentity,
    Tag,
)
from articles.roles import ROLES
from authors.models import Author, User
from media.models import Image, Licence
from newsroom import outbox, redirects
from newsroom.announcing.models import Pings, Webhook
from newsroom.outbox.models import Effect
from newsroom.redirects.models import Redirect
from tests.articles.markup import parse, read_admin
from tests.factories import (
    PASSWORD,
    make_article,
    make_author,
    make_correction,
    make_image,
    make_page,
    make_section,
    make_series,
    make_tag,
    make_user,
)

pytestmark = pytest.mark.django_db

OPENS = {  # which lists a role opens; superusers open all
    "Contributor": {Article, Comment, Correction, Notice, Section, Series, Tag, Author, Image},
    "Reporter": {Article, Comment, Correction, Notice, Section, Series, Tag, Author, Image},
    "Editor": {
        Article,
        Comment,
        Correction,
        Notice,
        Section,
        Series,
        Tag,
        Author,
        Image,
        Front,
        BreakingBar,
    },
    "Picture editor": {
        Article,
        Comment,
        Correction,
        Notice,
        Section,
        Series,
        Tag,
        Author,
        Image,
        Licence,
    },
    "Staff manager": {Article, Comment, Correction, Notice, Author, User, Image},
    "Managing editor": {
        Article,
        Comment,
        Correction,
        Notice,
        Section,
        Series,
        Tag,
        Author,
        User,
        Image,
        Licence,
        Redirect,
        Effect,
        CheckRule,
        CheckOverride,
        Front,
        BreakingBar,
        Page,
        SiteIdentity,
        FooterColumn,
        Pings,
        Webhook,
    },
}
# What has no pages but its list
LISTS_ONLY = {
    Comment, Correction, Notice, CheckRule, CheckOverride, Front, BreakingBar, SiteIdentity, Pings,
}  # fmt: skip
ADDS = {  # and where it adds something
    "Contributor": {Article},
    "Reporter": {Article, Tag, Image, Author},
    "Editor": {Article, Series, Tag, Image, Author},
    "Picture editor": {Image, Licence},
    "Staff manager": {Author, User, Image},
    "Managing editor": {
        Article,
        Section,
        Series,
        Tag,
        Image,
        Licence,
        Author,
        User,
        Page,
        FooterColumn,
        Webhook,
    },
}


@pytest.fixture
def rows():
    """One row of everything the admin shows."""
    section, author, image = make_section(), make_author(), make_image()
    article = make_article(status="draft", section=section, credits=[author], lead_image=image)
    redirects.moved("/old/", "/new/")
    outbox.add("mail", {}, key="a letter")
    Effect.objects.update(held=True)
    return {
        Article: article, Section: section, Tag: make_tag(), Author: author,
        Image: make_image(), Series: make_series(),
        Licence: Licence.objects.first(),
        Comment: actions.add_comment(article, by=make_user(is_superuser=True), text="Why?"),
        Front: Front.objects.create(), BreakingBar: BreakingBar(),
        CheckRule: CheckRule.objects.first(), CheckOverride: None,
        Correction: make_correction(article, kind="note"),
        Notice: actions.tell(article, [make_user("Reporter")], "approved", by=None)[0],
        User: make_user(), Redirect: Redirect.objects.get(), Effect: Effect.objects.get(),
        Group: Group.objects.first(), Page: make_page(status="draft"),
        FooterColumn: FooterColumn.objects.create(title="Paper"),
        SiteIdentity: actions.save_identity(SiteIdentity(), by=None),
        Pings: Pings.of_the_site(),
        Webhook: Webhook.objects.create(name="CDN", url="https://hook.example/", secret="x" * 32),
    }  # fmt: skip


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def pages(model, row):
    yield address(model, "changelist")
    if model in LISTS_ONLY:
        return
    yield address(model, "add")
    for page in ("change", "delete", "history"):
        yield address(model, page, row.pk)


def test_every_model_of_the_admin_is_tried_here(rows):
    assert set(admin.site._registry) == set(rows)


def test_a_superuser_opens_every_page(admin_client, rows):
    for model, row in rows.items():
        for path in pages(model, row):
            is_closed = model in {Redirect, Effect} and path.endswith("/add/")
            assert admin_client.get(path).status_code == (403 if is_closed else 200), path


@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_its_pages_and_no_others(client, rows, role):
    client.force_login(make_user(role))

    answers = {
        path: client.get(path).status_code for m, row in rows.items() for path in pages(m, row)
    }

    hidden = {302, 404} if role == "Contributor" else set()  # stories of others
    assert set(answers.values()) == {200, 403} | hidden
    opened = {model for model in rows if answers[address(model, "changelist")] == 200}
    added = {m for m in set(rows) - LISTS_ONLY if answers[address(m, "add")] == 200}
    assert (opened, added) == (OPENS[role], ADDS[role])


@pytest.mark.parametrize("role", ROLES)
def test_the_menu_has_what_a_role_may_open(client, role):
    client.force_login(make_user(role))

    menu = read_admin(client, "/admin/").one("nav.newsroom-menu")

    rooms = {address(m, "changelist") for m in OPENS[role] - {Notice}}
    assert {a["href"] for a in menu.all("a")} == {"/admin/", *rooms}
    assert menu.one("a[aria-current]").text == "Desk"


def test_the_menu_is_in_the_order_of_the_work(admin_client):
    menu = read_admin(admin_client, "/admin/articles/article/").one("nav.newsroom-menu")

    assert menu.texts("a") == [
        "Desk", "Stories", "Fronts", "Breaking news", "Corrections", "Notes", "Pictures",
        "Author profiles", "Tags", "Series", "Checks", "Footer menus", "Overrides", "Pages",
        "Sections", "Site identity", "Accounts", "Licences", "Old addresses", "Pings",
        "Webhooks", "Outbox", "Groups",
    ]  # fmt: skip
    seldom = menu.one("details")
    assert seldom.texts("a") == menu.texts("a")[10:]
    assert menu.one("a[aria-current]").text == "Stories"


def test_somebody_without_a_role_finds_nothing_to_do(client, rows):
    client.force_login(make_user())

    assert client.get("/admin/").status_code == 200
    for model, row in rows.items():
        for path in pages(model, row):
            assert client.get(path).status_code == 403, path


def test_everybody_else_is_asked_to_log_in(client, rows):
    reader = Client()
    reader.force_login(make_user(is_staff=False))

    for model, row in rows.items():
        for path in pages(model, row):
            assert client.get(path)["Location"] == f"/admin/login/?next={path}"
            assert reader.get(path)["Location"] == f"/admin/login/?next={path}"


def test_a_page_that_does_not_open_takes_nothing_either(client, rows):
    client.force_login(make_user("Reporter"))

    paths = [address(model, "add") for model in (Section, User, Group)]
    paths += [address(m, "change", rows[m].pk) for m in (Section, Author, User, Group)]
    for path in paths:
        assert client.post(path, {"name": "New", "username": "new"}).status_code == 403, path


# Logging in


def log_in(client, username, password):
    return client.post("/admin/login/", {"username": username, "password": password})


def test_one_logs_in_with_name_and_password(client):
    user = make_user("Reporter")
    page = read_admin(client, "/admin/login/")
    assert {field["name"] for field in page.all("form input[name]")} >= {"username", "password"}

    response = log_in(client, user.username, PASSWORD)

    assert response.status_code == 302
    assert "HttpOnly" in response.cookies["sessionid"].OutputString()
    assert client.get("/admin/articles/article/").status_code == 200


@pytest.mark.parametrize(
    ("fields", "password"),
    [({}, "wrong"), ({}, ""), ({"is_staff": False}, PASSWORD), ({"is_active": False}, PASSWORD)],
)
def test_nobody_else_logs_in(client, fields, password):
    user = make_user(**fields)

    response = log_in(client, user.username, password)

    assert response.status_code == 200
    assert "sessionid" not in response.cookies
    assert parse(response.text, is_strict=False).all("p.errornote")


@pytest.mark.parametrize("words", ["\x00", "' OR 1=1--", "😀", "x" * 5000])
def test_no_name_breaks_the_log_in(client, words):
    assert log_in(client, words, words).status_code == 200


def test_the_log_in_page_leads_to_no_other_site(client):
    user = make_user("Reporter")

    response = client.post(
        "/admin/login/?next=//evil.example/",
        {"username": user.username, "password": PASSWORD, "next": "//evil.example/"},
    )

    assert response["Location"] == "/admin/"


def test_a_form_from_another_site_is_refused(rows):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user("Editor"))

    response = client.post(address(Article, "change", rows[Article].pk), {"_move": "published"})

    assert response.status_code == 403
    assert Article.objects.get().status == "draft"


def test_one_logs_out_by_button_alone(client):
    client.force_login(make_user("Editor"))

    assert client.get("/admin/logout/").status_code == 405
    assert client.post("/admin/logout/").status_code == 200
    assert client.get("/admin/articles/article/").status_code == 302


def test_one_may_change_ones_own_password(client):
    client.force_login(make_user("Reporter"))
    new = "another-ink-and-tea"

    response = client.post(
        "/admin/password_change/",
        {"old_password": PASSWORD, "new_password1": new, "new_password2": new},
    )

    assert response.status_code == 302
    assert client.get("/admin/password_change/done/").status_code == 200


# Sections, tags and old addresses


def test_a_section_or_tag_gets_its_address_and_keeps_its_old_one(admin_client):
    admin_client.post(address(Section, "add"), {"name": "Культура", "position": "1"})
    section = Section.objects.get()
    assert section.slug == "культура"

    fields = {"name": "Культура", "position": "1", "slug": "culture"}
    admin_client.post(address(Section, "change", section.pk), fields)

    assert redirects.find("/section/культура/") == "/section/culture/"
    admin_client.post(address(Tag, "add"), {"name": "Harbour"})
    assert Tag.objects.get().slug == "harbour"


def test_an_address_that_is_taken_is_refused_in_the_form(admin_client):
    make_section(slug="city")

    response = admin_client.post(
        address(Section, "add"), {"name": "City", "position": "1", "slug": "city"}
    )

    assert "already exists" in parse(response.text, is_strict=False).texts("ul.errorlist li")[0]


@pytest.mark.parametrize("model", [Section, Author])
def test_what_a_story_needs_is_not_deleted(admin_client, rows, model):
    row = rows[model]
    path = address(model, "delete", row.pk)

    page = read_admin(admin_client, path)
    admin_client.post(path, {"post": "yes"})

    assert "would require deleting the following protected related objects" in page.text
    assert model.objects.filter(pk=row.pk).exists()


def test_an_old_address_is_removed_but_never_written_by_hand(admin_client, rows):
    row = rows[Redirect]

    admin_client.post(address(Redirect, "change", row.pk), {"old_path": "/x/", "new_path": "/y/"})
    assert Redirect.objects.get().old_path == "/old/"
    admin_client.post(address(Redirect, "delete", row.pk), {"post": "yes"})

    assert not Redirect.objects.exists()


def test_what_was_done_is_written_down(admin_client, rows):
    admin_client.post(address(Tag, "add"), {"name": "Harbour"})

    assert LogEntry.objects.get().object_repr == "Harbour"
