"""What two editors changed differently, and what was decided about it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

CLASH = object()  # instead of a value: there is no one value


@dataclass(frozen=True)
class Choice:
    """What an editor decided: "mine", "theirs", "both" (blocks only) or "own", with its text."""

    what: str
    text: str = ""


@dataclass(frozen=True)
class Conflict:
    """What both sides changed differently; `key` names it, the same whenever it is found again.

    In the body a side is the block's HTML with the list or box it stands in, "" where it was
    deleted; `before` is the block that stood before it in the base.
    """

    key: str
    field: str
    base: object
    theirs: object
    mine: object
    kind: str = ""
    before: str = ""


class Decisions:
    """The choices of one merge, and the conflicts that wait for one."""

    def __init__(self, choices: Mapping[str, Choice]):
        self.choices = choices
        self.open: list[Conflict] = []
        self.keys: set[str] = set()

    def on(self, name: str, versions: Sequence, kind: str = "", before: str = "") -> Choice:
        """What was decided about `versions` (base, mine, theirs) that clash.

        Without a choice that fits the conflict stays open, and mine stands.
        """
        base, mine, theirs = versions
        key = self.key(name, base, mine, theirs)
        choice = self.choices.get(key)
        if choice and _fits(choice, kind, mine, theirs):
            return choice
        self.open.append(Conflict(key, name, base, theirs, mine, kind, before))
        return Choice("mine")

    def key(self, *parts) -> str:
        """A key of its own for each conflict: of equal ones the second is numbered."""
        number = 0
        while (key := _hash(*parts, number)) in self.keys:
            number += 1
        self.keys.add(key)
        return key


def either(base, mine, theirs):
    """The value of the side that changed it; CLASH if both did, differently."""
    if theirs in (mine, base):
        return mine
    return theirs if mine == base else CLASH


def note(notes: dict[str, list[str]], what: str, base, mine, theirs) -> None:
    """Write down under "mine" or "theirs" who brought a change, if not both the same."""
    if mine != theirs:
        notes["mine"] += [what] if mine != base else []
        notes["theirs"] += [what] if theirs != base else []


def _hash(*parts) -> str:
    return hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()[:12]


def _fits(choice: Choice, kind: str, mine, theirs) -> bool:
    """Whether it can be done: only blocks can both stay, only text can be written anew."""
    if choice.what == "own":
        return isinstance(mine, str) and isinstance(theirs, str)
    return choice.what in {"mine", "theirs"} or (choice.what == "both" and kind != "")
