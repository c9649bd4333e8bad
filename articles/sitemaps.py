"""Every page of ours for search engines (https://www.sitemaps.org/protocol.html), in parts.

Stories lie in one part per month (UTC), lists in parts of their own. Nothing here counts: a month
is a range of the feed's index, and whether it holds a story is a look into it. `lastmod` is the
update readers were told of; pages that only list say none.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import reduce
from operator import or_
from urllib.parse import quote

from django.db import connections
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils import timezone

from authors.models import Author
from media.models import Image
from media.templatetags.pictures import jpeg
from newsroom.keyset import of_span
from newsroom.site import absolute
from newsroom.xml import Xml

from . import editions
from .models import Article, BodyPicture, Credit, Page, Section, Series, Tag

MOST = 50_000  # addresses of one part; of the stories of a month, the newest
AT_ONCE = 300  # spans asked for in one query
NEWS_HOURS = 48
MOST_NEWS = 1_000
MOST_IMAGES = 1_000  # of one page, as Google asks
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
NEWS_LANGUAGES = {"zh-hans": "zh-cn", "zh-hant": "zh-tw"}  # else ISO 639
PROBE = "story"  # in place of a slug, which holds nothing that would have to be resolved
IMAGE_FIELDS = ("token", "width", "height", "focal_x", "focal_y", "crops", "rights_expire_on")
_MONTH = re.compile(r"stories-([0-9]{4})-([0-9]{2})", re.ASCII)
_BLOCK = re.compile(r"(topics|authors)-(0|[1-9][0-9]{0,12})", re.ASCII)
Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Place:
    """A page; `modified` and the addresses of `images` where there is something to say."""

    path: str
    modified: datetime | None = None
    images: tuple[str, ...] = ()


def parts() -> Iterator[str]:
    """The names of all parts that hold something."""
    yield "pages"
    if Section.objects.with_stories().exists():
        yield "sections"
    if Series.objects.with_stories().exists():
        yield "series"
    for kind, rows in (("topics", _topics()), ("authors", _authors())):
        yield from (f"{kind}-{number}" for number in _blocks(rows))
    yield from (f"stories-{month:%Y-%m}" for month in months())


def places(name: str) -> list[Place]:
    """The pages of the part `name`; none if there is no such part."""
    if name == "pages":
        own = [Place(it.get_absolute_url(), it.modified_at) for it in Page.objects.live()]
        return [*map(Place, _pages()), *own]
    if name == "sections":
        return _of_rows(Section.objects.with_stories())
    if name == "series":
        rows = _of_rows(Series.objects.with_stories())
        return [Place(reverse("articles:series_list")), *rows] if rows else []
    if match := _BLOCK.fullmatch(name):
        rows, first = {"topics": _topics, "authors": _authors}[match[1]](), int(match[2]) * MOST
        return _of_rows(rows.filter(pk__gte=first, pk__lt=first + MOST))
    match = _MONTH.fullmatch(name)
    try:
        month = date(int(match[1]), int(match[2]), 1) if match else None
    except ValueError:
        return []
    return _stories(_span(month, 1)) if month else []


def index() -> str:
    xml = Xml()
    with xml.element("sitemapindex", {"xmlns": NAMESPACE}):
        for name in parts():
            with xml.element("sitemap"):
                xml.leaf("loc", absolute(reverse("articles:sitemap_part", args=[name])))
    return xml.text


def written(found: Iterable[Place]) -> str:
    xml = Xml()
    with xml.element("urlset", {"xmlns": NAMESPACE, "xmlns:image": IMAGE}):
        for place in found:
            with xml.element("url"):
                xml.leaf("loc", absolute(place.path))
                if place.modified:
                    xml.leaf("lastmod", place.modified.isoformat(timespec="seconds"))
                for image in place.images:
                    with xml.element("image:image"):
                        xml.leaf("image:loc", image)
    return xml.text


def news(publication: str, language: str) -> str:
    """What came out in the last 48 hours, but for what somebody paid for:
    https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap"""
    since = timezone.now() - timedelta(hours=NEWS_HOURS)
    stories = _ours().filter(published_at__gte=since).exclude(kind=Article.Kind.SPONSORED)
    is_new = Q(first_published_at__isnull=True) | Q(first_published_at__gte=since)
    rows = (
        stories.filter(is_new)
        .newest_first()
        .values_list("slug", "language", "published_at", "first_published_at", "headline")
    )
    address, xml = _addresses(), Xml()
    with xml.element("urlset", {"xmlns": NAMESPACE, "xmlns:news": NEWS}):
        for slug, tongue, published, first, headline in rows[:MOST_NEWS]:
            with xml.element("url"):
                xml.leaf("loc", absolute(address(slug)))
                with xml.element("news:news"):
                    with xml.element("news:publication"):
                        xml.leaf("news:name", publication)
                        xml.leaf("news:language", _news_language(tongue or language))
                    out = first or published
                    xml.leaf("news:publication_date", out.isoformat(timespec="seconds"))
                    xml.leaf("news:title", headline)
    return xml.text


def months() -> list[date]:
    """The first days of all months with a story, newest first: a few queries, none for each."""
    stories = _ours().newest_first()
    newest = stories.values_list("published_at", flat=True).first()
    oldest = stories.reverse().values_list("published_at", flat=True).first()
    if newest is None:
        return []
    first, last = oldest.astimezone(UTC).year, newest.astimezone(UTC).year
    years = _inhabited([date(year, 1, 1) for year in range(last, first - 1, -1)], 12)
    return _inhabited([day.replace(month=n) for day in years for n in range(12, 0, -1)], 1)


def _inhabited(days: list[date], length: int) -> list[date]:
    """Those of `days` that begin a span of `length` months with a story in it."""
    parts = (days[start : start + AT_ONCE] for start in range(0, len(days), AT_ONCE))
    return [day for some in parts for day in _with_stories(some, length)]


def _with_stories(days: list[date], length: int) -> list[date]:
    """The part of _inhabited() that one query answers, written once for all spans."""
    bounds = [RawSQL(f"span.{name}", ()) for name in ("since", "till")]  # noqa: S611 - ours
    one = of_span(_ours(), *bounds).order_by().values("pk")[:1]
    sql, params = one.query.sql_with_params()
    database = connections[one.db]
    spans = [
        (number, *map(database.ops.adapt_datetimefield_value, _span(day, length)))
        for number, day in enumerate(days)
    ]
    rows = ", ".join(["(%s, %s, %s)"] * len(spans))
    with database.cursor() as cursor:
        cursor.execute(
            f"WITH span (number, since, till) AS (VALUES {rows}) "  # noqa: S608 - Django's SQL
            f"SELECT number FROM span WHERE EXISTS ({sql})",
            [*(value for span in spans for value in span), *params],
        )
        found = {number for (number,) in cursor.fetchall()}
    return [day for number, day in enumerate(days) if number in found]


def _span(day: date, length: int) -> Span:
    """From the first hour of `day` to that of the day `length` (1 or 12) months later."""
    years, month = divmod(day.month - 1 + length, 12)
    start = datetime(day.year, day.month, 1, tzinfo=UTC)
    try:
        return start, datetime(day.year + years, month + 1, 1, tzinfo=UTC)
    except ValueError:  # there is no year 10,000
        return start, datetime.max.replace(tzinfo=UTC)


def _ours():
    """Stories whose own address is the one to be found: not those first published elsewhere."""
    return Article.objects.published().filter(canonical_url="")


def _within(span: Span):
    return of_span(_ours(), *span)


def _stories(span: Span) -> list[Place]:
    """Three queries, of what the part says and no more; each picture is looked at once."""
    stories = _within(span)
    rows = stories.newest_first().values_list(
        "pk", "slug", "published_at", "updated_at", "lead_image"
    )
    uses = BodyPicture.objects.filter(article__in=stories.values("pk")).order_by("pk")
    in_texts = defaultdict(list)
    for story, image in uses.values_list("article", "image"):
        in_texts[story].append(image)
    shown = _shown(stories.values("lead_image"), uses.order_by().values("image"))
    address = _addresses()
    return [
        Place(
            address(slug),
            max(filter(None, [published, updated])),
            tuple(shown[key] for key in dict.fromkeys([lead, *in_texts[pk]]) if key in shown)[
                :MOST_IMAGES
            ],
        )
        for pk, slug, published, updated, lead in rows[:MOST]
    ]


def _addresses() -> Callable[[str], str]:
    """What makes get_absolute_url() of a story's slug; of thousands, without resolving each."""
    before, after = reverse("articles:detail", args=[PROBE]).split(PROBE)
    return lambda slug: f"{before}{quote(slug)}{after}"


