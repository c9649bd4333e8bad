"""The product as it is run: gunicorn with workers of its own, on the test's database."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path

from django.conf import settings
from django.db import connection

START = 60  # seconds a server may take until it answers on a busy machine


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def database_url() -> str:
    """The test's database, as DATABASE_URL names it."""
    database = connection.settings_dict
    if connection.vendor != "postgresql":
        return f"sqlite:///{database['NAME']}"
    host = database["HOST"] or "localhost"
    login = f"{database['USER']}:{database['PASSWORD']}@{host}:{database['PORT'] or 5432}"
    return f"postgres://{login}/{database['NAME']}"


class Server:
    """`folder` is its NEWSROOM_VAR: two servers with folders of their own are two machines.

    `knobs` are environment variables beside those every test server has. `listening` is a socket
    to take over, as systemd hands one on.
    """

    def __init__(
        self,
        folder: Path,
        *,
        workers: int = 2,
        listening: socket.socket | None = None,
        **knobs: str,
    ):
        self.port, self.folder = free_port(), folder
        handed_on = [listening.fileno()] if listening else []
        if listening:
            self.port, knobs["WEB_BIND"] = listening.getsockname()[1], f"fd://{handed_on[0]}"
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            "DATABASE_URL": database_url(),
            "SECRET_KEY": settings.SECRET_KEY,
            "NEWSROOM_VAR": str(folder),
            "PORT": str(self.port),
            "SITE_ORIGIN": f"http://127.0.0.1:{self.port}",
            "DEBUG": "1",  # static files by their plain names: nothing is collected
            "PAGE_STORE": "1",
            **knobs,
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "newsroom/gunicorn.py",
             "--workers", str(workers), "--log-level", "critical", "newsroom.wsgi"],
            cwd=settings.BASE_DIR, env=self.environment, start_new_session=True,
            pass_fds=handed_on,
        )  # fmt: skip

    def wait(self) -> "Server":
        """Until it answers."""
        until = time.monotonic() + START
        while time.monotonic() < until:
            try:
                if self.get("/healthz")[0] == 200:
                    return self
            except OSError:
                time.sleep(0.05)
        raise AssertionError("The server does not come up.")

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        """Status and text of one request, on a connection of its own."""
        http = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            http.request("GET", path, headers=headers)
            answer = http.getresponse()
            return answer.status, answer.read().decode()
        finally:
            http.close()

    def workers(self) -> list[int]:
        """The process ids of its workers."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]

    def counted(self) -> dict[str, int]:
        """What its page store counted; each process writes it down once a second."""
        time.sleep(1.5)
        found = (self.folder / "edge/processes").glob("*.json")
        each = [json.loads(path.read_text()) for path in found]
        return {name: sum(one[name] for one in each) for name in each[0]}

    def stop(self) -> None:
        with suppress(ProcessLookupError):  # it has ended
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
