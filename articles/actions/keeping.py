"""Words that are not in a story: kept for their writer, until they are, or are set aside."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from articles.models import Article, Revision
from articles.revisions import content as contents
from articles.revisions.words import Words
from articles.workflow import Status
from authors.models import User
from newsroom import text

from . import rows

Kind = Revision.Kind
LEFT_OVER = (Kind.AUTOSAVED, Kind.REFUSED)


@transaction.atomic
def keep_words(
    article: Article | None, words: Words, *, kind: Kind, by: User, note: str = ""
) -> Revision | None:
    """Keep what `by` wrote without making it the story's text: an autosave, or a refused save.

    Autosaves of one sitting are one row, written again, and so is a refused save that is sent again
    with the same words; what the sitting had kept before is offered no longer. `article=None` is a
    story that was never saved. None for an autosave that comes after its sitting was saved: its
    words are older.
    """
    if article is not None:  # it may be deleted by now; its row is held otherwise
        article = Article.objects.select_for_update(of=("self",)).filter(pk=article.pk).first()
    ours = Revision.objects.filter(by=by, sitting=words.sitting).exclude(sitting="")
    is_autosave = kind == Kind.AUTOSAVED
    if is_autosave and ours.exclude(kind__in=LEFT_OVER).exists():
        return None
    found = words.found or contents.find(words.content)[1]
    settle(words, by=by)
    fields = {
        "content": words.content,
        "names": contents.names(found),
        "typed": words.typed,
        "note": note,
        "at": timezone.now(),
        "word_count": text.count_words(words.content.get("body", "")),
        "waits": True,
    }
    kept = ours.filter(article=article, kind=kind).order_by("-pk").first()
    if kept and (is_autosave or (kept.content, kept.typed) == (words.content, words.typed)):
        for name, value in fields.items():
            setattr(kept, name, value)
        kept.save()
        return kept
    fields |= {"kind": kind, "by": by, "base": words.base, "sitting": words.sitting}
    if article is None:
        return Revision.objects.create(status=Status.DRAFT, **fields)
    if words.base and Revision.objects.numbered(article, words.base) is None:
        fields["base"] = None  # the form cannot go on from a version that is not there
    return rows.keep(article, fields.pop("content"), fields.pop("names"), **fields)


def settle(words: Words, *, by: User | None) -> None:
    """What was kept of `words` on their way is offered no longer, unless it was added to since."""
    if words.conflict:
        set_aside(words.conflict, by=words.conflict.by)
    if by is None:
        return
    mine = Q(sitting=words.sitting) & ~Q(sitting="")
    if words.after:
        key, read_at = words.after
        mine |= Q(pk=key, at__lte=read_at)
    Revision.objects.filter(mine, by=by, waits=True).update(waits=False)


def set_aside(revision: Revision, *, by: User | None) -> None:
    """Offer kept words no longer; they stay in the history."""
    Revision.objects.filter(pk=revision.pk, by=by).update(waits=False)


def let_go(article: Article) -> None:
    """The story will be deleted: words that wait for their writers outlive it."""
    Revision.objects.filter(article=article, waits=True).update(article=None)
