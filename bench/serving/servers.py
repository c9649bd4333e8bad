"""The servers that are measured, each a process group of its own on a free port."""

import os
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START = 60  # seconds


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Server:
    """A command that serves on `port`; stopped with everything it started."""

    def __init__(self, command: list[str], port: int, environment: dict[str, str]):
        self.port = port
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | environment, start_new_session=True,
            stderr=subprocess.DEVNULL,  # what is slow under this load is said there
        )  # fmt: skip
        self._wait()

    def _wait(self) -> None:
        until = time.monotonic() + START
        while time.monotonic() < until:
            if self._process.poll() is not None:
                raise RuntimeError(f"It ended at once: {self._process.args}")
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError(f"It does not come up: {self._process.args}")

    def stop(self) -> None:
        os.killpg(self._process.pid, signal.SIGTERM)
        try:
            self._process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)

    @property
    def processes(self) -> list[int]:
        """Its process, then what that started."""
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        return [self._process.pid, *map(int, children.read_text().split())]

    def processor_seconds(self) -> float:
        """What all its threads have used until now."""
        tasks = (task for pid in self.processes for task in Path(f"/proc/{pid}/task").iterdir())
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9

    def memory(self) -> list[float]:
        """Resident megabytes of each process."""
        pages = [Path(f"/proc/{pid}/statm").read_text().split()[1] for pid in self.processes]
        return [int(each) * os.sysconf("SC_PAGE_SIZE") / 1e6 for each in pages]

    def get(self, address: str, **headers: str):
        """(headers, body) of one answer; it must be 200."""
        http = HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            http.request("GET", address, headers=headers)
            answer = http.getresponse()
            body = answer.read()
        finally:
            http.close()
        if answer.status != 200:
            raise RuntimeError(f"{address} answers {answer.status}.")
        return answer.getheaders(), body


def gunicorn(application: str, **environment: str) -> Server:
    """With the settings the product has."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--config", "newsroom/gunicorn.py",
               "--log-level", "warning", application]  # fmt: skip
    return Server(command, port, environment | {"PORT": str(port)})
