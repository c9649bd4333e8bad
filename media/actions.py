"""The write door of the picture library.

What changes something for somebody takes `by`, the account that acts, or None for the system
itself. No right: PermissionDenied. Bad data: ValidationError.
"""

from collections.abc import Collection, Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from newsroom import edge
from newsroom.rights import require

from . import drawing, uploads, uses
from .background import background
from .fields import tidy_keywords
from .locks import only_one
from .models import Image
from .shapes import MOVING, RATIOS
from .storage import are_asked_of_us, originals

REDRAWN_FOR = {"focal_x", "focal_y", "crops"}
EDITED = {field.name for field in Image._meta.concrete_fields if field.editable}
EDITED -= {"id", "original"}
UNSEEN = {"title", "keywords", "taken_at", "usage_terms", "restrictions"}  # by readers
REPLACE_USED = "media.replace_used_image"


class PictureInUseError(ValidationError):
    """The picture stands somewhere; `uses` says where."""

    def __init__(self, image: Image, found: list[uses.Use]):
        self.uses = found
        places = "; ".join(map(str, found[:10]))
        super().__init__(
            _("“%(picture)s” is in use and stays: %(places)s.")
            % {"picture": image, "places": places}
        )


class _OvertakenError(Exception):
    """Somebody drew the picture anew while we did."""


def add_image(file: File, *, name: str, by, later: bool = False, **fields) -> Image:
    """Take `file` (called `name` by whoever brings it) into the library with its renditions.

    `fields` are those of Image; blank ones are filled with what the file says of itself. Raises
    ValidationError for what is not a picture we take; then neither a row nor a file is left behind.
    `later` as in save_image.
    """
    image = Image(**fields)
    image.original = File(file, name=name)
    return save_image(image, by=by, later=later)


def save_image(
    image: Image, *, by, changed: Collection[str] = EDITED, later: bool = False
) -> Image:
    """Store `image`; draw its renditions anew when the file, focal point or a crop changed.

    `changed` names the fields somebody edited: all others are taken from the row as it stands, so
    that two people at one picture do not undo each other's work. New renditions get a new folder:
    no cache on the way shows the old crops. With another file, the focal point and crops that are
    not in `changed` begin anew.

    With `later`, who brings a new picture waits only for what the desk looks at; the rest is drawn
    in the background. One that readers may see already is drawn whole before they are told.
    """
    is_new = image._state.adding
    require(by, "add" if is_new else "change", image)
    image.keywords = tidy_keywords(image.keywords)
    if is_new:
        later = later and are_asked_of_us()
        with drawing.new_files(image):
            drawing.take_in(image, with_words=True, at_once=later)
            with transaction.atomic():
                image.save()
        if later:
            transaction.on_commit(lambda: background.do(lambda: _draw_rest(image.pk)))
        return image
    has_new_file = not image.original._committed
    if has_new_file and not may_replace(image, by=by):
        raise PermissionDenied(f"{REPLACE_USED} is needed for a picture that readers see.")
    while True:
        try:
            _store(image, EDITED.intersection(changed), has_new_file)
            return image
        except _OvertakenError:
            continue


def describe_images(images: Iterable[Image], fields: dict, *, by, only_blank=False) -> list[Image]:
    """Write `fields` into each of `images`; those it changed. Keywords are added to what there is.

    With `only_blank` what stands in a field stays.
    """
    changed = []
    for image in images:
        before = {name: _value(image, name) for name in fields}
        for name, value in fields.items():
            if name == "keywords":
                image.keywords = tidy_keywords(f"{image.keywords}, {value}")
            elif not (only_blank and before[name]):
                setattr(image, name, value)
        names = {name for name in fields if _value(image, name) != before[name]}
        if names:
            changed.append(save_image(image, by=by, changed=names))
    return changed


def may_replace(image: Image, *, by) -> bool:
    """Whether account `by` may put another file under `image`: a right of its own if it is seen."""
    return by is None or by.has_perm(REPLACE_USED) or not uses.tally(image).public


def replace_file(image: Image, file: File, *, name: str, by) -> Image:
    """Put another file under the same picture: every story shows the new one."""
    image.original = File(file, name=name)
    return save_image(image, by=by, changed=())


def bring_back(image: Image, *, by) -> Image:
    """Undo the last replacement: the former file with its focal point and crops.

    The file that goes becomes the former one, so that this can be undone the same way.
    """
    image = _row(Image.objects, image)
    former = image.former
    try:
        file = originals().open(former["original"])
    except (KeyError, FileNotFoundError):
        words = _("The former file of “%(picture)s” is gone.") % {"picture": image}
        raise ValidationError(words) from None
    with file:
        image.original = File(file, name=former["original"])
        image.focal_x, image.focal_y = former["focal"]
        image.crops = former["crops"]
        return save_image(image, by=by, changed=REDRAWN_FOR)


