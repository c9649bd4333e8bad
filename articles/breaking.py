"""The breaking news above every page, as this process knows it.

Asked for by every page, so the rows are read at most once a second, and again when this process
changes them: another process is a second late at worst. Only while a bar leads to a story does each
page ask for that story: it must not be named a moment longer than it may be read.
"""

import time
from dataclasses import dataclass

from .models import Article, BreakingBar

RECHECK = 1.0  # seconds


@dataclass(frozen=True)
class Bar:
    """What stands above the page; `article` is None, or visible."""

    text: str
    article: Article | None = None

    @property
    def words(self) -> str:
        return self.text or self.article.headline


class _Known:
    bars: list[BreakingBar] = []
    asked_at = float("-inf")


def current() -> Bar | None:
    """What readers are told now, or None."""
    if time.monotonic() - _Known.asked_at > RECHECK:
        _Known.bars, _Known.asked_at = list(BreakingBar.objects.not_over()), time.monotonic()
    bar = next((bar for bar in _Known.bars if bar.is_on), None)
    if bar is None:
        return None
    article = None
    if bar.article_id:
        article = Article.objects.published().for_list().filter(pk=bar.article_id).first()
    return Bar(bar.text, article) if bar.text or article else None


def forget() -> None:
    """Ask again at the next page."""
    _Known.asked_at = float("-inf")
