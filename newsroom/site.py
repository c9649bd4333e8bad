"""The site's own address, for whatever needs an absolute URL."""

from typing import Protocol

from django.conf import settings

from .text import shorten

DESCRIPTION_LENGTH = 200


class Paged(Protocol):
    """A page of a list, like keyset.Page."""

    query: str  # what its own address ends with, "" on the first


def absolute(path: str) -> str:
    """`path` (beginning with /, or already absolute) as a URL under SITE_ORIGIN."""
    return path if path.startswith(("http://", "https://")) else settings.SITE_ORIGIN + path


def list_meta(
    title: str, description: str, path: str, page: Paged | None = None, *, has_feeds: bool = False
) -> dict:
    """What machines are told in the head of a page that lists things (includes/_meta.html).

    A later `page` of the list is a page of its own: its canonical address says where it begins.
    With feeds, they lie below `path`.
    """
    feeds_below = path if has_feeds else ""
    path += page.query if page else ""
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
