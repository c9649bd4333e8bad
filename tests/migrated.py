"""An empty migrated SQLite database, kept between runs: migrating costs five seconds a worker.

It is known by the migrations and the locked packages; when either changes, it is made anew. What
post_migrate makes (permissions, roles) is made in every run.
"""

import hashlib
import os
import shutil
import tempfile
import time
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
WEEK = 7 * 24 * 60 * 60  # seconds
FOLDER = Path(tempfile.gettempdir()) / f"newsroom-migrated-{os.getuid()}"


def copy_to(name: str) -> bool:
    """Put a copy at the path `name`, if there is one; whether there was."""
    if connection.vendor != "sqlite" or not _file().exists():
        return False
    shutil.copyfile(_file(), name)
    return True


def keep() -> None:
    """Keep the database as it is now, migrated and empty, for later runs."""
    if connection.vendor != "sqlite" or _file().exists():
        return
    FOLDER.mkdir(mode=0o700, exist_ok=True)
    for old in FOLDER.iterdir():
        if old.stat().st_mtime < time.time() - WEEK:
            old.unlink(missing_ok=True)
    draft = FOLDER / f"{os.getpid()}.draft"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(draft)])
    draft.replace(_file())


def _file() -> Path:
    digest = hashlib.sha256((ROOT / "requirements/dev.lock").read_bytes())
    for path in sorted([*ROOT.glob("*/migrations/*.py"), *ROOT.glob("*/*/migrations/*.py")]):
        digest.update(path.name.encode() + path.read_bytes())
    return FOLDER / f"{digest.hexdigest()[:32]}.sqlite3"
