"""The table of checks: each is a function that looks at one thing of a story."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from articles.models import CheckRule

OFF, WARN, BLOCK = CheckRule.Level.OFF, CheckRule.Level.WARN, CheckRule.Level.BLOCK
Limits = tuple[int | None, int | None]  # at least, at most


@dataclass(frozen=True)
class Finding:
    """Something that is not in order, in a sentence, and the field of the form it is in."""

    message: str
    field: str


@dataclass(frozen=True)
class Check:
    """A check in newsroom words. `level` and `limits` hold where no rule says otherwise.

    `is_fixed`: no rule weakens it; only who may override checks gets past it. `judge` takes the
    story in hand and a Context.
    """

    code: str
    label: str
    looks_at: str
    judge: Callable[..., Iterable[Finding]]
    level: str = WARN
    limits: Limits | None = None
    is_fixed: bool = False


CHECKS: dict[str, Check] = {}


def check(code: str, label: str, looks_at: str, **weight):
    """Register a function(article, context: Context) -> Iterable[Finding]; `weight` as in Check."""

    def register(judge: Callable[..., Iterable[Finding]]):
        CHECKS[code] = Check(code, label, looks_at, judge, **weight)
        return judge

    return register
