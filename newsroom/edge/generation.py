"""The number in the database, and telling every process of a new one."""

from django.db import connections, router, transaction

from . import signals


def publish() -> None:
    """What readers see changes with this transaction: once it commits, every stored page is old.

    For every write that readers, or the hours at which they see something, depend on.
    """
    from .models import Change

    using = router.db_for_write(Change)
    with connections[using].cursor() as cursor:
        cursor.execute("INSERT INTO edge_change DEFAULT VALUES")
    transaction.on_commit(lambda: tell(using), using=using, robust=True)


def read(using: str | None = None) -> int:
    """The generation as the connection that readers' pages read from sees it now."""
    from .models import Generation

    with connections[using or router.db_for_read(Generation)].cursor() as cursor:
        cursor.execute("SELECT number FROM edge_generation")
        row = cursor.fetchone()
    return row[0] if row else 0


def tell(using: str | None = None) -> None:
    """Have every process know the number of the database."""
    signals.current().raise_to(read(using))
