"""What a page weighs on its way: its HTML, style sheets and scripts, compressed."""

import gzip

from .crawl import ask

MOST, MOST_SCRIPT = 30_000, 10_000  # bytes; fonts and pictures are not counted


def weigh(crawl, page) -> tuple[int, int]:
    """Bytes of the page with its style sheets and scripts; and of the scripts alone."""
    styles, scripts = set(), set()
    for address, answer in _parts(crawl, page):
        if answer.type == "text/css":
            styles |= {
                address,
                *(a for a, each in _parts(crawl, answer) if each.type == "text/css"),
            }
        elif "javascript" in answer.type:
            scripts.add(address)
    script = sum(_sent(address) for address in scripts)
    # A proxy compresses pages (docs/operators.md); whitenoise does the files.
    html = len(gzip.compress(page.body, 6, mtime=0))
    return html + script + sum(_sent(address) for address in styles), script


def _parts(crawl, answer):
    for part in answer.parts:
        found = crawl.answer(part, answer.url)
        if found:
            yield found.url, found


def _sent(address: str) -> int:
    _status, headers, body = ask(address, **{"Accept-Encoding": "br, gzip"})
    is_small = headers.get("Content-Encoding")
    return len(body) if is_small else len(gzip.compress(body, 6, mtime=0))
