"""The desk's pages as values: what is mine, the board by state, the hours of a day or week."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from authors.models import User

from . import workflow
from .models import Article, Section, Transition
from .planned import first_keys, keys_by_part
from .querysets import ArticleQuerySet
from .workflow import Status

LIST = 8  # stories of one list on the start page
COLUMN = 20  # stories of one state on the board
MOST = 100  # of a list of its own, and of each kind of hour on a day
MOST_IN_ALL = 1_000  # where all days are one list
MOST_IN_WEEK = 8  # the same where seven days stand side by side
SENT_BACK = [(Status.REVIEW, Status.DRAFT), (Status.READY, Status.DRAFT)]


def _known(user: User) -> ArticleQuerySet:
    """Every story `user` may know of."""
    return Article.objects.seen_by(user)


def stories(user: User) -> ArticleQuerySet:
    """The same, as the desk's pages show them."""
    return _known(user).for_desk()


@dataclass(frozen=True)
class Start:
    """The lists of the start page."""

    mine: list[Article]
    in_review: list[Article]
    scheduled: list[Article]
    just_out: list[Article]
    late: list[Article]


def start(user: User, size: int = LIST) -> Start:
    """`size` stories of each list (of the late ones one more): three queries for all of them.

    mine: unfinished stories `user` writes, began or signs, the most pressing first; `sent_back` of
    each is the Transition that returned it to its writer, if it was. in_review: what waits for an
    editor where `user` may approve, the longest waiting first. scheduled: the next to go live, or
    whose changes do. just_out: the newest. late: the longest late first.
    """
    lists = {
        "mine": (_mine(user, size), by_due),
        "in_review": (_in_review(user, size), lambda story: story.modified_at),
        "scheduled": (_next_out(user, size), next_hour),
        "just_out": ([Article.objects.published().newest_first()[:size]], _newest),
        "late": ([_known(user).late()[: size + 1]], lambda story: story.due_at),
    }
    keys = keys_by_part([part for parts, _order in lists.values() for part in parts])
    rows = stories(user).in_bulk(set().union(*keys))
    found = {}
    for name, (parts, order) in lists.items():
        own, keys = keys[: len(parts)], keys[len(parts) :]
        found[name] = _in_order((rows[key] for key in set().union(*own) if key in rows), order)
    start = Start(**{name: there[: size + (name == "late")] for name, there in found.items()})
    note_sent_back(start.mine)
    return start


def mine(user: User, size: int) -> list[Article]:
    """`mine` of start() alone: three queries."""
    found = sorted(_found(user, _mine(user, size)), key=by_due)
    return note_sent_back(found[:size])


def late(user: User, size: int) -> list[Article]:
    """`late` of start() alone: one query."""
    return list(stories(user).late()[:size])


def owed(user: User, size: int) -> ArticleQuerySet:
    """Stories that `user` may tell readers of, whose declared correction is not written yet."""
    if not user.has_perm(workflow.CORRECT):
        return Article.objects.none()
    reach = workflow.reach(user)
    found = stories(user).owing_a_correction()
    return (found.filter(section__in=reach) if reach else found)[:size]


def _in_order(there: Iterable[Article], order: Callable) -> list[Article]:
    """Stories by what `order` says of each; without those it says None of: since their keys were
    read a colleague has taken them on."""
    return sorted((story for story in there if order(story) is not None), key=order)


def _found(user: User, parts: list) -> list[Article]:
    return list(stories(user).filter(pk__in=first_keys(parts)))


def _mine(user: User, size: int) -> list:
    assigned = Article.objects.assigned_to(user)
    return [
        assigned.dated_first()[:size],
        assigned.undated()[:size],
        Article.objects.begun_by(user).order_by("-modified_at")[:size],
        Article.objects.signed_by(user).order_by("-modified_at")[:size],
    ]


def _in_review(user: User, size: int) -> list:
    if not user.has_perm(workflow.APPROVE):
        return []
    reach = workflow.reach(user)
    waiting = Article.objects.filter(status=Status.REVIEW).order_by("modified_at")
    return [(waiting.filter(section__in=reach) if reach else waiting)[:size]]


def _next_out(user: User, size: int) -> list:
    changes = _known(user).filter(changes_at__isnull=False).order_by("changes_at")
    return [*_known(user).next_out(size), changes[:size]]


def by_due(story: Article) -> tuple:
    """Order: what is due first, then what was touched last."""
    far = datetime.max.replace(tzinfo=story.modified_at.tzinfo)
    return (story.due_at or far, -story.modified_at.timestamp())


def next_hour(story: Article) -> datetime | None:
    """When something of a scheduled story reaches readers; None if nothing will."""
    return story.goes_live_at if story.is_scheduled else story.changes_at


def _newest(story: Article) -> tuple | None:
    return (-story.published_at.timestamp(), -story.pk) if story.published_at else None


def note_sent_back(found: list[Article]) -> list[Article]:
    """Put on each story, as `sent_back`, the move that returned it to its writer, or None."""
    drafts = [story.pk for story in found if story.status == Status.DRAFT]
    moves = Transition.objects.filter(article__in=drafts).select_related("by").order_by("pk")
    newest = {move.article_id: move for move in moves} if drafts else {}
    for story in found:
        move = newest.get(story.pk)
        story.sent_back = move if move and (move.start, move.to) in SENT_BACK else None
    return found


