import os

from django.conf import settings
from django.core.management.base import BaseCommand

from articles.sample.load import Loader, is_empty


class Command(BaseCommand):
    help = "Load the sample newsroom: a made-up paper with stories, people, pictures and accounts."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="Do nothing where there are accounts or stories.",
        )

    def handle(self, *, if_empty, verbosity, **options):
        if if_empty and not is_empty():
            return
        loader = Loader(lambda line: verbosity > 1 and self.stdout.write(f"  {line}"))
        self.stdout.write("Loading the sample newsroom (once, under a minute) ...")
        loader.run()
        self.stdout.write(f"Loaded {loader.made} pictures and stories that were not there yet.")
        if loader.logins:
            self._keep(loader.logins)

    def _keep(self, logins):
        """Write the passwords where only this machine's user can read them, and show them."""
        path = settings.VAR_DIR / "logins.txt"
        lines = [f"{name:<18}{password:<20}{role}" for name, password, role in logins]
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "a") as file:
            file.write("\n".join(lines) + "\n")
        self.stdout.write(f"Accounts (kept in {path}):\n" + "\n".join(lines))
