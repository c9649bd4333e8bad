"""The write door of sections and tags."""

from django.db import transaction

from articles.models import Section, Tag
from authors.models import User
from newsroom import redirects, slugs
from newsroom.rights import require


def save_section(section: Section, *, by: User | None) -> Section:
    return _save_topic(section, by=by)


def delete_section(section: Section, *, by: User | None) -> None:
    """Remove a section without stories; ProtectedError if it has some."""
    delete_with_redirects(section, by=by)


def save_tag(tag: Tag, *, by: User | None) -> Tag:
    return _save_topic(tag, by=by)


def delete_tag(tag: Tag, *, by: User | None) -> None:
    """Remove a tag, from its stories too."""
    delete_with_redirects(tag, by=by)


def _save_topic(topic, *, by: User | None):
    """A section or tag; a new one gets its slug, a moved one leaves a redirect."""
    require(by, "change" if topic.pk else "add", topic)
    slugs.save_with_slug(topic, source=topic.name)
    return topic


@transaction.atomic
def delete_with_redirects(obj, *, by: User | None) -> None:
    """Remove a row with an address of its own, and the redirects that lead there."""
    require(by, "delete", obj)
    redirects.forget(obj.get_absolute_url())
    obj.delete()
