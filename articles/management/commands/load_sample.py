import os

from django.conf import settings
from django.core.management.base import BaseCommand

from articles.sample.load import Loader, is_empty

FILE_NAME = "logins.txt"


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
        tell = (lambda line: self.stdout.write(f"  {line}")) if verbosity > 1 else (lambda line: 0)
        loader = Loader(tell, self._keep_login)
        self.stdout.write("Loading the sample newsroom (once; a minute or two) ...")
        loader.run()
        self.stdout.write(f"Loaded {loader.made} pictures and stories that were not there yet.")

    def _keep_login(self, username, password, role):
        """Write a password where only this machine's user can read it, and show it."""
        line = f"{username:<18}{password:<20}{role}"
        handle = os.open(
            settings.VAR_DIR / FILE_NAME, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600
        )
        with os.fdopen(handle, "a") as file:
            file.write(line + "\n")
        self.stdout.write(line)
