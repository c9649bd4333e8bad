"""Many rows of one table at once: COPY in PostgreSQL, one prepared statement in SQLite."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Model

FASTER = {"cache_size": -256_000, "wal_autocheckpoint": 50_000}  # kilobytes; pages


class Rows:
    """Rows of `model`, alike (`same`, and the model's defaults) but for the columns `varying`."""

    def __init__(self, model: type[Model], varying: Iterable[str], **same):
        alike, self.varying = model(**same), tuple(varying)
        fields = [
            field
            for field in model._meta.concrete_fields
            if field.attname in self.varying or not field.primary_key
        ]
        self.table = model._meta.db_table
        self.columns = [field.column for field in fields]
        self.blank = [
            field.get_db_prep_save(getattr(alike, field.attname), connection) for field in fields
        ]
        places = {field.attname: number for number, field in enumerate(fields)}
        self.places = [places[name] for name in self.varying]
        self.rows: list[list] = []

    def add(self, *values) -> None:
        """A row with `values` in the order of `varying`, as the database takes them."""
        row = self.blank.copy()
        for place, value in zip(self.places, values, strict=True):
            row[place] = value
        self.rows.append(row)

    def taken(self) -> tuple[str, list[str], list]:
        """The table, its columns, and the rows so far, of which it has none then."""
        rows, self.rows = self.rows, []
        return self.table, self.columns, rows


def moment(value: datetime):
    """As this database takes it; SQLite has no hours."""
    return connection.ops.adapt_datetimefield_value(value)


def identity(value: UUID):
    return value if connection.features.has_native_uuid_field else value.hex


def insert(table: str, columns: list[str], rows: list) -> None:
    names = ", ".join(map(connection.ops.quote_name, columns))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        places = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)  # noqa: S608


def key_batches(model: type[Model], sizes: Iterable[int]) -> Iterator[list[int]]:
    """Lists of so many keys that no row of `model` has, in the order of time.

    On SQLite nobody else may write such rows meanwhile: whoever comes second is refused.
    """
    table, last = model._meta.db_table, None
    for size in sizes:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                sequence = f"pg_get_serial_sequence('{table}', 'id')"
                each = f"SELECT nextval({sequence}) FROM generate_series(1, %s)"  # noqa: S608
                cursor.execute(each, [size])
                yield [key for (key,) in cursor.fetchall()]
                continue
            if last is None:
                cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
                last = (cursor.fetchone() or [0])[0]
        yield list(range(last + 1, last + 1 + size))
        last += size


@contextmanager
def at_full_speed():
    """SQLite keeps more in memory, and moves what was written to its file in larger portions; it
    is as safe as ever. Within a transaction, or on PostgreSQL, nothing is changed."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        before = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in FASTER}
        for name, value in FASTER.items():
            cursor.execute(f"PRAGMA {name} = {value}")
        try:
            yield
        finally:
            for name, value in before.items():
                cursor.execute(f"PRAGMA {name} = {value}")


def without_looking_back(cursor) -> bool:
    """Let PostgreSQL believe, until the end of this transaction or look_back(), that rows refer to
    rows that are there, and compress long texts in the quicker way; whether it does. Only a
    superuser may say so. SQLite looks at nothing until the end, and does not compress."""
    if connection.vendor != "postgresql":
        return False
    cursor.execute(
        "SELECT rolsuper, (SELECT set_config(name, 'lz4', true) FROM pg_settings "
        "WHERE name = 'default_toast_compression' AND 'lz4' = ANY(enumvals)) "
        "FROM pg_roles WHERE rolname = current_user"
    )
    may = cursor.fetchone()[0]
    if may:
        cursor.execute("SET LOCAL session_replication_role = replica")
    return may


def look_back(cursor) -> None:
    cursor.execute("SET LOCAL session_replication_role = origin")
