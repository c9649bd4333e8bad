"""One at a time, also between processes: for work that takes seconds and must be done once."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

NAMESPACE = 0x50494354  # "PICT": our advisory locks among those of others


@contextmanager
def only_one(model, pk: int) -> Iterator[None]:
    """Wait until nobody else works on this row's files, and keep others waiting meanwhile.

    PostgreSQL: an advisory lock, for many machines. SQLite means one machine: a lock on a file,
    because a lock in the database would keep every writer waiting.
    """
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [NAMESPACE, pk % 2**31])
            yield
        return
    folder = Path(settings.MEDIA_ROOT) / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{model._meta.model_name}-{pk % 64}").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
