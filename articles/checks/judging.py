"""All checks of one story at once, each with the weight it has there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError

from articles.models import Article
from authors.models import User

from .context import Context, hour
from .registry import BLOCK, CHECKS, OFF


@dataclass(frozen=True)
class Result:
    """Something that is not in order: which check says so, how much it weighs, and where it is."""

    check: str
    level: str
    message: str
    field: str

    @property
    def is_block(self) -> bool:
        return self.level == BLOCK


def results(  # noqa: PLR0913 - they are Context's
    article: Article,
    at: datetime | None = None,
    *,
    credits: Sequence | None = None,
    tags: Sequence | None = None,
    typed: dict | None = None,
    by: User | None = None,
) -> list[Result]:
    """What is not in order with the story in hand, what stops it first.

    Judged by the hour it goes live: `at`, or its own. The other arguments are those of Context.
    """
    context = Context(article, hour(article, at), credits, tags, typed, by)
    found = [
        Result(code, context.rules[code].level, finding.message, finding.field)
        for code, check in CHECKS.items()
        if context.rules[code].level != OFF
        for finding in check.judge(article, context)
    ]
    return sorted(found, key=lambda result: not result.is_block)


def before_publication(article: Article, at: datetime | None = None) -> None:
    """Raise ValidationError with every reason why `article` cannot be published; `at` as above."""
    refuse([result for result in results(article, at) if result.is_block])


def refuse(blocking: Sequence[Result]) -> None:
    """Raise ValidationError with the sentence of each result; nothing for none."""
    if blocking:
        raise ValidationError([ValidationError(one.message, code=one.check) for one in blocking])
