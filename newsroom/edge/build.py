"""Which code and settings make the pages: what was stored by others is not handed out."""

import hashlib
import os
from pathlib import Path

from django.conf import settings

from newsroom.environment import Environment

FOLDERS = ("articles", "authors", "media", "newsroom", "templates", "requirements")
KINDS = {".py", ".html", ".txt", ".mo", ".lock"}


def fingerprint() -> str:
    """The same for all processes of one installation, another after an upgrade: of every source and
    template its size and time, of the static files their manifest, and what the environment says of
    the site."""
    digest = hashlib.blake2b(digest_size=16)
    for path in _files():
        facts = path.stat()
        digest.update(f"{path}\0{facts.st_size}\0{facts.st_mtime_ns}\n".encode())
    for name in sorted(Environment.asked_for):
        value = os.environ.get(name, "")
        digest.update(f"{name}={value}\0".encode(errors="surrogateescape"))
    return digest.hexdigest()


def _files():
    for folder in FOLDERS:
        found = (Path(settings.BASE_DIR) / folder).rglob("*")
        yield from sorted(path for path in found if path.suffix in KINDS)
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if manifest.is_file():
        yield manifest
