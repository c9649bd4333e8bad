"""Whether a page is slower in a large archive: .venv/bin/python bench/scale.py SMALL LARGE

SMALL and LARGE are database URLs that `manage.py make_stories` filled, with 1,000 stories and with
as many as you like. Both are asked in turn, three times, for every kind of page, the reader's and
the desk's. Prints for each page milliseconds of the processor (of this process: PostgreSQL's own
work is not in it) and of the clock, and the queries. Fails where a page takes more than twice its
time: of the processor and of the clock, above the few milliseconds that mean nothing.
Of sitemaps, which name every story of their time, and of lists that 1,000 stories do not fill, the
time is that of ten rows, or of all where there are fewer. `--one` measures this process's
DATABASE_URL and prints JSON.
"""

import json
import os
import subprocess
import sys

import asking

ROUNDS, TURNS = 7, 3
MOST, FLOOR = 2.0, 10.0  # times; milliseconds below which nobody waits
DESK_EVERY = 60  # of the newest 6,000 stories one is on the desk again, as in any newsroom


def on_the_desk(user) -> None:
    """A hundred stories that somebody has work with, whatever the archive's size."""
    from datetime import timedelta

    from django.utils import timezone

    from articles import workflow
    from articles.models import Article

    if Article.objects.unfinished().exists():
        return
    newest = list(Article.objects.order_by("-pk").only("pk")[:1_000])
    for number, story in enumerate(newest[5::10]):
        story.status = workflow.UNFINISHED[number % len(workflow.UNFINISHED)]
        story.due_at = timezone.now() + timedelta(hours=number - 30)
        story.assignee, story.published_at = user if number % 5 == 0 else None, None
        story.save(update_fields=["status", "due_at", "assignee", "published_at"])


def one() -> dict:
    asking.begin()
    from authors.models import User
    from tests.factories import make_user

    user = User.objects.filter(username="bench").first() or make_user("Editor", username="bench")
    on_the_desk(user)
    found = asking.Asker().measure(asking.filled(asking.PATHS), ROUNDS)
    return found | asking.Asker(user).measure(asking.filled(asking.ADMIN), ROUNDS)


def asked(url: str) -> dict:
    environ = os.environ | {"DATABASE_URL": url}
    command = [sys.executable, __file__, "--one"]
    out = subprocess.run(command, env=environ, check=True, stdout=subprocess.PIPE).stdout  # noqa: S603
    return json.loads(out)


def best(turns: list[dict]) -> dict:
    """Of each page the least of its turns."""
    return {
        name: [min(turn[name][place] for turn in turns) for place in range(3)] for name in turns[0]
    }


def main() -> None:
    if sys.argv[1:] == ["--one"]:
        sys.stdout.write(json.dumps(one()))
        return
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    turns = [[asked(url) for url in sys.argv[1:]] for _ in range(TURNS)]
    small, large = (best([turn[place] for turn in turns]) for place in (0, 1))
    slow = []
    sys.stdout.write(f"{'':26}{'processor ms':>22}{'clock ms':>24}{'queries':>12}\n")
    for name, was in small.items():
        now = large[name]
        times = [now[place] / was[place] for place in (0, 1)]
        slow += [name] if max(times) > MOST and now[1] > FLOOR else []
        sys.stdout.write(
            f"{name:26}{was[0]:8.1f}{now[0]:8.1f}{times[0]:6.2f}{was[1]:10.1f}{now[1]:8.1f}"
            f"{times[1]:6.2f}{was[2]:6}{now[2]:6}{' slow' * (name in slow)}\n"
        )
    if slow:
        sys.exit(f"More than {MOST:g} times: {', '.join(slow)}")


if __name__ == "__main__":
    main()
