"""Made-up stories as rows of all their tables, made without asking the database anything."""

import json
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from random import Random

from django.utils import timezone

from articles import search
from articles.models import Article, Correction, Credit, Revision, Transition
from articles.revisions import content as contents
from articles.search import documents
from articles.search import words as folding
from articles.workflow import Status

from .cast import REF, Cast
from .prose import LANGUAGE, MOST_WORDS, Prose, Told
from .rows import Rows, identity, moment

YEARS = 10
TAGS, PHOTO_EVERY, CORRECTED_EVERY = 3, 4, 100
LONGEST_SLUG = 80
KINDS = [Article.Kind.NEWS] * 12 + [Article.Kind.ANALYSIS, Article.Kind.OPINION] * 2 + [
    Article.Kind.INTERVIEW, Article.Kind.EXPLAINER, Article.Kind.FEATURE
]  # fmt: skip
CORRECTED = "An earlier version of this story named the wrong {month}."
ARTICLE = (
    "id", "headline", "slug", "standfirst", "kind", "body", "dateline", "lead_image_id",
    "section_id", "published_at", "first_published_at", "updated_at", "uid", "word_count",
    "created_at", "modified_at", "import_ref",
)  # fmt: skip
TOLD = (  # what the content of a revision says of each story; of all else, what a blank one has
    "headline", "standfirst", "dateline", "slug", "kind", "section", "lead_image",
    "published_at", "credits", "tags", "body",
)  # fmt: skip
NAMED = ("section", "author", "tag", "image")


@dataclass(slots=True)
class Story:
    """One of them."""

    key: int
    number: int
    told: Told
    slug: str
    kind: str
    section: int
    picture: int | None
    people: list  # (role, author)
    tags: list[int]
    published_at: datetime
    uid: uuid.UUID


@dataclass
class Batch:
    """The rows of some stories by table (its columns with them), and of the index of search."""

    keys: list[int]
    last: int
    tables: list[tuple[str, list[str], list]]
    found: list


