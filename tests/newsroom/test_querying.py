"""The site's own processes against a PostgreSQL, as the settings say."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from tests.servers import database_url

SERVED = "import newsroom.wsgi"
COMMAND = "import django; django.setup()"
SHOW = """
from threading import Thread
from django.db import connection, OperationalError
with connection.cursor() as cursor:
    cursor.execute("SHOW statement_timeout")
    print(cursor.fetchone()[0])
    cursor.execute("SELECT pg_backend_pid()")
    first = cursor.fetchone()
connection.close()
def again():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        print("the same" if cursor.fetchone() == first else "another")
    connection.close()
thread = Thread(target=again)
thread.start()
thread.join()
"""


@pytest.fixture
def run():
    """What a process of the site prints: run(code, DATABASE_TIMEOUT="2")."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has neither")

    def run(code, **variables):
        known = {"DATABASE_URL": database_url(), "SECRET_KEY": "k" * 50}
        known |= {"DJANGO_SETTINGS_MODULE": "newsroom.settings"} | variables
        done = subprocess.run(
            [sys.executable, "-c", code + SHOW],
            cwd=settings.BASE_DIR,
            env={"PATH": os.environ["PATH"], "NEWSROOM_VAR": str(settings.VAR)} | known,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.split("\n")[:2]

    return run


@pytest.mark.django_db
def test_a_query_of_the_site_ends_and_one_of_a_command_may_go_on(run):
    assert run(SERVED)[0] == "30s"
    assert run(SERVED, DATABASE_TIMEOUT="2")[0] == "2s"
    assert run(COMMAND)[0] == "0"


@pytest.mark.django_db
def test_a_query_of_the_site_is_neither_compiled_nor_shared_out(run):
    shown = "print(*(connection.cursor().execute(f'SHOW {name}').fetchone()[0] for name in NAMES))"
    names = "NAMES = ['jit', 'max_parallel_workers_per_gather']"
    code = f"from django.db import connection\n{names}\n{shown}\n"

    assert run(f"{SERVED}\n{code}")[0] == "off 0"
    assert run(f"{COMMAND}\n{code}")[0] != "off 0"


@pytest.mark.django_db
def test_threads_share_the_connections_of_a_pool(run):
    assert run(SERVED, DATABASE_POOL="1") == ["30s", "the same"]
    assert run(SERVED)[1] == "another"
