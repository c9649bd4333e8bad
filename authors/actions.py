"""The write door of author profiles, and who may touch which account."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from media.models import Image
from newsroom import redirects, slugs
from newsroom.rights import require

from .models import Author, ProfileLink, User

CHANGE_ACCOUNTS = "authors.change_user"
ALL_ROLES = "authors.hand_out_all_roles"


@transaction.atomic
def save_author(author: Author, *, by: User | None) -> Author:
    """Store a profile; a new one gets its slug, a moved one leaves a redirect."""
    require(by, "change" if author.pk else "add", author)
    slugs.save_with_slug(author, source=author.name)
    return author


@transaction.atomic
def delete_author(author: Author, *, by: User | None) -> None:
    """Remove a profile that signs nothing; ProtectedError if it signs something."""
    require(by, "delete", author)
    redirects.forget(author.get_absolute_url())
    author.delete()


@dataclass(frozen=True)
class OwnWords:
    """What people may say of themselves: not how they sign, nor what they are here.

    `links` are (label, address) pairs in order.
    """

    bio: str = ""
    email: str = ""
    portrait: Image | None = None
    links: tuple[tuple[str, str], ...] = ()


@transaction.atomic
def save_own_profile(author: Author, said: OwnWords, *, by: User) -> Author:
    """Write what the account `by` says of itself into its own profile."""
    author = Author.objects.select_for_update(of=("self",)).get(pk=author.pk)
    if author.user_id != by.pk or not (by.is_active and by.is_staff):
        raise PermissionDenied("This is the profile of somebody else.")
    author.bio, author.email, author.portrait = said.bio, said.email, said.portrait
    links = [
        ProfileLink(author=author, label=label, url=url, position=position)
        for position, (label, url) in enumerate(said.links)
    ]
    own = {"bio", "email", "portrait"}
    author.clean_fields(exclude={field.name for field in author._meta.fields} - own)
    for link in links:
        link.full_clean(exclude=["author"])
    author.save(update_fields=own)
    author.links.all().delete()
    ProfileLink.objects.bulk_create(links)
    return author


def is_within_reach(account: User, *, by: User) -> bool:
    """Whether `by` may touch `account`: a superuser's only superusers may, and one that may hand
    out every role only who may so too."""
    if by.is_superuser:
        return True
    if account.is_superuser:
        return False
    return by.has_perm(ALL_ROLES) or not account.has_perm(ALL_ROLES)


def may_give_roles(account: User, *, by: User) -> bool:
    """Whether `by` may say what `account` may do; of the own only who may hand out every role."""
    if not (by.has_perm(CHANGE_ACCOUNTS) and is_within_reach(account, by=by)):
        return False
    return account != by or by.has_perm(ALL_ROLES)
