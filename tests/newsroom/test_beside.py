"""The site's server and the worker, run as one: `python -m newsroom.beside`."""

import os
import signal
import subprocess
import sys

from django.conf import settings

PATIENCE = 60


def beside(tmp_path, code):
    """Start it with a server that runs `code`; no database, so its worker ends and begins again."""
    environment = {
        "PATH": os.environ["PATH"], "NEWSROOM_VAR": str(tmp_path), "SECRET_KEY": "k" * 50
    }  # fmt: skip
    return subprocess.Popen(
        [sys.executable, "-m", "newsroom.beside", sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def test_both_end_when_the_server_ends_with_its_answer(tmp_path):
    with beside(tmp_path, "raise SystemExit(3)") as process:
        assert process.wait(PATIENCE) == 3
        assert process.stdout.read() == b""  # nobody holds the other end any more


def test_both_end_when_they_are_asked(tmp_path):
    code = "print('here', flush=True); import time; time.sleep(60)"
    with beside(tmp_path, code) as process:
        assert process.stdout.readline() == b"here\n"
        process.send_signal(signal.SIGTERM)

        assert process.wait(PATIENCE) == 0
        assert process.stdout.read() == b""
