"""The languages there are stories in, as this process knows them: each has a page of its own.

Asked for by every page, so the stories are asked once a generation, and outside the page store at
most once a second.
"""

from dataclasses import dataclass
from itertools import compress

from django.conf import settings
from django.db.models import Exists, QuerySet
from django.urls import reverse
from django.utils import timezone

from newsroom import edge, languages
from newsroom.compiled import Compiled

from .models import Article


@dataclass(frozen=True)
class Edition:
    """A language with stories that readers may see."""

    code: str

    @property
    def name(self) -> str:
        """What the language calls itself."""
        return languages.name(self.code)

    @property
    def direction(self) -> str:
        return languages.direction(self.code)

    @property
    def path(self) -> str:
        """Its page; the site's own language has the News Feed."""
        if self.code == languages.of_site():
            return reverse("articles:news")
        return reverse("articles:edition", args=[self.code])

    @property
    def front(self) -> str:
        """Where readers of this language begin."""
        return reverse("articles:home") if self.code == languages.of_site() else self.path


def _has_stories(codes: tuple[str, ...], now) -> QuerySet:
    """For each of the languages, in one row: each reads one row of its own index."""
    stories = Article.objects.published(now)
    asked = {f"in_{n}": Exists(stories.in_language(code)) for n, code in enumerate(codes)}
    return Article.objects.order_by().annotate(**asked).values_list(*asked)[:1]


_HAS_STORIES = Compiled(_has_stories)


def _ask() -> tuple[str, ...]:
    """Codes of the languages with stories. One query."""
    codes = tuple([code for code, _name in settings.LANGUAGES])
    found = _HAS_STORIES.first(codes, now=timezone.now()) or ()
    return tuple(compress(codes, found))


_codes = edge.Remembered(_ask)


def current() -> list[Edition]:
    """The site's language first, then the others with stories, in the order of the settings."""
    own = languages.of_site()
    return [Edition(own), *(Edition(code) for code in _codes.get() if code != own)]


def alternates(path: str) -> list[tuple[str, str]]:
    """(hreflang, path) of the pages that are `path` in other languages and of itself; none where
    there is only one language, or where `path` is the page of none."""
    found = [(edition.code, edition.path) for edition in current()]
    if len(found) < 2 or path not in dict(found).values():
        return []
    return [*found, ("x-default", found[0][1])]


def forget() -> None:
    """Ask again at the next page."""
    _codes.forget()