# The board


@dataclass(frozen=True)
class Column:
    """Stories of one state; `has_more` than are shown."""

    key: str
    label: str
    stories: list[Article]
    has_more: bool


def board(user: User, *, section: Section | None = None, assignee: User | None = None):
    """The columns of the board, pitched to scheduled: two queries."""
    all_stories = _known(user)
    if section:
        all_stories = all_stories.in_section(section)
    if assignee:
        all_stories = all_stories.filter(assignee=assignee)
    parts = all_stories.next_out(COLUMN + 1)
    for status in workflow.UNFINISHED:
        there = all_stories.unfinished().filter(status=status)  # as its index says it
        parts += [there.dated_first()[: COLUMN + 1], there.undated()[: COLUMN + 1]]
    found = sorted(_found(user, parts), key=by_due)
    columns = [(status.value, status.label, status) for status in workflow.UNFINISHED]
    return [
        _column(key, label, [story for story in found if story.status == status])
        for key, label, status in columns
    ] + [_column("scheduled", _("Scheduled"), _by_hour(found))]


def _by_hour(found: list[Article]) -> list[Article]:
    return sorted((story for story in found if story.is_scheduled), key=next_hour)


def _column(key: str, label: str, there: list[Article]) -> Column:
    return Column(key, label, there[:COLUMN], has_more=len(there) > COLUMN)


# The calendar


@dataclass(frozen=True)
class Moment:
    """An hour of a story: `kind` says what happens then."""

    at: datetime
    kind: str
    story: Article

    LABELS = {
        "due": _("due"),
        "meant": _("planned to go live"),
        "scheduled": _("goes live"),
        "out": _("went live"),
        "changes": _("changes go live"),
        "embargo": _("embargo ends"),
    }

    @property
    def is_to_come(self) -> bool:
        return self.at > timezone.now()

    @property
    def label(self) -> str:
        is_scheduled = self.kind == "out" and self.is_to_come
        return self.LABELS["scheduled" if is_scheduled else self.kind]


@dataclass
class Day:
    """What happens on one day by the newsroom's clock, in order; `has_more` than is listed."""

    date: date
    moments: list[Moment]
    has_more: bool = False

    @property
    def is_today(self) -> bool:
        return self.date == timezone.localdate()


# Which stories have an hour of a kind in [start, end), and the field it stands in.
HOURS = [
    ("due", ArticleQuerySet.due_between, "due_at"),
    ("meant", ArticleQuerySet.meant_between, "published_at"),
    ("out", ArticleQuerySet.out_between, "published_at"),
    ("changes", ArticleQuerySet.changing_between, "changes_at"),
    ("embargo", ArticleQuerySet.released_between, "embargo_until"),
]


def agenda(user: User, first: date, days: int, *, most: int = MOST) -> list[Day]:
    """The `days` from `first` on, with `most` hours of each kind a day: two queries."""
    dates = [first + timedelta(days=n) for n in range(days)]
    ends = [midnight(day) for day in [*dates, first + timedelta(days=days)]]
    parts = [
        between(_known(user), start, end)[: most + 1]
        for start, end in pairwise(ends)
        for _kind, between, _field in HOURS
    ]
    keys = keys_by_part(parts)
    rows = stories(user).in_bulk(set().union(*keys))
    return [
        _day(day, [[rows[key] for key in keys.pop(0) if key in rows] for _kind in HOURS], most)
        for day in dates
    ]


def _day(day: date, found: list[list[Article]], most: int) -> Day:
    moments = []
    for (kind, _between, hour), there in zip(HOURS, found, strict=True):
        moments += sorted(_moments(kind, hour, there), key=_order)[:most]
    return Day(day, sorted(moments, key=_order), any(len(there) > most for there in found))


def _moments(kind: str, hour: str, there: Iterable[Article]) -> Iterator[Moment]:
    """The hours of this kind; a story whose hour was taken away since its key was read has none."""
    for story in there:
        if getattr(story, hour) is not None:
            yield Moment(getattr(story, hour), kind, story)


def _order(moment: Moment) -> tuple:
    return moment.at, moment.story.pk


def midnight(day: date) -> datetime:
    """When `day` begins by the newsroom's clock."""
    return timezone.make_aware(datetime.combine(day, time.min))


def moments(user: User, first: date, days: int) -> list[Moment]:
    """The hours of `days` days from `first` on, in order, MOST_IN_ALL of each kind: two queries."""
    start, end = midnight(first), midnight(first + timedelta(days=days))
    parts = [between(_known(user), start, end)[:MOST_IN_ALL] for _kind, between, _hour in HOURS]
    keys = keys_by_part(parts)
    rows = stories(user).in_bulk(set().union(*keys))
    found = [
        moment
        for (kind, _between, hour), there in zip(HOURS, keys, strict=True)
        for moment in _moments(kind, hour, [rows[key] for key in there & set(rows)])
    ]
    return sorted(found, key=_order)
