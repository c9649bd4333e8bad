"""How queries of the site are run: how long they may take, and by one process of PostgreSQL."""

from django.conf import settings
from django.db import connections

# Each question of a page reads little. Compiling it, or sharing it out among processes, takes tens
# of milliseconds where it seems dear to the planner, and other readers' processors with it.
ALWAYS = "-c jit=off -c max_parallel_workers_per_gather=0"


def limit() -> None:
    """Have PostgreSQL end whatever takes longer than DATABASE_TIMEOUT, in this process, and answer
    without help.

    Asked for as the connection begins, so it costs no query of its own. Only processes that serve
    call this (newsroom/wsgi.py): a migration, a worker or a command may take its time.
    """
    timeout = settings.DATABASE_TIMEOUT
    ended = f" -c statement_timeout={timeout}s" if timeout else ""
    for database in connections.settings.values():
        if database["ENGINE"].endswith("postgresql"):
            options = database["OPTIONS"]
            options["options"] = f"{options.get('options', '')} {ALWAYS}{ended}".strip()
