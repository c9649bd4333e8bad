"""What readers saw of a story, and since when: the public side of its revisions.

Never what was only saved, kept while typing, called off before its hour, or taken away: after a
withdrawal the list begins anew.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from articles.models import Article, Credit, Revision
from articles.revisions import compare
from articles.revisions.drawing import blocks
from articles.workflow import Status

MOST = 500  # the newest; nobody reads more, and one row each is all that is fetched
FIELDS = {  # what readers are shown of a version beside its text, by its name in their words
    "headline": _("Headline"),
    "standfirst": _("Standfirst"),
    "dateline": _("Place"),
    "lead_caption": _("Caption"),
}


@dataclass(frozen=True)
class Version:
    """One text that readers saw, from the moment `at` on; numbered as readers count.

    `whats_new` is what they were told of it when it went out, "" if nothing.
    """

    number: int
    at: datetime
    revision: int
    whats_new: str


def seen(article: Article, *, now: datetime) -> list[Version]:
    """All that readers saw of a visible story since it was last published, oldest first.

    Two queries. What was replaced before its hour had come was seen by nobody.
    """
    since = article.transitions.filter(start=Status.WITHDRAWN, to=Status.PUBLISHED)
    begin = since.order_by("-pk").values_list("revision", flat=True).first() or 0
    rows = Revision.objects.filter(article=article, number__gte=begin, public_at__lte=now)
    facts = rows.order_by("-number").values_list("number", "public_at", "whats_new")[:MOST]
    kept = []
    for fact in facts:  # newest first
        if not kept or fact[1] < kept[-1][1]:
            kept.append(fact)
    kept.reverse()
    if kept and not begin:  # of what was imported, or written before versions were kept
        number, at, told = kept[0]
        kept[0] = number, min(at, article.first_published_at or at), told
    return [Version(n, at, number, told) for n, (number, at, told) in enumerate(kept, start=1)]


def differences(article: Article, old: Version, new: Version) -> dict:
    """What changed from one version to the next: {"fields", "blocks"}, safe to show. One query, and
    those of what the texts refer to."""
    numbers = [old.revision, new.revision]
    rows = {r.number: r for r in Revision.objects.filter(article=article, number__in=numbers)}
    before, after = rows[old.revision], rows[new.revision]
    fields = [
        {"label": FIELDS[change.name], "marked": change.marked}
        for change in compare.compare(before.content, after.content)
        if change.name in FIELDS and change.is_changed
    ]
    by = [_byline(before), _byline(after)]
    if by[0] != by[1]:
        fields.append({"label": _("By"), "old": by[0], "new": by[1]})
    texts = [row.content.get("body", "") for row in (before, after)]
    return {"fields": fields, "blocks": blocks(*texts) if texts[0] != texts[1] else []}


def _byline(revision: Revision) -> str:
    names = revision.names.get("author", {})
    keys = [key for role, key in revision.content.get("credits", ()) if role in Credit.BYLINE]
    return ", ".join(names.get(str(key), "") for key in dict.fromkeys(keys))
