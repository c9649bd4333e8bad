"""Picture files in S3-compatible storage (the extra `s3`)."""

from pathlib import PurePosixPath

from django.conf import settings
from storages.backends.s3 import S3Storage

from .shapes import FORMATS

FOR_EVER = "public, max-age=31536000, immutable"


class Bucket(S3Storage):
    """A folder of one bucket. Addresses are given for what is public, and for nothing else."""

    def __init__(self, folder: str, public_url: str = "", **options):
        self.folder, self.public_url = folder, public_url
        is_public = bool(public_url)
        super().__init__(
            location=folder,
            default_acl=None,  # the bucket's policy decides who may read which folder
            file_overwrite=True,  # names are random
            object_parameters={"CacheControl": FOR_EVER if is_public else "private"},
            **options,
        )

    def get_object_parameters(self, name):
        """With the type of what we draw: not every machine's mimetypes know WebP and AVIF."""
        parameters = super().get_object_parameters(name)
        content_type = FORMATS.get(PurePosixPath(name).suffix.removeprefix("."))
        return parameters | ({"ContentType": content_type} if content_type else {})

    def url(self, name, parameters=None, expire=None, http_method=None):
        """Where browsers fetch it: the bucket's public address, or the site hands it out."""
        base = f"{self.public_url}/" if self.public_url else settings.MEDIA_URL
        return f"{base}{self.folder}/{name}"
