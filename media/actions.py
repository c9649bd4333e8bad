"""The write door of the picture library."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from threading import Lock

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _

from . import animations, metadata, renditions, uploads, uses
from .fields import tidy_keywords
from .locks import only_one
from .models import Image, Licence
from .shapes import FORMATS, MOVING, RATIOS
from .storage import new_token, originals, rendition_path
from .storage import renditions as public

REDRAWN_FOR = ("focal_x", "focal_y", "crops")
_memory = Lock()  # the largest picture takes 300 MB: one at a time in each process


class PictureInUseError(ValidationError):
    """The picture stands somewhere; `uses` says where."""

    def __init__(self, image: Image, found: list[uses.Use]):
        self.uses = found
        places = "; ".join(map(str, found[:10]))
        super().__init__(
            _("“%(picture)s” is in use and stays: %(places)s.")
            % {"picture": image, "places": places}
        )


def add_image(file: File, *, name: str, **fields) -> Image:
    """Take `file` (called `name` by whoever brings it) into the library with its renditions.

    `fields` are those of Image; blank ones are filled with what the file says of itself. Raises
    ValidationError for what is not a picture we take; then neither a row nor a file is left behind.
    """
    image = Image(**fields)
    image.original = File(file, name=name)
    return save_image(image)


def save_image(image: Image) -> Image:
    """Store `image`; draw its renditions anew when the file, focal point or a crop changed.

    New renditions get a new folder, so that no cache on the way shows the old crops.
    """
    image.keywords = tidy_keywords(image.keywords)
    stored = Image.objects.filter(pk=image.pk).first() if image.pk else None
    has_new_file = not image.original._committed
    if has_new_file and stored:
        image.crops = {} if image.crops == stored.crops else image.crops  # drawn for another file
    if not has_new_file and not (stored and _has_moved(stored, image)):
        image.save()
        return image

    old_token = stored.token if stored else ""
    old_file = stored.original.name if stored and has_new_file else ""
    image.token = new_token()
    try:
        _take_in(image, with_words=has_new_file)
        with transaction.atomic():
            image.save()
            transaction.on_commit(lambda: _forget(old_token, old_file))
    except BaseException:
        is_written = has_new_file and image.original._committed
        _forget(image.token, image.original.name if is_written else "")
        raise
    return image


def replace_file(image: Image, file: File, *, name: str) -> Image:
    """Put another file under the same picture: every story shows the new one."""
    image.original = File(file, name=name)
    return save_image(image)


def delete_image(image: Image) -> None:
    """Remove a picture nothing uses any more; PictureInUseError if something does."""
    with transaction.atomic():
        list(Image.objects.select_for_update().filter(pk=image.pk))  # nobody begins to use it now
        found = uses.of(image)
        if found:
            raise PictureInUseError(image, found)
        token, original = image.token, image.original.name
        image.delete()
        transaction.on_commit(lambda: _forget(token, original))


def draw_missing(image: Image, ratios: Iterable[str] = (*RATIOS, MOVING)) -> list[str]:
    """Draw the renditions of `image` that are not there; the names of those drawn.

    For ratios and formats that came with a newer version. Whoever comes second waits and finds
    them made.
    """
    with only_one(Image, image.pk):
        if not Image.objects.filter(pk=image.pk, token=image.token).exists():
            return []  # drawn anew or deleted while we waited
        missing = {ratio: names for ratio in ratios if (names := _missing(image, ratio))}
        if not missing:
            return []
        names, is_old = set().union(*missing.values()), not image.color
        with _opened(image) as upload:
            image.format = uploads.kind_of(upload)
            for name, content in _drawn(image, upload, missing):
                if name in names:
                    public().save(rendition_path(image.token, name), ContentFile(content))
        if is_old:  # came in before these facts were kept
            facts = {name: getattr(image, name) for name in ("format", "byte_size", "color")}
            Image.objects.filter(pk=image.pk, token=image.token).update(**facts)
        return sorted(names)


def _has_moved(stored: Image, image: Image) -> bool:
    return any(getattr(stored, name) != getattr(image, name) for name in REDRAWN_FOR)


def _missing(image: Image, ratio: str) -> set[str]:
    """The names of `ratio` (or of the animation) that have no file."""
    shape = image.shape
    if ratio == MOVING:
        names = {shape.moving().name("webp")} if image.is_animated else set()
    else:
        names = {step.name(format) for step in shape.ladder(ratio) for format in FORMATS}
    return {name for name in names if not public().exists(rendition_path(image.token, name))}


def _take_in(image: Image, *, with_words: bool) -> None:
    """Check the file, note its facts on `image`, and write all renditions under its token."""
    with _opened(image) as upload:
        image.width, image.height = renditions.size_of(upload)
        image.format, image.is_animated = uploads.kind_of(upload), uploads.is_moving(upload)
        if with_words:
            _fill_blanks(image, upload)
        for name, content in list(_drawn(image, upload, (*RATIOS, MOVING))):
            public().save(rendition_path(image.token, name), ContentFile(content))


def _fill_blanks(image: Image, upload) -> None:
    facts = metadata.read(upload)
    metadata.fill_blanks(image, facts)
    if not (image.title or image.caption):  # better than nothing for finding it
        image.title = PurePosixPath(image.original.name).stem[:200]
    if image.licence_id is None and facts.licence_url:
        image.licence = _licence_at(facts.licence_url)


def _licence_at(url: str) -> Licence | None:
    """The licence whose text is at `url`, however its scheme and end are written."""
    bare = url.partition("://")[2].rstrip("/").lower()
    known = {row.url.partition("://")[2].rstrip("/").lower(): row for row in Licence.objects.all()}
    return known.get(bare) if bare else None


def _drawn(image: Image, upload, ratios: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield (name, bytes) of every rendition of `ratios`; notes the main colour on the way."""
    shape = image.shape
    picture = renditions.working_copy(upload, shape)
    image.color = renditions.main_colour(picture)
    yield from renditions.draw(picture, shape, [ratio for ratio in ratios if ratio != MOVING])
    if image.is_animated and MOVING in ratios:
        yield shape.moving().name("webp"), animations.draw(upload, shape.moving())


@contextmanager
def _opened(image: Image) -> Iterator:
    """The original as a picture; an upload stays open afterwards, for it is stored later."""
    original: FieldFile = image.original
    with _memory:
        original.open("rb")
        try:
            image.byte_size = original.size
            image.sha256 = uploads.sha256(original)
            with uploads.opened(original, PurePosixPath(original.name).name) as upload:
                yield upload
        finally:
            if original._committed:
                original.close()


def _forget(token: str, original: str) -> None:
    """Delete the files of a token's renditions, and an original."""
    folder = rendition_path(token, "").rstrip("/")
    try:
        names = public().listdir(folder)[1] if token else []
    except FileNotFoundError:
        names = []
    for name in names:
        public().delete(f"{folder}/{name}")
    if names:
        public().delete(folder)
    if original:
        originals().delete(original)
