"""The write door of the picture library."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models.fields.files import FieldFile

from . import renditions, uploads
from .models import Image
from .storage import RENDITIONS, new_token, rendition_path


def add_image(file: File, *, name: str, **fields) -> Image:
    """Take `file` (called `name` by whoever brings it) into the library with its renditions.

    `fields` are those of Image. Raises ValidationError for what is not a picture we take; then
    neither a row nor a file is left behind.
    """
    image = Image(**fields)
    image.original = File(file, name=name)
    return save_image(image)


def save_image(image: Image) -> Image:
    """Store `image`; draw its renditions anew when the file or the focal point changed.

    New renditions get a new folder, so that no cache on the way shows the old crops.
    """
    stored = Image.objects.filter(pk=image.pk).first() if image.pk else None
    has_new_file = not image.original._committed
    has_moved = stored and (stored.focal_x, stored.focal_y) != (image.focal_x, image.focal_y)
    if not has_new_file and not has_moved:
        image.save()
        return image

    old_token = stored.token if stored else ""
    old_file = stored.original.name if stored and has_new_file else ""
    image.token = new_token()
    try:
        _draw(image)
        with transaction.atomic():
            image.save()
            transaction.on_commit(lambda: _forget(old_token, old_file))
    except BaseException:
        is_written = has_new_file and image.original._committed
        _forget(image.token, image.original.name if is_written else "")
        raise
    return image


def delete_image(image: Image) -> None:
    """Remove a picture nothing uses any more; ProtectedError if something does."""
    token, original = image.token, image.original.name
    with transaction.atomic():
        image.delete()
        transaction.on_commit(lambda: _forget(token, original))


def _draw(image: Image) -> None:
    """Check the file, note its facts on `image`, and write all renditions under its token."""
    focal = (image.focal_x, image.focal_y)
    with _reading(image.original) as file:
        with uploads.opened(file, image.original.name) as upload:
            picture = renditions.upright(upload)
            drawn = list(renditions.draw_all(picture, focal))
        image.sha256 = uploads.sha256(file)
    image.width, image.height = picture.size
    for name, content in drawn:
        default_storage.save(rendition_path(image.token, name), ContentFile(content))


@contextmanager
def _reading(original: FieldFile) -> Iterator[FieldFile]:
    """Open a stored original and close it again; an upload stays open, for it is stored later."""
    original.open("rb")
    try:
        yield original
    finally:
        if original._committed:
            original.close()


def _forget(token: str, original: str) -> None:
    """Delete the files of a token's renditions, and an original."""
    folder = f"{RENDITIONS}/{token[:2]}/{token}"
    try:
        names = default_storage.listdir(folder)[1] if token else []
    except FileNotFoundError:
        names = []
    for name in names:
        default_storage.delete(f"{folder}/{name}")
    if names:
        default_storage.delete(folder)
    if original:
        default_storage.delete(original)
