"""What others are told of stories and fronts: when, and in which words (newsroom.announcing).

Every word is read when it is sent, from what readers see then: nothing that waits for its hour, is
under embargo or was withdrawn leaves the house.
"""

from datetime import UTC, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom import text
from newsroom.announcing import Said, announce, event
from newsroom.site import absolute

from .models import Article, Correction, FrontVersion, Revision, Transition
from .workflow import Status

MOST_OF_STANDFIRST = 500
PUBLISHED, UPDATED = "story.published", "story.updated"
CORRECTED, WITHDRAWN = "story.corrected", "story.withdrawn"
FRONT = "front.published"
FEEDS = ("rss", "atom", "json")


def published(article: Article) -> None:
    """The story goes live at its hour; called again when that hour is another."""
    move = _last_publication(article)
    hour = article.goes_live_at
    is_to_come = hour > timezone.now()
    about = {"story": article.pk, "move": move, "hour": _written(hour) if is_to_come else ""}
    once = f"{PUBLISHED}:{article.pk}:{move}"
    announce(PUBLISHED, about, once=once, at=hour if is_to_come else None)


def updated(article: Article, revision: Revision) -> None:
    """Changes of a story are live."""
    about = {"story": article.pk, "declared": revision.declared or "minor"}
    announce(UPDATED, about, once=f"{UPDATED}:{article.pk}:{revision.number}")


def corrected(correction: Correction, at: datetime) -> None:
    """Readers are told of a correction, or in other words than before."""
    about = {"story": correction.article_id}
    announce(CORRECTED, about, once=f"{CORRECTED}:{correction.pk}:{at.isoformat()}")


def withdrawn(move: Transition) -> None:
    """Readers see a story no longer that they could see."""
    if move.article.has_been_public:
        about = {"story": move.article_id, "move": move.pk}
        announce(WITHDRAWN, about, once=f"{WITHDRAWN}:{move.article_id}:{move.pk}")


def front_published(version: FrontVersion) -> None:
    """A version of a front goes live at its hour."""
    announce(FRONT, {"version": version.pk}, once=f"{FRONT}:{version.pk}", at=version.goes_live_at)


def _last_publication(article: Article) -> int:
    moves = Transition.objects.filter(article=article, to=Status.PUBLISHED)
    return moves.order_by("-pk").values_list("pk", flat=True).first() or 0


def _is_this_publication(about: dict) -> bool:
    """Whether the story is out by the move and at the hour that were announced."""
    article = _visible(about)
    if article is None or _last_publication(article) != about["move"]:
        return False
    return about["hour"] in {"", _written(article.goes_live_at)}


def _is_to_come(about: dict) -> bool:
    """Whether the story waits for the very hour that was announced, out by the same move."""
    story = Article.objects.filter(pk=about["story"], status=Status.PUBLISHED).first()
    if story is None or not story.is_scheduled or _last_publication(story) != about["move"]:
        return False
    return about["hour"] in {"", _written(story.goes_live_at)}


def _written(hour: datetime) -> str:
    return hour.astimezone(UTC).isoformat()


@event(
    PUBLISHED,
    _("A story is published"),
    is_so=_is_this_publication,
    is_to_come=_is_to_come,
)
def _published(about: dict) -> Said | None:
    article = _visible(about)
    return article and _told(article, _story(article))


@event(UPDATED, _("A live story is changed"))
def _updated(about: dict) -> Said | None:
    article = _visible(about)
    if article is None:
        return None
    more = {"declared": about["declared"], "whats_new": article.whats_new}
    return _told(article, _story(article) | more)


@event(CORRECTED, _("Readers are told of a correction"))
def _corrected(about: dict) -> Said | None:
    article = _visible(about)
    if article is None:
        return None
    found = article.corrections.standing().filter(published_at__lte=timezone.now())
    told = [
        {"kind": each.kind, "text": each.text, "published": each.published_at.isoformat()}
        for each in found.exclude(kind=Correction.Kind.NOTE)
    ]
    return _told(article, _story(article) | {"corrections": told})


@event(WITHDRAWN, _("A story is withdrawn"))
def _withdrawn(about: dict) -> Said | None:
    found = Article.objects.filter(pk=about["story"], status=Status.WITHDRAWN)
    article = found.select_related("section", "withdrawn_to__section").first()
    if article is None:
        return None
    retractions = article.corrections.standing().filter(kind=Correction.Kind.RETRACTION)
    data = _known_by(article) | {
        "reason": article.withdrawal_reason,
        "withdrawn": article.withdrawn_at.isoformat(),
        "retracted": retractions.exists(),
        "readers_find": article.withdrawn_then,
        "moved_to": absolute(article.leads_to.get_absolute_url()) if article.leads_to else None,
    }
    return _told(article, data)


def _is_live(about: dict) -> bool:
    """Whether readers see this version now: one whose hour came later is announced itself."""
    version = FrontVersion.objects.filter(pk=about["version"]).first()
    return bool(version and version == FrontVersion.objects.of(version.front_id).live().first())


def _is_to_be_live(about: dict) -> bool:
    return FrontVersion.objects.filter(pk=about["version"]).scheduled().exists()


@event(FRONT, _("A front is published"), is_so=_is_live, is_to_come=_is_to_be_live)
def _front_published(about: dict) -> Said | None:
    if not _is_live(about):
        return None
    version = FrontVersion.objects.select_related("front__section").get(pk=about["version"])
    page = absolute(version.front.get_absolute_url())
    data = {
        "front": str(version.front),
        "url": page,
        "version": version.number,
        "live_since": version.goes_live_at.isoformat(),
    }
    return Said(data, pages=(page,))


def _visible(about: dict) -> Article | None:
    found = Article.objects.published().for_list().with_credits()
    return found.filter(pk=about["story"]).first()


def _known_by(article: Article) -> dict:
    return {"story": str(article.uid), "url": absolute(article.get_absolute_url())}


def _story(article: Article) -> dict:
    section = article.section
    return _known_by(article) | {
        "headline": article.headline,
        "standfirst": text.shorten(article.standfirst, MOST_OF_STANDFIRST),
        "kind": article.kind,
        "language": article.language,
        "section": {"name": section.name, "url": absolute(section.get_absolute_url())},
        "authors": [credit.signed_name for credit in article.writers],
        "published": article.goes_live_at.isoformat(),
        "updated": article.updated_at.isoformat() if article.updated_at else None,
    }


def _told(article: Article, data: dict) -> Said:
    slug = article.section.slug
    feeds = [reverse(f"articles:{name}") for name in FEEDS]
    feeds += [reverse(f"articles:section_{name}", args=[slug]) for name in FEEDS]
    return Said(data, pages=(data["url"],), feeds=tuple(map(absolute, feeds)))
