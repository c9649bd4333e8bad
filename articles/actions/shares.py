"""Links for people without an account: made, revoked, opened, and what such readers write."""

from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Comment, Revision, ShareLink, ShareVisit
from authors.models import User

from . import rows
from .comments import comment_text

LONGEST = timedelta(days=366)
SAME_VISIT = timedelta(minutes=1)
NOTES_AN_HOUR = 50
WRONG_TRIES = 10
TRIES_LAST = timedelta(minutes=10)


@transaction.atomic
def make_share_link(link: ShareLink, *, by: User, pass_phrase: str = "") -> ShareLink:
    """Save a new `link` (article, label, revision, asks_name, expires_at in hand).

    For who may edit the story. ValidationError, by field, for an hour that is over or more than a
    year away, and for a version that is not one of the story's texts.
    """
    rows.may_edit(link.article, by=by)
    link.created_by = by
    link.label = _one_line(link.label)
    link.pass_phrase = make_password(pass_phrase) if pass_phrase else ""
    link.full_clean(exclude=["article", "created_by", "pass_phrase", "revoked_at", "tries_since"])
    now = timezone.now()
    if link.expires_at <= now:
        raise ValidationError({"expires_at": _("This hour is over.")})
    if link.expires_at > now + LONGEST:
        raise ValidationError({"expires_at": _("A link works for a year at most.")})
    if link.revision is not None and not _is_text(link.article_id, link.revision):
        raise ValidationError({"revision": _("The story has no such version.")})
    link.save()
    return link


@transaction.atomic
def revoke_share_link(link: ShareLink, *, by: User) -> ShareLink:
    """Let the link lead nowhere from now on; who opened it stays on record."""
    rows.may_edit(link.article, by=by)
    if link.revoked_at is None:
        link.revoked_at = timezone.now()
        link.save(update_fields=["revoked_at"])
    return link


@transaction.atomic
def count_try(link: ShareLink) -> bool:
    """Count a pass phrase that is about to be tried; False: so many were wrong that none is.

    Counted before it is judged: many at once are not more than many in a row.
    """
    row = ShareLink.objects.select_for_update().get(pk=link.pk)
    now = timezone.now()
    if row.tries_since is None or row.tries_since <= now - TRIES_LAST:
        row.tries, row.tries_since = 0, now
    if row.tries >= WRONG_TRIES:
        return False
    row.tries += 1
    row.save(update_fields=["tries", "tries_since"])
    return True


def forgive_try(link: ShareLink) -> None:
    """The pass phrase was right."""
    ShareLink.objects.filter(pk=link.pk, tries__gt=0).update(tries=F("tries") - 1)


def note_visit(link: ShareLink, *, name: str, browser: str, revision: int) -> ShareVisit | None:
    """Write down that somebody reads; None for a reload within the minute."""
    fields = {"name": _one_line(name)[:150], "browser": _one_line(browser)[:300]}
    fields["revision"] = revision
    since = timezone.now() - SAME_VISIT
    if link.visits.filter(at__gt=since, **fields).exists():
        return None
    return ShareVisit.objects.create(link=link, **fields)


@transaction.atomic
def add_outside_comment(link: ShareLink, *, name: str, text: str, revision: int) -> Comment:
    """Put a note of a reader of `link` on its story; `revision` is the version they had.

    ValidationError, by field, for one that is blank or too long, and for more than fifty an hour
    from one link.
    """
    ShareLink.objects.select_for_update().get(pk=link.pk)  # so that the count below is true
    since = timezone.now() - timedelta(hours=1)
    if Comment.objects.filter(link=link, created_at__gt=since).count() >= NOTES_AN_HOUR:
        raise ValidationError(
            _("Many notes came in through this link just now. Try again in an hour."), code="many"
        )
    comment = Comment(
        article_id=link.article_id,
        link=link,
        name=_one_line(name),
        text=comment_text(text),
        revision=revision if _is_text(link.article_id, revision) else link.revision or 0,
    )
    comment.clean_fields(exclude=["article", "parent", "by", "link", "resolved_at", "resolved_by"])
    comment.save()
    return comment


def _is_text(article_key: int, number: int) -> bool:
    """Whether the story has this version, and it is more than words somebody kept for later."""
    texts = Revision.objects.exclude(kind__in=Revision.LOOSE)
    return texts.filter(article=article_key, number=number).exists()


def _one_line(words: str) -> str:
    return " ".join(words.replace("\x00", "").split())