class Drafter:
    """Stories of `total`; they lie evenly in the ten years before now."""

    def __init__(self, prose: Prose, cast: Cast):
        self.prose, self.cast = prose, cast
        self.now = timezone.now().astimezone(UTC).replace(microsecond=0)
        self.kinds = [str(kind) for kind in KINDS]
        self.named = {
            name: {row.pk: f"{json.dumps(str(row.pk))}: {json.dumps(str(row))}" for row in rows}
            for name, rows in zip(
                NAMED, (cast.sections, cast.authors, cast.tags, cast.pictures), strict=True
            )
        }  # as revisions know them
        self.signed = {
            it.pk: (folding.index_words(it.name, "", MOST_WORDS), folding.forms(it.name))
            for it in cast.authors
        }
        blank = Article(section=cast.sections[0], language=LANGUAGE)
        content, names = contents.read(blank, credits=(), tags=())
        alike = {name: value for name, value in content.items() if name not in TOLD}
        unnamed = {name: value for name, value in names.items() if name not in NAMED}
        self.content, self.names = json.dumps(alike)[:-1], json.dumps(unnamed)[:-1]
        self.facets = {
            (section.pk, kind): documents.facets(section=section.pk, kind=kind, language=LANGUAGE)
            for section in cast.sections
            for kind in set(self.kinds)
        }
        self._begin_tables()

    def _begin_tables(self) -> None:
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

    def batch(self, keys: list[int], first: int, total: int) -> Batch:
        """The stories `first` and following of `total`, under `keys`."""
        found = []
        for number, key in enumerate(keys, start=first):
            story = self._story(key, number, total)
            self._add(story)
            found.append(self._document(story))
        tables = [
            self.articles, self.credits, self.tagged, self.moves, self.revisions, self.corrections
        ]  # fmt: skip
        return Batch(
            keys, first + len(keys) - 1, [it.taken() for it in tables], search.prepared(found)
        )

    def _story(self, key: int, number: int, total: int) -> Story:
        chance = Random((self.prose.seed << 32) + number)  # noqa: S311 - the same each time
        told, cast = self.prose.told(chance), self.cast
        people = [(Credit.Role.WRITING, chance.choice(cast.authors))]
        if chance.random() * PHOTO_EVERY < 1:
            people.append((Credit.Role.PHOTOS, chance.choice(cast.authors)))
        ago = YEARS * 365 * 86_400 * (total - number + chance.random()) / total
        return Story(
            key=key, number=number, told=told, slug=_slug(told.headline.slug, number),
            kind=chance.choice(self.kinds), section=chance.choice(cast.sections).pk,
            picture=chance.choice(cast.pictures).pk if cast.pictures else None,
            people=people,
            tags=self._tags(chance),
            published_at=self.now - timedelta(seconds=int(ago) + 1),
            uid=uuid.UUID(int=chance.getrandbits(128), version=4),
        )  # fmt: skip

    def _tags(self, chance: Random) -> list[int]:
        tags = self.cast.tags
        return sorted(map(attrgetter("pk"), chance.sample(tags, min(TAGS, len(tags)))))

    def _add(self, story: Story) -> None:
        key, told, hour = story.key, story.told, moment(story.published_at)
        corrected, count = self._corrected(story), told.count
        self.articles.add(
            key, told.headline.text, story.slug, told.standfirst.text, story.kind, told.body,
            told.dateline, story.picture, story.section, hour, hour, corrected,
            identity(story.uid), count, moment(story.published_at - timedelta(hours=3)),
            corrected or hour, f"{REF}{story.number:09}",
        )  # fmt: skip
        for place, (role, author) in enumerate(story.people):
            self.credits.add(key, author.pk, str(role), place, author.name, author.role_title)
        for tag in story.tags:
            self.tagged.add(key, tag)
        self.moves.add(key, hour)
        self.revisions.add(key, hour, hour, self._content(story), self._names(story), count)
        if corrected:
            told = CORRECTED.format(month=f"{story.published_at:%B}")
            self.corrections.add(key, corrected, told)

    def _content(self, story: Story) -> str:
        """The JSON of what articles.revisions.content reads of it."""
        told, credits = story.told, [[str(role), author.pk] for role, author in story.people]
        values = (
            json.dumps(told.headline.text), json.dumps(told.standfirst.text),
            json.dumps(told.dateline), f'"{story.slug}"', f'"{story.kind}"', story.section,
            story.picture or "null", f'"{contents.written(story.published_at)}"',
            json.dumps(credits), story.tags, told.body_json,
        )  # fmt: skip
        said = [f'"{name}": {value}' for name, value in zip(TOLD, values, strict=True)]
        return f"{self.content}, {', '.join(said)}}}"

    def _names(self, story: Story) -> str:
        keys = (
            [story.section], dict.fromkeys(author.pk for _role, author in story.people),
            story.tags, [story.picture] if story.picture else (),
        )  # fmt: skip
        said = [
            f'"{name}": {{{", ".join([self.named[name][key] for key in found])}}}'
            for name, found in zip(NAMED, keys, strict=True)
        ]
        return f"{self.names}, {', '.join(said)}}}"

    def _corrected(self, story: Story):
        """When readers were told that it was wrong, as the database takes it; mostly never."""
        if story.number % CORRECTED_EVERY:
            return None
        hour = story.published_at + timedelta(hours=5)
        return moment(hour) if hour < self.now else None

    def _document(self, story: Story) -> documents.Document:
        """As articles.search.documents makes it, of words that were cut up before."""
        told, at = story.told, story.published_at
        authors = dict.fromkeys(author.pk for _role, author in story.people)
        signed = [self.signed[key] for key in authors]
        headline, address = told.headline, story.slug.rpartition("-")[2]
        forms = [*headline.forms, address, *(form for _words, forms in signed for form in forms)]
        facets = self.facets[story.section, story.kind]
        return documents.Document(
            key=story.key,
            at=at,
            headline=headline.words,
            standfirst=told.standfirst.words,
            body=told.opening.words,
            names=[word for words, _forms in signed for word in words],
            marks=[
                *documents.of_words(headline.words, forms),
                *facets,
                *documents.of_keys(authors, story.tags),
                *documents.of_time(at),
            ],
            more=tuple(half.piece for half in told.halves),
        )


def _slug(words: str, number: int) -> str:
    """Cut at a word, so that every one of it is one of the headline's."""
    if len(words) > LONGEST_SLUG:
        words = words[: LONGEST_SLUG + 1].rpartition("-")[0]
    return f"{words}-m{number}"
