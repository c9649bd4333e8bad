"""What becomes of words: a story's text is saved, merged, kept for later, or brought back."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Revision, Tag
from articles.revisions import content as contents
from articles.revisions.merge import Merge, merge
from articles.revisions.words import Words
from articles.workflow import Status
from authors.models import Author, User
from newsroom import html, slugs, text

from . import rows
from .topics import delete_with_redirects

Kind = Revision.Kind


@dataclass
class Edit:
    """What became of somebody's text: the story, its revision, and how it went together.

    `is_conflict`: the revision waits for its writer's decision (decide()); the story is as before.
    `gone` says which references lead nowhere any more and were left out.
    """

    article: Article
    revision: Revision
    merged: Merge | None = None
    is_conflict: bool = False
    is_unchanged: bool = False
    gone: list[str] = field(default_factory=list)


@transaction.atomic
def save_article(
    article: Article,
    *,
    by: User | None,
    credits: Iterable[tuple[str, Author]] | None = None,
    tags: Iterable[Tag] | None = None,
) -> Article:
    """Write `article` as it is in hand; what is out changes for readers at once.

    For new stories, and for what is not typed in a form (importers, commands): edit() is for
    those. A new story gets its slug, a moved one leaves a redirect. `credits` are (role, author)
    in byline order; None leaves credits or tags as they are. Does not change the status.
    """
    if article.pk is None:
        article.created_by, article.status, article.revision = by, Status.DRAFT, 1
        rows.may_edit(article, by=by)
    else:
        _stay_where_it_stands(article, by=by)
    article.body = html.clean(article.body)
    article.word_count = text.count_words(article.body)
    is_new = article.pk is None
    slugs.save_with_slug(article, source=article.headline)
    credits, tags = credits and list(credits), tags and list(tags)
    if credits or (credits is not None and not is_new):
        rows.set_credits(article, credits)
    if tags or (tags is not None and not is_new):
        article.tags.set(tags)
    if not is_new or "data-" in article.body:
        rows.note_pictures(article, article.body)
    is_none = () if is_new else None
    content, names = contents.read(article, credits=credits or is_none, tags=tags or is_none)
    fields = {"kind": Kind.SAVED if by else Kind.IMPORTED, "by": by}
    if is_new:
        rows.keep(article, content, names, number=1, **fields)
    else:
        revision = rows.keep(article, content, names, **fields)
        is_out = article.status == Status.PUBLISHED
        rows.point(article, desk=revision, public=revision if is_out else None)
    return article


@transaction.atomic
def begin(article: Article, *, by: User | None, credits, tags, sitting: str) -> Article:
    """save_article() for a new story typed in a form; sent twice, it is still one story."""
    twin = Revision.objects.filter(by=by, sitting=sitting, article__isnull=False).exclude(
        sitting=""
    )
    known = twin.select_related("article").first()
    if known:
        return known.article
    article = save_article(article, by=by, credits=credits, tags=tags)
    Revision.objects.filter(article=article).update(sitting=sitting)
    settle(by=by, sitting=sitting)
    return article


@transaction.atomic
def edit(
    article: Article, words: Words, *, by: User | None, kind: Kind = Kind.SAVED, note: str = ""
) -> Edit:
    """Bring `words` into the story's newest text, beside what others saved since their base.

    Changes that do not overlap go together; where they do, the words are kept as a conflict and
    nothing else happens. A published story stays as readers see it until publish_changes().
    ValidationError if there is no such base, or if what goes together cannot stand.
    """
    row = rows.locked(article)
    rows.may_edit(row, by=by)
    desk = rows.desk_text(row)
    was = desk if words.base in (None, desk.number) else _base(row, words.base)
    mine = words.content
    if not mine.get("slug"):
        mine = mine | {"slug": desk.content["slug"]}  # a page that has an address keeps it
    merged = merge(was.content, mine, desk.content, words.choices)
    if merged.conflicts:
        waiting = words.conflict or _keep_conflict(row, words, was, by=by)
        return Edit(row, waiting, merged, is_conflict=True)
    if merged.content == desk.content:
        settle(by=by, sitting=words.sitting)
        return Edit(row, desk, merged, is_unchanged=True)
    beside = desk.number if was.number != desk.number else None
    wanted, found = merged.content, words.found
    if beside or found is None:
        wanted, found = contents.find(wanted, desk.names)
    if beside:
        _check(row, wanted)
    if row.status != Status.PUBLISHED:
        wanted = rows.write(row, wanted, found, before=desk.content)
    kind = Kind.MERGED if beside and kind == Kind.SAVED else kind
    fields = {"kind": kind, "note": note, "sitting": words.sitting, "beside": beside}
    revision = rows.keep(row, wanted, contents.names(found), by=by, base=was.number, **fields)
    rows.point(row, desk=revision)
    rows.note_all_pictures(row)
    settle(by=by, sitting=words.sitting, conflict=words.conflict)
    return Edit(row, revision, merged if beside else None, gone=found.gone)


def decide(conflict: Revision, choices: dict, *, by: User | None) -> Edit:
    """Bring a conflict in as its writer chose: {key of the overlap: articles.revisions.Choice}.

    Overlaps without a choice leave it waiting: the answer is a conflict again.
    """
    words = Words(
        conflict.content,
        base=conflict.base,
        sitting=conflict.sitting,
        conflict=conflict,
        choices=choices,
    )
    return edit(conflict.article, words, by=by)


def _base(row: Article, number: int) -> Revision:
    """The revision the text was made from. One row of a story has each number."""
    found = Revision.objects.numbered(row, number or 1)  # 0 was the row before its first one
    if found is None:
        raise ValidationError(_("The version this text was made from is not known."), code="base")
    return found


def _keep_conflict(row: Article, words: Words, was: Revision, *, by: User | None) -> Revision:
    settle(by=by, sitting=words.sitting)
    _content, found = contents.find(words.content, was.names)
    fields = {"kind": Kind.CONFLICT, "base": was.number, "sitting": words.sitting, "waits": True}
    return rows.keep(row, words.content, contents.names(found), by=by, **fields)


def _check(row: Article, content: dict) -> None:
    """What each of two people may have written alone can be wrong together."""
    together = contents.put(Article.objects.get(pk=row.pk), content)
    together.full_clean(validate_unique=False)


def settle(*, by: User | None, sitting: str, conflict: Revision | None = None) -> None:
    """The words kept for `by` in this sitting, and in those it went on from, are in the story."""
    if conflict:
        set_aside(conflict, by=by)
    if by is None or not sitting:
        return
    mine = Q()
    for part in sitting.split("."):  # what it went on from may have gone on from others itself
        mine |= Q(sitting=part) | Q(sitting__startswith=f"{part}.")
    Revision.objects.filter(mine, by=by, waits=True).update(waits=False)


def _stay_where_it_stands(article: Article, *, by: User | None) -> None:
    """Take over what only the desk's moves write; `article` may have been read before one."""
    row = rows.locked(article)
    rows.may_edit(row, by=by)
    if row.has_unpublished_changes:
        message = _("The story has unpublished changes; publish or discard them first.")
        raise ValidationError(message)
    rows.desk_text(row)
    for name in (
        "status", "first_published_at", "withdrawal_reason",
        "revision", "public_revision", "changes_at", "changes_revision",
    ):  # fmt: skip
        setattr(article, name, getattr(row, name))
    if row.status == Status.PUBLISHED:
        article.published_at = article.published_at or row.published_at
        rows.note_first_publication(article)


