"""The page store put together, as the settings say."""

from pathlib import Path

from django.conf import settings

from . import build
from .keeper import Keeper
from .layer import Application, PageStore
from .store import Store
from .turns import Turns


def in_front_of(django: Application) -> Application:
    """Django's WSGI application with the page store in front of it, unless PAGE_STORE=0."""
    if not settings.PAGE_STORE:
        return django
    store = Store(settings.EDGE_MEMORY_BYTES)
    turns = Turns(Path(settings.EDGE_DIR) / "pages", build.fingerprint())
    keeper = Keeper(store=store, turns=turns)
    return PageStore(django, store=store, turns=turns, keeper=keeper)
