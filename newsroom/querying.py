"""How long a query of the site may take."""

from django.conf import settings
from django.db import connections


def limit() -> None:
    """Have PostgreSQL end whatever takes longer than DATABASE_TIMEOUT, in this process.

    Asked for as the connection begins, so it costs no query of its own. Only processes that serve
    call this (newsroom/wsgi.py): a migration, a worker or a command may take its time.
    """
    if not settings.DATABASE_TIMEOUT:
        return
    for database in connections.settings.values():
        if database["ENGINE"].endswith("postgresql"):
            options = database["OPTIONS"]
            said = f"{options.get('options', '')} -c statement_timeout={settings.DATABASE_TIMEOUT}s"
            options["options"] = said.strip()
