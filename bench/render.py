"""What a page costs that is not stored: .venv/bin/python bench/render.py [--profile PAGE]

Asks the database that DATABASE_URL or NEWSROOM_VAR names, filled by `manage.py make_stories 10000`.
Prints for each kind of page milliseconds of this process's processor, of the clock, and queries;
and of the processor how many times the same work that a machine always takes as long for, so that
runs on a busy or another machine can be compared. `--profile front` shows where its time goes.
"""

import cProfile
import pstats
import sys

import asking
from serving.yardstick import yardstick

PAGES = (
    "front", "news", "story, new", "story, old", "section", "tag", "author", "rss", "json feed",
    "search, common", "search, rare", "sitemap", "not found",
)  # fmt: skip
ROUNDS = 25


def main() -> None:
    asking.begin()
    asker, paths = asking.Asker(), asking.filled(asking.PATHS)
    if sys.argv[1:2] == ["--profile"]:
        path = paths[sys.argv[2]]
        for _ in range(3):
            asker.ask(path)
        profile = cProfile.Profile()
        profile.enable()
        for _ in range(ROUNDS):
            asker.ask(path)
        profile.disable()
        pstats.Stats(profile).sort_stats(sys.argv[3] if sys.argv[3:] else "tottime").print_stats(90)
        return
    before = [yardstick() for _ in range(9)]
    found = asker.measure({name: paths[name] for name in PAGES}, ROUNDS)
    measure = asking.least([*before, *(yardstick() for _ in range(9))])
    sys.stdout.write(f"{'':18}{'processor':>10}{'yardsticks':>12}{'clock':>9}{'queries':>9}\n")
    for name, (busy, clock, queries) in found.items():
        sys.stdout.write(f"{name:18}{busy:10.1f}{busy / measure:12.2f}{clock:9.1f}{queries:9}\n")
    sys.stdout.write(f"one yardstick: {measure:.1f} ms\n")


if __name__ == "__main__":
    main()