def _shown(*keys: QuerySet) -> dict[int, str]:
    """The addresses of those pictures of any of `keys` whose rights are not over, by key."""
    which = reduce(or_, (Q(pk__in=some) for some in keys))
    images = Image.objects.filter(which).only(*IMAGE_FIELDS)
    return {image.pk: jpeg(image).url for image in images if image.has_rights}


def _of_rows(rows: QuerySet) -> list[Place]:
    return [Place(row.get_absolute_url()) for row in rows.only("slug").order_by("pk")[:MOST]]


def _topics() -> QuerySet:
    """Tags under which readers find something."""
    uses = Article.tags.through.objects.filter(tag=OuterRef("pk"))
    return Tag.objects.filter(_is_out(uses))


def _authors() -> QuerySet:
    return Author.objects.filter(_is_out(Credit.objects.filter(author=OuterRef("pk"))))


def _is_out(uses: QuerySet) -> Exists:
    """Whether any of `uses` is on a story that readers see: each looked up by its story's key,
    since a database that joined them might walk the archive for somebody who has nothing out."""
    return Exists(uses.filter(Exists(Article.objects.published().filter(pk=OuterRef("article")))))


def _blocks(rows: QuerySet) -> Iterator[int]:
    """The numbers of the blocks of MOST keys that hold any of `rows`: a query for each, and one."""
    least = 0
    while True:
        key = rows.filter(pk__gte=least).order_by("pk").values_list("pk", flat=True).first()
        if key is None:
            return
        yield key // MOST
        least = (key // MOST + 1) * MOST


def _pages() -> list[str]:
    names = ("articles:home", "articles:news", "authors:index", "articles:corrections")
    own = [reverse(name) for name in names]
    return list(dict.fromkeys([*own, *(edition.path for edition in editions.current())]))


def _news_language(code: str) -> str:
    return NEWS_LANGUAGES.get(code, code.split("-", maxsplit=1)[0])
