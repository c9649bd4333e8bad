"""Take the items of a WordPress export in, one transaction each, keyed by import_ref.

A story somebody has edited here is never overwritten. How that is known: when the importer has
written a story it dates `modified_at` ("last saved") as WordPress did, at any rate before
`created_at`, the moment the row began. Whoever saves it afterwards moves it past that.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import Resolver404, resolve
from django.utils import timezone

from articles import actions as desk
from articles.models import Article, Credit, Section, Tag
from articles.workflow import Status
from authors.actions import save_author
from authors.models import Author, User
from newsroom import redirects, slugs, text
from newsroom.finding import called

from . import stories
from .catalogue import Catalogue
from .pictures import Pictures
from .records import IncomingPost, IncomingTerm, plain
from .references import imported, reference
from .stories import Story

CREATED, UPDATED, UNCHANGED, SKIPPED = "created", "updated", "unchanged", "skipped"
EDITED_HERE = "edited here since it was imported"
UNCATEGORISED = IncomingTerm("category", "uncategorized", "Uncategorised")
MAX_PATH = 500  # newsroom.redirects
LAST_IN_MENU = 1000  # behind the sections a newsroom has put in order


@dataclass(frozen=True)
class Source:
    """The export at hand: what it refers to, and whether anything is to stay written."""

    catalogue: Catalogue
    pictures: Pictures
    is_dry: bool = False

    def ref(self, kind: str, key: int | str) -> str:
        return reference(self.catalogue.site.base, kind, key)


@dataclass
class Outcome:
    """What became of one item. `made` names the new sections, tags and authors: (kind, key)."""

    result: str
    reason: str = ""
    notes: list[str] = field(default_factory=list)
    made: list[tuple[str, str]] = field(default_factory=list)
    redirects: int = 0


def import_item(post: IncomingPost, *, source: Source, by: User | None = None) -> Outcome:
    """Create or update the story of one item, or say why not.

    All or nothing, but for its pictures: those are items of their own and stay in the library.
    Raises ValidationError and what the database raises.
    """
    reason = stories.reason_to_skip(post)
    if reason:
        return Outcome(SKIPPED, reason)
    ref = source.ref("post", post.post_id)
    stored = imported(Article, ref).first()
    if stored and not is_untouched(stored):
        return Outcome(SKIPPED, EDITED_HERE)
    story = stories.read(post, site=source.catalogue.site, pictures=source.pictures)
    with transaction.atomic():
        outcome = _write(post, story, ref, source=source, by=by)
        transaction.set_rollback(source.is_dry)
    return outcome


def is_untouched(article: Article) -> bool:
    """Whether nobody has saved an imported story since the importer did."""
    return article.modified_at < article.created_at


def _write(post: IncomingPost, story: Story, ref: str, *, source: Source, by) -> Outcome:
    outcome = Outcome(CREATED, notes=list(story.notes))
    article = imported(Article, ref).select_for_update(of=("self",)).first()
    if article and not is_untouched(article):
        return Outcome(SKIPPED, EDITED_HERE)
    is_new = article is None
    slug = story.slug if _is_free(Article, story.slug) else ""
    article = article or Article(import_ref=ref, slug=slug)
    section, tags, writers = _surroundings(post, source, outcome, by)
    is_changed = _take_over(article, story, section)
    if is_new or is_changed or _differs(article, tags, writers) or _moves(article, story):
        article.clean_fields(exclude=["section", "lead_image", "social_image", "created_by"])
        credits = [(Credit.Role.WRITING, writer) for writer in writers]
        article = desk.save_article(article, by=by, credits=credits, tags=tags)
        article = _bring(article, story, by)
        _date_as_wordpress(article, story)
        outcome.result = CREATED if is_new else UPDATED
    else:
        outcome.result, outcome.notes = UNCHANGED, []
    if article.status == Status.PUBLISHED and story.status != Status.PUBLISHED:
        outcome.notes.append("no longer published in WordPress, still published here")
    outcome.redirects = _leave_redirects(article, story)
    return outcome


def _surroundings(post: IncomingPost, source: Source, outcome: Outcome, by) -> tuple:
    """The section, tags and authors of a story; made where they are not there yet."""
    main, others = _main_category(post, source.catalogue)
    section = _topic(Section, main, source, outcome, by)
    tags = [_topic(Tag, term, source, outcome, by) for term in [*others, *post.tags]]
    writers = [_author(login, source, outcome, by) for login in post.creators]
    return section, list(dict.fromkeys(tags)), list(dict.fromkeys(writers))


def _main_category(post: IncomingPost, catalogue: Catalogue) -> tuple[IncomingTerm, list]:
    """The category that becomes the section, and the others.

    The one an SEO plugin calls primary, else the first; WordPress's "Uncategorized" only alone.
    """
    real = [term for term in post.categories if term.nicename != UNCATEGORISED.nicename]
    if not real:
        return (post.categories or (UNCATEGORISED,))[0], []
    primary = catalogue.category_numbered(post.primary_category)
    named = [term for term in real if primary and term.nicename == primary.nicename]
    main = (named or real)[0]
    return main, [term for term in real if term != main]


def _topic(model: type, term: IncomingTerm, source: Source, outcome: Outcome, by):
    """The section or tag of a category or tag: by its ref, else one made here of the same name.

    A tag is but a word: any of the same name will do.
    """
    ref = source.ref(term.kind, term.nicename)
    found = imported(model, ref).first()
    if found:
        return found
    known = source.catalogue.term(term.kind, term.nicename)
    name = text.shorten((known or term).name or plain(term.nicename) or term.nicename, 100)
    if model is Section:
        named = model.objects.filter(called(name, "name"), import_ref="")
    else:
        named = model.objects.named(name)
    topic = named.order_by("pk").first() or model(
        name=name, description=known.description if known else ""
    )
    if topic.pk is None:
        slug = stories.slug_of(term.nicename)
        topic.slug = slug if _is_free(model, slug) else ""
        if model is Section:
            topic.position = LAST_IN_MENU
        outcome.made.append((model._meta.verbose_name, ref if model is Section else name.lower()))
    if not topic.import_ref:
        topic.import_ref = ref
        save = desk.save_section if model is Section else desk.save_tag
        save(topic, by=by)
    return topic


def _author(login: str, source: Source, outcome: Outcome, by) -> Author:
    """The profile of a WordPress author. Never one that only has the same name: two people may."""
    ref = source.ref("author", login)
    author = imported(Author, ref).first()
    if author is None:
        name = text.shorten(source.catalogue.author_name(login) or login, 150)
        if Author.objects.filter(name=name).exists():
            outcome.notes.append(f"there was already an author called {name}; now there are two")
        author = save_author(Author(name=name, import_ref=ref), by=by)
        outcome.made.append(("author", ref))
    return author


def _take_over(article: Article, story: Story, section: Section) -> bool:
    """Put the fields of `story` on `article`; whether any of them is another than before."""
    wanted = {
        "headline": story.headline,
        "standfirst": story.standfirst,
        "body": story.body,
        "language": story.language,
        "section_id": section.pk,
        "lead_image_id": story.lead_image_id or article.lead_image_id,
    }
    is_changed = any(getattr(article, name) != value for name, value in wanted.items())
    for name, value in wanted.items():
        setattr(article, name, value)
    article.section = section
    return is_changed


def _differs(article: Article, tags: list[Tag], writers: list[Author]) -> bool:
    credits = article.credits.filter(role=Credit.Role.WRITING).values_list("author", flat=True)
    return set(article.tags.all()) != set(tags) or list(credits) != [w.pk for w in writers]


def _moves(article: Article, story: Story) -> bool:
    """Whether WordPress has taken the story further, or to another hour, since the last import."""
    if story.status == Status.PUBLISHED:
        return article.status != story.status or article.published_at != story.published_at
    return article.status == Status.DRAFT and story.status == Status.REVIEW


def _bring(article: Article, story: Story, by) -> Article:
    """Take the story where it stands in WordPress. What readers have here is not taken away."""
    if story.status == Status.REVIEW and article.status == Status.DRAFT:
        return desk.submit(article, by=by)
    if story.status != Status.PUBLISHED:
        return article
    if article.status != Status.PUBLISHED:
        return desk.publish(article, by=by, at=story.published_at)
    if article.published_at == story.published_at:
        return article
    article.published_at = story.published_at
    article.clean()  # a story that was live cannot become a scheduled one
    return desk.save_article(article, by=by)


def _date_as_wordpress(article: Article, story: Story) -> None:
    """Leave the mark is_untouched looks for."""
    before = article.created_at - timedelta(microseconds=1)
    saved = min(story.last_saved or before, before)
    Article.objects.filter(pk=article.pk).update(modified_at=saved)


def _is_free(model: type, slug: str) -> bool:
    """Whether something new may have `slug`: a path that is nobody's, and leads nowhere else."""
    if not slug or (model is Article and slug in slugs.RESERVED):
        return False
    is_taken = model.objects.filter(slug=slug).exists()
    return not is_taken and not redirects.known([model(slug=slug).get_absolute_url()])


def _leave_redirects(article: Article, story: Story) -> int:
    """Lead WordPress's addresses of a story readers can see here; how many were new."""
    if article.status != Status.PUBLISHED or article.published_at > timezone.now():
        return 0
    paths = [path for path in story.old_paths if len(path) <= MAX_PATH and not _is_ours(path)]
    new = [path for path in paths if not redirects.known([path])]
    for path in new:
        redirects.moved(path, article.get_absolute_url())
    return len(new)


def _is_ours(path: str) -> bool:
    """Whether something of this site lives at `path`."""
    if path.startswith((settings.STATIC_URL, settings.MEDIA_URL)):
        return True
    try:
        match = resolve(path)
    except Resolver404:
        return False
    if match.view_name != "articles:detail":
        return True
    return Article.objects.filter(slug=match.kwargs["slug"]).exists()
