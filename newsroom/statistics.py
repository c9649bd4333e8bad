"""What a database knows of its own tables when it plans a query.

PostgreSQL keeps it up by itself. SQLite knows nothing until it is asked to look, and then takes
"published" for a rare status: it reads a whole archive where an index would do.
"""

from django.db import connection

ROWS = 10_000  # of each index that are looked at: of fewer, all that is published seems to be few


def refresh() -> None:
    """Let SQLite look at its tables anew (https://www.sqlite.org/pragma.html#pragma_optimize)."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit = {ROWS}")
        cursor.execute("ANALYZE")


def after_migrations(**kwargs) -> None:
    """Look again if that was ever done: of a new index SQLite knows nothing, and plans badly."""
    if connection.vendor == "sqlite" and "sqlite_stat1" in _own_tables():
        refresh()


def _own_tables() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE name LIKE 'sqlite_stat%'")
        return {name for (name,) in cursor.fetchall()}
