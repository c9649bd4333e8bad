import logging

from django.core.management.base import BaseCommand
from django.utils.autoreload import run_with_reloader

from newsroom.outbox.worker import work


class Command(BaseCommand):
    help = "Does what the newsroom sends: mail and other effects. Stops after SIGTERM or Ctrl-C."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="do what is due, then end")
        parser.add_argument("--reload", action="store_true", help="begin anew when code changes")

    def handle(self, *, once, reload, verbosity, **options):
        logging.getLogger("django_tasks_db").setLevel(
            logging.INFO if verbosity > 1 else logging.WARNING
        )
        if reload:
            run_with_reloader(work)
        else:
            work(once=once)
