"""The write door of author profiles."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom import redirects, slugs
from newsroom.rights import require

from .models import Author, FormerAuthor, User

# What the profile that stays takes over where it has nothing of its own.
MERGED = (
    "role_title", "bio", "about", "beats", "place", "languages", "email", "phone", "public_key",
    "portrait",
)  # fmt: skip


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
    return into


def _move_credits(author: Author, into: Author) -> None:
    """Every credit once: where both had the same role in a story, the one of `into` stays."""
    same = into.credits.filter(article=OuterRef("article"), role=OuterRef("role"))
    author.credits.filter(Exists(same)).delete()
    seen = author.credits.filter(name="", article__first_published_at__lte=timezone.now())
    seen.update(name=author.name, role_title=author.role_title)
    author.credits.update(author=into)
