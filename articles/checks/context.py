"""What the checks of one story share, so that together they ask the database a few times at most.

Each answer is fetched when the first check asks for it: a check that is off costs nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils import timezone

from articles.models import Article
from authors.models import User

from .images import Placed, placed
from .legal import State, state
from .links import References, references
from .registry import Limits
from .rules import InForce, in_force


@dataclass
class Context:
    """`article` is the story in hand, as it would go out at the hour `at`.

    `credits` and `tags` where they are not the stored ones: only how many there are counts.
    `typed` is the content (articles.revisions.content) that is being written and not saved yet.
    `by` reads the findings: they name no story this account may not see. None is the system.
    """

    article: Article
    at: datetime
    credits: Sequence | None = None
    tags: Sequence | None = None
    typed: dict | None = None
    by: User | None = None

    @cached_property
    def rules(self) -> dict[str, InForce]:
        return in_force(self.article.kind, self.article.section_id)

    def limits(self, code: str) -> Limits:
        """The numbers of a check: at least, at most; None where there is none."""
        return self.rules[code].limits

    @cached_property
    def has_credits(self) -> bool:
        return bool(self.article.credits.all() if self.credits is None else self.credits)

    @cached_property
    def has_tags(self) -> bool:
        return bool(self.article.tags.all() if self.tags is None else self.tags)

    @cached_property
    def pictures(self) -> list[Placed]:
        return list(placed(self.article))

    @cached_property
    def references(self) -> References:
        return references(self.article, self.at, by=self.by)

    @cached_property
    def legal(self) -> State:
        return state(self.article, self.typed)


def hour(article: Article, at: datetime | None = None) -> datetime:
    """When readers will see the story if it is published for `at`, or for its own hour."""
    moments = [at or article.published_at, article.embargo_until, timezone.now()]
    return max(filter(None, moments))
