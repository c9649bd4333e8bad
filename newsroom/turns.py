"""One at a time: what two transactions must not do at once, where no row can be locked for it."""

from django.db import connection


def wait_for(what: str) -> None:
    """Go on alone with `what`, until this transaction ends.

    PostgreSQL gives out advisory locks by number. SQLite lets one transaction write at a time.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [what])
