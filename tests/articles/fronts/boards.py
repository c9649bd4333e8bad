"""Fronts to test with."""

from articles import actions
from articles.fronts.defaults import new_zone
from articles.fronts.document import Document, Rule, Slot
from articles.fronts.kinds import Source

__all__ = ["Document", "Rule", "Slot", "Source", "front_of", "new_zone", "pin", "published"]


def pin(article, **fields) -> Slot:
    return Slot(article=article.pk, **fields)


def front_of(*zones) -> Document:
    return Document(tuple(zones))


def published(document, *, section=None, by=None, **fields):
    """A version readers see, or will see `at` an hour."""
    at = fields.pop("at", None)
    edit = actions.FrontEdit(document, **fields)
    return actions.publish_front(section, edit, by=by, at=at).version
