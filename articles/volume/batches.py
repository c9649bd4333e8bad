"""Published stories by batches, each with all that the write door leaves behind it."""

import itertools
import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext

from django.db import connection, transaction

from articles import search
from articles.models import Article
from newsroom import edge

from .cast import REF, Cast
from .drafting import Batch, Drafter
from .prose import Prose
from .rows import at_full_speed, insert, key_batches, look_back, without_looking_back

BATCH = 1_000  # stories of one transaction
MANY = 20_000  # from here on an index of words is made at the end rather than on the way
MOST = 20_000_000


def made_so_far() -> int:
    """The number of the last story that was made: there are so many, unless some were deleted."""
    ours = Article.objects.exclude(import_ref="").filter(
        import_ref__gte=REF, import_ref__lt="made;"
    )
    last = ours.order_by("-import_ref").values_list("import_ref", flat=True).first()
    return int(last.removeprefix(REF)) if last else 0


def is_real() -> bool:
    """Whether there are stories that were neither made here nor belong to the sample."""
    made_up = Article.objects.exclude(import_ref__startswith="sample:")
    return made_up.exclude(import_ref__startswith=REF).exists()


class Maker:
    """Makes the stories `first` to `last` of all.

    A batch is there or not: what was cut short goes on where it stopped. `tell` receives the number
    of the last story that is there.
    """

    def __init__(self, prose: Prose, cast: Cast, *, tell: Callable[[int], object] = lambda n: None):
        self.drafter, self.tell = Drafter(prose, cast), tell

    def make(self, first: int, last: int) -> None:
        is_many = last - first + 1 >= MANY
        with search.in_bulk() if is_many else nullcontext(), at_full_speed():
            for batch in self._drafted(first, last, is_many):
                self._write(batch)
                self.tell(batch.last)
        if is_many:
            self._tell_the_planner()

    def _drafted(self, first: int, last: int, is_many: bool) -> Iterator[Batch]:
        starts = range(first, last + 1, BATCH)
        sizes = [min(BATCH, last + 1 - start) for start in starts]
        taken = zip(key_batches(Article, sizes), starts, strict=True)
        asked = ((keys, start, last) for keys, start in taken)
        if is_many and "fork" in multiprocessing.get_all_start_methods():
            yield from _made_ahead(self.drafter, asked)
        else:
            yield from itertools.starmap(self.drafter.batch, asked)

    @transaction.atomic
    def _write(self, batch: Batch) -> None:
        with connection.cursor() as cursor:
            is_believed = without_looking_back(cursor)
            for table, columns, rows in batch.tables:
                insert(table, columns, rows)
            search.add(batch.found)
            if is_believed:
                look_back(cursor)
        edge.publish()

    def _tell_the_planner(self) -> None:
        """PostgreSQL's own housekeeping comes by later; SQLite has none."""
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _made_ahead(drafter: Drafter, asked: Iterable[tuple]) -> Iterator[Batch]:
    """What `drafter` makes of each of `asked`, in another process: one while the one before is
    written. Forked, so that it has the drafter; it asks the database nothing."""
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(1, fork, initializer=_begin, initargs=(drafter,)) as other:
        waiting = None
        for each in asked:
            following = other.submit(_draft, *each)
            if waiting:
                yield waiting.result()
            waiting = following
        if waiting:
            yield waiting.result()


_drafters: list[Drafter] = []  # of the other process: one


def _begin(drafter: Drafter) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that writes
    _drafters.append(drafter)


def _draft(*asked) -> Batch:
    return _drafters[0].batch(*asked)
