"""What stands with a story: its section, names, lead picture and tags."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article

from .registry import BLOCK, Finding, check


@check(
    "section",
    gettext_lazy("Section"),
    gettext_lazy("Which part of the paper it is in."),
    level=BLOCK,
    is_fixed=True,
)
def has_section(article: Article, context) -> Iterable[Finding]:
    if not article.section_id:
        yield Finding(_("The story is in no section."), "section")


@check(
    "credit",
    gettext_lazy("At least one credit"),
    gettext_lazy("Who wrote, reported or made it."),
)
def has_credit(article: Article, context) -> Iterable[Finding]:
    if not context.has_credits:
        yield Finding(_("Nobody is named as having made it."), "credits")


@check(
    "lead_picture",
    gettext_lazy("Lead picture"),
    gettext_lazy("The picture on top, on cards and in social networks."),
)
def has_lead_picture(article: Article, context) -> Iterable[Finding]:
    if not article.lead_image_id:
        yield Finding(_("There is no lead picture."), "lead_image")


@check(
    "tags",
    gettext_lazy("Tags"),
    gettext_lazy("At least one subject to find it by."),
)
def has_tags(article: Article, context) -> Iterable[Finding]:
    if not context.has_tags:
        yield Finding(_("There are no tags."), "tags")
