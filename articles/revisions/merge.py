"""Bring two saves of one story together that were begun from the same revision.

Field by field; the body block by block (bodies.py); credits and tags as ordered sets. What both
changed differently is a conflict for the editor to decide. Nothing of either side is ever dropped
in silence.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from .bodies import BodyMerge, SideBySide
from .conflicts import CLASH, Choice, Conflict, Decisions, either, note

__all__ = ["Choice", "Conflict", "Merge", "SideBySide", "merge"]


@dataclass(frozen=True)
class Merge:
    """The story of both sides. Where a conflict is open, `content` has mine.

    `from_mine` and `from_theirs` name the merged fields which that side had changed,
    `blocks_from_...` the kind of each block of the body that it wrote, changed or deleted.
    """

    content: dict
    conflicts: tuple[Conflict, ...]
    from_mine: tuple[str, ...]
    from_theirs: tuple[str, ...]
    blocks_from_mine: tuple[str, ...]
    blocks_from_theirs: tuple[str, ...]
    side_by_side: tuple[SideBySide, ...]


def merge(
    base: dict, mine: dict, theirs: dict, choices: Mapping[str, Choice] | None = None
) -> Merge:
    """Merge two contents that came from `base`; a field that one does not know is unchanged there.

    `choices`: by the key of a conflict. Those that fit no conflict, or not its field, are passed
    over.
    """
    decisions = Decisions(choices or {})
    content, body = {}, None
    fields = {"mine": [], "theirs": []}
    for name in dict.fromkeys([*base, *theirs, *mine]):
        versions = _versions(name, base, mine, theirs)
        merged = either(*versions)
        if merged is CLASH and all(isinstance(value, list) for value in versions):
            merged = _merge_lists(*versions)
            if name == "tags" and merged is not CLASH:  # no order of their own: content.read
                merged = sorted(merged)
        is_text = all(isinstance(value, str) for value in versions)
        if name == "body" and is_text and versions[1] != versions[2]:
            body = BodyMerge(decisions, *versions)
            merged = body.html if merged is CLASH else merged
        if merged is CLASH:
            merged = _decided(decisions, name, *versions)
        else:
            note(fields, name, *versions)
        content[name] = merged
    blocks = body.brought if body else {"mine": [], "theirs": []}
    return Merge(
        content,
        conflicts=tuple(decisions.open),
        from_mine=tuple(fields["mine"]),
        from_theirs=tuple(fields["theirs"]),
        blocks_from_mine=tuple(blocks["mine"]),
        blocks_from_theirs=tuple(blocks["theirs"]),
        side_by_side=tuple(body.side_by_side if body else ()),
    )


def _versions(name: str, base: dict, mine: dict, theirs: dict) -> tuple:
    """The three values of a field; a base older than the field had it empty."""
    if name in base:
        return base[name], mine.get(name, base[name]), theirs.get(name, base[name])
    known = [side[name] for side in (mine, theirs) if name in side]
    empty = type(known[0])() if isinstance(known[0], str | list) else None
    return empty, known[0], known[-1]


def _decided(decisions: Decisions, name: str, base, mine, theirs):
    choice = decisions.on(name, (base, mine, theirs))
    return {"mine": mine, "theirs": theirs, "own": choice.text}[choice.what]


def _merge_lists(base: list, mine: list, theirs: list):
    """An ordered set: what either added stays, what either removed goes; what the other side added
    comes behind what it stood behind. CLASH if both turned the order, each in another way."""
    sides = [{json.dumps(thing): thing for thing in side} for side in (base, mine, theirs)]
    base, mine, theirs = sides
    members = {key for key in mine | theirs if (key in mine and key in theirs) or key not in base}
    orders = [[key for key in side if key in members and key in base] for side in sides]
    order = either(*orders)
    if order is CLASH:
        return CLASH
    lead, other = (mine, theirs) if order == orders[1] else (theirs, mine)
    merged = [key for key in lead if key in members]
    place = 0
    for key in other:
        if key in members and key not in lead:
            merged.insert(place, key)
        if key in members:
            place = merged.index(key) + 1
    return [(lead | other)[key] for key in merged]
