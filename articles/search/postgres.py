"""The index in PostgreSQL: a tsvector made of our own words, found by a GIN index.

A GIN index knows no order. So that the newest matches of a common word need not be found among all
of them, the archive is asked in three steps back in time, each by the marks of its months or years;
a step is taken only while too little was found.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from newsroom import replica

from .documents import Document, month, year
from .engine import Hit, Search, visible
from .query import Query, Term

MONTHS, YEARS = 2, 3
AHEAD = 12  # months of the newsroom's plans that are searched at once with this one
MOST_BYTES = 800_000  # of a text's words; a tsvector holds 1 MB
MOST_PLACES = 200  # of a word in a text; PostgreSQL keeps 255
LAST_PLACE = 16_000
BUILT_IN = 262_144  # kilobytes of memory, at least, while an index of words is built
WEIGHTS = "{0.1, 0.3, 0.5, 1.0}"  # of body, names, standfirst, headline
REREAD = 2_500  # stories in which a phrase is looked for; each takes some ten microseconds
ALL = 1_000_000_000  # keeps the planner from mixing a step with what is asked of its rows
Sql = tuple[str, list]  # with its values
ALL_ROWS: Sql = ("TRUE", [])  # instead of those that may be seen: that is asked of fewer, later


def table(edition: str) -> str:
    return f"articles_search_{edition}"


def replace(edition: str, documents: Iterable[Document]) -> None:
    """Write documents, in place of what is known of their stories."""
    rows = [(it.key, it.at, vector(it)) for it in documents]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table(edition)} (article_id, at, words) VALUES (%s, %s, %s::tsvector) "  # noqa: S608
            "ON CONFLICT (article_id) DO UPDATE SET at = excluded.at, words = excluded.words",
            rows,
        )


def prepared(edition: str, documents: Iterable[Document]) -> list[tuple]:
    """Of each document its key, its hour and its vectors, one for each piece of its text."""
    return [(it.key, it.at, vector(it), *(piece.vector for piece in it.more)) for it in documents]


def add(edition: str, rows: list[tuple]) -> None:
    """Write rows of stories that are not known here.

    What `||` appends begins after the last place before it, as if it had been one text.
    """
    most = max(map(len, rows))
    columns = list(zip(*(row + ("",) * (most - len(row)) for row in rows), strict=True))
    names = [f"w{number}" for number in range(most - 2)]
    words = " || ".join(f"{name}::tsvector" for name in names)
    arrays = ", ".join(["%b::bigint[]", "%b::timestamptz[]", *["%b::text[]"] * len(names)])
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table(edition)} (article_id, at, words) SELECT key, at, {words} "  # noqa: S608
            f"FROM unnest({arrays}) it (key, at, {', '.join(names)})",
            list(map(list, columns)),
        )


def before_many(edition: str) -> None:
    """An index of words is built from all of them in a fraction of the time; see tidy()."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX IF EXISTS {table(edition)}_words")


