"""Run the audit: .venv/bin/python -m tests.audit [PART ...]

Prints a row for each part and its faults below. The exit code is 1 where there is any.
"""

import argparse
import os
import signal
import sys
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from . import access, crawl, desk, hostile, house, machines, markup, speed, weight

PARTS = ("crawl", "markup", "machines", "weight", "hostile", "access", "desk", "speed")
SHOWN = 6  # pages that have one fault
ALONE = ("speed",)  # measures time: nothing else runs beside it
AT_ONCE = 2  # other parts
EACH_KIND = 2  # pages of one view, where the audit looks page by page


class Audit:
    """One newsroom, looked at from every side. Each part gives how much it saw, and faults."""

    def __init__(self, origin: str, made: dict[str, str]):
        self.origin, self.made = origin, made
        self.notes: dict[str, list[str]] = defaultdict(list)  # of each part
        self.desk_pages = desk.pages()

    @cached_property
    def found(self) -> crawl.Crawl:
        return crawl.Crawl(self.origin, also=self.made.values())

    @cached_property
    def pages(self) -> list:
        return self.found.pages()

    @cached_property
    def samples(self) -> list[str]:
        """Two pages of every kind of page there is, and those the audit made."""
        chosen, seen = dict.fromkeys([*self.made.values(), crawl.MISSING]), Counter()
        for page in self.pages:
            kind = _view_of(page), "?" in page.path
            seen[kind] += 1
            if seen[kind] <= (1 if kind[1] else EACH_KIND):
                chosen.setdefault(page.path)
        return list(chosen)

    def stories(self) -> list:
        return [p for p in self.pages if p.status == 200 and _view_of(p) == "articles:detail"]

    def crawl(self):
        return len(self.found.answers), list(self.found.faults())

    def markup(self):
        return len(self.pages), markup.check(self.pages)

    def machines(self):
        answers = list(self.found.answers.values())
        if note := machines.schema_note():
            self.notes["machines"].append(note)
        readers = (machines.feeds(answers), machines.sitemaps(answers), machines.graphs(self.pages))
        graphs = sum(len(page.graphs) for page in self.pages)
        return graphs + len(answers) - len(self.pages), [f for each in readers for f in each]

    def weight(self):
        faults, most, most_script = [], 0, 0
        for page in self.stories():
            whole, script = weight.weigh(self.found, page)
            most, most_script = max(most, whole), max(most_script, script)
            if whole > weight.MOST or script > weight.MOST_SCRIPT:
                faults.append((page.path, f"{whole} bytes, scripts {script} as they are run"))
        self.notes["weight"].append(
            f"the heaviest story: {most:,} bytes of {weight.MOST:,}, "
            f"the most script, as it is run: {most_script:,} of {weight.MOST_SCRIPT:,}"
        )
        return len(self.stories()), faults

    def hostile(self):
        paths = ["/", "/news/", "/search/", "/corrections/", "/authors/", crawl.MISSING]
        kinds = ("/section/", "/tag/", "/author/")
        for kind in kinds:
            paths += [p.path for p in self.pages if p.path.startswith(kind)][:1]
        return hostile.faults(self.origin, paths)

    def access(self):
        with access.window(self.origin) as seen:
            faults = [f for path in self.samples for f in access.look(seen, path)]
        return len(self.samples), faults

    def desk(self):
        secret = desk.password(Path(os.environ["NEWSROOM_VAR"]))
        with access.window(self.origin) as seen:
            faults = list(desk.look(seen, desk.LOGIN))
            desk.sign_in(seen, secret)
            faults += [f for path in self.desk_pages for f in desk.look(seen, path)]
        return len(self.desk_pages) + 1, faults

    def speed(self):
        faults, chosen = [], self._measured()
        for path, why_hidden in chosen.items():
            scores, titles = speed.measure(self.origin, path, why_hidden)
            self.notes["speed"].append(
                f"{path}: " + ", ".join(f"{n} {s:.0f}" for n, s in scores.items())
            )
            if any(scores[name] < least for name, least in speed.LIMITS.items()):
                faults.append((path, f"{scores}: {'; '.join(titles)}"))
        return len(chosen), faults

    def _measured(self) -> dict[str, str]:
        """The pages the site is judged by, and why some ask not to be found."""
        chosen = ["/", self.made["everything, en"], "/news/"]
        for kind in ("section", "author"):
            chosen += [self._fullest(f"/{kind}/"), self.made[f"empty {kind}"]]
        return dict.fromkeys(chosen, "") | {"/search/?q=barrier": "noindex", crawl.MISSING: "404"}

    def _fullest(self, below: str) -> str:
        found = (p for p in self.pages if p.path.startswith(below) and "?" not in p.path)
        return max(found, key=lambda page: len(page.body)).path


def _view_of(page) -> str:
    """The name of the view that answers a page's address."""
    from django.urls import Resolver404, resolve

    try:
        return resolve(unquote(page.path.split("?")[0])).view_name
    except Resolver404:
        return ""


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="audit", description=__doc__)
    parser.add_argument("parts", nargs="*", default=PARTS, metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--var", type=Path, help="use this folder again; it is not thrown away")
    options = parser.parse_args(arguments)
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # and the site ends with us
    with house.newsroom(options.port, options.var) as origin:
        return _report(_audit(origin), options.parts)


def _audit(origin: str) -> Audit:
    import django

    django.setup()
    from . import stories

    return Audit(origin, stories.add(Path(os.environ["NEWSROOM_VAR"]) / "audit.json"))


def _report(audit: Audit, parts) -> int:
    """Print a row for each part with its faults below; whether there were any decides."""
    print(f"{'part':<10}{'seen':>8}{'faults':>8}{'seconds':>9}")  # noqa: T201
    alone = [name for name in parts if name in ALONE]
    has_faults = _print(audit, "crawl", _timed(audit, "crawl")) if "crawl" in parts else False
    audit.pages  # noqa: B018 - the crawl, once, for all that need it
    with ThreadPoolExecutor(AT_ONCE) as pool:
        others = [name for name in parts if name not in {"crawl", *alone}]
        running = {name: pool.submit(_timed, audit, name) for name in others}
        for name, future in running.items():
            has_faults |= _print(audit, name, future.result())
    for name in alone:
        has_faults |= _print(audit, name, _timed(audit, name))
    return int(has_faults)


def _timed(audit: Audit, name: str):
    """What a part saw, its faults, and how many seconds it took."""
    began = time.monotonic()
    seen, faults = getattr(audit, name)()
    return seen, faults, time.monotonic() - began


def _print(audit: Audit, name: str, result) -> bool:
    """Whether there were faults."""
    seen, faults, seconds = result
    print(f"{name:<10}{seen:>8}{len(faults):>8}{seconds:>9.0f}")  # noqa: T201
    for line in [*_in_words(faults), *audit.notes[name]]:
        print(f"    {line}", flush=True)  # noqa: T201
    return bool(faults)


def _in_words(faults):
    """Each fault once, and the pages that have it."""
    places = {}
    for where, what in faults:
        places.setdefault(what, []).append(unquote(where))
    for what, where in places.items():
        more = f" and {len(where) - SHOWN} more" if len(where) > SHOWN else ""
        yield f"{what}\n        {'; '.join(where[:SHOWN])}{more}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
