from django.core.management.base import BaseCommand
from django.db import transaction

from newsroom import edge


class Command(BaseCommand):
    help = (
        "Make every stored page old, and have the CDN let go of all of them: after rows were "
        "written past the newsroom (loaddata, SQL), or where a new version draws pages otherwise."
    )

    @transaction.atomic
    def handle(self, *args, **options):
        edge.publish()
        self.stdout.write("Every page is made anew at its next request.")
