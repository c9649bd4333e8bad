"""The write door of sections and tags."""

from collections.abc import Iterable
from itertools import chain, count

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, Section, Tag, TagAlias
from authors.actions import may_give_roles
from authors.models import User
from newsroom import edge, redirects, slugs
from newsroom.rights import require

FILLED = ["description", "introduction", "key_stories", "picture"]  # by a tag that is merged


@transaction.atomic
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


@transaction.atomic
def delete_section(section: Section, *, by: User | None) -> None:
    """Remove a section without stories; ProtectedError if it has some.

    ValidationError if somebody's rights end at this one alone: they would reach everywhere. An
    account that is switched off may be switched on again.
    """
    require(by, "delete", section)
    others = Section.editors.through.objects.exclude(section=section).values("user")
    bound = section.editors.exclude(pk__in=others)
    if bound:
        raise ValidationError(
            _("The rights of %(names)s end at “%(section)s”, and would reach into every section.")
            % {"names": ", ".join(map(str, bound)), "section": section}
        )
    delete_with_redirects(section, by=by)
    edge.publish()


@transaction.atomic
def save_tag(tag: Tag, *, by: User | None, aliases: Iterable[str] | None = None) -> Tag:
    """Store a tag and, unless None, its other names; ValidationError if another tag has one."""
    _save_topic(tag, by=by)
    if aliases is not None:
        _set_aliases(tag, aliases)
    return tag


def free_aliases(tag: Tag, names: Iterable[str]) -> list[str]:
    """`names` as other names of `tag`, each once; ValidationError for one that is another tag's,
    that is too long, or where the name of a merged tag is missing: links and versions need it.

    The name of the tag itself, in any case, is none of them, though a merged tag may have had it.
    """
    own = tag.name.casefold()
    wanted = {name.casefold(): name for name in names if name.casefold() != own}
    for name in wanted.values():
        TagAlias._meta.get_field("name").clean(name, None)
        other = Tag.objects.named(name).exclude(pk=tag.pk).first()
        if other:
            message = _("“%(name)s” is a name of the tag “%(tag)s”.")
            raise ValidationError(message % {"name": name, "tag": other})
    for alias in tag.aliases.exclude(former_key=None) if tag.pk else ():
        if alias.name.casefold() not in {own, *wanted}:
            raise ValidationError(
                _("“%(name)s” was merged into this tag: it stays.") % {"name": alias}
            )
    return list(wanted.values())


def _set_aliases(tag: Tag, names: Iterable[str]) -> None:
    wanted = {name.casefold(): name for name in free_aliases(tag, names)}
    kept = {tag.name.casefold(), *wanted}
    for alias in tag.aliases.all():
        if alias.name.casefold() not in kept:
            alias.delete()
        wanted.pop(alias.name.casefold(), None)
    TagAlias.objects.bulk_create(TagAlias(tag=tag, name=name) for name in wanted.values())


@transaction.atomic
def merge_tags(tags: Iterable[Tag], *, into: Tag, by: User | None) -> Tag:
    """Make `tags` names of `into`: their stories have it, their addresses lead to it."""
    into = Tag.objects.select_for_update().get(pk=into.pk)
    require(by, "change", into)
    uses = Article.tags.through.objects
    names = []  # with the key each leads to, and the slug of the tag that brings it
    for tag in Tag.objects.select_for_update().filter(pk__in=[tag.pk for tag in tags]):
        if tag == into:
            continue
        require(by, "delete", tag)
        has_both = uses.filter(tag=into).values("article")
        uses.filter(tag=tag).exclude(article__in=has_both).update(tag=into)
        brought = [*tag.aliases.values_list("name", "former_key"), (tag.name, tag.pk)]
        names += [(name, key, tag.slug) for name, key in brought]
        redirects.moved(tag.get_absolute_url(), into.get_absolute_url())
        for name in FILLED:
            setattr(into, name, getattr(into, name) or getattr(tag, name))
        tag.delete()
    for name, key, slug in names:
        _call_too(into, name, key, slug)
    into.save(update_fields=FILLED)
    edge.publish()
    return into


def _call_too(tag: Tag, name: str, key: int | None, slug: str) -> None:
    """Make `name` an alias of `tag`; where it is taken, the key still leads to the tag."""
    twin = next((it for it in tag.aliases.all() if it.name.casefold() == name.casefold()), None)
    if twin and key and twin.former_key is None:
        twin.former_key = key
        twin.save(update_fields=["former_key"])
    elif not twin and not Tag.objects.named(name).exclude(pk=tag.pk).exists():
        TagAlias.objects.create(tag=tag, name=name, former_key=key)
    elif key:
        TagAlias.objects.create(tag=tag, name=_free_name(slug), former_key=key)


def _free_name(slug: str) -> str:
    """`slug`, or with a number what no tag is called yet."""
    numbered = (f"{slug[:80]}-{number}" for number in count(2))
    return next(name for name in chain([slug], numbered) if not Tag.objects.named(name).exists())


@transaction.atomic
def delete_tag(tag: Tag, *, by: User | None) -> None:
    """Remove a tag, from its stories too."""
    delete_with_redirects(tag, by=by)
    edge.publish()


def _save_topic(topic, *, by: User | None):
    """A section or tag; a new one gets its slug, a moved one leaves a redirect."""
    require(by, "change" if topic.pk else "add", topic)
    is_new = topic.pk is None
    slugs.save_with_slug(topic, source=topic.name)
    if not is_new:  # without a story no page leads to it
        edge.publish()
    return topic


@transaction.atomic
def delete_with_redirects(obj, *, by: User | None) -> None:
    """Remove a row with an address of its own, and the redirects that lead there."""
    require(by, "delete", obj)
    redirects.forget(obj.get_absolute_url())
    obj.delete()
