"""Where picture files lie: originals kept as they came and never served, renditions for readers."""

import secrets
from pathlib import PurePosixPath

ORIGINALS = "originals"
RENDITIONS = "renditions"


def new_token() -> str:
    """A name nobody can guess, for a picture's folder of renditions (128 bits)."""
    return secrets.token_hex(16)


def original_path(image, filename: str) -> str:
    """Where the original of `image` is kept; nothing of the uploader's name but its ending."""
    ending = PurePosixPath(filename).suffix.lower()
    return f"{ORIGINALS}/{image.token[:2]}/{image.token}{ending}"


def rendition_path(token: str, name: str) -> str:
    """Where one rendition lies, `name` as in media.renditions."""
    return f"{RENDITIONS}/{token[:2]}/{token}/{name}"
