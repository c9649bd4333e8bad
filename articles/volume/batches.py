"""Published stories by batches, each with all that the write door leaves behind it."""

import json
import uuid
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from operator import attrgetter
from random import Random

from django.db import connection, transaction
from django.utils import timezone

from articles import search
from articles.models import Article, Correction, Credit, Revision, Transition
from articles.revisions import content as contents
from articles.search import documents
from articles.workflow import Status
from newsroom import edge, slugs

from .cast import REF, Cast
from .prose import LANGUAGE, Prose, Told
from .rows import Rows, identity, moment, next_keys

BATCH = 1_000  # stories of one transaction
MANY = 20_000  # from here on an index of words is made at the end rather than on the way
YEARS = 10
MOST = 20_000_000
TAGS, PHOTO_EVERY, CORRECTED_EVERY = 3, 4, 100
KINDS = [Article.Kind.NEWS] * 12 + [Article.Kind.ANALYSIS, Article.Kind.OPINION] * 2 + [
    Article.Kind.INTERVIEW, Article.Kind.EXPLAINER, Article.Kind.FEATURE
]  # fmt: skip
CORRECTED = "An earlier version of this story named the wrong {month}."
ARTICLE = (
    "id", "headline", "slug", "standfirst", "kind", "body", "dateline", "lead_image_id",
    "section_id", "published_at", "first_published_at", "updated_at", "uid", "word_count",
    "created_at", "modified_at", "import_ref",
)  # fmt: skip


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


@dataclass
class Story:
    """One of them; `article` in the eyes of articles.search.documents."""

    pk: int
    number: int
    told: Told
    slug: str
    kind: str
    section: object
    picture: object
    people: list  # (role, author)
    tags: list
    published_at: datetime
    word_count: int
    uid: uuid.UUID
    language: str = LANGUAGE

    @property
    def created_at(self) -> datetime:
        return self.published_at - timedelta(hours=3)


