"""What readers' pages ask of the database each time, written once (newsroom.compiled).

What is visible and what each page fetches, articles.querysets says. What Django would prefetch is
fetched by compiled questions too, and lies where Django would have put it.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone

from authors.models import Author, ProfileLink
from media.models import Image
from newsroom import edge, rows
from newsroom.compiled import Compiled, in_hand, padded
from newsroom.keyset import Page, page_of

from .models import Article, Correction, Credit, FrontVersion, Section, Tag, TagAlias


def _sections(now):
    return Section.objects.with_stories(now)


def _all_sections():
    return Section.objects.all()


def _front(at, section=None):
    return FrontVersion.objects.of_place(section).live(at).select_related("front")[:1]


def _story(now, slug):
    return Article.objects.published(now).for_page_itself().filter(slug=slug)[:1]


def _newest(size, now, apart):
    rows = Article.objects.published(now).exclude(pk__in=apart).for_list()
    return rows.newest_first()[:size]


def _cards(now, keys):
    # In no order: to sort rows so wide takes SQLite longer than to find them.
    return Article.objects.published(now).for_related().filter(pk__in=keys).order_by()


def _results(now, keys):
    return Article.objects.published(now).for_results().filter(pk__in=keys).order_by()


def _tag_named(now, slugs, name):
    tagged = Article.objects.published(now).filter(tags=OuterRef("pk"))
    aliases = TagAlias.objects.annotate(lower=Lower("name")).filter(lower=name)
    tags = Tag.objects.filter(Q(slug__in=slugs) | Q(pk__in=aliases.values("tag")))
    return tags.filter(Exists(tagged)).prefetch_related("aliases")[:1]


def _author_named(now, slugs):
    visible = Article.objects.published(now)
    signs = Credit.objects.filter(author=OuterRef("pk"), article__in=visible.values("pk"))
    return Author.objects.filter(Exists(signs), slug__in=slugs).prefetch_related("former")[:1]


def _credits(stories):
    return Credit.objects.filter(article__in=stories).select_related("author")


def _credits_in_full(story):
    return Credit.objects.filter(article=story).select_related("author__portrait__licence")


def _links(authors):
    return ProfileLink.objects.filter(author__in=authors)


def _tags(story):
    return Tag.objects.filter(articles=story)


def _pictures(keys):
    return Image.objects.filter(pk__in=keys)


def _corrections(story):
    return Correction.objects.standing().filter(article=story)


SECTIONS = Compiled(_sections, keeps_rows=True)
ALL_SECTIONS = Compiled(_all_sections, keeps_rows=True)
FRONT, STORY = Compiled(_front), Compiled(_story, keeps_rows=True)
NEWEST, CARDS = Compiled(_newest, keeps_rows=True), Compiled(_cards, keeps_rows=True)
RESULTS = Compiled(_results)  # with their texts: a walk through search would fill the memory
TAG_NAMED, AUTHOR_NAMED = Compiled(_tag_named), Compiled(_author_named)
CREDITS = Compiled(_credits, keeps_rows=True)
CREDITS_IN_FULL = Compiled(_credits_in_full, keeps_rows=True)
LINKS, TAGS = Compiled(_links, keeps_rows=True), Compiled(_tags, keeps_rows=True)
CORRECTIONS = Compiled(_corrections)
PICTURES = Compiled(_pictures, keeps_rows=True)
_sections_now = edge.Remembered(lambda: tuple(SECTIONS(now=timezone.now())))
forget = _sections_now.forget


def sections() -> tuple[Section, ...]:
    """Those in which a reader would find something, in the newsroom's order.

    Every page names them, so they are asked for once a generation, and outside the page store at
    most once a second. They are those of other requests as well: to be read only.
    """
    return _sections_now.get()


def all_sections() -> list[Section]:
    """In the newsroom's order, with those in which there is nothing to be found."""
    return list(ALL_SECTIONS())


def front_version(section: Section | None, at: datetime) -> FrontVersion | None:
    """The version of the site's front, or of a section's, that readers see at `at`."""
    of_section = {"section": section.pk} if section else {}
    return FRONT.first(at=at, **of_section)


