"""The seam of search: what the write door tells the index, and what readers and the desk ask it.

One index holds what went out, another the newsroom's text where that differs: drafts and working
copies. Whatever is asked is asked of a queryset of stories, so what nobody may see is never found.
"""

from collections.abc import Callable, Iterable
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import QuerySet

from articles.models import Article, Revision
from newsroom import edge

from . import documents, postgres, sqlite
from .documents import DESK, PUBLIC
from .engine import Hit, Search
from .query import Query, typed

BATCH = 500
TEXTS = ("headline", "standfirst", "body", "lead_caption", "slug")  # of a row, for its document
DESK_MOST = 1_000  # of each index: the newest that match

__all__ = [
    "Hit",
    "Query",
    "Search",
    "add",
    "find",
    "for_desk",
    "forget",
    "in_bulk",
    "is_behind",
    "keep",
    "prepared",
    "rebuild",
    "take_from_readers",
]  # fmt: skip


def _index():
    return postgres if connection.vendor == "postgresql" else sqlite


def keep(article: Article, *, desk: Revision | None = None, public: Revision | None = None) -> None:
    """Bring in revisions of the locked row that it points to now; None leaves what is known.

    The desk's text is kept apart only where it is not what went out.
    """
    index = _index()
    if public:
        index.replace(PUBLIC, [_document(article, public)])
    if article.status == Article.Status.PUBLISHED and article.revision == article.public_revision:
        if desk or public:
            index.drop(DESK, [article.pk])
    elif desk:
        index.replace(DESK, [_document(article, desk)])


def prepared(found: Iterable[documents.Document]) -> list:
    """Documents as add() takes them; asks no database anything."""
    return _index().prepared(PUBLIC, found)


def add(found: list) -> None:
    """Bring in stories that no index knows yet, without looking whether one does."""
    _index().add(PUBLIC, found)


@contextmanager
def in_bulk():
    """Much is about to be added: what is made faster at the end is made at the end.

    Meanwhile searches of PostgreSQL are slow; where this is cut short by force, so they stay until
    the next rebuild() or in_bulk() has ended.
    """
    _index().before_many(PUBLIC)
    try:
        yield
    finally:
        _index().tidy(PUBLIC)


def take_from_readers(article: Article, *, desk: Revision) -> None:
    """The locked row is not published any more: its text is the desk's alone."""
    _index().drop(PUBLIC, [article.pk])
    _index().replace(DESK, [_document(article, desk)])


def forget(article: Article) -> None:
    """Take a story that is deleted out of both."""
    for edition in (PUBLIC, DESK):
        _index().drop(edition, [article.pk])


def find(search: Search) -> list[Hit]:
    """Stories readers may be shown (`search.stories`), the newest first."""
    return [] if search.query.is_empty else _index().newest(PUBLIC, search)


def phrases_within() -> int | None:
    """Among how many stories with all its words, the newest ones, a phrase is looked for; None: in
    all of them."""
    return getattr(_index(), "REREAD", None)


def for_desk(words: str, stories: QuerySet) -> QuerySet:
    """Those of `stories` that `words`, perhaps half typed, are in: as they went out or as drafts.

    Of more than DESK_MOST the newest. Asks at once; the answer is filtered by key.
    """
    query = typed(words)
    if query.is_empty:
        return stories.none() if words.strip() else stories
    asked = Search(query, stories, DESK_MOST)
    keys = {hit.key for edition in (PUBLIC, DESK) for hit in _index().newest(edition, asked)}
    return stories.filter(pk__in=keys)


def is_behind() -> bool:
    """Whether there are stories, and it does not know the first of them, which rebuild() comes to
    last: it was never filled, or that was interrupted."""
    first = Article.objects.order_by("pk").values_list("pk", flat=True).first()
    return first is not None and not any(_index().has(it, first) for it in (PUBLIC, DESK))


def rebuild(tell: Callable[[int], object] = lambda number: None) -> int:
    """Index every story anew, in batches of one transaction each; how many there are.

    What is written meanwhile by others is kept: a batch locks its stories, and each is replaced.
    The newest come first, and are found first.
    """
    number, last = 0, None
    while batch := _rebuild_batch(last):
        last, number = batch[0], number + len(batch)
        tell(number)
    _drop_gone()
    for edition in (PUBLIC, DESK):
        _index().tidy(edition)
    edge.publish()  # searches may find more, or less
    return number


@transaction.atomic
def _rebuild_batch(before: int | None) -> list[int]:
    """The keys of the next stories, which were indexed, the least first."""
    rows = Article.objects.order_by("-pk").select_for_update(of=("self",))
    rows = rows if before is None else rows.filter(pk__lt=before)
    stories = list(rows.prefetch_related("tags", "credits__author")[:BATCH])[::-1]
    keys = [article.pk for article in stories]
    copies = _working_copies(stories)
    public, desk = [], []
    for article in stories:
        is_out = article.status == Article.Status.PUBLISHED
        (public if is_out else desk).append(_document_of_row(article))
        if article.pk in copies:
            desk.append(_document(article, copies[article.pk]))
    for edition, found in ((PUBLIC, public), (DESK, desk)):
        _index().drop(edition, set(keys) - {it.key for it in found})
        _index().replace(edition, found)
    return keys


def _working_copies(stories: Iterable[Article]) -> dict[int, Revision]:
    numbers = {it.pk: it.revision for it in stories if it.has_unpublished_changes}
    found = Revision.objects.filter(article__in=numbers, number__in=set(numbers.values()))
    return {it.article_id: it for it in found if numbers[it.article_id] == it.number}


def _document(article: Article, revision: Revision) -> documents.Document:
    return documents.from_content(article, revision.content, revision.names)


def _document_of_row(article: Article) -> documents.Document:
    credits = list(article.credits.all())
    content = {
        **{name: getattr(article, name) for name in TEXTS},
        "section": article.section_id,
        "kind": article.kind,
        "language": article.language,
        "credits": [[credit.role, credit.author_id] for credit in credits],
        "tags": [tag.pk for tag in article.tags.all()],
    }
    signed = {str(credit.author_id): credit.signed_name for credit in credits}
    return documents.from_content(article, content, {"author": signed})


def _drop_gone() -> None:
    """What the index knows of stories that were deleted past the write door."""
    for edition in (PUBLIC, DESK):
        for keys in _index().keys_in_batches(edition, 10_000):
            there = set(Article.objects.filter(pk__in=keys).values_list("pk", flat=True))
            _index().drop(edition, set(keys) - there)
