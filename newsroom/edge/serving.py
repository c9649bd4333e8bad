"""The page store put together, as the settings say."""

from pathlib import Path

from django.conf import settings

from . import build, signals
from .keeper import Keeper
from .layer import Application, PageStore
from .store import Store
from .turns import Turns


def in_front_of(django: Application) -> Application:
    """Django's WSGI application with the page store in front of it, unless PAGE_STORE=0.

    Nor where processes cannot tell each other of changes: that is logged, and said in /readyz.
    """
    if not settings.PAGE_STORE or isinstance(signals.current(), signals.InMemory):
        return django
    store = Store(settings.EDGE_MEMORY_BYTES)
    turns = Turns(Path(settings.EDGE_DIR) / "pages", build.fingerprint())
    keeper = Keeper(store=store, turns=turns)
    return PageStore(django, store=store, turns=turns, keeper=keeper)
