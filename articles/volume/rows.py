"""Many rows of one table at once: COPY in PostgreSQL, one prepared statement in SQLite."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Model


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

    def write(self) -> None:
        insert(self.table, self.columns, self.rows)
        self.rows = []


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


def next_keys(model: type[Model], number: int) -> list[int]:
    """Keys that no row of `model` has, nor will be given; in the order of time."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = f"pg_get_serial_sequence('{table}', 'id')"
            each = f"SELECT nextval({sequence}) FROM generate_series(1, %s)"  # noqa: S608
            cursor.execute(each, [number])
            return [key for (key,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
    last = row[0] if row else 0
    return list(range(last + 1, last + 1 + number))
