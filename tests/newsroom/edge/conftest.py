import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection

from newsroom.edge import rendering, signals

from .site import Site


@pytest.fixture
def one_connection(db):
    """Requests leave the test's connection open, with its transaction; as Django's client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def machine(settings, tmp_path, one_connection):
    """A machine whose processes have told each other nothing yet; its folder."""
    settings.EDGE_DIR = tmp_path / "edge"
    signals.current.cache_clear()
    rendering.forget()
    if connection.vendor == "postgresql":  # the test's transaction never commits
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS edge_advance IMMEDIATE")
    yield settings.EDGE_DIR
    signals.current.cache_clear()
    rendering.forget()


@pytest.fixture
def site(machine):
    """A process that serves the site."""
    return Site(machine / "pages")
