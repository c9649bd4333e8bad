"""What a reader asks on the search page, read from its address: what cannot be read is said, and
left out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from articles.models import Article, Credit, Section
from authors.models import Author
from newsroom import slugs

from . import documents
from .query import MAX_TERMS, Query, cleaned, parse

YEARS = range(1000, 3000)  # a calendar ends somewhere; so does what a database can compare
MAX_NAME = 150
PARAMETERS = (
    "q", "order", "section", "kind", "language", "author", "from", "to", "page", "before",
)  # fmt: skip
_PAGE = re.compile("[1-9][0-9]{0,2}")
_CURSOR = re.compile("(-?[0-9]{1,11})-([0-9]{1,18})")


@dataclass
class Asked:
    """A search as its page shows it; `problems` are for the reader."""

    text: str = ""
    by_date: bool = False
    section: Section | None = None
    kind: str = ""
    language: str = ""
    author: Author | None = None
    author_name: str = ""
    since: date | None = None
    until: date | None = None
    page: int = 1
    before: tuple[datetime, int] | None = None
    problems: list[str] = field(default_factory=list)

    @property
    def is_narrowed(self) -> bool:
        narrowing = self.section, self.kind, self.language, self.author, self.since, self.until
        return any(narrowing)

    @property
    def is_first(self) -> bool:
        return self.page == 1 and self.before is None

    def query(self) -> Query:
        """One query where an author is asked for, who may have been somebody else before."""
        query = parse(self.text, self.language)
        if query.is_cut:
            self.problems.append(
                _("That is a long question: only its first %(number)d words were looked for.")
                % {"number": MAX_TERMS}
            )
        facets = {"section": self.section and self.section.pk, "kind": self.kind}
        facets["language"] = self.language
        marks = [(mark,) for mark in documents.facets(**{k: v for k, v in facets.items() if v})]
        if self.author:
            former = self.author.former.values_list("key", flat=True)
            marks.append(tuple(f"@a{key}" for key in (self.author.pk, *former)))
        return replace(
            query,
            marks=tuple(marks),
            since=_midnight(self.since),
            until=_midnight(self.until and self.until + timedelta(days=1)),
        )

    def address(self, **changes) -> str:
        """The address of this search with `changes` of its parameters; "" leaves one out."""
        values = {
            "q": self.text,
            "order": "date" if self.by_date else "",
            "section": self.section.slug if self.section else "",
            "kind": self.kind,
            "language": self.language,
            "author": self.author_name if self.author else "",
            "from": self.since.isoformat() if self.since else "",
            "to": self.until.isoformat() if self.until else "",
        } | changes
        return "?" + urlencode({name: value for name, value in values.items() if value != ""})


def read(given: QueryDict, sections: Iterable[Section]) -> Asked:
    """`given` as a search within one of `sections`; one query where a person is asked for."""
    asked = Asked(text=cleaned(given.get("q", "")))
    asked.by_date = given.get("order") == "date"
    say = asked.problems.append
    if given.get("q") and not asked.text:
        say(_("There is no word in this question."))
    asked.section = _one(given, "section", {it.slug: it for it in sections}, say)
    asked.kind = _one(given, "kind", {it: it for it in Article.Kind.values}, say) or ""
    known = {code: code for code, _name in settings.LANGUAGES}
    asked.language = _one(given, "language", known, say) or ""
    asked.since, asked.until = (_date(given, name, say) for name in ("from", "to"))
    if asked.since and asked.until and asked.until < asked.since:
        asked.since, asked.until = asked.until, asked.since
    asked.author_name = cleaned(given.get("author", ""))[:MAX_NAME]
    if asked.author_name:
        asked.author = _author(asked.author_name)
        if asked.author is None:
            say(_("Nobody called “%(name)s” signs stories here.") % {"name": asked.author_name})
    asked.page, asked.before = _page(given.get("page", "")), _cursor(given.get("before", ""))
    return asked


def cursor(hit) -> str:
    """Where a hit stands in the order of time; read() understands it."""
    return f"{int(hit.at.timestamp())}-{hit.key}"


def _one(given: QueryDict, name: str, known: dict, say):
    value = cleaned(given.get(name, ""))
    if value and value not in known:
        words = {
            "section": _("There is no section “%(value)s”: all were searched."),
            "kind": _("There is no kind of story “%(value)s”: all were searched."),
            "language": _("There are no stories in “%(value)s”: all languages were searched."),
        }
        say(words[name] % {"value": value[:60]})
    return known.get(value)


def _date(given: QueryDict, name: str, say) -> date | None:
    value = cleaned(given.get(name, ""))
    if not value:
        return None
    try:
        found = parse_date(value)
    except ValueError:
        found = None
    if found is None or found.year not in YEARS:
        say(_("“%(value)s” is no date: write it as 2026-11-28.") % {"value": value[:60]})
        return None
    return found


def _author(name: str) -> Author | None:
    """Who signs visible stories by this name or at this address."""
    mine = Credit.objects.filter(author=OuterRef("pk"))
    signs = mine.filter(article__in=Article.objects.published().values("pk"))
    return (
        Author.objects.filter(Exists(signs))
        .filter(Q(slug=slugs.slugify(name)) | Q(name__iexact=name))
        .order_by("pk")
        .first()
    )


def _page(value: str) -> int:
    return int(value) if _PAGE.fullmatch(value) else 1


def _cursor(value: str) -> tuple[datetime, int] | None:
    match = _CURSOR.fullmatch(value)
    if not match:
        return None
    try:
        at = datetime.fromtimestamp(0, UTC) + timedelta(seconds=int(match[1]))
    except OverflowError:
        return None
    return (at, int(match[2])) if at.year in YEARS else None


def _midnight(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time())) if day else None
