from django.core.management.base import BaseCommand

from articles.roles import sync_roles


class Command(BaseCommand):
    help = "Give every role (group) exactly the permissions of articles/roles.py again."

    def handle(self, **options):
        changed = sync_roles()
        self.stdout.write(f"Repaired: {', '.join(changed)}" if changed else "All roles were right.")
