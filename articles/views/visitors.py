"""Who stands at the door of a share link: known by a cookie, asked for a name and a pass phrase."""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing

from articles import actions
from articles.models import ShareLink
from newsroom.headers import VISITOR_COOKIE

SALT = "articles.visitor"
STAYS = 12 * 60 * 60  # seconds


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
    if not actions.count_try(link):
        raise TooManyTriesError
    if not link.opens_with(phrase):
        return False
    actions.forgive_try(link)
    return True
