"""The newsroom's roles: groups of accounts and what each may do.

A migration makes the groups; each later migrate gives them the rights that are new with it, and
makes those that are missing. `manage.py sync_roles` sets all of them back to this table. A newsroom
may change its groups in the admin: what it changed migrate leaves alone.
"""

from django.apps import apps as current_apps
from django.contrib.auth.management import create_permissions

WRITE = {
    "articles.add_article",
    "articles.change_article",
    "articles.view_article",
    "articles.submit_article",
    "articles.view_section",
    "articles.view_series",
    "articles.view_tag",
    "articles.add_credit",
    "articles.change_credit",
    "articles.delete_credit",
    "articles.view_credit",
    "authors.view_author",
    "media.view_image",
}
REPORT = WRITE | {
    "articles.view_others_article",
    "articles.add_tag",
    "authors.add_author",
    "authors.add_profilelink",
    "media.add_image",
    "media.change_image",
}
EDIT = REPORT | {
    "articles.assign_article",
    "articles.correct_article",
    "articles.edit_front",
    "articles.edit_breaking",
    "articles.approve_article",
    "articles.publish_article",
    "articles.spike_article",
    "articles.change_others_article",
    "articles.withdraw_article",
    "articles.change_tag",
    "articles.add_series",
    "articles.change_series",
    "authors.change_author",
    "authors.change_profilelink",
    "authors.delete_profilelink",
    "media.replace_used_image",
}
PICTURES = {
    "media.add_licence",
    "media.change_licence",
    "media.delete_licence",
    "media.view_licence",
    "media.add_image",
    "media.change_image",
    "media.delete_image",
    "media.replace_used_image",
    "media.view_image",
    "articles.view_article",
    "articles.view_others_article",
    "articles.view_section",
    "articles.view_series",
    "articles.view_tag",
    "authors.view_author",
}
STAFF = {
    "authors.add_author",
    "authors.change_author",
    "authors.delete_author",
    "authors.view_author",
    "authors.add_profilelink",
    "authors.change_profilelink",
    "authors.delete_profilelink",
    "authors.view_profilelink",
    "authors.add_user",
    "authors.change_user",
    "authors.view_user",
    "media.add_image",
    "media.change_image",
    "media.view_image",
    "articles.view_article",
    "articles.view_others_article",
}
MANAGE = (
    EDIT
    | PICTURES
    | STAFF
    | {
        "articles.delete_article",
        "articles.override_checks",
        "articles.sign_off_article",
        "articles.view_checkrule",
        "articles.change_checkrule",
        "articles.view_checkoverride",
        "articles.change_siteidentity",
        "articles.add_page",
        "articles.change_page",
        "articles.delete_page",
        "articles.view_page",
        "articles.add_section",
        "articles.change_section",
        "articles.delete_section",
        "articles.delete_series",
        "articles.delete_tag",
        "authors.hand_out_all_roles",
        "announcing.view_webhook",
        "announcing.add_webhook",
        "announcing.change_webhook",
        "announcing.delete_webhook",
        "announcing.view_pings",
        "announcing.change_pings",
        "outbox.view_effect",
        "outbox.retry_effect",
        "redirects.view_redirect",
        "redirects.delete_redirect",
    }
)

ROLES = {
    "Contributor": WRITE,
    "Reporter": REPORT,
    "Editor": EDIT,
    "Picture editor": PICTURES,
    "Staff manager": STAFF,
    "Managing editor": MANAGE,
}
# Whose rights are in the table
APPS = ("media", "authors", "articles", "redirects", "outbox", "announcing")


def make_missing_roles(sender=None, *, using="default", apps=current_apps, **kwargs) -> None:
    """Receiver of post_migrate."""
    if set(APPS) <= set(apps.app_configs):  # else half way back through the migrations
        give_new_rights(current_apps, using=using)


def give_new_rights(apps, *, using: str) -> None:
    """Make the permissions that are missing and give them to the groups of the table; groups that
    are missing get all of theirs.

    `apps` may be those of a migration: Django makes permissions only after all of them, and knows
    apps of a migration to have no models.
    """
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    before = set(permissions.values_list("pk", flat=True))
    for label in APPS:
        app = apps.get_app_config(label)
        if not hasattr(app, "models_module"):
            app.models_module = True
        create_permissions(app, verbosity=0, using=using, apps=apps)
    there = {
        f"{p.content_type.app_label}.{p.codename}": p.pk
        for p in permissions.select_related("content_type")
    }
    groups = apps.get_model("auth", "Group").objects.using(using)
    for name, codes in ROLES.items():
        group, is_missing = groups.get_or_create(name=name)
        keys = {there[code] for code in codes if code in there}
        if wanted := keys if is_missing else keys - before:
            group.permissions.add(*wanted)


def take_roles(apps, *, using: str) -> None:
    """Remove the groups of the table that nobody is in."""
    groups = apps.get_model("auth", "Group").objects.using(using)
    groups.filter(name__in=ROLES, user__isnull=True).delete()


def sync_roles(names=tuple(ROLES), *, using: str = "default") -> list[str]:
    """Give the groups `names` exactly the permissions of the table; the names of those changed."""
    from django.contrib.auth.models import Group, Permission

    permissions = {
        f"{p.content_type.app_label}.{p.codename}": p
        for p in Permission.objects.using(using).select_related("content_type")
    }
    changed = []
    for name in names:
        group, is_new = Group.objects.using(using).get_or_create(name=name)
        wanted = {permissions[code] for code in ROLES[name]}
        if is_new or wanted != set(group.permissions.all()):
            group.permissions.set(wanted)
            changed.append(name)
    return changed