@transaction.atomic
def keep_words(
    article: Article | None, words: Words, *, kind: Kind, by: User, note: str = ""
) -> Revision | None:
    """Keep what `by` wrote without making it the story's text: an autosave, or a refused save.

    One row for each kind and sitting, written again. `article=None` is a story that was never
    saved. None if the sitting has been saved meanwhile: these words are older.
    """
    if article is not None:
        article = rows.locked(article)
    ours = Revision.objects.filter(by=by, sitting=words.sitting).exclude(sitting="")
    if ours.exclude(kind__in=Revision.LOOSE).exists():
        return None
    found = words.found or contents.find(words.content)[1]
    names = contents.names(found)
    fields = {"typed": words.typed, "note": note, "at": timezone.now()}
    kept = ours.filter(article=article, kind=kind, waits=True).first()
    if kept:
        kept.content, kept.names = words.content, names
        kept.word_count = text.count_words(words.content.get("body", ""))
        for name, value in fields.items():
            setattr(kept, name, value)
        kept.save()
        return kept
    fields |= {"kind": kind, "base": words.base, "sitting": words.sitting, "waits": True}
    if article is not None:
        return rows.keep(article, words.content, names, by=by, **fields)
    return Revision.objects.create(
        status=Status.DRAFT, content=words.content, names=names, by=by, **fields
    )


@transaction.atomic
def set_aside(revision: Revision, *, by: User | None) -> None:
    """Offer kept words no longer; they stay in the history."""
    Revision.objects.filter(pk=revision.pk, by=by).update(waits=False)


def delete_article(article: Article, *, by: User | None) -> None:
    """Remove a story nobody outside has seen; what readers saw can only be withdrawn."""
    if article.has_been_public:
        raise ValidationError(_("Readers have seen this story; it can only be withdrawn."))
    delete_with_redirects(article, by=by)
