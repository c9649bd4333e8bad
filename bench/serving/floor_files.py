"""What the two floors hand out: the very bytes and headers of the stored page."""

import gzip
import hashlib
import json
from pathlib import Path

from .nginx import Nginx
from .pages import Page
from .servers import Server

OF_THE_SERVER = {"server", "date", "connection"}


def keep(folder: Path, page: Page, site: Server, nginx: Nginx) -> None:
    """Put down the page for floor.py and for nginx."""
    folder.mkdir(parents=True, exist_ok=True)
    headers, body = site.get(page.address, **{"Accept-Encoding": "gzip"})
    kept = [pair for pair in headers if pair[0].lower() not in OF_THE_SERVER]
    name = hashlib.sha256(page.address.encode()).hexdigest()[:16]
    said = {"path": page.path, "query": page.query, "headers": kept}
    (folder / f"{name}.json").write_text(json.dumps(said))
    (folder / f"{name}.body").write_bytes(body)
    nginx.keep(page.file, gzip.decompress(body), body)
