"""wrk: how many requests a second a server answers."""

import re
import shutil
import subprocess
from dataclasses import dataclass

THREADS, CONNECTIONS = 2, 16


@dataclass(frozen=True)
class Load:
    """Of one run: answers a second, all of them, and the median wait in milliseconds."""

    rate: float
    answers: int
    wait: float


def run(url: str, seconds: float) -> Load:
    """RuntimeError where an answer is no 200, or none comes."""
    if not shutil.which("wrk"):
        raise SystemExit("wrk is missing (Debian: apt install wrk).")
    headers = ("-H", "Accept-Encoding: gzip", "-H", "User-Agent: Mozilla/5.0 (bench)")
    many = (f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", "--timeout", "10s")
    command = ["wrk", *many, *headers, url]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if re.search(r"Non-2xx|Socket errors: .*read [1-9]|timeout [1-9]", said):
        raise RuntimeError(f"{url}: {said}")
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])
    answers = int(re.search(r"(\d+) requests in", said)[1])
    number, unit = re.search(r"50%\s+([\d.]+)(us|ms|s)", said).groups()
    return Load(rate, answers, float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit])
