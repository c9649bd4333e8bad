"""Who stands at the door of a share link: known by a cookie, asked for a name and a pass phrase."""

from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.core.cache import cache

from articles.models import ShareLink
from newsroom.headers import VISITOR_COOKIE

SALT = "articles.visitor"
STAYS = 12 * 60 * 60  # seconds
WRONG_TRIES = 10
TRIES_LAST = 10 * 60  # seconds


class TooManyTriesError(Exception):
    """So many wrong pass phrases were tried that none is looked at for a while."""


@dataclass(frozen=True)
class Visitor:
    name: str = ""


def recognise(request, link: ShareLink) -> Visitor | None:
    """Who is let in to `link`: anybody where nothing is asked, else the bearer of its cookie."""
    if not link.has_door:
        return Visitor()
    try:
        known = signing.loads(request.COOKIES.get(VISITOR_COOKIE, ""), salt=SALT, max_age=STAYS)
    except signing.BadSignature:
        return None
    return Visitor(known["name"]) if known["link"] == link.pk else None


def remember(response, link: ShareLink, visitor: Visitor) -> None:
    """Let the browser in to this link, and to nothing else, for half a day."""
    known = {"link": link.pk, "name": visitor.name}
    response.set_cookie(
        VISITOR_COOKIE,
        signing.dumps(known, salt=SALT, compress=True),
        max_age=STAYS,
        path=link.get_absolute_url(),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def opens(link: ShareLink, phrase: str) -> bool:
    """Whether `phrase` is right; TooManyTriesError, without a look, after ten wrong ones."""
    if not link.pass_phrase:
        return True
    key = f"share-tries:{link.pk}"
    if _count(key) > WRONG_TRIES:
        raise TooManyTriesError
    if not link.opens_with(phrase):
        return False
    with suppress(ValueError):  # its time ended just now
        cache.decr(key)
    return True


def _count(key: str) -> int:
    """One try more, counted before it is judged: many at once are not more than many in a row."""
    cache.add(key, 0, TRIES_LAST)
    try:
        return cache.incr(key)
    except ValueError:  # the same
        return 1
