"""How long readers wait for a search: .venv/bin/python bench/search.py [stories] [--postgres]

100,000 stories on SQLite in a throw-away folder, or with --postgres 1,000,000 in a cluster of its
own (port 54331, removed at the end), made as `manage.py make_stories` makes them; with --here the
database that DATABASE_URL names, filled by that command. Names in them are made up and as frequent
as words are (Zipf). Prints
for the search alone and for its whole page the median and the 95th of a hundred, and the
processor's share of this process: with SQLite that is all of it, with PostgreSQL the server's work
is not in it. Fails where the 95th of a hundred searches is above 150 ms (15 with 10,000 stories on
SQLite): of the processor's time with SQLite, of the clock's with PostgreSQL.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WORDS, ROUNDS, PORT = 60_000, 40, 54331
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
options = argparse.ArgumentParser()
options.add_argument("stories", type=int, nargs="?")
options.add_argument("--postgres", action="store_true")
options.add_argument("--here", action="store_true")
options = options.parse_args()
STORIES = options.stories or (1_000_000 if options.postgres else 100_000)
LIMIT = 15 if not options.postgres and STORIES <= 10_000 else 150  # milliseconds
folder = Path(tempfile.mkdtemp(prefix="newsroom-bench-"))


def as_owner(*command):
    """PostgreSQL refuses to run as root."""
    before = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    subprocess.run([*before, *command], check=True, stdout=subprocess.DEVNULL)  # noqa: S603


def start_cluster():
    tools = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
    if os.getuid() == 0:
        shutil.chown(folder, "postgres")
    data = f"--pgdata={folder}/db"
    as_owner(str(tools / "initdb"), data, "--username=newsroom", "--auth=trust",
             "--encoding=UTF8", "--locale=C.UTF-8")  # fmt: skip
    settings = {"listen_addresses": "127.0.0.1", "fsync": "off", "max_wal_size": "8GB",
                "shared_buffers": "1GB", "maintenance_work_mem": "1GB", "jit": "off"}  # fmt: skip
    said = " ".join(f"-c {name}={value}" for name, value in settings.items())
    as_owner(str(tools / "pg_ctl"), data, f"--log={folder}/log", "--wait", "start", "-o",
             f"-p {PORT} -k {folder} {said}")  # fmt: skip
    return lambda: as_owner(str(tools / "pg_ctl"), data, "--mode=immediate", "stop")


stop = start_cluster() if options.postgres and not options.here else lambda: None
os.environ |= {"SECRET_KEY": "only-for-a-benchmark-" + "x" * 40, "DEBUG": "0",
               "DJANGO_SETTINGS_MODULE": "tests.settings"}  # fmt: skip
if not options.here:
    os.environ["DATABASE_URL"] = (
        f"postgres://newsroom@127.0.0.1:{PORT}/postgres"
        if options.postgres
        else f"sqlite:///{folder}/db.sqlite3"
    )

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import QueryDict  # noqa: E402
from django.test import Client  # noqa: E402

from articles import volume  # noqa: E402
from articles.models import Article, Section  # noqa: E402
from articles.search import Search, find, results  # noqa: E402
from articles.search import asked as reading  # noqa: E402
from articles.volume.prose import Prose  # noqa: E402
from newsroom import querying  # noqa: E402
from newsroom.text import plain  # noqa: E402

querying.limit()
random.seed(7)
prose = Prose(7)
words = [name.lower() for name in prose.names]  # the commonest first


def fill():
    started = time.perf_counter()
    call_command("migrate", verbosity=0)
    volume.Maker(prose, volume.Cast(prose, pictures=0)).make(volume.made_so_far() + 1, STORIES)
    print(f"{STORIES:,} stories: {time.perf_counter() - started:.0f} s", flush=True)


def texts():
    """Words of some hundred stories, for phrases."""
    found = Article.objects.order_by("pk").values_list("body", flat=True)[:300]
    return [plain(body).lower().split() for body in found]


def questions(bodies):
    """Of each kind as many as are asked, none twice."""

    def word(first, last):
        return random.choice(words[first:last])

    def phrase():
        said = random.choice(bodies)
        start = random.randrange(len(said) - 3)
        return "%22" + "+".join(said[start : start + 3]) + "%22"

    kinds = {
        "rare word": lambda: f"q={word(20_000, WORDS)}",
        "word in 1 of 100": lambda: f"q={word(300, 1_500)}",
        "common word": lambda: f"q={word(0, 30)}",
        "two common words": lambda: f"q={word(0, 100)}+{word(0, 100)}",
        "common and rare": lambda: f"q={word(0, 30)}+{word(5_000, 20_000)}",
        "phrase": lambda: f"q={phrase()}",
        "without a word": lambda: f"q={word(50, 500)}+-{word(0, 30)}",
        "in a section, a kind": lambda: (
            f"q={word(0, 300)}&section={random.choice(sections).slug}&kind=opinion"
        ),
        "in a year": lambda: f"q={word(0, 300)}&from=2021-01-01&to=2021-12-31",
        "newest first": lambda: f"q={word(0, 300)}&order=date",
        "beginning": lambda: f"q={word(0, 5_000)[:5]}*",
        "a later page": lambda: f"q={word(0, 100)}&page=9",
        "nothing": lambda: f"q={word(0, 300)}+qx{word(0, 300)}",
    }
    return {name: [make() for _ in range(ROUNDS)] for name, make in kinds.items()}


def looked(address):
    """The search of an address without its page."""
    asked = reading.read(QueryDict(address), sections)
    query = asked.query()
    if asked.by_date or not query.wanted:
        return find(Search(query, Article.objects.published(), results.MOST + 1))
    extra = {"in_headline": results.MOST_IN_HEADLINE}
    return find(Search(query, Article.objects.published(), results.MOST + 1, **extra))


def timed(call, address):
    start, busy = time.perf_counter(), time.process_time()
    call(address)
    return 1000 * (time.perf_counter() - start), 1000 * (time.process_time() - busy)


def page(address):
    response = client.get(f"/{address}")
    if response.status_code != 200:
        sys.exit(f"{address}: {response.status_code}")


def measure(asked):
    """Print a line for each kind; those that were slow."""
    calls = [looked, lambda address: page(f"search/?{address}")]
    slow, last = [], int(0.95 * (ROUNDS - ROUNDS // 4))
    print("milliseconds: median, 95 %, processor 95 %      of the search      of its page")
    news = sorted(timed(page, "news/") for _ in range(10))
    print(
        f"{'the News Feed beside it':24}{'':27}{news[5][0]:9.1f}{news[9][0]:9.1f}{news[9][1]:9.1f}"
    )
    for name, addresses in asked.items():
        line = f"{name:24}"
        for call in calls:
            found = [timed(call, address) for address in addresses][ROUNDS // 4 :]
            clock, work = (sorted(part) for part in zip(*found, strict=True))
            line += f"{clock[len(clock) // 2]:9.1f}{clock[last]:9.1f}{work[last]:9.1f}"
            if call is looked and (clock if options.postgres else work)[last] > LIMIT:
                slow.append(name)
        print(line, flush=True)
    return slow


try:
    if not options.here:
        fill()
    client, sections = Client(), list(Section.objects.filter(articles__isnull=False).distinct())
    slow = measure(questions(texts()))
finally:
    connection.close()
    stop()
    shutil.rmtree(folder, ignore_errors=True)
if slow:
    sys.exit(f"Above {LIMIT} ms: {', '.join(slow)}")
