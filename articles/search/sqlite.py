"""The index in SQLite's FTS5, in the order readers read: the newest has the greatest rowid.

So the newest matches of a word are the first that FTS5 comes to, however many there are. Of the
desk's texts the rowid is the story's key alone: they are written with every save.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from django.db import connection

from newsroom import replica

from .documents import PUBLIC, Document
from .engine import Hit, Search, visible
from .query import Query, Term

KEY_BITS = 28  # of a rowid; above them the second the story went live
MASK = (1 << KEY_BITS) - 1
FARTHEST = (1 << 35) - 1  # seconds before and after EPOCH that a rowid has room for
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
WEIGHTS = "10.0, 4.0, 1.0, 2.0, 0.0"
COLUMNS = "headline, standfirst, body, names, marks"


def table(edition: str) -> str:
    return f"articles_search_{edition}"


def rowid(at: datetime, key: int) -> int:
    second = max(-FARTHEST, min(int((at - EPOCH).total_seconds()), FARTHEST))
    return (second << KEY_BITS) + (key & MASK)


def replace(edition: str, documents: Iterable[Document]) -> None:
    """Write documents, in place of what is known of their stories."""
    documents = list(documents)
    if edition == PUBLIC:
        drop(edition, [it.key for it in documents])
    add(edition, prepared(edition, documents))


def prepared(edition: str, documents: Iterable[Document]) -> list[tuple]:
    """Rows of `documents`."""
    return [
        (
            rowid(it.at, it.key) if edition == PUBLIC else it.key,
            " ".join(it.headline),
            " ".join(it.standfirst),
            " ".join([*it.body, *(piece.line for piece in it.more)]),
            " ".join(it.names),
            " ".join([*it.marks, f"@i{it.key}"]),
        )
        for it in documents
    ]


def add(edition: str, rows: list[tuple]) -> None:
    """Write rows of stories that are not known here."""
    into = f"{table(edition)} (rowid, {COLUMNS})"
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT OR REPLACE INTO {into} VALUES (%s, %s, %s, %s, %s, %s)",  # noqa: S608
            rows,
        )


def drop(edition: str, keys: Iterable[int]) -> None:
    """Take stories out of this index."""
    keys = list(keys)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"DELETE FROM {table(edition)} WHERE rowid = {_rowid_of_key(edition)}",  # noqa: S608
            [[key] for key in keys],
        )


def has(edition: str, key: int) -> bool:
    """Whether this index knows the story."""
    is_it = f"rowid = {_rowid_of_key(edition)}"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {table(edition)} WHERE {is_it}", [key])  # noqa: S608
        return cursor.fetchone() is not None


def _rowid_of_key(edition: str) -> str:
    """SQL with one parameter, the story's key."""
    if edition != PUBLIC:
        return "%s"
    name = table(edition)
    return f"(SELECT rowid FROM {name} WHERE {name} MATCH '\"@i' || %s || '\"')"  # noqa: S608


def keys_in_batches(edition: str, size: int) -> Iterator[list[int]]:
    """The keys of all stories in this index, so many at a time."""
    last = -(1 << 62)
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT rowid FROM {table(edition)} WHERE rowid > %s "  # noqa: S608
                "ORDER BY rowid LIMIT %s",
                [last, size],
            )
            rows = [row for (row,) in cursor.fetchall()]
        if not rows:
            return
        yield [row & MASK for row in rows]
        last = rows[-1]


def before_many(edition: str) -> None:
    """FTS5 takes many as it takes one; they go together in tidy()."""


def tidy(edition: str) -> None:
    """After a rebuild: one b-tree instead of many."""
    name = table(edition)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {name} ({name}) VALUES ('optimize')")  # noqa: S608


def newest(edition: str, asked: Search) -> list[Hit]:
    """The newest matches, in that order; those in headlines come first where they are ranked."""
    hits, seen = {}, visible(asked.stories, f"(f.rowid & {MASK})")
    for match, most in _parts(asked):
        for key, row, score in _matches(table(edition), match, asked, most, seen):
            hits[key] = Hit(key, EPOCH + timedelta(seconds=row >> KEY_BITS), -score)
    return sorted(hits.values(), key=lambda hit: (hit.at, hit.key), reverse=True)


def _parts(asked: Search) -> list[tuple[str, int]]:
    match = expression(asked.query)
    parts = [(match, asked.most)]
    if asked.in_headline and asked.query.wanted:
        in_headline = expression(asked.query, sign="=")
        parts.append((f"({in_headline}) AND ({match})", asked.in_headline))  # scored alike
    return parts


def _matches(name: str, match: str, asked: Search, most: int, seen: tuple) -> list[tuple]:
    query, where, values = asked.query, [], [match]
    score = f"bm25({name}, {WEIGHTS})" if asked.in_headline else "0.0"
    if query.since:
        where.append("f.rowid >= %s")
        values.append(rowid(query.since, 0))
    if query.until:
        where.append("f.rowid < %s")
        values.append(rowid(query.until, 0))
    if asked.before:
        where.append("f.rowid < %s")
        values.append(rowid(*asked.before))
    is_seen, seen_values = seen
    conditions = "".join(f" AND {it}" for it in where)
    with replica.cursor() as cursor:
        cursor.execute(
            f"SELECT f.rowid & {MASK}, f.rowid, {score} FROM {name} f WHERE {name} MATCH %s"  # noqa: S608
            f"{conditions} AND {is_seen} ORDER BY f.rowid DESC LIMIT %s",
            [*values, *seen_values, most],
        )
        return cursor.fetchall()


def expression(query: Query, sign: str = "") -> str:
    """`query` in the language of FTS5; with `sign`, its words as marks of that kind."""
    must = [_term(term, sign) for term in query.wanted]
    found = " AND ".join(must)
    if query.also and found and not sign:
        found = f"({found}) OR {_any(query.also)}"
    whole = " AND ".join(f"({it})" for it in (found, *map(_any, query.marks)) if it)
    unwanted = " OR ".join(_term(term, "") for term in query.unwanted)
    return f"({whole}) NOT ({unwanted})" if unwanted else whole


def _term(term: Term, sign: str) -> str:
    return f"({' OR '.join(_run(run, sign) for run in term.alternatives)})"


def _run(run: tuple[str, ...], sign: str) -> str:
    is_beginning = run[-1].endswith("*")
    words = " ".join(sign + word.rstrip("*") for word in run)
    return f'"{words}"' + " *" * is_beginning


def _any(marks: tuple[str, ...]) -> str:
    return "(" + " OR ".join(f'"{mark}"' for mark in marks) + ")"
