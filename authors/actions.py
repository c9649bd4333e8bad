"""The write door of author profiles."""

from django.db import transaction

from newsroom import slugs

from .models import Author, User


@transaction.atomic
def save_author(author: Author, *, by: User | None) -> Author:
    """Store a profile; a new one gets its slug, a moved one leaves a redirect."""
    slugs.save_with_slug(author, source=author.name)
    return author
