"""Rows that were merged into others: what refers to them by key means the row they became."""

from django.db.models import F, QuerySet


def now(rows: QuerySet, keys, *, former: str) -> dict:
    """{key: row} of what `keys` mean today; what is gone for good is not in it.

    `former` is the path from a row to the keys of those merged into it. One query, and another
    where a key is unknown.
    """
    keys = set(keys)
    found = rows.in_bulk(keys)
    gone = keys - set(found)
    if gone:
        merged = rows.filter(**{f"{former}__in": gone}).annotate(former_key_of=F(former))
        found |= {row.former_key_of: row for row in merged}
    return found
