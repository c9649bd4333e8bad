"""Second databases that are late when a test wants it: a hot standby, or a second file."""

import getpass
import shutil
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from django.db import connection, connections

from newsroom import replica
from tests.servers import free_port

ALIAS = replica.ALIAS


class SecondFile:
    """What SQLite has for a replica: a copy of the file."""

    def __init__(self, folder: Path):
        self._path = folder / "replica.sqlite3"
        self.catch_up()

    def settings(self) -> dict:
        return connection.settings_dict | {"NAME": str(self._path)}

    def fall_behind(self) -> None:
        """It is behind unless it is copied."""

    def catch_up(self) -> None:
        self._close()
        self._path.unlink(missing_ok=True)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(self._path)])

    def go_away(self) -> None:
        self._close()
        self._path.unlink()

    def come_back(self) -> None:
        self.catch_up()

    def stop(self) -> None:
        self._close()

    def _close(self) -> None:
        if ALIAS in connections.settings:
            connections[ALIAS].close()


class HotStandby:
    """A PostgreSQL server that follows the one of the tests, made by pg_basebackup."""

    def __init__(self):
        self._bin = programs()
        self._folder, self._port = Path(tempfile.mkdtemp(prefix="standby-")), free_port()
        self._owner = "postgres" if getpass.getuser() == "root" else ""
        if self._owner:
            shutil.chown(self._folder, self._owner)
        facts = connection.settings_dict
        source = f"host={facts['HOST']} port={facts['PORT'] or 5432} user={facts['USER']}"
        if facts["PASSWORD"]:
            source += f" password={facts['PASSWORD']}"
        self._run("pg_basebackup", "-d", source, "-D", self._db, "-R", "-c", "fast", "-X", "stream")
        self.come_back()

    @property
    def _db(self) -> Path:
        return self._folder / "db"

    def settings(self) -> dict:
        facts = connection.settings_dict
        return facts | {"HOST": "127.0.0.1", "PORT": str(self._port), "CONN_MAX_AGE": 0}

    def fall_behind(self) -> None:
        self._ask("SELECT pg_wal_replay_pause()")

    def catch_up(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_wal_lsn()::text")
            (position,) = cursor.fetchone()
        self._ask("SELECT pg_wal_replay_resume()")
        until = time.monotonic() + 20
        while not self._ask("SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn", position):
            assert time.monotonic() < until, "The standby does not catch up."
            time.sleep(0.02)

    def go_away(self) -> None:
        connections[ALIAS].close()
        self._run("pg_ctl", "-D", self._db, "-m", "immediate", "-w", "stop")

    def come_back(self) -> None:
        options = f"-p {self._port} -k {self._folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        log = self._folder / "log"
        self._run("pg_ctl", "-D", self._db, "-l", log, "-w", "-o", options, "start")

    def stop(self) -> None:
        with suppress(subprocess.CalledProcessError):
            self._run("pg_ctl", "-D", self._db, "-m", "immediate", "-w", "stop")
        shutil.rmtree(self._folder, ignore_errors=True)

    def _ask(self, sql: str, *values):
        with connections[ALIAS].cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchone()[0]

    def _run(self, program: str, *arguments) -> None:
        command = ["runuser", "-u", self._owner, "--"] if self._owner else []
        command += [str(self._bin / program), *map(str, arguments)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/", timeout=60)


def programs() -> Path:
    """Where the programs of the tests' own server lie (Debian)."""
    return Path(f"/usr/lib/postgresql/{connection.pg_version // 10_000}/bin")


def can_be_followed() -> bool:
    """Whether there are programs for a standby, and the tests' role may copy the server."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR rolreplication FROM pg_roles WHERE rolname = current_user"
        )
        return cursor.fetchone()[0] and (programs() / "pg_basebackup").exists()
