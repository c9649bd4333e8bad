"""The product as it runs in production, on its own port, in a folder that is thrown away."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
STARTS_WITHIN = 60  # seconds


class MissingError(Exception):
    """Something the audit needs is not on this machine."""


@contextmanager
def newsroom(port: int, kept: Path | None = None):
    """Its origin, while it runs on `kept`, or on a folder that is thrown away afterwards.

    This process may then set up Django and ask the same database.
    """
    _be_free(port)
    with tempfile.TemporaryDirectory(prefix="newsroom-audit-") as thrown_away:
        folder = str(kept.resolve() if kept else thrown_away)
        for name in ("DATABASE_URL", "DEBUG", "SITE_ORIGIN", "ALLOWED_HOSTS", "S3_BUCKET"):
            os.environ.pop(name, None)
        os.environ |= {
            "NEWSROOM_VAR": folder, "PORT": str(port), "SECRET_KEY": secrets.token_urlsafe(48),
            "DJANGO_SETTINGS_MODULE": "newsroom.settings", "PAGE_STORE": "1",
        }  # fmt: skip
        for command in (["migrate"], ["collectstatic", "--noinput"], ["load_sample", "--if-empty"]):
            _run([sys.executable, "manage.py", *command, "--verbosity", "0"])
        gunicorn = str(Path(sys.executable).parent / "gunicorn")
        settings = ["--config", "newsroom/gunicorn.py", "newsroom.wsgi"]
        with open(Path(folder) / "server.log", "w") as log:
            command = [sys.executable, "-m", "newsroom.beside", gunicorn, *settings]
            server = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
        origin = f"http://127.0.0.1:{port}"
        try:
            _wait(origin, server, Path(log.name))
            yield origin
        finally:
            server.terminate()
            server.wait(timeout=STARTS_WITHIN)


def _be_free(port: int) -> None:
    """Else another site would be audited."""
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        raise MissingError(f"Port {port} is taken: choose another with --port.") from None


def _run(command: list[str]) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise MissingError(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


def _wait(origin: str, server: subprocess.Popen, log: Path) -> None:
    ends = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < ends and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{origin}/healthz", timeout=5):  # noqa: S310
                return
        except OSError:
            time.sleep(0.2)
    raise MissingError(f"The site did not start:\n{log.read_text()}")


def installed(package: str) -> Path:
    """The folder of an npm package of package.json."""
    folder = HERE / "node_modules" / package
    if not folder.is_dir():
        raise MissingError(f"{package} is not installed: make audit does that with npm.")
    return folder


def program(*names: str) -> str:
    """The first of these programs that is here."""
    found = next(filter(None, map(shutil.which, names)), None)
    if not found:
        raise MissingError(f"{names[0]} is missing here.")
    return found
