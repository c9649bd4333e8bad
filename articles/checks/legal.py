"""Whether legal has signed off the text that goes out."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, Revision, SignOff
from articles.revisions.content import UNSAID

from .registry import BLOCK, OFF, Finding, check

# What makes a revision and changes no word.
SAME_TEXT = (Revision.Kind.PUBLISHED, Revision.Kind.SCHEDULED, *Revision.LOOSE)


@dataclass(frozen=True)
class State:
    """The newest sign-off of a story, and whether its text was changed since."""

    sign_off: SignOff | None = None
    is_void: bool = False

    @property
    def is_signed_off(self) -> bool:
        return self.sign_off is not None and not self.is_void


def state(article: Article, typed: dict | None = None) -> State:
    """Where `article` stands with legal; `typed` is its content as it is being written, if it is.

    A revision that changed the text after the signed one voids the sign-off: one query, and one
    for words that are not saved yet.
    """
    if article.pk is None:
        return State()
    later = Revision.objects.filter(article=article, number__gt=OuterRef("revision"))
    is_void = Exists(later.exclude(kind__in=SAME_TEXT))
    newest = article.sign_offs.select_related("by").annotate(is_void=is_void).first()
    if newest is None:
        return State()
    return State(newest, newest.is_void or _differs(newest, typed))


def _differs(sign_off: SignOff, typed: dict | None) -> bool:
    if typed is None:
        return False
    signed = Revision.objects.numbered(sign_off.article_id, sign_off.revision)
    if signed is None:
        return True
    was = UNSAID | signed.content
    return any(was.get(name) != value for name, value in typed.items() if name != "slug")


@check(
    "legal",
    gettext_lazy("Legal sign-off of stories that are marked for it"),
    gettext_lazy("Whether legal has read the text as it stands now."),
    level=BLOCK,
)
def is_signed_off_if_marked(article: Article, context) -> Iterable[Finding]:
    if article.needs_legal:
        yield from _missing(context)


@check(
    "legal_always",
    gettext_lazy("Legal sign-off of every story"),
    gettext_lazy("The same without a mark: for a section or kind that legal always reads."),
    level=OFF,
)
def is_signed_off(article: Article, context) -> Iterable[Finding]:
    if not article.needs_legal:
        yield from _missing(context)


def _missing(context) -> Iterable[Finding]:
    found = context.legal
    if found.is_signed_off:
        return
    if found.sign_off is None:
        yield Finding(_("Legal has not signed it off."), "legal")
    else:
        words = _("Legal signed off version %(number)d; the text has changed since.")
        yield Finding(words % {"number": found.sign_off.revision}, "legal")
