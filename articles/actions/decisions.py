"""What is chosen where two people changed the same thing: kept until it is settled."""

from dataclasses import asdict

from django.db import transaction

from articles.models import Revision
from articles.revisions.conflicts import Choice
from articles.revisions.content import UNSAID
from articles.revisions.merge import Merge, merge
from authors.models import User

from . import rows, writing


def overlaps(conflict: Revision) -> Merge:
    """The conflict beside the newest text of its story."""
    story = conflict.article
    base = Revision.objects.numbered(story, conflict.base)
    desk = Revision.objects.numbered(story, story.revision)
    was, now = (UNSAID | revision.content for revision in (base, desk))
    return merge(was, conflict.content, now)


@transaction.atomic
def decide(conflict: Revision, choices: dict[str, Choice], *, by: User | None) -> writing.Edit:
    """Bring a conflict in as was chosen: {key of the overlap: Choice}; its writer is asked no more.

    It is a conflict again where an overlap is left without a choice, and where the place that own
    words were written for is there no longer.
    """
    conflict.article = rows.locked(conflict.article)
    merged = overlaps(conflict)
    known = {overlap.key for overlap in merged.conflicts}
    if any(choice.what == "own" and key not in known for key, choice in choices.items()):
        return writing.Edit(conflict.article, conflict, merged, is_conflict=True)
    return writing.decide(conflict, choices, by=by)


@transaction.atomic
def keep_choices(conflict: Revision, choices: dict[str, Choice], *, by: User) -> None:
    """Keep what `by` chose and wrote, with what they wrote before for places that changed since."""
    if not choices:
        return
    row = Revision.objects.select_for_update(of=("self",)).get(pk=conflict.pk)
    kept = row.typed.get("choices", {})
    mine = kept.get(str(by.pk), {}) | {key: asdict(choice) for key, choice in choices.items()}
    row.typed |= {"choices": kept | {str(by.pk): mine}}
    row.save(update_fields=["typed"])


def kept_choices(conflict: Revision, *, by: User) -> dict[str, Choice]:
    """All that `by` chose so far, by the key of the overlap it was about."""
    kept = Revision.objects.values_list("typed", flat=True).get(pk=conflict.pk)
    mine = kept.get("choices", {}).get(str(by.pk), {})
    return {key: Choice(**fields) for key, fields in mine.items()}
