"""What a page weighs: HTML, style sheets and scripts on their way; scripts as they are run, too."""

import gzip

from .crawl import ask

MOST = 30_000  # bytes on their way, compressed; fonts and pictures are not counted
MOST_SCRIPT = 10_000  # bytes of scripts as they are run


def weigh(crawl, page) -> tuple[int, int]:
    """Bytes that come over the line; and bytes of the scripts as they are run."""
    styles, scripts = set(), {}
    for address, answer in _parts(crawl, page):
        if answer.type == "text/css":
            styles |= {
                address,
                *(a for a, each in _parts(crawl, answer) if each.type == "text/css"),
            }
        elif "javascript" in answer.type:
            scripts[address] = len(answer.body)
    sent = sum(_sent(address) for address in (page.url, *styles, *scripts))
    return sent, sum(scripts.values())


def _parts(crawl, answer):
    for part in answer.parts:
        found = crawl.answer(part, answer.url)
        if found:
            yield found.url, found


def _sent(address: str) -> int:
    _status, headers, body = ask(address, **{"Accept-Encoding": "br, gzip"})
    is_small = headers.get("Content-Encoding")  # a proxy compresses what came as it is
    return len(body) if is_small else len(gzip.compress(body, 6, mtime=0))
