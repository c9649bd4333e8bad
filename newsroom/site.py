"""The site's own address, for whatever needs an absolute URL."""

from django.conf import settings

from .keyset import Page
from .text import shorten

DESCRIPTION_LENGTH = 200


def absolute(path: str) -> str:
    """`path` (beginning with /, or already absolute) as a URL under SITE_ORIGIN."""
    return path if path.startswith(("http://", "https://")) else settings.SITE_ORIGIN + path


def list_meta(
    title: str, description: str, path: str, page: Page | None = None, *, has_feeds: bool = False
) -> dict:
    """What machines are told in the head of a page that lists things (includes/_meta.html).

    A later `page` of the list is a page of its own: its canonical address says where it begins.
    With feeds, they lie below `path`.
    """
    feeds_below = path if has_feeds else ""
    if page and page.before:
        path += f"?before={page.before}"
    description = shorten(" ".join(description.split()), DESCRIPTION_LENGTH)
    return {
        "title": title,
        "description": description,
        "canonical": absolute(path),
        "type": "website",
        "social_title": title,
        "social_description": description,
        "feeds_below": feeds_below,
    }
