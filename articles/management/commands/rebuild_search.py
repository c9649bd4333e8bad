from django.core.management.base import BaseCommand

from articles import search
from articles.models import Article

STEP = 5_000


class Command(BaseCommand):
    help = (
        "Index every story for search anew. Safe to repeat and to interrupt, while people work; "
        "needed once for stories from before search, and after changes past the newsroom's forms."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="Do nothing where it was done before.",
        )
        parser.add_argument("--dry-run", action="store_true", help="Only say what would happen.")

    def handle(self, *, if_empty, dry_run, verbosity, **options):
        if if_empty and not search.is_behind():
            return
        self.total = Article.objects.count()
        if dry_run:
            self.stdout.write(f"{self.total:,} stories would be indexed.")
            return
        self._is_watched = verbosity > 1 or (verbosity == 1 and self.stderr.isatty())
        number = search.rebuild(self._progress)
        self.stdout.write(f"Indexed {number:,} stories.")

    def _progress(self, number):
        if self._is_watched and (number % STEP == 0 or number == self.total):
            self.stderr.write(f"{number:,} of {self.total:,} stories")
