"""What a process does before its first request, so that no reader waits for it."""

import gc
import logging
from pathlib import Path

from django.conf import settings
from django.template import engines
from django.template.loader import get_template
from django.urls import get_resolver

logger = logging.getLogger(__name__)


def up() -> None:
    """Import the views, compile the site's own templates (not with DEBUG, where they change), and
    take all that is there by now out of the garbage collector's walks: it lives as long as the
    process. A walk through it takes 100 ms, and one comes every some hundred pages."""
    get_resolver().url_patterns  # noqa: B018 - imports them
    for name in () if settings.DEBUG else _templates():
        try:
            get_template(name)
        except Exception as error:  # one page may need it, all others do not
            logger.warning("The template %s cannot be compiled: %r", name, error)
    gc.collect()
    gc.freeze()


def _templates() -> list[str]:
    """Of the site itself; what packages bring is compiled when it is asked for."""
    folders = map(Path, engines["django"].engine.dirs)
    return [str(path.relative_to(it)) for it in folders for path in it.rglob("*.html")]
