"""What becomes of words: a story's text is saved, merged, kept for later, or brought back."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles import search, workflow
from articles.models import Article, Revision, Tag
from articles.models.connected import LAST_PART
from articles.revisions import content as contents
from articles.revisions.merge import Merge, merge
from articles.revisions.words import Words
from articles.workflow import Status
from authors.models import Author, User
from newsroom import html, slugs, text

from . import rows
from .keeping import let_go, settle
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

    For new stories, and for what is typed in no form (that is edit()). A new one is a draft, or a
    pitch if it comes as one, and gets its slug; a moved one leaves a redirect. `credits` are (role,
    author) in byline order; None leaves credits or tags as they are. Does not change the status.
    """
    is_new = article.pk is None
    if is_new:
        _begin_as_one_may(article, by=by)
    else:
        _stay_where_it_stands(article, by=by)
    article.body = html.clean(article.body)
    article.word_count = text.count_words(article.body)
    with rows.once_per_language(article):
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
        search.keep(article, desk=rows.keep(article, content, names, number=1, **fields))
    else:
        revision = rows.keep(article, content, names, **fields)
        is_out = article.status == Status.PUBLISHED
        rows.point(article, desk=revision, public=revision if is_out else None)
        rows.told_readers(article)
    return article


@transaction.atomic
def begin(article: Article, words: Words, *, by: User, credits, tags) -> Edit:
    """save_article() for a new story typed in a form; sent again, its words go into the same."""
    User.objects.select_for_update().get(pk=by.pk)  # the same form may be on its way twice
    saved = Revision.objects.exclude(kind__in=Revision.LOOSE).filter(by=by, article__isnull=False)
    twin = saved.filter(sitting=words.sitting).exclude(sitting="").order_by("number").first()
    if twin:
        return edit(twin.article, replace(words, base=twin.number), by=by)
    article = save_article(article, by=by, credits=credits, tags=tags)
    article.revisions.update(sitting=words.sitting)
    settle(words, by=by)
    return Edit(article, article.revisions.get())


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
    was = _base(row, desk, words, by=by)
    # A page that has an address keeps it.
    mine = words.content | {"slug": words.content.get("slug") or desk.content["slug"]}
    before = contents.UNSAID | desk.content
    merged = merge(contents.UNSAID | was.content, mine, before, words.choices)
    sections = before.get("section"), merged.content.get("section")
    if len(set(sections)) > 1:
        rows.may_refile(row, *sections, by=by)
    if merged.conflicts:
        waiting = words.conflict or _keep_conflict(row, words, was, by=by)
        return Edit(row, waiting, merged, is_conflict=True)
    if merged.content == before:
        settle(words, by=by)
        return Edit(row, desk, merged, is_unchanged=True)
    beside = desk.number if was.number != desk.number else None
    wanted, found = merged.content, words.found
    if beside or found is None:
        wanted, found = contents.find(wanted, desk.names)
    if beside:
        rows.checked(row, wanted, is_unique=False)  # right alone, wrong together
    if row.status != Status.PUBLISHED:
        wanted = rows.write(row, wanted, found, before=before)
    kind = Kind.MERGED if beside and kind == Kind.SAVED else kind
    fields = {"kind": kind, "note": note, "sitting": words.sitting, "beside": beside}
    names = contents.names(found)
    revision = _become(row, wanted, names, words, by=by, base=was.number, **fields)
    return Edit(row, revision, merged if beside else None, gone=found.gone)


def _become(row: Article, content: dict, names: dict, words: Words, *, by, **fields) -> Revision:
    """Make `content` the desk's newest text: the words are no longer waiting."""
    revision = rows.keep(row, content, names, by=by, **fields)
    rows.point(row, desk=revision)
    rows.note_all_pictures(row)
    settle(words, by=by)
    return revision


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


def _base(row: Article, desk: Revision, words: Words, *, by: User | None) -> Revision:
    """The revision the words were made from.

    Sent again, because the answer was lost: from what the same page had saved then.
    """
    if words.base in {None, desk.number}:
        return desk
    saved = Revision.objects.filter(article=row, by=by, kind=Kind.SAVED, sitting=words.sitting)
    again = saved.exclude(sitting="").order_by("-number").first()
    # 0 was the row before its first one
    found = again or Revision.objects.numbered(row, words.base or 1)
    if found is None:
        raise ValidationError(_("The version this text was made from is not known."), code="base")
    return found


def _keep_conflict(row: Article, words: Words, was: Revision, *, by: User | None) -> Revision:
    settle(words, by=by)
    _content, found = contents.find(words.content, was.names)
    fields = {"kind": Kind.CONFLICT, "base": was.number, "sitting": words.sitting, "waits": True}
    return rows.keep(row, words.content, contents.names(found), by=by, **fields)


def _begin_as_one_may(article: Article, *, by: User | None) -> None:
    """A new story is a draft or a pitch of whoever writes it, at its first revision."""
    article.created_by, article.revision = by, 1
    article.status = Status.PITCHED if article.status == Status.PITCHED else Status.DRAFT
    rows.may_edit(article, by=by)


def _stay_where_it_stands(article: Article, *, by: User | None) -> None:
    """Take over what only the desk's moves write; `article` may have been read before one."""
    row = rows.locked(article)
    rows.may_edit(row, by=by)
    rows.may_refile(row, article.section_id, by=by)
    if row.has_unpublished_changes:
        message = _("The story has unpublished changes; publish or discard them first.")
        raise ValidationError(message)
    rows.desk_text(row)
    for name in (
        "status", "first_published_at", "withdrawal_reason", "withdrawn_at", "withdrawn_then",
        "withdrawn_to_id", "withdrawn_headline", "hides_versions", "needs_legal",
        "correction_owed_at",
        "revision", "public_revision", "changes_at", "changes_revision",
    ):  # fmt: skip
        setattr(article, name, getattr(row, name))
    is_same_series = article.series_id == row.series_id
    article.series_position = row.series_position if is_same_series else LAST_PART
    if row.status == Status.PUBLISHED:
        article.published_at = article.published_at or row.published_at
        rows.note_first_publication(article)


@transaction.atomic
def delete_article(article: Article, *, by: User | None) -> None:
    """Remove a story nobody outside has seen; what readers saw can only be withdrawn."""
    article = rows.locked(article)
    if not workflow.may(by, workflow.DELETE, article):
        raise PermissionDenied(f"{workflow.DELETE} is needed to delete this story.")
    if article.has_been_public:
        raise ValidationError(_("Readers have seen this story; it can only be withdrawn."))
    let_go(article)
    search.forget(article)
    rows.leave_translations(article)
    delete_with_redirects(article, by=by)
