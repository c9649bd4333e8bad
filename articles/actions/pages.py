"""The write door of pages: about, contact, policies. Every save is kept as a version."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import checks
from articles.models import Page, PagePicture, PageVersion
from articles.revisions.merge import merge
from authors.models import User
from media.models import Image
from newsroom import html, redirects
from newsroom.rights import require

from .identity import identity_changed

Kind = PageVersion.Kind


@dataclass(frozen=True)
class SavedPage:
    """What came of a save: the row as it is now, and the version that holds what was sent.

    Where `is_refused`, both had changed the same: the page is as it was, the words are kept.
    """

    page: Page
    version: PageVersion

    @property
    def is_refused(self) -> bool:
        return self.version.kind == Kind.CONFLICT


def page_content(page: Page) -> dict:
    """What a version of `page`, as it is in hand, keeps."""
    content = {name: getattr(page, name) for name in PageVersion.FIELDS}
    return content | {"body": html.clean(page.body), "status": str(page.status)}


@transaction.atomic
def save_page(page: Page, *, by: User | None, base: int | None = None) -> SavedPage:
    """Store `page` as it is in hand; `base` is the version its text was begun from.

    What a colleague saved since is brought together with it, block by block. A new address leaves
    a redirect. ValidationError for what cannot stand.
    """
    if page.pk is None:
        require(by, "add", page)
        return _write(page, page_content(page), by=by, kind=Kind.SAVED if by else Kind.IMPORTED)
    require(by, "change", page)
    mine = page_content(page)
    row = Page.objects.select_for_update().get(pk=page.pk)
    if base is None or base == row.revision:
        return _write(row, mine, by=by, kind=Kind.SAVED, base=row.revision)
    begun = PageVersion.objects.filter(page=row, number=base).first()
    if begun is None:
        raise ValidationError(_("The version this was made from is not there."))
    merged = merge(begun.content, mine, page_content(row))
    if merged.conflicts:
        return SavedPage(row, _keep(row, mine, by=by, kind=Kind.CONFLICT, base=base))
    return _write(row, merged.content, by=by, kind=Kind.MERGED, base=base)


@transaction.atomic
def restore_page(version: PageVersion, *, by: User | None) -> SavedPage:
    """Bring the words of a version back; the address, and whether it is live, stay as they are."""
    row = Page.objects.select_for_update().get(pk=version.page_id)
    require(by, "change", row)
    words = {name: version.content[name] for name in PageVersion.TEXTS if name in version.content}
    content = page_content(row) | words
    return _write(row, content, by=by, kind=Kind.RESTORED, base=version.number)


@transaction.atomic
def delete_page(page: Page, *, by: User | None) -> None:
    """Remove a page that readers never saw; others are taken off by making them drafts."""
    require(by, "delete", page)
    row = Page.objects.select_for_update().get(pk=page.pk)
    if row.has_been_public:
        raise ValidationError(
            _("Readers have seen “%(page)s”: make it a draft instead, its versions stay.")
            % {"page": row}
        )
    row.delete()


def _write(row: Page, content: Mapping, *, by: User | None, kind: str, base: int = 0) -> SavedPage:
    """Make `content` what the (locked) row holds, if it can stand, and keep it as a version."""
    before = copy(row) if row.pk is None else Page.objects.get(pk=row.pk)
    for name, value in content.items():
        setattr(row, name, value)
    row.full_clean()
    if row.is_live and row.first_live_at is None:
        row.first_live_at = timezone.now()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:  # somebody took the address since full_clean() looked
        raise ValidationError({"path": _("Another page has this address.")}) from error
    _keep_addresses(before, row)
    version = _keep(row, page_content(row), by=by, kind=kind, base=base)
    row.revision = version.number
    row.save(update_fields=["revision"])
    _note_pictures(row)
    if before.is_live or row.is_live:
        identity_changed()  # menus and policies lead to it
    return SavedPage(row, version)


def _keep(row: Page, content: Mapping, **fields) -> PageVersion:
    newest = row.versions.aggregate(n=Max("number"))["n"] or 0
    return row.versions.create(
        number=newest + 1, at=timezone.now(), content=dict(content), **fields
    )


def _keep_addresses(before: Page, row: Page) -> None:
    """A draft takes no reader's old address away; what readers knew leads to where it is now."""
    if before.has_been_public and before.path != row.path:
        redirects.moved(before.get_absolute_url(), row.get_absolute_url())
    elif row.has_been_public:
        redirects.claimed(row.get_absolute_url())


def _note_pictures(row: Page) -> None:
    """Write down which pictures the text refers to: none of them may be deleted under it."""
    wanted = set(checks.body_picture_ids(row.body))
    known = set(row.pictures.values_list("image", flat=True))
    row.pictures.filter(image__in=known - wanted).delete()
    new = Image.objects.filter(pk__in=wanted - known)
    PagePicture.objects.bulk_create([PagePicture(page=row, image=image) for image in new])
