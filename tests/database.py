"""What the migrations wrote, put back after a test with real transactions.

Django empties every table behind such a test and then sends post_migrate, which makes permissions
and the like anew: most of what a small test costs. Only what differs from the beginning is written.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test import TransactionTestCase


class Beginning:
    """The rows of a database nobody has used yet."""

    def __init__(self):
        with connection.cursor() as cursor:
            names = connection.introspection.django_table_names(
                only_existing=True, include_views=False
            )
            self.tables = {name: self._columns(cursor, name) for name in names}
            self.rows = {name: self._read(cursor, name) for name in names}

    def restore(self) -> None:
        """Constraints wait for the commit, so that the order of the tables does not matter."""
        with transaction.atomic(), connection.cursor() as cursor:
            for name, rows in self.rows.items():
                if not rows:
                    cursor.execute(f"DELETE FROM {_quoted(name)}")  # noqa: S608
                elif self._read(cursor, name) != rows:
                    cursor.execute(f"DELETE FROM {_quoted(name)}")  # noqa: S608
                    self._write(cursor, name, rows)
                    ContentType.objects.clear_cache()

    def _columns(self, cursor, name: str) -> list[str]:
        described = connection.introspection.get_table_description(cursor, name)
        return [_quoted(column.name) for column in described]

    def _read(self, cursor, name: str) -> list[tuple]:
        columns = ", ".join(self.tables[name])
        cursor.execute(f"SELECT {columns} FROM {_quoted(name)} ORDER BY 1")  # noqa: S608
        return cursor.fetchall()

    def _write(self, cursor, name: str, rows: list[tuple]) -> None:
        columns = ", ".join(self.tables[name])
        values = ", ".join(["%s"] * len(self.tables[name]))
        cursor.executemany(
            f"INSERT INTO {_quoted(name)} ({columns}) VALUES ({values})",  # noqa: S608
            rows,
        )


def restore_after_each_test(beginning: Beginning, monkeypatch) -> None:
    """Instead of the flush of Django's TransactionTestCase, which pytest-django builds on."""
    monkeypatch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: beginning.restore())


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
