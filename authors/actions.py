"""The write door of author profiles, and who may touch which account."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from media.models import Image
from newsroom import edge, languages, redirects, slugs
from newsroom.rights import require

from .models import Author, FormerAuthor, ProfileLink, User

# What the profile that stays takes over where it has nothing of its own.
MERGED = (
    "role_title", "bio", "about", "beats", "place", "languages", "email", "phone", "public_key",
    "portrait",
)  # fmt: skip

CHANGE_ACCOUNTS = "authors.change_user"
ALL_ROLES = "authors.hand_out_all_roles"


@transaction.atomic
def save_author(author: Author, *, by: User | None) -> Author:
    """Store a profile; a new one gets its slug, a moved one leaves a redirect."""
    require(by, "change" if author.pk else "add", author)
    slugs.save_with_slug(author, source=author.name)
    edge.publish()
    return author


@transaction.atomic
def delete_author(author: Author, *, by: User | None) -> None:
    """Remove a profile that signs nothing; ProtectedError if it signs something."""
    require(by, "delete", author)
    redirects.forget(author.get_absolute_url())
    author.delete()
    edge.publish()


@transaction.atomic
def merge_authors(author: Author, *, into: Author, by: User | None) -> Author:
    """Make two profiles of one person one: bylines, portraits and links go to `into`.

    Names and titles stay in each byline as they were signed; the old address leads to the new one.
    PermissionDenied without the right to change the one and delete the other. ValidationError for
    a profile that is merged into itself, and where both belong to accounts.
    """
    rows = Author.objects.select_for_update(of=("self",)).in_bulk({author.pk, into.pk})
    if len(rows) < 2:
        raise ValidationError(_("A profile cannot be merged into itself."))
    author, into = rows[author.pk], rows[into.pk]
    require(by, "change", into)
    require(by, "delete", author)
    if author.user_id and into.user_id:
        raise ValidationError(_("Both profiles belong to accounts; take one from its account."))
    _move_credits(author, into)
    author.former.update(author=into)
    urls = set(into.links.values_list("url", flat=True))
    author.links.exclude(url__in=urls).update(author=into)
    user = author.user_id
    for name in MERGED:
        setattr(into, name, getattr(into, name) or getattr(author, name))
    redirects.moved(author.get_absolute_url(), into.get_absolute_url())
    key, name = author.pk, author.name
    author.delete()
    into.user_id = into.user_id or user
    into.save()
    FormerAuthor.objects.create(key=key, name=name, author=into)
    edge.publish()
    return into


def _move_credits(author: Author, into: Author) -> None:
    """Every credit once: where both had the same role in a story, the one of `into` stays."""
    same = into.credits.filter(article=OuterRef("article"), role=OuterRef("role"))
    author.credits.filter(Exists(same)).delete()
    seen = author.credits.filter(name="", article__first_published_at__lte=timezone.now())
    seen.update(name=author.name, role_title=author.role_title)
    author.credits.update(author=into)


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
    edge.publish()
    return author


def choose_language(language: str, *, by: User) -> User:
    """What the admin speaks to the account `by` from now on, in every browser; "": what each asks
    for. ValidationError for what it does not speak."""
    if language and language not in languages.CATALOGUES:
        raise ValidationError(_("The newsroom does not speak this language."))
    User.objects.filter(pk=by.pk).update(language=language)
    by.language = language
    return by


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
