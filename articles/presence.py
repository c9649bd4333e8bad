"""Who has a story open, as their pages said within the last seconds. No locks, nothing to break."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from .models import Article, Presence

SEEN = timedelta(seconds=15)  # a page says every 5 seconds that it is there
TYPING = timedelta(seconds=10)


@dataclass(frozen=True)
class Colleague:
    name: str
    is_typing: bool


def note(article: Article, *, by, sitting: str, is_typing: bool = False) -> None:
    """Say that `by` has `article` open in this sitting."""
    now = timezone.now()
    seen = Presence(article=article, sitting=sitting[:40], by=by, seen_at=now)
    changed = ["by", "seen_at"]
    if is_typing:
        seen.typed_at = now
        changed.append("typed_at")
    Presence.objects.bulk_create(
        [seen],
        update_conflicts=True,
        unique_fields=["article", "sitting"],
        update_fields=changed,
    )


def leave(article: Article, *, by, sitting: str) -> None:
    Presence.objects.filter(article=article, by=by, sitting=sitting[:40]).delete()


def others(article: Article, *, than) -> list[Colleague]:
    """Colleagues of `than` who have `article` open, each once, those who type first.

    Who was not seen for a while is forgotten: one query, two where there is somebody to forget.
    """
    now = timezone.now()
    typing: dict[str, bool] = {}
    is_any_gone = False
    for row in article.presences.select_related("by").order_by("pk"):
        if row.seen_at < now - SEEN:
            is_any_gone = True
        elif row.by != than:
            is_typing = row.typed_at is not None and row.typed_at >= now - TYPING
            typing[str(row.by)] = typing.get(str(row.by), False) or is_typing
    if is_any_gone:
        article.presences.filter(seen_at__lt=now - SEEN).delete()
    found = [Colleague(name, is_typing) for name, is_typing in typing.items()]
    return sorted(found, key=lambda colleague: not colleague.is_typing)
