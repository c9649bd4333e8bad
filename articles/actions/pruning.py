"""Thin out old versions, and never what went out or what somebody waits for."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby, islice

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils import timezone

from articles.models import Article, Correction, Revision, ShareLink, SignOff

Kind = Revision.Kind
SAVES = (Kind.SAVED, Kind.MERGED, Kind.RESTORED)
LEFTOVERS = (Kind.AUTOSAVED, Kind.REFUSED)
BATCH = 500


def prune_revisions(*, before: datetime, is_dry: bool = False) -> int:
    """Remove versions from before `before` that nobody needs; how many.

    Of the saves of one day of a story the last stays. Autosaves and refused saves go once their
    words are in the story or were set aside. What was published, scheduled, or written by the
    system, conflicts, discarded changes, a story's first version, its newest text, what a share
    link shows, what a correction belongs to and what legal signed off stay for ever, as do words
    that are still offered to their writer and the version they were made from.
    """
    removed = 0
    superfluous = _superfluous(before)
    while keys := list(islice(superfluous, BATCH)):
        removed += len(keys)
        if not is_dry:
            Revision.objects.filter(pk__in=keys).delete()
    return removed


def _superfluous(before: datetime) -> Iterator[int]:
    old = Revision.objects.filter(at__lt=before, waits=False)
    unattached = old.filter(article__isnull=True)
    yield from list(unattached.values_list("pk", flat=True))
    last = 0
    while stories := list(
        Article.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]
    ):
        last = stories[-1]
        yield from _of_stories(old.filter(article__in=stories))


def _of_stories(old) -> Iterator[int]:
    yield from list(old.filter(kind__in=LEFTOVERS).values_list("pk", flat=True))
    # One that was made from no other was written past the forms, and may have been public at once.
    saves = old.filter(kind__in=SAVES, base__isnull=False).order_by("article", "number")
    saves = saves.annotate(needed=ExpressionWrapper(_needed(), BooleanField()))
    facts = list(saves.values_list("article", "at", "pk", "needed"))
    for _day, versions in groupby(facts, key=lambda fact: (fact[0], timezone.localdate(fact[1]))):
        *earlier, _last = versions
        yield from (pk for _article, _at, pk, is_needed in earlier if not is_needed)


def _needed() -> Q:
    """Saves that stay whatever else was saved on their day."""
    shown = ShareLink.objects.filter(
        article=OuterRef("article"),
        revision=OuterRef("number"),
        revoked_at__isnull=True,
        expires_at__gt=timezone.now(),
    )
    waiting = Revision.objects.filter(
        article=OuterRef("article"), base=OuterRef("number"), waits=True
    )
    of_this = {"article": OuterRef("article"), "revision": OuterRef("number")}
    corrected = Correction.objects.filter(**of_this)
    signed_off = SignOff.objects.filter(**of_this)
    marks = ("revision", "public_revision", "changes_revision")
    marked = [F(f"article__{name}") for name in marks]
    is_out = Q(public_at__isnull=False)
    is_named = Exists(shown) | Exists(waiting) | Exists(corrected) | Exists(signed_off)
    return Q(number=1) | is_out | Q(number__in=marked) | is_named
