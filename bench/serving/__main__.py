"""Measure the site beside what this machine can do at most: make bench.

    python -m bench.serving [--stories N] [--rounds N] [--seconds N] [--var FOLDER] [--json FILE]

The same stories in the database, then in turn, round by round: the pages as the page store hands
them out; a bare gunicorn application that returns the same bytes; nginx in front of the site; nginx
with the same pages as files; and each page made by Django, nothing stored. The database is SQLite
in FOLDER, or DATABASE_URL's. Fails where a ratio of the limits does not hold.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from . import editing, load, newsroom, report
from .floor_files import keep
from .nginx import Nginx
from .pages import Page, choose
from .report import AT_REST, YARDSTICK
from .servers import ROOT, Server, gunicorn
from .yardstick import yardstick

WARM_UP, SLICE = 1, 1  # seconds
DONE = 0.3  # seconds after which nothing is left of what a slice had asked for
TURNS, MADE = 12, 20  # pages of each kind whose share of the processor is taken


class Bench:
    """The servers, and what was measured of each page: by name of the page and of the way."""

    def __init__(self, options, servers: ExitStack):
        self.options, self._servers = options, servers
        self.folder = options.var / str(options.stories) / "bench"
        self.site = self._begin(gunicorn("newsroom.wsgi", PAGE_STORE="1"))
        self.uncached = self._begin(gunicorn("newsroom.wsgi", PAGE_STORE="0"))
        self.nginx = self._begin(Nginx(self.folder / "nginx", self.site.port))
        self.pages = choose(self.uncached)
        for page in self.pages:
            keep(self.folder / "floor", page, self.site, self.nginx)
        self.floor = self._begin(
            gunicorn("bench.serving.floor:application", BENCH_FLOOR=str(self.folder / "floor"))
        )
        self.ways = {
            "stored": self.site.port,
            "bare gunicorn": self.floor.port,
            "behind nginx": self.nginx.port,
            "files of nginx": self.nginx.files,
            "uncached": self.uncached.port,
        }

    def _begin(self, server: Server) -> Server:
        self._servers.callback(server.stop)
        return server

    def rates(self) -> dict[str, dict[str, float]]:
        """Answers a second, the median of the rounds."""
        found: dict = {page.name: {way: [] for way in self.ways} for page in self.pages}
        for turn in range(self.options.rounds):
            for page in self.pages:
                for way, rate in self._round(page).items():
                    found[page.name][way].append(rate)
            print(f"round {turn + 1} of {self.options.rounds} is done", file=sys.stderr)
        return {
            page: {way: statistics.median(rates) for way, rates in ways.items() if rates}
            for page, ways in found.items()
        }

    def _round(self, page: Page) -> dict[str, float]:
        """Answers a second of each way, in slices that take turns there and back: what is compared
        is measured in the same moments of a machine that has others to serve, and with other
        connections each time, since a worker keeps those it happened to accept."""
        for port in self.ways.values():
            load.run(self._url(page, port), WARM_UP)
        found: dict[str, list[float]] = {way: [] for way in self.ways}
        turn = list(self.ways.items())
        for _slice in range(max(1, self.options.seconds // SLICE)):
            for way, port in turn:
                time.sleep(DONE)
                found[way].append(load.run(self._url(page, port), SLICE).rate)
            turn.reverse()
        return {way: statistics.mean(rates) for way, rates in found.items()}

    def processor(self) -> dict[str, float]:
        """Milliseconds of the processor that Django takes for each page, nothing stored: the least
        of some turns over all pages, which neighbours on the machine move least.

        Of YARDSTICK as many pieces of the same plain work in the same turns, and AT_REST the least
        that one of them took: by these two, runs on a busy and on another machine are compared.
        """
        found: dict[str, list[float]] = {page.name: [] for page in self.pages} | {YARDSTICK: []}
        pieces = []
        for _turn in range(TURNS):
            pieces += (turn := [yardstick() for _time in range(MADE)])
            found[YARDSTICK].append(statistics.mean(turn))
            for page in self.pages:
                before = self.uncached.processor_seconds()
                for _time in range(MADE):
                    self.uncached.get(page.address, **{"Accept-Encoding": "gzip"})
                used = self.uncached.processor_seconds() - before
                found[page.name].append(used / MADE * 1000)
        return {name: min(each) for name, each in found.items()} | {AT_REST: min(pieces)}

    def _url(self, page: Page, port: int) -> str:
        return f"http://127.0.0.1:{port}{page.address}"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__.splitlines()[0])
    parser.add_argument("--stories", type=int, default=10_000)
    parser.add_argument("--also", type=int, default=1_000_000, help="and, without load; 0: none")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--var", type=Path, default=ROOT / "var/bench", help="kept, and used again")
    parser.add_argument("--json", type=Path, help="where the figures go, beside the table")
    options = parser.parse_args(arguments)
    found = _measured(options)
    if options.also:
        found["also"] = _of_another_size(options)
    if options.json:
        options.json.write_text(json.dumps(found, indent=2) + "\n")
    print(report.table(found))
    faults = report.faults(found)
    for fault in faults:
        print(f"LIMIT: {fault}")
    return int(bool(faults))


def _measured(options) -> dict:
    stories = newsroom.prepare((options.var / str(options.stories)).absolute(), options.stories)
    with ExitStack() as servers:
        bench = Bench(options, servers)
        article = next(page for page in bench.pages if page.name == "article")
        session, story = newsroom.session(), newsroom.story_at(article.path)
        editor = editing.Editor(bench.site, session, story)
        return {
            "stories": stories,
            "machine": report.machine(),
            "rates": bench.rates(),
            "processor": bench.processor(),
            "editor": editing.measure(editor, bench.site, article.address),
            "memory": {"site": bench.site.memory(), "nginx": bench.nginx.memory()},
        }


def _of_another_size(options) -> dict:
    """By another process: Django knows one database."""
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        command = [sys.executable, "-m", "bench.serving", "--stories", str(options.also),
                   "--also", "0", "--rounds", "0", "--seconds", str(options.seconds),
                   "--var", str(options.var), "--json", out.name]  # fmt: skip
        subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False)
        return json.loads(Path(out.name).read_text())


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    sys.exit(main(sys.argv[1:]))
