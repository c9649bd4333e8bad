"""The files of one picture: its original read, its renditions drawn, found missing, forgotten."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _

from . import animations, metadata, renditions, uploads
from .models import Image, Licence
from .shapes import MOVING, RATIOS, formats
from .storage import new_token, originals, rendition_path
from .storage import renditions as public

FACTS = ("width", "height", "format", "byte_size", "is_animated", "color", "sha256")


class LostOriginalError(ValidationError):
    """The stored file a picture is made from is gone or damaged."""

    def __init__(self, image: Image):
        words = _("The original file of “%(picture)s” cannot be read; replace the file.")
        super().__init__(words % {"picture": image})


@contextmanager
def new_files(image: Image) -> Iterator[None]:
    """Give `image` a new token; if what is done under it fails, none of its files stays."""
    is_upload = not image.original._committed
    image.token = new_token()
    try:
        yield
    except BaseException:
        is_written = is_upload and image.original._committed
        forget(image.token, image.original.name if is_written else "")
        raise


def take_in(image: Image, *, with_words: bool, at_once: bool = False) -> list[str]:
    """Check the file, note its FACTS on `image`, and write its renditions under its token.

    All of them, or only what the desk looks at (`at_once`): the whole picture is decoded either
    way, so that nothing damaged comes in. With words, blank fields are filled with what the file
    says; their names are returned.
    """
    with _opened(image) as upload:
        image.width, image.height = renditions.size_of(upload)
        image.format, image.is_animated = uploads.kind_of(upload), uploads.is_moving(upload)
        filled = _fill_blanks(image, upload) if with_words else []
        only = image.shape.at_once() if at_once else None
        for name, content in list(_drawn(image, upload, (*RATIOS, MOVING), only)):
            public().save(rendition_path(image.token, name), ContentFile(content))
    return filled


def missing(image: Image, ratio: str) -> set[str]:
    """The names of `ratio` (or of the animation) that have no file."""
    shape = image.shape
    if ratio == MOVING:
        names = {shape.moving().name("webp")} if image.is_animated else set()
    else:
        names = {step.name(format) for step in shape.ladder(ratio) for format in formats(ratio)}
    return {name for name in names if not public().exists(rendition_path(image.token, name))}


def draw(image: Image, names: set[str], ratios: Iterable[str]) -> None:
    """Write those renditions of `ratios` that `names` says; notes FACTS on the way."""
    with _opened(image) as upload:
        image.format = uploads.kind_of(upload)
        for name, content in _drawn(image, upload, ratios, names):
            public().save(rendition_path(image.token, name), ContentFile(content))


def forget(token: str, *names: str) -> None:
    """Delete the files of a token's renditions, and the originals called `names` ("": none)."""
    folder = rendition_path(token, "").rstrip("/")
    try:
        drawn = public().listdir(folder)[1]
    except FileNotFoundError:
        drawn = []
    for name in drawn:
        public().delete(f"{folder}/{name}")
    if drawn:
        public().delete(folder)
    for name in filter(None, names):
        originals().delete(name)


def _fill_blanks(image: Image, upload) -> list[str]:
    facts = metadata.read(upload)
    filled = metadata.fill_blanks(image, facts)
    if not (image.title or image.caption):  # better than nothing for finding it
        image.title = PurePosixPath(image.original.name).stem[:200]
        filled.append("title")
    if image.licence_id is None and facts.licence_url:
        image.licence = _licence_at(facts.licence_url)
        filled.append("licence")
    return filled


def _licence_at(url: str) -> Licence | None:
    """The licence whose text is at `url`, however its scheme and end are written."""
    bare = url.partition("://")[2].rstrip("/").lower()
    known = {row.url.partition("://")[2].rstrip("/").lower(): row for row in Licence.objects.all()}
    return known.get(bare) if bare else None


def _drawn(
    image: Image, upload, ratios: Iterable[str], only: set[str] | None
) -> Iterator[tuple[str, bytes]]:
    """Yield (name, bytes) of every rendition of `ratios`, or of `only` these names, and the
    animation; notes the main colour on the way."""
    shape = image.shape
    picture = renditions.working_copy(upload, shape)
    image.color = renditions.main_colour(picture)
    still = [ratio for ratio in ratios if ratio != MOVING]
    yield from renditions.draw(picture, shape, still, only)
    if image.is_animated and MOVING in ratios:
        yield shape.moving().name("webp"), animations.draw(upload, shape.moving())


@contextmanager
def _opened(image: Image) -> Iterator:
    """The original as a picture; an upload stays open afterwards, for it is stored later."""
    original: FieldFile = image.original
    is_stored = original._committed
    try:
        original.open("rb")
        image.byte_size = original.size
        image.sha256 = uploads.sha256(original)
        with uploads.opened(original, PurePosixPath(original.name).name) as upload:
            yield upload
    except (ValidationError, FileNotFoundError) as error:
        if is_stored:
            raise LostOriginalError(image) from error
        raise
    finally:
        if original._committed:
            original.close()
