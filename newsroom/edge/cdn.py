"""What a CDN in front of the site is told: how long it may keep a page, and under which keys.

Where none is set up (CDN_SECONDS=0), every page is asked for again each time. Where one is, it
keeps pages until it is told to let go of them (purging.py), and never beyond the hour at which
they end.
"""

import time

from django.conf import settings

ALL = "newsroom"  # the key every page has


def is_there() -> bool:
    return settings.CDN_SECONDS > 0


def headers(page) -> list[tuple[str, str]]:
    """Cache-Control (RFC 9111; RFC 5861 for what may be late), and the keys of the page:
    Surrogate-Key as Fastly and Varnish read them, Cache-Tag as Cloudflare does.

    Both times together end where the page does.
    """
    left = max(0, int(page.ends - time.time()))
    late = min(settings.CDN_LATE_SECONDS, left)
    seconds = min(settings.CDN_SECONDS, left - late)
    said = f"public, max-age=0, s-maxage={seconds}, stale-while-revalidate={late}"
    keys = [ALL, page.subject] if page.subject else [ALL]
    return [
        ("Cache-Control", said),
        ("Surrogate-Key", " ".join(keys)),
        ("Cache-Tag", ",".join(keys)),
    ]
