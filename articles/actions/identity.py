"""The write door of who the site is: its identity, and the menus in the foot of its pages."""

from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from articles import identity
from articles.models import FooterColumn, FooterLink, Page, PolicyLink, SiteIdentity, SocialLink
from articles.models.identity import validate_link
from authors.models import User
from newsroom import edge
from newsroom.rights import require, require_permission

EDIT_IDENTITY = "articles.change_siteidentity"


@transaction.atomic
def save_identity(
    row: SiteIdentity,
    *,
    by: User | None,
    socials: Iterable[tuple[str, str]] | None = None,
    policies: Mapping[str, str] | None = None,
) -> SiteIdentity:
    """Store who the site is and, unless None, its profiles elsewhere and its policies.

    `socials` are (name, address) in their order, `policies` an address for each PolicyLink.Kind
    that has one. ValidationError for what cannot stand on a page.
    """
    require(by, "change", row)
    row.full_clean()
    _save(row)
    if socials is not None:
        row.socials.all().delete()
        for position, (label, url) in enumerate(socials):
            _store(SocialLink(identity=row, label=label, url=url, position=position))
    if policies is not None:
        row.policies.all().delete()
        for kind, address in policies.items():
            if address:
                _store(PolicyLink(identity=row, kind=kind, **leading_to(address)))
    identity_changed()
    return row


@transaction.atomic
def save_footer_column(
    column: FooterColumn, links: Iterable[tuple[str, str]] | None = None, *, by: User | None
) -> FooterColumn:
    """Store a menu of the foot and, unless None, its links: (words, address) in their order."""
    require_permission(by, EDIT_IDENTITY)
    _store(column)
    if links is not None:
        column.links.all().delete()
        for position, (label, address) in enumerate(links):
            link = FooterLink(column=column, label=label, position=position)
            for name, value in leading_to(address).items():
                setattr(link, name, value)
            _store(link)
    identity_changed()
    return column


@transaction.atomic
def delete_footer_column(column: FooterColumn, *, by: User | None) -> None:
    require_permission(by, EDIT_IDENTITY)
    column.delete()
    identity_changed()


def leading_to(address: str) -> dict:
    """The fields of a link that leads to `address`: the page of ours that lives there, or the
    address itself. ValidationError for one that nobody can follow, or where nothing of ours is.
    """
    validate_link(address)
    if not address.startswith("/"):
        return {"url": address}
    asked = address.partition("#")[0].partition("?")[0]
    path = unquote(asked)  # addresses of pages are in their own script
    try:
        found = resolve(path)
    except Resolver404:
        found = None
    if found and found.view_name == "articles:page":
        page = Page.objects.filter(path=found.kwargs["path"]).first()
        if page and asked == address:
            return {"page": page}
        found = found if page else None
    if found is None:
        raise ValidationError(_("There is no page at %(address)s.") % {"address": address})
    return {"url": address}


def identity_changed() -> None:
    """Something that hangs on it was written: this process knows at once, others in a second."""
    row, _is_new = SiteIdentity.objects.get_or_create(is_the_one=True)
    SiteIdentity.objects.filter(pk=row.pk).update(version=F("version") + 1)
    edge.publish()
    identity.forget()
    transaction.on_commit(identity.forget)


def _save(row: SiteIdentity) -> None:
    """All but the version: it counts on from what the database says, not from a form's age."""
    if row._state.adding:
        row.save()
        return
    names = [field.name for field in row._meta.concrete_fields if not field.primary_key]
    row.save(update_fields=[name for name in names if name != "version"])


def _store(row) -> None:
    row.full_clean()
    row.save()
