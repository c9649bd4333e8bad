"""Who is told each time a page is handed out, from the store or not."""

from collections.abc import Callable

Reads = Callable[[str, dict], object]
_listeners: list[Reads] = []


def counted(reads: Reads) -> Reads:
    """Have the function called as reads(subject, WSGI environment) for each page that is handed
    out. It must be quick, and must not fail: no query, no file."""
    if reads not in _listeners:
        _listeners.append(reads)
    return reads


def read(subject: str, environ: dict) -> None:
    for reads in _listeners:
        reads(subject, environ)
