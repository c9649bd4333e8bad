"""What the stories of an export refer to, gathered in a first pass over the file.

It lies in a temporary SQLite database that is gone when it is closed: an export may have more
pictures than fit in memory.
"""

import re
import sqlite3
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from .records import (
    Incoming,
    IncomingAttachment,
    IncomingAuthor,
    IncomingPost,
    IncomingSite,
    IncomingTerm,
)

TABLES = """
CREATE TABLE author (login TEXT PRIMARY KEY, name TEXT);
CREATE TABLE term (kind TEXT, nicename TEXT, name TEXT, term_id TEXT, description TEXT,
                   PRIMARY KEY (kind, nicename));
CREATE TABLE attachment (post_id INTEGER PRIMARY KEY, parent_id INTEGER, position INTEGER,
                         url TEXT, file TEXT, title TEXT, alt_text TEXT, caption TEXT, path TEXT);
CREATE INDEX attachment_path ON attachment (path);
CREATE INDEX attachment_parent ON attachment (parent_id, position, post_id);
"""
UPLOADS = re.compile(r"^.*?/(?:wp-content/uploads|files)/|^/+")
ATTACHMENT = "post_id, parent_id, position, url, file, title, alt_text, caption"


class Catalogue:
    """The site, its authors, terms and attachments, and how many items there are to come."""

    def __init__(self, records: Iterable[Incoming]):
        """Read `records` to their end; what they raise leaves nothing behind."""
        self.site: IncomingSite | None = None
        self.items = 0
        self.hosts: set[str] = set()
        self._db = sqlite3.connect("")  # a temporary file
        try:
            self._db.executescript(TABLES)
            for record in records:
                self._add(record)
        except BaseException:
            self.close()
            raise
        self.hosts.add(self.site.base.split("/")[0].split(":")[0])

    def __enter__(self) -> "Catalogue":
        return self

    def __exit__(self, *exception) -> None:
        self.close()

    def close(self) -> None:
        self._db.close()

    def author_name(self, login: str) -> str:
        """The name `login` signs with; the login itself where the export has no such author."""
        found = self._row("SELECT name FROM author WHERE login = ?", login)
        return found[0] if found else login

    def term(self, kind: str, nicename: str) -> IncomingTerm | None:
        return self._term("kind = ? AND nicename = ?", kind, nicename)

    def category_numbered(self, term_id: str) -> IncomingTerm | None:
        return self._term("kind = 'category' AND term_id = ?", term_id) if term_id else None

    def attachment(self, post_id: int) -> IncomingAttachment | None:
        return self._attachment("post_id = ?", post_id)

    def attachment_at(self, path: str) -> IncomingAttachment | None:
        """The attachment whose file lies at `path` below the uploads folder."""
        return self._attachment("path = ? ORDER BY post_id", path)

    def attached_to(self, post_id: int) -> list[int]:
        """The attachments uploaded to a story, in its own order."""
        query = "SELECT post_id FROM attachment WHERE parent_id = ? ORDER BY position, post_id"
        return [row[0] for row in self._db.execute(query, [post_id])] if post_id else []

    def _add(self, record: Incoming) -> None:
        match record:
            case IncomingAuthor(login, name):
                self._insert("author", [login, name])
            case IncomingTerm(kind, nicename, name, term_id, description):
                self._insert("term", [kind, nicename, name, term_id, description])
            case IncomingAttachment():
                self.items += 1
                host = host_of(record.url)
                if host and len(self.hosts) < 50:
                    self.hosts.add(host)
                self._insert("attachment", [*vars(record).values(), uploads_path(record.url)])
            case IncomingPost():
                self.items += 1
            case IncomingSite():
                self.site = record

    def _insert(self, table: str, values: list) -> None:
        marks = ", ".join("?" * len(values))
        self._db.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", values)  # noqa: S608

    def _term(self, condition: str, *values) -> IncomingTerm | None:
        fields = "kind, nicename, name, term_id, description"
        row = self._row(f"SELECT {fields} FROM term WHERE {condition}", *values)  # noqa: S608
        return IncomingTerm(*row) if row else None

    def _attachment(self, condition: str, *values) -> IncomingAttachment | None:
        row = self._row(f"SELECT {ATTACHMENT} FROM attachment WHERE {condition}", *values)  # noqa: S608
        return IncomingAttachment(*row) if row else None

    def _row(self, query: str, *values) -> tuple | None:
        return self._db.execute(query, values).fetchone()


def host_of(url: str) -> str:
    """The host an address names, without www; "" if it names none or cannot be read."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def uploads_path(url: str) -> str:
    """Where a picture's address says it lies below the uploads folder: "2024/05/harbour.jpg"."""
    try:
        path = unquote(urlsplit(url.strip()).path)
    except ValueError:
        return ""
    return UPLOADS.sub("", path, count=1)
