"""A version of a story in hand, as its page would have it: the newest text, an old one, kept words.

Nothing here is written; the stories that come out must not be saved.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import prefetch_related_objects
from django.utils import timezone

from articles.models import Article, Revision, ShareLink
from articles.revisions import content as contents
from authors.models import User
from newsroom import html, text


@dataclass(frozen=True)
class Version:
    """`article` as `revision` has it; None is a row from before versions were kept.

    `gone` says in words which references lead nowhere any more and were left out.
    """

    article: Article
    revision: Revision | None = None
    gone: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        return self.revision.number if self.revision else 0

    @property
    def at(self) -> datetime:
        """When it was written."""
        return self.revision.at if self.revision else self.article.modified_at


def newest(article: Article) -> Version:
    """The desk's newest text of `article`, which is changed in hand."""
    return _shown(article, _revisions(article).filter(number=article.revision).first())


def numbered(article: Article, number: int, *, among=None) -> Version | None:
    """`article`, changed in hand, as its revision `number` has it; None if there is no such.

    `among`: the revisions to choose from, where somebody may not read all of them.
    """
    among = _revisions(article) if among is None else among.select_related("by")
    revision = among.filter(number=number).first() if number else None
    return _shown(article, revision) if revision else None


def kept_words(article: Article, key: int, *, by: User) -> Version | None:
    """`article`, changed in hand, as the words kept for `by` under `key` have it."""
    revision = _revisions(article).filter(pk=key, by=by).first()
    return _shown(article, revision) if revision else None


def shared(link: ShareLink) -> Version | None:
    """What `link` leads to now; None if its version is kept no longer."""
    if link.revision is None:
        return newest(link.article)
    return numbered(link.article, link.revision)


def _revisions(article: Article):
    return Revision.objects.of(article).select_related("by")


def _shown(article: Article, revision: Revision | None) -> Version:
    """Eight queries for a revision, whatever it holds."""
    if revision:
        content, names = dict(revision.content), revision.names
    else:
        content, names = contents.read(article)
    # Kept words are stored as they were typed: nothing of them was cleaned before.
    content["body"] = html.clean(content.get("body", article.body) or "")
    if not content.get("section"):
        content.pop("section", None)  # kept words may have none yet; the page needs one
    content, found = contents.find(content, names)
    contents.shown(article, content, found)
    article.word_count = text.count_words(article.body)
    article.published_at = article.published_at or timezone.now()  # as if it went out now
    people = [credit.author for credit in article.credits.all()]
    prefetch_related_objects(people, "portrait", "links")
    return Version(article, revision, tuple(found.gone))
