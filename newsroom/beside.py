"""Run the site's server with a worker beside it: they begin together and end together.

    python -m newsroom.beside gunicorn newsroom.wsgi

For one machine without a service manager (make run, make dev); see docs/operators.md for others.
"""

import os
import signal
import subprocess
import sys
import time

ENDS_WITHIN = 30  # seconds, what is in hand is finished; after that it is left to the next worker
BEGIN_AGAIN_AFTER = 3  # seconds, a worker that ended by itself
LOOK_EVERY = 0.2
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main(server: list[str]) -> int:
    """The exit code of `server`, once both have ended."""
    # A session of their own: Ctrl-C reaches this process alone, which asks each of them once.
    site = subprocess.Popen(server, start_new_session=True)  # noqa: S603 - from the command line
    worker = _worker()
    for number in STOPS:
        signal.signal(number, lambda *_: site.terminate())
    began = time.monotonic()
    while site.poll() is None:
        if worker.poll() is not None and time.monotonic() - began > BEGIN_AGAIN_AFTER:
            worker, began = _worker(), time.monotonic()
        time.sleep(LOOK_EVERY)
    _end(worker)
    return max(site.returncode, 0)  # ended by our signal: as asked


def _worker() -> subprocess.Popen:
    is_debug = os.environ.get("DEBUG", "").lower() in {"1", "true", "yes", "on"}
    command = [sys.executable, "manage.py", "worker", *(["--reload"] if is_debug else [])]
    return subprocess.Popen(command, start_new_session=True)  # noqa: S603 - our own


def _end(process: subprocess.Popen) -> None:
    process.terminate()
    try:
        process.wait(timeout=ENDS_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
