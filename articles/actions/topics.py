"""The write door of sections and tags."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Section, Tag
from authors.actions import may_give_roles
from authors.models import User
from newsroom import redirects, slugs
from newsroom.rights import require


def save_section(section: Section, *, by: User | None) -> Section:
    return _save_topic(section, by=by)


@transaction.atomic
def set_editors(section: Section, editors: Iterable[User], *, by: User | None) -> list[User]:
    """Let the rights of `editors`, and of nobody else, end at this section and those they have.

    The accounts that no section names now: theirs reach into every section again.
    """
    require(by, "change", section)
    before = set(section.editors.all())
    section.editors.set(editors)
    gone = before - set(section.editors.all())
    return [account for account in gone if not account.desk_sections.exists()]


@transaction.atomic
def set_desk(account: User, sections: Iterable[Section], *, by: User | None) -> None:
    """Let the rights of `account` end at `sections`; without any they reach into all.

    For who may give that account its roles.
    """
    if by is not None and not may_give_roles(account, by=by):
        raise PermissionDenied("The rights of this account are not yours to give.")
    account.desk_sections.set(sections)


def delete_section(section: Section, *, by: User | None) -> None:
    """Remove a section without stories; ProtectedError if it has some.

    ValidationError if somebody's rights end at this one alone: they would reach everywhere.
    """
    require(by, "delete", section)
    others = Section.editors.through.objects.exclude(section=section).values("user")
    bound = section.editors.filter(is_active=True).exclude(pk__in=others)
    if bound:
        raise ValidationError(
            _("The rights of %(names)s end at “%(section)s”, and would reach into every section.")
            % {"names": ", ".join(map(str, bound)), "section": section}
        )
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