class Maker:
    """Makes the stories `first` to `last` of all; they lie evenly in the ten years before now.

    A batch is there or not: what was cut short goes on where it stopped. `tell` receives the number
    of the last story that is there.
    """

    def __init__(self, prose: Prose, cast: Cast, *, tell: Callable[[int], object] = lambda n: None):
        self.prose, self.cast, self.tell = prose, cast, tell
        self.now = timezone.now().replace(microsecond=0)
        shared = {name: getattr(cast, name) for name in ("sections", "authors", "tags", "pictures")}
        self.names = {
            kind: {row.pk: str(row) for row in rows} for kind, rows in shared.items()
        }  # as revisions know them
        blank = Article(section=cast.sections[0], language=LANGUAGE)
        self.blank = contents.read(blank, credits=(), tags=())
        del self.blank[0]["body"]
        out = {"status": Status.PUBLISHED, "revision": 1, "public_revision": 1}
        self.articles = Rows(Article, ARTICLE, language=LANGUAGE, **out)
        credit = ("article_id", "author_id", "role", "position", "name", "role_title")
        self.credits = Rows(Credit, credit)
        self.tagged = Rows(Article.tags.through, ("article_id", "tag_id"))
        self.moves = Rows(
            Transition, ("article_id", "at"),
            start=Status.DRAFT, to=Status.PUBLISHED, revision=1,
        )  # fmt: skip
        self.revisions = Rows(
            Revision, ("article_id", "at", "public_at", "content", "names", "word_count"),
            number=1, kind=Revision.Kind.PUBLISHED, status=Status.PUBLISHED,
        )  # fmt: skip
        self.corrections = Rows(Correction, ("article_id", "published_at", "text"), revision=1)

    def make(self, first: int, last: int) -> None:
        is_many = last - first + 1 >= MANY
        with search.in_bulk() if is_many else nullcontext():
            for start in range(first, last + 1, BATCH):
                end = min(start + BATCH - 1, last)
                self._batch(start, end, last)
                self.tell(end)
        if is_many:
            self._tell_the_planner()

    @transaction.atomic
    def _batch(self, first: int, last: int, total: int) -> None:
        keys = next_keys(Article, last - first + 1)
        found = []
        for key, number in zip(keys, range(first, last + 1), strict=True):
            story = self._story(key, number, total)
            content, names = self._content(story)
            self._add(story, content, names)
            found.append(self._document(story, content, names))
        for rows in (
            self.articles, self.credits, self.tagged, self.moves, self.revisions, self.corrections,
        ):  # fmt: skip
            rows.write()
        search.add(found)
        edge.publish()

    def _story(self, key: int, number: int, total: int) -> Story:
        chance = Random((self.prose.seed << 32) + number)  # noqa: S311 - the same each time
        told, cast = self.prose.told(chance), self.cast
        people = [(Credit.Role.WRITING, chance.choice(cast.authors))]
        if chance.random() * PHOTO_EVERY < 1:
            people.append((Credit.Role.PHOTOS, chance.choice(cast.authors)))
        ago = timedelta(days=365 * YEARS) * ((total - number + chance.random()) / total)
        return Story(
            pk=key, number=number, told=told,
            slug=f"{slugs.slugify(told.headline)[:80].strip('-')}-m{number}",
            kind=chance.choice(KINDS), section=chance.choice(cast.sections),
            picture=chance.choice(cast.pictures) if cast.pictures else None,
            people=people,
            tags=self._tags(chance),
            published_at=(self.now - ago).replace(microsecond=0),
            word_count=sum(it.count for it in told.paragraphs),
            uid=uuid.UUID(int=chance.getrandbits(128), version=4),
        )  # fmt: skip

    def _tags(self, chance: Random) -> list:
        tags = self.cast.tags
        return sorted(chance.sample(tags, min(TAGS, len(tags))), key=attrgetter("pk"))

    def _content(self, story: Story) -> tuple[dict, dict]:
        """What articles.revisions.content reads of it, without its body."""
        content, names = self.blank
        people, picture = [author.pk for _role, author in story.people], story.picture
        content = content | {
            "headline": story.told.headline, "standfirst": story.told.standfirst,
            "dateline": story.told.dateline, "slug": story.slug,
            "kind": story.kind, "section": story.section.pk,
            "lead_image": picture.pk if picture else None,
            "published_at": contents.written(story.published_at),
            "credits": [[str(role), author.pk] for role, author in story.people],
            "tags": [tag.pk for tag in story.tags],
        }  # fmt: skip
        return content, names | {
            "section": self._named("sections", [story.section.pk]),
            "author": self._named("authors", people),
            "tag": self._named("tags", content["tags"]),
            "image": self._named("pictures", [picture.pk] if picture else []),
        }

    def _named(self, kind: str, keys: list[int]) -> dict[str, str]:
        return {str(key): self.names[kind][key] for key in keys}

    def _add(self, story: Story, content: dict, names: dict) -> None:
        key, hour = story.pk, moment(story.published_at)
        corrected = self._corrected(story)
        self.articles.add(
            key, content["headline"], story.slug, content["standfirst"], story.kind,
            story.told.body, content["dateline"], content["lead_image"], content["section"], hour,
            hour, corrected, identity(story.uid), story.word_count, moment(story.created_at),
            corrected or hour, f"{REF}{story.number:09}",
        )  # fmt: skip
        for place, (role, author) in enumerate(dict.fromkeys(story.people)):
            self.credits.add(key, author.pk, role, place, author.name, author.role_title)
        for tag in story.tags:
            self.tagged.add(key, tag.pk)
        self.moves.add(key, hour)
        written = f'{json.dumps(content)[:-1]}, "body": {story.told.body_json}}}'
        self.revisions.add(key, hour, hour, written, json.dumps(names), story.word_count)
        if corrected:
            told = CORRECTED.format(month=f"{story.published_at:%B}")
            self.corrections.add(key, corrected, told)

    def _corrected(self, story: Story):
        """When readers were told that it was wrong, as the database takes it; mostly never."""
        if story.number % CORRECTED_EVERY:
            return None
        hour = story.published_at + timedelta(hours=5)
        return moment(hour) if hour < self.now else None

    def _document(self, story: Story, content: dict, names: dict) -> documents.Document:
        """As articles.search.documents makes it, without cutting known paragraphs up again."""
        opening, *others = (it.piece for it in story.told.paragraphs)
        found = documents.from_content(story, content, names)
        return replace(found, body=list(opening.words), more=tuple(others))

    def _tell_the_planner(self) -> None:
        """PostgreSQL's own housekeeping comes by later; SQLite has none."""
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