def delete_image(image: Image, *, by) -> None:
    """Remove a picture nothing uses any more; PictureInUseError if something does."""
    require(by, "delete", image)
    with transaction.atomic():
        row = _locked(image)  # with the files it has by now
        found = uses.of(image)
        if found:
            raise PictureInUseError(image, found)
        image.delete()
        edge.publish()  # an old version of a page or story may have shown it
        former = row.former.get("original", "")
        transaction.on_commit(lambda: drawing.forget(row.token, row.original.name, former))


def draw_missing(image: Image, ratios: Iterable[str] = (*RATIOS, MOVING)) -> list[str]:
    """Draw the renditions of `image` that are not there; the names of those drawn.

    For ratios and formats that came with a newer version. Whoever comes second waits and finds
    them made. Raises LostOriginalError.
    """
    with only_one(Image, image.pk):
        if not Image.objects.filter(pk=image.pk, token=image.token).exists():
            return []  # drawn anew or deleted while we waited
        found = {ratio: names for ratio in ratios if (names := drawing.missing(image, ratio))}
        if not found:
            return []
        names, is_old = set().union(*found.values()), not image.color
        drawing.draw(image, names, found)
        if not Image.objects.filter(pk=image.pk, token=image.token).exists():
            drawing.forget(image.token)  # it went meanwhile, and what we drew after that goes too
            return []
        if is_old:  # came in before these facts were kept
            facts = {name: getattr(image, name) for name in ("format", "byte_size", "color")}
            with transaction.atomic():
                Image.objects.filter(pk=image.pk, token=image.token).update(**facts)
                edge.publish()
        return sorted(names)


def _draw_rest(pk: int) -> None:
    image = Image.objects.filter(pk=pk).first()
    if image:
        draw_missing(image)


def _store(image: Image, names: set[str], has_new_file: bool) -> None:
    """Write those of the fields `names` that differ from the row, and what was drawn for them.

    Drawing takes seconds, so nobody is kept waiting meanwhile: only then the row is locked, and
    _OvertakenError says that what we drew is not of the picture as it stands.
    """
    stored = _row(Image.objects, image)
    _take_over(image, stored, names, has_new_file)
    _check_credit(image, stored)
    names = {name for name in EDITED if _value(image, name) != _value(stored, name)}
    if not has_new_file and not names & REDRAWN_FOR:
        with transaction.atomic():
            _locked(image)
            _write(image, names)
        return
    with drawing.new_files(image):
        filled = drawing.take_in(image, with_words=has_new_file)
        with transaction.atomic():
            row = _locked(image)
            if row.token != stored.token:
                raise _OvertakenError
            names.update(name for name in filled if not _value(row, name))
            names.update(["token", *drawing.FACTS])
            old_file = ""
            if has_new_file:
                names.update(["original", "former"])
                old_file = _keep_former(image, row)
            _write(image, names)
            transaction.on_commit(lambda: drawing.forget(row.token, old_file))


def _write(image: Image, names: set[str]) -> None:
    image.save(update_fields=names)
    if names - UNSEEN:
        edge.publish()


def _take_over(image: Image, stored: Image, names: set[str], has_new_file: bool) -> None:
    """Give `image` the row's fields, but for `names` and a new file."""
    for field in Image._meta.concrete_fields:
        if field.name not in names and not (field.name == "original" and has_new_file):
            setattr(image, field.attname, getattr(stored, field.attname))
    if has_new_file and uploads.sha256(image.original) != stored.sha256:
        for name in REDRAWN_FOR - names:  # chosen for another file
            setattr(image, name, Image._meta.get_field(name).get_default())


def _check_credit(image: Image, stored: Image) -> None:
    """A picture that could only be published with its credit keeps one while readers see it."""
    if stored.credit and not image.credit and uses.tally(image).public:
        raise ValidationError(
            _("Readers see “%(picture)s”: it cannot be without a credit.") % {"picture": image}
        )


def _keep_former(image: Image, row: Image) -> str:
    """Note on `image` what its new file stands in for; the original that nobody needs now."""
    if image.sha256 == row.sha256:  # the same file once more mends one that is lost or damaged
        image.former = row.former
        return row.original.name
    image.former = {
        "original": row.original.name,
        "width": row.width,
        "height": row.height,
        "focal": [row.focal_x, row.focal_y],
        "crops": row.crops,
    }
    return row.former.get("original", "")


def _value(image: Image, name: str):
    return getattr(image, Image._meta.get_field(name).attname)


def _locked(image: Image) -> Image:
    """The row as it stands, held until the transaction ends."""
    return _row(Image.objects.select_for_update(), image)


def _row(rows, image: Image) -> Image:
    row = rows.filter(pk=image.pk).first()
    if row is None:
        raise ValidationError(_("“%(picture)s” has been deleted.") % {"picture": image})
    return row
