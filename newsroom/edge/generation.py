"""The number in the database, and telling every process of a new one."""

from functools import cache, partial

from django.db import connections, router

from . import purging, signals


def publish() -> None:
    """What readers see changes with this transaction: once it commits, every stored page is old.

    For every write that readers, or the hours at which they see something, depend on.
    """
    from .models import Change

    using = router.db_for_write(Change)
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO edge_change DEFAULT VALUES")
    if not any(call is _teller(using) for _points, call, _robust in connection.run_on_commit):
        purging.note()
        connection.on_commit(_teller(using), robust=True)


@cache
def _teller(using: str):
    """One for each database, so that a transaction tells once, however much it changes."""
    return partial(tell, using)


def read(using: str | None = None) -> int:
    """The generation as the connection that readers' pages read from sees it now; 0 where none is
    (somebody emptied the table), under which no page is stored."""
    from .models import Generation

    with connections[using or router.db_for_read(Generation)].cursor() as cursor:
        cursor.execute("SELECT number FROM edge_generation WHERE id = 1")
        row = cursor.fetchone()
    return row[0] if row else 0


def tell(using: str | None = None) -> None:
    """Have every process know the number of the database."""
    signals.current().raise_to(read(using))
    _Told.times += 1


class _Told:
    times = 0


def told_here() -> int:
    """How often this process has told of a number."""
    return _Told.times
