"""Where picture files lie: originals kept as they came and never served, renditions for readers.

Two aliases in settings.STORAGES: `originals` (private) and `renditions` (anyone may read).
"""

import os
import secrets
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.utils.functional import LazyObject, cached_property


class LocalFolder(FileSystemStorage):
    """A folder of its own in MEDIA_ROOT."""

    def __init__(self, folder: str, **options):
        self.folder = folder
        super().__init__(**options)

    @cached_property
    def base_location(self):
        return Path(settings.MEDIA_ROOT) / self.folder

    @cached_property
    def base_url(self):
        return f"{settings.MEDIA_URL}{self.folder}/"

    def _save(self, name, content):
        """Under its name only when it is whole: it may be asked for while it is being written."""
        part = f"{name}.{secrets.token_hex(4)}.part"
        try:
            super()._save(part, content)
            os.replace(self.path(part), self.path(name))
        except BaseException:
            self.delete(part)
            raise
        return name


class _Originals(LazyObject):
    """The private storage, looked up when it is first used: a model field needs an object."""

    def _setup(self):
        self._wrapped = storages["originals"]


_originals = _Originals()


def originals() -> Storage:
    """Where uploads are kept byte for byte. Nothing gives their address to anyone."""
    return _originals


def renditions() -> Storage:
    """Where readers' browsers fetch pictures from."""
    return storages["renditions"]


def are_asked_of_us() -> bool:
    """Whether browsers fetch renditions from this site, which draws what is missing."""
    return renditions().url("name").startswith(settings.MEDIA_URL)


def new_token() -> str:
    """A name nobody can guess, for a picture's folder of renditions (128 bits)."""
    return secrets.token_hex(16)


def original_path(image, filename: str) -> str:
    """Where the original of `image` is kept; nothing of the uploader's name but its ending."""
    ending = PurePosixPath(filename).suffix.lower()
    return f"{image.token[:2]}/{image.token}{ending}"


def rendition_path(token: str, name: str) -> str:
    """Where one rendition lies, `name` as in media.shapes."""
    return f"{token[:2]}/{token}/{name}"
