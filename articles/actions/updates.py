"""What readers are told of changes to a story they have seen: the Updated time, and what is new."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.models import Article, Notice, Revision

from . import notices

Declared = Revision.Declared


def declaration(declare: str, whats_new: str) -> dict[str, str]:
    """The fields of a revision that say what its changes are; ValidationError otherwise."""
    line = " ".join(whats_new.split())
    if declare not in Declared:
        raise ValidationError(_("Say what these changes are."))
    if declare == Declared.MINOR and line:
        words = _("Readers are told nothing of a small fix: call it an update, or leave this out.")
        raise ValidationError(words)
    most = Revision._meta.get_field("whats_new").max_length
    if len(line) > most:
        words = _("This line has %(length)d characters; at most %(most)d can be shown.")
        raise ValidationError(words % {"length": len(line), "most": most})
    return {"declared": declare, "whats_new": line}


def tell_readers(row: Article, revision: Revision, hour: datetime) -> None:
    """Move the Updated time to `hour` and show the line, if `revision` was declared to do so.

    What goes out before readers could see the story is no update. `row` is locked.
    """
    if revision.declared in {"", Declared.MINOR} or row.goes_live_at > hour:
        return
    row.updated_at, row.whats_new = hour.replace(microsecond=0), revision.whats_new
    if revision.declared == Declared.CORRECTION:
        row.correction_owed_at = row.correction_owed_at or hour
    row.save(update_fields=["updated_at", "whats_new", "correction_owed_at"])


def remind(row: Article, revision: Revision) -> None:
    """Changes went live while nobody was there: ask whom it concerns for the correction they were
    declared to be."""
    if row.correction_owed_at and revision.declared == Declared.CORRECTION:
        notices.tell(row, [revision.by, *notices.editors(row)], Notice.Kind.TO_CORRECT, by=None)
