"""How long the desk's pages wait: .venv/bin/python bench/desk_pages.py [STORIES]

100,000 stories (or STORIES) on SQLite in a throw-away folder: ten years of published ones, as
`manage.py make_stories` makes them, and in every hundred two that somebody still has work with.
Prints the median server time and the queries
of the start page, the list of stories, the board and the calendar's week, for an editor. Limits:
150 ms and 15 queries. Fails above them.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

ROUNDS = 15
LIMIT, MOST_QUERIES = 0.150, 15
BATCH = 5_000
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
folder = tempfile.TemporaryDirectory()
os.environ |= {
    "NEWSROOM_VAR": folder.name, "SECRET_KEY": "only-for-a-benchmark-" + "x" * 40, "DEBUG": "0",
    "DJANGO_SETTINGS_MODULE": "tests.settings",
}  # fmt: skip
os.environ.pop("DATABASE_URL", None)

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles import volume, workflow  # noqa: E402
from articles.models import Article  # noqa: E402
from articles.volume.prose import Prose  # noqa: E402
from tests.factories import make_user  # noqa: E402

PAGES = {
    "start page": "/admin/",
    "list": "/admin/articles/article/",
    "board": "/admin/articles/article/board/",
    "calendar": "/admin/articles/article/calendar/",
    "my stories": "/admin/articles/article/mine/",
    "late": "/admin/articles/article/late/",
}


def fill(number: int) -> None:
    """Published stories, of which one in fifty is on somebody's desk again."""
    prose = Prose(7)
    volume.Maker(prose, volume.Cast(prose, pictures=0)).make(1, number)
    chance = random.Random(7)  # noqa: S311 - the same newsroom each time
    people = [make_user("Reporter") for _ in range(30)]
    for start in range(0, number, BATCH):
        some = list(Article.objects.order_by("pk")[start : start + BATCH : 50])
        for story in some:
            story.status, story.published_at = chance.choice(workflow.UNFINISHED), None
            story.due_at = timezone.now() + timedelta(hours=chance.uniform(-48, 240))
            story.assignee, story.created_by = chance.choice([None, *people]), chance.choice(people)
        fields = ["status", "published_at", "due_at", "assignee", "created_by"]
        Article.objects.bulk_update(some, fields)


def main():
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    call_command("migrate", verbosity=0)
    fill(number)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = Client()
    client.force_login(make_user("Editor"))
    failed = False
    for name, page in PAGES.items():
        client.get(page)
        with CaptureQueriesContext(connection) as queries:
            client.get(page)
        count = len(queries)  # the next request begins another log
        seconds = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            response = client.get(page)
            seconds.append(time.perf_counter() - start)
        if response.status_code != 200:
            sys.exit(f"{page} answered {response.status_code}.")
        median = statistics.median(seconds)
        failed |= median > LIMIT or count > MOST_QUERIES
        sys.stdout.write(f"{name:12} {median * 1000:6.0f} ms {count:4} queries\n")
    sys.exit(failed)


if __name__ == "__main__":
    main()
