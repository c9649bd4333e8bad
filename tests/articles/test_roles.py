import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from articles.roles import ROLES, make_missing_roles, sync_roles
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def codes(group):
    permissions = group.permissions.select_related("content_type")
    return {f"{p.content_type.app_label}.{p.codename}" for p in permissions}


def permission(code):
    app, name = code.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=name)


def test_migrate_makes_every_role_with_exactly_its_permissions():
    assert {group.name: codes(group) for group in Group.objects.all()} == ROLES


def test_migrate_makes_a_role_that_is_missing():
    Group.objects.get(name="Editor").delete()

    call_command("migrate", verbosity=0)

    assert codes(Group.objects.get(name="Editor")) == ROLES["Editor"]


def test_migrate_leaves_alone_what_the_newsroom_changed():
    group = Group.objects.get(name="Reporter")
    group.permissions.set([permission("articles.view_article")])
    Group.objects.create(name="Interns")

    call_command("migrate", verbosity=0)

    assert codes(group) == {"articles.view_article"}
    assert Group.objects.filter(name="Interns").exists()


def test_sync_sets_roles_back_to_the_table_and_says_which():
    reporter = Group.objects.get(name="Reporter")
    reporter.permissions.add(permission("articles.publish_article"))
    Group.objects.get(name="Editor").permissions.clear()
    Group.objects.get(name="Picture editor").delete()

    assert set(sync_roles()) == {"Reporter", "Editor", "Picture editor"}

    assert {group.name: codes(group) for group in Group.objects.all()} == ROLES
    assert sync_roles() == []


def test_sync_keeps_the_members():
    user = make_user("Editor")

    Group.objects.get(name="Editor").permissions.clear()
    sync_roles()

    assert list(user.groups.values_list("name", flat=True)) == ["Editor"]


def test_roles_wait_until_all_tables_are_there():
    class HalfWay:
        app_configs = {"auth": None, "articles": None}

    Group.objects.all().delete()

    make_missing_roles(apps=HalfWay)

    assert not Group.objects.exists()


@pytest.mark.parametrize(
    ("role", "may", "may_not"),
    [
        (
            "Contributor",
            "articles.add_article articles.submit_article media.view_image",
            "articles.publish_article articles.change_others_article media.add_image",
        ),
        (
            "Reporter",
            "articles.add_article media.add_image articles.add_tag",
            (
                "articles.publish_article articles.change_others_article articles.delete_article "
                "media.replace_used_image"
            ),
        ),
        (
            "Editor",
            (
                "articles.publish_article articles.withdraw_article articles.change_others_article "
                "media.replace_used_image"
            ),
            "articles.delete_article articles.add_section authors.add_user authors.change_user",
        ),
        (
            "Picture editor",
            "media.change_image media.delete_image articles.view_article media.replace_used_image",
            "articles.change_article articles.publish_article authors.change_author",
        ),
        (
            "Staff manager",
            "authors.change_author authors.add_user authors.change_user",
            "articles.change_article articles.publish_article authors.delete_user",
        ),
        (
            "Managing editor",
            "articles.publish_article articles.delete_article articles.add_section media.add_image",
            "auth.change_group authors.delete_user articles.delete_nothing",
        ),
    ],
)
def test_what_a_role_means(role, may, may_not):
    user = make_user(role)

    assert all(user.has_perm(code) for code in may.split())
    assert not any(user.has_perm(code) for code in may_not.split())
