"""The newsroom's roles: groups of accounts and what each may do.

Groups that are missing are made after every migrate; `manage.py sync_roles` sets all of them back
to this table. A newsroom may change its groups in the admin: migrate leaves existing ones alone.
"""

from django.apps import apps as current_apps
from django.contrib.auth.management import create_permissions

WRITE = {
    "articles.add_article",
    "articles.change_article",
    "articles.view_article",
    "articles.submit_article",
    "articles.view_section",
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
        "articles.delete_tag",
        "authors.hand_out_all_roles",
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
APPS = ("media", "authors", "articles", "redirects", "outbox")  # whose rights are in the table


def make_missing_roles(sender=None, *, using="default", apps=current_apps, **kwargs) -> None:
    """Receiver of post_migrate: make the groups that do not exist."""
    if not set(APPS) <= set(apps.app_configs):
        return  # half way back through the migrations
    groups = apps.get_model("auth", "Group").objects.using(using)
    missing = [name for name in ROLES if not groups.filter(name=name).exists()]
    if missing:
        for label in APPS:
            create_permissions(current_apps.get_app_config(label), verbosity=0, using=using)
        sync_roles(missing, using=using)


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