def story(slug: str) -> Article | None:
    """The visible story at this address with all that ArticleQuerySet.for_page() fetches: to be
    read only, since it is known by what the database said of it (newsroom.drawn)."""
    asked = [STORY(now=timezone.now(), slug=slug)]
    article = next(iter(asked[0]), None)
    if article is None:
        return None
    asked += [CREDITS_IN_FULL(story=article.pk), TAGS(story=article.pk)]
    credits, tags = map(list, asked[1:])
    links = {}
    if authors := {credit.author_id for credit in credits}:
        asked.append(LINKS(authors=padded(authors)))
        links = _by_key(asked[-1], "author_id")
    for credit in credits:
        _give(credit.author, "links", links[credit.author_id], back="author")
    _give(article, "credits", credits, back="article")
    in_hand(article, "tags", tags)
    article.known_by = tuple(map(rows.known_by, asked))
    return article


def corrections(article: Article) -> list[Correction]:
    """Those that stand, as readers are told of them."""
    found = list(CORRECTIONS(story=article.pk))
    for correction in found:
        correction.article = article
    return found


def newest(size: int, *, apart: Iterable[int]) -> Page:
    """The first page of the News Feed in headlines, without the stories with the keys `apart`."""
    rows = NEWEST(size + 1, now=timezone.now(), apart=padded(apart))
    return page_of(list(rows), size)


def related(keys: Iterable[int]) -> dict[int, Article]:
    """{key: story} of those of `keys` that are visible, as for_related() fetches them."""
    if not keys:
        return {}
    return {row.pk: row for row in CARDS(now=timezone.now(), keys=padded(keys))}


def pictures(keys: Iterable[int]) -> dict[int, Image]:
    """{key: picture} of those of `keys` that there are."""
    return {row.pk: row for row in PICTURES(keys=padded(keys))} if keys else {}


class Cards:
    """Those of the stories `keys` that are visible at `at`, as for_cards() fetches them: two
    queries, and none of them is made into a model before it is asked for."""

    def __init__(self, keys: Iterable[int], at: datetime):
        stories = padded(keys) if keys else ()
        self._asked = (CARDS(now=at, keys=stories), CREDITS(stories=stories)) if keys else ()

    @property
    def known_by(self) -> tuple:
        """All that the database said of them."""
        return tuple([rows.known_by(asked) for asked in self._asked])

    def by_key(self) -> dict[int, Article]:
        if not self._asked:
            return {}
        stories, credits = self._asked
        found = {row.pk: row for row in stories}
        _give_credits(found, credits)
        return found


def results(keys: Iterable[int]) -> dict[int, Article]:
    """{key: story} of those of `keys` that are visible, from for_results(), with their credits."""
    if not keys:
        return {}
    found = {row.pk: row for row in RESULTS(now=timezone.now(), keys=padded(keys))}
    with_credits(found.values())
    return found


def named(slugs: Iterable[str], name: str) -> tuple[Tag | None, Author | None]:
    """The tag and the author with visible stories that have one of these `slugs`; the tag also if
    `name` is another name of it. Two queries, four where there is something."""
    now, slugs = timezone.now(), padded(slugs)
    tag = TAG_NAMED.first(now=now, slugs=slugs, name=name.lower())
    return tag, AUTHOR_NAMED.first(now=now, slugs=slugs)


def with_credits(stories: Iterable[Article]) -> None:
    """Fetch the credits of `stories`: ArticleQuerySet.with_credits() of what is in hand."""
    known = {row.pk: row for row in stories}
    if known:
        _give_credits(known, CREDITS(stories=padded(known)))


def _give_credits(stories: dict[int, Article], credits: Iterable[Credit]) -> None:
    of_story = _by_key(credits, "article_id")
    for key, row in stories.items():
        _give(row, "credits", of_story[key], back="article")


def _give(row, name: str, others: list, *, back: str) -> None:
    """Let `others` be row.name.all(), and `row` what each of them belongs to."""
    for other in others:
        setattr(other, back, row)
    in_hand(row, name, others)


def _by_key(rows, name: str) -> dict[int, list]:
    found = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found
