"""The breaking news above every page, as this process knows it.

Asked for by every page, so the rows are read once a generation. Outside the page store they are
read at most once a second, and again when this process changes them: another process is a second
late at worst. Only while a bar leads to a story does each page ask for that story: it must not be
named a moment longer than it may be read. The words before it end with it, and wait for the end of
its embargo; before that of a story that is still written they stand alone.
"""

from dataclasses import dataclass

from django.utils import timezone

from newsroom import edge

from . import workflow
from .models import Article, BreakingBar


@dataclass(frozen=True)
class Bar:
    """What stands above the page; `article` is None, or visible."""

    text: str
    article: Article | None = None

    @property
    def words(self) -> str:
        return self.text or self.article.headline


_bars = edge.Remembered(lambda: list(BreakingBar.objects.not_over()))


def current() -> Bar | None:
    """What readers are told now, or None."""
    bar = next((bar for bar in _bars.get() if bar.is_on), None)
    if bar is None:
        return None
    if not bar.article_id:
        return Bar(bar.text)
    article = Article.objects.for_list().filter(pk=bar.article_id).first()
    if article and article.is_visible:
        return Bar(bar.text, article)
    return Bar(bar.text) if bar.text and article and _is_to_come(article) else None


def _is_to_come(article: Article) -> bool:
    """Whether readers have not seen it yet, and nobody asked them to wait."""
    is_silent = article.embargo_until and article.embargo_until > timezone.now()
    return not (is_silent or article.has_been_public or article.status in workflow.SHUT)


def forget() -> None:
    """Ask again at the next page."""
    _bars.forget()
