"""The write door of who the site is."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import F

from articles import identity
from articles.models import PolicyLink, SiteIdentity, SocialLink
from authors.models import User
from newsroom.rights import require


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
    row.save()
    if socials is not None:
        row.socials.all().delete()
        for position, (label, url) in enumerate(socials):
            _store(SocialLink(identity=row, label=label, url=url, position=position))
    if policies is not None:
        row.policies.all().delete()
        for kind, url in policies.items():
            if url:
                _store(PolicyLink(identity=row, kind=kind, url=url))
    identity_changed()
    return row


def identity_changed() -> None:
    """Something that hangs on it was written: this process knows at once, others in a second."""
    row, _is_new = SiteIdentity.objects.get_or_create(is_the_one=True)
    SiteIdentity.objects.filter(pk=row.pk).update(version=F("version") + 1)
    identity.forget()
    transaction.on_commit(identity.forget)


def _store(row) -> None:
    row.full_clean()
    row.save()
