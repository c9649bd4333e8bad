from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand

from media.actions import draw_missing
from media.models import Image


class Command(BaseCommand):
    help = (
        "Draw the renditions that are missing: after an upgrade brought a ratio or format, before "
        "readers ask for them. May be interrupted and repeated."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only say how many pictures")

    def handle(self, *args, dry_run, **options):
        images = Image.objects.exclude(width=0).order_by("pk")
        if dry_run:
            self.stdout.write(f"{images.count()} pictures would be looked at.")
            return
        drawn = failed = 0
        for image in images.iterator(chunk_size=200):
            try:
                names = draw_missing(image)
            except (OSError, ValidationError) as error:
                failed += 1
                self.stderr.write(f"{image.pk} {image}: {error}")
                continue
            drawn += len(names)
            if names:
                self.stdout.write(f"{image.pk} {image}: {len(names)} files")
        self.stdout.write(f"{drawn} files drawn, {failed} pictures could not be read.")
