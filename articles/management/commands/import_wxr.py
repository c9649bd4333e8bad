from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles.importers.wordpress import import_file
from articles.importers.wxr import WxrError

STEP = 50


class Command(BaseCommand):
    help = "Take in a WordPress export (WXR). May be repeated: what is here already is not doubled."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="The export: Tools, Export in WordPress.")
        parser.add_argument(
            "--media",
            type=Path,
            metavar="DIR",
            help="A copy of wp-content/uploads, or of what it lies in; pictures come from there.",
        )
        parser.add_argument("--dry-run", action="store_true", help="Only say what would happen.")

    def handle(self, *, file, media, dry_run, verbosity, **options):
        if media and not media.is_dir():
            raise CommandError(f"{media} is not a folder.")
        self._is_watched = verbosity > 1 or (verbosity == 1 and self.stderr.isatty())
        try:
            report = import_file(file, media=media, is_dry=dry_run, progress=self._progress)
        except WxrError as error:
            raise CommandError(str(error)) from error
        for line in report.lines():
            self.stdout.write(line)
        if report.failures:
            raise CommandError(f"{len(report.failures)} of the items could not be imported.")

    def _progress(self, done, total):
        if self._is_watched and (done % STEP == 0 or done == total):
            self.stderr.write(f"{done:,} of {total:,} items")
