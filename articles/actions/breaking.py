"""The write door of the breaking news above every page."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import DateTimeField, F, Value
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import breaking
from articles.fronts.rights import require_breaking
from articles.models import Article, BreakingBar
from authors.models import User
from newsroom import edge, turns

LONGEST = timedelta(hours=48)


@transaction.atomic
def break_news(
    *, ends_at: datetime, by: User | None, text: str = "", article: Article | None = None
) -> BreakingBar:
    """Put words, a story, or words that lead to a story above every page until `ends_at`.

    What stands there is over. ValidationError without words and story, or without a near end.
    """
    require_breaking(by)
    now = timezone.now()
    bar = BreakingBar(
        text=" ".join(text.split()), article=article, begins_at=now, ends_at=ends_at, by=by
    )
    if not bar.text and article is None:
        raise ValidationError({"text": _("Give the words, or a story.")})
    if ends_at <= now:
        raise ValidationError({"ends_at": _("This hour is over.")})
    if ends_at > now + LONGEST:
        raise ValidationError({"ends_at": _("It ends within 48 hours; it can be put up again.")})
    bar.full_clean(exclude=["article", "by", "ended_by"])
    turns.wait_for("breaking news")  # of two at one moment the second ends the first
    _end(BreakingBar.objects.not_over(), by=by)
    bar.save()
    _tell_pages()
    return bar


@transaction.atomic
def end_breaking(*, by: User | None) -> int:
    """Take away what stands above every page; how many there were."""
    require_breaking(by)
    ended = _end(BreakingBar.objects.not_over(), by=by)
    _tell_pages()
    return ended


def end_with(article: Article, *, by: User | None) -> None:
    """Take away what leads to a story that readers see no longer: its words were about it."""
    if _end(BreakingBar.objects.not_over().filter(article=article), by=by):
        _tell_pages()


def _end(bars, *, by: User | None) -> int:
    """At once, or (the clock was set back since) at the moment they would have begun."""
    ends_at = Greatest(Value(timezone.now(), DateTimeField()), F("begins_at"))
    return bars.update(ends_at=ends_at, ended_by=by)


def _tell_pages() -> None:
    """Every stored page is old; for other pages, other processes know within a second."""
    edge.publish()
    breaking.forget()
    transaction.on_commit(breaking.forget)
