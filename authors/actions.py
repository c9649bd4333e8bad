"""The write door of author profiles."""

from django.db import transaction

from newsroom import redirects, slugs
from newsroom.rights import require

from .models import Author, User


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
