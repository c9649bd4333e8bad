from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles import actions
from articles.revisions.words import MAX_AGE

LEAST = MAX_AGE // 86_400 + 1  # days; a form may be open that long, and is merged from its version


class Command(BaseCommand):
    help = (
        "Thin out old versions of stories: of each day's saves the last stays, and autosaves go. "
        "Never touches what was published or scheduled, conflicts, a story's first and newest "
        "text, what a share link shows, or words that still wait for their writer."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--days", type=int, default=90, help="leave younger versions alone (default: 90)"
        )
        parser.add_argument("--dry-run", action="store_true", help="only say how many would go")

    def handle(self, *args, days, dry_run, **options):
        if not LEAST <= days <= 36_500:
            raise CommandError(f"--days must be between {LEAST} and 36500.")
        before = timezone.now() - timedelta(days=days)
        removed = actions.prune_revisions(before=before, is_dry=dry_run)
        what = "version" if removed == 1 else "versions"
        would = "would be removed" if dry_run else "removed"
        self.stdout.write(f"{removed} {what} {would}.")
