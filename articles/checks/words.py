"""What is written: headline, standfirst, text, dateline."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.models import Article
from newsroom import text

from .registry import BLOCK, OFF, Finding, check


@check(
    "headline",
    gettext_lazy("Length of the headline"),
    gettext_lazy("Characters, spaces included."),
    limits=(10, 110),
)
def headline_length(article: Article, context) -> Iterable[Finding]:
    yield from _length(_("The headline"), "headline", article.headline, context.limits("headline"))


@check(
    "standfirst",
    gettext_lazy("Length of the standfirst"),
    gettext_lazy("Characters, spaces included; it is also the text of cards and feeds."),
    limits=(20, 300),
)
def standfirst_length(article: Article, context) -> Iterable[Finding]:
    limits = context.limits("standfirst")
    yield from _length(_("The standfirst"), "standfirst", article.standfirst, limits)


@check(
    "text",
    gettext_lazy("Text"),
    gettext_lazy("That there is one."),
    level=BLOCK,
)
def has_text(article: Article, context) -> Iterable[Finding]:
    if not text.count_words(article.body):
        yield Finding(_("A story without text cannot be published."), "body")


@check(
    "dateline",
    gettext_lazy("Dateline"),
    gettext_lazy("Where the story was reported from."),
    level=OFF,
)
def has_dateline(article: Article, context) -> Iterable[Finding]:
    if not article.dateline.strip():
        yield Finding(_("It does not say where it was reported from."), "dateline")


def _length(what: str, field: str, words: str, limits) -> Iterable[Finding]:
    """Too short or too long; blank is too short where anything is asked for."""
    minimum, maximum = limits
    length = len(" ".join(words.split()))
    if minimum and not length:
        yield Finding(_("%(what)s is missing.") % {"what": what}, field)
    elif minimum and length < minimum:
        yield Finding(_told(what, length, _("at least"), minimum), field)
    elif maximum is not None and length > maximum:
        yield Finding(_told(what, length, _("at most"), maximum), field)


def _told(what: str, length: int, bound: str, limit: int) -> str:
    words = ngettext(
        "%(what)s has %(length)d character; %(bound)s %(limit)d are wanted.",
        "%(what)s has %(length)d characters; %(bound)s %(limit)d are wanted.",
        length,
    )
    return words % {"what": what, "length": length, "bound": bound, "limit": limit}