def drop(edition: str, keys: Iterable[int]) -> None:
    """Take stories out of this index."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {table(edition)} WHERE article_id = ANY(%s)",  # noqa: S608
            [list(keys)],
        )


def has(edition: str, key: int) -> bool:
    """Whether this index knows the story."""
    rows = f"SELECT 1 FROM {table(edition)} WHERE article_id = %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(rows, [key])
        return cursor.fetchone() is not None


def keys_in_batches(edition: str, size: int) -> Iterator[list[int]]:
    """The keys of all stories in this index, so many at a time."""
    last = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT article_id FROM {table(edition)} WHERE article_id > %s "  # noqa: S608
                "ORDER BY article_id LIMIT %s",
                [last, size],
            )
            keys = [key for (key,) in cursor.fetchall()]
        if not keys:
            return
        yield keys
        last = keys[-1]


def tidy(edition: str) -> None:
    """After much was written: the index of words is there, and the planner learns what is in it.
    (VACUUM runs by itself.)"""
    name = table(edition)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(  # in portions of the default size a large index takes twice as long
            "SELECT set_config(name, %s, true) FROM pg_settings "
            "WHERE name = 'maintenance_work_mem' AND setting::int < %s",
            [f"{BUILT_IN} kB", BUILT_IN],
        )
        cursor.execute(  # as in migration 0035
            f"CREATE INDEX IF NOT EXISTS {name}_words ON {name} USING gin (words) "
            "WITH (fastupdate = off)"
        )
        cursor.execute(f"ANALYZE {name}")


def vector(document: Document) -> str:
    """`document` as PostgreSQL writes a tsvector; a word holds no quote, so none is escaped."""
    places: dict[str, list[str]] = {}
    place, room = 0, MOST_BYTES
    for weight, part in (
        ("A", document.headline), ("B", document.standfirst),
        ("C", document.names), ("", document.body),
    ):  # fmt: skip
        for word in part:
            place = min(place + 1, LAST_PLACE)
            if word not in places:
                room -= len(word.encode()) + 8  # with what PostgreSQL notes beside it
            if room < 0:
                break
            known = places.setdefault(word, [])
            if len(known) < MOST_PLACES:
                known.append(f"{place}{weight}")
                room -= 2
        place = min(place + 10, LAST_PLACE)  # no phrase reaches from one part into the next
    for number, mark in enumerate(document.marks, start=1):
        places.setdefault(mark, []).extend([str(number)] if mark[0] == "=" else [])
    return " ".join(
        f"'{word}':{','.join(at)}" if at else f"'{word}'" for word, at in places.items()
    )


def newest(edition: str, asked: Search) -> list[Hit]:
    """The newest matches, in that order; those in headlines come first where they are ranked."""
    if not _ages(asked):
        return []
    name, seen = table(edition), visible(asked.stories, "m.article_id")
    sql, values = _found(name, asked, asked.most, seen)
    is_ranked = asked.in_headline and asked.query.wanted
    score = "0.0"
    if is_ranked:
        more, more_values = _found(name, asked, asked.in_headline, seen, sign="=")
        sql, values = f"{sql} UNION {more}", [*values, *more_values]
        score = (
            f"(SELECT ts_rank('{WEIGHTS}', d.words, %s::tsquery) FROM {name} d "  # noqa: S608
            "WHERE d.article_id = found.article_id)"
        )
        values = [expression(Query(asked.query.wanted)), *values]
    with replica.cursor() as cursor:
        cursor.execute(f"SELECT article_id, at, {score} FROM ({sql}) found", values)  # noqa: S608
        hits = [Hit(*row) for row in cursor.fetchall()]
    return sorted(hits, key=lambda hit: (hit.at, hit.key), reverse=True)


def _found(name: str, asked: Search, most: int, seen: Sql, sign: str = "") -> Sql:
    """SQL of at most `most` rows for which `seen` holds; with `sign`, of those that match in marks
    of that kind.

    The index knows the words of a phrase, not that they follow each other: each story with all of
    them has to be read. So these are the newest REREAD of them, and the phrase is looked for there.
    """
    exact = expression(asked.query, sign)
    if not asked.query.has_phrase:
        return _steps(name, exact, asked, most, seen)
    loose = expression(asked.query, sign, is_loose=True)
    sql, values = _steps(name, loose, asked, REREAD, ALL_ROWS)
    likely = f"SELECT * FROM {sql} s ORDER BY at DESC, article_id DESC LIMIT {ALL}"  # noqa: S608
    matches = (
        f"SELECT article_id, at FROM ({likely}) l WHERE (SELECT d.words FROM {name} d "  # noqa: S608
        f"WHERE d.article_id = l.article_id) @@ %s::tsquery LIMIT {ALL}"
    )
    is_seen, seen_values = seen
    return (
        f"(SELECT article_id, at FROM ({matches}) m WHERE {is_seen} LIMIT %s)",  # noqa: S608
        [*values, exact, *seen_values, most],
    )


def _steps(name: str, match: str, asked: Search, most: int, seen: Sql) -> Sql:
    """SQL of at most `most` rows: the steps one after the other, each from its newest on."""
    parts, values, (is_seen, seen_values) = [], [], seen
    for marks, since, until in _ages(asked):
        within = f"({match}) & ({' | '.join(_quoted(it) for it in marks)})" if marks else match
        sql, more = _step(name, within, since, until, asked)
        parts.append(f"(SELECT article_id, at FROM ({sql}) m WHERE {is_seen} LIMIT %s)")  # noqa: S608
        values += [*more, *seen_values, most]
    return f"(SELECT * FROM ({' UNION ALL '.join(parts)}) steps LIMIT %s)", [*values, most]  # noqa: S608


def _step(name: str, match: str, since, until, asked: Search) -> Sql:
    where, values = ["words @@ %s::tsquery", "at < %s"], [match, until]
    if since:
        where.append("at >= %s")
        values.append(since)
    if asked.before:
        where.append("(at, article_id) < (%s, %s)")
        values += asked.before
    matches = (
        f"SELECT article_id, at FROM {name} WHERE {' AND '.join(where)} "  # noqa: S608
        f"ORDER BY at DESC, article_id DESC LIMIT {ALL}"
    )
    return matches, values


def _ages(asked: Search) -> list[tuple[list[str], datetime | None, datetime]]:
    """(marks, since, until) of each step, the newest first; without marks, all there is."""
    first, query = asked.query.since, asked.query
    end = query.until or timezone.now() + timedelta(days=30 * AHEAD)
    if asked.before:
        end = min(end, asked.before[0] + timedelta(seconds=1))
    end = end.astimezone(UTC)
    newest = min(end, timezone.now().astimezone(UTC))
    months = [_months_before(newest, number) for number in range(MONTHS)]
    ahead = [_months_before(end, number) for number in range(AHEAD + 1)] if end > newest else []
    recent = {month(start): start for start in [*ahead, *months] if start >= months[-1]}
    years = [newest.year - number for number in range(YEARS)]
    steps = [
        (list(recent), months[-1], end),
        ([year(number) for number in years], _new_year(years[-1]), months[-1]),
        ([], first, _new_year(years[-1])),
    ]
    return [
        (marks, max(filter(None, [first, since]), default=None), until)
        for marks, since, until in steps
        if not first or until > first
    ]


def _months_before(at: datetime, number: int) -> datetime:
    months = at.year * 12 + at.month - 1 - number
    return datetime(max(months // 12, 1), months % 12 + 1, 1, tzinfo=UTC)


def _new_year(number: int) -> datetime:
    return datetime(max(number, 1), 1, 1, tzinfo=UTC)


def expression(query: Query, sign: str = "", *, is_loose: bool = False) -> str:
    """`query` as a tsquery; with `sign`, its words as marks of that kind.

    Loosely, a phrase is all of its words wherever they stand, and none is unwanted.
    """
    found = " & ".join(_term(term, sign, " & " if is_loose else " <-> ") for term in query.wanted)
    if query.also and found and not sign:
        found = f"({found}) | {_any(query.also)}"
    parts = [f"({it})" for it in (found, *map(_any, query.marks)) if it]
    parts += [f"!{_term(term)}" for term in query.unwanted if not (is_loose and term.is_phrase)]
    return " & ".join(parts)


def _term(term: Term, sign: str = "", between: str = " <-> ") -> str:
    return f"({' | '.join(_run(run, sign, between) for run in term.alternatives)})"


def _run(run: tuple[str, ...], sign: str, between: str) -> str:
    return f"({between.join(_quoted(sign + word) for word in run)})"


def _any(marks: tuple[str, ...]) -> str:
    return "(" + " | ".join(map(_quoted, marks)) + ")"


def _quoted(word: str) -> str:
    """A word of ours, or (ending with "*") the beginning of one."""
    return f"'{word[:-1]}':*" if word.endswith("*") else f"'{word}'"
