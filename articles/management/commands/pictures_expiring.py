from django.core.management.base import BaseCommand
from django.utils import timezone

from articles import checks
from newsroom.site import absolute


class Command(BaseCommand):
    help = (
        "List the live and scheduled stories with pictures whose rights end soon or are over. "
        "For a daily job that sends what it prints; prints nothing when there is nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--days", type=int, default=14, help="how far to look ahead (default: 14)"
        )

    def handle(self, *args, days, **options):
        today = timezone.localdate()
        for image, article, place in checks.expiring_pictures(days):
            left = (image.rights_expire_on - today).days
            when = "ended" if left < 0 else "end"
            self.stdout.write(
                f"{image.rights_expire_on:%Y-%m-%d} rights {when}: “{image}” "
                f"({image.credit or 'no credit'}), {place} of “{article}” "
                f"{absolute(article.get_absolute_url())}"
            )
