"""The kinds of zones there are, of places, and of rules that fill them. Data."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.TextChoices):
    """Where a rule takes its stories from, newest first; the most read are in their own order."""

    NEWEST = "newest", _("Newest of everything")
    SECTION = "section", _("Newest of a section")
    TAG = "tag", _("Newest of a tag")
    KIND = "kind", _("Newest of a kind")
    READ = "read", _("Most read")
    NOTHING = "nothing", _("Nothing: only what is pinned")


class Layout(models.TextChoices):
    MAIN = "main", _("Main column")
    SIDE = "side", _("Beside it")
    WIDE = "wide", _("Full width")


class Size(models.TextChoices):
    NORMAL = "", _("Normal")
    LARGE = "large", _("Large")
    SMALL = "small", _("Small, without picture")


@dataclass(frozen=True)
class ZoneKind:
    """`places` at first and `most`; `source` of its rule; where it stands.

    tells_all: a list of what happened, not a choice. It leaves nothing out and takes nothing away
    from other zones, and nothing is pinned there. needs_picture: takes only stories with one.
    """

    label: str
    heading: str
    places: int = 4
    most: int = 24
    layout: str = Layout.WIDE
    source: str = Source.NEWEST
    tells_all: bool = False
    needs_picture: bool = False
    repeats: bool = False  # stands once for each section


KINDS = {
    "lead": ZoneKind(_("Lead"), _("Top story"), 1, 1, Layout.MAIN),
    "secondary": ZoneKind(_("Secondary"), _("More top stories"), 4, 12, Layout.MAIN),
    "stories": ZoneKind(_("Stories"), _("More stories")),
    "section": ZoneKind(_("Section block"), _("More stories"), source=Source.SECTION),
    "sections": ZoneKind(
        _("A block for every other section"), _("Sections"), 4, 12,
        source=Source.SECTION, repeats=True,
    ),
    "opinion": ZoneKind(_("Opinion"), _("Opinion"), source=Source.KIND),
    "strip": ZoneKind(_("Picture strip"), _("In pictures"), 4, 12, needs_picture=True),
    "tag": ZoneKind(_("Tag block"), _("Topic"), source=Source.TAG),
    "read": ZoneKind(
        _("Most read list"), _("Most read"), 5, 10, Layout.SIDE, Source.READ, tells_all=True
    ),
    "feed": ZoneKind(_("News Feed"), _("News Feed"), 12, 24, Layout.SIDE, tells_all=True),
}  # fmt: skip
