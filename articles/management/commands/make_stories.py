import argparse
import time

from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from articles import volume
from articles.volume.prose import Prose

STEP = 10_000
PICTURES, SEED = 20, 7


def number(least: int, most: int):
    """A type for argparse: a whole number from `least` to `most`."""

    def read(written: str) -> int:
        try:
            found = int(written.replace(",", ""))
        except ValueError:
            raise argparse.ArgumentTypeError(f"{written!r} is not a whole number.") from None
        if not least <= found <= most:
            raise argparse.ArgumentTypeError(f"{found} is not between {least:,} and {most:,}.")
        return found

    return read


class Command(BaseCommand):
    help = (
        "Fill the database with made-up published stories until there are N, to see how the site "
        "does with an archive (docs/scale.md). Safe to interrupt: the next run goes on. Not for a "
        "site with readers: nothing marks them as made up, and only SQL takes so many away."
    )

    def add_arguments(self, parser):
        parser.add_argument("stories", metavar="N", type=number(1, volume.MOST))
        parser.add_argument(
            "--seed", type=number(0, 2**31), default=SEED,
            help=f"Another number makes other stories ({SEED}).",
        )  # fmt: skip
        parser.add_argument(
            "--pictures", type=number(0, PICTURES), default=PICTURES,
            help=f"How many different pictures they share ({PICTURES}); each is drawn once.",
        )  # fmt: skip
        parser.add_argument(
            "--beside-real-ones", action="store_true", help="Even where there are other stories."
        )
        parser.add_argument("--dry-run", action="store_true", help="Only say what would happen.")

    def handle(self, *, stories, beside_real_ones, dry_run, verbosity, **options):
        done = volume.made_so_far()
        if done >= stories:
            self.stdout.write(f"There are {done:,} made-up stories already.")
            return
        if not done and not beside_real_ones and volume.is_real():
            raise CommandError(
                "There are stories here that were not made up; --beside-real-ones makes them "
                "beside those."
            )
        if dry_run:
            self.stdout.write(f"{stories - done:,} stories would be made.")
            return
        self._is_watched = verbosity > 0
        self._begin(done, stories)
        prose = Prose(options["seed"])
        try:
            cast = volume.Cast(prose, pictures=options["pictures"], tell=self._say)
            volume.Maker(prose, cast, tell=self._progress).make(done + 1, stories)
        except Error as error:
            raise CommandError(f"The database refused them: {error}") from error
        self.stdout.write(f"Made {stories - done:,} stories{self._rate(stories)}.")

    def _begin(self, done: int, total: int) -> None:
        self._done, self._total, self._started = done, total, time.monotonic()

    def _progress(self, last: int) -> None:
        if last % STEP == 0 or last == self._total:
            self._say(f"{last:,} of {self._total:,} stories{self._rate(last)}")

    def _rate(self, last: int) -> str:
        return f", {(last - self._done) / (time.monotonic() - self._started):,.0f} a second"

    def _say(self, line: str) -> None:
        if self._is_watched:
            self.stderr.write(line)
