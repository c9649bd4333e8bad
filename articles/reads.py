"""How often stories are read, counted without cookies, addresses or anything else of a reader.

Each page that is handed out, from the store or not, is counted in memory; about once a minute each
process adds what it counted to hourly rows. So reading writes nothing, and a process that is killed
takes a minute's counts with it.
"""

import logging
import re
import time
from collections import Counter
from datetime import datetime, timedelta
from functools import lru_cache
from threading import Lock

from django.db import DatabaseError, connection, transaction
from django.db.models import Sum
from django.utils import timezone

logger = logging.getLogger(__name__)
EVERY = 60.0  # seconds between two writes of a process
MOST_KEYS = 20_000  # stories counted between them
AT_ONCE = 200  # rows of one statement
KEPT = timedelta(days=14)
WINDOW = timedelta(hours=24)
RANKED = 60  # stories of the ranking; more than any front has places to fill by it
RANKING_HOLDS = 60.0  # seconds
SUBJECT = "story-"
AGENT = 500  # characters of a browser's name that are looked at

# Who says in its name that it is no person. What pretends to be a browser is counted.
BOTS = re.compile(
    r"bot\b|bot[/ ;_-]|crawl|spider|slurp|preview|scrap|fetch|monitor|feed|rss|archiv|headless|"
    r"lighthouse|pingdom|uptime|validator|facebookexternalhit|whatsapp|telegram|embedly|"
    r"curl|wget|python|java/|go-http|okhttp|axios|node|ruby|perl|php|libwww|httpclient|httpx",
    re.IGNORECASE,
)


class _Counted:
    lock = Lock()
    numbers: Counter = Counter()  # by subject
    since = 0.0
    pruned_at = float("-inf")
    ranking: list[tuple[int, int]] = []  # keys with how often they were read
    ranked_at = float("-inf")


def subject(article: int) -> str:
    """What newsroom.edge.count() calls the story with this key."""
    return f"{SUBJECT}{article}"


@lru_cache(maxsize=1000)
def _is_robot(agent: str) -> bool:
    """By its own word, or because it says none."""
    return not agent or bool(BOTS.search(agent))


def _is_guess(environ: dict) -> bool:
    """Whether a browser only guesses that somebody will want the page."""
    purpose = environ.get("HTTP_SEC_PURPOSE", "") + environ.get("HTTP_PURPOSE", "")
    return "prefetch" in purpose or "prerender" in purpose


def note(subject: str, environ: dict) -> None:
    """Count that a story's page was handed out, if a person seems to have asked for it.

    It counts for the hour in which it is written down. Called for every page that is handed out,
    stored ones too: it must cost next to nothing.
    """
    if environ["REQUEST_METHOD"] != "GET" or not subject.startswith(SUBJECT):
        return
    if _is_robot(environ.get("HTTP_USER_AGENT", "")[:AGENT]):
        return
    if ("HTTP_SEC_PURPOSE" in environ or "HTTP_PURPOSE" in environ) and _is_guess(environ):
        return
    with _Counted.lock:
        numbers = _Counted.numbers
        number = numbers.get(subject, 0)
        if not numbers:
            _Counted.since = time.monotonic()
        if number or len(numbers) < MOST_KEYS:
            numbers[subject] = number + 1


def flush_if_due(**kwargs) -> None:
    """Write what was counted, if some time has passed: after an answer, and once a second."""
    if _Counted.numbers and time.monotonic() - _Counted.since >= EVERY:
        flush()


def flush() -> None:
    """Write what was counted; if the database is busy or away, with the next time."""
    with _Counted.lock:
        numbers, _Counted.numbers = _Counted.numbers, Counter()
        _Counted.since = time.monotonic()
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    keys = {(int(subject.removeprefix(SUBJECT)), hour): n for subject, n in numbers.items()}
    try:
        with transaction.atomic():
            _add(keys)
        _prune()
    except DatabaseError:
        logger.warning("What was read could not be written yet.", exc_info=True)
        with _Counted.lock:
            _Counted.numbers.update(numbers)


def forget() -> None:
    """As a process that has just begun."""
    with _Counted.lock:
        _Counted.numbers = Counter()
        _Counted.ranked_at = _Counted.pruned_at = float("-inf")


def most_read(at: datetime | None = None, *, fewest: int = 1) -> list[int]:
    """Keys of the stories most read in the 24 hours before `at` (now), visible or not.

    Only those that were read at least `fewest` times.
    """
    now = timezone.now()
    if at is not None and at < now:
        ranking = _rank(at)
    else:
        if time.monotonic() - _Counted.ranked_at > RANKING_HOLDS:
            _Counted.ranking, _Counted.ranked_at = _rank(now), time.monotonic()
        ranking = _Counted.ranking
    return [key for key, number in ranking if number >= fewest]


def _rank(at: datetime) -> list[tuple[int, int]]:
    from .models import Reads

    rows = Reads.objects.filter(hour__gt=at - WINDOW, hour__lte=at).values("article")
    ranked = rows.annotate(total=Sum("number")).order_by("-total", "-article")[:RANKED]
    return [(row["article"], row["total"]) for row in ranked]


def _add(numbers: dict[tuple[int, datetime], int]) -> None:
    """Both databases add up in the statement itself, whoever else adds at that moment."""
    from .models import Article, Reads

    there = Article.objects.filter(pk__in={key for key, _ in numbers}).values_list("pk", flat=True)
    there = set(there)
    rows = sorted((hour, key, n) for (key, hour), n in numbers.items() if key in there)
    adapt = connection.ops.adapt_datetimefield_value
    for start in range(0, len(rows), AT_ONCE):
        part = rows[start : start + AT_ONCE]
        values = ", ".join(["(%s, %s, %s)"] * len(part))
        table = Reads._meta.db_table
        sql = (
            f"INSERT INTO {table} (hour, article_id, number) VALUES {values} "  # noqa: S608
            "ON CONFLICT (hour, article_id) "
            f"DO UPDATE SET number = {table}.number + excluded.number"
        )
        parameters = [value for hour, key, n in part for value in (adapt(hour), key, n)]
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)


def _prune() -> None:
    """Once an hour, forget hours that no ranking asks for."""
    from .models import Reads

    if time.monotonic() - _Counted.pruned_at > 3600:
        Reads.objects.filter(hour__lt=timezone.now() - KEPT).delete()
        _Counted.pruned_at = time.monotonic()
